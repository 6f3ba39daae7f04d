# SPDX-License-Identifier: EUPL-1.2
"""A warm handover: somebody asked at the wrong door, the organisation hands the question over to the right one with the
person's consent, nothing is told twice, and the person can follow it.

Messages that can travel (`read`, `encoded`), one fold that says how it stands (`standing`), the terms with their ground
(`TERMS`), and what a form asks (`FACT_KINDS`, `CONSENT`). Nothing here reads a clock or keeps anything.
"""

from stelsel.priorities.services.handover._fold import (
    ACTS,
    OVER,
    PARTIES,
    Act,
    Standing,
    Status,
    TermLine,
    against,
    day_of,
    standing,
)
from stelsel.priorities.services.handover._messages import (
    BY,
    FIRST_YEAR,
    HOWS,
    KINDS,
    MOST_BYTES,
    MOST_FACTS,
    MOST_LABEL,
    MOST_QUESTION,
    MOST_TEXT,
    MOST_VALUE,
    VERSION,
    Accepted,
    Answered,
    AskedMore,
    Consent,
    Escalated,
    Fact,
    HearBack,
    How,
    Message,
    Offered,
    Party,
    Refused,
    ToldMore,
    Withdrawn,
    encoded,
    read,
)
from stelsel.priorities.services.handover._terms import TERMS, Ground, TermName
from stelsel.priorities.services.handover._wishes import (
    CONSENT,
    FACT_KINDS,
    HOW_WORDS,
    FactKind,
    unreadable,
    unreadable_fact,
)

__all__ = [
    "ACTS", "BY", "CONSENT", "FACT_KINDS", "FIRST_YEAR", "HOWS", "HOW_WORDS", "KINDS", "MOST_BYTES", "MOST_FACTS",
    "MOST_LABEL", "MOST_QUESTION", "MOST_TEXT", "MOST_VALUE", "OVER", "PARTIES", "TERMS", "VERSION", "Accepted", "Act",
    "Answered", "AskedMore", "Consent", "Escalated", "Fact", "FactKind", "Ground", "HearBack", "How", "Message",
    "Offered", "Party", "Refused", "Standing", "Status", "TermLine", "TermName", "ToldMore", "Withdrawn", "against",
    "day_of", "encoded", "read", "standing", "unreadable", "unreadable_fact",
]  # fmt: skip
