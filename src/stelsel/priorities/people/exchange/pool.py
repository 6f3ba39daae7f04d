# SPDX-License-Identifier: EUPL-1.2
"""An invented pool of people, as a file: made from a seed and from role profiles, read only inside a question.

Nobody in it exists. The file has one opaque number a person; reading it drops even that. It is no entry, it is stored
nowhere, and it makes room for the real thing: private files (dossiers) that their owner opens.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stelsel.kernel import documents, table
from stelsel.kernel.text import Text
from stelsel.priorities.people.kinds import HIGHEST

SEED = 20_261_124
SIZE = 6_000
ORGANISATIONS = ("gemeente-voorbeeldstad", "provincie-voorbeeldland", "waterschap-voorbeeldwater")
SHARES = (50, 30, 20)
"""Percent of the pool that each invented organisation has."""

COLUMNS = ("person", "organisation", "skills")
LABEL = Text(nl="verzonnen proefgroep", en="invented test pool")
UNSAID = -1
"""A skill of which a person said nothing: unknown, not absent. Level 0 is surely not."""

Asked = Sequence[tuple[str, int, bool]]
"""What a role asks: key of the skill, level, essential."""

_MASK = (1 << 64) - 1


class Dice:
    """A small stream of numbers from a seed (splitmix64): the same everywhere and always."""

    def __init__(self, seed: int) -> None:
        self._state = seed & _MASK

    def below(self, limit: int) -> int:
        """A whole number from 0 up to but not including `limit`."""
        self._state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        mixed = self._state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
        return (mixed ^ (mixed >> 31)) % limit

    def percent(self, chance: int) -> bool:
        """True in `chance` of a hundred throws."""
        return self.below(100) < chance


def generate(roles: Sequence[Asked], seed: int = SEED, size: int = SIZE) -> bytes:
    """The pool as a CSV file of `size` people, each shaped after one of these roles; only a header without roles."""
    dice = Dice(seed)
    people = (_person(dice, number, roles) for number in range(1, size + 1)) if roles else iter(())
    return documents.table(COLUMNS, people)


def _person(dice: Dice, number: int, roles: Sequence[Asked]) -> tuple[str, str, str]:
    ready, ahead = dice.percent(45), dice.percent(20)
    organisation = ORGANISATIONS[_share(dice.below(100))]
    skills = "|".join(f"{key}={level}" for key, level in _skills(dice, roles[dice.below(len(roles))], ready, ahead))
    return f"v-{number:06d}", organisation, skills


def _share(throw: int) -> int:
    return 0 if throw < SHARES[0] else 1 if throw < SHARES[0] + SHARES[1] else 2


def _skills(dice: Dice, asked: Asked, ready: bool, ahead: bool) -> Iterator[tuple[str, int]]:
    """The skills of one person: whoever is ready has all that is essential; the others miss some, know some less well,
    or did not say."""
    for key, level, essential in asked:
        if not essential and not dice.percent(20):
            continue
        throw = dice.below(100)
        if ready or throw < 70:
            yield key, min(HIGHEST, level + (1 if ahead else 0))
        elif throw < 85:
            yield key, level - 1
        elif throw < 92:
            yield key, 0


@dataclass(frozen=True)
class Pool:
    """A pool without people: per skill who has which level, by place; per place the organisation. Places mean nothing
    outside the question that reads the file. `refused` counts rows that did not fit."""

    size: int
    organisations: tuple[str, ...]
    organisation: NDArray[np.int16]
    holders: dict[str, tuple[NDArray[np.int32], NDArray[np.int8]]]
    refused: int

    def levels(self, skill: str) -> NDArray[np.int8]:
        """The level of everybody for a skill; -1 where it was not said."""
        found = np.full(self.size, UNSAID, dtype=np.int8)
        if skill in self.holders:
            places, levels = self.holders[skill]
            found[places] = levels
        return found

    def within(self, organisation: str) -> NDArray[np.bool_]:
        """Who belongs to an organisation; everybody without a name."""
        if not organisation:
            return np.ones(self.size, dtype=np.bool_)
        if organisation not in self.organisations:
            return np.zeros(self.size, dtype=np.bool_)
        found: NDArray[np.bool_] = self.organisation == self.organisations.index(organisation)
        return found


def read(raw: bytes, file: str = "pool.csv") -> Pool:
    """The pool in a file; BadInput for a file of another shape. Rows that do not fit are counted and left out."""
    organisations: dict[str, int] = {}
    where: list[int] = []
    holders: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    refused = 0
    for _, cells in table.rows(raw, file, COLUMNS, own=True):
        skills = None if cells is None else _levels(cells["skills"])
        if cells is None or skills is None:
            refused += 1
            continue
        for key, level in skills.items():
            holders[key][0].append(len(where))
            holders[key][1].append(level)
        where.append(organisations.setdefault(cells["organisation"], len(organisations)))
    arrays = {
        key: (np.array(places, dtype=np.int32), np.array(levels, dtype=np.int8))
        for key, (places, levels) in holders.items()
    }
    return Pool(len(where), tuple(organisations), np.array(where, dtype=np.int16), arrays, refused)


def _levels(cell: str) -> dict[str, int] | None:
    """Level by skill; None when a part is no skill with a level."""
    found: dict[str, int] = {}
    for part in cell.split("|") if cell else ():
        key, _, level = part.rpartition("=")
        if not key or len(level) != 1 or not "0" <= level <= str(HIGHEST):
            return None
        found[key] = int(level)
    return found
