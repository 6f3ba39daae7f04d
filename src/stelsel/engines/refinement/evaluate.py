# SPDX-License-Identifier: EUPL-1.2
"""May this act happen under these rules? Straight from the text, without axes: what a gate asks, and what replays every
counterexample. An attribute that the act does not tell is unknown, and unknown never passes for yes."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from stelsel.engines.refinement._plain_attributes import number_or_day, said
from stelsel.engines.refinement.model import All, Atom, Condition, Not, Rules, Scalar
from stelsel.engines.refinement.operators import NEGATED
from stelsel.engines.refinement.taxonomy import Taxonomy

Act = Mapping[str, Any]
"""A value for each attribute: text, number, yes or no, or a day (ISO 8601)."""


@dataclass(frozen=True)
class Ruling:
    """Whether an act is allowed (None: unknown), the rules that make it so, and the attributes that were missing.
    `permissions` hold; `prohibitions` hold without their exception; `duties` apply and are not met."""

    allowed: bool | None
    permissions: tuple[str, ...] = ()
    prohibitions: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def ruling(rules: Rules, act: Act, taxonomy: Taxonomy) -> Ruling:
    """What the rules say of an act, in their own terms."""
    missing: dict[str, None] = {}

    def holds(condition: Condition) -> bool | None:
        return _holds(condition, act, taxonomy, missing)

    permitted = [(one.id, holds(one.when)) for one in rules.permissions]
    forbidden = [(one.id, _both(holds(one.when), _no(holds(one.unless)))) for one in rules.prohibitions]
    unmet = [(one.id, _both(holds(one.when), _no(holds(one.must)))) for one in rules.duties]
    may = True if rules.default == "permit" else _some([held for _, held in permitted])
    against = _some([held for _, held in (*forbidden, *unmet)])
    return Ruling(
        _both(may, _no(against)),
        tuple(name for name, held in permitted if held),
        tuple(name for name, held in forbidden if held),
        tuple(name for name, held in unmet if held),
        tuple(missing),
    )


def _no(held: bool | None) -> bool | None:
    return None if held is None else not held


def _both(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def _some(held: list[bool | None]) -> bool | None:
    if any(held):
        return True
    return None if any(one is None for one in held) else False


def _holds(condition: Condition, act: Act, taxonomy: Taxonomy, missing: dict[str, None]) -> bool | None:
    if isinstance(condition, Atom):
        value = act.get(condition.attribute)
        if value is None:
            missing[condition.attribute] = None
            return None
        return compared(condition, value, taxonomy)
    if isinstance(condition, Not):
        return _no(_holds(condition.part, act, taxonomy, missing))
    parts = [_holds(one, act, taxonomy, missing) for one in condition.parts]
    if isinstance(condition, All):
        return _no(_some([_no(one) for one in parts]))
    return _some(parts)


def compared(atom: Atom, value: Any, taxonomy: Taxonomy) -> bool:
    """Whether a comparison holds for a value."""
    if atom.op in ("lt", "lteq", "gt", "gteq"):
        mine, bound = number_or_day(value), number_or_day(atom.values[0])
        if mine is None or bound is None:
            return False
        return bool({"lt": mine < bound, "lteq": mine <= bound, "gt": mine > bound, "gteq": mine >= bound}[atom.op])
    held = any(_same(value, one) for one in atom.values)
    if atom.op in NEGATED:
        return not held
    if atom.op == "isA":
        return held or any(said(one) in taxonomy.above(said(value)) for one in atom.values)
    if atom.op == "hasPart":
        return held or any(said(value) in taxonomy.above(said(one)) for one in atom.values)
    if atom.op == "isAllOf":
        return all(_same(value, one) or said(one) in taxonomy.above(said(value)) for one in atom.values)
    return held


def _same(value: Any, other: Scalar | bool) -> bool:
    if isinstance(other, Fraction):
        return number_or_day(value) == other
    return said(value) == said(other)
