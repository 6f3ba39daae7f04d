# SPDX-License-Identifier: EUPL-1.2
"""Asking: what is still needed to decide one case, what to ask next and why, and what would change the outcome."""

from stelsel.engines.rules.asking.case import with_answer
from stelsel.engines.rules.asking.domains import Likely
from stelsel.engines.rules.asking.fields import FactField
from stelsel.engines.rules.asking.interview import Question, answered, conclude, next_question

__all__ = ["FactField", "Likely", "Question", "answered", "conclude", "next_question", "with_answer"]
