# SPDX-License-Identifier: EUPL-1.2
"""Acting on a bottleneck that stands: join it, take a step, merge it with another or set it apart. Each names the
revision that was seen, in the log for the same readers. What the fold would not count is refused before it is
written."""

from dataclasses import dataclass, field
from typing import Any

from stelsel.book.book import Book
from stelsel.kernel.ids import entry_id
from stelsel.kernel.kind import Kind
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import wire
from stelsel.node import clock
from stelsel.node.identity import Person
from stelsel.node.node import Node
from stelsel.node.permission import may, require
from stelsel.node.tasks import Held, submit
from stelsel.nouns.bottleneck import (
    BOTTLENECK,
    GROUPING,
    STEP,
    STEPS,
    SUPPORT,
    Standing,
    StepName,
    board,
    decider_of,
    may_merge,
    standing,
)
from stelsel.register.log import Receipt, Submission


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
    found = _seen(node.book(by.asker), id)
    values = {name: getattr(figures, name) for name in Figures.__dataclass_fields__}
    address = entry_id(id)
    local = f"{address.publisher[:50]}.{address.local[:60]}".rstrip("._-")
    if node.book(by.asker).get(f"{publisher}/{SUPPORT.name}/{local}") is not None:
        raise _refused("joined", id)
    return _publish(node, publisher, SUPPORT, found, values, local, by)


def step(node: Node, publisher: str, id: str, move: Move, by: Person) -> Receipt | Held:
    """Take a step. BadInput for one that is not this organisation's turn, with what is possible."""
    require(by, "publish", publisher, kind=STEP.name)
    book = node.book(by.asker)
    found = _seen(book, id)
    if found.leading:
        raise _refused("merged", id, leading=found.leading)
    possible = found.course.acts(publisher)
    if move.step not in STEPS:
        raise _refused("no-step", wire("step"), steps=", ".join(STEPS))
    if move.step not in possible:
        raise _refused("not-now", wire("step"), steps=_or(possible))
    _known_other(book, move)
    return _publish(node, publisher, STEP, found, {**move.values, "step": move.step}, _local(id), by)


def group(node: Node, publisher: str, id: str, leading: str, reasons: str, by: Person) -> Receipt | Held:
    """Merge a bottleneck under a leading one; with an empty `leading` set it apart again. Only the steward that both
    name. BadInput for another, and for a merge that would go round in a circle."""
    require(by, "publish", publisher, kind=GROUPING.name)
    book = node.book(by.asker)
    found = _seen(book, id)
    if publisher != found.decider:
        raise _refused("not-the-steward", id, steward=found.decider)
    if leading:
        above = _seen(book, leading, wire("leading"))
        if decider_of(above.id, above.body) != publisher:
            raise _refused("not-the-steward", leading, steward=above.decider)
        if not may_merge(board(book).groups.leading, id, leading):
            raise _refused("circle", wire("leading"))
    elif not found.leading:
        raise _refused("apart", id)
    values = {"grouping": "merge" if leading else "split", "leading": leading or None, "reasons": reasons.strip()}
    return _publish(node, publisher, GROUPING, found, values, _local(id), by)


def may_act(who: Person, publisher: str) -> bool:
    """Whether this person may act for this organisation here."""
    return may(who, "publish", publisher)


def _seen(book: Book, id: str, where: str = "") -> Standing:
    kind = entry_id(id, where).kind
    found = standing(book, id) if kind == BOTTLENECK.name else None
    if found is None:
        raise _refused("not-there", where or id)
    return found


def _publish(
    node: Node, publisher: str, kind: Kind[Any], found: Standing, values: dict[str, Any], local: str, by: Person
) -> Receipt | Held:
    record = found.record
    which = {"bottleneck": record.id, "log": record.log.origin, "index": record.index, "hash": record.hash.hex()}
    told = {name: value for name, value in values.items() if value not in (None, "", (), [])}
    body = kind.convert({wire(name): value for name, value in {**which, **told}.items()}).body
    log = node.logs.named(publisher, record.log.audience)
    if log is None or (record.log.audience == "own" and record.log.publisher != publisher):
        raise _refused("no-log", publisher)
    require(by, "publish", publisher, record.log.audience, kind.name)
    change = Submission("put", kind.type, f"{publisher}/{kind.name}/{local}", kind.encode(body), log.organisation)
    return submit(node, publisher, record.log.audience, change, by.name)


def _local(id: str) -> str:
    """A name that no other entry about this bottleneck has."""
    return f"{entry_id(id).local[:100].rstrip('-._')}-{clock.salt(4).hex()}"


def _known_other(book: Book, move: Move) -> None:
    other = move.values.get("other_bottleneck")
    if other:
        _seen(book, str(other), wire("other_bottleneck"))


def _or(possible: tuple[StepName, ...]) -> Text:
    if not possible:
        return Text(nl="niets", en="nothing")
    return Text(nl=", ".join(STEPS[one].nl for one in possible), en=", ".join(STEPS[one].en for one in possible))


def _refused(code: str, where: str, **values: object) -> BadInput:
    what, cure = _REFUSALS[code]
    return bad_input(code, where, what.fill(**values), cure.fill(**values))


_REFUSALS: dict[str, tuple[Text, Text]] = {
    "not-there": (
        Text(nl="Dit knelpunt is er niet, of niet voor u.", en="This bottleneck is not there, or not for you."),
        Text(nl="Neem het adres over van het bord.", en="Copy the address from the board."),
    ),
    "joined": (
        Text(nl="Uw organisatie is al aangesloten.", en="Your organisation has joined already."),
        Text(nl="Verbeter de cijfers bij uw aansluiting.", en="Correct the figures of your support."),
    ),
    "merged": (
        Text(nl="Dit knelpunt is gebundeld onder {leading}.", en="This bottleneck was merged under {leading}."),
        Text(nl="Zet de stap bij dat knelpunt.", en="Take the step there."),
    ),
    "no-step": (
        Text(nl="Deze stap bestaat niet.", en="There is no such step."),
        Text(nl="Kies uit: {steps}.", en="Choose from: {steps}."),
    ),
    "not-now": (
        Text(nl="Uw organisatie kan deze stap nu niet zetten.", en="Your organisation cannot take this step now."),
        Text(nl="Wat nu kan: {steps}.", en="What is possible now: {steps}."),
    ),
    "not-the-steward": (
        Text(
            nl="Alleen {steward} bundelt en splitst dit knelpunt: dat noemt het als regisseur.",
            en="Only {steward} merges and splits this bottleneck, which names it as its steward.",
        ),
        Text(nl="Vraag het die organisatie.", en="Ask that organisation."),
    ),
    "circle": (
        Text(
            nl="Dan zou dit knelpunt onder zichzelf vallen: het andere valt al hieronder.",
            en="Then this bottleneck would come under itself: the other one comes under it already.",
        ),
        Text(nl="Zet het andere eerst apart.", en="Set the other one apart first."),
    ),
    "apart": (
        Text(nl="Dit knelpunt staat al apart.", en="This bottleneck stands apart already."),
        Text(nl="Kies een knelpunt dat gebundeld is.", en="Choose one that was merged."),
    ),
    "no-log": (
        Text(nl="Deze organisatie heeft hier geen logboek voor.", en="This organisation has no log for it here."),
        Text(nl="Kies een andere organisatie.", en="Choose another organisation."),
    ),
}
