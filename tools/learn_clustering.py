# SPDX-License-Identifier: EUPL-1.2
"""Learns the space of src/stelsel/engines/cluster/_space.py from reports with known bottlenecks and troubles:
two-covariance PLDA, with shrunk covariances, and multinomial logistic regression for the troubles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from stelsel.engines.cluster import Report
from stelsel.engines.cluster._near import Near
from stelsel.engines.cluster._space import SHARP, WIDTHS, Space, whole

SIZE, SHRUNK, RIDGE, STEPS = 256, 0.7, 3.0, 120
COUNTS = (1.3, 0.7, 1.0)
"""How much a report of the seen half counts for the troubles, one that was written to learn from, and a sentence."""
Array = Any


@dataclass(frozen=True)
class Source:
    """Reports, the bottleneck of each and its trouble."""

    reports: Sequence[Report]
    clusters: Array
    troubles: Array


@dataclass(frozen=True)
class Learned:
    """What a space is learned from: the seen half, the reports that were written and the sentences, as rows by the
    encoders less their means, on `axes`; and the rows of the seen half as they are."""

    sets: Sequence[Source]
    rows: Sequence[Array]
    means: Array
    axes: Array
    seen: tuple[Array, Array]


def centred(by: str, sets: Sequence[Source]) -> Learned:
    """Sets of reports as rows in the axes along which they differ most."""
    raw = [_raw(one, by) for one in sets]
    every, english = (np.concatenate(some) for some in zip(*raw, strict=True))
    means = np.stack([every[~english].mean(0), every[english].mean(0)]).astype(np.float32)
    bare = Space(means, *[np.zeros(0, np.float32)] * 6)
    rows = [whole(by, bare.less(by, one, of, bare.company(one, of))) for one, of in raw]
    both = np.vstack(rows[:2]).astype(np.float64)
    _, axes = np.linalg.eigh(both.T @ both)
    axes = axes[:, -SIZE:]
    return Learned(sets, [one @ axes for one in rows], means, axes, raw[0])


def learn(by: str, of: Learned, used: Array | None = None) -> Space:
    """The space, from these reports of the seen half and all others."""
    seen, written, sentences = of.rows
    used = np.ones(len(seen), bool) if used is None else used
    rows = np.vstack([written, seen[used]])
    within, between = _spreads(rows, np.concatenate([of.sets[1].clusters, of.sets[0].clusters[used]]))
    turn, differ = _both(within, between)
    names = np.unique(of.sets[2].troubles)
    given = np.concatenate([of.sets[0].troubles[used], of.sets[1].troubles, of.sets[2].troubles])
    count = np.repeat(COUNTS, [used.sum(), len(written), len(sentences)])
    trouble = SHARP * _multinomial(
        SHARP * np.vstack([seen[used], written, sentences]), np.searchsorted(names, given), len(names), count
    )
    spread = (1 + differ) - differ**2 / (1 + differ)
    cross, own = differ / (1 + differ) / spread, (1 / (1 + differ) - 1 / spread) / 2
    told = np.linalg.solve(turn, trouble)
    usual = np.stack([(seen @ trouble).mean(0), (seen @ trouble).std(0)])
    parts = (of.means, of.axes @ turn, cross, own, told, usual, np.zeros(1 + 1 + len(WIDTHS[by])))
    space = Space(*[np.asarray(one, np.float32) for one in parts])
    near = Near(by, *of.seen, None, space)
    return Space(*[*vars(space).values()][:-1], np.array([one.mean() for one in near.crowds], np.float32))


def _raw(one: Source, by: str) -> tuple[Array, Array]:
    width = sum(WIDTHS[by])
    return np.stack([report.row[-width:] for report in one.reports if report.row is not None]), np.array(
        [report.english for report in one.reports]
    )


def _spreads(rows: Array, clusters: Array) -> tuple[Array, Array]:
    """How reports of one bottleneck differ, and how bottlenecks do."""
    inside, free = np.zeros((rows.shape[1],) * 2), 0
    for one in np.unique(clusters):
        some = rows[clusters == one]
        inside += (some - some.mean(0)).T @ (some - some.mean(0))
        free += len(some) - 1
    inside, total = _shrunk(inside / free), _shrunk(rows.T @ rows / len(rows))
    values, along = np.linalg.eigh(total - inside)
    return inside, (along * np.maximum(values, 1e-6)) @ along.T


def _shrunk(spread: Array) -> Array:
    size = len(spread)
    return (1 - SHRUNK) * spread + SHRUNK * np.trace(spread) / size * np.eye(size)


def _both(within: Array, between: Array) -> tuple[Array, Array]:
    """Axes in which `within` is one and `between` is diagonal, and that diagonal."""
    values, along = np.linalg.eigh(within)
    white = along / np.sqrt(values)
    differ, turned = np.linalg.eigh(white.T @ between @ white)
    return white @ turned, np.maximum(differ, 1e-9)


def _multinomial(rows: Array, kinds: Array, count: int, weight: Array) -> Array:
    """Multinomial logistic regression by accelerated gradients (Nesterov)."""
    weight = weight / weight.sum()
    truth = np.eye(count)[kinds]
    steep = 0.5 * np.linalg.norm(rows * np.sqrt(weight)[:, None], 2) ** 2 + RIDGE / len(rows)
    fitted = ahead = np.zeros((rows.shape[1], count))
    for step in range(STEPS):
        odds = rows @ ahead
        likely = np.exp(odds - odds.max(1, keepdims=True))
        likely /= likely.sum(1, keepdims=True)
        slope = rows.T @ ((likely - truth) * weight[:, None]) + RIDGE / len(rows) * ahead
        new = ahead - slope / steep
        ahead = new + step / (step + 3) * (new - fitted)
        fitted = new
    return fitted
