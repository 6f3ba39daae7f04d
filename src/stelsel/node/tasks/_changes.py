# SPDX-License-Identifier: EUPL-1.2
"""Four eyes on publishing: a change that a publisher wants seen by a second person waits as a task, and is published at
approval. Where the publisher does not want that, it is published at once."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import msgspec

from stelsel.book.audience import Asker
from stelsel.catalogue import KINDS
from stelsel.kernel.entry import GONE, Source
from stelsel.kernel.ids import entry_id
from stelsel.kernel.kind import AudienceName
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text, same
from stelsel.node import before_publishing
from stelsel.node.audit import audit
from stelsel.node.node import Node
from stelsel.node.tasks._bottlenecks import bottlenecks_follow
from stelsel.node.tasks._disputes import disputes_follow, disputes_touched
from stelsel.node.tasks._endings import endings_follow
from stelsel.node.tasks._keep import open_task
from stelsel.node.tasks._receivers import rule
from stelsel.node.unused_files import drop_unused
from stelsel.nouns.agreement import AGREEMENT_SIGNATURE
from stelsel.nouns.attachment import ATTACHMENT
from stelsel.nouns.bottleneck import KINDS as BOTTLENECK_KINDS
from stelsel.nouns.task import ChangeName, NewTask, Receiver, TaskReason, change_kind
from stelsel.register.log import Receipt, Submission

_CHANGES: dict[str, ChangeName] = {
    "put": "publish",
    "correct": "correct",
    "withdraw": "withdraw",
    "erase": "erase",
}
_BOTTLENECKS = frozenset(one.name for one in BOTTLENECK_KINDS)
_ASKED = {
    "publish": Text(nl="{by} vraagt om publicatie.", en="{by} asks to publish this."),
    "correct": Text(nl="{by} vraagt om een verbetering: {why}", en="{by} asks for a correction: {why}"),
    "withdraw": Text(nl="{by} vraagt om intrekking: {why}", en="{by} asks for a withdrawal: {why}"),
    "erase": Text(nl="{by} vraagt om wissing: {why}", en="{by} asks for an erasure: {why}"),
}
_RULE = Text(
    nl="Deze organisatie wil dat een tweede persoon meekijkt (vier ogen).",
    en="This organisation wants a second person to look (four eyes).",
)


@dataclass(frozen=True, slots=True)
class Held:
    """What was asked is not published yet: the number of the task that waits for a second person, and the address of
    the entry."""

    task: int
    id: str


def wants_four_eyes(publisher: str, op: str) -> bool:
    """Whether this publisher wants a second person to look at such a change."""
    return op in _CHANGES and rule(publisher, change_kind(_CHANGES[op]).name).four_eyes


def submit(node: Node, publisher: str, audience: AudienceName, item: Submission, by: str) -> Receipt | Held:
    """Publish a change for the account `by`, durable on return; or hold it, as a task for another publisher there.
    BadInput when the log would not take it, or when another change of this entry waits already."""
    if not wants_four_eyes(publisher, item.op):
        return publish_now(node, publisher, audience, item, by)
    node.check(publisher, audience, item)
    change = _plain(node, publisher, audience, item)
    task = open_task(_task(node, publisher, item, by), change)
    if task.change != change or task.asked_by != by:
        raise bad_input(
            "change-waits",
            item.id,
            Text(nl="Voor deze vermelding wacht al een wijziging.", en="A change of this entry waits already."),
            Text(nl=f"Wacht tot taak {task.pk} is besloten.", en=f"Wait until task {task.pk} is decided."),
        )
    audit("change-held", by, item.id, task=task.pk, change=item.op)
    return Held(task.pk, item.id)


def apply_change(node: Node, change: dict[str, Any], by: str) -> Receipt:
    """Publish what was held; BadInput when the entry changed meanwhile, the log does not take it any more, what was
    published meanwhile would make a circle of it, or an end of an agreement counts by now."""
    publisher, audience, item = _read(change)
    if _newest(node, publisher, audience, item.id) != change["seen"]:
        raise bad_input(
            "overtaken",
            item.id,
            Text(nl="De vermelding is intussen veranderd.", en="The entry has changed meanwhile."),
            Text(nl="Weiger deze taak, en vraag de wijziging opnieuw.", en="Refuse this task, and ask for it again."),
        )
    before_publishing.refuse_held(node, publisher, item)
    return publish_now(node, publisher, audience, item, by)


def publish_now(node: Node, publisher: str, audience: AudienceName, item: Submission, by: str) -> Receipt:
    """Publish one change, and do what belongs to it: the file of an erased attachment goes, unless another current one
    has the same bytes, and the tasks of disputes, bottlenecks and ended agreements follow it. Lessons that were
    heeded or not are kept beside what is published."""
    log, hashes = node.logs.named(publisher, audience), _files_of(node, publisher, item)
    touched = disputes_touched(node, item.id)
    receipt = node.publish(publisher, audience, [item])[0]
    if hashes and log is not None:
        with node.attachments.locked(publisher):
            drop_unused(node, log, hashes)
    disputes_follow(node, touched | disputes_touched(node, item.id), by)
    before_publishing.keep_checks(node, publisher, audience, item, Asker(frozenset({publisher}), government=True))
    if entry_id(item.id).kind in _BOTTLENECKS:
        bottlenecks_follow(node)
    if entry_id(item.id).kind == AGREEMENT_SIGNATURE.name:
        endings_follow(node)
    return receipt


def _files_of(node: Node, publisher: str, item: Submission) -> frozenset[str]:
    """The hashes of the files that an erasure of an attachment leaves behind."""
    if item.op != "erase" or entry_id(item.id).kind != ATTACHMENT.name:
        return frozenset()
    history = node.book(Asker(frozenset({publisher}))).history(item.id)
    return frozenset(one.body(ATTACHMENT).sha256 for one in history if one.payload and one.envelope.op not in GONE)


def stands(node: Node, change: dict[str, Any], since: datetime) -> bool:
    """Whether exactly this change is the newest in the log, put there since then."""
    publisher, _, item = _read(change)
    history = node.book(Asker(frozenset({publisher}))).history(item.id)
    if not history:
        return False
    last = history[-1]
    same_content = last.payload == item.payload or item.op in GONE
    moment = datetime.fromisoformat(last.envelope.at)
    return same_content and last.envelope.op == item.op and moment >= since.replace(microsecond=0)


def pending(change: dict[str, Any]) -> Submission:
    """What waits to be published."""
    return _read(change)[2]


def _task(node: Node, publisher: str, item: Submission, by: str) -> NewTask:
    name = _CHANGES[item.op]
    kind = change_kind(name)
    asked, label = _ASKED[name].fill(by=by, why=item.why or ""), label_of(node, publisher, item)
    return NewTask(
        kind.name,
        publisher,
        Receiver("role", "publisher", publisher),
        Text(nl=f"{kind.title.nl}: {label.nl}", en=f"{kind.title.en}: {label.en}"),
        (TaskReason(asked, entry="" if item.op == "put" else item.id), TaskReason(_RULE)),
        item.id,
        asked_by=by,
        key=f"change:{item.id}",
    )


def label_of(node: Node, publisher: str, item: Submission) -> Text:
    """What the entry is called: by the new content, else by that which stands there; else its address."""
    kind = KINDS[item.type.partition("/")[0]]
    record = node.book(Asker(frozenset({publisher}))).get(item.id)
    payload = item.payload if item.op in ("put", "correct") else record.payload if record else b""
    try:
        label: Text = kind.label(kind.decode(payload).body)
    except BadInput:
        return same(item.id)
    return Text(nl=f"{label.nl[:150]} ({kind.title.nl.lower()})", en=f"{label.en[:150]} ({kind.title.en.lower()})")


def _plain(node: Node, publisher: str, audience: AudienceName, item: Submission) -> dict[str, Any]:
    return {
        "publisher": publisher,
        "audience": audience,
        "op": item.op,
        "type": item.type,
        "id": item.id,
        "payload": base64.b64encode(item.payload).decode(),
        "sha256": hashlib.sha256(item.payload).hexdigest(),
        "org": item.org,
        "source": msgspec.to_builtins(item.source),
        "why": item.why,
        "seen": _newest(node, publisher, audience, item.id),
    }


def _read(change: dict[str, Any]) -> tuple[str, AudienceName, Submission]:
    payload = base64.b64decode(change["payload"])
    assert hashlib.sha256(payload).hexdigest() == change["sha256"], "a held change is what was asked"
    source = msgspec.convert(change["source"], Source | None)
    item = Submission(change["op"], change["type"], change["id"], payload, change["org"], source, change["why"])
    return change["publisher"], cast(AudienceName, change["audience"]), item


def _newest(node: Node, publisher: str, audience: str, id: str) -> int | None:
    """The index of the newest revision of an entry in its log; None when there is none."""
    log = node.logs.named(publisher, audience)
    found = dict(node.logs.latest(log.origin, [id])).get(id) if log else None
    return found.index if found else None
