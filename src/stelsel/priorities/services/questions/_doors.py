# SPDX-License-Identifier: EUPL-1.2
"""Which organisations are the door of a service, at a place and on a day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from stelsel.book.book import Book
from stelsel.kernel.text import Text
from stelsel.nouns.organisation import JOINT_ARRANGEMENT, Known, existed, partners
from stelsel.priorities.services.kinds import Layer, PublicService
from stelsel.priorities.services.offers import Offered, offer_of
from stelsel.priorities.services.policy import Doorkeeper, carrier_of, first_layer_of
from stelsel.priorities.services.questions._places import Places, Where

_TYPES: dict[str, Layer] = {"water-board": "water-board", "province": "province"}


@dataclass(frozen=True)
class Door:
    """An organisation to go to. `known` is None where it is only named by a rule. `hint` names the joint arrangement
    that makes it likely, no more; `there` is False when it did not exist on the day. `offer` is where it says itself
    that it offers the service; then `website` is its own page about it, where it told one."""

    layer: Layer
    name: str
    known: Known | None = None
    website: str = ""
    hint: str = ""
    there: bool = True
    offer: Offered | None = None


@dataclass(frozen=True)
class Doors:
    """The doors of one service. `main` are those to go to, `also` others the list marks; `keeper` is the rule that
    chose, `missing` the layers that offer it while their organisation is not known."""

    main: tuple[Door, ...]
    also: tuple[Door, ...]
    keeper: Doorkeeper | None
    missing: tuple[Layer, ...]

    @property
    def sure(self) -> bool:
        """Whether there is one door, and no doubt about it."""
        return len(self.main) == 1 and not self.main[0].hint and self.main[0].there and not self.missing


def doors(book: Book, places: Places, service: PublicService, where: Where, day: date) -> Doors:
    """The doors of a service on a day; where the rules name a carrier or a first layer, those are the main ones."""
    found = _found(book, places, service, where, day)
    main, also = (tuple(_offering(book, one, service, day) for one in some) for some in (found.main, found.also))
    return Doors(main, also, found.keeper, found.missing)


def _offering(book: Book, door: Door, service: PublicService, day: date) -> Door:
    offer = offer_of(book, door.known.body.tooi or "", service.identifier, day) if door.known else None
    return replace(door, offer=offer, website=offer.link or door.website) if offer else door


def _found(book: Book, places: Places, service: PublicService, where: Where, day: date) -> Doors:
    carrier = carrier_of(service, day)
    by_layer = {layer: tuple(_of_layer(book, places, layer, where, day)) for layer in service.layers}
    if carrier is not None:
        others = tuple(door for layer, found in by_layer.items() if layer != "central" for door in found)
        return Doors((_carried(places, carrier, day),), others, carrier, ())
    keeper = first_layer_of(service, day) if len(service.layers) > 1 else None
    chosen = [keeper.layer] if keeper and keeper.layer in by_layer else list(service.layers)
    main = tuple(door for layer in chosen if layer for door in by_layer[layer])
    also = tuple(door for layer, found in by_layer.items() if layer not in chosen for door in found)
    missing = tuple(layer for layer in chosen if layer and not by_layer[layer])
    return Doors(main, also, keeper, missing)


def _carried(places: Places, carrier: Doorkeeper, day: date) -> Door:
    known = places.known.by_tooi.get(carrier.tooi) if carrier.tooi else None
    if known is None:
        return Door("central", carrier.name, website=carrier.website)
    name = places.known.name_on(carrier.tooi, day)
    return Door("central", name, known, known.body.website or carrier.website, there=existed(known.body, day) is True)


def _of_layer(book: Book, places: Places, layer: Layer, where: Where, day: date) -> Iterator[Door]:
    if where.other is not None and _TYPES.get(where.other.body.organisation_type) == layer:
        yield _door(layer, where.other)
    elif layer == "municipality":
        yield from (_door(layer, one) for one in where.municipalities)
    elif layer == "province":
        addresses = dict.fromkeys(one.body.province for one in where.municipalities if one.body.province)
        found = (places.known.by_tooi.get(address) for address in addresses)
        yield from (_door(layer, one) for one in found if one is not None)
    elif layer == "water-board":
        yield from _water_boards(book, places, where.municipalities, day)


def _water_boards(book: Book, places: Places, municipalities: Iterable[Known], day: date) -> Iterator[Door]:
    """Nobody published which water board covers which place. One that does something together with the municipality in
    a joint arrangement is likely, never sure."""
    seen: set[str] = set()
    for one in municipalities:
        if one.body.tooi is None:
            continue
        arrangements = [(record.id, body) for record, body in book.rows(JOINT_ARRANGEMENT)]
        for partner in partners(arrangements, one.body.tooi, day):
            known = places.known.by_tooi.get(partner.organisation or "")
            if known is None or known.body.organisation_type != "water-board" or known.entry in seen:
                continue
            if existed(known.body, day):
                seen.add(known.entry)
                yield _door("water-board", known, partner.together[0].name)


def _door(layer: Layer, known: Known, hint: str = "") -> Door:
    return Door(layer, known.body.name, known, known.body.website or "", hint)


def layer_words(layers: Iterable[Layer], names: dict[Layer, Text]) -> Text:
    """Layers as a list in words; unknown when there are none."""
    said = [names[layer] for layer in layers]
    if not said:
        return Text(nl="onbekend", en="unknown")
    return Text(nl=", ".join(one.nl for one in said), en=", ".join(one.en for one in said))
