# SPDX-License-Identifier: EUPL-1.2
"""The hand-written tables: what reports speak of, and the words that point at a cause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from stelsel.engines.route.letters import folded
from stelsel.kernel.text import Text

HERE = Path(__file__).parent
CAUSES = ("law", "purpose", "definition", "quality", "standard", "technique", "cost", "governance", "trust")
"""The cause types of a bottleneck, in the order in which equal ones are told."""
ENDINGS = r"(?:e|en|s|n|es)?"
"""What may follow a word of a table in a text: the endings of a plural and of an adjective, Dutch and English."""


@dataclass(frozen=True)
class Topic:
    """One thing that reports speak of: its name and its words in each language."""

    name: str
    nl: re.Pattern[str]
    en: re.Pattern[str]


@cache
def topics() -> tuple[Topic, ...]:
    """All of `topics.tsv`, in its order. Raises ValueError where a line has not its three parts."""
    return tuple(Topic(name, _any_of(nl), _any_of(en)) for name, nl, en in _rows("topics.tsv", 3))


@cache
def troubles() -> tuple[Text, ...]:
    """The kinds of trouble in the order of their numbers. Raises ValueError where a line has not its three parts."""
    return tuple(Text(nl=nl, en=en) for _, nl, en in _rows("troubles.tsv", 3))


@cache
def cues() -> dict[tuple[str, str], re.Pattern[str]]:
    """For each cause and language the cues of `causes.tsv`. Raises ValueError where a line has not its three parts."""
    return {(cause, language): _any_of(words) for cause, language, words in _rows("causes.tsv", 3)}


def found(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    """The words of a folded text that a pattern points at, each once, in order."""
    return tuple(dict.fromkeys(" ".join(one.group().split()) for one in pattern.finditer(text)))


def _rows(name: str, parts: int) -> Iterator[list[str]]:
    for number, line in enumerate((HERE / name).read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            continue
        row = line.split("\t")
        if len(row) != parts or not all(row):
            raise ValueError(f"{name}, line {number}: {len(row)} parts, it needs {parts} with a tab between")
        yield row


def _any_of(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(_written(one) for one in words.split(','))})(?!\w)")


def _written(term: str) -> str:
    """A term of a table as a pattern over folded text; a star stands for any letters."""
    parts = (
        (r"\w*" if one.startswith("*") else "")
        + re.escape(folded(one.strip("*")))
        + (r"\w*" if one.endswith("*") else "" if one.startswith("*") else ENDINGS)
        for one in term.split()
    )
    return r"\s+".join(parts)
