# SPDX-License-Identifier: EUPL-1.2
"""Routings that somebody who works at a door confirmed: which product was proposed first, and which one it was. Never
the question's text, and no day closer than a week, so that nobody finds out who asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from stelsel.book.book import Book
from stelsel.kernel.kind import Body, Kind, about
from stelsel.kernel.retention import UNDECIDED
from stelsel.kernel.text import Text, same
from stelsel.priorities.services.sayings import TERMS, code_of


class RoutingConfirmation(Body, frozen=True):
    """One question that was asked at a door, by the product that was proposed first and the product that it was."""

    confirmed: Annotated[str, about(source="UPL URI of the product that it was")]
    proposed: Annotated[str, about(source="UPL URI of the product that was proposed first; empty: none was")] = ""
    competent_authority: Annotated[str, about(source="CPSV-AP 3.2.0 cv:hasCompetentAuthority; TOOI URI")] = ""
    was_sure: Annotated[bool, about(source="whether the answer said that it was sure")] = False
    week: Annotated[date | None, about(unit="day", source="the Monday of the week in which it was asked")] = None


ROUTING_CONFIRMATION = Kind(
    name="routing-confirmation",
    major=1,
    body=RoutingConfirmation,
    wire="bevestigde-deur",
    wire_plural="bevestigde-deuren",
    title=Text(nl="Bevestigde deur", en="Confirmed door"),
    plural=Text(nl="Bevestigde deuren", en="Confirmed doors"),
    explain=Text(
        nl="Een medewerker bevestigde welke dienst bij een vraag hoorde. De vraag zelf staat er niet in.",
        en="A member of staff confirmed which service belonged to a question. The question itself is not in it.",
    ),
    room="services",
    label=lambda body: same(code_of(body.confirmed) or body.confirmed),
    retention=UNDECIDED,
    groups=(
        (Text(nl="Wat", en="What"), ("proposed", "confirmed", "was_sure")),
        (Text(nl="Waar en wanneer", en="Where and when"), ("competent_authority", "week")),
    ),
    search=("confirmed",),
    facets=("was_sure",),
)


def monday(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def confirmation(confirmed: str, proposed: str, was_sure: bool, authority: str, day: date) -> RoutingConfirmation:
    """What is published of a confirmed routing, of products by their codes."""
    first = f"{TERMS}{proposed}" if proposed else ""
    return RoutingConfirmation(f"{TERMS}{confirmed}", first, authority, was_sure, monday(day))


@dataclass(frozen=True)
class Experience:
    """How often a product was right when it was proposed first, and what it was when it was not (code: times)."""

    asked: int
    right: int
    others: Mapping[str, int]


def experience(book: Book) -> Mapping[str, Experience]:
    """What this reader may know of confirmed routings, by the code of the product that was proposed first; made once
    per position."""
    return book.memo("services-confirmed", lambda: _counted(book))


def _counted(book: Book) -> Mapping[str, Experience]:
    pairs: dict[str, dict[str, int]] = {}
    for _, body in book.rows(ROUTING_CONFIRMATION):
        first, meant = code_of(body.proposed), code_of(body.confirmed)
        if first and meant:
            counts = pairs.setdefault(first, {})
            counts[meant] = counts.get(meant, 0) + 1
    return {
        first: Experience(
            sum(counts.values()),
            counts.get(first, 0),
            {code: count for code, count in sorted(counts.items(), key=lambda one: -one[1]) if code != first},
        )
        for first, counts in pairs.items()
    }
