# SPDX-License-Identifier: EUPL-1.2
"""How likely two reports are one bottleneck: a few figures of a pair, weighed by a logistic model whose weights stand
in `weights.json` with how they were fitted. The same topic and the same trouble count; a topic by how rare it is.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stelsel.engines.cluster._near import Near, stands_out
from stelsel.engines.cluster._read import Report
from stelsel.engines.cluster._space import WIDTHS, Space, space
from stelsel.engines.cluster._tables import HERE, topics

Floats = NDArray[np.float32]
BY_WORDS = ("other language", "topics", "topics in all", "other topics")
BY_MEANING = (
    *("one", "one, apart", "trouble", "troubles", "troubles, apart", "trouble, log"),
    *("meaning", "meaning, apart"),
)
FEATURES = {
    "words": BY_WORDS,
    "use": (*BY_WORDS, *BY_MEANING),
    "e5": (*BY_WORDS, *BY_MEANING, "second meaning, apart"),
}
SUPPOSED = 20
"""Reports that are supposed besides those there are, so that few reports do not make every topic common."""
SHRINK = 0.35
"""Added to the length of a report's topics: one shared topic alone is not all."""
STEEP = 30.0
AGREED = 0.035
"""So likely two reports must be of the same trouble (chance gives 0.02)."""
LESS = 2.0


@dataclass(frozen=True)
class Weights:
    """For each feature its weight; `least` is the log-odds from which on two groups may be one, `pair` what a group of
    two must reach, `shown` from which on a pair is shown to people; `less` is what pairs of another trouble lose."""

    weights: Floats
    constant: float
    least: float
    pair: float
    shown: float
    less: float = LESS


@cache
def weights(by: str) -> Weights:
    """The fitted model for what meaning is told by: `e5`, `use` or, where no encoder is installed, `words`."""
    table: dict[str, Any] = json.loads((HERE / "weights.json").read_text(encoding="utf-8"))
    one = table[by]
    assert tuple(one["weights"]) == FEATURES[by], "a weight for each feature"
    fitted = np.array(list(one["weights"].values()), np.float32)
    return Weights(fitted, one["constant"], one["least"], one["pair"], one["shown"], one.get("less", LESS))


class Known:
    """Reports as figures, ready to be laid beside others; rareness, means and neighbours are those of `among` where
    that is given. Who asks often keeps it."""

    def __init__(self, reports: Sequence[Report], among: Known | None = None, learned: Space | None = None) -> None:
        self.reports = tuple(reports)
        self.english = np.array([one.english for one in self.reports], bool)
        told = (one.by for one in self.reports if one.spoken)
        self.by: str = among.by if among else min(told, key=_ORDER.index, default="words")
        said = np.zeros((len(self.reports), len(topics())), np.float32)
        for at, one in enumerate(self.reports):
            said[at, list(one.says)] = 1
        size = len(self.reports) + SUPPOSED
        self.rare: Floats = among.rare if among else np.log(size / (said.sum(0) + 1)).clip(0) / np.log(size)
        self._topics = (said * self.rare).astype(np.float32)
        self._length = np.linalg.norm(self._topics, axis=1) + SHRINK
        self._any: NDArray[np.bool_] = np.asarray(said.any(1))
        self.near = self._placed(among, learned) if self.by != "words" else None

    def _placed(self, among: Known | None, learned: Space | None) -> Near:
        width = sum(WIDTHS[self.by])
        rows = np.zeros((len(self.reports), width), np.float32)
        for at, one in enumerate(self.reports):
            if one.row is not None and len(one.row) >= width:
                rows[at] = one.row[-width:]
        return Near(self.by, rows, self.english, among.near if among else None, learned or space(self.by))

    def only(self, at: int) -> Known:
        """One of these reports, to be laid beside all of them: as it stands among the others, itself left out."""
        one = object.__new__(Known)
        one.reports, one.english, one.by, one.rare = (self.reports[at],), self.english[[at]], self.by, self.rare
        one._topics, one._length, one._any = self._topics[[at]], self._length[[at]], self._any[[at]]
        one.near = self.near.only(at) if self.near else None
        return one

    def figures(self, some: Known) -> Floats:
        """The features of some reports beside these: a row for each of some, a column for each of these."""
        shared = some._topics @ self._topics.T
        words = (
            some.english[:, None] != self.english,
            shared / np.outer(some._length, self._length),
            np.log1p(STEEP * shared),
            np.outer(some._any, self._any) & (shared == 0),
        )
        meant = stands_out(some.near, self.near) if self.near and some.near else ()
        return np.stack((*words, *meant), axis=-1).astype(np.float32)

    def odds(self, some: Known) -> Floats:
        """The logarithm of the odds that some reports and each of these are one bottleneck."""
        model, figures = weights(self.by), self.figures(some)
        odds = figures @ model.weights + model.constant
        return np.asarray(odds - other_trouble(self.by, figures, model.less), np.float32)


def other_trouble(by: str, figures: Floats, less: float = LESS) -> Floats:
    """What the log-odds of pairs lose where their troubles do not agree: the same topic and another trouble are not the
    same bottleneck."""
    if "trouble" not in FEATURES[by]:
        return np.zeros(figures.shape[:-1], np.float32)
    return np.asarray(less * (figures[..., FEATURES[by].index("trouble")] < AGREED), np.float32)


_ORDER = ("words", "use", "e5")


def likely(odds: float) -> float:
    """Log-odds as a share, 0..1, in four digits."""
    return round(float(1 / (1 + np.exp(-odds))), 4)
