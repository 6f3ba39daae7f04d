# SPDX-License-Identifier: EUPL-1.2
"""A resolved program: one output of a rule on one day as flat steps over columns, and what its answers mean."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Literal

import msgspec

from stelsel.engines.rules.model import Grade
from stelsel.engines.rules.outcome import GRADES
from stelsel.engines.rules.population.node import Loop, Node, in_order
from stelsel.engines.rules.population.term import MOST_FACTS
from stelsel.engines.rules.values import Trouble, Value, whole
from stelsel.kernel.text import Text

ColumnSort = Literal["amount", "number", "boolean", "date", "text", "list", "there"]


class Column(msgspec.Struct, frozen=True):
    """One fact of each household: `name` is its key (`aanvrager.jaarinkomen`, `aanvrager.kinderen[].geboortedatum`, or
    a place: `gemeente`). An empty cell is unknown. `scale`: the cell holds so many times the value. `low` and `high`
    are bounds of the cell: a row outside them is refused, not computed. `sort` list: the number of items, at most
    `MOST_ITEMS`; there: yes where the fact has a value at all, whatever it is. `asked` is where a rule asks it.
    `past_years`: a day that lies no longer than that before the day that is asked about, and not after it."""

    name: str
    sort: ColumnSort
    low: int
    high: int
    scale: int = 1
    choices: tuple[str, ...] = ()
    asked: str = ""
    past_years: int = 0

    @property
    def person(self) -> str:
        """The person it is about; empty for a place."""
        return self.name.partition(".")[0] if "." in self.name else ""

    @property
    def list(self) -> str:
        """The list whose items it is about, by its key; empty for a fact of a person."""
        return self.name.partition("[].")[0] if "[]." in self.name else ""

    @property
    def path(self) -> tuple[str, ...]:
        """Its own name, or the names from a fact with parts to the part."""
        return tuple((self.name.partition("[].")[2] or self.name.partition(".")[2] or self.name).split("."))

    @property
    def field(self) -> str:
        """Its name in a table: that of a part begins with what it is a part of."""
        return "__".join(self.path)

    @property
    def default(self) -> int:
        """What stands for an empty cell while computing; no answer shows it."""
        return min(max(0, self.low), self.high)


class Part(msgspec.Struct, frozen=True):
    """An output of a text that the program computes on its way: where it stands, its unit, and how its value is held:
    a whole number that is `scale` times the value, between `low` and `high`."""

    rule: str
    output: str
    where: str
    unit: str
    scale: int
    low: int
    high: int


class Answer(msgspec.Struct, frozen=True):
    """The answer for one household, as `evaluate` gives it."""

    value: Value
    missing: tuple[str, ...]
    troubles: tuple[Trouble, ...]
    grade: Grade
    uncertain: tuple[str, ...]
    standing: Literal["official", "provisional", "refused"]


class Impossible(msgspec.Struct, frozen=True):
    """What cannot be of a household: the step that says it is so, what the text says of it, and where."""

    node: Node
    said: Text
    where: str


class Program(msgspec.Struct, frozen=True):
    """The steps of one output. `value` / (`scale` x `by`) where `known` and not `nothing`; `lacks` the bits of what is
    missing (`facts` by their keys from bit 0, `troubles` from bit `MOST_FACTS`); `doubt` the grade (three bits) and the
    lines of doubt."""

    rule: str
    output: str
    on: date
    sort: Literal["number", "boolean", "date", "text"]
    unit: str
    value: Node
    known: Node
    nothing: Node
    lacks: Node
    doubt: Node
    scale: int
    by: Node | None
    columns: tuple[Column, ...]
    facts: tuple[str, ...]
    troubles: tuple[Trouble, ...]
    doubts: tuple[str, ...]
    parts: tuple[Part, ...]
    texts: Mapping[str, str]
    figures: Mapping[str, str]
    loops: tuple[Loop, ...] = ()
    impossible: tuple[Impossible, ...] = ()

    @property
    def roots(self) -> tuple[Node, ...]:
        """What is asked of every row: value, divisor, whether it is nothing, what is missing, doubt."""
        by = (self.by,) if self.by is not None else ()
        return (self.value, *by, self.nothing, self.lacks, self.doubt)

    @property
    def steps(self) -> tuple[Node, ...]:
        """All steps, each after what it needs."""
        return in_order(self.roots)

    def answer(self, value: int | bool | str | None, by: int, nothing: bool, lacks: int, doubt: int) -> Answer:
        """What the cells of one row say."""
        missing = (one for at, one in enumerate(self.facts) if lacks >> at & 1)
        stuck = (one for at, one in enumerate(self.troubles, start=MOST_FACTS) if lacks >> at & 1)
        troubles = tuple(sorted(stuck, key=lambda one: (one.code, one.where)))
        grade = GRADES[(doubt & 7).bit_length()]
        uncertain = tuple(sorted(line for at, line in enumerate(self.doubts) if doubt >> (3 + at) & 1))
        official = grade in ("L", "O") and not uncertain
        return Answer(
            value=None if lacks or nothing else self._exact(value, by),
            missing=tuple(sorted(missing)),
            troubles=troubles,
            grade=grade,
            uncertain=uncertain,
            standing="refused" if troubles else "official" if official else "provisional",
        )

    def _exact(self, value: int | bool | str | None, by: int) -> Value:
        assert value is not None
        if self.sort == "boolean":
            return bool(value)
        if self.sort == "text":
            return value
        number = int(value)
        if self.sort == "date":
            return date(number // 10000, number // 100 % 100, number % 100)
        return whole(Fraction(number, self.scale * by))
