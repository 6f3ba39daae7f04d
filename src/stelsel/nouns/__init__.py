# SPDX-License-Identifier: EUPL-1.2
"""What several rooms speak of."""

from typing import Any

from stelsel.book.question import Question
from stelsel.nouns import bottleneck
from stelsel.nouns.agreement import AGREEMENT, AGREEMENT_SIGNATURE
from stelsel.nouns.attachment import ATTACHMENT
from stelsel.nouns.claim import CLAIM
from stelsel.nouns.dispute import ABOUT_A_LEAF as ABOUT_DISPUTES
from stelsel.nouns.dispute import DISPUTE, DISPUTE_ANSWER
from stelsel.nouns.exchange_rate import EXCHANGE_RATE
from stelsel.nouns.organisation import JOINT_ARRANGEMENT, ORGANISATION, ORGANISATIONS_ON_DAY
from stelsel.nouns.rule_text import ADOPTION, FIGURE_TABLE, RULE_TEXT
from stelsel.nouns.supplier import SUPPLIER
from stelsel.nouns.system import SYSTEM

KINDS = (
    ORGANISATION,
    JOINT_ARRANGEMENT,
    SUPPLIER,
    CLAIM,
    EXCHANGE_RATE,
    SYSTEM,
    ATTACHMENT,
    DISPUTE,
    DISPUTE_ANSWER,
    RULE_TEXT,
    FIGURE_TABLE,
    ADOPTION,
    AGREEMENT,
    AGREEMENT_SIGNATURE,
    *bottleneck.KINDS,
)
"""The kinds of the nouns; every room may use them."""

ABOUT_A_LEAF = ABOUT_DISPUTES | bottleneck.ABOUT_ONE | {AGREEMENT_SIGNATURE.name}
"""Kinds whose entries each name one leaf or entry: they are made where that is shown, not from a bare form."""

QUESTIONS: tuple[Question[Any], ...] = (ORGANISATIONS_ON_DAY,)
"""Questions that belong to no single room."""
