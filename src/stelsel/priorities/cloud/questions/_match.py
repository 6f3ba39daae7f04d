# SPDX-License-Identifier: EUPL-1.2
"""The match itself: filter, score, rank. Numbers only; words come after."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stelsel.engines.match import YES, Filtered, filter_all, front
from stelsel.priorities.cloud.questions._arrays import OfferArrays
from stelsel.priorities.cloud.questions._claims import Proven
from stelsel.priorities.cloud.questions._inputs import Inputs
from stelsel.priorities.cloud.questions._requirements import Spoken, requirements

_SOVEREIGN = ("seal:", "certificate:")


@dataclass(frozen=True)
class Match:
    """A demand against the offers. `ranked` are the fitting positions, best first; `front` positions of the best
    trade-offs between price and proven score among all that meet everything but sovereignty."""

    arrays: OfferArrays
    facts: Proven
    spoken: tuple[Spoken, ...]
    filtered: Filtered
    score: NDArray[np.float64]
    ranked: NDArray[np.int64]
    comparable: NDArray[np.int64]
    front: NDArray[np.int64]


def match(inputs: Inputs, arrays: OfferArrays, facts: Proven) -> Match:
    """Filter in three-valued logic, score by the framework, rank by the award rule; ties by address."""
    spoken = tuple(requirements(inputs, arrays, facts))
    filtered = filter_all([item.filter for item in spoken], len(arrays))
    score = facts.score()
    ranked = _rank(filtered.fitting, arrays, score, inputs.order)
    technical = [row for row, key in enumerate(filtered.keys) if not key.startswith(_SOVEREIGN)]
    comparable = np.flatnonzero((filtered.table[technical] == YES).all(axis=0))
    best = comparable[front(arrays.month[comparable], score[comparable])]
    return Match(arrays, facts, spoken, filtered, score, ranked, comparable, best)


def _rank(found: NDArray[np.int64], arrays: OfferArrays, score: NDArray[np.float64], order: str) -> NDArray[np.int64]:
    price, proven = arrays.month[found], -score[found]
    last, first = (proven, price) if order == "price" else (price, proven)
    return found[np.lexsort((arrays.address[found], last, first))]


def nearest(found: Match, candidates: NDArray[np.int64]) -> NDArray[np.int64]:
    """Candidates by how little must change: fewest unmet requirements, then smallest gap, then price, then address."""
    unmet = found.filtered.unmet[candidates]
    gap = sum((item.gap[candidates] for item in found.spoken), np.zeros(len(candidates)))
    month = found.arrays.month[candidates]
    price = np.where(month < 0, np.iinfo(np.int64).max, month)
    order = np.lexsort((candidates, price, gap, unmet))
    return candidates[order]
