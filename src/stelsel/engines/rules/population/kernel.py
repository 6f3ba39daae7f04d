# SPDX-License-Identifier: EUPL-1.2
"""One pass over arrays: the program as a function of this machine that reads every cell once and keeps nothing in
between. It is written in the language of LLVM, which makes the function while the program waits."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy

from stelsel.engines.rules.population.kernel_text import KernelText
from stelsel.engines.rules.population.layout import Array, empty_of, layout
from stelsel.engines.rules.population.machine import Machine
from stelsel.engines.rules.population.program import Program

ANSWERS = ("value", "by", "nothing", "lacks", "doubt")
SHARE = 65_536
"""Households that one processor takes at a time."""


class Kernel:
    """A program for arrays in the order of its `layout`. `value` is the lowest number of its array where it is not
    decided, or nothing."""

    def __init__(self, program: Program, answers: Sequence[str] = ANSWERS) -> None:
        self.layout = layout(program, answers)
        self._made: dict[tuple[frozenset[str], frozenset[str]], Machine] = {}

    def source(self, full: Collection[str] = (), empty: Collection[str] = ()) -> str:
        """The text for LLVM, where the columns of `full` have no empty cell and those of `empty` have no other."""
        return KernelText(self.layout, frozenset(full), frozenset(empty)).text()

    def machine(self, full: Collection[str], empty: Collection[str]) -> Machine:
        """The function for such columns, made once. BadInput where llvmlite is not installed."""
        key = (frozenset(full), frozenset(empty))
        if key not in self._made:
            self._made[key] = Machine(self.source(*key))
        return self._made[key]

    def filled(self, columns: Mapping[str, Array]) -> tuple[set[str], set[str]]:
        """The columns without an empty cell, and those without any other."""
        full, empty = set[str](), set[str]()
        for one in self.layout.columns:
            cells = columns[one.name]
            none = int(numpy.count_nonzero(cells == empty_of(one)))
            if not none:
                full.add(one.name)
            elif none == len(cells):
                empty.add(one.name)
        return full, empty

    def __call__(
        self, columns: Mapping[str, Array], starts: Mapping[str, Array], households: int, *, threads: int | None = None
    ) -> dict[str, Array]:
        """The answers for all households."""
        machine = self.machine(*self.filled(columns))
        out = {one.name: numpy.empty(households, dtype=one.type) for one in self.layout.answers}
        arrays = [columns[one.name] for one in self.layout.columns]
        arrays += [*(starts[one] for one in self.layout.lists), *out.values()]
        run(machine, arrays, households, threads)
        return out


def run(machine: Machine, arrays: Sequence[Array], households: int, threads: int | None = None) -> None:
    """Runs a function over all households, on as many processors as there are."""
    assert all(one.flags.c_contiguous for one in arrays)
    table = (ctypes.c_void_p * len(arrays))(*(one.ctypes.data for one in arrays))
    threads = threads or len(os.sched_getaffinity(0))
    if threads == 1 or households <= SHARE:
        machine.run(0, households, table)
        return
    with ThreadPoolExecutor(threads) as pool:
        for _ in pool.map(lambda first: machine.run(first, min(first + SHARE, households), table),
                          range(0, households, SHARE)):  # fmt: skip
            pass
