# SPDX-License-Identifier: EUPL-1.2
"""Households at random for a program, with the edges of its brackets, and what `evaluate` says of each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import Any

import numpy

from stelsel.engines.rules import Facts, Library, evaluate, plain
from stelsel.engines.rules.outcome import Figures, Outcome
from stelsel.engines.rules.population import Answer, Column, Program
from stelsel.engines.rules.population.calendar import on_or_after
from stelsel.engines.rules.population.kernel import Kernel
from stelsel.engines.rules.population.layout import Layout
from stelsel.engines.rules.population.rows import Rows, rows
from stelsel.engines.rules.population.specialise import Filling
from stelsel.node.population.program_key import Same

Case = dict[str, Any]


def edges(program: Program) -> list[int]:
    """Whole numbers at and beside every constant of the program, also as eurocents behind its scale."""
    scales = {1} | {part.scale for part in program.parts} | {program.scale}
    constants = {one.low for one in program.steps if one.constant and one.shape == "int"}
    constants |= {part.low for one in program.steps if one.op == "lt" for part in one.args if part.constant}
    found = {abs(one) // scale + off for one in constants for scale in scales for off in (-1, 0, 1)}
    return sorted(one for one in found if 0 <= one < 50_000_000)


class Households:
    """Makes cases for a program. `missing` is the chance that a fact is unknown."""

    def __init__(self, program: Program, seed: int, missing: float) -> None:
        self.program, self.random, self.missing = program, Random(seed), missing
        self.edges = edges(program)
        self.places = sorted({
            str(one.value) for one in program.steps if one.constant and re.fullmatch(r"[GPW][MVS]\d+", str(one.value))
        })  # fmt: skip
        texts = {str(one.value) for one in program.steps if one.constant and one.shape == "text"}
        self.texts = [*sorted(texts - set(self.places)), "anders"]

    def case(self) -> Case:
        """One household."""
        found: Case = {"personen": {"aanvrager": {}}, "huishouden": {}}
        for column in self.program.columns:
            if column.list or self.random.random() < self.missing:
                continue
            if not column.person:
                self._place(found, column)
                continue
            self._put(found["personen"].setdefault(column.person, {}), column)
        return found

    def _put(self, holder: Case, column: Column) -> None:
        """Puts a value where the column has it."""
        for name in column.path[:-1]:
            holder = holder.setdefault(name, {})
        holder[column.path[-1]] = self._items(column) if column.sort == "list" else self._value(column)

    def changed(self, base: Mapping[str, Any]) -> Case:
        """A household that is given, with up to three facts changed or taken away."""
        found: Case = json.loads(json.dumps(base))
        found.setdefault("huishouden", {})
        some = [one for one in self.program.columns if one.person and not one.list]
        for column in self.random.sample(some, min(len(some), self.random.choice((0, 1, 1, 2, 3)))):
            person = found["personen"].setdefault(column.person, {})
            if self.random.random() < 0.7:
                self._put(person, column)
            else:
                person.pop(column.path[0], None)
        return found

    def _place(self, found: Case, column: Column) -> None:
        kind = {"gemeente": "GM", "provincie": "PV", "waterschap": "WS"}[column.name]
        some = [one for one in self.places if one.startswith(kind)]
        if some and self.random.random() < 0.8:
            found[column.name] = self.random.choice(some)
        elif self.random.random() < 0.5:
            found[column.name] = {"GM": "GM0363", "PV": "PV26", "WS": "WS0155"}[kind]

    def _items(self, column: Column) -> list[dict[str, Any]]:
        parts = [one for one in self.program.columns if one.list == column.name]
        made: list[Case] = [{} for _ in range(self.random.choice((0, 0, 1, 1, 2, 3)))]
        for item in made:
            for one in parts:
                if self.random.random() >= self.missing:
                    self._put(item, one)
        return made

    def _value(self, column: Column) -> Any:
        random = self.random
        if column.sort == "there":
            return {}
        if column.sort == "boolean":
            return random.random() < 0.5
        if column.sort == "text":
            return random.choice(column.choices or self.texts)
        if column.sort == "date":
            return self._day()
        choice = random.random()
        if column.high <= 1000 or column.sort == "number":
            value = random.randrange(0, 5) if choice < 0.6 else random.randrange(-3, 60)
        elif choice < 0.35 and self.edges:
            value = random.choice(self.edges)
        elif choice < 0.45:
            value = 0
        elif choice < 0.5:
            value = -random.randrange(0, 1_000_000)
        else:
            value = random.randrange(0, random.choice((5_000, 300_000, 8_000_000, 30_000_000)))
        return min(max(value, column.low), column.high) // column.scale

    def _day(self) -> str:
        days = [day for one in self.edges if 19000101 < one < 20991231 and (day := on_or_after(one))]
        if days and self.random.random() < 0.5:
            return (self.random.choice(days) + timedelta(days=self.random.choice((-1, 0, 1)))).isoformat()
        last = self.program.on.toordinal()
        return date.fromordinal(
            last - self.random.randrange(-200, 365 * self.random.choice((4, 19, 30, 80)))
        ).isoformat()


def cases(program: Program, number: int, seed: int = 1) -> list[Case]:
    """Households in three strata: all known, few unknown, many unknown."""
    made = [Households(program, seed + at, missing) for at, missing in enumerate((0.0, 0.08, 0.35))]
    return [made[at % 3].case() for at in range(number)]


def near(program: Program, bases: list[Mapping[str, Any]], number: int, seed: int = 1) -> list[Case]:
    """Households near the worked examples, so that most of them have a right to something."""
    made = Households(program, seed, 0.05)
    return [made.changed(bases[at % len(bases)]) for at in range(number)]


def at_edges(program: Program, base: Mapping[str, Any]) -> Iterator[Case]:
    """One household at every edge of every bracket, and a eurocent to both sides: one amount at a time."""
    for column in program.columns:
        if column.sort not in ("amount", "number") or column.list:
            continue
        for value in edges(program):
            if column.low <= value <= column.high:
                found: Case = json.loads(json.dumps(base))
                found["personen"].setdefault(column.person, {})[column.field] = value
                yield found


def said(outcome: Outcome) -> dict[str, Any]:
    """What `evaluate` says; an item of a list by its list."""
    return {
        "value": None if outcome.missing or outcome.troubles else plain(outcome.value),
        "missing": {re.sub(r"\[\d+\]", "[]", one) for one in outcome.missing},
        "troubles": {(one.code, one.where) for one in outcome.troubles},
        "grade": outcome.grade,
        "uncertain": set(outcome.uncertain),
        "standing": outcome.standing,
    }


def told(answer: Answer) -> dict[str, Any]:
    """What a program says, in the same form."""
    return {
        "value": plain(answer.value),
        "missing": set(answer.missing),
        "troubles": {(one.code, one.where) for one in answer.troubles},
        "grade": answer.grade,
        "uncertain": set(answer.uncertain),
        "standing": answer.standing,
    }


@lru_cache(maxsize=4)
def kernel_of(one: Same) -> Kernel:
    """The kernel of a program, made once."""
    return Kernel(one.program)


def computed(program: Program, some: list[Case]) -> list[Answer]:
    """What the kernel of a program says of some households."""
    made, table = kernel_of(Same(program)), rows(program, some)
    arrays = table.arrays(made.layout)
    out, again = (made(*arrays, len(some), roads=roads) for roads in (Filling(), False))
    assert all(numpy.array_equal(out[name], again[name]) for name in out), "both ways give the same"
    return [
        program.answer(
            text_of(made.layout, out["value"][at], table), int(out["by"][at]) if "by" in out else 1,
            bool(out["nothing"][at]), int(out["lacks"][at]), int(out["doubt"][at]),
        )
        for at in range(len(some))
    ]  # fmt: skip


def text_of(layout: Layout, value: int, table: Rows) -> int | str:
    """A text by its code, any other value as it is."""
    if layout.program.sort != "text":
        return int(value)
    texts = [*layout.codes, *dict.fromkeys(
        cell
        for column in layout.columns
        for cell in table.columns[column.name]
        if isinstance(cell, str) and cell not in layout.codes
    )]  # fmt: skip
    return texts[int(value)] if 0 <= value < len(texts) else ""


def differences(
    program: Program,
    library: Library,
    some: Iterable[Mapping[str, Any]],
    answers: Iterable[Answer],
    figures: Figures | None,
) -> list[tuple[Mapping[str, Any], dict[str, Any], dict[str, Any]]]:
    """The households for which a program says something else than `evaluate`."""
    found = []
    for case, answer in zip(some, answers, strict=True):
        outcome = evaluate(library, program.rule, program.output, Facts(case), program.on, figures=figures)
        if said(outcome) != told(answer):
            found.append((case, said(outcome), told(answer)))
    return found
