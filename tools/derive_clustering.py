# SPDX-License-Identifier: EUPL-1.2
"""Makes src/stelsel/engines/cluster/weights.json anew from the seen half of the labelled reports, and prints what to
expect: each pair scored by a model that saw neither of its clusters. Run it after a change of a table.

Who wrote the tables had read the seen half, so they fit it better than they will fit any other. Against that a share of
the concepts is hidden from each cluster, and of the cues from each report, before anything is fitted or measured.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src")]

import numpy as np  # noqa: E402

from stelsel.engines.cluster import Report, read  # noqa: E402
from stelsel.engines.cluster._groups import joined  # noqa: E402
from stelsel.engines.cluster._pairs import FEATURES, Known  # noqa: E402

SEEN = ROOT / "bench" / "queries" / "bottlenecks_seen.json"
FILE = ROOT / "src" / "stelsel" / "engines" / "cluster" / "weights.json"
HOW = (
    "logistic regression (ridge 0.5) over the pairs of bench/queries/bottlenecks_seen.json alone, by"
    " tools/derive_clustering.py; `least` is where the precision of groups over clusters that the model had not seen"
    " (5 folds) reaches 0.93, the mean over none, 30%"
    " and 60% of the concepts and cues hidden; the unseen half was not used"
)
RIDGE, FOLDS, TIMES, HIDDEN, PRECISE = 0.5, 5, 3, 0.3, 0.93
ASKED = (0.0, 0.3, 0.6)
SHOWN = -2.0
STEPS = np.arange(-1, 4.01, 0.25)


def main() -> None:
    """Fits, prints and writes."""
    rows = json.loads(SEEN.read_text(encoding="utf-8"))
    reports = read([row["text"] for row in rows])
    clusters = np.array([row["cluster"] for row in rows])
    table: dict[str, Any] = {"how": HOW}
    for name, some in (
        ("with meaning", reports),
        ("by words alone", tuple(replace(one, row=None) for one in reports)),
    ):
        table[name] = fitted(name, some, clusters)
    FILE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


def fitted(name: str, reports: Sequence[Report], clusters: np.ndarray) -> dict[str, Any]:
    """The weights, and from which odds on."""
    upper = np.triu_indices(len(reports), 1)
    same = clusters[upper[0]] == clusters[upper[1]]
    seen = [_figures(hidden(reports, clusters, HIDDEN, seed), upper) for seed in range(TIMES)]
    precise = np.zeros(len(STEPS))
    for share in ASKED:
        print(f"{name}, {share:.0%} hidden")
        found = np.zeros((len(STEPS), 2))
        for seed in range(TIMES):
            asked = _figures(hidden(reports, clusters, share, 100 + seed), upper)
            odds = np.full((len(reports), len(reports)), -30.0)
            odds[upper] = odds.T[upper] = apart(seen, asked, same, clusters, upper)
            found += [measured(joined(odds, step), clusters) for step in STEPS]
        found /= TIMES
        for step, (right, recalled) in zip(STEPS, found, strict=True):
            print(f"  from {step:5.2f}: precision {right:.3f}, recall {recalled:.3f}")
        precise += found[:, 0] / len(ASKED)
    enough = STEPS[precise >= PRECISE]
    if not len(enough):
        raise SystemExit(f"{name}: nowhere precise enough")
    weights = logistic(np.concatenate(seen), np.tile(same, TIMES))
    return {
        "weights": {one: round(float(weight), 4) for one, weight in zip(FEATURES, weights, strict=False)},
        "constant": round(float(weights[-1]), 4),
        "least": float(enough[0]),
        "shown": SHOWN,
    }


def hidden(reports: Sequence[Report], clusters: np.ndarray, share: float, seed: int) -> list[Report]:
    """The reports without a share of the concepts of their cluster, and of their own cues."""
    dice = np.random.default_rng(seed)
    away = {
        one: {number for report in np.flatnonzero(clusters == one) for number in reports[report].says}
        for one in np.unique(clusters)
    }
    away = {one: {number for number in sorted(some) if dice.random() < share} for one, some in away.items()}
    return [
        replace(
            report,
            says={number: words for number, words in report.says.items() if number not in away[cluster]},
            cues={
                cause: left
                for cause, words in report.cues.items()
                if (left := tuple(word for word in words if dice.random() >= share))
            },
        )
        for report, cluster in zip(reports, clusters, strict=True)
    ]


def apart(
    seen: Sequence[np.ndarray], asked: np.ndarray, same: np.ndarray, clusters: np.ndarray, upper: Any
) -> np.ndarray:
    """The odds of each pair by a model that saw neither of its two clusters."""
    names = np.unique(clusters)
    fold = dict(zip(names, np.random.default_rng(0).permutation(len(names)) % FOLDS, strict=True))
    folds = np.array([fold[one] for one in clusters])
    first, second = folds[upper[0]], folds[upper[1]]
    odds = np.zeros(len(same))
    for one, other in _two(FOLDS):
        rest = ~np.isin(first, (one, other)) & ~np.isin(second, (one, other))
        these = ((first == one) & (second == other)) | ((first == other) & (second == one))
        weights = logistic(np.concatenate([part[rest] for part in seen]), np.tile(same[rest], len(seen)))
        odds[these] = asked[these] @ weights[:-1] + weights[-1]
    return odds


def measured(groups: Sequence[Sequence[int]], clusters: np.ndarray) -> tuple[float, float]:
    """Precision and recall of the pairs that stand in one group."""
    pairs = [(one, other) for group in groups for at, one in enumerate(group) for other in group[:at]]
    right = sum(clusters[one] == clusters[other] for one, other in pairs)
    counts = np.unique(clusters, return_counts=True)[1]
    return right / max(len(pairs), 1), right / (counts * (counts - 1) / 2).sum()


def logistic(figures: np.ndarray, same: np.ndarray) -> np.ndarray:
    """The weights of logistic regression by Newton's method, the constant last and free."""
    figures = np.hstack([figures.astype(np.float64), np.ones((len(figures), 1))])
    weights, ridge = np.zeros(figures.shape[1]), np.full(figures.shape[1], RIDGE)
    ridge[-1] = 1e-6
    for _ in range(30):
        likely = 1 / (1 + np.exp(-figures @ weights))
        slope = figures.T @ (likely - same) + ridge * weights
        curve = (figures * (likely * (1 - likely))[:, None]).T @ figures + np.diag(ridge)
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def _figures(reports: Sequence[Report], upper: Any) -> np.ndarray:
    these = Known(reports)
    return these.figures(these)[upper]


def _two(count: int) -> Iterator[tuple[int, int]]:
    return ((one, other) for other in range(count) for one in range(other + 1))


if __name__ == "__main__":
    main()
