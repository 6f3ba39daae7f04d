# SPDX-License-Identifier: EUPL-1.2
"""Between organisations the question travels, not the inventory: nothing of another organisation's own log changes any
number, count, facet, memo or position of an asker."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest

from stelsel.book.audience import Asker
from stelsel.book.book import Book
from stelsel.book.library import Library
from stelsel.kernel.draft import Draft
from stelsel.nouns.system import SYSTEM
from stelsel.priorities.resilience import exchange
from stelsel.priorities.resilience.kinds import COMPONENT, DEPENDENCY
from tests.priorities.resilience.landscapes import (
    ALL_KINDS,
    ANYONE,
    AT_SUPPLIER,
    CITY,
    IN_CITY,
    IN_WATER,
    WATER,
    WOLK,
    ask,
    component,
    library,
    needs,
    supplier,
    system,
)

PUBLIC: dict[tuple[str, str], tuple[Draft, ...]] = {
    ("voorbeeldwolk", "public"): (supplier("voorbeeldwolk", "Voorbeeldwolk"),),
}
OF_CITY = (
    system("portal", people_reached=4711, supplier_name="Geheimzinnig BV"),
    component("databank", supplier=WOLK, supplier_name="Voorbeeldwolk"),
    needs("portal", "c:databank"),
    needs("c:databank", WOLK),
)
OF_WATER = (system("sluis", people_reached=12), needs("sluis", WOLK, publisher=WATER))
SUPPLIERS = (WOLK, "Voorbeeldwolk", "Geheimzinnig BV", f"{CITY}/system/portal", "bestaat niet")


def everything(book: Book) -> dict[str, Any]:
    """All that a face could show of a book: position, counts, frames, search hits with facets, and every answer."""
    return {
        "position": book.position.hash,
        "entries": book.position.entries,
        "counts": {name: book.count(kind) for name, kind in ALL_KINDS.items()},
        "frames": {kind.name: book.table(kind).to_dicts() for kind in (SYSTEM, COMPONENT, DEPENDENCY)},
        "hits": [repr(book.search(text)) for text in ("portal", "databank", "Geheimzinnig", "voorbeeldwolk", "")],
        "answers": [msgspec.to_builtins(ask(book, one)) for one in SUPPLIERS],
    }


@pytest.mark.parametrize("asker", [ANYONE, AT_SUPPLIER, IN_WATER, Asker(frozenset(), True)], ids=lambda one: one.name)
@pytest.mark.parametrize("water", [(), OF_WATER], ids=["water-empty", "water-full"])
def test_another_organisations_own_log_changes_nothing(asker: Asker, water: tuple[Draft, ...]) -> None:
    known = PUBLIC | {(WATER, "own"): water}
    without = library(known | {(CITY, "own"): ()})
    with_it = library(known | {(CITY, "own"): OF_CITY})
    more = library(known | {(CITY, "own"): (*OF_CITY, system("extra"), needs("extra", WOLK))})
    expected = everything(without.book(asker))
    assert everything(with_it.book(asker)) == expected
    assert everything(more.book(asker)) == expected
    said = repr(expected)
    assert "4711" not in said
    assert "4.711" not in said


def test_the_city_does_see_its_own() -> None:
    shelf = library(PUBLIC | {(CITY, "own"): OF_CITY, (WATER, "own"): OF_WATER})
    found = ask(shelf.book(IN_CITY))
    assert (found.verdict, found.result["systems"], found.result["people"]["atLeast"]) == ("yes", 1, 4711)
    assert "sluis" not in repr(everything(shelf.book(IN_CITY)))


@pytest.mark.parametrize("asker", [ANYONE, AT_SUPPLIER, Asker(frozenset(), True, "ander")], ids=lambda one: one.name)
@pytest.mark.parametrize("asked", SUPPLIERS)
def test_who_has_no_systems_gets_unknown_and_no_number(asker: Asker, asked: str) -> None:
    found = ask(library(PUBLIC | {(CITY, "own"): OF_CITY}).book(asker), asked)
    assert found.verdict == "unknown"
    assert (found.result, found.tables, found.charts, found.rows_read) == ({}, (), (), 0)
    texts = [found.headline, *(r.text for r in found.reasons), *(u.what for u in found.unknown)]
    assert not re.search(r"\d", " ".join(f"{text.nl} {text.en}" for text in texts))
    assert found.unknown[0].ask.en == "Ask the organisation itself; the question travels, not the inventory."


def test_a_supplier_that_only_another_names_is_unknown_without_a_number() -> None:
    shelf = library(PUBLIC | {(CITY, "own"): OF_CITY, (WATER, "own"): OF_WATER})
    found = ask(shelf.book(IN_WATER), "Geheimzinnig BV")
    assert (found.verdict, found.result) == ("unknown", {})
    assert not re.search(r"\d", found.headline.nl)


def test_one_library_keeps_the_memos_of_askers_apart() -> None:
    shelf: Library = library(PUBLIC | {(CITY, "own"): OF_CITY, (WATER, "own"): OF_WATER})
    first = everything(shelf.book(IN_WATER))
    assert ask(shelf.book(IN_CITY)).result["systems"] == 1, "the city fills its memos"
    assert everything(shelf.book(IN_WATER)) == first
    assert everything(shelf.book(ANYONE))["counts"]["system"] == 0
    assert shelf.book(IN_CITY).position.hash != shelf.book(IN_WATER).position.hash


def test_nobody_else_says_what_my_systems_depend_on() -> None:
    known = PUBLIC | {(CITY, "own"): OF_CITY}
    expected = ask(library(known).book(IN_CITY)).result
    meddling = (needs("portal", "demowolk/supplier/demowolk"), needs("c:databank", "demowolk/supplier/demowolk"))
    assert ask(library(known | {("demowolk", "gov"): meddling}).book(IN_CITY)).result == expected


def test_a_namesake_in_public_makes_nothing_safe() -> None:
    own = (system("portal", supplier_name="Voorbeeldwolk"), system("desk"), needs("desk", WOLK))
    namesake = {("namaak", "public"): (supplier("wolk", "Voorbeeldwolk"),)}
    found = ask(library(PUBLIC | {(CITY, "own"): own} | namesake).book(IN_CITY))
    states = {row["id"].rpartition("/")[2]: row["state"] for row in found.result["perSystem"]}
    assert states == {"desk": "stops", "portal": "unknown"}


def test_none_of_these_kinds_can_be_public_and_a_system_never_leaves() -> None:
    assert SYSTEM.allowed == {"own"}
    for kind in (SYSTEM, COMPONENT, DEPENDENCY):
        assert kind.audience == "own"
        assert "public" not in kind.allowed


def test_the_room_counts_what_is_public() -> None:
    from stelsel.priorities.resilience import ROOM

    shelf = library(PUBLIC | {(CITY, "own"): OF_CITY})
    assert shelf.book(ANYONE).count(ROOM.figure) == 1
    assert ROOM.questions[0].wire == "wat-valt-uit"
    assert exchange.sample().keys() == {
        "gemeente-voorbeeldstad",
        "waterschap-voorbeeldwater",
        "provincie-voorbeeldland",
    }
