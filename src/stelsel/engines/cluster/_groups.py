# SPDX-License-Identifier: EUPL-1.2
"""Groups of reports from the odds of their pairs: the two groups that are likeliest on average are joined, as long as
that average is high enough and no pair among them is unlikely, so that a chain of neighbours makes no group."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
NEVER = -1e9
BELOW = 3.0
"""How far the odds of the least likely pair of a group may lie below what the average must reach."""


def joined(odds: Floats | NDArray[np.float64], least: float, pair: float) -> list[list[int]]:
    """All groups of two or more, by number, each sorted; `odds` is square and symmetric. Two reports alone bear each
    other out no further, so they must reach `pair`."""
    mean, worst = odds.astype(np.float64), odds.astype(np.float64)
    np.fill_diagonal(mean, NEVER)
    members: list[list[int]] = [[at] for at in range(len(mean))]
    mean[(worst < least - BELOW) & (mean > NEVER)] = NEVER
    best = mean.max(1, initial=NEVER)
    while len(best) and best.max() >= least:
        one = int(best.argmax())
        other = int(mean[one].argmax())
        _join(mean, worst, members, one, other, least)
        best = mean.max(1)
    whole = [sorted(one) for one in members if len(one) > 2 or (len(one) == 2 and odds[one[0], one[1]] >= pair)]
    return sorted(whole)


def _join(mean: Floats | NDArray[np.float64], worst: NDArray[np.float64], members: list[list[int]],
          one: int, other: int, least: float) -> None:  # fmt: skip
    """Brings `other` into `one`; a pair of groups that must not be joined stays so."""
    sizes = len(members[one]), len(members[other])
    apart = (mean[one] <= NEVER) | (mean[other] <= NEVER)
    row = (sizes[0] * mean[one] + sizes[1] * mean[other]) / sum(sizes)
    worst[one] = worst[:, one] = np.minimum(worst[one], worst[other])
    row[apart | (worst[one] < least - BELOW)] = NEVER
    mean[one] = mean[:, one] = row
    mean[one, one] = NEVER
    mean[other] = mean[:, other] = NEVER
    members[one] += members[other]
    members[other] = []
