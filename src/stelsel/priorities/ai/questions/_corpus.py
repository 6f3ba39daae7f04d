# SPDX-License-Identifier: EUPL-1.2
"""The applications of a book as flat arrays, made once per position: what finding similar ones reads.

Scores are BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009) with a name that
counts three times; how rare a word is, is counted among the applications in the same language, doubles as one.
"""

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.priorities.ai.kinds import AI_APPLICATION, FOREIGN, AiApplication
from stelsel.priorities.ai.questions._terms import LEAST_PART, parts, stemmed, text_words, weighed

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

K1, B = 1.2, 0.75
NAME_WEIGHT = 3.0
SAME_TEXT_FROM = 60
"""Characters from which two equal texts are one text that was copied."""
LANGUAGES = ("nl", "en")
LEAST_BEGIN = 5
"""Letters from which a word may be the beginning or the end of a longer one."""


@dataclass(frozen=True)
class Corpus:
    """One row per application, in order of address. `starts[t]:starts[t+1]` are the postings of term t: `rows`, and
    `impact`, the BM25 score of that term in that row. `rarity` is the idf per term, `rarest` that of a word nobody
    uses, per language; `group` numbers the applications with one name or one text."""

    records: tuple[tuple[Record, AiApplication], ...]
    position: dict[str, int]
    terms: dict[str, int]
    words: frozenset[str]
    starts: Ints
    rows: Ints
    impact: Floats
    rarity: Floats
    rarest: dict[str, float]
    foreign: NDArray[np.bool_]
    group: Ints

    def __len__(self) -> int:
        return len(self.records)

    @cached_property
    def _sorted(self) -> tuple[list[str], list[str]]:
        return sorted(self.words), sorted(word[::-1] for word in self.words)

    def longer(self, begin: str) -> list[str]:
        """Longer words that begin or end so, each the shortest first; none for fewer than LEAST_BEGIN letters."""
        if len(begin) < LEAST_BEGIN:
            return []
        forwards, backwards = self._sorted
        found = [*_starting(forwards, begin), *(word[::-1] for word in _starting(backwards, begin[::-1]))]
        return sorted({word for word in found if word != begin}, key=lambda word: (len(word), word))


def _starting(words: list[str], begin: str) -> list[str]:
    return words[bisect_left(words, begin) : bisect_left(words, begin + "\U0010ffff")]


def corpus(book: Book) -> Corpus:
    """The corpus of this book; worked out once for its position."""
    return book.memo("ai-similar-corpus", lambda: _make(book))


def weights_of(body: AiApplication, compounds: dict[str, tuple[str, ...]]) -> dict[str, float]:
    """The words of an application with their weights."""
    found: dict[str, float] = {}
    weighed(body.name, NAME_WEIGHT, found, compounds)
    for text in _texts(body):
        weighed(text, 1.0, found, compounds)
    return found


def _texts(body: AiApplication) -> Iterator[str]:
    for text in (body.description_short, body.goal_and_impact, body.methods_and_models, body.provider):
        if text:
            yield text
    yield from (text for text in (body.source_topic, body.technique) if text)
    yield from (*body.category, *body.tags)


def known_words(bodies: Iterable[AiApplication]) -> frozenset[str]:
    """Every word of the applications, and its stem where that is long enough to be a part of a compound: kenteken,
    where only kentekens is written."""
    written = {word for body in bodies for text in (body.name, *_texts(body)) for word in text_words(text)}
    return frozenset(written) | {term[3:] for term in stemmed(written, "nl").values() if len(term) >= 3 + LEAST_PART}


def _make(book: Book) -> Corpus:
    records = tuple(sorted(book.rows(AI_APPLICATION), key=lambda row: row[0].id))
    vocabulary = known_words(body for _, body in records)
    compounds = {word: found for word in vocabulary if (found := parts(word, vocabulary))}
    by_language = {language: stemmed(vocabulary, language) for language in LANGUAGES}
    terms: dict[str, int] = {}
    rows: list[int] = []
    numbers: list[int] = []
    counts: list[float] = []
    for row, (_, body) in enumerate(records):
        held: dict[int, float] = {}
        stems_of = by_language[body.language]
        for word, weight in weights_of(body, compounds if body.language == "nl" else {}).items():
            number = terms.setdefault(stems_of[word], len(terms))
            held[number] = held.get(number, 0.0) + weight
        rows += [row] * len(held)
        numbers += held.keys()
        counts += held.values()
    return _arrays(records, terms, vocabulary, np.array(rows, np.int64), np.array(numbers, np.int64), counts)


def _arrays(
    records: tuple[tuple[Record, AiApplication], ...],
    terms: dict[str, int],
    words: frozenset[str],
    rows: Ints,
    numbers: Ints,
    counts: list[float],
) -> Corpus:
    frequency = np.array(counts, np.float64)
    group = _groups([body for _, body in records])
    first = {
        language: {int(g) for g, (_, body) in zip(group, records, strict=True) if body.language == language}
        for language in LANGUAGES
    }
    size = {language: len(groups) for language, groups in first.items()}
    held = _held(numbers, group[rows], len(terms))
    of_language = np.array([size[term[:2]] for term in terms], np.float64)
    rarity = np.log1p((of_language - held + 0.5) / (held + 0.5))
    length = np.bincount(rows, frequency, minlength=len(records))
    usual = np.maximum(length / max(float(length.mean()) if len(length) else 1.0, 1e-9), 1e-9)
    saturated = frequency * (K1 + 1) / (frequency + K1 * (1 - B + B * usual[rows]))
    order = np.lexsort((rows, numbers))
    return Corpus(
        records=records,
        position={record.id: row for row, (record, _) in enumerate(records)},
        terms=terms,
        words=words,
        starts=np.searchsorted(numbers[order], np.arange(len(terms) + 1)).astype(np.int64),
        rows=rows[order],
        impact=(rarity[numbers] * saturated)[order],
        rarity=rarity,
        rarest={language: float(np.log1p((size[language] + 0.5) / 0.5)) for language in LANGUAGES},
        foreign=np.array([body.register in FOREIGN for _, body in records], np.bool_),
        group=group,
    )


def _held(terms: Ints, groups: Ints, size: int) -> Ints:
    """In how many groups each term occurs: what was copied makes a word no commoner."""
    pairs = np.unique(np.stack([terms, groups]), axis=1) if len(terms) else np.empty((2, 0), np.int64)
    return np.bincount(pairs[0], minlength=size).astype(np.int64)


def _groups(bodies: list[AiApplication]) -> Ints:
    """The number of the group of each application: those with one name, or with one copied text, in one country. The
    number is the first row of the group."""
    first: dict[str, int] = {}
    parent = list(range(len(bodies)))

    def root(row: int) -> int:
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    for row, body in enumerate(bodies):
        for key in _keys(body):
            other = root(first.setdefault(key, row))
            mine = root(row)
            parent[max(mine, other)] = min(mine, other)
    return np.array([root(row) for row in range(len(bodies))], np.int64)


def _keys(body: AiApplication) -> Iterator[str]:
    """What an application has in common with its doubles. Foreign registers repeat one stock phrase for many products,
    so there only the name counts."""
    where = body.register if body.register in FOREIGN else "nl"
    if name := "".join(text_words(body.name)):
        yield f"{where} name {name}"
    text = "".join(text_words(body.goal_and_impact or ""))
    if where == "nl" and len(text) >= SAME_TEXT_FROM:
        yield f"text {hashlib.sha256(text.encode()).hexdigest()}"


__all__ = ["Corpus", "corpus", "known_words", "weights_of"]
