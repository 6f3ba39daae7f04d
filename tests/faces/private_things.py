# SPDX-License-Identifier: EUPL-1.2
"""What an organisation has that is in no log: a dossier, a task that waits, background work; and who may know of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from stelsel.kernel.text import same
from stelsel.kernel.vocabulary import wire
from stelsel.node import data_requests, dossiers, handover
from stelsel.node.background import check_book, compute_effects
from stelsel.node.background.outcome import outcome
from stelsel.node.identity import NOBODY, Person
from stelsel.node.jobs import ask
from stelsel.node.models import Job, Membership
from stelsel.node.node import node
from stelsel.node.permission import may
from stelsel.node.population.numbers import Group, Numbers
from stelsel.node.population.people import SMALL
from stelsel.node.population.report import Report, kept
from stelsel.node.tasks import open_task
from stelsel.nouns.task import NewTask, Receiver, TaskReason
from tests.node.dossiers.people import note, opening, person

NEVER = {"dossier": "0" * 32, "document": "0" * 32, "task": "999999", "job": "00000000-0000-0000-0000-000000000000"}
NEVER["handover"] = NEVER["data_request"] = "f" * 32
NEVER["report"] = NEVER["job"]
"""Names that nothing has."""


@dataclass(frozen=True)
class PrivateThings:
    """One of each, at one publisher: ids as they stand in an address."""

    publisher: str
    dossier: str
    document: str
    task: str
    job: str
    report: str
    handover: str = NEVER["handover"]
    data_request: str = NEVER["data_request"]

    def fill(self, pattern: str) -> dict[str, str]:
        """What fills the parts of an address about one of these; empty for any other address."""
        ids = {"dossier": self.dossier, "document": self.document, "task": self.task}
        talks = {"handover": self.handover, "data_request": self.data_request}
        return parts(pattern, {**ids, **talks, "job": self.job, "report": self.report})

    def hidden_from(self, person: Person, address: str) -> bool:
        """Whether this address is about one of these, and this person may not know that it is there. The dossier is the
        organisation's, so its administrators'; the task waits for its publishers; the work is for who may start it; the
        handover and the data request are for who may deal with them."""
        here = self.publisher
        return (
            (self.dossier in address and not may(person, "manage-dossier", here))
            or (self.data_request in address and not may(person, "request-data", here))
            or (self.handover in address and not may(person, "hand-over", here))
            or (f"/taken/{self.task}" in address and not may(person, "publish", here))
            or ((self.job in address or self.report in address) and not may(person, "run-job", here))
        )


def make(publisher: str, mark: str = "Iets") -> PrivateThings:
    """One of each; `mark` is a word that stands in each of them."""
    owner = person(f"eigenaar-{publisher}", publisher, "administrator")
    dossier = dossiers.open_dossier(owner, opening(publisher=publisher, purpose=f"{mark} behandelen"))
    document = dossiers.write(owner, dossier, note(mark, mark)).id
    why = TaskReason(same(f"{mark} moet iemand zien."))
    task = open_task(NewTask("judge", publisher, Receiver("role", "publisher", publisher), same(mark), (why,), mark))
    job = ask(check_book, key=mark, publisher=publisher)
    return PrivateThings(
        publisher,
        dossier,
        document,
        str(task.pk),
        str(job.id),
        _reported(publisher, mark),
        _handed_over(publisher, mark),
        _asked(publisher, mark),
    )


def _handed_over(publisher: str, mark: str) -> str:
    """A question that this publisher handed over to one that nobody else here works for."""
    other = f"ontvanger-van-{publisher}"
    person(f"balie-{publisher}", publisher, "publisher")
    person(other, other, "publisher")
    Membership.objects.filter(user__username__in=(f"balie-{publisher}", other)).update(government=True)
    wish = handover.Wish(publisher, other, f"{mark}?", ((mark, mark),), True, (publisher, other))
    made = handover.offer(NOBODY, wish).id
    Membership.objects.filter(user__username=other).delete()  # who takes questions on stands on a public page
    return made


def _asked(publisher: str, mark: str) -> str:
    """Data that this publisher asks of one that nobody else here works for."""
    other = f"gever-van-{publisher}"
    who = person(f"vrager-{publisher}", publisher, "publisher")
    person(other, other, "publisher")
    values = {
        wire("title"): mark,
        wire("sharing_purpose"): f"{mark}, en nergens anders voor.",
        wire("legal_bases"): [{wire("law_identifier"): "BWBR0005416", wire("article"): "160", wire("ground"): "e"}],
        wire("agreed_fields"): [{wire("field_name"): mark.lower(), wire("necessity"): mark}],
    }
    made = data_requests.ask(node(), who, data_requests.Wish(publisher, other, other, mark, values))
    Membership.objects.filter(user__username=other).delete()  # who deals with requests stands in a form
    assert made.first is not None, "it was just made"
    return made.first.data_request


def _reported(publisher: str, mark: str) -> str:
    """Work that is done, with a report of a rule for everyone."""
    rule, output = "wet_op_de_zorgtoeslag", "zorgtoeslag_per_jaar"
    asked = {"rule": rule, "output": output, "first": "2026-01-01", "second": "", "by": "", "people": SMALL}
    job = ask(compute_effects, key=f"{mark} voor iedereen", publisher=publisher, go_on=False, **asked)
    told = Numbers(Group("", 9, 9, 9, Fraction(900)), (), (), ())
    found = Report(
        rule=rule,
        output=output,
        unit="eurocent",
        synthetic=True,
        by=(),
        days=(date(2026, 1, 1),),
        texts=({},),
        figures=({},),
        position="0" * 64,
        source=((mark, "0" * 64),),
        households=9,
        left_out=0,
        numbers=(told,),
        reform=None,
        more=None,
        examples=(),
        findings=(),
    )
    value = {**outcome(same(mark)), "report": kept(found)}
    DBTaskResult.objects.filter(pk=job.id).update(status=TaskResultStatus.SUCCESSFUL, return_value=value)
    Job.objects.filter(pk=job.id).update(end="done")
    return str(job.id)


def parts(pattern: str, ids: dict[str, str]) -> dict[str, str]:
    """Which of these ids fill this pattern, of a page or of an operation of the API."""
    found = {}
    if "dossier>" in pattern or "{dossier}" in pattern:
        found["dossier"] = ids["dossier"]
    if ":document>" in pattern or "{stuk}" in pattern:
        found["document"] = found["stuk"] = ids["document"]
    if "data_request>" in pattern or "{dataverzoek}" in pattern:
        found["data_request"] = found["dataverzoek"] = ids["data_request"]
    if "handover>" in pattern:
        found["handover"] = ids["handover"]
    if ":number>" in pattern or "{nummer}" in pattern:
        work = "report" if pattern.endswith("/gevolgen") else "job"
        found["number"] = found["nummer"] = ids[work if "werk/" in pattern or "opdrachten/" in pattern else "task"]
    return found
