# SPDX-License-Identifier: EUPL-1.2
"""What texts have in common by their words and the pieces of words: parts of compounds, other endings and typing errors
count for what is left of them.

Each word, and each piece of three to five letters in it (with its beginning and end), counts by how rare it is over all
texts: cosine of tf-idf, with the logarithm of the count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Codes = NDArray[np.uint64]
SHORTEST, LONGEST = 3, 5
"""Letters of a piece of a word; its beginning and end count as letters."""
_WORD = re.compile(r"\w+")
_FACTOR = np.uint64(1_000_003)
_SALT = tuple(np.uint64(0x9E3779B97F4A7C15 * (length + 1) % 2**64) for length in range(LONGEST + 2))


class Letters:
    """Texts to compare with, by number."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.size = len(texts)
        pieces = [_pieces(text) for text in texts]
        owners = np.repeat(np.arange(self.size, dtype=np.int64), [len(one) for one in pieces])
        codes = np.concatenate([*pieces, np.empty(0, np.uint64)])
        self._vocabulary, numbers = np.unique(codes, return_inverse=True)
        pairs, counts = np.unique(numbers * max(self.size, 1) + owners, return_counts=True)
        self._texts = (pairs % max(self.size, 1)).astype(np.int32)
        having = np.bincount(pairs // max(self.size, 1), minlength=len(self._vocabulary))
        self._starts = np.concatenate([[0], np.cumsum(having)])
        self._rare = np.log(1 + self.size / np.maximum(having, 1)).astype(np.float32)
        weights = (1 + np.log(counts)) * np.repeat(self._rare, having)
        norms = np.sqrt(np.bincount(self._texts, weights**2, minlength=self.size))
        self._weights = (weights / np.maximum(norms[self._texts], 1e-9)).astype(np.float32)
        self._strange = float(np.log(1 + self.size))

    def scores(self, text: str) -> Floats:
        """How much a text has in common with each, 0..1."""
        found = np.zeros(self.size, np.float32)
        codes, counts = np.unique(_pieces(text), return_counts=True)
        if not len(codes) or not self.size:
            return found
        places = np.minimum(np.searchsorted(self._vocabulary, codes), len(self._vocabulary) - 1)
        known = self._vocabulary[places] == codes
        weights = (1 + np.log(counts)) * np.where(known, self._rare[places], self._strange)
        norm = float(np.sqrt((weights**2).sum()))
        for place, weight in zip(places[known].tolist(), (weights[known] / norm).tolist(), strict=True):
            some = slice(self._starts[place], self._starts[place + 1])
            found[self._texts[some]] += np.float32(weight) * self._weights[some]
        return found


def folded(text: str) -> str:
    """A text in small letters without accents."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(one for one in plain if not unicodedata.combining(one))


def _pieces(text: str) -> Codes:
    """A number for each word of a text and each piece of one, as often as it is there."""
    words = _WORD.findall(folded(text))
    letters = np.frombuffer((" " + " ".join(words) + " ").encode("utf-32-le"), np.uint32).astype(np.uint64)
    between = letters == np.uint64(32)
    found = [np.array([hash_of(word) for word in words], np.uint64)]
    for length in range(SHORTEST, LONGEST + 1):
        if len(letters) < length:
            break
        codes = np.full(len(letters) - length + 1, _SALT[length])
        inner = np.zeros(len(codes), bool)
        for at in range(length):
            codes = codes * _FACTOR ^ letters[at : at + len(codes)]
            if 0 < at < length - 1:
                inner |= between[at : at + len(codes)]
        found.append(codes[~inner])
    return np.concatenate(found)


def hash_of(word: str) -> int:
    """The number of a whole word."""
    number = int(_SALT[LONGEST + 1])
    for letter in word:
        number = (number * int(_FACTOR) ^ ord(letter)) % 2**64
    return number
