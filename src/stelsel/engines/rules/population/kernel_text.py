# SPDX-License-Identifier: EUPL-1.2
"""The text of a kernel in the language of LLVM: the long way for any row; the road of most rows, many at once where
that can be; and what chooses between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from stelsel.engines.rules.population.layout import Layout, empty_of
from stelsel.engines.rules.population.node import Graph
from stelsel.engines.rules.population.specialise import Filling, Road, road, whole
from stelsel.engines.rules.population.steps import Lines, Steps, counted
from stelsel.engines.rules.population.wide import BLOCK, Wide, possible


class KernelText:
    """The text for a layout."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        program, graph = layout.program, Graph()
        self.nodes = tuple(one.node for one in layout.answers)
        self.decided = graph.both(program.known, graph.no(program.nothing))

    def long(self) -> str:
        """The long way for all."""
        return "\n".join([self._one("long", Road(self.nodes, self.decided, {})), self._each("long")])

    def roads(self, filling: Filling) -> str:
        """With roads of their own for most rows, where so many cells are filled."""
        rest = filling.full | filling.empty | filling.varied
        guarded = [one.name for one in self.layout.columns if one.name not in rest]
        long = self._one("long", Road(self.nodes, self.decided, {}))
        short = self._one("short", whole(self.nodes, self.decided, filling))
        quick = road(self.nodes, self.decided, filling)
        last = self._blocks(quick, guarded) if possible(self.layout, quick) else [self._each("any")]
        return "\n".join([long, short, self._any(guarded), *last])

    def _one(self, name: str, way: Road) -> str:
        to = Lines()
        steps = Steps(to, self.layout)
        steps.all([*way.roots, way.decided])
        for answer, node in zip(self.layout.answers, way.roots, strict=True):
            value, kind = steps.of(node), "i1" if node.shape == "bool" else "i64"
            if answer.name == "value":
                if kind == "i1":
                    value, kind = to.put(f"zext i1 {value} to i64"), "i64"
                value = to.put(f"select i1 {steps.of(way.decided)}, i64 {value}, i64 {answer.undecided}")
            steps.store(value, kind, answer.bits, self.layout.out(answer))
        to.do("ret void")
        return to.text(f"define internal void @{name}(i64 %row, ptr %table) noinline")

    def _any(self, guarded: Sequence[str]) -> str:
        """Any household: whether a cell is empty says which way."""
        to = Lines()
        test = self._empty(to, "%row", guarded)
        if test:
            to.do(f"br i1 {test}, label %yes, label %no")
            to.start("yes")
            to.do("call void @long(i64 %row, ptr %table)")
            to.do("ret void")
            to.start("no")
        to.do("call void @short(i64 %row, ptr %table)")
        to.do("ret void")
        return to.text("define internal void @any(i64 %row, ptr %table)")

    def _each(self, way: str) -> str:
        """One household after the other."""
        to = Lines()
        counted(to, "%first", "%last", 1, lambda row: to.do(f"call void @{way}(i64 {row}, ptr %table)"))
        to.do("ret void")
        return to.text("define void @run(i64 %first, i64 %last, ptr %table)")

    def _empty(self, to: Lines, row: str, guarded: Sequence[str]) -> str:
        """Whether a household has to go the long way; nothing where none has."""
        steps = Steps(to, self.layout, row)
        found = ""
        for name in guarded:
            if not steps.by_name[name].list:
                cell, kind = steps.cell(name, row)
                test = to.put(f"icmp eq {kind} {cell}, {empty_of(steps.by_name[name])}")
                found = to.put(f"or i1 {found}, {test}") if found else test
        for key in self.layout.lists:
            some = [one for one in guarded if steps.by_name[one].list == key]
            if some:
                found = self._items(to, steps, key, some, found)
        return found

    def _items(self, to: Lines, steps: Steps, key: str, some: Sequence[str], found: str) -> str:
        place = to.kept("i1")
        to.do(f"store i1 {found or 'false'}, ptr {place}")

        def each(item: str) -> None:
            before = to.put(f"load i1, ptr {place}")
            for name in some:
                cell, kind = steps.cell(name, item)
                test = to.put(f"icmp eq {kind} {cell}, {empty_of(steps.by_name[name])}")
                before = to.put(f"or i1 {before}, {test}")
            to.do(f"store i1 {before}, ptr {place}")

        counted(to, *steps.items(key), 1, each)
        return to.put(f"load i1, ptr {place}")

    def _blocks(self, quick: Road, guarded: Sequence[str]) -> list[str]:
        """A block of households after the other."""
        to = Lines()

        def block(begin: str) -> None:
            left = to.put(f"sub i64 %last, {begin}")
            some = to.put(f"call i64 @llvm.smin.i64(i64 {left}, i64 {BLOCK})")
            to.do(f"call void @block(i64 {begin}, i64 {some}, ptr %table)")

        counted(to, "%first", "%last", BLOCK, block)
        to.do("ret void")
        return [self._block(quick, guarded), to.text("define void @run(i64 %first, i64 %last, ptr %table)"), *_DECLARED]

    def _block(self, quick: Road, guarded: Sequence[str]) -> str:
        """Many at once; those with a flag, and the last few, one by one."""
        to = Lines()
        to.first.append("  %full = and i64 %some, -32")
        wide = Wide(to, self.layout, quick, guarded)
        wide.write()

        def one(offset: str) -> None:
            row = to.put(f"add i64 %from, {offset}")
            to.do(f"call void @any(i64 {row}, ptr %table)")

        if wide.flags:
            counted(to, "0", "%full", 32, lambda offset: _each_bit(to, wide.flagged(offset), offset, one))
        counted(to, "%full", "%some", 1, one)
        to.do("ret void")
        return to.text("define internal void @block(i64 %from, i64 %some, ptr %table) noinline")


def _each_bit(to: Lines, bits: str, offset: str, each: Callable[[str], None]) -> None:
    """A loop over the places of the ones among 32 bits, counted from `offset`."""
    head, body, done, before = to.new("head"), to.new("body"), to.new("done"), to.block
    left, after = f"%{to.new()}", f"%{to.new()}"
    to.do(f"br label %{head}")
    to.start(head)
    to.do(f"{left} = phi i32 [ {bits}, %{before} ], [ {after}, %{body} ]")
    none = to.put(f"icmp eq i32 {left}, 0")
    to.do(f"br i1 {none}, label %{done}, label %{body}")
    to.start(body)
    low = to.put(f"call i32 @llvm.cttz.i32(i32 {left}, i1 true)")
    place = to.put(f"zext i32 {low} to i64")
    each(to.put(f"add i64 {offset}, {place}"))
    less = to.put(f"sub i32 {left}, 1")
    to.do(f"{after} = and i32 {left}, {less}")
    to.do(f"br label %{head}")
    to.start(done)


_DECLARED = (
    "declare i64 @llvm.smin.i64(i64, i64)",
    "declare i32 @llvm.cttz.i32(i32, i1)",
    "declare <8 x double> @llvm.floor.v8f64(<8 x double>)",
)
