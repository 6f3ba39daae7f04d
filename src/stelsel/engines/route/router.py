# SPDX-License-Identifier: EUPL-1.2
"""The things that somebody may mean, best first: by letters and by meaning together, each as far above its own middle
as it stands, so that neither drowns the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stelsel.engines.route.letters import Letters
from stelsel.engines.route.meaning import Meaning, Model

Floats = NDArray[np.float32]
BEST = 4
"""Ways to say a thing that count for its meaning: the mean of those that are most alike."""
SHARE = 0.7
"""What meaning weighs against letters, 0..1."""


@dataclass(frozen=True)
class Said:
    """A thing, its name, and the ways to say it."""

    key: str
    name: str
    ways: tuple[str, ...]


@dataclass(frozen=True)
class Scored:
    """A thing that may be meant: its score (standard deviations above the middle of all things), how much it has in
    common by letters (0..1) and by meaning (-1..1; None where nothing is said by meaning), and the way to say it that
    is most alike (its name where it has none)."""

    key: str
    score: float
    letters: float
    meaning: float | None
    way: str


class Router:
    """Things to choose from. `meaning` has a row for each way, in order; without it or a model letters decide alone."""

    def __init__(
        self, said: Sequence[Said], meaning: Meaning | None = None, model: Model | None = None, share: float = SHARE
    ) -> None:
        self.said = said
        self._letters = Letters([" ".join((one.name, *one.ways)) for one in said])
        counts = [len(one.ways) for one in said]
        self._first = np.cumsum([0, *counts])
        assert meaning is None or len(meaning.rows) == self._first[-1], "every way has its row"
        self._meaning = meaning if model is not None and self._first[-1] else None
        self._model, self._share = model, share
        places = self._first[:-1, None] + np.arange(max(counts, default=0))
        self._there = places < self._first[1:, None]
        self._places = np.where(self._there, places, 0)
        self._best = min(BEST, max(counts, default=0))

    def find(self, text: str, most: int = 10, share: float | None = None) -> list[Scored]:
        """The most likely things, best first; none for a text without a word. `share`: what meaning weighs here."""
        share = self._share if share is None else share
        letters = self._letters.scores(text)
        alike = self._alike(text)
        meant = None if alike is None else self._meant(alike)
        if not len(letters) or (meant is None and not letters.any()):
            return []
        whole = _above(letters)
        if meant is not None:
            whole = (1 - share) * whole + share * _above(meant)
        return [
            Scored(
                self.said[at].key,
                round(float(whole[at]), 4),
                round(float(letters[at]), 4),
                None if meant is None else round(float(meant[at]), 4),
                self._way(at, text, alike),
            )
            for at in np.argsort(-whole, kind="stable")[:most].tolist()
        ]

    def _alike(self, text: str) -> Floats | None:
        if self._meaning is None or self._model is None or not any(map(str.isalnum, text)):
            return None
        return self._meaning.alike(self._model([text])[0])

    def _meant(self, alike: Floats) -> Floats:
        """For each thing the mean over the ways to say it that are most alike; the middle where it has none."""
        wide = np.where(self._there, alike[self._places], -np.inf)
        best = np.partition(wide, -self._best, axis=1)[:, -self._best :]
        there = np.isfinite(best)
        found = np.where(there, best, 0).sum(1) / np.maximum(there.sum(1), 1)
        none = ~there.any(1)
        found[none] = found[~none].mean()
        return np.asarray(found, np.float32)

    def _way(self, at: int, text: str, alike: Floats | None) -> str:
        one = self.said[at]
        if not one.ways:
            return one.name
        if alike is None:
            return one.ways[int(Letters(one.ways).scores(text).argmax())]
        return one.ways[int(alike[self._first[at] : self._first[at + 1]].argmax())]


def _above(scores: Floats) -> Floats:
    """Standard deviations above the middle."""
    spread = float(scores.std())
    return np.asarray((scores - scores.mean()) / spread if spread > 0 else scores * 0, np.float32)
