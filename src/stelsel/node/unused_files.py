# SPDX-License-Identifier: EUPL-1.2
"""Taking away the bytes that no attachment names any more, neither a current one nor one that waits for approval."""

import base64
from collections.abc import Iterable

from stelsel.book.audience import Asker
from stelsel.node.models import Task
from stelsel.node.node import Node
from stelsel.nouns.attachment import ATTACHMENT
from stelsel.register.log import LogName


def drop_unused(node: Node, log: LogName, hashes: Iterable[str]) -> None:
    """Remove the files of these hashes that no current or held attachment of this log names; inside the lock of
    attachments."""
    book = node.book(Asker(frozenset({log.publisher})))
    used = {body.sha256 for record, body in book.rows(ATTACHMENT) if record.log == log}
    held = held_files(log.publisher, log.audience)
    for sha256 in sorted(set(hashes) - used - held):
        node.attachments.drop(node.attachments.place(log.publisher, log.audience, sha256))


def held_files(publisher: str, audience: str) -> frozenset[str]:
    """The hashes of files whose attachment waits for a second person: they are no orphans."""
    rows = Task.objects.filter(publisher=publisher, state__in=("open", "busy"), kind="publish-entry")
    changes = [task.change for task in rows if task.change and task.change["audience"] == audience]
    files = [one["payload"] for one in changes if one["type"].startswith(f"{ATTACHMENT.name}/")]
    return frozenset(ATTACHMENT.decode(base64.b64decode(one)).body.sha256 for one in files)
