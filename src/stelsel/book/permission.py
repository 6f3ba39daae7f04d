# SPDX-License-Identifier: EUPL-1.2
"""Who may what: ONE table of role x operation x audience x kind. Whoever asks "may this person do that" reads it here;
nothing else decides.

A role is held at a publisher (reader, publisher, administrator) or by nature (anyone, government, citizen, operator).
What no row allows is refused.
"""

from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["anyone", "government", "citizen", "reader", "publisher", "administrator", "operator"]
"""anyone: every visitor. government: who works for a public organisation, at whichever publisher. citizen: signed in
for oneself or for whom one represents, never at a publisher. reader, publisher, administrator: at a publisher, each
with all of the one before. operator: who has a shell on the machine of the node."""

Operation = Literal[
    "see",
    "publish",
    "correct",
    "withdraw",
    "erase",
    "attach",
    "dispute",
    "answer-dispute",
    "open-dossier",
    "read-dossier",
    "write-dossier",
    "manage-dossier",
    "answer-access-request",
    "decide-task",
    "manage-tasks",
    "run-job",
    "manage-accounts",
    "grant-mandate",
    "read-audit",
    "keep-node",
]
"""see .. answer-dispute: entries in a log. open-dossier: begin one. read-, write-dossier: also needs to be named
a reader of that dossier. manage-dossier: what its owner may, with a dossier of one's publisher. answer-access-request:
give a data subject what the dossiers of one's publisher hold about them. decide-task: also needs the task to wait for
this person. manage-tasks: say what a publisher wants of tasks. keep-node: keys, backup, retention, seals."""

AUDIENCES = ("own", "public", "gov")
OPERATIONS: tuple[Operation, ...] = get_args(Operation)
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True)
class Row:
    """A role may do these operations, in logs for these audiences, with entries of these kinds (empty: every kind that
    the audience takes). Operations outside logs have no audience."""

    role: Role
    operations: tuple[Operation, ...]
    audiences: tuple[str, ...] = AUDIENCES
    kinds: tuple[str, ...] = ()


_CHANGE: tuple[Operation, ...] = ("publish", "correct", "withdraw", "erase", "attach", "dispute", "answer-dispute")

TABLE: tuple[Row, ...] = (
    Row("anyone", ("see",), ("public",)),
    Row("government", ("see",), ("gov",)),
    Row("citizen", ("open-dossier", "read-dossier", "write-dossier", "decide-task")),
    Row("reader", ("see", "open-dossier", "read-dossier", "write-dossier", "decide-task")),
    Row("publisher", (*_CHANGE, "run-job")),
    Row("administrator", ("manage-dossier", "answer-access-request")),
    Row("administrator", ("manage-accounts", "manage-tasks", "grant-mandate", "read-audit")),
    Row("operator", OPERATIONS),
)

_INCLUDES: dict[Role, tuple[Role, ...]] = {
    "anyone": ("anyone",),
    "government": ("anyone", "government"),
    "citizen": ("anyone", "citizen"),
    "reader": ("anyone", "reader"),
    "publisher": ("anyone", "reader", "publisher"),
    "administrator": ("anyone", "reader", "publisher", "administrator"),
    "operator": ("operator",),
}


def allows(role: Role, operation: Operation, audience: str = "", kind: str = "") -> bool:
    """Whether a role may do this. Empty `audience`: an operation outside logs, or in whichever log; empty `kind`:
    whichever kind."""
    return any(
        row.role in _INCLUDES[role]
        and operation in row.operations
        and (not audience or audience in row.audiences)
        and (not kind or not row.kinds or kind in row.kinds)
        for row in TABLE
    )


def least_role(operation: Operation, audience: str = "", kind: str = "") -> Role:
    """The first role that may do this, to name in a refusal."""
    return next(role for role in ROLES if allows(role, operation, audience, kind))
