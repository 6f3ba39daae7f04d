# SPDX-License-Identifier: EUPL-1.2
"""A task: what waits for whom, why it came there, by when, and about what. Private state of one node: it never enters a
register, and it names accounts only by their name here."""

from stelsel.nouns.task._kinds import TASK_KINDS, ChangeName, TaskKind, change_kind
from stelsel.nouns.task._rules import Signature, may_approve, substitutes
from stelsel.nouns.task._shape import MOST_REASON, NewTask, Receiver, TaskReason, Verdict

__all__ = [
    "MOST_REASON", "TASK_KINDS", "ChangeName", "NewTask", "Receiver", "Signature", "TaskKind", "TaskReason", "Verdict",
    "change_kind", "may_approve", "substitutes",
]  # fmt: skip
