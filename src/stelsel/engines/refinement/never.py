# SPDX-License-Identifier: EUPL-1.2
"""Rules that contradict themselves: a permission that never holds, a duty that nobody can meet, a text that allows
nothing at all."""

from typing import Literal

from stelsel.engines.refinement.formula import allowed, compiled
from stelsel.engines.refinement.model import ALWAYS, NEVER, Condition, Rules
from stelsel.engines.refinement.shared_terms import shared
from stelsel.engines.refinement.solve import Steps, solve
from stelsel.engines.refinement.taxonomy import Taxonomy

Contradiction = Literal["permission never holds", "prohibition never holds", "duty cannot be met", "allows nothing"]


def contradictions(rules: Rules, taxonomy: Taxonomy | None = None) -> tuple[tuple[Contradiction, str], ...]:
    """Each contradiction with the id of its rule (empty for the whole text). A duty cannot be met when it applies to
    some act and for none of those holds what it asks. BadInput where the text uses what it does not declare."""
    held = shared(rules, Rules(default="deny"), taxonomy or Taxonomy())
    places, full, steps = dict(held.places), [axis.full for axis in held.axes], Steps()

    def can(*conditions: Condition) -> bool:
        return solve([compiled(one, held.axes, places) for one in conditions], full, steps) is not None

    found: list[tuple[Contradiction, str]] = []
    base = held.base
    found += [("permission never holds", one.id) for one in base.permissions if one.when != NEVER and not can(one.when)]
    found += [
        ("prohibition never holds", one.id) for one in base.prohibitions if one.when != NEVER and not can(one.when)
    ]
    found += [
        ("duty cannot be met", one.id)
        for one in base.duties
        if one.must != ALWAYS and can(one.when) and not can(one.when, one.must)
    ]
    whole = allowed(base, held.axes, places)
    if (base.permissions or base.default == "permit") and solve([whole], full, steps) is None:
        found.append(("allows nothing", ""))
    return tuple(found)
