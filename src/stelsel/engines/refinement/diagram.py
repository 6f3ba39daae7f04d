# SPDX-License-Identifier: EUPL-1.2
"""What rules mean, written in one way: whoever allows the same acts has the same form, whatever order, ids or words.

The form is a decision diagram over the attributes in order of the alphabet. A node asks one attribute and says for each
set of its values what follows; equal nodes are one, and an attribute that makes no difference is not asked. Sets are
written as values in order, as spans that are joined where they touch, or as all but these values.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from stelsel.engines.refinement.axes import Axis
from stelsel.engines.refinement.formula import Box, Formula, allowed, loosened, over
from stelsel.engines.refinement.model import Rules
from stelsel.engines.refinement.shared_terms import shared
from stelsel.engines.refinement.solve import MOST_STEPS
from stelsel.engines.refinement.taxonomy import Taxonomy
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text

MOST_NODES = 5_000
"""More nodes than this and a text is too tangled to write in one way; and so it is past as many steps as a comparison
may take."""


@dataclass(frozen=True)
class Form:
    """The one form of a text: `allows` is True, False or {"attribute": ..., "cases": [{"values": ..., "then": ...}]};
    `hash` is the SHA-256 of what it allows and of what it would allow without its waivable parts (hex)."""

    allows: Any
    hash: str


def form_of(rules: Rules, taxonomy: Taxonomy | None = None) -> Form:
    """The one form of a text by itself. BadInput when it is too tangled."""
    own = replace(rules, terms={})  # its terms speak of another text
    held = shared(own, Rules(default="deny"), taxonomy or Taxonomy())
    places = dict(held.places)
    strict = _Diagram(held.axes).of(allowed(held.base, held.axes, places))
    loose = _Diagram(held.axes).of(allowed(loosened(held.base), held.axes, places))
    return Form(strict.plain, hashlib.sha256(f"{strict.hash} {loose.hash}".encode()).hexdigest())


@dataclass(frozen=True)
class _Node:
    plain: Any
    hash: str


class _Diagram:
    """Builds the nodes of one formula, axis by axis."""

    def __init__(self, axes: Sequence[Axis]) -> None:
        self.axes = axes
        self.order = sorted(range(len(axes)), key=lambda place: axes[place].name)
        self.full: Box = [axis.full for axis in axes]
        self.made: dict[tuple[int, Formula], _Node] = {}
        self.left = MOST_STEPS

    def of(self, formula: Formula) -> _Node:
        """The node of a whole formula."""
        return self._node(0, over(formula, self.full))

    def _node(self, step: int, formula: Formula) -> _Node:
        if isinstance(formula, bool):
            return _Node(formula, "1" if formula else "0")
        key = (step, formula)
        if key not in self.made:
            if len(self.made) >= MOST_NODES:
                raise _tangled()
            self.made[key] = self._asked(step, formula)
        return self.made[key]

    def _asked(self, step: int, formula: Formula) -> _Node:
        place = self.order[step]
        masks = _masks(formula, place)
        if not masks:
            return self._node(step + 1, formula)
        cases: dict[str, tuple[int, _Node]] = {}
        for part in _split(self.full[place], masks):
            self.left -= 1
            if self.left < 0:
                raise _tangled()
            box = list(self.full)
            box[place] = part
            node = self._node(step + 1, over(formula, box))
            held, _ = cases.get(node.hash, (0, node))
            cases[node.hash] = (held | part, node)
        if len(cases) == 1:
            return next(iter(cases.values()))[1]
        axis = self.axes[place]
        told = [(axis.told(mask), node) for mask, node in cases.values()]
        told.sort(key=lambda case: json.dumps(case[0], sort_keys=True))
        line = json.dumps([axis.name, [[values, node.hash] for values, node in told]], sort_keys=True)
        plain = {"attribute": axis.name, "cases": [{"values": values, "then": node.plain} for values, node in told]}
        return _Node(plain, hashlib.sha256(line.encode()).hexdigest())


def _masks(formula: Formula, place: int) -> set[int]:
    """The sets of cells of one axis that a formula speaks of."""
    if isinstance(formula, bool):
        return set()
    if formula[0] in ("&", "|"):
        return set().union(*(_masks(one, place) for one in formula[1]))
    return {formula[1]} if formula[0] == place else set()


def _split(full: int, masks: set[int]) -> list[int]:
    """The cells in the fewest parts that no mask divides."""
    parts = [full]
    for mask in masks:
        parts = [piece for part in parts for piece in (part & mask, part & ~mask) if piece]
    return parts


def _tangled() -> Exception:
    return bad_input(
        "too-tangled",
        "",
        Text(
            nl="Deze regels hangen te sterk samen om ze op één manier op te schrijven.",
            en="These rules are too tangled to be written in one way.",
        ),
        Text(nl="Verdeel de afspraak in delen.", en="Divide the agreement into parts."),
    )
