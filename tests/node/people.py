# SPDX-License-Identifier: EUPL-1.2
"""A small organisation with people in roles, for tests of what waits for whom."""

from __future__ import annotations

from django.contrib.auth.models import User

from stelsel.kernel.draft import Draft
from stelsel.kernel.text import Text, same
from stelsel.node.identity import Person, person_for
from stelsel.node.models import Membership, Task
from stelsel.node.node import Node, submission
from stelsel.node.tasks import OPERATOR, open_task, set_rule
from stelsel.nouns.supplier import SUPPLIER, Supplier
from stelsel.nouns.task import NewTask, Receiver, TaskReason
from stelsel.register.log import Submission

ROLES = {"lies": "reader", "ans": "publisher", "bob": "publisher", "cas": "publisher", "baas": "administrator"}


def people(node: Node) -> None:
    """Wolk with a reader, three publishers and an administrator; buur with an administrator."""
    for publisher in ("wolk", "buur"):
        node.enrol(publisher)
    for name, role in ROLES.items():
        Membership.objects.create(user=User.objects.create_user(name), publisher="wolk", role=role)
    Membership.objects.create(user=User.objects.create_user("buurman"), publisher="buur", role="administrator")


def person(name: str) -> Person:
    """The person behind an account."""
    return person_for(User.objects.get(username=name))


def judge(to: str = "role:wolk/publisher", asked_by: str = "", **more: object) -> Task:
    """A task of the general kind."""
    why = TaskReason(Text(nl="Dit moet iemand zien.", en="Somebody must see this."), article=same("art. 1"))
    return open_task(
        NewTask("judge", "wolk", Receiver.read(to), same("Zie dit"), (why,), "dossier:7", asked_by, **more)  # type: ignore[arg-type]
    )


def want_four_eyes(*kinds: str, days: int | None = None) -> None:
    """Wolk wants a second person for these kinds of tasks."""
    for kind in kinds:
        set_rule(OPERATOR, "wolk", kind, True, days)


def supplier(name: str, local: str = "nieuw") -> Submission:
    """A new entry that wolk publishes."""
    return submission("wolk", "wolk", Draft(SUPPLIER, local, Supplier(name=name)))
