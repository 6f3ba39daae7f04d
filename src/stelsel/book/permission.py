# SPDX-License-Identifier: EUPL-1.2
"""Who may what: ONE table of role x operation x audience x kind. Whoever asks "may this person do that" reads it here;
nothing else decides.

A role is held at a publisher (reader, publisher, administrator, provisioner) or by nature (anyone, account, government,
citizen, operator). What no row allows is refused. A service account has a role like any other, but for what only a
person may do: FOR_PEOPLE.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal[
    "anyone", "account", "government", "citizen", "reader", "publisher", "administrator", "provisioner", "operator"
]  # fmt: skip
"""anyone: every visitor. account: whoever is signed in. government: who works for a public organisation, at whichever
publisher. citizen: signed in for oneself or for whom one represents, never at a publisher. reader, publisher,
administrator: at a publisher, each with all of the one before. provisioner: the identity system of a publisher, a
service account that sees and does nothing else. operator: who has a shell on the machine of the node."""

Operation = Literal[
    "see",
    "sign-in",
    "own-account",
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
    "hand-over",
    "request-data",
    "sign-agreement",
    "run-job",
    "manage-accounts",
    "provision-accounts",
    "grant-mandate",
    "represent",
    "read-audit",
    "keep-node",
]
"""see, publish .. answer-dispute: entries in a log. sign-in: begin and end a session. own-account: see and change one's
own account. open-dossier: begin one. read-, write-dossier: also needs to be named a reader of that dossier.
manage-dossier: what its owner may, with a dossier of one's publisher. answer-access-request: give a data subject what
the dossiers of one's publisher hold about them. decide-task: also needs the task to wait for this person. manage-tasks:
say what a publisher wants of tasks. hand-over: hand a person's question over for one's publisher, and take one on,
which is to read and answer it. request-data: ask data
for one's publisher, judge a request and negotiate about it. sign-agreement: bind one's publisher to an agreement, which
also takes a mandate. provision-accounts: make, change and end the accounts of a publisher from its
identity system. represent: let another act for oneself, and act for another. keep-node: keys, backup, retention,
seals."""

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
    Row("anyone", ("sign-in",)),
    Row("account", ("own-account",)),
    Row("government", ("see",), ("gov",)),
    Row("citizen", ("open-dossier", "read-dossier", "write-dossier", "decide-task", "represent")),
    Row("reader", ("see", "open-dossier", "read-dossier", "write-dossier", "decide-task")),
    Row("publisher", (*_CHANGE, "run-job", "hand-over", "request-data", "sign-agreement")),
    Row("administrator", ("manage-dossier", "answer-access-request")),
    Row("administrator", ("manage-accounts", "manage-tasks", "grant-mandate", "read-audit")),
    Row("provisioner", ("provision-accounts",)),
    Row("operator", OPERATIONS),
)

FOR_PEOPLE: frozenset[Operation] = frozenset(
    (
        "sign-in",
        "own-account",
        "decide-task",
        "manage-tasks",
        "hand-over",
        "request-data",
        "sign-agreement",
        "manage-accounts",
        "grant-mandate",
        "represent",
        "answer-access-request",
    )
)
"""What a person must do: no service account may, whatever its role. Deciding is one of them, hearing consent, binding
an organisation, and so is switching four eyes off, saying who may what, and opening what dossiers hold about
somebody."""

_INCLUDES: dict[Role, tuple[Role, ...]] = {
    "anyone": ("anyone",),
    "account": ("anyone", "account"),
    "government": ("anyone", "account", "government"),
    "citizen": ("anyone", "account", "citizen"),
    "reader": ("anyone", "account", "reader"),
    "publisher": ("anyone", "account", "reader", "publisher"),
    "administrator": ("anyone", "account", "reader", "publisher", "administrator"),
    "provisioner": ("anyone", "account", "provisioner"),
    "operator": ("operator",),
}


_EVERY_KIND = frozenset(
    (role, operation, audience)
    for row in TABLE
    if not row.kinds
    for role in ROLES
    if row.role in _INCLUDES[role]
    for operation in row.operations
    for audience in ("", *row.audiences)
)
_ONE_KIND = frozenset(
    (role, operation, audience, kind)
    for row in TABLE
    if row.kinds
    for role in ROLES
    if row.role in _INCLUDES[role]
    for operation in row.operations
    for audience in ("", *row.audiences)
    for kind in ("", *row.kinds)
)
"""The table worked out: to ask it is to look in a set."""


def allows(role: Role, operation: Operation, audience: str = "", kind: str = "") -> bool:
    """Whether a role may do this. Empty `audience`: an operation outside logs, or in whichever log; empty `kind`:
    whichever kind."""
    return (role, operation, audience) in _EVERY_KIND or (role, operation, audience, kind) in _ONE_KIND


def sees(roles: Iterable[Role], audience: str) -> bool:
    """Whether whoever has these roles at the publisher of a log may see it. An audience that nobody declared counts as
    own, the smallest there is."""
    known = audience if audience in AUDIENCES else "own"
    return any((role, "see", known) in _EVERY_KIND for role in roles)


def least_role(operation: Operation, audience: str = "", kind: str = "") -> Role:
    """The first role that may do this, to name in a refusal: one that can be given, where there is one."""
    found = [role for role in ROLES if allows(role, operation, audience, kind)]
    given = [role for role in found if role not in ("citizen", "operator")]
    return next(iter((*given, *found)), "operator")
