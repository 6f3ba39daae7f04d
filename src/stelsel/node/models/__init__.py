# SPDX-License-Identifier: EUPL-1.2
"""Tables, one file per noun. No table is indexed by a random hash."""

from stelsel.node.models.accounts import Membership, SignInFailure
from stelsel.node.models.jobs import Job, LastRun
from stelsel.node.models.logs import Log, Queued, Revision

__all__ = ["Job", "LastRun", "Log", "Membership", "Queued", "Revision", "SignInFailure"]
