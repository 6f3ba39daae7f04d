# SPDX-License-Identifier: EUPL-1.2
"""Tasks of this node: what waits for whom, deciding it, standing in for somebody, and what publishers want of it."""

from stelsel.node.identity import OPERATOR
from stelsel.node.tasks._bottlenecks import bottlenecks_follow
from stelsel.node.tasks._changes import Held, pending, publish_now, submit, wants_four_eyes
from stelsel.node.tasks._decide import approve, delegate, refuse, settle, take_back
from stelsel.node.tasks._disputes import all_disputes_follow
from stelsel.node.tasks._endings import endings_follow
from stelsel.node.tasks._inbox import Waiting, asked, find, inbox, waiting_at, waiting_count
from stelsel.node.tasks._keep import open_task
from stelsel.node.tasks._receivers import account, candidates, mandates_of
from stelsel.node.tasks._steps import close
from stelsel.node.tasks._substitute import end_substitution, substitute, substitutions
from stelsel.node.tasks._wishes import escalate, escalate_one, rule_of, rules_of, set_rule

__all__ = [
    "OPERATOR", "Held", "Waiting", "account", "all_disputes_follow", "approve", "asked", "bottlenecks_follow",
    "candidates", "close", "delegate", "end_substitution", "endings_follow", "escalate", "escalate_one", "find",
    "inbox", "mandates_of", "open_task", "pending", "publish_now", "refuse", "rule_of", "rules_of", "set_rule",
    "settle", "submit", "substitute", "substitutions", "take_back", "waiting_at", "waiting_count", "wants_four_eyes",
]  # fmt: skip
