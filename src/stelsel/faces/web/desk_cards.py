# SPDX-License-Identifier: EUPL-1.2
"""The services that a question at the desk may be about, each as a card: where it goes, how it is arranged, and where
each sentence stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from stelsel.book.book import Book
from stelsel.faces.web.addresses import entry_path, event_path, steps_path
from stelsel.kernel.text import Text, same
from stelsel.nouns.rule_text import rules_in
from stelsel.priorities.services.catalogue_rules import catalogue_rules
from stelsel.priorities.services.events import events
from stelsel.priorities.services.questions._doors import Door
from stelsel.priorities.services.rule_answer import main_outputs, outputs_of
from stelsel.priorities.services.rule_words import title
from stelsel.priorities.services.sayings import code_of
from stelsel.priorities.services.whereto import WhereTo, whereto

Link = tuple[Text, str]


@dataclass(frozen=True)
class Card:
    """One service. `percent`: how well it fits; `doors`: name, page here, own website; `taker`: the TOOI address of the
    first door, for a handover; `rights` and `events`: words and address."""

    code: str
    title: Text
    sentence: Text | None
    percent: int
    way: str
    layers: Text
    doors: tuple[tuple[str, str, str], ...]
    sure: bool
    taker: str
    lines: tuple[tuple[Text, Text], ...]
    sources: tuple[Text, ...]
    entry: str
    rights: tuple[Link, ...]
    events: tuple[Link, ...]


def cards_of(book: Book, doors: Iterable[Mapping[str, Any]], town: str, language: str) -> list[Card]:
    """A card for each door that was found."""
    return [_card(book, one, whereto(book, code_of(one["product"]), town), language) for one in doors]


def _card(book: Book, found: Mapping[str, Any], to: WhereTo, language: str) -> Card:
    doors = to.doors.main if to.doors else ()
    return Card(
        to.code,
        to.title,
        to.saying.sentence if to.saying else None,
        round(found["score"] * 100),
        str(found["why"]),
        to.layers,
        tuple(_door(one, language) for one in doors),
        bool(to.doors and to.doors.sure),
        next((one.known.body.tooi or "" for one in doors if one.known), ""),
        tuple(to.written.lines()) if to.written else (),
        tuple(_sources(to)),
        entry_path(language, to.record.id) if to.record else "",
        tuple(_rights(book, to.code, language)),
        tuple(_events(to.code, language)),
    )


def _door(one: Door, language: str) -> tuple[str, str, str]:
    return one.name, entry_path(language, one.known.entry) if one.known else "", one.website


def _sources(to: WhereTo) -> Iterator[Text]:
    """Where each sentence stands: the laws of the list, the rule that chose the door, the facts of what we wrote."""
    for basis in to.body.legal_resources if to.body else ():
        yield _LAW.fill(law=same(basis.title))
    if to.doors and to.doors.keeper:
        yield _DOOR.fill(rule=to.doors.keeper.rule)
    for one in to.written.facts if to.written else ():
        yield same(f"{one.source}: {one.says}.")


def _rights(book: Book, code: str, language: str) -> Iterator[Link]:
    rule = catalogue_rules().rules.get(code)
    if rule is None:
        return
    there = outputs_of(rules_in(book), rule, book.day, None)
    for output in main_outputs(rule):
        if output in there:
            yield title(output), steps_path(language, rule, output)


def _events(code: str, language: str) -> Iterator[Link]:
    for one in events().values():
        if any(step.product == code for step in one.steps):
            yield one.title, event_path(language, one.code)


_LAW = Text(nl="Grondslag volgens de lijst van producten (UPL): {law}.", en="Legal basis by the list (UPL): {law}.")
_DOOR = Text(nl="De organisatie: {rule}.", en="The organisation: {rule}.")
