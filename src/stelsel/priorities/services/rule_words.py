# SPDX-License-Identifier: EUPL-1.2
"""How the names in rule texts are called and asked, Dutch and English: our own table `rules/words.csv`. A name that
stands in no row is called as it is written, so that a new text needs no row here."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from stelsel.engines.rules.asking import Question
from stelsel.engines.rules.model import Kind
from stelsel.engines.rules.reach import Asked, Part
from stelsel.engines.rules.words import plain_name
from stelsel.kernel.text import Text, same
from stelsel.priorities.services.figures import RULES

PEOPLE = {"aanvrager": Text(nl="U", en="You"), "partner": Text(nl="Uw partner", en="Your partner")}
"""Persons of a case and how they are called."""
_AMOUNT = Kind(base="amount", unit="eurocent")


@dataclass(frozen=True)
class Words:
    """One row: how a thing is called within a sentence, how a fact is asked, why, and its type where the texts say
    none (that of a part of a list)."""

    name: Text
    ask: Text | None
    why: Text | None
    kind: Kind | None


@cache
def table() -> Mapping[str, Words]:
    """Every row by name."""
    with (RULES / "words.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: _words(row) for row in csv.DictReader(file)}


def _words(row: Mapping[str, str]) -> Words:
    pairs = [(row[f"{part}_nl"], row[f"{part}_en"]) for part in ("ask", "why")]
    ask, why = (Text(nl=nl, en=en) if nl else None for nl, en in pairs)
    base, _, choices = row["kind"].partition(":")
    kind = Kind(base="string", choices=tuple(choices.split("|"))) if choices else Kind(base=base) if base else None
    return Words(Text(nl=row["nl"], en=row["en"]), ask, why, _AMOUNT if base == "amount" else kind)


def called(name: str) -> Text:
    """What a name is called within a sentence; a person, or a fact of a person, too."""
    low = name.lower()
    if low in PEOPLE:
        return PEOPLE[low]
    found = table().get(low)
    return found.name if found else plain_name(name)


def title(name: str) -> Text:
    """A name at the head of a line: without its article, with a capital."""
    said = called(name)
    nl, en = (_bare(said.nl, ("de ", "het ")), _bare(said.en, ("the ",)))
    return Text(nl=nl[:1].upper() + nl[1:], en=en[:1].upper() + en[1:])


def question(fact: Asked | Part) -> tuple[Text, Text | None]:
    """How a fact is asked, and why. Without a row: the description in the text (Dutch), else its name."""
    found = table().get(fact.name)
    if found and found.ask:
        return found.ask, found.why
    about = fact.about if isinstance(fact, Asked) else ""
    return (same(about) if about else title(fact.name)), None


def asked_words(found: Question) -> Text:
    """A question in our own words, else as the rule text says it; of whom, where it is somebody else."""
    name = found.field.name
    said, _ = question(Part(name, Kind()))
    row = table().get(name)
    if (row is None or row.ask is None) and found.field.explain.nl != "-":
        said = found.field.explain
    mine = "." not in found.key or (found.key.startswith("aanvrager.") and "[" not in found.key)
    return said if mine else _ABOUT.fill(said=said, who=_whose(found.key))


def help_words(found: Question) -> Text | None:
    """What helps to answer a question, in our own words."""
    row = table().get(found.field.name)
    return row.why if row else None


def _whose(key: str) -> Text:
    person, _, rest = key.partition(".")
    number = rest.partition("[")[2].partition("]")[0]
    if number.isdecimal():
        return _NUMBERED.fill(of=title(rest.partition("[")[0]), n=int(number) + 1)
    return PEOPLE.get(person, plain_name(person))


def kind_of(part: Part) -> Kind:
    """The type of a part of a list: that of our table, else as the texts use it."""
    found = table().get(part.name)
    return found.kind if found and found.kind else part.kind


def of_whom(key: str) -> Text:
    """A key as `partner.jaarinkomen` in words: the annual income (your partner)."""
    person, _, rest = key.partition(".")
    if not rest:
        return title(person)
    last = rest.rpartition(".")[2]
    number = rest.partition("[")[2].partition("]")[0]
    who = PEOPLE.get(person, plain_name(person))
    if number.isdecimal():
        of = called(rest.partition("[")[0])
        return _ITEM.fill(what=title(last), of=of, n=int(number) + 1)
    return title(last) if person == "aanvrager" else _OF.fill(what=title(last), who=_small(who))


def _small(said: Text) -> Text:
    return Text(nl=said.nl[:1].lower() + said.nl[1:], en=said.en[:1].lower() + said.en[1:])


def _bare(said: str, articles: tuple[str, ...]) -> str:
    return next((said.removeprefix(one) for one in articles if said.startswith(one)), said)


_ABOUT = Text(nl="{said} ({who})", en="{said} ({who})")
_NUMBERED = Text(nl="{of}, nummer {n}", en="{of}, number {n}")
_OF = Text(nl="{what} ({who})", en="{what} ({who})")
_ITEM = Text(nl="{what} ({of}, nummer {n})", en="{what} ({of}, number {n})")
