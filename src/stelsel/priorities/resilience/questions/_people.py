# SPDX-License-Identifier: EUPL-1.2
"""How many people some systems reach, without counting anybody twice where it is stated who they are."""

from collections.abc import Iterable
from dataclasses import dataclass

from stelsel.nouns.system import System


@dataclass(frozen=True)
class People:
    """`least` and `most` bound how many people are reached, unit persons. `most` is None when the figure of a system
    is unknown; `unknown` counts those systems."""

    least: int
    most: int | None
    unknown: int


def people(systems: Iterable[tuple[str, str, System]]) -> People:
    """The people of (address, publisher, system). Systems of one publisher with the same group count once, with the
    largest figure. Groups may overlap: at least the largest group is reached, at most all together."""
    groups: dict[tuple[str, str], int] = {}
    unknown = 0
    for address, publisher, body in systems:
        if body.people_reached is None:
            unknown += 1
            continue
        key = (publisher, f"group:{body.people_group.casefold()}") if body.people_group else ("", address)
        groups[key] = max(groups.get(key, 0), body.people_reached)
    most = sum(groups.values())
    return People(max(groups.values(), default=0), None if unknown else most, unknown)
