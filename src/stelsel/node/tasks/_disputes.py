# SPDX-License-Identifier: EUPL-1.2
"""A dispute waits for its decider: as long as it is open, whoever publishes there has a task with the link."""

from stelsel.book.audience import Asker
from stelsel.book.book import Book
from stelsel.catalogue import KINDS
from stelsel.kernel.ids import entry_id
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text, same
from stelsel.node.node import Node
from stelsel.node.tasks._keep import open_task
from stelsel.node.tasks._steps import close
from stelsel.nouns.dispute import DISPUTE, DISPUTE_ANSWER, Disputed, dispute_at
from stelsel.nouns.task import TASK_KINDS, NewTask, Receiver, TaskReason

_KIND = TASK_KINDS["answer-dispute"]
_WHY = Text(nl="{by} zegt dat uw vermelding niet klopt.", en="{by} says that your entry is wrong.")
_DECIDER = Text(
    nl="Alleen de uitgever van een betwiste vermelding besluit daarover.",
    en="Only the publisher of a disputed entry decides about it.",
)
_DONE = "De betwisting is beantwoord of ingetrokken. / The dispute was answered or withdrawn."


def disputes_touched(node: Node, id: str) -> frozenset[str]:
    """The addresses of the disputes that a change of the entry at this address is about: itself, or what it answers."""
    kind = entry_id(id).kind
    if kind == DISPUTE.name:
        return frozenset({id})
    if kind != DISPUTE_ANSWER.name:
        return frozenset()
    said = [one for one in _everything(node).history(id) if one.payload and one.envelope.op in ("put", "correct")]
    return frozenset(one.body(DISPUTE_ANSWER).dispute for one in said)


def disputes_follow(node: Node, ids: frozenset[str], by: str = "") -> None:
    """A dispute that is open gets its task, any other loses it."""
    for address in ids:
        _follow(_everything(node), address, by)


def all_disputes_follow(node: Node) -> None:
    """The same for every dispute that stands here; for a daily job, so that nothing stays behind after a crash."""
    book = _everything(node)
    for view in book.views:
        for address in view.addresses(DISPUTE):
            _follow(book, address, "")


def _follow(book: Book, id: str, by: str) -> None:
    found = dispute_at(book, id)
    if found is not None and found.state == "open":
        open_task(_task(found))
    else:
        close(_key(id), _DONE, by)


def _task(found: Disputed) -> NewTask:
    decider, record = found.revision.log.publisher, found.record
    label = _label(found)
    title = Text(nl=f"{_KIND.title.nl}: {label.nl}", en=f"{_KIND.title.en}: {label.en}")
    reasons = (
        TaskReason(_WHY.fill(by=record.log.publisher), entry=record.id),
        TaskReason(_DECIDER, entry=found.revision.id),
    )
    return NewTask(
        _KIND.name, decider, Receiver("role", "publisher", decider), title, reasons, record.id, key=_key(record.id)
    )


def _label(found: Disputed) -> Text:
    """What the disputed entry is called; its address when its content is gone."""
    kind, revision = KINDS[entry_id(found.revision.id).kind], found.revision
    try:
        label: Text = kind.label(revision.body(kind)) if revision.payload else same(revision.id)
    except BadInput:
        label = same(revision.id)
    return Text(nl=label.nl[:150], en=label.en[:150])


def _key(id: str) -> str:
    return f"dispute:{id}"


def _everything(node: Node) -> Book:
    """What stands in the logs of this node."""
    publishers = frozenset(log.publisher for log in node.logs.sizes())
    return node.book(Asker(publishers, government=True))
