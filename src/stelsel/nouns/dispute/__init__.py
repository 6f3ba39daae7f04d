# SPDX-License-Identifier: EUPL-1.2
"""Disputes: somebody says that an entry of another is wrong, and its publisher answers."""

from stelsel.nouns.dispute._fold import Answered, Disputed, State, dispute_at, disputed_revision, disputes_of, readable
from stelsel.nouns.dispute._kinds import DISPUTE, DISPUTE_ANSWER, Dispute, DisputeAnswer, Verdict

ABOUT_A_LEAF = frozenset({DISPUTE.name, DISPUTE_ANSWER.name})
"""Kinds whose entries each name one leaf: they are made where that leaf is shown, not from a bare form."""

__all__ = [
    "ABOUT_A_LEAF",
    "DISPUTE",
    "DISPUTE_ANSWER",
    "Answered",
    "Dispute",
    "DisputeAnswer",
    "Disputed",
    "State",
    "Verdict",
    "dispute_at",
    "disputed_revision",
    "disputes_of",
    "readable",
]
