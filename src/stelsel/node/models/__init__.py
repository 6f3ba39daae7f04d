# SPDX-License-Identifier: EUPL-1.2
"""Tables, one file per noun. No table is indexed by a random hash, but for budgets, which hold few rows for moments."""

from stelsel.node.models.accounts import Membership, SignInFailure
from stelsel.node.models.audit import AuditEvent, AuditHead
from stelsel.node.models.budgets import BudgetUse
from stelsel.node.models.identity import Mandate, Representation, Subject
from stelsel.node.models.logs import Log, Queued, Revision

__all__ = [
    "AuditEvent", "AuditHead", "BudgetUse", "Log", "Mandate", "Membership", "Queued", "Representation", "Revision",
    "SignInFailure", "Subject",
]  # fmt: skip
