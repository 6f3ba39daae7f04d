# SPDX-License-Identifier: EUPL-1.2
"""An agreement that a party ended asks both parties to arrange it: what is delivered stops before that day. Each gets
one task, and loses it when the end is taken back or another signature came over it."""

from collections.abc import Iterator
from datetime import date, timedelta

from stelsel.book.audience import Asker
from stelsel.book.book import Book
from stelsel.kernel.text import Text
from stelsel.kernel.time import say_day
from stelsel.node import clock
from stelsel.node.models import Task
from stelsel.node.node import Node
from stelsel.node.tasks._keep import open_task
from stelsel.node.tasks._steps import close
from stelsel.nouns.agreement import AGREEMENT_SIGNATURE, AgreementStanding, agreement_here, agreement_standing
from stelsel.nouns.task import TASK_KINDS, NewTask, Receiver, TaskReason
from stelsel.register.log import LogName

KIND = TASK_KINDS["settle-ended-agreement"]
RECENT = timedelta(days=30)
"""An end that was published longer ago opens no task: those of then may be gone already."""
_DO = Text(
    nl="Zorg dat de levering stopt vóór {day}. Keur deze taak goed als dat geregeld is, en schrijf wat u deed.",
    en="See that the delivery stops before {day}. Approve this task once that is arranged, and write what you did.",
)
_DONE = "De opzegging geldt niet meer. / The agreement is no longer being ended."


def endings_follow(node: Node) -> None:
    """Open what is asked now and close what no longer is; also daily, so that nothing stays behind after a crash."""
    logs = [one for one in node.logs.sizes() if one.audience != "own"]
    book = node.book(Asker(frozenset(one.publisher for one in logs), government=True))
    if not book.count(AGREEMENT_SIGNATURE):
        return
    wanted = {one.key: one for one in _tasks(book, logs)}
    for row in Task.objects.filter(kind=KIND.name, state="open", open_key__isnull=False):
        if row.open_key not in wanted:
            close(str(row.open_key), _DONE)
    had = set(Task.objects.filter(kind=KIND.name).values_list("publisher", "about"))
    recent = (clock.today() - RECENT).isoformat()
    for one in wanted.values():
        record = book.get(one.about)
        if (one.publisher, one.about) not in had and record is not None and record.envelope.at[:10] >= recent:
            open_task(one)


def _tasks(book: Book, logs: list[LogName]) -> Iterator[NewTask]:
    ended = {body.agreement for _, body in book.rows(AGREEMENT_SIGNATURE) if body.signature_outcome == "revoke"}
    for address in sorted(ended):
        if agreement_here(book, address) is None:
            continue
        found = agreement_standing(book, address, clock.today())
        for end in found.ends:
            for publisher in _publishers(found, logs):
                yield _task(found, end.record.id, end.day, publisher)


def _publishers(found: AgreementStanding, logs: list[LogName]) -> list[str]:
    """Who publishes here for a party."""
    parties = {one.seat.now for one in found.parties}
    return sorted({one.publisher for one in logs if one.organisation in parties})


def _task(found: AgreementStanding, end: str, first: date, publisher: str) -> NewTask:
    label, title = found.body.title[:150], KIND.title
    told = [TaskReason(one.text, entry=end) for one in found.end_reasons if one.ref is not None and one.ref.id == end]
    do = _DO.fill(day=Text(nl=say_day(first, "nl"), en=say_day(first, "en")))
    return NewTask(
        KIND.name,
        publisher,
        Receiver("role", "publisher", publisher),
        Text(nl=f"{title.nl}: {label}", en=f"{title.en}: {label}"),
        (*told, TaskReason(do, entry=found.address)),
        end,
        key=f"ended-agreement:{end}:{publisher}",
        due=max(first, clock.today()),
    )
