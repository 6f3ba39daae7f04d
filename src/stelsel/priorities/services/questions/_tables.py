# SPDX-License-Identifier: EUPL-1.2
"""What was found as plain data and as tables."""

from collections.abc import Iterator
from typing import Any

from stelsel.book.answer import Cell, Column, Table
from stelsel.kernel.text import Text, same
from stelsel.kernel.vocabulary import words as term
from stelsel.priorities.services import words
from stelsel.priorities.services.kinds import LAYERS
from stelsel.priorities.services.policy import titled
from stelsel.priorities.services.questions._doors import Door, Doors, layer_words
from stelsel.priorities.services.questions._find import Outcome
from stelsel.priorities.services.questions._names import Found
from stelsel.priorities.services.sayings import code_of
from stelsel.priorities.services.written import Written, written


def result(found: Outcome) -> dict[str, Any]:
    """Services with scores and why, the place as understood, and the doors of each likely service."""
    where = found.where
    opened = {one.record.id: doors for one, doors in zip(found.likely, found.opened, strict=False)}
    return {
        "day": found.day.isoformat(),
        "sureService": found.sure,
        "sureDoor": found.door is not None,
        "services": [_service(one, opened.get(one.record.id)) for one in found.ranked[: found.inputs.limit]],
        "place": None
        if where is None
        else {
            "typed": where.typed,
            "municipalities": [_organisation(one.body.name, one.entry) for one in where.municipalities],
            "near": list(where.near),
        },
    }


def _service(one: Found, opened: Doors | None) -> dict[str, Any]:
    return {
        "id": one.record.id,
        "identifier": one.body.identifier,
        "title": one.body.title,
        "score": one.score,
        "foundBy": one.way,
        "common": {"letters": one.letters, "meaning": one.meaning},
        "layers": list(one.body.layers),
        "doors": [_door(door) for door in opened.main] if opened else [],
        "also": [_door(door) for door in opened.also] if opened else [],
        "missing": list(opened.missing) if opened else [],
    }


def _door(door: Door) -> dict[str, Any]:
    entry = door.known.entry if door.known else ""
    tooi = (door.known.body.tooi or "") if door.known else ""
    return {
        **_organisation(door.name, entry),
        "tooi": tooi,
        "layer": door.layer,
        "website": door.website,
        "sure": not door.hint,
    }


def _organisation(name: str, entry: str) -> dict[str, str]:
    return {"name": name, "id": entry}


def tables(found: Outcome) -> Iterator[Table]:
    """The services that may fit, and where to go."""
    if found.ranked:
        yield _candidates(found)
    if found.sure and (service := written().get(code_of(found.likely[0].body.identifier))):
        yield _how(service)
    rows = [row for one, opened in zip(found.likely, found.opened, strict=False) for row in _rows(found, one, opened)]
    if rows:
        columns = (
            Column("name", term("organisation")),
            Column("layer", term("layers")),
            Column("website", term("website")),
            Column("service", words.SERVICE),
            Column("sure", words.SURENESS),
        )
        yield Table(words.ORGANISATIONS, columns, tuple(rows), len(rows))


def _how(service: Written) -> Table:
    """How to arrange it, in plain words."""
    columns = (Column("part", words.PART), Column("text", words.IN_PLAIN_WORDS))
    rows = tuple(service.lines())
    return Table(words.HOW_TO.fill(service=service.title), columns, rows, len(rows))


def _candidates(found: Outcome) -> Table:
    columns = (
        Column("title", words.SERVICE),
        Column("match", words.MATCH, "%", number=True, decimals=0),
        Column("because", words.BECAUSE),
        Column("layers", term("layers")),
    )
    rows = tuple(
        (
            Cell(titled(one.body.title), one.record.id),
            round(one.score * 100),
            same(one.way),
            layer_words(one.body.layers, LAYERS) if one.body.layers else None,
        )
        for one in found.ranked[: found.inputs.limit]
    )
    return Table(words.CANDIDATES, columns, rows, len(found.ranked))


def _rows(found: Outcome, one: Found, opened: Doors) -> Iterator[tuple[Any, ...]]:
    unsure = len(opened.main) > 1 or not found.sure
    for door in (*opened.main, *opened.also):
        main = door in opened.main
        said = words.ALSO if not main else words.MAYBE if door.hint or (unsure and found.door is None) else words.YES
        yield _row(one, door, said)


def _row(one: Found, door: Door, said: Text) -> tuple[Any, ...]:
    return (
        Cell(same(door.name), door.known.entry if door.known else ""),
        LAYERS[door.layer],
        same(door.website) if door.website else None,
        titled(one.body.title),
        said,
    )
