# SPDX-License-Identifier: EUPL-1.2
"""One pass over arrays: the program as a function that reads every cell once and keeps nothing in between.

Compiled with numba where that is installed (`pip install stelsel[rules]`); the same source runs as plain Python too.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

import msgspec
import numpy
from numpy.typing import NDArray

from stelsel.engines.rules.population.node import Node, in_order
from stelsel.engines.rules.population.program import Column, Program
from stelsel.engines.rules.population.specialise import road
from stelsel.engines.rules.population.stages import Sweep, stages
from stelsel.engines.rules.population.wanted import wanted

Array = NDArray[Any]
_BLOCK = 2048
_TYPES = (numpy.int8, numpy.int16, numpy.int32, numpy.int64)


def type_of(column: Column) -> type[numpy.signedinteger[Any]]:
    """The smallest type of array for a column; its lowest number stands for an empty cell. Text is held as codes."""
    if column.sort == "text":
        return numpy.int32
    for one in _TYPES:
        info = numpy.iinfo(one)
        if info.min < column.low and column.high <= info.max:
            return one
    raise AssertionError(column)


def empty_of(column: Column) -> int:
    """What stands for an empty cell."""
    return int(numpy.iinfo(type_of(column)).min)


class Kernel(msgspec.Struct, frozen=True):
    """The source of a kernel and the order of its arguments: columns, then for each list the array with where the items
    of each household begin (one longer than the households), then for each answer the array it writes. `codes` are the
    texts that the rule names; any other text has a code of its own from `len(codes)` up. `assumed`: what the quick
    road takes some columns to say; other rows go the long way, to the same answer."""

    source: str
    columns: tuple[str, ...]
    lists: tuple[str, ...]
    answers: tuple[str, ...]
    types: tuple[str, ...]
    codes: tuple[str, ...]
    program: Program
    quick: bool
    assumed: Mapping[str, bool]

    def function(self, *, compiled: bool = True) -> Callable[..., None]:
        """The function `run(first, last, ...)` for the households from `first` up to `last`. BadInput where numba is
        not installed; `compiled=False` needs nothing and is slow."""
        space: dict[str, Any] = {"floor": math.floor, "minimum": min, "empty": numpy.empty,
                                 "uint8": numpy.uint8, "int64": numpy.int64}  # fmt: skip
        exec(compile(self.source, f"<{self.program.rule} {self.program.output}>", "exec"), space)  # noqa: S102
        if compiled:
            numba = wanted("numba")
            for name in ("long", "road", "guard", "run"):
                if name in space:
                    space[name] = numba.njit(space[name], error_model="numpy", nogil=True)
        if self.quick and compiled:
            return cast(Callable[..., None], space["run"])
        long: Callable[..., None] = space["long"]
        return lambda first, last, *arrays: long(numpy.arange(first, last), *arrays)

    def undecided(self, answer: str) -> int:
        """What stands in `value` where it is not decided."""
        return int(numpy.iinfo(self.types[self.answers.index(answer)]).min)

    def __call__(
        self, columns: Mapping[str, Array], starts: Mapping[str, Array], households: int, *, compiled: bool = True
    ) -> dict[str, Array]:
        """The answers for all households."""
        out = {name: numpy.zeros(households, dtype=kind) for name, kind in zip(self.answers, self.types, strict=True)}
        arrays = [*(columns[one] for one in self.columns), *(starts[one] for one in self.lists), *out.values()]
        self.function(compiled=compiled)(0, households, *arrays)
        return out


def kernel(program: Program, answers: Sequence[str] = ("value", "by", "nothing", "lacks", "doubt")) -> Kernel:
    """The kernel of a program, for the answers that are asked: `value` is the lowest number of its array where
    it is not decided, or nothing."""
    asked = {"value": program.value, "by": program.by, "nothing": program.nothing, "lacks": program.lacks,
             "doubt": program.doubt}  # fmt: skip
    roots = {name: node for name in answers if (node := asked[name]) is not None}
    return _Writer(program).kernel(roots)


class _Quick(msgspec.Struct, frozen=True):
    lines: tuple[str, ...]
    assumed: Mapping[str, bool]


class _Writer:
    """Writes the source."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.by_name = {one.name: one for one in program.columns}
        self.names: dict[Node, str] = {}
        self.read: dict[str, str] = {}
        self.starts: dict[str, str] = {}
        self.codes: dict[str, int] = {}
        self.lines: list[str] = []
        self.count = 0

    def _name(self, node: Node) -> str:
        self.count += 1
        self.names[node] = f"t{self.count}"
        return self.names[node]

    def kernel(self, roots: Mapping[str, Node]) -> Kernel:
        """The whole: the long way for any row, and where it can be the quick road with its guard."""
        program = self.program
        decided = [program.known, program.nothing] if "value" in roots else []
        for stage in stages([*roots.values(), *decided]):
            for node in stage.steps:
                self._step(node, "  ", "i")
            for sweep in stage.sweeps:
                self._sweep(sweep)
        types = [self._type(name, node) for name, node in roots.items()]
        for (name, node), kind in zip(roots.items(), types, strict=True):
            value = self._of(node)
            if name == "value":
                test = f"{self._of(program.known)} and not {self._of(program.nothing)}"
                value = f"{value} if {test} else {numpy.iinfo(kind).min}"
            self.lines.append(f"  out_{name}[i] = {value}")
        outs = [f"out_{name}" for name in roots]
        arguments = ", ".join([*self.read.values(), *self.starts.values(), *outs])
        lines = [f"def long(rows, {arguments}):", " for i in rows:", *self.lines]
        quick = None if self.starts else self._quick(roots, arguments)
        return Kernel(
            "\n".join([*lines, *(quick.lines if quick else []), ""]), tuple(self.read), tuple(self.starts),
            tuple(roots), tuple(types), tuple(self.codes), program, quick is not None, quick.assumed if quick else {},
        )  # fmt: skip

    def _type(self, name: str, node: Node) -> str:
        for one in _TYPES:
            info = numpy.iinfo(one)
            if (
                info.min < node.low
                and node.high <= info.max
                and (name == "value" or one is numpy.int64 or node.low >= 0)
            ):
                return one.__name__
        return "int64"

    def _quick(self, roots: Mapping[str, Node], arguments: str) -> _Quick | None:
        """The quick road: rows without empty cells, whole numbers held in floating point, which is exact below 2^53 and
        is what processors do many of at once."""
        found = road(list(roots.values()), self.program.known)
        order = in_order(found.roots)
        if any(one.op in ("cut", "bits", "kept") or max(abs(one.low), abs(one.high)) >= 2**53 for one in order):
            return None
        if any(column.sort == "text" for column in self.program.columns) or not self.program.nothing.constant:
            return None
        names: dict[Node, str] = {}
        cut = [f" {one} = {one}[first:last]" for one in arguments.split(", ")]
        lines = [f"def road(first, last, {arguments}):", *cut, " for i in range(last - first):"]
        for node in order:
            if node.constant:
                names[node] = str(node.value) if node.shape == "bool" else f"{node.low}.0"
                continue
            names[node] = f"t{len(names)}"
            if node.op == "col":
                array = self.read[str(node.value)]
                text = f"{array}[i] == 1" if node.shape == "bool" else f"{array}[i] * 1.0"
            else:
                text = _text(node, [names[one] for one in node.args])
                if node.op == "div":
                    text = _divided(node, names)
            lines.append(f"  {names[node]} = {text}")
        lines += [f"  out_{name}[i] = {names[node]}" for name, node in zip(roots, found.roots, strict=True)]
        tests = []
        for name, array in sorted(self.read.items(), key=lambda one: type_of(self.by_name[one[0]]).__name__):
            test = f"{array}[i] == {empty_of(self.by_name[name])}"
            if name in found.assumed:
                test = f"{array}[i] != {int(found.assumed[name])}"
            tests.append((type_of(self.by_name[name]).__name__, f"({test})"))
        lines += [f"def guard(first, last, flags, {arguments}):", *cut, " count = 0"]
        for at, kind in enumerate(dict.fromkeys(one for one, _ in tests)):  # one width at a time
            some = " | ".join(test for one, test in tests if one == kind)
            before = "flags[i] | " if at else ""
            lines += [" for i in range(last - first):", f"  flags[i] = {before}({some})"]
        lines += [
            " for i in range(last - first):", "  count += flags[i]", " return count",
            f"def run(first, last, {arguments}):", f" flags = empty({_BLOCK}, uint8)",
            f" rows = empty({_BLOCK + 1}, int64)",
            f" for begin in range(first, last, {_BLOCK}):", f"  end = minimum(begin + {_BLOCK}, last)",
            f"  road(begin, end, {arguments})", f"  if guard(begin, end, flags, {arguments}) > 0:", "   count = 0",
            "   for i in range(end - begin):", "    rows[count] = begin + i", "    count += flags[i]",
            f"   long(rows[:count], {arguments})",
        ]  # fmt: skip
        return _Quick(tuple(lines), found.assumed)

    def _sweep(self, sweep: Sweep) -> None:
        begin = self.starts.setdefault(sweep.loop[0], f"start_{len(self.starts)}")
        for total in sweep.totals:
            name = self._name(total)
            self.lines.append(f"  {name} = {'False' if total.op == 'any' else '0'}")
            if total.op in ("min", "max"):
                self.lines.append(f"  {name}_there = False")
        self.lines.append(f"  for j in range({begin}[i], {begin}[i + 1]):")
        for node in sweep.steps:
            self._step(node, "   ", "j")
        for total in sweep.totals:
            self._total(total)

    def _total(self, total: Node) -> None:
        name, test = self.names[total], self._of(total.args[0])
        if total.op == "any":
            self.lines.append(f"   {name} = {name} | {test}")
            return
        value = self._of(total.args[1])
        if total.op in ("sum", "bits"):
            sign = "+" if total.op == "sum" else "|"
            self.lines.append(f"   {name} = {name} {sign} ({value} if {test} else 0)")
            return
        sign = "<" if total.op == "min" else ">"
        self.lines += [
            f"   if {test} and (not {name}_there or {value} {sign} {name}):",
            f"    {name} = {value}",
            f"    {name}_there = True",
        ]

    def _step(self, node: Node, indent: str, at: str) -> None:
        if node.constant:
            return
        if node.op in ("col", "null", "isno"):
            text = self._column(node, at)
        else:
            text = _text(node, [self._of(one) for one in node.args])
        self.lines.append(f"{indent}{self._name(node)} = {text}")

    def _column(self, node: Node, at: str) -> str:
        column = self.by_name[str(node.value)]
        array = self.read.setdefault(column.name, f"c{len(self.read)}")
        empty = empty_of(column)
        if node.op == "null":
            return f"{array}[{at}] == {empty}"
        if column.sort == "boolean":
            return f"{array}[{at}] == {int(node.op == 'col')}"
        default = -1 if column.sort == "text" else min(max(0, node.low), node.high)
        return f"{default} if {array}[{at}] == {empty} else {array}[{at}]"

    def _of(self, node: Node) -> str:
        if not node.constant:
            return self.names[node]
        if node.shape == "text":
            return str(self.codes.setdefault(str(node.value), len(self.codes)))
        return str(node.value)


def _divided(node: Node, names: Mapping[Node, str]) -> str:
    """Down to a whole number. By a constant: a half lies further from the next whole number than a product can be off,
    below 2^50."""
    above, below = node.args
    if below.constant and max(abs(above.low), abs(above.high)) < 2**50:
        return f"floor(({names[above]} + 0.5) * {1.0 / below.low!r})"
    return f"floor({names[above]} / {names[below]})"


def _text(node: Node, args: list[str]) -> str:
    op = node.op
    if op in _SIGNS:
        return f" {_SIGNS[op]} ".join(args)
    if op == "not":
        return f"not {args[0]}"
    if op == "if":
        return f"{args[1]} if {args[0]} else {args[2]}"
    if op in ("min", "max"):
        return f"{args[0]} if {args[0]} {'<' if op == 'min' else '>'} {args[1]} else {args[1]}"
    assert op == "cut"
    return f"{args[0]} // {args[1]} if {args[0]} >= 0 else -(-{args[0]} // {args[1]})"


_SIGNS = {"add": "+", "sub": "-", "mul": "*", "div": "//", "lt": "<", "eq": "==", "and": "&", "or": "|", "bits": "|",
          "kept": "&"}  # fmt: skip
