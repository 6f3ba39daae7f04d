# SPDX-License-Identifier: EUPL-1.2
"""One pass over arrays: the program as a function that reads every cell once and keeps nothing in between.

Compiled with numba where that is installed (`pip install stelsel[rules]`); the same source runs as plain Python too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
import numpy
from numpy.typing import NDArray

from stelsel.engines.rules.population.node import Node
from stelsel.engines.rules.population.program import Column, Program
from stelsel.engines.rules.population.stages import Sweep, stages
from stelsel.engines.rules.population.wanted import wanted

Array = NDArray[Any]
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
    texts that the rule names; any other text has a code of its own from `len(codes)` up."""

    source: str
    columns: tuple[str, ...]
    lists: tuple[str, ...]
    answers: tuple[str, ...]
    codes: tuple[str, ...]
    program: Program

    def function(self, *, compiled: bool = True) -> Callable[..., None]:
        """The function `run(first, last, ...)` for the households from `first` up to `last`. BadInput where numba is
        not installed; `compiled=False` needs nothing and is slow."""
        space: dict[str, Any] = {}
        exec(compile(self.source, f"<{self.program.rule} {self.program.output}>", "exec"), space)  # noqa: S102
        made: Callable[..., None] = space["run"]
        if not compiled:
            return made
        numba = wanted("numba")
        fast: Callable[..., None] = numba.njit(made, error_model="numpy", nogil=True)
        return fast

    def __call__(
        self, columns: Mapping[str, Array], starts: Mapping[str, Array], households: int, *, compiled: bool = True
    ) -> dict[str, Array]:
        """The answers for all households."""
        out = {name: numpy.zeros(households, dtype=numpy.int64) for name in self.answers}
        arrays = [*(columns[one] for one in self.columns), *(starts[one] for one in self.lists), *out.values()]
        self.function(compiled=compiled)(0, households, *arrays)
        return out


def kernel(program: Program, answers: Sequence[str] = ("value", "by", "nothing", "lacks", "doubt")) -> Kernel:
    """The kernel of a program, for the answers that are asked."""
    asked = {"value": program.value, "by": program.by, "nothing": program.nothing, "lacks": program.lacks,
             "doubt": program.doubt, "known": program.known}  # fmt: skip
    roots = {name: node for name in answers if (node := asked[name]) is not None}
    return _Writer(program).kernel(roots)


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
        """The whole."""
        for stage in stages(tuple(roots.values())):
            for node in stage.steps:
                self._step(node, "  ", "i")
            for sweep in stage.sweeps:
                self._sweep(sweep)
        writes = [f"  out_{name}[i] = {self._of(node)}" for name, node in roots.items()]
        arguments = ["first", "last", *self.read.values(), *self.starts.values(), *(f"out_{name}" for name in roots)]
        source = "\n".join([
            f"def run({', '.join(arguments)}):", " for i in range(first, last):", *self.lines, *writes, "",
        ])  # fmt: skip
        return Kernel(source, tuple(self.read), tuple(self.starts), tuple(roots), tuple(self.codes), self.program)

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


_SIGNS = {"add": "+", "sub": "-", "mul": "*", "div": "//", "lt": "<", "eq": "==", "and": "&", "or": "|", "bits": "|"}
