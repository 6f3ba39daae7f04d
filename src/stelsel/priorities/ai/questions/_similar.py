# SPDX-License-Identifier: EUPL-1.2
"""Finding similar applications: score, cut, group; and which words of the question make each one similar."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from stelsel.priorities.ai.questions._corpus import LANGUAGES, Corpus, Floats, Ints, weights_of
from stelsel.priorities.ai.questions._terms import PART, beginnings, parts, stemmed, weighed

LEAST_OF_BEST = 0.2
"""What scores less than this part of the best is not similar enough to show."""
LEAST_SHARE = 0.15
"""Nor is what shares less than this part of the weight of the words asked for."""
MOST_TERMS = 120
"""Of a long text the heaviest words count."""
MOST_QUERY_WEIGHT = 3.0
SCARCE = 5
"""A word that fewer applications have is also sought as the beginning or the end of longer words, which count half."""
MOST_LONGER = 40
"""Longer words of one word, the shortest first."""
MOST_WIDENED = 12
"""Of a long text no more words are sought so."""


@dataclass(frozen=True)
class Asked:
    """The terms of a question: per term its number in the corpus, its weight, and the word it stands for; the whole
    weight, and the words that no application has."""

    terms: Ints
    weights: Floats
    words: tuple[str, ...]
    whole: float
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """Similar applications with one name or one text: the best row, every row in it, its score, its share of the weight
    of the question (0..1), and the words that make it so with their part of that share."""

    best: int
    rows: tuple[int, ...]
    score: float
    share: float
    shared: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Found:
    """The groups shown, best first; how many groups and applications there are; the question's terms."""

    groups: tuple[Group, ...]
    total_groups: int
    total_rows: int
    asked: Asked


def asked_text(have: Corpus, text: str) -> Asked:
    """A need in somebody's own words; each word counts once."""
    found: dict[str, float] = {}
    weighed(text, 1.0, found, {})
    return _asked(have, dict.fromkeys(found, 1.0), widened(have, found))


def widened(have: Corpus, found: Iterable[str]) -> dict[str, str]:
    """Longer words that scarce words of a question are a beginning or an end of, each with the word asked for."""
    asked = list(found)
    terms = [stemmed(asked, language) for language in LANGUAGES]
    held = {word: sum(_rows(have, by_word[word]) for by_word in terms) for word in asked}
    scarce = [word for word in asked if held[word] < SCARCE][:MOST_WIDENED]
    wider: dict[str, str] = {}
    for word in scarce:
        longer = [one for begin in beginnings(word) for one in have.longer(begin)]
        for one in list(dict.fromkeys(longer))[:MOST_LONGER]:
            if one not in asked:
                wider.setdefault(one, word)
    return wider


def _rows(have: Corpus, term: str) -> int:
    number = have.terms.get(term)
    return 0 if number is None else int(have.starts[number + 1] - have.starts[number])


def asked_row(have: Corpus, row: int) -> Asked:
    """An application as a question."""
    return _asked(have, weights_of(have.records[row][1], {}))


def _asked(have: Corpus, words: Mapping[str, float], wider: Mapping[str, str] = MappingProxyType({})) -> Asked:
    weights: dict[int, float] = {}
    surface: dict[int, str] = {}
    unknown: dict[str, float] = {}
    everything = dict(words)
    for word, weight in words.items():
        for part in parts(word, have.words):
            everything[part] = max(everything.get(part, 0.0), weight * PART)
    for longer in wider:
        everything.setdefault(longer, PART)
    terms = {language: stemmed(everything, language) for language in LANGUAGES}
    for word, weight in everything.items():
        numbers = {number for language in LANGUAGES if (number := have.terms.get(terms[language][word])) is not None}
        for number in numbers:
            weights[number] = max(weights.get(number, 0.0), min(weight, MOST_QUERY_WEIGHT))
            surface.setdefault(number, wider.get(word, word))
        if not numbers and word not in wider:
            unknown[word] = min(weight, MOST_QUERY_WEIGHT) * have.rarest["nl"]
    for word in set(surface.values()) & set(unknown):
        del unknown[word]
    heavy = sorted(weights, key=lambda number: (-weights[number] * have.rarity[number], number))[:MOST_TERMS]
    chosen = np.array(heavy, np.int64)
    heft = np.array([weights[number] for number in heavy], np.float64)
    return Asked(chosen, heft, tuple(surface[one] for one in heavy), sum(unknown.values()), tuple(unknown))


def similar(have: Corpus, asked: Asked, allowed: np.ndarray, limit: int) -> Found:
    """The most similar groups among the rows allowed."""
    counts = have.starts[asked.terms + 1] - have.starts[asked.terms]
    before = np.cumsum(counts) - counts
    places = np.arange(int(counts.sum())) + np.repeat(have.starts[asked.terms] - before, counts)
    term = np.repeat(np.arange(len(asked.terms)), counts)
    rows, size = have.rows[places], len(have)
    score = np.bincount(rows, have.impact[places] * asked.weights[term], minlength=size)
    heft = asked.weights * have.rarity[asked.terms]
    matched = np.bincount(rows, heft[term], minlength=size)
    share = matched / np.maximum(_whole(have, asked, heft), 1e-9)
    score[~allowed] = 0.0
    best = float(score.max()) if size else 0.0
    kept = np.flatnonzero((score > 0) & (score >= LEAST_OF_BEST * best) & (share >= LEAST_SHARE))
    order = kept[np.lexsort((kept, -score[kept]))]
    firsts = _first_of_each(have.group[order])
    shown = order[firsts[:limit]]
    groups = tuple(
        Group(
            int(row),
            tuple(np.flatnonzero((have.group == have.group[row]) & allowed).tolist()),
            float(score[row]),
            float(min(share[row], 1.0)),
            _shared(asked, heft, term[rows == row]),
        )
        for row in shown
    )
    in_groups = np.isin(have.group, have.group[order]) & allowed
    return Found(groups, len(firsts), int(in_groups.sum()), asked)


def _whole(have: Corpus, asked: Asked, heft: Floats) -> float:
    """The weight that could be shared at most. A word known in two languages counts once, by its heaviest term."""
    heaviest: dict[str, float] = {}
    for word, one in zip(asked.words, heft.tolist(), strict=True):
        heaviest[word] = max(heaviest.get(word, 0.0), one)
    return sum(heaviest.values()) + asked.whole


def _first_of_each(groups: Ints) -> Ints:
    """The places where each group stands first, in order."""
    _, firsts = np.unique(groups, return_index=True)
    return np.sort(firsts)


def _shared(asked: Asked, heft: Floats, terms: Ints) -> tuple[tuple[str, float], ...]:
    """The words of the question that a row has, the heaviest first, with their part of what is shared."""
    whole = float(heft[terms].sum()) or 1.0
    named: dict[str, float] = {}
    for at in terms.tolist():
        named[asked.words[at]] = named.get(asked.words[at], 0.0) + float(heft[at]) / whole
    return tuple(sorted(named.items(), key=lambda pair: (-pair[1], pair[0])))
