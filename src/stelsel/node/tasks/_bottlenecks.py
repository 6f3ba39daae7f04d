# SPDX-License-Identifier: EUPL-1.2
"""Bottlenecks that ask for somebody: a solved one that may be back waits for its owner, and one whose term is over for
its steward. A task goes when what it asks is no longer so."""

from collections.abc import Iterator

from stelsel.book.audience import Asker
from stelsel.book.book import Book
from stelsel.kernel.text import Text
from stelsel.node.models import Task
from stelsel.node.node import Node
from stelsel.node.tasks._keep import open_task
from stelsel.node.tasks._steps import close
from stelsel.nouns.bottleneck import BOTTLENECK, Standing, board, recurrences
from stelsel.nouns.task import TASK_KINDS, NewTask, Receiver, TaskReason

_RECURRENCE, _LATE = TASK_KINDS["judge-recurrence"], TASK_KINDS["late-bottleneck"]
_AGAIN = Text(
    nl="Dit knelpunt is gemeld nadat u een oplossing aannam, en het lijkt op het opgeloste.",
    en="This bottleneck was raised after you adopted a solution, and it looks like the solved one.",
)
_SOLVED = Text(nl="Het opgeloste knelpunt.", en="The solved bottleneck.")
_TOO_LATE = Text(nl="De termijn “{term}” is voorbij.", en="The term “{term}” is over.")
_LEVEL = Text(nl="Nu aan zet: {level}.", en="Now up to: {level}.")
_DONE = "Het knelpunt vraagt dit niet meer. / The bottleneck no longer asks this."


def bottlenecks_follow(node: Node) -> None:
    """Open what is asked now and close what no longer is; also daily, for terms end without anybody doing anything."""
    publishers = frozenset(log.publisher for log in node.logs.sizes())
    book = node.book(Asker(publishers, government=True))
    if not book.count(BOTTLENECK):
        return
    wanted = {one.key: one for one in _tasks(book) if one.publisher in publishers}
    kinds = (_RECURRENCE.name, _LATE.name)
    for row in Task.objects.filter(kind__in=kinds, state="open", open_key__isnull=False):
        if row.open_key not in wanted:
            close(str(row.open_key), _DONE)
    for one in wanted.values():
        open_task(one)


def _tasks(book: Book) -> Iterator[NewTask]:
    for one in recurrences(book):
        owner = one.solved.course.owner
        reasons = (TaskReason(_AGAIN, entry=one.again.id), TaskReason(_SOLVED, entry=one.solved.id))
        key = f"recurrence:{one.solved.id}:{one.again.id}"
        yield _task(_RECURRENCE.name, owner, one.again, reasons, key, one.solved.id)
    for late in board(book).open:
        if late.level is None or not late.late:
            continue
        term, who = late.late[0].ground.what, late.decider
        said = (TaskReason(_TOO_LATE.fill(term=term), entry=late.id), TaskReason(_LEVEL.fill(level=late.level.name)))
        yield _task(_LATE.name, who, late, said, f"late:{late.id}:{late.level.level}", late.id)


def _task(kind: str, publisher: str, about: Standing, reasons: tuple[TaskReason, ...], key: str, where: str) -> NewTask:
    title, label = TASK_KINDS[kind].title, about.body.title[:150]
    words = Text(nl=f"{title.nl}: {label}", en=f"{title.en}: {label}")
    return NewTask(kind, publisher, Receiver("role", "publisher", publisher), words, reasons, where, key=key)
