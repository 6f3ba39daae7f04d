# SPDX-License-Identifier: EUPL-1.2
"""Is there an act for which all of these formulas hold? Search with propagation: a comparison that has to hold shrinks
the box, which decides more; what is left is a choice between few parts, the smallest first."""

from collections.abc import Iterable

from stelsel.engines.refinement.formula import AND, OR, Box, Formula, over


def solve(formulas: Iterable[Formula], box: Box) -> Box | None:
    """A box in which all formulas hold everywhere, or None when no act makes them hold."""
    rest = list(formulas)
    box = list(box)
    if not all(box):
        return None
    while True:
        left: list[Formula] = []
        shrunk = False
        stack = rest
        while stack:
            found = over(stack.pop(), box)
            if found is True:
                continue
            if found is False:
                return None
            if found[0] == AND:
                stack.extend(found[1])
            elif found[0] == OR:
                left.append(found)
            else:
                box[found[0]] &= found[1]
                shrunk = True
        rest = left
        if not shrunk:
            break
    if not rest:
        return box
    rest.sort(key=_size, reverse=True)
    choice = rest.pop()
    for part in choice[1]:
        found_box = solve([*rest, part], box)
        if found_box is not None:
            return found_box
    return None


def _size(formula: Formula) -> int:
    return len(formula[1])


def widened(formula: Formula, box: Box, full: Box) -> Box:
    """The same box with every axis as wide as it can be while the formula still holds everywhere in it."""
    wide = list(box)
    for place in range(len(wide)):
        if wide[place] == full[place]:
            continue
        kept, wide[place] = wide[place], full[place]
        if over(formula, wide) is not True:
            wide[place] = kept
    return wide
