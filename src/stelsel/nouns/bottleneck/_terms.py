# SPDX-License-Identifier: EUPL-1.2
"""The terms of a bottleneck and who hears of it when one is over, from the table `rules/terms.json`. None of them is
law, and each says so. Days are counted by `kernel.working_days`; when something happened is the day on which the log
took it, never a day that somebody writes (but of an example)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Any, Literal, get_args

from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.working_days import UNITS, Term, ends, is_working_day
from stelsel.nouns.bottleneck._needs import RULES

Event = Literal["raised", "taken-up", "proposal", "adopted"]
MOST_DAYS = 800
"""Days that are looked back; later than that is as late as it gets."""


@dataclass(frozen=True)
class Ground:
    """A term: from which event until which, how long, what must happen, where that stands, and whether it is law.
    `longest` is within how many weeks of the first day of work the owner may set another day; 0: none."""

    name: str
    since: Event
    until: Event
    term: Term
    what: Text
    source: Text
    law: bool
    link: str = ""
    longest: int = 0


@dataclass(frozen=True)
class Level:
    """Who hears of it when a term is over for so many working days."""

    level: int
    after: int
    name: Text


@dataclass(frozen=True)
class Table:
    """The terms and the levels, in order."""

    terms: tuple[Ground, ...]
    levels: tuple[Level, ...]


@dataclass(frozen=True)
class Due:
    """A term of one bottleneck: its last day, on which day it was met (None: not yet), whether it is or was late."""

    ground: Ground
    since: date
    last_day: date
    met: date | None
    late: bool
    set_by_owner: bool = False


@cache
def table() -> Table:
    """The table that holds."""
    return read_table(json.loads((RULES / "terms.json").read_text(encoding="utf-8")))


def read_table(raw: Mapping[str, Any]) -> Table:
    """A table of terms. BadInput for a unit or event that is not known, a term without its source, levels that do not
    go up."""
    terms = tuple(_ground(one) for one in raw["terms"])
    levels = tuple(Level(one["level"], one["after_working_days"], _both(one, "")) for one in raw["levels"])
    for before, after in pairwise(levels):
        if after.level != before.level + 1 or after.after <= before.after:
            raise _wrong("terms-levels", str(after.level), _LEVELS, _LEVELS_CURE)
    return Table(terms, levels)


def dues(events: Mapping[Event, date], today: date, planned: date | None = None) -> tuple[Due, ...]:
    """The terms that have begun, in order: what happened on which day, and by when the next must. `planned` is the day
    that the owner set."""
    return tuple(_due(one, events, today, planned) for one in table().terms if one.since in events)


def level(found: Sequence[Due], today: date) -> Level | None:
    """Who hears of it now: by the term that is open and longest over; None while nothing is late."""
    late = [working_days_after(one.last_day, today) for one in found if one.met is None and one.late]
    over = max(late, default=0)
    return next((one for one in reversed(table().levels) if over >= one.after), None)


def working_days_after(last_day: date, today: date) -> int:
    """The working days after a last day, up to and including today."""
    days = min((today - last_day).days, MOST_DAYS)
    return sum(is_working_day(last_day + timedelta(days=one)) for one in range(1, days + 1))


def _due(ground: Ground, events: Mapping[Event, date], today: date, planned: date | None) -> Due:
    since, met = events[ground.since], events.get(ground.until)
    last, owners = ends(since, ground.term).last_day, False
    begun = events.get("taken-up", since)
    if planned is not None and ground.longest and planned <= begun + timedelta(weeks=ground.longest):
        last, owners = planned, True
    return Due(ground, since, last, met, (met or today) > last, owners)


def _ground(raw: Mapping[str, Any]) -> Ground:
    if raw["unit"] not in UNITS:
        raise _wrong("terms-unit", str(raw["unit"]), _UNIT, Text(nl=", ".join(UNITS), en=", ".join(UNITS)))
    if {raw["from"], raw["until"]} - set(get_args(Event)):
        raise _wrong("terms-event", str(raw["name"]), _EVENT, _EVENT_CURE)
    if not raw.get("source_nl") or not raw.get("source_en"):
        raise _wrong("terms-source", str(raw["name"]), _SOURCE, _SOURCE_CURE)
    term, source = Term(raw["count"], raw["unit"]), _both(raw, "source_")
    more = {"link": raw.get("link", ""), "longest": raw.get("longest_weeks", 0)}
    return Ground(raw["name"], raw["from"], raw["until"], term, _both(raw, ""), source, bool(raw["law"]), **more)


def _both(raw: Mapping[str, Any], prefix: str) -> Text:
    return Text(nl=raw[f"{prefix}nl"], en=raw[f"{prefix}en"])


def _wrong(code: str, where: str, what: Text, cure: Text) -> Exception:
    return bad_input(code, where, what, cure)


_LEVELS = Text(nl="De niveaus lopen niet op.", en="The levels do not go up.")
_LEVELS_CURE = Text(
    nl="Nummer ze vanaf 1, elk na meer werkdagen.", en="Number them from 1, each after more working days."
)
_UNIT = Text(nl="Deze eenheid kennen we niet.", en="We do not know this unit.")
_EVENT = Text(nl="Deze gebeurtenis kennen we niet.", en="We do not know this event.")
_EVENT_CURE = Text(nl="Kies raised, taken-up, proposal of adopted.", en="Choose raised, taken-up, proposal or adopted.")
_SOURCE = Text(nl="Deze termijn zegt niet waar zij vandaan komt.", en="This term does not say where it comes from.")
_SOURCE_CURE = Text(nl="Noem de wet, of zeg dat het een belofte is.", en="Name the law, or say that it is a promise.")
