# SPDX-License-Identifier: EUPL-1.2
"""What is still open: what is unknown and whom to ask, and what would decide it."""

from collections.abc import Iterator

from stelsel.book.answer import Change, Choice, Unknown, ref
from stelsel.book.book import Book
from stelsel.kernel.text import same
from stelsel.priorities.services import words
from stelsel.priorities.services.kinds import LAYERS
from stelsel.priorities.services.policy import titled
from stelsel.priorities.services.questions._doors import Doors, layer_words
from stelsel.priorities.services.questions._find import Outcome
from stelsel.priorities.services.questions._names import Found
from stelsel.priorities.services.questions._places import Where, plain_name
from stelsel.priorities.services.questions._speak import count, said_day

SHOWN = 6


def unknowns(found: Outcome) -> Iterator[Unknown]:
    """What nobody told us: which service, which place, which organisation."""
    if not found.sure:
        yield Unknown(words.WHICH_SERVICE if found.ranked else words.NOTHING, words.SAY_OTHERWISE)
    for one, opened in zip(found.likely, found.opened, strict=False):
        yield from _of_service(found, one, opened)
        if not found.sure:
            break
    if found.where is not None:
        yield from _of_place(found, found.where)
    if found.ranked and found.list_day is not None:
        yield Unknown(words.SNAPSHOT.fill(day=said_day(found.list_day)), words.ASK_NEWER)


def _of_service(found: Outcome, one: Found, opened: Doors) -> Iterator[Unknown]:
    body = one.body
    if not body.layers and opened.keeper is None:
        yield Unknown(words.NO_LAYER.fill(service=titled(body.title)), words.ASK_LIST)
    where = found.where
    for layer in opened.missing:
        if layer in ("water-board", "central"):
            yield Unknown(words.MISSING[layer], words.ASK[layer])
        elif where is None:
            yield Unknown(words.WHICH_PLACE, words.FILL_PLACE)
        elif where.other is not None:
            yield Unknown(words.MISSING[layer], words.ASK[layer])
    for door in opened.main:
        if not door.there:
            name_day = words.NOT_THEN.fill(name=door.name, day=said_day(found.day))
            yield Unknown(name_day, words.ASK_LIST)
    if any(door.hint for door in opened.main if door.layer == "water-board"):
        yield Unknown(words.MISSING["water-board"], words.ASK["water-board"])
    layers = tuple(dict.fromkeys((*(door.layer for door in opened.main), *opened.missing)))
    if len(layers) > 1:
        said = words.MORE_LAYERS.fill(service=titled(body.title), layers=layer_words(layers, LAYERS))
        yield Unknown(said, words.CHOOSE_LAYER, len(layers))
    keeper = opened.keeper
    if keeper is not None and keeper.layer is None and not keeper.article:
        yield Unknown(words.NO_ARTICLE.fill(name=keeper.name), words.ASK_NAME.fill(name=keeper.name))


def _of_place(found: Outcome, where: Where) -> Iterator[Unknown]:
    towns = len(where.municipalities)
    if where.caribbean is not None:
        name = where.caribbean.body.name
        yield Unknown(words.CARIBBEAN.fill(name=name), words.ASK_CARIBBEAN.fill(name=name))
    elif towns > 1:
        divided = next((one for one in where.ended if len(one.body.successors) > 1), None)
        if divided is not None:
            yield Unknown(
                words.WHICH_VILLAGE.fill(name=plain_name(divided), count=count(towns)), words.FILL_PLACE, towns
            )
        elif any(one.village for one in where.candidates) and _mergers(where):
            said = words.OLD_VILLAGES.fill(day=said_day(found.day), place=where.typed)
            yield Unknown(said, words.ASK_MUNICIPALITY, towns)
        else:
            yield Unknown(words.WHICH_OF_PLACES.fill(place=where.typed, count=count(towns)), words.FILL_PLACE, towns)
    elif not towns and where.other is None:
        yield from _no_place(found, where)


def _mergers(where: Where) -> bool:
    return any(one.body.valid.end is not None for one in where.municipalities)


def _no_place(found: Outcome, where: Where) -> Iterator[Unknown]:
    for one in where.later:
        yield Unknown(words.NOT_THEN.fill(name=one.body.name, day=said_day(found.day)), words.ASK_MUNICIPALITY)
    for one in where.ended:
        yield Unknown(words.ENDED_WITHOUT.fill(name=one.body.name, day=said_day(found.day)), words.CHECK_PLACE)
    if not where.later and not where.ended:
        yield Unknown(words.UNKNOWN_PLACE.fill(place=where.typed[:60]), words.CHECK_PLACE)


def changes(book: Book, found: Outcome) -> Iterator[Change]:
    """What would decide: the service to name, the place to fill in."""
    if not found.sure:
        for one in (found.likely or found.ranked)[:SHOWN]:
            then = words.THEN_SERVICE.fill(layers=layer_words(one.body.layers, LAYERS))
            yield Change(words.CHOOSE.fill(service=one.body.title), then, ref(one.record))
    where = found.where
    if where is None:
        layers = [layer for layer in ("municipality", "province") if any(layer in one.missing for one in found.opened)]
        if layers:
            yield Change(words.FILL_PLACE, words.THEN_DOOR.fill(layer=LAYERS[layers[0]]))  # type: ignore[index]
        return
    for name in where.near:
        yield Change(words.NEAR_PLACE.fill(place=name), words.FILL.fill(place=name))
    if len(where.municipalities) > 1:
        for town in where.municipalities[:SHOWN]:
            record = book.get(town.entry)
            yield Change(
                words.FILL.fill(place=plain_name(town)),
                words.THEN.fill(name=same(town.body.name)),
                ref(record) if record else None,
            )


def choices(found: Outcome) -> Iterator[Choice]:
    """Where the place may be several municipalities: each of them as a button that asks again."""
    towns = found.where.municipalities if found.where is not None else ()
    if len(towns) < 2:
        return
    asked = {"zaak": found.inputs.need, "datum": found.day.isoformat()}
    for town in towns[:SHOWN]:
        name = town.body.name
        alone = found.places.find(name, found.day).municipalities == (town,)
        code = (town.body.tooi or "").rpartition("/")[2]
        yield Choice(same(name), {**asked, "woonplaats": name if alone or not code else code})
