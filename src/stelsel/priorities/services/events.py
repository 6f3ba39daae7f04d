# SPDX-License-Identifier: EUPL-1.2
"""What happens to people and businesses (CPSV-AP 3.2.0 cv:LifeEvent, cv:BusinessEvent): what there is to arrange over
all layers of government, in which order, before which day, and the questions that decide what of it applies.

One file per event in `catalogue/events`, our own text. No lawyer has looked at it yet, so whoever shows it says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Literal

import msgspec

from stelsel.kernel.text import Text
from stelsel.priorities.services._calendar import Span
from stelsel.priorities.services.sayings import CATALOGUE

EVENTS = CATALOGUE / "events"
Sort = Literal["life", "business"]
SORTS: dict[Sort, Text] = {
    "life": Text(nl="Gebeurtenis in uw leven", en="Life event"),
    "business": Text(nl="Gebeurtenis in uw bedrijf", en="Business event"),
}
_WIRES = {
    "birth": "geboorte",
    "moving": "verhuizen",
    "death": "overlijden",
    "divorce": "scheiden",
    "debts": "schulden",
    "turning-18": "18-worden",
    "retirement": "met-pensioen",
    "losing-work": "werk-verliezen",
    "building": "bouwen",
    "starting-business": "bedrijf-starten",
    "staff": "personeel-aannemen",
    "event-permit": "evenement-houden",
    "moving-business": "bedrijf-verhuizen",
}
"""What an event is called in an address, in both languages."""
Code = Annotated[str, msgspec.Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]


class Reply(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An answer to choose."""

    code: Code
    say: Text


class Query(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question that decides which steps apply, why it is asked, and its answers."""

    code: Code
    ask: Text
    why: Text
    answers: Annotated[tuple[Reply, ...], msgspec.Meta(min_length=2, max_length=6)]


class Due(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When: from and until how long after the day of the event (negative: before it), in words, and the article that
    says so. Neither: there is no day."""

    say: Text
    start: Span | None = None
    end: Span | None = None
    law: str = ""


class Entitlement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rule text that computes what somebody has a right to, and which of its outcomes. `begins`: it counts from the
    month or quarter after the event."""

    rule: str
    output: str
    begins: Literal["", "month", "quarter"] = ""


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to arrange: the product of the UPL, and with whom (`where`) when that is not an organisation that the
    register finds by the product. `only`: the answers with which it applies, one of these sets; none: always.
    `automatic`: government does it by itself. `here`: the place that is asked decides which organisation it is."""

    code: Code
    do: Text
    why: Text
    due: Due
    product: str = ""
    where: Text | None = None
    only: tuple[dict[Code, tuple[Code, ...]], ...] = ()
    automatic: bool = False
    here: bool = True
    rule: Entitlement | None = None


class DayAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The day that all terms count from: how it is asked, and what it is called. `place`: how the place is asked that
    decides, where that is not simply where somebody lives or works."""

    ask: Text
    name: Text
    place: Text | None = None


class Event(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An event with its steps in the order in which one takes them, and the events that often come after it."""

    code: Code
    sort: Sort
    title: Text
    what: Text
    day: DayAsked
    questions: tuple[Query, ...]
    steps: tuple[Step, ...]
    next: tuple[Code, ...]


Applies = Literal["yes", "no", "unknown"]


@dataclass(frozen=True)
class Planned:
    """A step for somebody: whether it applies (unknown while an answer that decides it is missing, named in `missing`),
    and its first and last day."""

    step: Step
    applies: Applies
    missing: tuple[str, ...]
    start: date | None
    end: date | None


@cache
def events() -> Mapping[str, Event]:
    """Every event by its code, life before business, in the order of their titles in Dutch."""
    read = [msgspec.json.decode(file.read_bytes(), type=Event) for file in sorted(EVENTS.glob("*.json"))]
    return {one.code: one for one in sorted(read, key=lambda one: (one.sort != "life", one.title.nl))}


def wire_of(code: str) -> str:
    """What an event is called in an address."""
    return _WIRES[code]


def event_of(wire: str) -> Event | None:
    """The event of an address; None where there is none."""
    return next((one for one in events().values() if _WIRES[one.code] == wire), None)


def plan(event: Event, answers: Mapping[str, str], day: date | None) -> tuple[Planned, ...]:
    """What applies with these answers (question: answer), in order. Steps that do not apply are in it, with `no`."""
    return tuple(_planned(step, answers, day) for step in event.steps)


def next_query(event: Event, answers: Mapping[str, str], passed: frozenset[str] = frozenset()) -> Query | None:
    """The first question that still decides a step and was not passed over; None when everything is decided."""
    open_ones = {name for step in event.steps for name in _judged(step, answers)[1]}
    return next((one for one in event.questions if one.code in open_ones and one.code not in passed), None)


def _planned(step: Step, answers: Mapping[str, str], day: date | None) -> Planned:
    applies, missing = _judged(step, answers)
    start = step.due.start.after(day) if step.due.start and day else None
    end = step.due.end.last_day(day, bool(step.due.law)) if step.due.end and day else None
    return Planned(step, applies, missing, start, end)


def _judged(step: Step, answers: Mapping[str, str]) -> tuple[Applies, tuple[str, ...]]:
    """Whether a step applies, and which answers are missing."""
    if not step.only:
        return "yes", ()
    missing: dict[str, None] = {}
    for wanted in step.only:
        if any(name in answers and answers[name] not in right for name, right in wanted.items()):
            continue
        lacking = [name for name in wanted if name not in answers]
        if not lacking:
            return "yes", ()
        missing.update(dict.fromkeys(lacking))
    return ("unknown", tuple(missing)) if missing else ("no", ())
