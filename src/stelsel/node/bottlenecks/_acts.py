# SPDX-License-Identifier: EUPL-1.2
"""Acting on a bottleneck that stands: join it, or take a step. What the fold would not count is refused before it is
written."""

from dataclasses import dataclass, field
from typing import Any

from stelsel.book.book import Book
from stelsel.kernel.ids import entry_id
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import wire
from stelsel.node.bottlenecks._entry import fresh_local, ready, refused, seen, write
from stelsel.node.identity import Person
from stelsel.node.node import Node
from stelsel.node.permission import may, require
from stelsel.node.tasks import Held
from stelsel.nouns.bottleneck import STEP, STEPS, SUPPORT, Standing, StepName
from stelsel.nouns.dispute import readable
from stelsel.register.log import Receipt


@dataclass(frozen=True)
class Figures:
    """What a bottleneck costs an organisation a year; None is not told. `processes`: the work that is hindered."""

    processes: tuple[str, ...] = ()
    cases_per_year: int | None = None
    hours_per_year: int | None = None
    euros_per_year: int | None = None
    people_per_year: int | None = None


@dataclass(frozen=True)
class Move:
    """A step: which one, and values by English field name."""

    step: str
    values: dict[str, Any] = field(default_factory=dict)


def join(node: Node, publisher: str, id: str, figures: Figures, by: Person) -> Receipt | Held:
    """Say that this organisation has the bottleneck too. Once for each organisation: later figures are a correction."""
    require(by, "publish", publisher, kind=SUPPORT.name)
    found = seen(node.book(by.asker), id)
    values = {name: getattr(figures, name) for name in Figures.__dataclass_fields__}
    address = entry_id(id)
    local = f"{address.publisher[:50]}.{address.local[:60]}".rstrip("._-")
    if node.book(by.asker).get(f"{publisher}/{SUPPORT.name}/{local}") is not None:
        raise refused("joined", id)
    return write(node, ready(node, publisher, SUPPORT, found, values, local, by), by)


def step(node: Node, publisher: str, id: str, move: Move, by: Person) -> Receipt | Held:
    """Take a step. BadInput for one that is not this organisation's turn, with what is possible."""
    require(by, "publish", publisher, kind=STEP.name)
    book = node.book(by.asker)
    found = seen(book, id)
    if found.leading:
        raise refused("merged", id, leading=found.leading)
    possible = found.course.acts(publisher)
    if move.step not in STEPS:
        raise refused("no-step", wire("step"), steps=", ".join(STEPS))
    if move.step not in possible:
        raise refused("not-now", wire("step"), steps=_or(possible))
    _known_other(book, found, move)
    values = {**move.values, "step": move.step}
    return write(node, ready(node, publisher, STEP, found, values, fresh_local(id), by), by)


def may_act(who: Person, publisher: str) -> bool:
    """Whether this person may act for this organisation here."""
    return may(who, "publish", publisher)


def _known_other(book: Book, found: Standing, move: Move) -> None:
    other = move.values.get("other_bottleneck")
    if other:
        named = seen(book, str(other), wire("other_bottleneck"))
        if not readable(named.record.log, found.record.log):
            raise refused("no-common-readers", wire("other_bottleneck"))


def _or(possible: tuple[StepName, ...]) -> Text:
    if not possible:
        return Text(nl="niets", en="nothing")
    return Text(nl=", ".join(STEPS[one].nl for one in possible), en=", ".join(STEPS[one].en for one in possible))
