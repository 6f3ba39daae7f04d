# SPDX-License-Identifier: EUPL-1.2
"""Fits the weights of `e5` in src/stelsel/engines/cluster/weights.json on reports that nothing else learned from
(bench/queries/bottlenecks_fresh.json), and prints what to expect of them. Run it after tools/derive_clustering.py.

Expected is what comes out where each pair is weighed by models that saw not both of its bottlenecks. Two thresholds are
chosen with it: what the average of a group must reach, and what two reports alone must. `use` keeps the weights of
tools/derive_clustering.py, which saw none of these reports; only its thresholds are chosen here.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

import numpy as np  # noqa: E402

from stelsel.engines.cluster import Known, known  # noqa: E402
from stelsel.engines.cluster._groups import joined  # noqa: E402
from stelsel.engines.cluster._pairs import FEATURES  # noqa: E402
from stelsel.engines.cluster._space import WIDTHS  # noqa: E402

FRESH = ROOT / "bench" / "queries" / "bottlenecks_fresh.json"
WEIGHTS = ROOT / "src" / "stelsel" / "engines" / "cluster" / "weights.json"
BY, RIDGE, FOLDS, DRAWS, SEED, STEPS = "e5", 1.0, 6, 10, 3, 25
LEAST, PAIR, SHOWN = 1.4, 1.4, -1.5
SECOND = {"least": 2.5, "pair": 3.5}
"""Where the house's own encoder stands alone. Weights and space of the seen half foretold that 0.75 was enough."""
HOW = (
    "`e5`: logistic regression (ridge 1, features at unit scale) over the pairs of bench/queries/bottlenecks_fresh.json"
    " alone, by tools/fit_clustering.py; `least` and `pair` chosen there, pairs weighed by models that saw not both of"
    " their bottlenecks. `use` alone: weights of the seen half, `least` and `pair` chosen on the same reports, where"
    " 9 of 9 pairs are right (with `least` 0.75, which the seen half foretold to be enough, 12 of 19)"
)
Array = Any


def main() -> None:
    """Fits, prints and writes."""
    rows = json.loads(FRESH.read_text(encoding="utf-8"))
    reports = known([row["text"] for row in rows])
    assert reports.by == BY, "run this with the extra `cluster`"
    figures = reports.figures(reports).astype(float)
    names = sorted({row["cluster"] for row in rows})
    cluster = np.array([names.index(row["cluster"]) for row in rows])
    same = cluster[:, None] == cluster[None, :]
    foretold(held_out(figures, same, cluster, len(names)), same)
    second = Known([replace(one, row=one.row[-WIDTHS["use"][0] :]) for one in reports.reports if one.row is not None])
    assert len(second.reports) == len(rows), "something is said in each"
    told("use", second.odds(second), same, 0.75, SECOND["pair"])
    told("use", second.odds(second), same, **SECOND)
    upper = np.triu_indices(len(rows), 1)
    weights, constant = fit(figures[upper], same[upper])
    table = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    table["how"] = f"{table['how'].split(' `e5`: ')[0]} {HOW}"
    table[BY] = {
        "weights": {name: round(float(one), 4) for name, one in zip(FEATURES[BY], weights, strict=True)},
        "constant": round(float(constant), 4),
        "least": LEAST,
        "pair": PAIR,
        "shown": SHOWN,
        "less": 0.0,
    }
    table["use"] |= SECOND
    WEIGHTS.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def fit(figures: Array, same: Array) -> tuple[Array, float]:
    """Weights of the figures as they are, and the constant: Newton's method on standardised figures."""
    mean, scale = figures.mean(0), figures.std(0) + 1e-9
    rows = np.c_[(figures - mean) / scale, np.ones(len(figures))]
    held = np.diag([RIDGE] * figures.shape[1] + [1e-9])
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-rows @ weights))
        curve = (rows * (likely * (1 - likely))[:, None]).T @ rows + held
        weights = weights - np.linalg.solve(curve, rows.T @ (likely - same) + held @ weights)
    own = weights[:-1] / scale
    return own, float(weights[-1] - own @ mean)


def held_out(figures: Array, same: Array, cluster: Array, count: int) -> Array:
    """The log-odds of each pair, the mean of models that saw not both of its bottlenecks."""
    dice, total, times = np.random.default_rng(SEED), np.zeros(same.shape), np.zeros(same.shape)
    for _ in range(DRAWS):
        for fold in np.array_split(dice.permutation(count), FOLDS):
            test = np.isin(cluster, fold)
            inside = np.ix_(~test, ~test)
            upper = np.triu_indices(int((~test).sum()), 1)
            weights, constant = fit(figures[inside][upper], same[inside][upper])
            outside = test[:, None] | test[None, :]
            total += np.where(outside, figures @ weights + constant, 0)
            times += outside
    odds = total / times.clip(1)
    return (odds + odds.T) / 2


def foretold(odds: Array, same: Array) -> None:
    """Prints precision and recall of pairs at the thresholds chosen and around them."""
    for least, pair in ((LEAST - 0.4, PAIR - 0.4), (LEAST, PAIR), (LEAST + 0.4, PAIR + 0.4)):
        told(BY, odds, same, least, pair)


def told(by: str, odds: Array, same: Array, least: float, pair: float) -> None:
    """Prints how many pairs come out at these thresholds, and how many of them are right."""
    whole = int(same[np.triu_indices(len(same), 1)].sum())
    pairs = [(a, b) for group in joined(odds, least, pair) for at, a in enumerate(group) for b in group[at + 1 :]]
    right = sum(bool(same[a, b]) for a, b in pairs)
    print(f"{by}, least {least:.2f} pair {pair:.2f}: {right} of {len(pairs)} pairs right, of {whole}")


if __name__ == "__main__":
    main()
