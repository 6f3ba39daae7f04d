# SPDX-License-Identifier: EUPL-1.2
"""The form of a rule, made from what it can ask: a group of questions for each person, and for each item of a list.

A field is named as the fact is, with a number from 1 for an item: `aanvrager.jaarinkomen`, `aanvrager.kinderen` (how
many), `aanvrager.kinderen.1.geboortedatum`. An empty field is a fact that is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from stelsel.book.book import Book
from stelsel.engines.rules.model import Kind
from stelsel.engines.rules.reach import Asked, Reach, reach
from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text, same
from stelsel.nouns.rule_text import Rules
from stelsel.priorities.services.rule_places import code_of
from stelsel.priorities.services.rule_read import MOST_ITEMS, value
from stelsel.priorities.services.rule_words import PEOPLE, kind_of, question, title

OTHER_PLACE = "WS0000"
"""No water board has this code: whoever chooses another one gets what holds where no water board has its own rule."""
Sort = Literal["yes-no", "amount", "number", "date", "choice", "text", "count", "town", "water-board"]
_SORTS: Mapping[str, Sort] = {"boolean": "yes-no", "amount": "amount", "number": "number", "date": "date"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One question of the form. `choices` are (value, words)."""

    key: str
    ask: Text
    why: Text | None
    sort: Sort
    kind: Kind
    choices: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Questions about one person or one item. `only_if` says for whom, where they are not for everybody."""

    name: str
    title: Text
    entries: tuple[Entry, ...]
    only_if: Text | None = None


def form_of(rules: Rules, needs: Reach, typed: Mapping[str, str]) -> tuple[Group, ...]:
    """The groups of questions; of a list so many items as were typed."""
    people = dict.fromkeys(one.person for one in needs.facts)
    groups: list[Group] = []
    for person in people:
        mine = [one for one in needs.facts if one.person == person]
        entries = [_entry(one) for one in mine]
        if person == "aanvrager":
            entries += _places(rules, needs)
        only_if = None if person == "aanvrager" else _ONLY_PARTNER if person == "partner" else _ONLY_OTHER
        groups.append(Group(person, PEOPLE.get(person, same(person)), tuple(entries), only_if))
        for one in mine:
            groups += _items(one, typed)
    return tuple(groups)


def needs_of(rules: Rules, rule: str, output: str, on: date, known_at: date | None) -> Reach:
    """What an output can ask on a day."""
    return reach(rules.library, rule, (output,), on, known_at=known_at)


def _entry(fact: Asked) -> Entry:
    ask, why = question(fact)
    if fact.kind.base == "list":
        return Entry(fact.key, ask, why, "count", fact.kind)
    return Entry(fact.key, ask, why, _sort(fact.kind), fact.kind, _choices(fact.kind))


def _sort(kind: Kind) -> Sort:
    return "choice" if kind.choices else _SORTS.get(kind.base, "text")


def _choices(kind: Kind) -> tuple[tuple[str, Text], ...]:
    return tuple((str(one), title(str(one))) for one in kind.choices)


def _items(fact: Asked, typed: Mapping[str, str]) -> Iterator[Group]:
    """A group of questions for each item of a list."""
    wanted = typed.get(fact.key, "").strip()
    count = min(int(wanted), MOST_ITEMS) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 4 else 0
    for number in range(1, count + 1):
        name = f"{fact.key}.{number}"
        entries = []
        for part in sorted(fact.parts, key=lambda one: one.kind.base != "date"):
            ask, why = question(part)
            kind = kind_of(part)
            entries.append(Entry(f"{name}.{part.name}", ask, why, _sort(kind), kind, _choices(kind)))
        yield Group(name, _ITEM.fill(what=title(fact.name), n=number), tuple(entries))


def _places(rules: Rules, needs: Reach) -> Iterator[Entry]:
    """Where a place fills something in, the question which place."""
    if any(code.startswith("GM") for code in needs.places):
        yield _of_place("gemeente", "town", ())
    boards = [code for code in needs.places if code.startswith("WS")]
    if boards:
        names = {one.text.place: one.text.name for one in rules.library.versions}
        choices = [(code, same(names[code])) for code in boards]
        yield _of_place("waterschap", "water-board", (*choices, (OTHER_PLACE, _OTHER)))


def _of_place(name: str, sort: Sort, choices: tuple[tuple[str, Text], ...]) -> Entry:
    ask, why = question(Asked("aanvrager", name, Kind(), "", "", ""))
    return Entry(name, ask, why, sort, Kind(base="string"), choices)


def read(
    groups: tuple[Group, ...], typed: Mapping[str, str], towns: Mapping[str, str]
) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """The facts as plain JSON, and what cannot be read: each finding names its field. `towns` is the code of a
    municipality that was typed, by what was typed."""
    people: dict[str, dict[str, Any]] = {}
    facts: dict[str, Any] = {"personen": people, "huishouden": {}}
    findings: list[Finding] = []
    for group in groups:
        for entry in group.entries:
            text = typed.get(entry.key, "").strip()
            if not text and entry.sort != "count":
                continue
            found = value(entry, text, towns)
            if isinstance(found, Finding):
                findings.append(found)
            elif entry.sort in ("town", "water-board"):
                facts[entry.key] = found
            elif found is not None:
                _put(people, entry.key.split("."), found)
    return facts, tuple(findings)


def towns_of(book: Book, groups: tuple[Group, ...], typed: Mapping[str, str], on: date) -> dict[str, str]:
    """What was typed as a municipality -> its code, where it is one municipality of that day."""
    wanted = any(entry.sort == "town" for group in groups for entry in group.entries)
    text = typed.get("gemeente", "").strip()
    if not wanted or not text:
        return {}
    code = code_of(book, "gemeente", text, on)
    return {text: code} if code else {}


def _put(people: dict[str, dict[str, Any]], path: list[str], value: Any) -> None:
    person = people.setdefault(path[0], {})
    if len(path) == 2:
        person[path[1]] = value
    elif isinstance(items := person.get(path[1]), list):
        items[int(path[2]) - 1][path[3]] = value


_ITEM = Text(nl="{what}: nummer {n}", en="{what}: number {n}")
_ONLY_PARTNER = Text(nl="Alleen als u een partner hebt.", en="Only when you have a partner.")
_ONLY_OTHER = Text(nl="Alleen als dit voor u geldt.", en="Only when this holds for you.")
_OTHER = Text(nl="een ander waterschap, of een gemeente", en="another water board, or a municipality")
