# SPDX-License-Identifier: EUPL-1.2
"""Kinds of the programme: Initiative (what is spent on what) and Indicator (what it should change)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, get_args

import msgspec

from stelsel.kernel.kind import Body, Kind, about
from stelsel.kernel.problem import Finding
from stelsel.kernel.retention import UNDECIDED
from stelsel.kernel.text import Text, same
from stelsel.kernel.values import Value

DASHBOARD = "Rijks ICT-dashboard"

Status = Literal["not-started", "running", "reorienting", "finished", "cancelled", "unknown"]
Accounting = Literal["cash", "accrual", "unknown"]
Priority = Literal["cloud", "data", "ai", "services", "resilience", "people"]
Country = Annotated[str, msgspec.Meta(pattern="^[A-Z]{2}$")]
Currency = Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")]
CostType = Literal[
    "internal-staff",
    "external-staff",
    "outsourced-work",
    "insourced-work",
    "data-connections",
    "standard-software",
    "hardware",
    "hardware-software",
    "other-material",
    "other",
]
"""The ten kinds of cost of the Rijks ICT-dashboard."""

Benefit = Literal["continuity", "compliance", "security", "efficiency", "craftsmanship", "sustainability", "services"]
"""The seven social benefits of the Rijks ICT-dashboard."""

STATUSES: dict[str, Text] = {
    "not-started": Text(nl="nog niet gestart", en="not started"),
    "running": Text(nl="in uitvoering", en="running"),
    "reorienting": Text(nl="in heroriëntatie", en="being reconsidered"),
    "finished": Text(nl="afgerond", en="finished"),
    "cancelled": Text(nl="geannuleerd", en="cancelled"),
    "unknown": Text(nl="onbekend", en="unknown"),
}
assert set(STATUSES) == set(get_args(Status)), "every status has words"


class CostPart(Value, frozen=True):
    """One kind of cost in three states, in whole units of the currency of the initiative (never thousands)."""

    cost_type: CostType
    initial: Decimal | None = None
    current: Decimal | None = None
    actual: Decimal | None = None


class Initiative(Body, frozen=True):
    """A project or programme as one source gave it on `snapshot`. Amounts are whole units of `currency`, never
    thousands or millions. `confidence` is the rating as published, a forecast of that day and never more; an empty one
    is unknown, not green. `probability` is a stated chance of success, 0..1. Cash and accrual may not be added."""

    title: str
    snapshot: Annotated[date, about(unit="day", source="date of the figures, not of publication")]
    currency: Annotated[Currency, about(source="ISO 4217")]
    country: Annotated[Country, about(source="ISO 3166-1 alpha-2")]
    reference: str | None = None
    organisation_name: str | None = None
    category: str | None = None
    priority: Priority | None = None
    status: Annotated[Status, about(source=DASHBOARD)] = "unknown"
    accounting: Accounting = "unknown"
    cost_initial: Annotated[Decimal | None, about(unit="currency", source=DASHBOARD)] = None
    cost_current: Annotated[Decimal | None, about(unit="currency", source=DASHBOARD)] = None
    cost_actual: Annotated[Decimal | None, about(unit="currency", source=DASHBOARD)] = None
    cost_parts: Annotated[tuple[CostPart, ...], about(source=DASHBOARD)] = ()
    benefit_yearly: Annotated[Decimal | None, about(unit="currency a year")] = None
    benefit_once: Annotated[Decimal | None, about(unit="currency")] = None
    benefit_categories: Annotated[tuple[Benefit, ...], about(source=DASHBOARD)] = ()
    start: date | None = None
    end_initial: date | None = None
    end_current: date | None = None
    confidence: str | None = None
    probability: Annotated[Decimal | None, about(unit="0..1")] = None
    notes: tuple[str, ...] = ()
    description: str | None = None
    sample: bool = False


class Measurement(Value, frozen=True):
    """A measured value on a day, with where it was read."""

    day: date
    value: Decimal
    source: str | None = None


class Indicator(Body, frozen=True):
    """What should change, how it is measured and what is aimed at. A missing target or measurement is unknown."""

    title: str
    goal: str
    unit: str
    country: Country
    better: Literal["higher", "lower"] = "higher"
    target: Decimal | None = None
    target_day: date | None = None
    priority: Priority | None = None
    measurements: tuple[Measurement, ...] = ()
    link: str | None = None
    sample: bool = False


NOTES: dict[str, Text] = {
    "no-rating": Text(
        nl="De bron geeft geen oordeel; dat is onbekend, niet groen.",
        en="The source gives no rating; that is unknown, not green.",
    ),
    "zero-cost": Text(
        nl="De bron geeft kosten 0; dat lezen we als niet bekend.", en="The source gives a cost of 0; we read unknown."
    ),
    "shared-contract": Text(
        nl="Een contract staat ook bij een ander project; het bedrag is niet te verdelen.",
        en="A contract stands under another project too; the amount cannot be divided.",
    ),
    "cost-incomplete": Text(
        nl="Van een deel van de contracten is het bedrag niet bekend.",
        en="The amount of some of the contracts is unknown.",
    ),
    "approved-cost": Text(
        nl="De kosten zijn de goedgekeurde kosten van dat jaar; ze kunnen zijn bijgesteld.",
        en="The cost is the approved cost of that year; it may have been re-baselined.",
    ),
}
"""What a note says: the code stands in the entry, the words on screen."""


def check_initiative(body: Initiative) -> Sequence[Finding]:
    """What types cannot see: a cost below zero, a chance outside 0..1, an end before the start, two days mixed up."""
    amounts = (body.cost_initial, body.cost_current, body.cost_actual)
    found = []
    if any(amount is not None and amount < 0 for amount in amounts):
        found.append(Finding("negative-cost", "kostenActueel", *NEGATIVE))
    if body.probability is not None and not 0 <= body.probability <= 1:
        found.append(Finding("probability", "kans", *_CHANCE))
    ends = [end for end in (body.end_initial, body.end_current) if end is not None]
    if body.start is not None and any(end < body.start for end in ends):
        found.append(Finding("date-trap", "eindActueel", *ENDS_FIRST))
    return found


NEGATIVE = (
    Text(nl="Kosten onder nul kunnen niet; dit is een opbrengst.", en="A cost below zero cannot be; this is income."),
    Text(nl="Zet een opbrengst bij de opbrengsten.", en="Put income under benefits."),
)
ENDS_FIRST = (
    Text(nl="Het eind ligt voor het begin.", en="The end lies before the start."),
    Text(nl="Controleer de volgorde van dag en maand.", en="Check the order of day and month."),
)
_CHANCE = (
    Text(nl="Een kans ligt tussen 0 en 1.", en="A chance lies between 0 and 1."),
    Text(nl="Schrijf 60 procent als 0.6.", en="Write 60 percent as 0.6."),
)

_WHAT = Text(nl="Wat", en="What")
_MONEY = Text(nl="Geld", en="Money")
_TIME = Text(nl="Tijd", en="Time")

INITIATIVE = Kind(
    name="initiative",
    major=1,
    body=Initiative,
    wire="initiatief",
    wire_plural="initiatieven",
    title=Text(nl="Initiatief", en="Initiative"),
    plural=Text(nl="Initiatieven", en="Initiatives"),
    explain=Text(
        nl="Een project of programma: wat het kost, wat het moet opleveren, en hoe zeker dat is.",
        en="A project or programme: what it costs, what it should yield, and how sure that is.",
    ),
    room="programme",
    label=lambda body: same(body.title),
    retention=UNDECIDED,
    groups=(
        (
            _WHAT,
            ("title", "reference", "organisation_name", "country", "category", "priority", "description", "sample"),
        ),
        (_MONEY, ("currency", "cost_initial", "cost_current", "cost_actual", "cost_parts", "accounting")),
        (
            Text(nl="Opbrengst en zekerheid", en="Benefit and confidence"),
            ("benefit_once", "benefit_yearly", "benefit_categories", "confidence", "probability"),
        ),
        (_TIME, ("status", "snapshot", "start", "end_initial", "end_current")),
        (Text(nl="Let op", en="Mind"), ("notes",)),
    ),
    search=("title", "organisation_name", "reference", "category"),
    facets=("country", "organisation_name", "category", "status", "confidence"),
    check=check_initiative,
)

INDICATOR = Kind(
    name="indicator",
    major=1,
    body=Indicator,
    wire="indicator",
    wire_plural="indicatoren",
    title=Text(nl="Indicator", en="Indicator"),
    plural=Text(nl="Indicatoren", en="Indicators"),
    explain=Text(
        nl="Wat er moet veranderen: hoe het wordt gemeten, wat het doel is en waar we staan.",
        en="What should change: how it is measured, what the target is and where we stand.",
    ),
    room="programme",
    label=lambda body: same(body.title),
    retention=UNDECIDED,
    groups=(
        (_WHAT, ("title", "goal", "priority", "country", "sample")),
        (Text(nl="Maat en doel", en="Measure and target"), ("unit", "better", "target", "target_day")),
        (Text(nl="Metingen", en="Measurements"), ("measurements", "link")),
    ),
    search=("title", "goal"),
    facets=("priority", "country"),
)

KINDS = (INITIATIVE, INDICATOR)
