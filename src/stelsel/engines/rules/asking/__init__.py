# SPDX-License-Identifier: EUPL-1.2
"""Asking: what is still needed to decide one case, what to ask next and why, and what would change the outcome."""

from stelsel.engines.rules.asking.case import with_answer
from stelsel.engines.rules.asking.deciding import Decider, Deciding, deciding
from stelsel.engines.rules.asking.differences import Difference, Turn, what_if
from stelsel.engines.rules.asking.domains import Likely
from stelsel.engines.rules.asking.fields import FactField
from stelsel.engines.rules.asking.interview import Question, answered, conclude, next_question
from stelsel.engines.rules.asking.pressure import Benefit, Cliff, Curve, Point, pressure
from stelsel.engines.rules.asking.ways import Change, Wanted, Way, would_take

__all__ = [
    "Benefit",
    "Change",
    "Cliff",
    "Curve",
    "Decider",
    "Deciding",
    "Difference",
    "FactField",
    "Likely",
    "Point",
    "Question",
    "Turn",
    "Wanted",
    "Way",
    "answered",
    "conclude",
    "deciding",
    "next_question",
    "pressure",
    "what_if",
    "with_answer",
    "would_take",
]
