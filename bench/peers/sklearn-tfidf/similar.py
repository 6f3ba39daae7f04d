# SPDX-License-Identifier: EUPL-1.2
"""The peer for the claim `similar-lexical`: scikit-learn, TF-IDF over 3 to 5 letters within words, cosine by one sparse
product, the first twenty. It ranks; it groups nothing and gives no reasons, which only makes it quicker.
"""

from __future__ import annotations

import json
import sys
from time import perf_counter

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

PAGE = 20


def main() -> None:
    """Measures and prints `{"build_s", "ms", "hits"}`."""
    work = json.load(sys.stdin)
    started = perf_counter()
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=2)
    matrix = vectorizer.fit_transform(work["texts"]).tocsc()
    build_s = perf_counter() - started

    def ranked(text: str) -> np.ndarray:
        scores = (matrix @ vectorizer.transform([text]).T).toarray().ravel()
        return np.argsort(-scores, kind="stable")

    ranked("warm")
    times = []
    for text in work["questions"]:
        started = perf_counter()
        ranked(text)[:PAGE].tolist()
        times.append((perf_counter() - started) * 1000)
    hits = 0
    for need in work["needs"]:
        first = [row for row in ranked(need["text"]).tolist()[: work["first"] + 1] if row != need["row"]]
        hits += bool(set(first[: work["first"]]) & set(need["wanted"]))
    print(json.dumps({"build_s": build_s, "ms": times, "hits": hits}))


if __name__ == "__main__":
    main()
