# SPDX-License-Identifier: EUPL-1.2
"""Tables, one file per noun. No table of the logs is indexed by a random hash."""

from stelsel.node.models.accounts import Membership, Provisioned, ServiceKey, SignInFailure
from stelsel.node.models.audit import AuditEvent, AuditHead
from stelsel.node.models.budgets import BudgetUse
from stelsel.node.models.data_requests import DataRequest
from stelsel.node.models.dossiers import DataSubject, Dossier, DossierReader, DossierRevision, DossierSubject
from stelsel.node.models.experience import JourneyCount
from stelsel.node.models.handover import Handover
from stelsel.node.models.identity import Mandate, Representation, Subject
from stelsel.node.models.jobs import Job, LastRun
from stelsel.node.models.logs import Log, Queued, Revision
from stelsel.node.models.passkeys import Passkey, PasskeyOwner
from stelsel.node.models.prevention import LessonShown
from stelsel.node.models.processing import ProcessingActivity, ProcessingExport, ProcessingRecord
from stelsel.node.models.tasks import Digest, DigestChannel, Substitution, Task, TaskDecision, TaskRule

__all__ = [
    "AuditEvent", "AuditHead", "BudgetUse", "DataRequest", "DataSubject", "Digest", "DigestChannel", "Dossier",
    "DossierReader", "DossierRevision", "DossierSubject", "Handover", "Job", "JourneyCount", "LastRun", "LessonShown",
    "Log", "Mandate", "Membership", "Passkey", "PasskeyOwner", "ProcessingActivity", "ProcessingExport",
    "ProcessingRecord", "Provisioned", "Queued", "Representation", "Revision", "ServiceKey", "SignInFailure",
    "Subject", "Substitution", "Task", "TaskDecision", "TaskRule",
]  # fmt: skip
