# SPDX-License-Identifier: EUPL-1.2
"""How likely two reports are one bottleneck: a few figures of a pair, weighed by a logistic model whose weights stand
in `weights.json` with how they were fitted.

A concept counts by how rare it is among the reports that are compared.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stelsel.engines.cluster._read import Report
from stelsel.engines.cluster._tables import CAUSES, HERE, concepts

Floats = NDArray[np.float32]
FEATURES = ("topics", "topics in all", "troubles", "cause", "topics and cause", "meaning", "other language")
SUPPOSED = 20
"""Reports that are supposed besides those there are, so that few reports do not make every concept common."""
SHRINK = 0.35
"""Added to the length of a report's concepts: one shared concept alone is not all."""
SPREAD = 0.15
"""Cues that each cause is supposed to have anyway."""
STEEP = 30.0
WIDTH = 512
"""Figures in a direction of the encoder."""


@dataclass(frozen=True)
class Weights:
    """For each feature its weight; `least` is the log-odds from which on two groups may be one, `shown` from which on a
    pair is shown to people."""

    weights: Floats
    constant: float
    least: float
    shown: float


@cache
def weights(meaning: bool = True) -> Weights:
    """The fitted model, with meaning or for where the encoder is not installed."""
    table: dict[str, Any] = json.loads((HERE / "weights.json").read_text(encoding="utf-8"))
    one = table["with meaning" if meaning else "by words alone"]
    assert tuple(one["weights"]) == FEATURES, "a weight for each feature"
    return Weights(np.array(list(one["weights"].values()), np.float32), one["constant"], one["least"], one["shown"])


class Known:
    """Reports as figures, ready to be laid beside others; `rare` says how much each concept counts, by how rare it is
    among them or as it is given. Who asks often keeps it."""

    def __init__(self, reports: Sequence[Report], rare: Floats | None = None) -> None:
        self.reports = tuple(reports)
        size = len(self.reports)
        said = np.zeros((size, len(concepts())), np.float32)
        for at, one in enumerate(self.reports):
            said[at, list(one.says)] = 1
        if rare is None:
            rare = np.log((size + SUPPOSED) / (said.sum(0) + 1)) / np.log(size + SUPPOSED)
        self.rare = np.asarray(rare, np.float32)
        topic = np.array([one.topic for one in concepts()])
        self._topics, self._rest = said[:, topic] * self.rare[topic], said[:, ~topic] * self.rare[~topic]
        self._lengths = [np.linalg.norm(one, axis=1) + SHRINK for one in (self._topics, self._rest)]
        counts = [[len(one.cues.get(cause, ())) for cause in CAUSES] for one in self.reports]
        pointed = np.array(counts, np.float32).reshape(size, len(CAUSES)) + SPREAD
        self._cause = pointed / pointed.sum(1, keepdims=True) - 1 / len(CAUSES)  # nothing where no cue points
        self.meaning = any(one.row is not None for one in self.reports)
        self._rows = np.zeros((size, WIDTH), np.float32)
        for at, one in enumerate(self.reports):
            if one.row is not None:
                self._rows[at] = one.row
        self._english = np.array([one.english for one in self.reports], bool)

    def figures(self, some: Known) -> Floats:
        """The features of some reports beside these: a row for each of some, a column for each of these, FEATURES
        deep."""
        topics = some._topics @ self._topics.T
        rest = some._rest @ self._rest.T
        cause = some._cause @ self._cause.T
        alike = topics / np.outer(some._lengths[0], self._lengths[0])
        figures = (
            alike,
            np.log1p(STEEP * topics),
            rest / np.outer(some._lengths[1], self._lengths[1]),
            cause,
            alike * cause,
            some._rows @ self._rows.T,
            some._english[:, None] != self._english,
        )
        return np.stack(figures, axis=-1).astype(np.float32)

    def odds(self, some: Known) -> Floats:
        """The logarithm of the odds that some reports and each of these are one bottleneck."""
        model = weights(self.meaning and some.meaning)
        return np.asarray(self.figures(some) @ model.weights + model.constant, np.float32)


def likely(odds: float) -> float:
    """Log-odds as a share, 0..1, in four digits."""
    return round(float(1 / (1 + np.exp(-odds))), 4)
