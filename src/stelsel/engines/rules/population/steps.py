# SPDX-License-Identifier: EUPL-1.2
"""Steps of one household in the language of LLVM: whole numbers in 64 bits, yes or no in one, text by its code."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from stelsel.engines.rules.population.layout import Layout, bits_of, empty_of
from stelsel.engines.rules.population.node import Node, text_of
from stelsel.engines.rules.population.stages import Sweep, stages

LLVM = {"bool": "i1", "int": "i64", "text": "i64"}


class Lines:
    """The lines of a function, with names that are new in it. `block` is the one that is being written."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.first: list[str] = []
        self.block = "entry"
        self._count = 0

    def new(self, kind: str = "v") -> str:
        """A name that is not there yet."""
        self._count += 1
        return f"{kind}{self._count}"

    def put(self, text: str) -> str:
        """A line with a result; gives its name."""
        name = f"%{self.new()}"
        self.lines.append(f"  {name} = {text}")
        return name

    def do(self, text: str) -> None:
        """A line without a result."""
        self.lines.append(f"  {text}")

    def start(self, block: str) -> None:
        """Begins a block."""
        self.block = block
        self.lines.append(f"{block}:")

    def kept(self, kind: str) -> str:
        """A place in memory for a value that changes."""
        name = f"%{self.new()}"
        self.first.append(f"  {name} = alloca {kind}")
        return name

    def array(self, at: int) -> str:
        """The array at a place of the table, which is `%table` of the function."""
        name = f"%a{at}"
        line = f"  {name} = load ptr, ptr %p{at}, align 8"
        if line not in self.first:
            self.first += [f"  %p{at} = getelementptr ptr, ptr %table, i64 {at}", line]
        return name

    def text(self, head: str) -> str:
        """The whole function."""
        return "\n".join([f"{head} {{", "entry:", *self.first, *self.lines, "}", ""])


class Steps:
    """Writes the steps of the household `row` and of the items of its lists, and what they come to."""

    def __init__(self, to: Lines, layout: Layout, row: str = "%row") -> None:
        self.to, self.layout, self.row = to, layout, row
        self.names: dict[Node, str] = {}
        self.by_name = {one.name: one for one in layout.columns}

    def all(self, roots: Sequence[Node]) -> None:
        """All that some steps need."""
        for stage in stages(roots):
            for node in stage.steps:
                self._step(node, self.row)
            for sweep in stage.sweeps:
                self._sweep(sweep)

    def of(self, node: Node) -> str:
        """A step that was written, or a constant."""
        if not node.constant:
            return self.names[node]
        if node.shape == "bool":
            return "true" if node.value else "false"
        return str(self.layout.codes[text_of(node)] if node.shape == "text" else node.low)

    def cell(self, name: str, at: str) -> tuple[str, str]:
        """The cell of a column and its type."""
        column = self.by_name[name]
        kind = f"i{bits_of(column)}"
        place = self.to.put(f"getelementptr {kind}, ptr {self.to.array(self.layout.at(name))}, i64 {at}")
        return self.to.put(f"load {kind}, ptr {place}"), kind

    def items(self, key: str) -> tuple[str, str]:
        """Where the items of a list of the household begin and end."""
        starts = self.to.array(self.layout.starts(key))
        first = self.to.put(f"getelementptr i64, ptr {starts}, i64 {self.row}")
        last = self.to.put(f"getelementptr i64, ptr {first}, i64 1")
        return self.to.put(f"load i64, ptr {first}"), self.to.put(f"load i64, ptr {last}")

    def store(self, value: str, kind: str, bits: int, at: int) -> None:
        """Writes an answer."""
        place = self.to.put(f"getelementptr i{bits}, ptr {self.to.array(at)}, i64 {self.row}")
        if kind == "i1":
            value = self.to.put(f"zext i1 {value} to i{bits}")
        elif bits < 64:
            value = self.to.put(f"trunc i64 {value} to i{bits}")
        self.to.do(f"store i{bits} {value}, ptr {place}")

    def _step(self, node: Node, at: str) -> None:
        if node.constant:
            return
        if node.op in ("col", "null", "isno"):
            self.names[node] = self._column(node, at)
        else:
            self.names[node] = self._made(node, [self.of(one) for one in node.args])

    def _column(self, node: Node, at: str) -> str:
        column = self.by_name[text_of(node)]
        cell, kind = self.cell(column.name, at)
        if node.op == "null":
            return self.to.put(f"icmp eq {kind} {cell}, {empty_of(column)}")
        if column.sort == "boolean":
            return self.to.put(f"icmp eq {kind} {cell}, {int(node.op == 'col')}")
        default = -1 if column.sort == "text" else min(max(0, node.low), node.high)
        empty = self.to.put(f"icmp eq {kind} {cell}, {empty_of(column)}")
        cell = self.to.put(f"select i1 {empty}, {kind} {default}, {kind} {cell}")
        return cell if kind == "i64" else self.to.put(f"sext {kind} {cell} to i64")

    def _made(self, node: Node, args: list[str]) -> str:
        op, put = node.op, self.to.put
        if op in _PLAIN:
            kind = LLVM[node.args[0].shape]
            found = put(f"{_PLAIN[op]} {kind} {args[0]}, {args[1]}")
            for one in args[2:]:
                found = put(f"{_PLAIN[op]} {kind} {found}, {one}")
            return found
        if op == "not":
            return put(f"xor i1 {args[0]}, true")
        if op == "if":
            kind = LLVM[node.shape]
            return put(f"select i1 {args[0]}, {kind} {args[1]}, {kind} {args[2]}")
        if op in ("min", "max"):
            test = put(f"icmp s{'lt' if op == 'min' else 'gt'} i64 {args[0]}, {args[1]}")
            return put(f"select i1 {test}, i64 {args[0]}, i64 {args[1]}")
        assert op in ("div", "cut"), op
        return self._divided(node, args)

    def _divided(self, node: Node, args: list[str]) -> str:
        put = self.to.put
        if node.args[0].low >= 0:
            return put(f"udiv i64 {args[0]}, {args[1]}")
        found = put(f"sdiv i64 {args[0]}, {args[1]}")
        if node.op == "cut":
            return found
        rest = put(f"srem i64 {args[0]}, {args[1]}")
        below = put(f"icmp slt i64 {rest}, 0")
        off = put(f"sext i1 {below} to i64")
        return put(f"add i64 {found}, {off}")

    def _sweep(self, sweep: Sweep) -> None:
        to = self.to
        places = {one: to.kept(LLVM[one.shape]) for one in sweep.totals}
        there = {one: to.kept("i1") for one in sweep.totals if one.op in ("min", "max")}
        for one, place in places.items():
            to.do(f"store {LLVM[one.shape]} {'false' if one.op == 'any' else '0'}, ptr {place}")
        for place in there.values():
            to.do(f"store i1 false, ptr {place}")

        def each(item: str) -> None:
            for node in sweep.steps:
                self._step(node, item)
            for one in sweep.totals:
                self._total(one, places[one], there)

        first, last = self.items(sweep.loop[0])
        counted(to, first, last, 1, each)
        for one, place in places.items():
            self.names[one] = to.put(f"load {LLVM[one.shape]}, ptr {place}")

    def _total(self, total: Node, place: str, there: Mapping[Node, str]) -> None:
        put, test = self.to.put, self.of(total.args[0])
        kind = LLVM[total.shape]
        before = put(f"load {kind}, ptr {place}")
        if total.op == "any":
            self.to.do(f"store i1 {put(f'or i1 {before}, {test}')}, ptr {place}")
            return
        value = self.of(total.args[1])
        if total.op in ("sum", "bits"):
            part = put(f"select i1 {test}, i64 {value}, i64 0")
            after = put(f"{'add' if total.op == 'sum' else 'or'} i64 {before}, {part}")
        else:
            seen = put(f"load i1, ptr {there[total]}")
            better = put(f"icmp s{'lt' if total.op == 'min' else 'gt'} i64 {value}, {before}")
            new = put(f"xor i1 {seen}, true")
            first = put(f"or i1 {new}, {better}")
            take = put(f"and i1 {test}, {first}")
            after = put(f"select i1 {take}, i64 {value}, i64 {before}")
            self.to.do(f"store i1 {put(f'or i1 {seen}, {test}')}, ptr {there[total]}")
        self.to.do(f"store i64 {after}, ptr {place}")


_PLAIN = {"add": "add nsw", "sub": "sub nsw", "mul": "mul nsw", "lt": "icmp slt", "eq": "icmp eq", "and": "and",
          "or": "or", "bits": "or", "kept": "and"}  # fmt: skip


def counted(to: Lines, first: str, last: str, step: int, each: Callable[[str], None]) -> None:
    """A loop from `first` to below `last`; `each` writes what is done for a number."""
    head, body, done, before = to.new("head"), to.new("body"), to.new("done"), to.block
    at, after = f"%{to.new()}", f"%{to.new()}"
    to.do(f"br label %{head}")
    to.start(head)
    place = len(to.lines)
    more = to.put(f"icmp slt i64 {at}, {last}")
    to.do(f"br i1 {more}, label %{body}, label %{done}")
    to.start(body)
    each(at)
    to.do(f"{after} = add nsw i64 {at}, {step}")
    to.do(f"br label %{head}")
    to.lines.insert(place, f"  {at} = phi i64 [ {first}, %{before} ], [ {after}, %{to.block} ]")
    to.start(done)
