# SPDX-License-Identifier: EUPL-1.2
"""Tables, one file per noun. No table is indexed by a random hash."""

from stelsel.node.models.accounts import Membership, SignInFailure
from stelsel.node.models.logs import Log, Queued, Revision
from stelsel.node.models.tasks import Digest, DigestChannel, Substitution, Task, TaskDecision, TaskRule

__all__ = [
    "Digest", "DigestChannel", "Log", "Membership", "Queued", "Revision", "SignInFailure", "Substitution", "Task",
    "TaskDecision", "TaskRule",
]  # fmt: skip
