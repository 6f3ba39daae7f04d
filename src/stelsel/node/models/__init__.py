# SPDX-License-Identifier: EUPL-1.2
"""Tables, one file per noun. No table is indexed by a random hash."""

from stelsel.node.models.accounts import Membership, SignInFailure
from stelsel.node.models.identity import Mandate, Representation, Subject
from stelsel.node.models.logs import Log, Queued, Revision

__all__ = ["Log", "Mandate", "Membership", "Queued", "Representation", "Revision", "SignInFailure", "Subject"]
