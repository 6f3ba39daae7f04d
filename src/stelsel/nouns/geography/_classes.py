# SPDX-License-Identifier: EUPL-1.2
"""Few classes for a map: each holds about as many areas; equal values always share a class; unknown stays unknown."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

Number = int | float | Decimal


@dataclass(frozen=True)
class Classes:
    """`of` gives the class of an area, 0 the lowest, None unknown. `bounds` are the lowest and highest value that occur
    in each class, `counts` how many areas it holds; `unknown` counts the areas without a value."""

    of: Mapping[str, int | None]
    bounds: tuple[tuple[Number, Number], ...]
    counts: tuple[int, ...]
    unknown: int


def classes(values: Mapping[str, Number | None], n: int = 5) -> Classes:
    """At most `n` classes by quantiles: a value's class follows from the share of areas with a lower value."""
    assert n >= 1, "at least one class"
    known = sorted(value for value in values.values() if value is not None)
    class_of: dict[Number, int] = {}
    for below, value in enumerate(known):
        class_of.setdefault(value, below * n // len(known))
    used = {old: new for new, old in enumerate(sorted(set(class_of.values())))}
    members: list[list[Number]] = [[] for _ in used]
    for value in known:
        members[used[class_of[value]]].append(value)
    return Classes(
        {area: None if value is None else used[class_of[value]] for area, value in values.items()},
        tuple((group[0], group[-1]) for group in members),
        tuple(len(group) for group in members),
        len(values) - len(known),
    )
