# SPDX-License-Identifier: EUPL-1.2
"""The same search, naive: looks at every word of every document, without an index or an array.

It shares the cutting, folding and stemming of words with ours and nothing else; those have tests of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from math import log

from stelsel.engines.search import Document, Hits
from stelsel.engines.search._words import STOP_WORDS, stems, words


@cache
def stem(word: str) -> tuple[str, str]:
    """The Dutch and the English stem of one word."""
    return stems([word], "nl")[0], stems([word], "en")[0]


def weight(term: str, word: str, last: bool, mended: frozenset[str]) -> float:
    """How well a word of a document answers a word of a question; 0 where it does not."""
    if term == word:
        return 1.0
    if any(one == other for one, other in zip(stem(term), stem(word), strict=True)):
        return 0.75
    compound = len(word) >= 5 and term.endswith(word)
    return 0.5 if (last and term.startswith(word)) or compound or term in mended else 0.0


def one_error(one: str, other: str) -> bool:
    """True where the words differ by one letter dropped, added or changed, or by two neighbours swapped."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, left = one[at:], other[at:]
    swapped = rest[:2] == left[:2][::-1] and rest[2:] == left[2:]
    return swapped or rest[1:] == left or rest == left[1:] or rest[1:] == left[1:]


class Oracle:
    """Searches audiences, each a list of documents, as if they were one."""

    def __init__(self, audiences: Sequence[Sequence[Document]]) -> None:
        known: dict[str, Document] = {}
        for documents in audiences:
            new = {document.id: document for document in documents if document.id not in known}
            known |= new
        self.documents = sorted(known.values(), key=lambda document: document.id)
        self.counts = [self._counted(document) for document in self.documents]
        self.terms = {term for counts in self.counts for term in counts}
        self.mean = sum(sum(counts.values()) for counts in self.counts) / max(len(self.counts), 1)

    @staticmethod
    def _counted(document: Document) -> Counter[str]:
        counts = Counter(words(document.text))
        for word in words(document.title):
            counts[word] += 3
        return counts

    def search(self, text: str, facets: Mapping[str, Sequence[str]], limit: int, offset: int) -> Hits:
        """As ours, without a suggestion."""
        scores = self._scores(text)
        kept = {at: score for at, score in scores.items() if self._passes(self.documents[at], facets, None)}
        order = sorted(kept, key=lambda at: (-round(kept[at], 9), self.documents[at].id))
        ids = tuple(self.documents[at].id for at in order[offset : offset + limit])
        return Hits(len(kept), ids, self._facet_counts(scores, facets))

    def _scores(self, text: str) -> dict[int, float]:
        found = words(text)
        distinct = list(dict.fromkeys(found))[:32]
        if not distinct:
            return dict.fromkeys(range(len(self.documents)), 0.0)
        columns = [self._column(word, word == found[-1], frozenset()) for word in distinct]
        scores = self._joined(distinct, columns)
        if scores:
            return scores
        for at, (word, column) in enumerate(zip(distinct, columns, strict=True)):
            if not column and len(word) >= 5:
                near = frozenset(term for term in self.terms if one_error(word, term))
                columns[at] = self._column(word, word == found[-1], near)
        return self._joined(distinct, columns)

    def _column(self, word: str, last: bool, mended: frozenset[str]) -> dict[int, float]:
        weights = {term: found for term in self.terms if (found := weight(term, word, last, mended))}
        sums = ((at, sum(weights[term] * times for term, times in counts.items() if term in weights))
                for at, counts in enumerate(self.counts))  # fmt: skip
        return {at: total for at, total in sums if total}

    def _joined(self, distinct: list[str], columns: list[dict[int, float]]) -> dict[int, float]:
        required = [column for word, column in zip(distinct, columns, strict=True) if word not in STOP_WORDS] or columns
        rows = set.intersection(*(set(column) for column in required))
        return {row: sum(self._score(column, row) for column in columns) for row in rows}

    def _score(self, column: dict[int, float], row: int) -> float:
        times = column.get(row, 0.0)
        rarity = log(1 + (len(self.documents) - len(column) + 0.5) / (len(column) + 0.5))
        damping = 1.2 * (0.25 + 0.75 * sum(self.counts[row].values()) / self.mean)
        return rarity * times * 2.2 / (times + damping)

    def _passes(self, document: Document, facets: Mapping[str, Sequence[str]], but: str | None) -> bool:
        return all(document.facets.get(name) in values for name, values in facets.items() if values and name != but)

    def _facet_counts(
        self, rows: Mapping[int, float], facets: Mapping[str, Sequence[str]]
    ) -> dict[str, dict[str, int]]:
        totals: dict[str, Counter[str]] = {}
        for at in rows:
            document = self.documents[at]
            for name, value in document.facets.items():
                if self._passes(document, facets, name):
                    totals.setdefault(name, Counter())[value] += 1
        return {
            name: dict(sorted(totals[name].items(), key=lambda pair: (-pair[1], pair[0]))) for name in sorted(totals)
        }
