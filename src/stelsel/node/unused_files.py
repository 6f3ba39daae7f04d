# SPDX-License-Identifier: EUPL-1.2
"""Taking away the bytes that no current attachment names any more."""

from collections.abc import Iterable

from stelsel.book.audience import Asker
from stelsel.node.node import Node
from stelsel.nouns.attachment import ATTACHMENT
from stelsel.register.log import LogName


def drop_unused(node: Node, log: LogName, hashes: Iterable[str]) -> None:
    """Remove the files of these hashes that no current attachment of this log names; inside the lock of attachments."""
    book = node.book(Asker(frozenset({log.publisher})))
    used = {body.sha256 for record, body in book.rows(ATTACHMENT) if record.log == log}
    for sha256 in sorted(set(hashes) - used):
        node.attachments.drop(node.attachments.place(log.publisher, log.audience, sha256))
