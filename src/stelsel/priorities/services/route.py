# SPDX-License-Identifier: EUPL-1.2
"""The doors for a need as plain data, for machines: the same as the question `welke-deur` finds."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from stelsel.book.book import Book
from stelsel.book.question import Budget
from stelsel.priorities.services.kinds import Addressee
from stelsel.priorities.services.questions._doors import Doors, doors
from stelsel.priorities.services.questions._find import Inputs, Outcome, check, find
from stelsel.priorities.services.questions._names import Found
from stelsel.priorities.services.questions._places import Where
from stelsel.priorities.services.sayings import code_of, sayings

MOST = 10


@dataclass(frozen=True)
class Asked:
    """A need in own words, a place (name, TOOI address or code), a day, who asks, and how many doors at most."""

    text: str
    place: str = ""
    on: date | None = None
    asker: Addressee | None = None
    most: int = MOST


def routed(book: Book, asked: Asked, budget: Budget) -> dict[str, Any]:
    """`doors` best first (product and organisation by their address, layer, score 0..1, why in words of people), and
    `unsure`: whether to show two or three of them and a person. `instead` is said of a subject that is not of
    government. BadInput as the question."""
    inputs = Inputs(need=asked.text, town=asked.place or None, day=asked.on, asker=asked.asker, limit=asked.most)
    check(inputs)
    found = find(book, inputs, budget)
    opened = {one.record.id: how for one, how in zip(found.likely, found.opened, strict=False)}
    rows = [_door(book, found, one, opened.get(one.record.id)) for one in found.ranked[: asked.most]]
    instead = {"instead": {"nl": found.instead.nl, "en": found.instead.en}} if found.instead else {}
    return {"doors": rows, "unsure": not found.sure, **instead}


def ready(book: Book) -> None:
    """Make what every question needs, so that the first one who asks does not wait for it."""
    find(book, Inputs(need="paspoort"), Budget(60.0, 10**9, lambda: 0.0))


def _door(book: Book, found: Outcome, one: Found, how: Doors | None) -> dict[str, Any]:
    if how is None:
        where = found.where
        how = doors(book, found.places, one.body, where or Where(""), found.day)
    main = how.main[0] if how.main else None
    return {
        "product": one.body.identifier,
        "title": one.body.title,
        "what": _what(code_of(one.body.identifier)),
        "organisation": (main.known.body.tooi if main and main.known else None) or None,
        "name": main.name if main else None,
        "layer": main.layer if main else one.body.layers[0] if one.body.layers else None,
        "score": one.score,
        "why": one.way,
        "sure": how.sure and found.sure and one is found.ranked[0],
        "also": [door.name for door in (*how.main[1:], *how.also)],
    }


def _what(code: str) -> dict[str, str] | None:
    """What it is, in one plain sentence."""
    said = sayings().get(code)
    return {"nl": said.sentence.nl, "en": said.sentence.en} if said else None
