# SPDX-License-Identifier: EUPL-1.2
"""The households that the cells of the applicant decide, whatever those of others say: most people who are alone. Their
steps are far fewer, and the table of persons need not be joined with itself."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from stelsel.engines.rules.population.node import Graph, Node, in_order, text_of
from stelsel.engines.rules.population.program import Program
from stelsel.engines.rules.population.specialise import MOST_STEPS, Assumed, Filling, Road, filled, roads, whole

APPLICANT = "aanvrager"
LEAST_STEPS, LEAST_SHARE = 150, 8
"""Smaller programs are done sooner than read twice, and steps fewer than this part are of too few households."""


class Alone(msgspec.Struct, frozen=True):
    """The program for households in which the columns `filled` are, and those `assumed` say so."""

    program: Program
    filled: frozenset[str]
    assumed: Assumed


def alone(program: Program, needed: Sequence[Node]) -> Alone | None:
    """The program for who is decided alone, where that pays. `needed`: the steps of what is asked."""
    steps = in_order(needed)
    if not LEAST_STEPS <= len(steps) <= MOST_STEPS or any(one.over is not None for one in steps):
        return None
    every = frozenset(one.name for one in program.columns)
    own = frozenset(one.name for one in program.columns if one.person in ("", APPLICANT) and not one.list)
    graph = Graph()
    decided = graph.both(program.known, graph.no(program.nothing))
    roots, filling = (*program.roots, program.known), Filling(full=own, varied=every - own)
    kept = whole(roots, decided, filling)
    some = (kept, *roads(kept, filling))
    best = max((one for one in some if _cells(one.roots) <= own), key=Road.size, default=None)
    if best is None or best.size() * LEAST_SHARE < kept.size():
        return None
    read = _cells(best.roots).union(best.assumed)
    for full in (read, own):  # a cell that is not read may be empty too, where that changes nothing
        made = filled(roots, Filling(full=full, varied=every - full), best.assumed)
        if _cells(made) <= full and any(one.startswith(f"{APPLICANT}.") for one in full):
            return Alone(_with(program, made), full, best.assumed)
    return None


def _with(program: Program, roots: Sequence[Node]) -> Program:
    """The same program with other steps: its roots, and `known`."""
    by = ("by",) if program.by is not None else ()
    names = ("value", *by, "nothing", "lacks", "doubt", "known")
    return msgspec.structs.replace(program, **dict(zip(names, roots, strict=True)))


def _cells(roots: Sequence[Node]) -> frozenset[str]:
    """The columns that some steps read."""
    return frozenset(text_of(one) for one in in_order(roots) if one.op in ("col", "null", "isno"))
