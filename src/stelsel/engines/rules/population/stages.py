# SPDX-License-Identifier: EUPL-1.2
"""The order in which steps can be computed: those of the household, then what is taken together over its lists, then
the steps that need that, and so on."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from stelsel.engines.rules.population.node import Loop, Node, in_order


class Sweep(msgspec.Struct, frozen=True):
    """One pass over the items of a list: the steps for each item, then what is taken together (`totals`)."""

    loop: Loop
    steps: tuple[Node, ...]
    totals: tuple[Node, ...]


class Stage(msgspec.Struct, frozen=True):
    """Steps of the household, then passes over its lists."""

    steps: tuple[Node, ...]
    sweeps: tuple[Sweep, ...]


def stages(roots: Sequence[Node]) -> tuple[Stage, ...]:
    """The stages of all that some steps need. A pass never needs a total of its own stage."""
    order = in_order(roots)
    depth: dict[Node, int] = {}
    for one in order:
        below = max((depth[part] for part in one.args), default=0)
        depth[one] = below + (one.over is not None)
    found: list[Stage] = []
    for at in range(max(depth.values(), default=0) + 1):
        own = tuple(one for one in order if depth[one] == at and one.loop is None and one.over is None)
        totals = [one for one in order if one.over is not None and depth[one] == at + 1]
        sweeps: list[Sweep] = []
        for loop in dict.fromkeys(one.over for one in totals):
            some = tuple(one for one in totals if one.over == loop)
            needed = in_order([part for one in some for part in one.args])
            assert loop is not None
            sweeps.append(Sweep(loop, tuple(one for one in needed if one.loop == loop), some))
        found.append(Stage(own, tuple(sweeps)))
    return tuple(found)
