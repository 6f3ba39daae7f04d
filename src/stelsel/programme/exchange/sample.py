# SPDX-License-Identifier: EUPL-1.2
"""Initiatives and an indicator that three invented organisations state, so that a saving has something to fall on.

Nothing here is real: names, amounts, benefits and chances are made up, and every entry says so.
"""

from datetime import date
from decimal import Decimal

from stelsel.kernel.draft import Draft, Reading
from stelsel.kernel.ids import slug
from stelsel.programme.kinds import INDICATOR, INITIATIVE, Indicator, Initiative, Measurement, Priority

DAY = date(2026, 11, 1)
Row = tuple[str, Priority, int, int | None, int, str | None, str]
"""Title, priority, cost, yearly benefit, one-off benefit (thousands of euros), chance, confidence."""

_ROWS: dict[str, tuple[str, tuple[Row, ...]]] = {
    "gemeente-voorbeeldstad": (
        "Gemeente Voorbeeldstad (voorbeeld)",
        (
            ("Zaaksysteem vervangen", "services", 2400, 520, 0, "0.6", "amber"),
            ("Website in klare taal", "services", 180, 90, 0, "0.9", "green"),
            ("Noodherstel oefenen", "resilience", 240, 0, 900, "0.8", "amber-green"),
            ("Exitplan kantoorpakket", "cloud", 320, 60, 150, "0.7", "amber"),
            ("Taalmodel voor brieven", "ai", 410, 95, 0, "0.4", "amber-red"),
            ("Dataregister vullen", "data", 150, 45, 0, "0.8", "green"),
            ("Leerlijn data", "people", 95, 40, 0, None, "amber"),
        ),
    ),
    "waterschap-voorbeeldwater": (
        "Waterschap Voorbeeldwater (voorbeeld)",
        (
            ("Meetnet naar de cloud", "cloud", 1350, 260, 0, "0.7", "amber"),
            ("Sensordata als open data", "data", 210, 70, 0, "0.9", "green"),
            ("Reservebediening gemalen", "resilience", 880, 0, 2600, "0.75", "amber"),
            ("Voorspelmodel peil", "ai", 560, 180, 0, "0.5", "amber-red"),
        ),
    ),
    "provincie-voorbeeldland": (
        "Provincie Voorbeeldland (voorbeeld)",
        (
            ("Vergunningen digitaal", "services", 1900, 430, 0, "0.65", "amber"),
            ("Kaartarchief", "data", 300, None, 0, "0.9", "green"),
            ("Gezamenlijke inkoop cloud", "cloud", 140, 75, 0, "0.6", "amber"),
            ("Detachering gegevensexperts", "people", 260, 110, 0, "0.7", "amber-green"),
        ),
    ),
}


def sample() -> dict[str, dict[str, Reading]]:
    """Readings by publisher and audience: what each invented organisation states."""
    found = {publisher: [_initiative(name, row) for row in rows] for publisher, (name, rows) in _ROWS.items()}
    found["gemeente-voorbeeldstad"].append(_indicator())
    return {publisher: {"public": Reading(tuple(drafts))} for publisher, drafts in found.items()}


def _initiative(organisation: str, row: Row) -> Draft:
    title, priority, cost, yearly, once, chance, confidence = row
    body = Initiative(
        title=f"{title} (voorbeeld)",
        snapshot=DAY,
        currency="EUR",
        country="NL",
        organisation_name=organisation,
        priority=priority,
        status="running",
        accounting="accrual",
        cost_initial=Decimal(cost * 900),
        cost_current=Decimal(cost * 1000),
        benefit_yearly=None if yearly is None else Decimal(yearly * 1000),
        benefit_once=None if yearly is None else Decimal(once * 1000),
        start=date(2026, 1, 1),
        end_current=date(2028, 12, 31),
        confidence=confidence,
        probability=None if chance is None else Decimal(chance),
        sample=True,
    )
    return Draft(INITIATIVE, slug(title), body)


def _indicator() -> Draft:
    body = Indicator(
        title="Brieven die inwoners begrijpen (voorbeeld)",
        goal="Dienstverlening in klare taal (voorbeeld)",
        unit="procent",
        country="NL",
        target=Decimal(90),
        target_day=date(2028, 12, 31),
        priority="services",
        measurements=(Measurement(DAY, Decimal(71), "eigen meting (verzonnen)"),),
        sample=True,
    )
    return Draft(INDICATOR, "begrijpelijke-brieven", body)
