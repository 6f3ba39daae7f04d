# SPDX-License-Identifier: EUPL-1.2
"""Loads the rules of the room: the AI Act decision aid, its structure as published by BZK and its words as ours."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from stelsel.kernel.problem import BadInput, Finding, bad_input
from stelsel.kernel.text import Text

RULES = Path(__file__).parent / "rules"
UNKNOWN = "onbekend"
"""What people answer who do not know; it never passes for yes or no."""


@dataclass(frozen=True)
class Article:
    """An article or annex of the AI Act: its number, what it is about, and from which day it applies: a day,
    `high-risk` where that hangs on the annex, or nothing where it has no day of its own."""

    number: str
    about: Text
    since: str = ""

    @property
    def name(self) -> Text:
        """article 50, annex III."""
        if self.number.isdigit():
            return Text(nl=f"artikel {self.number}", en=f"article {self.number}")
        return Text(nl=f"bijlage {self.number}", en=f"annex {self.number}")

    @property
    def anchor(self) -> str:
        """Its place on the page of the law."""
        return f"#art_{self.number}" if self.number.isdigit() else f"#anx_{self.number}"


@dataclass(frozen=True)
class Edge:
    """Where an answer leads, when of every clause at least one literal holds; `!x` holds where x is not there."""

    to: str
    clauses: tuple[tuple[str, ...], ...] = ()

    def holds(self, labels: frozenset[str]) -> bool:
        """Whether this edge may be taken with these labels."""
        return all(any((one.lstrip("!") in labels) != one.startswith("!") for one in clause) for clause in self.clauses)


@dataclass(frozen=True)
class Option:
    """One answer to a question: its key, its words, the labels it adds, where it leads: the first edge that holds."""

    key: str
    words: Text
    labels: frozenset[str]
    edges: tuple[Edge, ...]

    def follow(self, labels: frozenset[str]) -> str:
        """Where this answer leads after these labels; nothing where no edge holds."""
        after = labels | self.labels
        return next((edge.to for edge in self.edges if edge.holds(after)), "")


@dataclass(frozen=True)
class Step:
    """A question: its words and explanation, the articles behind it, its answers in order."""

    id: str
    words: Text
    explain: Text
    articles: tuple[str, ...]
    options: tuple[Option, ...]

    def option(self, key: str) -> Option | None:
        """The answer with this key."""
        return next((one for one in self.options if one.key == key), None)


@dataclass(frozen=True)
class Tree:
    """A version of the decision aid: its questions, the articles of each conclusion, and the words of every article."""

    id: str
    version: str
    source: str
    day: date
    first: str
    steps: Mapping[str, Step]
    conclusions: Mapping[str, tuple[str, ...]]
    articles: Mapping[str, Article]
    act: Text
    link: str
    high_risk_from: Mapping[str, date]

    def given(self, answers: Iterable[str], where: str = "antwoorden") -> dict[str, str]:
        """Answers such as 1.1=ja by question. BadInput for what the tree does not have."""
        found = list(answers)
        if findings := self.findings(found, where):
            raise BadInput(*findings)
        return {step: key for step, _, key in (one.replace(" ", "").partition("=") for one in found)}

    def findings(self, answers: Iterable[str], where: str) -> list[Finding]:
        """What is wrong with each answer: an unknown question, an unknown answer, a question twice."""
        found: list[Finding] = []
        seen: set[str] = set()
        for one in answers:
            name, _, key = one.replace(" ", "").partition("=")
            step = self.steps.get(name)
            if step is None:
                found.append(Finding("unknown-question", where, *(t.fill(one=one[:40]) for t in _NO_QUESTION)))
            elif key != UNKNOWN and step.option(key) is None:
                known = ", ".join((*(option.key for option in step.options), UNKNOWN))
                found.append(Finding("unknown-answer", where, *(t.fill(one=one[:40], known=known) for t in _NO_ANSWER)))
            elif name in seen:
                found.append(Finding("answered-twice", where, *(t.fill(one=name) for t in _TWICE)))
            seen.add(name)
        return found

    def rule(self, numbers: Iterable[str]) -> Text | None:
        """Articles in words: AI Act, article 6 and annex III; None where there is none."""
        names = [self.articles[number].name for number in numbers]
        if not names:
            return None
        return Text(
            nl=f"{self.act.nl}, {_listed([name.nl for name in names], 'en')}",
            en=f"{self.act.en}, {_listed([name.en for name in names], 'and')}",
        )

    def link_to(self, numbers: Iterable[str]) -> str:
        """The page of the first of these articles; the decision aid itself where there is none."""
        return next((self.link + self.articles[number].anchor for number in numbers), self.source)


@cache
def tree() -> Tree:
    """The decision aid in the version this room walks."""
    structure = json.loads((RULES / "nl-ai-act-decision-aid.json").read_text(encoding="utf-8"))
    words = json.loads((RULES / "ai-act-words.json").read_text(encoding="utf-8"))
    return tree_of(structure, words)


def tree_of(structure: Mapping[str, Any], words: Mapping[str, Any]) -> Tree:
    """A tree from its structure and its words. BadInput where the two differ, or where a path does not end."""
    found = Tree(
        id=structure["id"],
        version=structure["version"],
        source=structure["source"],
        day=date.fromisoformat(structure["day"]),
        first=structure["first"],
        steps={one["id"]: _step(one, words["questions"].get(one["id"])) for one in structure["questions"]},
        conclusions={one["id"]: tuple(one["articles"]) for one in structure["conclusions"]},
        articles={
            number: Article(number, Text(nl=one["nl"], en=one["en"]), one.get("from", ""))
            for number, one in words["articles"].items()
        },
        act=Text(**words["act"]["title"]),
        link=words["act"]["link"],
        high_risk_from={name: date.fromisoformat(day) for name, day in words["highRiskFrom"].items()},
    )
    _check(found)
    return found


def _step(raw: Mapping[str, Any], words: Mapping[str, Any] | None) -> Step:
    if words is None or len(words["answers"]) != len(raw["answers"]):
        raise _broken(raw["id"])
    options = tuple(
        Option(
            said["key"],
            Text(nl=said["nl"], en=said["en"]),
            frozenset(one["labels"]),
            tuple(Edge(edge["to"], tuple(map(tuple, edge.get("if", ())))) for edge in one["next"]),
        )
        for one, said in zip(raw["answers"], words["answers"], strict=True)
    )
    articles = tuple(raw["articles"])
    return Step(raw["id"], Text(nl=words["nl"], en=words["en"]), Text(**words["explain"]), articles, options)


def _check(found: Tree) -> None:
    """Every reference exists, every path ends in a conclusion, no path meets a question twice."""
    for name, numbers in (*((s.id, s.articles) for s in found.steps.values()), *found.conclusions.items()):
        if not set(numbers) <= set(found.articles):
            raise _broken(name)
    ended: set[tuple[str, frozenset[str]]] = set()

    def walk(at: str, labels: frozenset[str], before: frozenset[str]) -> None:
        if at in found.conclusions or (at, labels) in ended:
            return
        if at not in found.steps or at in before:
            raise _broken(at or "?")
        for option in found.steps[at].options:
            walk(option.follow(labels), labels | option.labels, before | {at})
        ended.add((at, labels))

    walk(found.first, frozenset(), frozenset())


def _broken(where: str) -> BadInput:
    what = Text(nl="De beslisboom klopt hier niet.", en="The decision tree is broken here.")
    cure = Text(
        nl="Verbeter de boom: elke verwijzing bestaat en elk pad eindigt in een conclusie.",
        en="Mend the tree: every reference exists and every path ends in a conclusion.",
    )
    return bad_input("tree", where, what, cure)


def _listed(names: list[str], last: str) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"


_NO_QUESTION = (
    Text(nl="“{one}” noemt geen vraag van de beslishulp.", en="“{one}” names no question of the decision aid."),
    Text(nl="Schrijf vraag=antwoord, bijvoorbeeld 1.1=ja.", en="Write question=answer, for instance 1.1=ja."),
)
_NO_ANSWER = (
    Text(nl="“{one}” is geen antwoord op deze vraag.", en="“{one}” is no answer to this question."),
    Text(nl="Kies uit: {known}.", en="Choose from: {known}."),
)
_TWICE = (
    Text(nl="Vraag {one} heeft twee antwoorden.", en="Question {one} has two answers."),
    Text(nl="Geef elke vraag één antwoord.", en="Give each question one answer."),
)
