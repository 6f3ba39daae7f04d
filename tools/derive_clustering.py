# SPDX-License-Identifier: EUPL-1.2
"""Makes src/stelsel/engines/cluster/space_*.npz and weights.json anew, from the seen half of the labelled reports and
the reports that were written to learn from, and prints what to expect. Run it after a change of a table.

Then run tools/fit_clustering.py, which sets `e5` and the thresholds of `use` anew on fresh reports.
Each pair of the seen half is scored by a space and by weights that saw neither of its clusters. The topics were written
by somebody who had read 28 reports of that half, some other texts by one who had
read more: what is foretold flatters. The unseen half is not opened.
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
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

import numpy as np  # noqa: E402

from stelsel.engines.cluster import Report, read  # noqa: E402
from stelsel.engines.cluster._groups import joined  # noqa: E402
from stelsel.engines.cluster._pairs import FEATURES, Known, other_trouble  # noqa: E402
from tools.learn_clustering import Learned, Source, centred, learn  # noqa: E402

QUERIES = ROOT / "bench" / "queries"
HERE = ROOT / "src" / "stelsel" / "engines" / "cluster"
HOW = (
    "logistic regression (ridge 3) over the pairs of bench/queries/bottlenecks_seen.json alone, by"
    " tools/derive_clustering.py, each pair as a space sees it that saw neither of its clusters (8 folds, 2 draws);"
    " `least` is where the lower end of the 80% interval of the precision of groups (bootstrap over clusters, weights"
    " that saw neither cluster) reaches 0.9, or else is highest; 99 where that is below 0.8: no groups then;"
    " the unseen half was not used. What follows was set anew on fresh reports, for the seen half foretold too much."
)
RIDGE, FOLDS, DRAWS, PRECISE, LOW, RESAMPLED = 3.0, 8, 2, 0.9, 0.1, 400
USELESS, NEVER = 0.8, 99.0
STEPS, PAIR, SHOWN = np.arange(0, 3.01, 0.25), 3.5, -1.5
Array = Any


def main() -> None:
    """Learns, fits, prints and writes."""
    rows = json.loads((QUERIES / "bottlenecks_seen.json").read_text(encoding="utf-8"))
    kinds = dict(table("bottlenecks_seen_troubles.tsv"))
    seen = [(row["cluster"], kinds[row["cluster"]], row["text"]) for row in rows]
    written = [(one, trouble, text) for one, trouble, _, text in table("bottlenecks_written.tsv")]
    whole, sentences = ([one for one in written if (one[0] == "-") == alone] for alone in (False, True))
    sets = [sourced(seen), sourced(whole), sourced(sentences)]
    weights: dict[str, Any] = {"how": HOW}
    for by in ("e5", "words", "use"):
        of = [told(one, by) for one in sets]
        weights[by] = fitted(by, of)
        if by != "words":
            np.savez_compressed(HERE / f"space_{by}.npz", **{
                name: value.astype(np.float16 if name in ("axes", "troubles") else np.float32)
                for name, value in vars(learn(by, centred(by, of))).items()
            })  # fmt: skip
    (HERE / "weights.json").write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


def table(name: str) -> list[list[str]]:
    """The lines of a table, without its notes."""
    lines = (QUERIES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def sourced(rows: Sequence[tuple[str, str, str]]) -> Source:
    """Rows of bottleneck, trouble and text, read."""
    reports = read([text for _, _, text in rows])
    return Source(reports, np.array([one for one, _, _ in rows]), np.array([one for _, one, _ in rows]))


def told(one: Source, by: str) -> Source:
    """The same reports as if only this encoder were installed."""
    width = {"words": None, "use": -512, "e5": 0}[by]
    reports = [
        replace(each, row=None if width is None or each.row is None else each.row[width:]) for each in one.reports
    ]
    if by == "e5" and any(each.by != "e5" for each in reports):
        raise SystemExit("the extra `cluster` is not installed")
    return replace(one, reports=reports)


def fitted(by: str, sets: Sequence[Source]) -> dict[str, Any]:
    """The weights, and from which odds on."""
    seen = sets[0]
    upper = np.triu_indices(len(seen.reports), 1)
    same = seen.clusters[upper[0]] == seen.clusters[upper[1]]
    drawn, odds = [], []
    learned = centred(by, sets) if by != "words" else None
    for seed in range(DRAWS):
        fold = folds(seen.clusters, seed)
        figures = unseen_figures(by, seen.reports, learned, fold)[upper]
        odds.append(apart(figures, same, fold, upper) - other_trouble(by, figures))
        drawn.append(figures)
    low = foretold(by, np.mean(odds, 0), seen.clusters, upper)
    enough = np.flatnonzero(low >= PRECISE)
    at = int(enough[0]) if len(enough) else int(low.argmax())
    least = float(STEPS[at]) if low[at] >= USELESS else NEVER
    print(f"{by}: {'from' if len(enough) else 'nowhere precise enough, then from'} {least}", flush=True)
    weights = logistic(np.concatenate(drawn), np.tile(same, DRAWS))
    return {
        "weights": {one: round(float(weight), 4) for one, weight in zip(FEATURES[by], weights, strict=False)},
        "constant": round(float(weights[-1]), 4),
        "least": least,
        "pair": PAIR,
        "shown": SHOWN,
    }


def folds(clusters: Array, seed: int) -> Array:
    """A fold for each report, the same for a cluster."""
    names = np.unique(clusters)
    drawn = dict(zip(names, np.random.default_rng(seed).integers(0, FOLDS, len(names)), strict=True))
    return np.array([drawn[one] for one in clusters])


def unseen_figures(by: str, reports: Sequence[Report], learned: Learned | None, fold: Array) -> Array:
    """The figures of all pairs, each by a space that saw neither of its clusters."""
    if learned is None:
        these = Known(reports)
        return these.figures(these)
    figures = np.zeros((len(reports), len(reports), len(FEATURES[by])), np.float32)
    for one, other in _two(FOLDS):
        these = Known(reports, learned=learn(by, learned, ~np.isin(fold, (one, other))))
        pairs = ((fold[:, None] == one) & (fold == other)) | ((fold[:, None] == other) & (fold == one))
        figures[pairs] = these.figures(these)[pairs]
    return figures


def apart(figures: Array, same: Array, fold: Array, upper: Any) -> Array:
    """The log-odds of each pair by weights that saw neither of its clusters."""
    odds = np.zeros(len(same))
    for one, other in _two(FOLDS):
        first, second = fold[upper[0]], fold[upper[1]]
        asked = ((first == one) & (second == other)) | ((first == other) & (second == one))
        known = ~np.isin(first, (one, other)) & ~np.isin(second, (one, other))
        weights = logistic(figures[known], same[known])
        odds[asked] = figures[asked] @ weights[:-1] + weights[-1]
    return odds


def foretold(by: str, odds: Array, clusters: Array, upper: Any) -> Array:
    """For each step the lower end of the interval of the precision of groups; prints it with what is found."""
    square = np.full((len(clusters), len(clusters)), -30.0)
    square[upper] = square.T[upper] = odds
    names, numbers = np.unique(clusters, return_inverse=True)
    dice = np.random.default_rng(7)
    size = len(names)
    counts = np.stack([np.bincount(dice.integers(0, size, size), minlength=size) for _ in range(RESAMPLED)])
    same = clusters[upper[0]] == clusters[upper[1]]
    low = []
    for step in STEPS:
        group = np.arange(len(clusters))
        for members in joined(square, float(step), PAIR):
            group[members] = members[0]
        together = np.flatnonzero(group[upper[0]] == group[upper[1]])
        one, other = numbers[upper[0][together]], numbers[upper[1][together]]
        weight = np.where(same[together], counts[:, one], counts[:, one] * counts[:, other])
        precise = (weight * same[together]).sum(1) / np.maximum(weight.sum(1), 1)
        low.append(float(np.quantile(precise, LOW)))
        right = int(same[together].sum())
        print(f"  {by} from {step:.2f}: precision {right / max(len(together), 1):.3f}, at least {low[-1]:.3f},"
              f" recall {right / same.sum():.3f}")  # fmt: skip
    return np.array(low)


def logistic(figures: Array, same: Array) -> Array:
    """The weights of logistic regression by Newton's method over figures of spread one, the constant last and free."""
    mean, spread = figures.mean(0, dtype=np.float64), figures.std(0, dtype=np.float64) + 1e-9
    scaled = np.hstack([(figures - mean) / spread, np.ones((len(figures), 1))])
    weights, ridge = np.zeros(scaled.shape[1]), np.full(scaled.shape[1], RIDGE)
    ridge[-1] = 1e-6
    for _ in range(30):
        likely = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (likely - same) + ridge * weights
        curve = (scaled * (likely * (1 - likely))[:, None]).T @ scaled + np.diag(ridge)
        weights = weights - np.linalg.solve(curve, slope)
    return np.append(weights[:-1] / spread, weights[-1] - (weights[:-1] * mean / spread).sum())


def _two(count: int) -> Iterator[tuple[int, int]]:
    return ((one, other) for other in range(count) for one in range(other + 1))


if __name__ == "__main__":
    main()
