# SPDX-License-Identifier: EUPL-1.2
"""The road of most rows for many households at once, without lists: each step is done as wide as it can be.

Yes or no, days and codes of text go first, 32 at a time; then amounts, in floating point of 64 bits, where whole
numbers are exact below 2^53. A block of households stays near the processor while both passes go over it."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence

from stelsel.engines.rules.population.layout import Answered, Layout, bits_of, empty_of
from stelsel.engines.rules.population.node import Node, in_order, text_of
from stelsel.engines.rules.population.specialise import Road
from stelsel.engines.rules.population.steps import Lines, counted

BLOCK = 256
SHORT, LONG = 0, 1
LANES = (32, 8)
_EXACT, _SHORT, _MOVED = 2**53, 2**31, 2**51
_MAGIC = 0x4338000000000000
"""2^52 + 2^51 in floating point: a whole number below 2^51 that is added to it stands in its lowest bits. An empty
cell of 64 bits, the lowest number, makes it less than nothing."""
_MASKS = ("lacks", "doubt")


def possible(layout: Layout, road: Road) -> bool:
    """Whether a road can go this way."""
    masks, numbers = _split(layout, road)
    if any(one.op not in ("const", "if", "bits", "kept") for one in masks if one.shape == "int"):
        return False
    for one in numbers:
        if one.loop is not None or one.over is not None or one.op in ("cut", "bits", "kept"):
            return False
        if one.shape == "int" and max(abs(one.low), abs(one.high)) >= (_MOVED if one.op == "col" else _EXACT):
            return False
    plain = [one for one, of in zip(road.roots, layout.answers, strict=True) if of.name not in _MASKS]
    return all(max(abs(one.low), abs(one.high)) < _MOVED for one in plain)


def _split(layout: Layout, road: Road) -> tuple[set[Node], set[Node]]:
    """Steps of which the bits count, and those that are computed with or tested."""
    masks: set[Node] = set()
    tests = [road.decided]
    waiting = [one for one, of in zip(road.roots, layout.answers, strict=True) if of.name in _MASKS]
    while waiting:
        one = waiting.pop()
        if one not in masks:
            masks.add(one)
            tests += [part for part in one.args if part.shape == "bool"]
            waiting += [part for part in one.args if part.shape != "bool"]
    plain = [one for one, of in zip(road.roots, layout.answers, strict=True) if of.name not in _MASKS]
    return masks, set(in_order([*plain, *tests]))


class Wide:
    """Writes the passes over a block: the households `%from` up to `%from` + `%full`, a multiple of 32. `flags` are
    places with a bit for each that has to go the long way."""

    def __init__(self, to: Lines, layout: Layout, road: Road, guarded: Sequence[str]) -> None:
        self.to, self.layout, self.road = to, layout, road
        self.by_name = {one.name: one for one in layout.columns}
        self.masks, numbers = _split(layout, road)
        self.order = in_order([*road.roots, road.decided])
        self.numbers = [one for one in self.order if one in numbers]
        self.pass_of: dict[Node, int] = {}
        self._place()
        self.tests = [(one, empty_of(self.by_name[one]), "eq") for one in guarded if one not in road.assumed]
        self.tests += [(name, int(says), "ne") for name, says in road.assumed.items()]
        passes = dict.fromkeys(self._test_pass(name) for name, _, _ in self.tests)
        self.flags = {at: to.kept(f"[{BLOCK // 8} x i8]") for at in passes}
        self.across = self._across()
        self.names: dict[tuple[Node, bool], str] = {}
        self.cells: dict[tuple[str, int], str] = {}

    def _place(self) -> None:
        """Which pass each step is in: the widest that it can be, and a number that only amounts need with those."""
        for one in self.order:
            below = max((self.pass_of[part] for part in one.args), default=SHORT)
            if one.op in ("col", "null") and self._bits(one) == 64:
                below = LONG
            if one in self.masks and one.shape == "int" and not one.constant:
                below = LONG
            if one.shape == "int" and (one.op == "div" or max(abs(one.low), abs(one.high)) >= _SHORT):
                below = LONG
            self.pass_of[one] = SHORT if one.constant else below
        users: dict[Node, set[int]] = {}
        for one in reversed(self.order):
            mine = users.get(one, set())
            if one.shape == "int" and not one.constant and mine == {LONG} and one not in self.road.roots:
                self.pass_of[one] = LONG
            for part in one.args:
                users.setdefault(part, set()).add(self.pass_of[one])

    def _bits(self, column: Node) -> int:
        return bits_of(self.by_name[text_of(column)])

    def _across(self) -> dict[Node, str]:
        """Where steps are kept that a later pass needs; a number of a column is read again."""
        found: dict[Node, str] = {}
        uses = [(part, self.pass_of[one]) for one in self.order for part in one.args]
        uses += [(one, self._pass(of, one)) for one, of in zip(self.road.roots, self.layout.answers, strict=True)]
        uses += [(self.road.decided, self._pass(of, one))
                 for one, of in zip(self.road.roots, self.layout.answers, strict=True)
                 if of.name == "value"]  # fmt: skip
        for part, at in uses:
            again = part.constant or (part.op == "col" and part.shape != "bool")
            if not again and self.pass_of[part] < at and part not in found:
                found[part] = self.to.kept(f"[{BLOCK} x i{8 if part.shape == 'bool' else 32}]")
        return found

    def _pass(self, answer: Answered, root: Node) -> int:
        """The pass that writes an answer."""
        own = self.pass_of[root]
        return max(own, self.pass_of[self.road.decided]) if answer.name == "value" else own

    def write(self) -> None:
        """All passes."""
        roots = list(zip(self.road.roots, self.layout.answers, strict=True))
        for at in (SHORT, LONG):
            steps = [one for one in self.order if self.pass_of[one] == at and not one.constant]
            tests = [one for one in self.tests if self._test_pass(one[0]) == at]
            mine = [(one, of) for one, of in roots if self._pass(of, one) == at]
            if steps or tests or mine:
                self._loop(at, steps, tests, mine)

    def _test_pass(self, name: str) -> int:
        return LONG if bits_of(self.by_name[name]) == 64 else SHORT

    def _loop(self, at: int, steps: Sequence[Node], tests: Sequence[tuple[str, int, str]],
              roots: Sequence[tuple[Node, Answered]]) -> None:  # fmt: skip
        self.names.clear()
        self.cells.clear()

        def each(offset: str) -> None:
            self.offset, self.row = offset, self.to.put(f"add i64 %from, {offset}")
            for one in steps:
                self._step(one, at)
            if tests:
                self._flag(at, tests)
            for one, of in roots:
                self._answer(one, of, at)

        counted(self.to, "0", "%full", LANES[at], each)

    # Cells.

    def _cell(self, name: str, at: int) -> str:
        """The cells of a column as they stand."""
        if (name, at) not in self.cells:
            bits = bits_of(self.by_name[name])
            place = self._at(self.to.array(self.layout.at(name)), f"i{bits}", self.row)
            made = self.to.put(f"load <{LANES[at]} x i{bits}>, ptr {place}, align {bits // 8}")
            self.cells[name, at] = made
        return self.cells[name, at]

    def _at(self, array: str, kind: str, row: str) -> str:
        return self.to.put(f"getelementptr {kind}, ptr {array}, i64 {row}")

    def _magic(self, name: str) -> str:
        """The cells of a column of 64 bits, as whole numbers in floating point of which `_MAGIC` is not taken off."""
        if (name, -1) not in self.cells:
            cell = self._cell(name, LONG)
            self.cells[name, -1] = self.to.put(f"add <{LANES[LONG]} x i64> {cell}, {_splat('i64', str(_MAGIC))}")
        return self.cells[name, -1]

    def _number(self, node: Node, at: int) -> str:
        """The cells of a column as numbers of a pass."""
        bits, lanes, name = self._bits(node), LANES[at], text_of(node)
        if bits == 64:
            real = self.to.put(f"bitcast <{lanes} x i64> {self._magic(name)} to <{lanes} x double>")
            return self.to.put(f"fsub <{lanes} x double> {real}, {_real(float(3 << 51))}")
        cell = self._cell(name, at)
        if bits < 32:
            cell = self.to.put(f"sext <{lanes} x i{bits}> {cell} to <{lanes} x i32>")
        if at == SHORT:
            return cell
        return self.to.put(f"sitofp <{lanes} x i32> {cell} to <{lanes} x double>")

    # Steps.

    def _of(self, node: Node, at: int, mask: bool = False) -> str:
        """What a step is in a pass."""
        if node.constant:
            return self._constant(node, at, mask)
        key = (node, mask and node.shape == "int")
        if key not in self.names:
            if node.op == "col" and node.shape != "bool":
                self.names[key] = self._number(node, at)
            else:
                self.names[key] = self._from_before(node, at)
        return self.names[key]

    def _constant(self, node: Node, at: int, mask: bool) -> str:
        if node.shape == "bool":
            return _splat("i1", "true" if node.value else "false")
        value = self.layout.codes[text_of(node)] if node.shape == "text" else node.low
        if mask:
            return _splat("i64", str(value))
        return _real(float(value)) if at == LONG and node.shape == "int" else _splat("i32", str(value))

    def _from_before(self, node: Node, at: int) -> str:
        lanes, bits = LANES[at], 8 if node.shape == "bool" else 32
        place = self._at(self.across[node], f"i{bits}", self.offset)
        cell = self.to.put(f"load <{lanes} x i{bits}>, ptr {place}, align 1")
        if node.shape == "bool":
            full = self.to.put(f"sext <{lanes} x i8> {cell} to <{lanes} x i64>")
            return self.to.put(f"icmp slt <{lanes} x i64> {full}, zeroinitializer")
        if at == LONG and node.shape == "int":
            return self.to.put(f"sitofp <{lanes} x i32> {cell} to <{lanes} x double>")
        return cell

    def _step(self, node: Node, at: int) -> None:
        if node in self.masks and node.shape == "int":
            self.names[node, True] = self._made(node, at, True)
        if node not in self.masks or node in self.numbers:
            if node.op == "col" and node.shape != "bool":
                self._of(node, at)
            elif node.op in ("col", "isno", "null"):
                bits, says = self._bits(node), {"col": 1, "isno": 0}.get(node.op, empty_of(self.by_name[text_of(node)]))
                test = (
                    f"icmp eq <{LANES[at]} x i{bits}> {self._cell(text_of(node), at)}, {_splat(f'i{bits}', str(says))}"
                )
                self.names[node, False] = self.to.put(test)
            else:
                self.names[node, False] = self._made(node, at, False)
        if node in self.across:
            self._keep(node, at)

    def _keep(self, node: Node, at: int) -> None:
        bits, name = 8 if node.shape == "bool" else 32, self.names[node, False]
        if bits == 8:
            name = self.to.put(f"sext <{LANES[at]} x i1> {name} to <{LANES[at]} x i8>")
        place = self._at(self.across[node], f"i{bits}", self.offset)
        self.to.do(f"store <{LANES[at]} x i{bits}> {name}, ptr {place}, align 1")

    def _made(self, node: Node, at: int, mask: bool) -> str:
        put, lanes = self.to.put, LANES[at]
        args = [self._of(one, at, mask) for one in node.args]
        inner = _kind(node.args[-1], at, mask)
        kind = f"<{lanes} x {inner}>"
        real = inner == "double"
        op = node.op
        if op in ("add", "sub", "mul"):
            return put(f"{'f' if real else ''}{op} {kind} {args[0]}, {args[1]}")
        if op in ("lt", "eq"):
            return put(f"{_TESTS[op][real]} {kind} {args[0]}, {args[1]}")
        if op in ("and", "or", "bits", "kept"):
            found = args[0]
            for one in args[1:]:
                found = put(f"{'and' if op in ('and', 'kept') else 'or'} {kind} {found}, {one}")
            return found
        if op == "not":
            return put(f"xor {kind} {args[0]}, {_splat('i1', 'true')}")
        if op == "if":
            return put(f"select <{lanes} x i1> {args[0]}, {kind} {args[1]}, {kind} {args[2]}")
        if op in ("min", "max"):
            test = put(f"{_TESTS['lt'][real]} {kind} {args[op == 'max']}, {args[op == 'min']}")
            return put(f"select <{lanes} x i1> {test}, {kind} {args[0]}, {kind} {args[1]}")
        assert op == "div", op
        return self._divided(node, args, kind)

    def _divided(self, node: Node, args: list[str], kind: str) -> str:
        """Down to a whole number. By a constant: a half lies further from the next whole number than a product can be
        off, below 2^50."""
        put, (above, below) = self.to.put, node.args
        if below.constant and max(abs(above.low), abs(above.high)) < 2**50:
            half = put(f"fadd {kind} {args[0]}, {_real(0.5)}")
            made = put(f"fmul {kind} {half}, {_real(1.0 / below.low)}")
        else:
            made = put(f"fdiv {kind} {args[0]}, {args[1]}")
        return put(f"call {kind} @llvm.floor.v{kind[1:].partition(' ')[0]}f64({kind} {made})")

    # What comes out.

    def _flag(self, at: int, tests: Iterable[tuple[str, int, str]]) -> None:
        """A bit for each household that is not for this road."""
        lanes, found, put = LANES[at], "", self.to.put
        for name, value, how in tests:
            if at == LONG:
                one = self._magic(name)
                found = put(f"or <{lanes} x i64> {found}, {one}") if found else one
                continue
            bits = bits_of(self.by_name[name])
            one = put(f"icmp {how} <{lanes} x i{bits}> {self._cell(name, at)}, {_splat(f'i{bits}', str(value))}")
            found = put(f"or <{lanes} x i1> {found}, {one}") if found else one
        if at == LONG:
            found = put(f"icmp slt <{lanes} x i64> {found}, zeroinitializer")
        bits_now = put(f"bitcast <{lanes} x i1> {found} to i{lanes}")
        place = self._at(self.flags[at], "i8", put(f"lshr i64 {self.offset}, 3"))
        self.to.do(f"store i{lanes} {bits_now}, ptr {place}, align 1")

    def flagged(self, offset: str) -> str:
        """The bits of 32 households from a multiple of 32 in the block."""
        found = ""
        at = self.to.put(f"lshr i64 {offset}, 3")
        for place in self.flags.values():
            one = self.to.put(f"load i32, ptr {self._at(place, 'i8', at)}, align 1")
            found = self.to.put(f"or i32 {found}, {one}") if found else one
        return found

    def _answer(self, root: Node, answer: Answered, at: int) -> None:
        lanes, bits, put = LANES[at], answer.bits, self.to.put
        mask = answer.name in _MASKS
        value, inner = self._of(root, at, mask), _kind(root, at, mask)
        if inner == "double":
            value, inner = self._whole(value, lanes, bits)
        if inner == "i1":
            value = put(f"zext <{lanes} x i1> {value} to <{lanes} x i{bits}>")
        elif inner != f"i{bits}":
            how = "sext" if int(inner[1:]) < bits else "trunc"
            value = put(f"{how} <{lanes} x {inner}> {value} to <{lanes} x i{bits}>")
        if answer.name == "value" and not (self.road.decided.constant and self.road.decided.value):
            test = self._of(self.road.decided, at)
            none = _splat(f"i{bits}", str(answer.undecided))
            value = put(f"select <{lanes} x i1> {test}, <{lanes} x i{bits}> {value}, <{lanes} x i{bits}> {none}")
        place = self._at(self.to.array(self.layout.out(answer)), f"i{bits}", self.row)
        self.to.do(f"store <{lanes} x i{bits}> {value}, ptr {place}, align {bits // 8}")

    def _whole(self, value: str, lanes: int, bits: int) -> tuple[str, str]:
        if bits <= 32:
            return self.to.put(f"fptosi <{lanes} x double> {value} to <{lanes} x i32>"), "i32"
        magic = self.to.put(f"fadd <{lanes} x double> {value}, {_real(float(3 << 51))}")
        raw = self.to.put(f"bitcast <{lanes} x double> {magic} to <{lanes} x i64>")
        return self.to.put(f"sub <{lanes} x i64> {raw}, {_splat('i64', str(_MAGIC))}"), "i64"


_TESTS = {"lt": ("icmp slt", "fcmp olt"), "eq": ("icmp eq", "fcmp oeq")}


def _kind(node: Node, at: int, mask: bool) -> str:
    if node.shape == "bool":
        return "i1"
    if mask:
        return "i64"
    return "double" if at == LONG and node.shape == "int" else "i32"


def _splat(kind: str, value: str) -> str:
    return f"splat ({kind} {value})"


def _real(value: float) -> str:
    return f"splat (double 0x{struct.pack('>d', value).hex().upper()})"
