# SPDX-License-Identifier: EUPL-1.2
"""The arrays that a kernel reads and writes: which there are, in which order, and of which type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import numpy
from numpy.typing import NDArray

from stelsel.engines.rules.population.node import Node, in_order, text_of
from stelsel.engines.rules.population.program import Column, Program

Array = NDArray[Any]
_BITS = (8, 16, 32, 64)


def bits_of(column: Column) -> int:
    """The bits of a cell: the fewest that hold its bounds and one number below them. Text is held as codes."""
    if column.sort == "text":
        return 32
    return next(one for one in _BITS if -(1 << one - 1) < column.low and column.high < 1 << one - 1)


def type_of(column: Column) -> type[numpy.signedinteger[Any]]:
    """The type of the array of a column; its lowest number stands for an empty cell."""
    return _TYPES[bits_of(column)]


def empty_of(column: Column) -> int:
    """What stands for an empty cell."""
    return -(1 << bits_of(column) - 1)


_TYPES: Mapping[int, type[numpy.signedinteger[Any]]] = {
    8: numpy.int8, 16: numpy.int16, 32: numpy.int32, 64: numpy.int64,
}  # fmt: skip


class Answered(msgspec.Struct, frozen=True):
    """An answer that a kernel writes: its step, and the bits of its array."""

    name: str
    node: Node
    bits: int

    @property
    def undecided(self) -> int:
        """What stands in `value` where it is not decided, or nothing."""
        return -(1 << self.bits - 1)

    @property
    def type(self) -> type[numpy.signedinteger[Any]]:
        """The type of its array."""
        return _TYPES[self.bits]


class Layout(msgspec.Struct, frozen=True):
    """The arguments of a kernel in order: columns by name, for each list the array with where the items of each
    household begin (one longer than the households), and the answers. `codes` are the texts that the rule names, by
    number; any other text has a number of its own from there up."""

    program: Program
    columns: tuple[Column, ...]
    lists: tuple[str, ...]
    answers: tuple[Answered, ...]
    codes: Mapping[str, int]

    def at(self, name: str) -> int:
        """The place of a column."""
        return next(at for at, one in enumerate(self.columns) if one.name == name)

    def starts(self, key: str) -> int:
        """The place of the array of a list."""
        return len(self.columns) + self.lists.index(key)

    def out(self, answer: Answered) -> int:
        """The place of an answer."""
        return len(self.columns) + len(self.lists) + self.answers.index(answer)

    @property
    def size(self) -> int:
        """How many arrays there are."""
        return len(self.columns) + len(self.lists) + len(self.answers)


def layout(program: Program, answers: Sequence[str]) -> Layout:
    """The layout of a program, for the answers that are asked and that it has (`by` where it divides by a fact)."""
    asked = {"value": program.value, "by": program.by, "nothing": program.nothing, "lacks": program.lacks,
             "doubt": program.doubt}  # fmt: skip
    some = tuple(Answered(name, node, _bits(name, node)) for name in answers if (node := asked[name]) is not None)
    nodes = in_order([*(one.node for one in some), program.known, program.nothing])
    read = {text_of(one) for one in nodes if one.op in ("col", "null", "isno")}
    texts = dict.fromkeys(str(one.value) for one in nodes if one.constant and one.shape == "text")
    return Layout(
        program,
        tuple(one for one in program.columns if one.name in read),
        tuple(dict.fromkeys(one.over[0] for one in nodes if one.over is not None)),
        some,
        {text: at for at, text in enumerate(texts)},
    )


def _bits(name: str, node: Node) -> int:
    """Of `value` the lowest number is no value; masks fill their 64 bits."""
    if node.shape == "text":
        return 32
    fit = (one for one in _BITS if -(1 << one - 1) < node.low and node.high < 1 << one - 1)
    return next(fit, 64) if name in ("value", "nothing") else 64
