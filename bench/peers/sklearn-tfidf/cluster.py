# SPDX-License-Identifier: EUPL-1.2
"""The peer for the claim `clustering`: scikit-learn, TF-IDF and cosine, agglomerative groups. Of letters (3 to 5 within
words) or words, of single or average link, and of all distances, what gives the best F1 on the seen half is used on the
unseen half. Its answer is a group number for each text, never a figure of the unseen half.
"""

from __future__ import annotations

import json
import sys
from itertools import product

import numpy as np
from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer

KINDS = {
    "letters": {"analyzer": "char_wb", "ngram_range": (3, 5), "sublinear_tf": True},
    "words": {"analyzer": "word", "sublinear_tf": True},
}
LINKS = ("average", "single")
STEPS = np.arange(0.02, 0.62, 0.01)


def distances(texts: list[str], kind: str) -> np.ndarray:
    """One less the cosine, square."""
    matrix = TfidfVectorizer(**KINDS[kind]).fit_transform(texts)
    return np.clip(1 - (matrix @ matrix.T).toarray(), 0, None)


def groups(apart: np.ndarray, link: str, step: float) -> np.ndarray:
    """A group number for each text; groups nearer than `step` in cosine are joined."""
    made = AgglomerativeClustering(n_clusters=None, metric="precomputed", linkage=link, distance_threshold=1 - step)
    return made.fit_predict(apart)


def f1(found: np.ndarray, clusters: np.ndarray) -> float:
    """Pairwise F1."""
    one, other = np.triu_indices(len(found), 1)
    joined, same = found[one] == found[other], clusters[one] == clusters[other]
    return 2 * float((joined & same).sum()) / max(int(joined.sum() + same.sum()), 1)


def main() -> None:
    """Tunes on the seen half and groups both."""
    work = json.load(sys.stdin)
    clusters = np.array(work["clusters"])
    apart = {kind: distances(work["seen"], kind) for kind in KINDS}
    best = max(
        (f1(groups(apart[kind], link, step), clusters), kind, link, float(step))
        for kind, link, step in product(KINDS, LINKS, STEPS)
    )
    _, kind, link, step = best
    print(json.dumps({
        "kind": kind, "link": link, "step": round(step, 2),
        "seen": groups(apart[kind], link, step).tolist(),
        "unseen": groups(distances(work["unseen"], kind), link, step).tolist(),
    }))  # fmt: skip


if __name__ == "__main__":
    main()
