# SPDX-License-Identifier: EUPL-1.2
"""Who fits, counted: in three-valued logic over the pool, and the smallest relaxation, found exactly.

A step lowers one need by one level; a need lowered to nothing is dropped. Everything here counts people and none of it
leaves this room uncounted: the callers tell counts in bands only.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stelsel.engines.match import NO, UNKNOWN, YES, Requirement, filter_all
from stelsel.priorities.people.exchange.pool import UNSAID, Pool
from stelsel.priorities.people.kinds import HIGHEST
from stelsel.priorities.people.questions._needs import Need

RUNGS = HIGHEST + 1
NEARER = 0.02
"""How much less a person counts for each need that is missing, when needs are dropped one by one."""


@dataclass(frozen=True)
class Relaxation:
    """Lower these needs (place in the list, from level, to level; 0 drops it): how many then fit, and in how many
    steps. `proven` when no smaller one exists; over three or more needs we only found one that works."""

    changes: tuple[tuple[int, int, int], ...]
    steps: int
    fitting: int
    proven: bool = True


@dataclass(frozen=True)
class Fit:
    """Counts, exact and therefore for inside only: who is considered, who surely fits, who might (surely half of the
    needs, and no need surely missing), who surely holds each need; the smallest relaxation, and the best per need."""

    considered: int
    fitting: int
    possible: int
    holders: tuple[int, ...]
    smallest: Relaxation | None
    single: tuple[Relaxation, ...]


def fit(needs: Sequence[Need], pool: Pool, organisation: str, smallest_group: int) -> Fit:
    """Count over the pool, or over the people of one organisation."""
    inside = pool.within(organisation)
    levels = [pool.levels(need.key)[inside] for need in needs]
    wanted = np.array([need.level for need in needs], dtype=np.int8)
    people = int(inside.sum())
    verdicts = [_verdict(found, need.level) for found, need in zip(levels, needs, strict=True)]
    pairs = zip(needs, verdicts, strict=True)
    found = filter_all([Requirement(need.key, verdict) for need, verdict in pairs], people)
    fitting = len(found.fitting)
    goal = smallest_group if fitting < smallest_group else fitting + smallest_group
    short = np.where(found.table == YES, 0, wanted[:, None] - np.maximum(np.stack(levels), 0))
    counted = _Boxes.of(short, wanted, fitting)
    smallest = counted.smallest(goal)
    if smallest is None and fitting < smallest_group:
        smallest = _one_by_one(short, wanted, goal)
    return Fit(
        considered=people,
        fitting=fitting,
        possible=_possible(found.table, found.only_unknown),
        holders=tuple(int((verdict == YES).sum()) for verdict in verdicts),
        smallest=smallest,
        single=tuple(counted.singles(goal)),
    )


def _verdict(levels: NDArray[np.int8], wanted: int) -> NDArray[np.int8]:
    known = np.where(levels >= wanted, YES, NO)
    found: NDArray[np.int8] = np.where(levels == UNSAID, UNKNOWN, known).astype(np.int8)
    return found


def _possible(verdicts: NDArray[np.int8], open_places: NDArray[np.int64]) -> int:
    """How many of these surely hold at least half of the needs; who said nothing at all is no candidate."""
    held = (verdicts[:, open_places] == YES).sum(axis=0)
    return int((held * 2 >= len(verdicts)).sum())


def _one_by_one(short: NDArray[np.int8], wanted: NDArray[np.int8], goal: int) -> Relaxation | None:
    """Drop needs one by one, each time the one that brings most people closest, until the goal is reached; then take
    back what was not needed. None when nobody is there to fit."""
    if short.shape[1] < goal:
        return None
    open_needs = short > 0
    dropped: list[int] = []
    while (open_needs.sum(axis=0) == 0).sum() < goal:
        missing = open_needs.sum(axis=0)
        gain = [float((NEARER ** (missing - open_needs[need])).sum()) for need in range(len(wanted))]
        rest = [need for need in range(len(wanted)) if need not in dropped]
        dropped.append(max(rest, key=lambda need: (gain[need], -need)))
        open_needs[dropped[-1]] = False
    steps = {need: int(wanted[need]) for need in dropped}
    for need in dropped:
        while steps[need] and _admitted(short, steps | {need: steps[need] - 1}) >= goal:
            steps[need] -= 1
    changes = tuple((need, int(wanted[need]), int(wanted[need]) - by) for need, by in sorted(steps.items()) if by)
    return Relaxation(changes, sum(steps.values()), _admitted(short, steps), proven=False)


def _admitted(short: NDArray[np.int8], steps: dict[int, int]) -> int:
    allowed = np.zeros(len(short), dtype=np.int8)
    for need, by in steps.items():
        allowed[need] = by
    return int((short <= allowed[:, None]).all(axis=0).sum())


@dataclass(frozen=True)
class _Boxes:
    """Who is admitted by lowering one need r steps (`one[i, r]`) or two needs (`two[i, j, r, s]`, i < j), beside
    those who fit already; cumulative over the steps."""

    wanted: NDArray[np.int8]
    fitting: int
    one: NDArray[np.int64]
    two: NDArray[np.int64]

    @classmethod
    def of(cls, short: NDArray[np.int8], wanted: NDArray[np.int8], fitting: int) -> "_Boxes":
        """Count the people who miss one or two needs, by how many steps each falls short (`short`: need by person)."""
        missing = (short > 0).sum(axis=0)
        one = np.zeros((len(wanted), RUNGS), dtype=np.int64)
        two = np.zeros((len(wanted), len(wanted), RUNGS, RUNGS), dtype=np.int64)
        alone, pair = short[:, missing == 1], short[:, missing == 2]
        need, person = np.nonzero(alone)
        np.add.at(one, (need, alone[need, person]), 1)
        if pair.shape[1]:
            need, _ = np.nonzero(pair.T)[::-1]
            first, second = need[0::2], need[1::2]
            people = np.arange(pair.shape[1])
            np.add.at(two, (first, second, pair[first, people], pair[second, people]), 1)
        return cls(wanted, fitting, one.cumsum(axis=1), two.cumsum(axis=2).cumsum(axis=3))

    def singles(self, goal: int) -> list[Relaxation]:
        """Per need the fewest steps that reach the goal, those with the fewest steps and the most people first."""
        found = []
        for need, wanted in enumerate(self.wanted.tolist()):
            for steps in range(1, wanted + 1):
                total = self.fitting + int(self.one[need, steps])
                if total >= goal:
                    found.append(Relaxation(((need, wanted, wanted - steps),), steps, total))
                    break
        return sorted(found, key=lambda item: (item.steps, -item.fitting, item.changes))

    def smallest(self, goal: int) -> Relaxation | None:
        """The fewest steps over one or two needs that reach the goal; of equals the one that admits most."""
        best = next(iter(self.singles(goal)), None)
        total = self.fitting + self.two + self.one[:, None, :, None] + self.one[None, :, None, :]
        rungs = np.arange(RUNGS)
        steps = rungs[:, None] + rungs[None, :]
        lowered = (rungs[None, :] >= 1) & (rungs[None, :] <= self.wanted[:, None])
        allowed = lowered[:, None, :, None] & lowered[None, :, None, :]
        allowed &= np.triu(np.ones((len(self.wanted),) * 2, dtype=np.bool_), 1)[:, :, None, None]
        reached = allowed & (total >= goal)
        if not reached.any():
            return best
        fewest = int(np.broadcast_to(steps, reached.shape)[reached].min())
        if best is not None and best.steps <= fewest:
            return best
        reached &= steps == fewest
        first, second, lower, other = (
            int(x) for x in np.unravel_index(np.where(reached, total, -1).argmax(), total.shape)
        )
        changes = tuple(
            (need, int(self.wanted[need]), int(self.wanted[need]) - by)
            for need, by in ((first, lower), (second, other))
        )
        return Relaxation(changes, fewest, int(total[first, second, lower, other]))
