# SPDX-License-Identifier: EUPL-1.2
"""Recording many entries at once, as an import does: what is new is published, what differs is corrected."""

from collections.abc import Sequence

from stelsel.kernel.draft import Draft
from stelsel.node import before_publishing
from stelsel.node.example.load import put_all
from stelsel.node.identity import Person
from stelsel.node.node import Node
from stelsel.node.permission import require
from stelsel.nouns.agreement import AGREEMENT
from stelsel.register.records import LogName


def record(node: Node, log: LogName, drafts: Sequence[Draft], why: str, by: Person) -> int:
    """How many entries were written in this log. NotAllowed, or BadInput for the first that does not fit: then none."""
    for kind in {draft.kind.name for draft in drafts}:
        require(by, "publish", log.publisher, log.audience, kind)
        require(by, "correct", log.publisher, log.audience, kind)
    _refuse_circles(node, log, drafts, by)
    return put_all(node, log, drafts, why)


def _refuse_circles(node: Node, log: LogName, drafts: Sequence[Draft], by: Person) -> None:
    """BadInput for agreements that would rest on each other in a circle, those that come together too."""
    coming = {f"{log.publisher}/{AGREEMENT.name}/{one.local}": one.body for one in drafts if one.kind is AGREEMENT}
    if not coming:
        return
    book = node.book(by.asker)
    for address, body in coming.items():
        before_publishing.refuse_circle(book, address, body, coming)
