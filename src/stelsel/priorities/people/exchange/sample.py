# SPDX-License-Identifier: EUPL-1.2
"""What three invented organisations look for, so that a demonstration has a demand. No person is behind it."""

from datetime import date

from stelsel.kernel.draft import Draft, Reading
from stelsel.kernel.time import Period
from stelsel.priorities.people.exchange._origins import IMPORTER, gdd_local
from stelsel.priorities.people.kinds import PEOPLE_DEMAND, PeopleDemand

_DEMANDS = (
    ("gemeente-voorbeeldstad", "Data-engineer", "Data engineer", "Data engineer", 32, "Voorbeeldstad"),
    ("waterschap-voorbeeldwater", "Senior ontwikkelaar", "Software developer", "Senior developer", 36, "Voorbeelddorp"),
    ("provincie-voorbeeldland", "Interactieontwerper", "Interaction designer", "Interaction designer", 24, None),
)


def sample() -> dict[str, dict[str, Reading]]:
    """Readings by publisher and audience: each organisation states what it looks for."""
    return {publisher: {"public": Reading((_draft(*row),))} for publisher, *row in _DEMANDS}  # type: ignore[arg-type]


def _draft(title: str, role: str, level: str, hours: int, city: str | None) -> Draft:
    body = PeopleDemand(
        title=f"{title} (voorbeeld)",
        role=f"{IMPORTER}/role-profile/{gdd_local(role, level)}",
        hours_per_week=hours,
        period=Period(start=date(2027, 1, 1), end=date(2027, 12, 31)),
        city=city,
        sample=True,
    )
    return Draft(PEOPLE_DEMAND, "voorbeeldvraag", body)
