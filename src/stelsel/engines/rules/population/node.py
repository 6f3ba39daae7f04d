# SPDX-License-Identifier: EUPL-1.2
"""The steps of a resolved program: a flat graph of whole-number, yes-or-no and text steps, each known for every row.

There are no fractions, no dates and nothing unknown in it: a rational number is a whole number with a scale that is
fixed beforehand, a day is the whole number 20250131, and whether something is unknown is a yes-or-no step of its own.
Equal steps are one step. Every whole number has proven bounds within 64 bits; what may pass them is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, cast

import msgspec

MOST = 2**63 - 1
"""The largest whole number that a step may give: what every backend computes with exactly."""
MOST_ITEMS = 100
"""Items of one list that a household may have; the bounds of a total follow from it."""

Loop = tuple[str, int]
"""The list whose items a step belongs to, and how many lists around it."""
Shape = Literal["int", "bool", "text"]


class TooLarge(Exception):
    """A step whose value may not fit in 64 bits."""


class Mixed(Exception):
    """A step that needs an item of one list and an item of another."""


class Node(msgspec.Struct, frozen=True, eq=False):
    """One step. `low` and `high` always hold (0 and 1 for yes or no). `value` is the constant, or the name of the
    column. `loop`: computed for each item of a list, else once for each household."""

    op: str
    args: tuple[Node, ...]
    shape: Shape
    low: int = 0
    high: int = 0
    value: int | bool | str = 0
    loop: Loop | None = None
    over: Loop | None = None
    number: int = 0

    def __hash__(self) -> int:
        return id(self)

    def __repr__(self) -> str:
        """Itself only: written out as a tree, steps have no end."""
        return f"<{self.op} {self.value!r} #{self.number}>"

    @property
    def constant(self) -> bool:
        """Whether this is the same for every row."""
        return self.op == "const"


class Graph:
    """Makes steps; what can be decided beforehand is decided here."""

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], Node] = {}
        self.true = self.const(True)
        self.false = self.const(False)
        self.zero = self.const(0)

    def _node(self, op: str, args: tuple[Node, ...], shape: Shape, low: int, high: int,
              value: int | bool | str = 0, over: Loop | None = None, loop: Loop | None = None) -> Node:  # fmt: skip
        if shape == "int" and (high > MOST or low < -MOST):
            raise TooLarge
        loops = {one.loop for one in args if one.loop is not None}
        if over is not None:
            if loops - {over}:
                raise Mixed
        elif loops:
            if len(loops) > 1:
                raise Mixed
            loop = loops.pop()
        key = (op, *map(id, args), type(value), value, over, loop, low, high)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = Node(op, args, shape, low, high, value, loop, over, len(self._made))
        return found

    def const(self, value: int | bool | str) -> Node:
        """A constant."""
        if isinstance(value, str):
            return self._node("const", (), "text", 0, 0, value)
        return self._node("const", (), "bool" if isinstance(value, bool) else "int", int(value), int(value), value)

    def column(self, name: str, shape: Shape, low: int, high: int, loop: Loop | None) -> Node:
        """The value of a column; of an empty cell some value within the bounds."""
        return self._node("col", (), shape, low, high, name, loop=loop)

    def empty(self, name: str, loop: Loop | None) -> Node:
        """Whether the cell is empty."""
        return self._node("null", (), "bool", 0, 1, name, loop=loop)

    def is_no(self, name: str, loop: Loop | None) -> Node:
        """Whether the cell says no; where `column` says yes, it says yes."""
        return self._node("isno", (), "bool", 0, 1, name, loop=loop)

    # Whole numbers.

    def add(self, a: Node, b: Node) -> Node:
        """a + b"""
        if a.constant:
            a, b = b, a
        if b.constant and a.constant:
            return self.const(a.low + b.low)
        if b.constant and b.low == 0:
            return a
        if b.constant and a.op == "add" and a.args[1].constant:
            return self.add(a.args[0], self.const(a.args[1].low + b.low))
        return self._node("add", (a, b), "int", a.low + b.low, a.high + b.high)

    def sub(self, a: Node, b: Node) -> Node:
        """a - b"""
        if b.constant:
            return self.add(a, self.const(-b.low))
        if a is b:
            return self.zero
        return self._node("sub", (a, b), "int", a.low - b.high, a.high - b.low)

    def mul(self, a: Node, b: Node) -> Node:
        """a * b"""
        if a.constant:
            a, b = b, a
        if a.constant:
            return self.const(a.low * b.low)
        if b.constant and b.low in (0, 1):
            return a if b.low else self.zero
        if b.constant and a.op == "mul" and a.args[1].constant:
            return self.mul(a.args[0], self.const(a.args[1].low * b.low))
        if b.constant and a.op == "if" and a.args[1].constant and a.args[2].constant:
            return self.pick(a.args[0], self.mul(a.args[1], b), self.mul(a.args[2], b))
        ends = [x * y for x in (a.low, a.high) for y in (b.low, b.high)]
        return self._node("mul", (a, b), "int", min(ends), max(ends))

    def div(self, a: Node, b: Node) -> Node:
        """The largest whole number at most a / b; b is at least 1."""
        assert b.low >= 1
        if b.constant and b.low == 1:
            return a
        if a.constant and b.constant:
            return self.const(a.low // b.low)
        ends = [x // y for x in (a.low, a.high) for y in (b.low, b.high)]
        if min(ends) == max(ends):
            return self.const(min(ends))
        return self._node("div", (a, b), "int", min(ends), max(ends))

    def cut(self, a: Node, b: int) -> Node:
        """a / b towards zero."""
        if a.low >= 0:
            return self.div(a, self.const(b))
        if a.constant:
            return self.const(-(-a.low // b))
        ends = [x // b if x >= 0 else -(-x // b) for x in (a.low, a.high)]
        return self._node("cut", (a, self.const(b)), "int", ends[0], ends[1])

    def least(self, a: Node, b: Node) -> Node:
        """The smaller one."""
        if a is b or a.high <= b.low:
            return a
        if b.high <= a.low:
            return b
        return self._node("min", self._sorted(a, b), "int", min(a.low, b.low), min(a.high, b.high))

    def most(self, a: Node, b: Node) -> Node:
        """The larger one."""
        if a is b or a.low >= b.high:
            return a
        if b.low >= a.high:
            return b
        return self._node("max", self._sorted(a, b), "int", max(a.low, b.low), max(a.high, b.high))

    def bits(self, some: Sequence[Node]) -> Node:
        """All bits of some masks together."""
        fixed, rest = 0, dict[Node, None]()
        for one in some:
            if one.constant:
                fixed |= one.low
            else:
                rest[one] = None
        found = self.const(fixed) if fixed or not rest else None
        for one in rest:
            top = (1 << max(one.high, found.high if found else 0).bit_length()) - 1
            found = one if found is None else self._node("bits", (found, one), "int", 0, top)
        assert found is not None
        return found

    def kept(self, a: Node, mask: int) -> Node:
        """The lowest bits of a mask; `mask` is 2^n - 1."""
        if a.high <= mask:
            return a
        if a.constant:
            return self.const(a.low & mask)
        if a.op == "if":
            return self.pick(a.args[0], self.kept(a.args[1], mask), self.kept(a.args[2], mask))
        if a.op == "bits" and a.over is not None:
            return self.gather("bits", a.over, a.args[0], self.kept(a.args[1], mask))
        if a.op == "bits":
            return self.bits([self.kept(one, mask) for one in a.args])
        return self._node("kept", (a, self.const(mask)), "int", 0, mask)

    # Yes or no.

    def less(self, a: Node, b: Node) -> Node:
        """a < b. A comparison with a constant is brought to the column where it can be."""
        if a.high < b.low:
            return self.true
        if a.low >= b.high:
            return self.false
        if a.constant:
            return self.no(self.less(b, self.const(a.low + 1)))
        if b.constant:
            return self._below(a, b.low)
        return self._node("lt", (a, b), "bool", 0, 1)

    def _below(self, a: Node, limit: int) -> Node:
        """a < limit, for a constant."""
        if a.op == "add" and a.args[1].constant:
            return self.less(a.args[0], self.const(limit - a.args[1].low))
        if a.op == "sub" and a.args[0].constant:
            return self.less(self.const(a.args[0].low - limit), a.args[1])
        if a.op == "mul" and a.args[1].constant and a.args[1].low > 0:
            return self.less(a.args[0], self.const(-(-limit // a.args[1].low)))
        if a.op == "div" and a.args[1].constant:
            return self.less(a.args[0], self.const(limit * a.args[1].low))
        if a.op == "cut":
            by = a.args[1].low
            return self.less(a.args[0], self.const(limit * by if limit > 0 else (limit - 1) * by + 1))
        if a.op == "if" and a.args[1].constant and a.args[2].constant:
            return self.pick(a.args[0], self.const(a.args[1].low < limit), self.const(a.args[2].low < limit))
        return self._node("lt", (a, self.const(limit)), "bool", 0, 1)

    def most_is(self, a: Node, b: Node) -> Node:
        """a <= b"""
        return self.no(self.less(b, a))

    def same(self, a: Node, b: Node) -> Node:
        """a = b, of one shape."""
        if a is b:
            return self.true
        if a.constant and b.constant:
            return self.const(a.value == b.value)
        if a.shape == "int" and (a.high < b.low or b.high < a.low):
            return self.false
        if a.constant:
            a, b = b, a
        if a.shape == "bool" and b.constant:
            return a if b.value else self.no(a)
        if b.constant and a.op == "if" and a.args[1].constant and a.args[2].constant:
            return self.pick(a.args[0], self.same(a.args[1], b), self.same(a.args[2], b))
        return self._node("eq", self._sorted(a, b) if not b.constant else (a, b), "bool", 0, 1)

    def no(self, a: Node) -> Node:
        """Not a."""
        if a.constant:
            return self.const(not a.value)
        return a.args[0] if a.op == "not" else self._node("not", (a,), "bool", 0, 1)

    def both(self, *some: Node) -> Node:
        """All of some."""
        return self._all(some, "and", self.false, self.true)

    def either(self, *some: Node) -> Node:
        """One of some."""
        return self._all(some, "or", self.true, self.false)

    def _all(self, some: Sequence[Node], op: str, decides: Node, empty: Node) -> Node:
        kept: dict[Node, None] = {}
        for one in some:
            for part in self._parts(one, op) or (one,):
                if part is decides or self.no(part) in kept:
                    return decides
                if part is not empty:
                    kept[part] = None
        kept = self._cells(kept, op)
        if decides in kept:
            return decides
        other = "or" if op == "and" else "and"
        for one in list(kept):
            parts = self._parts(one, other)
            if any(part in kept for part in parts):  # a and (a or b) is a
                del kept[one]
            elif any(self.no(part) in kept for part in parts):  # a and (not a or b) is a and b
                del kept[one]
                rest = [part for part in parts if self.no(part) not in kept]
                return self._all([*kept, self._all(rest, other, empty, decides)], op, decides, empty)
        return self._joined(sorted(kept, key=lambda one: one.number), op, empty)

    def _joined(self, some: Sequence[Node], op: str, empty: Node) -> Node:
        """Some parts in one form, so that a step and its opposite are each other's not."""
        if len(some) <= 1:
            return next(iter(some), empty)
        turned = sum(one.op == "not" for one in some) * 2
        if turned > len(some) or (turned == len(some) and op == "or"):
            inner = self._joined(
                sorted((self.no(one) for one in some), key=lambda one: one.number),
                "or" if op == "and" else "and",
                empty,
            )
            return self.no(inner)
        return self._node(op, tuple(some), "bool", 0, 1)

    def _parts(self, one: Node, op: str) -> tuple[Node, ...]:
        """The parts of all (or one) of some, also where it is written as not one (or all) of their opposites."""
        if one.op == op:
            return one.args
        if one.op == "not" and one.args[0].op in ("and", "or") and one.args[0].op != op:
            return tuple(map(self.no, one.args[0].args))
        return ()

    def _cells(self, kept: dict[Node, None], op: str) -> dict[Node, None]:
        """What a cell says settles whether it is empty."""
        made = kept
        for one in kept:
            if one.op not in ("col", "isno"):
                continue
            name, loop = text_of(one), one.loop
            other = self.is_no(name, loop) if one.op == "col" else self.column(name, "bool", 0, 1, loop)
            filled = self.no(self.empty(name, loop))
            if op == "and" and (other in made or self.empty(name, loop) in made):
                return {self.false: None}
            if op == "and" and filled in made:
                made = {part: None for part in made if part is not filled}
            if op == "or" and filled in made:
                made = {part: None for part in made if part is not one}
            if op == "or" and other in made and one in made:
                made = {part: None for part in made if part not in (one, other)} | {filled: None}
        return made

    def pick(self, test: Node, a: Node, b: Node) -> Node:
        """a where the test holds, else b."""
        if test.constant:
            return a if test.value else b
        if a is b:
            return a
        if test.op == "not":
            return self.pick(test.args[0], b, a)
        if a.op == "if" and a.args[0] is test:
            a = a.args[1]
        if b.op == "if" and b.args[0] is test:
            b = b.args[2]
        if a.shape == "bool":
            if a.constant:
                return self.either(test, b) if a.value else self.both(self.no(test), b)
            if b.constant:
                return self.either(self.no(test), a) if b.value else self.both(test, a)
        return self._node("if", (test, a, b), a.shape, min(a.low, b.low), max(a.high, b.high))

    # Over the items of a list.

    def gather(self, how: Literal["sum", "min", "max", "any", "bits"], over: Loop, where: Node, value: Node) -> Node:
        """Over the items of a list for which `where` holds: the total, the smallest, the largest, whether there is one
        (`value` does not matter), or all bits. Without items: 0, or no."""
        if where is self.false or (how in ("sum", "bits") and value is self.zero):
            return self.false if how == "any" else self.zero
        low, high = value.low, value.high
        if how == "sum":
            low, high = min(low * MOST_ITEMS, 0), max(high * MOST_ITEMS, 0)
        elif how == "any":
            return self._node("any", (where,), "bool", 0, 1, over=over)
        elif how == "bits":
            low, high = 0, (1 << high.bit_length()) - 1
        else:
            low, high = min(low, 0), max(high, 0)
        return self._node(how, (where, value), "int", low, high, over=over)

    @staticmethod
    def _sorted(a: Node, b: Node) -> tuple[Node, Node]:
        return (b, a) if a.constant else (a, b)


def in_order(roots: Sequence[Node]) -> tuple[Node, ...]:
    """All steps that some steps need, each after what it needs."""
    found: dict[Node, None] = {}
    waiting = [(one, False) for one in reversed(roots)]
    while waiting:
        one, ready = waiting.pop()
        if one in found:
            continue
        if ready:
            found[one] = None
        else:
            waiting.append((one, True))
            waiting += [(part, False) for part in reversed(one.args) if part not in found]
    return tuple(found)


def text_of(node: Node) -> str:
    """The name of a column."""
    return cast(str, node.value)
