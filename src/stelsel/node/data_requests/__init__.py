# SPDX-License-Identifier: EUPL-1.2
"""Data requests of this node: one organisation asks another for data, a gatekeeper looks, they negotiate and sign.

`ask` begins one; `deliver` takes any message in, from here or from another node; `act_for` is for who works at a party;
`publish` and `sign` also write in the logs; `go_on` follows what was published after it was held, `let_go` and
`take_back_if_over` what is not wanted any more; `look` and `listed` show them, `held_task` what waits for a second
person; `all_go_on`, `escalate_overdue` and `forget` are for the daily work.
"""

from stelsel.node.data_requests._acts import Said, act_for
from stelsel.node.data_requests._ask import Wish, ask, draft, edited
from stelsel.node.data_requests._bind import lessons, publish, sign
from stelsel.node.data_requests._deliver import deliver
from stelsel.node.data_requests._find import Seen, held_task, listed, look, waits_for_me
from stelsel.node.data_requests._go_on import all_go_on, go_on, let_go, take_back_if_over
from stelsel.node.data_requests._here import choices, takes_part
from stelsel.node.data_requests._late import escalate_overdue, forget
from stelsel.node.data_requests._tasks import ABOUT
from stelsel.node.signatures import organisation_of

__all__ = [
    "ABOUT", "Said", "Seen", "Wish", "act_for", "all_go_on", "ask", "choices", "deliver", "draft", "edited",
    "escalate_overdue", "forget", "go_on", "held_task", "lessons", "let_go", "listed", "look", "organisation_of",
    "publish", "sign", "take_back_if_over", "takes_part", "waits_for_me",
]  # fmt: skip
