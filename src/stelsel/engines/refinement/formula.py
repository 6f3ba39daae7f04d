# SPDX-License-Identifier: EUPL-1.2
"""Conditions as formulas over cells, without "not": a comparison is (axis, cells), and a set of cells has a complement.

A formula is True, False, a comparison (axis, cells), or (AND, parts) or (OR, parts). A *box* has a set of cells for
each axis; a formula over a box is certain, impossible, or smaller than it was.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Literal

from stelsel.engines.refinement.axes import Axis
from stelsel.engines.refinement.model import ALWAYS, All, Atom, Condition, Not, Rules, Some

AND, OR = "&", "|"
Broken = Literal["permission", "prohibition", "duty"]
Formula = Any
"""bool | tuple[int, int] | tuple[str, tuple[Formula, ...]]; mypy cannot follow such a recursive union well."""
Box = list[int]


def compiled(condition: Condition, axes: Sequence[Axis], places: dict[str, int], holds: bool = True) -> Formula:
    """The formula of a condition, or of its opposite."""
    if isinstance(condition, Atom):
        place = places[condition.attribute]
        axis = axes[place]
        mask = axis.mask(condition)
        return _comparison(place, mask if holds else axis.full & ~mask, axis.full)
    if isinstance(condition, Not):
        return compiled(condition.part, axes, places, not holds)
    parts = [compiled(one, axes, places, holds) for one in condition.parts]
    return both(parts) if isinstance(condition, All) == holds else either(parts)


def _comparison(place: int, mask: int, full: int) -> Formula:
    return False if not mask else True if mask == full else (place, mask)


def both(parts: Iterable[Formula]) -> Formula:
    """All of them: comparisons of one axis become one."""
    masks: dict[int, int] = {}
    rest: list[Formula] = []
    for part in _flat(parts, AND):
        if part is True:
            continue
        if part is False:
            return False
        if part[0] == OR:
            rest.append(part)
            continue
        place, mask = part
        masks[place] = masks.get(place, -1) & mask
        if not masks[place]:
            return False
    return _joined(AND, [*masks.items(), *dict.fromkeys(rest)], True)


def either(parts: Iterable[Formula]) -> Formula:
    """At least one of them. A comparison that becomes certain by joining is found when a box is laid over it."""
    masks: dict[int, int] = {}
    rest: list[Formula] = []
    for part in _flat(parts, OR):
        if part is False:
            continue
        if part is True:
            return True
        if part[0] == AND:
            rest.append(part)
            continue
        place, mask = part
        masks[place] = masks.get(place, 0) | mask
    return _joined(OR, [*masks.items(), *dict.fromkeys(rest)], False)


def _flat(parts: Iterable[Formula], join: str) -> Iterable[Formula]:
    for part in parts:
        if isinstance(part, tuple) and part[0] == join:
            yield from part[1]
        else:
            yield part


def _joined(join: str, parts: list[Formula], empty: bool) -> Formula:
    if not parts:
        return empty
    return parts[0] if len(parts) == 1 else (join, tuple(parts))


def over(formula: Formula, box: Box) -> Formula:
    """The formula within a box: True where it holds everywhere, False where it holds nowhere, else what is left."""
    if isinstance(formula, bool):
        return formula
    head = formula[0]
    if head == AND:
        return both(over(part, box) for part in formula[1])
    if head == OR:
        return either(over(part, box) for part in formula[1])
    here = box[head]
    held = formula[1] & here
    return False if not held else True if held == here else (head, held)


def allowed(rules: Rules, axes: Sequence[Axis], places: dict[str, int]) -> Formula:
    """When a text allows an act."""
    parts: list[Formula] = []
    if rules.default == "deny":
        parts.append(either(compiled(one.when, axes, places) for one in rules.permissions))
    for prohibition in rules.prohibitions:
        parts.append(compiled(Some((Not(prohibition.when), prohibition.unless)), axes, places))
    for duty in rules.duties:
        parts.append(compiled(Some((Not(duty.when), duty.must)), axes, places))
    return both(parts)


def broken_by_rule(rules: Rules, axes: Sequence[Axis], places: dict[str, int]) -> list[tuple[Broken, str, Formula]]:
    """When a text does not allow an act, for each reason apart: ("permission", "", no permission holds),
    ("prohibition", id, it holds without its exception), ("duty", id, it applies and is not met)."""
    found: list[tuple[Broken, str, Formula]] = []
    if rules.default == "deny":
        none = both(compiled(one.when, axes, places, holds=False) for one in rules.permissions)
        found.append(("permission", "", none))
    for prohibition in rules.prohibitions:
        condition = All((prohibition.when, Not(prohibition.unless)))
        found.append(("prohibition", prohibition.id, compiled(condition, axes, places)))
    for duty in rules.duties:
        found.append(("duty", duty.id, compiled(All((duty.when, Not(duty.must))), axes, places)))
    return found


def loosened(rules: Rules) -> Rules:
    """A base without what it lets other texts leave out."""
    return replace(
        rules,
        permissions=tuple(replace(one, when=_loose(one.when, True)) for one in rules.permissions),
        prohibitions=tuple(
            replace(one, when=_loose(one.when, False), unless=_loose(one.unless, True))
            for one in rules.prohibitions
            if not one.waivable
        ),
        duties=tuple(
            replace(one, when=_loose(one.when, False), must=_loose(one.must, True))
            for one in rules.duties
            if not one.waivable
        ),
    )


def _loose(condition: Condition, more: bool) -> Condition:
    """A condition without its waivable parts, where leaving them out allows more."""
    if condition.waivable and more:
        return ALWAYS
    if isinstance(condition, Atom):
        return condition
    if isinstance(condition, Not):
        return Not(_loose(condition.part, not more))
    return type(condition)(tuple(_loose(one, more) for one in condition.parts))
