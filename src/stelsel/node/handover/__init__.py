# SPDX-License-Identifier: EUPL-1.2
"""Warm handovers of this node: a question goes from one organisation to another with the person's consent.

`offer` begins one and gives the code of the case; `deliver` takes any message in, from here or from another node;
`act_for` is for who works there, `act_as_person` for the person; `look`, `listed`, `find_case` and `mine` show them;
`escalate_overdue` and `forget` are for the daily work.
"""

from stelsel.node.handover._acts import act_as_person, act_for
from stelsel.node.handover._deliver import deliver
from stelsel.node.handover._find import Seen, find_case, is_mine, listed, look, look_as_person, mine
from stelsel.node.handover._here import giver_choices, publisher_of, takes
from stelsel.node.handover._late import escalate_overdue, forget
from stelsel.node.handover._offer import Sent, Wish, draft, offer
from stelsel.node.handover._tasks import ABOUT

__all__ = [
    "ABOUT", "Seen", "Sent", "Wish", "act_as_person", "act_for", "deliver", "draft", "escalate_overdue", "find_case",
    "forget", "giver_choices", "is_mine", "listed", "look", "look_as_person", "mine", "offer", "publisher_of", "takes",
]  # fmt: skip
