# SPDX-License-Identifier: EUPL-1.2
"""Drawing without putting back, and choosing people so that their ages fit the ages that are wished for."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def pick(random: np.random.Generator, weights: Floats, count: int) -> Bools:
    """Which `count` are drawn, each draw in proportion to the weights of who is left (Efraimidis and Spirakis 2006);
    weight 0 comes last."""
    chosen = np.zeros(len(weights), dtype=bool)
    count = min(max(count, 0), len(weights))
    if count:
        keys = random.exponential(size=len(weights)) / np.maximum(weights, 1e-12)
        chosen[np.argpartition(keys, count - 1)[:count]] = True
    return chosen


def fitting(random: np.random.Generator, ages: Ints, wished: Ints, count: int) -> Bools:
    """Which `count` people are drawn so that their ages are spread like `wished`."""
    have = np.bincount(np.clip(ages, 0, 129), minlength=130)
    want = np.bincount(np.clip(wished, 0, 129), minlength=130)
    width = np.array([0.1, 0.25, 0.3, 0.25, 0.1])
    smooth = np.convolve(want, width, mode="same") + 1e-4
    weight = smooth / np.maximum(np.convolve(have, width, mode="same"), 0.5)
    return pick(random, weight[np.clip(ages, 0, 129)] ** 1.5, count)


def matched(left: Floats, right: Floats) -> tuple[Ints, Ints]:
    """Pairs by rank: indexes of left and of right, the lowest with the lowest. Of equal length."""
    return np.argsort(left, kind="stable"), np.argsort(right, kind="stable")


def chance(random: np.random.Generator, share: float, count: int) -> Bools:
    """Each with the same chance."""
    found: Bools = random.random(count) < share
    return found


def around(random: np.random.Generator, name: tuple[float, ...], count: int) -> Floats:
    """Normal numbers with a mean and a spread."""
    found: Floats = random.normal(name[0], name[1], count)
    return found
