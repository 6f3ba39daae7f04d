# SPDX-License-Identifier: EUPL-1.2
"""Is there an act for which all of these formulas hold? Search with propagation: a comparison that has to hold shrinks
the box, which decides more; what is left is a choice between few parts, the smallest first."""

from collections.abc import Iterable
from dataclasses import dataclass

from stelsel.engines.refinement.formula import AND, OR, Box, Formula, over
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text

MOST_STEPS = 100_000
"""Parts of formulas laid over a box in one comparison, at most (a second or two). Finding an act is hard in the worst
case; real agreements take a few hundred."""


@dataclass
class Steps:
    """How much of its budget a comparison has spent."""

    left: int = MOST_STEPS

    def take(self) -> None:
        """One step; BadInput when the texts are too tangled to say in reasonable time."""
        self.left -= 1
        if self.left < 0:
            raise bad_input("too-tangled", "", _TANGLED, _TANGLED_CURE)


def solve(formulas: Iterable[Formula], box: Box, steps: Steps) -> Box | None:
    """A box in which all formulas hold everywhere, or None when no act makes them hold. BadInput when `steps` run
    out."""
    rest = list(formulas)
    box = list(box)
    if not all(box):
        return None
    while True:
        left: list[Formula] = []
        shrunk = False
        stack = rest
        while stack:
            steps.take()
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
        found_box = solve([*rest, part], box, steps)
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


_TANGLED = Text(
    nl="Deze regels hangen te sterk samen om ze in redelijke tijd te vergelijken.",
    en="These rules are too tangled to be compared in reasonable time.",
)
_TANGLED_CURE = Text(nl="Verdeel de afspraak in delen.", en="Divide the agreement into parts.")
