# SPDX-License-Identifier: EUPL-1.2
"""The households of one unit in rows: applicant first, then partner, children from old to young, others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from stelsel.engines.synthetic._drawing import Bools, Floats, Ints
from stelsel.engines.synthetic._families import Families
from stelsel.engines.synthetic._roles import People, Roles

ROLES = ("aanvrager", "partner", "kind", "ouder", "medebewoner")
APPLICANT, PARTNER, CHILD, LIVE_IN, CO_RESIDENT = range(5)
HOMES = ("paar", "eenouder", "alleenstaand", "instelling")
COUPLE, SINGLE_PARENT, SINGLE, INSTITUTION = range(4)


@dataclass(frozen=True)
class Rows:
    """One row a person, by household. Of each person: age, sex, household and role. Of each household: its kind,
    its first row and its number of people."""

    age: Ints
    sex: Ints
    home: Ints
    role: Ints
    kind: Ints
    start: Ints
    size: Ints

    @property
    def head(self) -> Ints:
        """The row of the applicant of each household."""
        return self.start

    @property
    def with_partner(self) -> Ints:
        """The households with a partner; the partner's row is the one after the applicant's."""
        return np.flatnonzero(self.kind == COUPLE)

    def per_home(self, values: Floats | Ints | Bools) -> Floats:
        """The sum of a column over each household."""
        found: Floats = np.bincount(self.home, weights=values.astype(np.float64), minlength=len(self.kind))  # type: ignore[assignment]
        return found

    def only(self, homes: Bools) -> Rows:
        """These households alone."""
        keep = homes[self.home]
        number = np.cumsum(homes) - 1
        size = self.size[homes]
        return Rows(
            self.age[keep],
            self.sex[keep],
            number[self.home[keep]],
            self.role[keep],
            self.kind[homes],
            np.cumsum(size) - size,
            size,
        )


def rows(random: np.random.Generator, folk: People, roles: Roles, placed: Families) -> Rows:
    """Everyone in one household, in the order above."""
    couples, parents, singles = len(roles.couples), len(roles.parents), len(roles.singles)
    total = couples + parents + singles + len(roles.institution)
    home = np.empty(len(folk.age), dtype=np.int64)
    role = np.zeros(len(folk.age), dtype=np.int64)
    turned = random.random(couples) < 0.5
    for place in (0, 1):
        home[roles.couples[:, place]] = np.arange(couples)
        role[roles.couples[:, place]] = np.where(turned == (place == 0), PARTNER, APPLICANT)
    home[roles.parents] = couples + np.arange(parents)
    home[roles.singles] = couples + parents + np.arange(singles)
    home[roles.institution] = couples + parents + singles + np.arange(len(roles.institution))
    home[roles.children], role[roles.children] = placed.child_home, np.where(placed.child_fits, CHILD, CO_RESIDENT)
    home[roles.live_in], role[roles.live_in] = placed.live_in_home, np.where(placed.live_in_fits, LIVE_IN, CO_RESIDENT)
    order = np.argsort((home * 8 + role) * 256 + (255 - folk.age), kind="stable")
    home = home[order]
    size = np.bincount(home, minlength=total)
    kind = np.repeat(np.arange(4), [couples, parents, singles, len(roles.institution)])
    return Rows(folk.age[order], folk.sex[order], home, role[order], kind, np.cumsum(size) - size, size)


def drawn(random: np.random.Generator, made: Rows, wanted: float, exact: bool) -> Bools:
    """Which households are drawn to have about `wanted` people: each with the same chance, evenly over sizes. `exact`:
    that number, rounded."""
    order = np.lexsort((random.random(len(made.size)), made.size))
    steps = np.floor(np.arange(1, len(order) + 1) * max(wanted, 0.0) / made.size.sum() + random.random())
    chosen = np.zeros(len(order), dtype=bool)
    chosen[order] = np.diff(steps, prepend=0.0) > 0
    if exact:
        _mend(random, made.size, chosen, round(wanted))
    return chosen


def _mend(random: np.random.Generator, size: Ints, chosen: Bools, wanted: int) -> None:
    """Leaves out or adds households until the number is right: first the largest that does not go past it."""
    by_size = np.lexsort((random.random(len(size)), -size))
    for leaving in (True, False):
        for home in by_size:
            over = int(size[chosen].sum()) - wanted
            if chosen[home] == leaving and size[home] <= (over if leaving else -over):
                chosen[home] = not leaving
