# SPDX-License-Identifier: EUPL-1.2
"""Which cause the words of a text point at, by the table of cues alone: measured beside the groups (bench/clustering),
and asked of no report otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from stelsel.engines.cluster._read import MOST_LETTERS
from stelsel.engines.cluster._tables import CAUSES, cues, found
from stelsel.engines.route import is_english
from stelsel.engines.route.letters import folded

SURE = 1
"""Cues by which the first cause must lead the second before it is told."""


@dataclass(frozen=True)
class Cause:
    """A cause type that a report points at: its share of all cues (0..1), and the words that point at it."""

    cause: str
    share: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class Pointed:
    """The causes that a report points at, the most likely first; `unknown` where no cause leads clearly."""

    causes: tuple[Cause, ...]

    @property
    def unknown(self) -> bool:
        """No cue at all, or the first does not lead the second."""
        if not self.causes:
            return True
        second = len(self.causes[1].words) if len(self.causes) > 1 else 0
        return len(self.causes[0].words) - second < SURE


def cause(text: str) -> Pointed:
    """The causes that the words of a text point at."""
    pointed = _cues_of(text)
    total = sum(len(words) for words in pointed.values())
    ranked = sorted(pointed, key=lambda one: (-len(pointed[one]), CAUSES.index(one)))
    return Pointed(tuple(Cause(one, round(len(pointed[one]) / total, 4), pointed[one]) for one in ranked))


def _cues_of(text: str) -> dict[str, tuple[str, ...]]:
    """The words of a text that point at each cause that any word points at."""
    language = "en" if is_english(text) else "nl"
    plain = folded(text[:MOST_LETTERS])
    pointed = {cause: found(cues()[cause, language], plain) for cause in CAUSES}
    return {cause: words for cause, words in pointed.items() if words}
