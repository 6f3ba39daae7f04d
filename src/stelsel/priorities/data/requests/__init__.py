# SPDX-License-Identifier: EUPL-1.2
"""A data request, from purpose to an agreement in force: one organisation asks, a gatekeeper looks, both negotiate in
versions, and both sign.

Messages that can travel (`read`, `encoded`), one fold that says how it stands (`standing`), what a gatekeeper sees of a
version (`scrutiny`), what changed between two (`differences`), and the terms (`TERMS`). Nothing here reads a clock or
keeps anything.
"""

from stelsel.priorities.data.requests._basis import law_words
from stelsel.priorities.data.requests._checks import About, Check, State
from stelsel.priorities.data.requests._conflicts import beside_bases
from stelsel.priorities.data.requests._fold import (
    ACTS,
    MOST_VERSIONS,
    OVER,
    PARTIES,
    SIGNERS,
    Act,
    Standing,
    Status,
    TermLine,
    Version,
    against,
    day_of,
    standing,
)
from stelsel.priorities.data.requests._messages import (
    ADVICE,
    BY,
    KINDS,
    MOST_BYTES,
    MOST_TEXT,
    VERSION,
    Advice,
    Advised,
    Agreed,
    Escalated,
    Explained,
    Inquired,
    Message,
    Party,
    Proposed,
    Published,
    Refused,
    Requested,
    Signed,
    Withdrawn,
    agreement_of,
    encoded,
    raw_agreement,
    read,
    read_kept,
)
from stelsel.priorities.data.requests._necessity import LESS, Needed, smallest
from stelsel.priorities.data.requests._precedents import Precedent, precedents
from stelsel.priorities.data.requests._refusals import finding
from stelsel.priorities.data.requests._scrutiny import Scrutiny, scrutiny
from stelsel.priorities.data.requests._terms import PROMISE, TERMS, Ground, TermName
from stelsel.priorities.data.requests._versions import Difference, asks_more, differences

__all__ = [
    "ACTS",
    "ADVICE",
    "BY",
    "KINDS",
    "LESS",
    "MOST_BYTES",
    "MOST_TEXT",
    "MOST_VERSIONS",
    "OVER",
    "PARTIES",
    "PROMISE",
    "SIGNERS",
    "TERMS",
    "VERSION",
    "About",
    "Act",
    "Advice",
    "Advised",
    "Agreed",
    "Check",
    "Difference",
    "Escalated",
    "Explained",
    "Ground",
    "Inquired",
    "Message",
    "Needed",
    "Party",
    "Precedent",
    "Proposed",
    "Published",
    "Refused",
    "Requested",
    "Scrutiny",
    "Signed",
    "Standing",
    "State",
    "Status",
    "TermLine",
    "TermName",
    "Version",
    "Withdrawn",
    "against",
    "agreement_of",
    "asks_more",
    "beside_bases",
    "day_of",
    "differences",
    "encoded",
    "finding",
    "law_words",
    "precedents",
    "raw_agreement",
    "read",
    "read_kept",
    "scrutiny",
    "smallest",
    "standing",
]  # fmt: skip
