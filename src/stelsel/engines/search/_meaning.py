# SPDX-License-Identifier: EUPL-1.2
"""What a word of a question stands for: the words of an index that it may be read as, each with a weight.

Weights are sums of powers of two, so that adding them up gives the same figure in any order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from stelsel.engines.search._index import Floats, Index, Ints
from stelsel.engines.search._words import FUZZY_FROM, LANGUAGES, STOP_WORDS, one_error_away, stems, words

AS_WRITTEN = 1.0
SAME_STEM = 0.75
UNFINISHED = 0.5
COMPOUND = 0.5
MENDED = 0.5
COMPOUND_FROM = 5
"""Letters a word needs before it is sought at the end of longer ones."""


@dataclass(frozen=True)
class Word:
    """A word of a question, folded; `also` holds the words it may be a typing error for."""

    text: str
    stems: Mapping[str, str]
    last: bool = False
    required: bool = True
    also: tuple[str, ...] = ()


def asked_words(text: str, most: int) -> list[Word]:
    """The first `most` different words of a question; `de`, `the` and such are required only among themselves."""
    found = words(text)
    distinct = list(dict.fromkeys(found))[:most]
    if not distinct:
        return []
    by_language = {language: stems(distinct, language) for language in LANGUAGES}
    all_stop = all(word in STOP_WORDS for word in distinct)
    return [
        Word(
            word,
            {language: stemmed[at] for language, stemmed in by_language.items()},
            last=word == found[-1],
            required=all_stop or word not in STOP_WORDS,
        )
        for at, word in enumerate(distinct)
    ]


def readings(index: Index, word: Word) -> tuple[Ints, Floats]:
    """The words of an index that `word` may be read as, by number, each once with its best weight."""
    mended = [number for other in word.also if (number := index.number(other)) is not None]
    parts: list[tuple[Sequence[int] | Ints, float]] = [
        (mended, MENDED),
        (index.ending(word.text) if len(word.text) >= COMPOUND_FROM else (), COMPOUND),
        (index.starting(word.text) if word.last else (), UNFINISHED),
        (sorted(index.siblings(word.stems)), SAME_STEM),
        (() if (number := index.number(word.text)) is None else (number,), AS_WRITTEN),
    ]
    numbers = np.concatenate([np.asarray(part, np.int64) for part, _ in parts])
    weights = np.repeat([weight for _, weight in parts], [len(part) for part, _ in parts])
    distinct, latest = np.unique(numbers[::-1], return_index=True)  # the later part weighs more
    return distinct, weights[::-1][latest]


def forgiven(indexes: Sequence[Index], asked: Sequence[tuple[Word, int]]) -> tuple[list[Word], dict[str, str]]:
    """The words again, those that were found nowhere widened by one typing error; and the likeliest word for each.

    `asked` holds each word with how many documents have it.
    """
    again, mended = [], {}
    for word, frequency in asked:
        near = _near(indexes, word.text) if not frequency and len(word.text) >= FUZZY_FROM else {}
        again.append(replace(word, also=tuple(sorted(near))))
        if near:
            mended[word.text] = min(near, key=lambda other: (-near[other], other))
    return again, mended


def _near(indexes: Sequence[Index], word: str) -> dict[str, int]:
    """Words at one typing error that these indexes have, with how many documents have each."""
    near: dict[str, int] = {}
    for other in set(one_error_away(word)):
        for index in indexes:
            number = index.number(other)
            if number is not None:
                near[other] = near.get(other, 0) + index.frequency(number)
    return near


def suggestion(text: str, mended: Mapping[str, str]) -> str:
    """The text with mended words in place; what was not mended stays as it was typed."""
    parts = []
    for part in text.split():
        inside = words(part)
        wrong = any(word in mended for word in inside)
        parts.append(" ".join(mended.get(word, word) for word in inside) if wrong else part)
    return " ".join(parts)
