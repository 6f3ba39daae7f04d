# SPDX-License-Identifier: EUPL-1.2
"""Match: demand -> filter in three-valued logic -> rank, each with its reasons. Speaks of arrays, not of clouds."""

from stelsel.engines.match.filter import Filtered, Requirement, filter_all
from stelsel.engines.match.front import front
from stelsel.engines.match.tri import NO, UNKNOWN, YES, at_least, equal, known

__all__ = [
    "NO",
    "UNKNOWN",
    "YES",
    "Filtered",
    "Requirement",
    "at_least",
    "equal",
    "filter_all",
    "front",
    "known",
]
