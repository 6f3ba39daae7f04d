# SPDX-License-Identifier: EUPL-1.2
"""The kinds of tasks in one table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from stelsel.book.permission import Operation
from stelsel.kernel.text import Text
from stelsel.kernel.working_days import Term

ChangeName = Literal["publish", "correct", "withdraw", "erase"]
"""What may wait for a second pair of eyes."""


@dataclass(frozen=True, slots=True)
class TaskKind:
    """A kind of task: its name, its name on the wire and on screen, the operation that whoever decides must be allowed,
    the usual term (None: none), and whether it is decided here by approving or refusing (else where it is about).

    The terms are a proposal of this product (provisional), counted as the Algemene termijnenwet counts."""

    name: str
    wire: str
    title: Text
    operation: Operation
    term: Term | None
    decided_here: bool = True


_WEEK = Term(5, "working-days")

TASK_KINDS: Mapping[str, TaskKind] = {
    kind.name: kind
    for kind in (
        TaskKind(
            "judge", "beoordelen", Text(nl="Iets beoordelen", en="Judge something"), "decide-task", Term(2, "weeks")
        ),
        TaskKind(
            "answer-dispute",
            "betwisting-beantwoorden",
            Text(nl="Betwisting beantwoorden", en="Answer a dispute"),
            "answer-dispute",
            Term(10, "working-days"),
            decided_here=False,
        ),
        TaskKind(
            "take-handover",
            "overdracht-behandelen",
            Text(nl="Overgedragen vraag behandelen", en="Deal with a question that was handed over"),
            "hand-over",
            Term(2, "working-days"),
            decided_here=False,
        ),
        TaskKind(
            "deal-with-data-request",
            "dataverzoek-behandelen",
            Text(nl="Dataverzoek behandelen", en="Deal with a data request"),
            "request-data",
            Term(10, "working-days"),
            decided_here=False,
        ),
        TaskKind(
            "settle-ended-agreement",
            "opzegging-afhandelen",
            Text(nl="Opgezegde afspraak afhandelen", en="Settle an agreement that was ended"),
            "request-data",
            Term(10, "working-days"),
        ),
        TaskKind(
            "judge-recurrence",
            "terugkeer-beoordelen",
            Text(nl="Is dit knelpunt terug?", en="Has this bottleneck come back?"),
            "publish",
            Term(10, "working-days"),
            decided_here=False,
        ),
        TaskKind(
            "late-bottleneck",
            "knelpunt-te-laat",
            Text(nl="Een knelpunt wacht te lang", en="A bottleneck waits too long"),
            "publish",
            Term(5, "working-days"),
            decided_here=False,
        ),
        TaskKind(
            "publish-entry",
            "publicatie-beoordelen",
            Text(nl="Publicatie beoordelen", en="Judge a publication"),
            "publish",
            _WEEK,
        ),
        TaskKind(
            "correct-entry",
            "verbetering-beoordelen",
            Text(nl="Verbetering beoordelen", en="Judge a correction"),
            "correct",
            _WEEK,
        ),
        TaskKind(
            "withdraw-entry",
            "intrekking-beoordelen",
            Text(nl="Intrekking beoordelen", en="Judge a withdrawal"),
            "withdraw",
            _WEEK,
        ),
        TaskKind(
            "erase-entry",
            "wissing-beoordelen",
            Text(nl="Wissing beoordelen", en="Judge an erasure"),
            "erase",
            _WEEK,
        ),
    )
}
"""Name -> kind."""


def change_kind(change: ChangeName) -> TaskKind:
    """The kind of task that a held change becomes."""
    return TASK_KINDS[f"{change}-entry"]
