# SPDX-License-Identifier: EUPL-1.2
"""A report as the engine reads it: once for each text, so that whoever asks often keeps what was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stelsel.engines.cluster._e5 import encoder
from stelsel.engines.cluster._space import WIDTHS
from stelsel.engines.cluster._tables import CAUSES, cues, found, topics
from stelsel.engines.route import Model, is_english, model
from stelsel.engines.route.letters import folded

Floats = NDArray[np.float32]
MOST_LETTERS = 4_000
"""What stands beyond this in a report does not count."""
AT_ONCE = 32
"""Texts that the model is handed together."""


@dataclass(frozen=True, eq=False)
class Report:
    """A text that was read: its language, the topics in it by number with the words that say them, the cues for each
    cause, and its rows by the encoders beside each other (None where nothing is said by meaning)."""

    text: str
    english: bool
    says: Mapping[int, tuple[str, ...]]
    cues: Mapping[str, tuple[str, ...]]
    row: Floats | None

    @property
    def spoken(self) -> bool:
        """Something is said in it."""
        return any(map(str.isalnum, self.text))

    @property
    def by(self) -> str:
        """What its meaning is told by: `e5` with the encoder beside it, `use`, or `words`."""
        if self.row is None:
            return "words"
        return "e5" if len(self.row) == sum(WIDTHS["e5"]) else "use"


def read(texts: Sequence[str | Report]) -> tuple[Report, ...]:
    """The texts as reports, in order; what was read before stays as it is."""
    new = list(dict.fromkeys(one for one in texts if isinstance(one, str)))
    rows = _beside(_rows(new, encoder()), _rows(new, model()))
    made = {text: _report(text, row) for text, row in zip(new, rows, strict=True)}
    return tuple(made[one] if isinstance(one, str) else one for one in texts)


def cues_of(text: str) -> dict[str, tuple[str, ...]]:
    """The words of a text that point at each cause that any word points at."""
    language = "en" if is_english(text) else "nl"
    plain = folded(text[:MOST_LETTERS])
    pointed = {cause: found(cues()[cause, language], plain) for cause in CAUSES}
    return {cause: words for cause, words in pointed.items() if words}


def _report(text: str, row: Floats | None) -> Report:
    english, plain = is_english(text), folded(text[:MOST_LETTERS])
    said = {
        number: words for number, one in enumerate(topics()) if (words := found(one.en if english else one.nl, plain))
    }
    return Report(text, english, said, cues_of(text), row)


def _beside(nearer: list[Floats | None], rows: list[Floats | None]) -> list[Floats | None]:
    """The rows of both encoders as one, of the second alone where the first is not installed."""
    return [
        row if row is None or first is None else np.concatenate([first, row])
        for first, row in zip(nearer, rows, strict=True)
    ]


def _rows(texts: Sequence[str], encode: Model | None) -> list[Floats | None]:
    """The direction of each text that has a letter or digit, each by itself the same in whatever company."""
    rows: list[Floats | None] = [None] * len(texts)
    spoken = [at for at, text in enumerate(texts) if any(map(str.isalnum, text))]
    if encode is None:
        return rows
    for first in range(0, len(spoken), AT_ONCE):
        some = spoken[first : first + AT_ONCE]
        for at, row in zip(some, encode([_writable(texts[at]) for at in some]), strict=True):
            rows[at] = row
    return rows


def _writable(text: str) -> str:
    """Without halves of surrogate pairs, which no encoding can write."""
    return text.encode("utf-8", "replace").decode("utf-8")
