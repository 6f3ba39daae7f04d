# SPDX-License-Identifier: EUPL-1.2
"""The shape of a task before it is kept: for whom, why, about what, by when."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

import msgspec

from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.working_days import Term
from stelsel.nouns.task._kinds import TASK_KINDS

Verdict = Literal["approved", "refused"]
_ROLES = ("reader", "publisher", "administrator")
_RECEIVER = re.compile(r"(account):(.{1,150})|(role|mandate):([a-z0-9][a-z0-9-]{0,59})/([a-z0-9][a-z0-9-]{0,59})")
MOST_REASON = 2000
"""Characters of a reason, at most."""


@dataclass(frozen=True, slots=True, order=True)
class Receiver:
    """For whom a task waits: an account, whoever has a role at a publisher (or more), or whoever holds a mandate of a
    publisher. Written `account:NAME`, `role:PUBLISHER/ROLE`, `mandate:PUBLISHER/MANDATE`."""

    kind: Literal["account", "role", "mandate"]
    name: str
    publisher: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}" if self.kind == "account" else f"{self.kind}:{self.publisher}/{self.name}"

    @classmethod
    def read(cls, text: str) -> "Receiver":
        """From its written form; BadInput for anything else."""
        found = _RECEIVER.fullmatch(text)
        if found is None or (found[3] == "role" and found[5] not in _ROLES):
            raise bad_input(
                "receiver",
                text[:80],
                Text(nl="Dit is geen ontvanger van een taak.", en="This is no receiver of a task."),
                Text(
                    nl="Schrijf account:NAAM, role:UITGEVER/ROL of mandate:UITGEVER/MANDAAT.",
                    en="Write account:NAME, role:PUBLISHER/ROLE or mandate:PUBLISHER/MANDATE.",
                ),
            )
        if found[1]:
            return cls("account", found[2])
        return cls("role" if found[3] == "role" else "mandate", found[5], found[4])


class TaskReason(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line why a task came to somebody: words, with the entry or the rule and article it comes from."""

    text: Text
    entry: str = ""
    article: Text | None = None


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task to keep. `about` is an entry address, `dossier:ID`, or another opaque subject. `asked_by` is the account
    that asks (empty: the node itself). `key` names what it is about, so that the same question is not asked twice while
    it is open. `term` counts from today (None: that of the kind), unless `due` names the last day. A task that `lapses`
    cannot be decided after its last day. BadInput when a part does not fit."""

    kind: str
    publisher: str
    receiver: Receiver
    title: Text
    reasons: tuple[TaskReason, ...]
    about: str
    asked_by: str = ""
    key: str = ""
    term: Term | None = None
    due: date | None = None
    lapses: bool = False

    def __post_init__(self) -> None:
        if self.kind not in TASK_KINDS:
            raise bad_input(
                "task-kind",
                self.kind[:40],
                Text(nl="Deze soort taak bestaat niet.", en="There is no such kind of task."),
                Text(nl=f"Kies uit: {', '.join(TASK_KINDS)}.", en=f"Choose from: {', '.join(TASK_KINDS)}."),
            )
        if not self.reasons or not self.about or len(self.about) > 300:
            raise bad_input(
                "task-reason",
                self.kind,
                Text(
                    nl="Een taak zegt waarover zij gaat en waarom zij bij iemand komt.",
                    en="A task says what it is about and why it comes to somebody.",
                ),
                Text(nl="Geef een onderwerp en minstens één reden.", en="Give a subject and at least one reason."),
            )
