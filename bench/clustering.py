# SPDX-License-Identifier: EUPL-1.2
"""Claim `clustering`: which reports of a bottleneck in data are the same one, in Dutch and English, in own words. The
labelled reports (bench/queries/bottlenecks.md) were written by hand before anything was tuned and blind to the code;
clusters lie whole in one half. Weights, tables and the space know the seen half and
bench/queries/bottlenecks_written.tsv alone. Ours runs with what the checks have, which is the extra `cluster` too where
its wheel runs. The peer is scikit-learn's TF-IDF with the same kind of grouping, tuned for F1 on the seen half. The
figures are of the unseen half, where not said otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from bench.harness import Bar, Claim, Result, ours, peer
from tools.environment import ROOT

CLAIM = Claim(
    name="clustering",
    what="pairwise F1 of grouping unseen reports of the same bottleneck, less that of TF-IDF tuned on the seen half",
    unit="F1",
    bar=Bar(1.0, side="at least"),
)
SETS = ROOT / "bench" / "queries"
AHEAD, PRECISE, MOST_MS = 0.10, 0.90, 100
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
Rows = list[dict[str, Any]]


def rows(half: str) -> Rows:
    """The labelled reports of a half."""
    found: Rows = json.loads((SETS / f"bottlenecks_{half}.json").read_text(encoding="utf-8"))
    return found


def scores(
    groups: Sequence[int], labelled: Rows, among: Callable[[str, str], bool] = lambda one, other: True
) -> tuple[float, float, float]:
    """Precision, recall and F1 of the pairs that stand in one group, among pairs of two languages."""
    right = joined = same = 0
    for at, one in enumerate(labelled):
        for other in range(at):
            if among(one["language"], labelled[other]["language"]):
                together, alike = groups[at] == groups[other], one["cluster"] == labelled[other]["cluster"]
                right, joined, same = right + (together and alike), joined + together, same + alike
    return right / max(joined, 1), right / max(same, 1), 2 * right / max(joined + same, 1)


def run() -> Result:
    """Groups both halves with ours and the peer."""
    halves = {half: rows(half) for half in ("seen", "unseen")}
    work: dict[str, Any] = {half: [row["text"] for row in some] for half, some in halves.items()}
    asked = json.dumps(work).encode()
    mine = ours("bench.clustering_ours", "groups", stdin=asked, environment=ONE_THREAD)
    work["clusters"] = [row["cluster"] for row in halves["seen"]]
    theirs = peer("sklearn-tfidf", "cluster.py", stdin=json.dumps(work).encode())
    print(f"  peer: {theirs['kind']}, {theirs['link']} link, from cosine {theirs['step']}")
    for half, some in halves.items():
        told(half, mine[half], theirs[half], some)
    mine |= ours("bench.clustering_ours", "times", stdin=asked, environment=ONE_THREAD)
    precise, _, own = scores(mine["unseen"]["groups"], halves["unseen"])
    _, _, other = scores(theirs["unseen"], halves["unseen"])
    languages = {one: scores(mine["unseen"]["groups"], halves["unseen"], PAIRS[one])[2] for one in PAIRS}
    print(f"  among {mine['reports']:,} reports: {mine['p50_ms']:.1f} ms in the middle, {mine['p95_ms']:.1f} ms at p95;"
          f" read in {mine['ready_s']:.1f} s")  # fmt: skip
    return Result(
        ours=own,
        peer=other,
        seen=f"the reports that may be the same within {mine['p95_ms']:.0f} ms",
        conditions={
            f"F1 at least {AHEAD:.0%} points above the peer": own >= other + AHEAD,
            f"precision at least {PRECISE:.0%}": precise >= PRECISE,
            "nl-en as good as within a language, within 5 points of F1": languages["nl-en"]
            >= min(languages["nl-nl"], languages["en-en"]) - 0.05,
            f"p95 at most {MOST_MS} ms": mine["p95_ms"] <= MOST_MS,
            "halves share no cluster": not {one["cluster"] for one in halves["seen"]}
            & {one["cluster"] for one in halves["unseen"]},
        },
    )


PAIRS: dict[str, Callable[[str, str], bool]] = {
    "nl-nl": lambda one, other: one == other == "nl",
    "en-en": lambda one, other: one == other == "en",
    "nl-en": lambda one, other: one != other,
}


def told(half: str, mine: dict[str, Any], theirs: Sequence[int], labelled: Rows) -> None:
    """Prints the figures of a half; nothing of single reports."""
    parts = {"ours": mine["groups"], "peer": theirs}
    for name, groups in parts.items():
        for pair, among in {"all": lambda one, other: True, **PAIRS}.items():
            precise, found, f1 = scores(groups, labelled, among)
            print(f"  {half}, {name}, {pair}: precision {precise:.3f}, recall {found:.3f}, F1 {f1:.3f}")
    said = [(one, row["cause"]) for one, row in zip(mine["causes"], labelled, strict=True) if one]
    right = sum(one == truth for one, truth in said)
    first = sum(one == row["cause"] for one, row in zip(mine["first"], labelled, strict=True))
    print(f"  {half}, cause: {right / max(len(said), 1):.1%} right where one is told ({len(said)} of {len(labelled)});"
          f" the first is right in {first / len(labelled):.1%} of all")  # fmt: skip
