# SPDX-License-Identifier: EUPL-1.2
"""An entry about a bottleneck: it names the revision that was seen, and stands in the log for the same readers."""

from collections.abc import Mapping
from dataclasses import dataclass
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
from stelsel.node.permission import require
from stelsel.node.tasks import Held, submit
from stelsel.nouns.bottleneck import BOTTLENECK, Standing, standing
from stelsel.register.log import Receipt, Submission


@dataclass(frozen=True)
class Ready:
    """An entry that may be written: nothing was yet."""

    publisher: str
    audience: str
    change: Submission


def seen(book: Book, id: str, where: str = "") -> Standing:
    """How a bottleneck stands; BadInput where this asker sees none at this address."""
    kind = entry_id(id, where).kind
    found = standing(book, id) if kind == BOTTLENECK.name else None
    if found is None:
        raise refused("not-there", where or id)
    return found


def ready(
    node: Node, publisher: str, kind: Kind[Any], found: Standing, values: Mapping[str, Any], local: str, by: Person
) -> Ready:
    """An entry about it with these values by English name. BadInput or NotAllowed says why it cannot be."""
    record = found.record
    which = {"bottleneck": record.id, "log": record.log.origin, "index": record.index, "hash": record.hash.hex()}
    told = {name: value for name, value in values.items() if value not in (None, "", (), [])}
    body = kind.convert({wire(name): value for name, value in {**which, **told}.items()}).body
    log = node.logs.named(publisher, record.log.audience)
    if log is None or (record.log.audience == "own" and record.log.publisher != publisher):
        raise refused("no-log", publisher)
    require(by, "publish", publisher, record.log.audience, kind.name)
    change = Submission("put", kind.type, f"{publisher}/{kind.name}/{local}", kind.encode(body), log.organisation)
    return Ready(publisher, record.log.audience, change)


def write(node: Node, one: Ready, by: Person) -> Receipt | Held:
    """Write it, or let it wait for a second pair of eyes."""
    return submit(node, one.publisher, one.audience, one.change, by.name)


def fresh_local(id: str) -> str:
    """A name that no other entry about this bottleneck has."""
    return f"{entry_id(id).local[:100].rstrip('-._')}-{clock.salt(4).hex()}"


def refused(code: str, where: str, **values: object) -> BadInput:
    """Why not, and what to do."""
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
    "other-readers": (
        Text(
            nl="Dit knelpunt heeft meer lezers dan {other}; dan zou dat adres voor hen zichtbaar worden.",
            en="This bottleneck has more readers than {other}; they would see that address.",
        ),
        Text(nl="Bundel het andere onder dit.", en="Merge the other one under this one."),
    ),
    "no-common-readers": (
        Text(
            nl="Deze twee knelpunten hebben niet dezelfde lezers; wie het ene leest, zou van het andere horen.",
            en="These two bottlenecks have other readers; who reads one would hear of the other.",
        ),
        Text(nl="Noem een knelpunt met dezelfde lezers.", en="Name a bottleneck with the same readers."),
    ),
    "itself": (
        Text(nl="Dit is hetzelfde knelpunt.", en="This is the same bottleneck."),
        Text(nl="Kies een ander knelpunt.", en="Choose another bottleneck."),
    ),
    "merged-already": (
        Text(nl="Deze knelpunten zijn nu samen gebundeld.", en="These bottlenecks are merged together now."),
        Text(nl="Zet ze eerst apart.", en="Set them apart first."),
    ),
    "no-grouping": (
        Text(nl="Deze bundelwijze bestaat niet.", en="There is no such grouping."),
        Text(nl="Kies uit: {groupings}.", en="Choose from: {groupings}."),
    ),
    "no-log": (
        Text(nl="Deze organisatie heeft hier geen logboek voor.", en="This organisation has no log for it here."),
        Text(nl="Kies een andere organisatie.", en="Choose another organisation."),
    ),
}
