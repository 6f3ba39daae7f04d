# SPDX-License-Identifier: EUPL-1.2
"""One pass over arrays: the program as a function of this machine that reads every cell once and keeps nothing in
between. It is written in the language of LLVM, which makes the function while the program waits."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy

from stelsel.engines.rules.population.kernel_text import KernelText
from stelsel.engines.rules.population.layout import Array, empty_of, layout
from stelsel.engines.rules.population.machine import Machine
from stelsel.engines.rules.population.program import Program
from stelsel.engines.rules.population.specialise import Filling

ANSWERS = ("value", "by", "nothing", "lacks", "doubt")
SHARE = 65_536
"""Households that one processor takes at a time."""
WORTH = 5 * 10**7
"""Steps below which one processor is done before another has begun."""
MANY = 2_000_000
"""Households after which making the roads of most rows costs less time than they save."""
MOST_MADE, FEW = 8, 10
"""Roads that one kernel makes, and the part of the cells below which those that are empty are few."""
Group = tuple[int, int]
"""The first household of a group, and the one after its last."""


class Kernel:
    """A program for arrays in the order of its `layout`. `value` is the lowest number of its array where it is not
    decided, or nothing. The first households go the long way, whose code is made in a moment; after `MANY` those
    without an empty cell get roads of their own. Both give the same."""

    def __init__(self, program: Program, answers: Sequence[str] = ANSWERS) -> None:
        self.layout = layout(program, answers)
        self.text = KernelText(self.layout)
        self._steps = len(program.steps)
        self._made: dict[Filling | None, Machine] = {}
        self._seen = 0

    def machine(self, filling: Filling | None = None) -> Machine:
        """The function, made once: with roads for so many cells filled, or the long way only. BadInput where llvmlite
        is not installed."""
        if filling is not None and filling not in self._made and len(self._made) > MOST_MADE:
            filling = Filling()
        if filling not in self._made:
            self._made[filling] = Machine(self.text.long() if filling is None else self.text.roads(filling))
        return self._made[filling]

    def filling(self, columns: Mapping[str, Array], starts: Mapping[str, Array], group: Group) -> Filling:
        """How many cells are filled in a group of households."""
        full, empty, varied = set[str](), set[str](), set[str]()
        for one in self.layout.columns:
            first, last = (int(starts[one.list][at]) for at in group) if one.list else group
            cells, none = columns[one.name][first:last], empty_of(one)
            if not len(cells) or int(cells.min()) != none:
                full.add(one.name)
            elif int(cells.max()) == none:
                empty.add(one.name)
            elif int(numpy.count_nonzero(cells == none)) > len(cells) // FEW:
                varied.add(one.name)
        return Filling(frozenset(full), frozenset(empty), frozenset(varied))

    def __call__(
        self,
        columns: Mapping[str, Array],
        starts: Mapping[str, Array],
        households: int,
        *,
        groups: Sequence[Group] = (),
        roads: bool | Filling | None = None,
        threads: int | None = None,
    ) -> dict[str, Array]:
        """The answers for all households. `groups` are alike in which cells are filled; `roads` and `threads` say how,
        instead of what pays: `roads` also with what is known of cells, which then is not looked at."""
        self._seen += households
        roads = self._seen > MANY if roads is None else roads
        out = {one.name: numpy.empty(households, dtype=one.type) for one in self.layout.answers}
        arrays = [columns[one.name] for one in self.layout.columns]
        arrays += [*(starts[one] for one in self.layout.lists), *out.values()]
        threads = threads or (len(os.sched_getaffinity(0)) if households * self._steps > WORTH else 1)
        for group in groups or [(0, households)]:
            if group[0] < group[1]:
                found = self.filling(columns, starts, group) if roads is True else roads or None
                run(self.machine(found), arrays, group, threads)
        return out


def run(machine: Machine, arrays: Sequence[Array], group: Group, threads: int) -> None:
    """Runs a function over some households, on so many processors."""
    assert all(one.flags.c_contiguous for one in arrays)
    table = (ctypes.c_void_p * len(arrays))(*(one.ctypes.data for one in arrays))
    first, last = group
    if threads == 1 or last - first <= SHARE:
        machine.run(first, last, table)
        return
    with ThreadPoolExecutor(threads) as pool:
        for _ in pool.map(lambda at: machine.run(at, min(at + SHARE, last), table), range(first, last, SHARE)):
            pass
