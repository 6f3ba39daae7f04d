# SPDX-License-Identifier: EUPL-1.2
"""Which rows match, and their order: BM25 with figures taken over all indexes together, so that scores compare.

Source: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with titles and text as
weighted fields of one document (BM25F) and the readings of a word as one word.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from stelsel.engines.search._index import Floats, Index, Ints, summed
from stelsel.engines.search._meaning import Word, readings
from stelsel.engines.search._union import Mask

K1 = 1.2
B = 0.75
DENSE_FROM = 16
"""Where a word has more than one posting per this many rows, adding up over all rows is quicker than sorting."""


@dataclass(frozen=True)
class Found:
    """Matching rows of one index in order of id, each with its score."""

    rows: Ints
    scores: Floats

    def where(self, passes: Mask | None) -> "Found":
        """Only rows that pass; None lets all pass."""
        if passes is None:
            return self
        kept = passes[self.rows]
        return Found(self.rows[kept], self.scores[kept])


@dataclass(frozen=True)
class Match:
    """A word with, per index, the rows that have it and how often (weighted)."""

    word: Word
    per_index: tuple[Found, ...]

    @property
    def frequency(self) -> int:
        """How many documents have the word."""
        return sum(len(found.rows) for found in self.per_index)


def matching(indexes: Sequence[Index], shown: Sequence[Mask | None], asked: Sequence[Word]) -> list[Match]:
    """Where each word stands."""
    return [
        Match(word, tuple(_standing(index, word).where(mask) for index, mask in zip(indexes, shown, strict=True)))
        for word in asked
    ]


def _standing(index: Index, word: Word) -> Found:
    numbers, readings_weights = readings(index, word)
    if len(numbers) == 1:
        stretch = slice(index.starts[numbers[0]], index.starts[numbers[0] + 1])
        return Found(index.rows[stretch], index.weights[stretch] * readings_weights[0])
    positions, counts = index.postings(numbers)
    rows = index.rows[positions]
    weights = index.weights[positions] * np.repeat(readings_weights, counts)
    if len(rows) * DENSE_FROM < len(index):
        distinct, group = np.unique(rows, return_inverse=True)
        return Found(distinct, summed(group, weights, len(distinct)))
    sums = summed(rows, weights, len(index))
    distinct = np.flatnonzero(sums)
    return Found(distinct, sums[distinct])


def found(indexes: Sequence[Index], shown: Sequence[Mask | None], matches: Sequence[Match]) -> list[Found]:
    """Per index the rows that have every required word, scored; every row, unscored, where nothing is asked."""
    living = [_living(index, mask) for index, mask in zip(indexes, shown, strict=True)]
    if not matches:
        return [Found(rows, np.zeros(len(rows))) for rows in living]
    documents = sum(len(rows) for rows in living)
    length = sum(float(index.lengths[rows].sum()) for index, rows in zip(indexes, living, strict=True))
    rarity = [log(1 + (documents - match.frequency + 0.5) / (match.frequency + 0.5)) for match in matches]
    return [
        _scored(index, [(match, match.per_index[at]) for match in matches], rarity, length / max(documents, 1))
        for at, index in enumerate(indexes)
    ]


def _living(index: Index, mask: Mask | None) -> Ints:
    return np.arange(len(index)) if mask is None else np.flatnonzero(mask)


def _scored(index: Index, parts: list[tuple[Match, Found]], rarity: list[float], mean_length: float) -> Found:
    alive = np.ones(len(index), np.bool_)
    for match, part in parts:
        if match.word.required:
            has = np.zeros(len(index), np.bool_)
            has[part.rows] = True
            alive &= has
    scores = np.zeros(len(index))
    for (_, part), weight in zip(parts, rarity, strict=True):
        here = part.where(alive)
        damping = K1 * (1 - B + B * index.lengths[here.rows] / mean_length)
        scores[here.rows] += weight * here.scores * (K1 + 1) / (here.scores + damping)
    rows = np.flatnonzero(alive)
    return Found(rows, scores[rows])


def best(indexes: Sequence[Index], finds: Sequence[Found], most: int) -> list[str]:
    """The ids of the `most` best rows, best first, equals by id."""
    tops: list[tuple[float, str]] = []
    for index, find in zip(indexes, finds, strict=True):
        top = _top(find, most)
        tops.extend((-score, index.ids[row]) for row, score in zip(top.rows.tolist(), top.scores.tolist(), strict=True))
    return [name for _, name in sorted(tops)[:most]]


def _top(find: Found, most: int) -> Found:
    """The best rows, unordered; of equal rows at the edge the first."""
    if len(find.rows) <= most or not most:
        return find if most else Found(find.rows[:0], find.scores[:0])
    edge = np.partition(find.scores, len(find.scores) - most)[len(find.scores) - most]
    above = np.flatnonzero(find.scores > edge)
    level = np.flatnonzero(find.scores == edge)[: most - len(above)]
    kept = np.concatenate([above, level])
    return Found(find.rows[kept], find.scores[kept])
