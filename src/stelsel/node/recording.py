# SPDX-License-Identifier: EUPL-1.2
"""Recording many entries at once, as an import does: what is new is published, what differs is corrected."""

from collections.abc import Sequence

from stelsel.kernel.draft import Draft
from stelsel.node.example.load import put_all
from stelsel.node.identity import Person
from stelsel.node.node import Node
from stelsel.node.permission import require
from stelsel.register.records import LogName


def record(node: Node, log: LogName, drafts: Sequence[Draft], why: str, by: Person) -> int:
    """How many entries were written in this log. NotAllowed, or BadInput for the first that does not fit: then none."""
    for kind in {draft.kind.name for draft in drafts}:
        require(by, "publish", log.publisher, log.audience, kind)
        require(by, "correct", log.publisher, log.audience, kind)
    return put_all(node, log, drafts, why)
