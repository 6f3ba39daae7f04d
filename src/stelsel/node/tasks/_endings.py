# SPDX-License-Identifier: EUPL-1.2
"""An agreement that a party ended asks both parties to arrange it: what is delivered stops before that day. Each gets
one task, and loses it when the end is taken back or the agreement is in force again without an end."""

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
from stelsel.nouns.agreement import (
    AGREEMENT_SIGNATURE,
    AgreementStanding,
    agreement_here,
    agreement_standing,
    agreements_ended,
    signed_at,
)
from stelsel.nouns.task import TASK_KINDS, NewTask, Receiver, TaskReason
from stelsel.register.log import LogName

KIND = TASK_KINDS["settle-ended-agreement"]
RECENT = timedelta(days=30)
"""An end that was published longer ago opens no task: those of then may be gone already."""
_DO = Text(
    nl="Zorg dat de levering stopt vóór {day}. Keur deze taak goed als dat geregeld is, en schrijf wat u deed.",
    en="See that the delivery stops before {day}. Approve this task once that is arranged, and write what you did.",
)
_TAKEN_BACK = "De opzegging is teruggenomen. / The end was taken back."
_AGAIN = "De afspraak is weer van kracht, zonder opzegging. / The agreement is in force again, without an end."


def endings_follow(node: Node) -> None:
    """Open what is asked now and close what no longer is; also daily, so that nothing stays behind after a crash."""
    logs = [one for one in node.logs.sizes() if one.audience != "own"]
    book = node.book(Asker(frozenset(one.publisher for one in logs), government=True))
    if not any(view.addresses(AGREEMENT_SIGNATURE) for view in book.views):
        return
    wanted = {one.key: one for one in _tasks(book, logs)}
    for row in Task.objects.filter(kind=KIND.name, state="open", open_key__isnull=False):
        over = "" if row.open_key in wanted else _over(book, row.about)
        if over:
            close(str(row.open_key), over)
    had = set(Task.objects.filter(kind=KIND.name).values_list("publisher", "about"))
    recent = (clock.today() - RECENT).isoformat()
    for one in wanted.values():
        record = book.get(one.about)
        if (one.publisher, one.about) not in had and record is not None and record.envelope.at[:10] >= recent:
            open_task(one)


def _tasks(book: Book, logs: list[LogName]) -> Iterator[NewTask]:
    for address in agreements_ended(book):
        if agreement_here(book, address) is None:
            continue
        found = agreement_standing(book, address, clock.today())
        for end in found.ends:
            for publisher in _publishers(found, logs):
                yield _task(found, end.record.id, end.day, publisher)


def _over(book: Book, end: str) -> str:
    """Why nothing has to be arranged any more for an end; empty as long as it does. An agreement that was corrected or
    taken back after it was ended is not in force either, so that the delivery has to stop all the same."""
    said = signed_at(book, end)
    if said and not any(one.stands for one in said):
        return _TAKEN_BACK
    address = said[-1].body.agreement if said else ""
    if not address or agreement_here(book, address) is None:
        return ""
    found = agreement_standing(book, address, clock.today())
    return _AGAIN if found.in_force and not found.ends else ""


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
