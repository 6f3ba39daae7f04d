# SPDX-License-Identifier: EUPL-1.2
"""A person: an account, its roles at publishers, and what somebody in those roles may see.

reader: sees the publisher's own logs. publisher: also publishes. administrator: also manages accounts and roles.
provisioner: a role that only a service account has, and that sees nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from stelsel.book.audience import ANYONE, Asker
from stelsel.book.permission import sees
from stelsel.node.identity.levels import Level
from stelsel.node.models import Membership

Role = Literal["reader", "publisher", "administrator", "provisioner"]
ROLES: tuple[Role, ...] = ("reader", "publisher", "administrator")
"""Of people, from least to most."""
MACHINE_ROLES: tuple[Role, ...] = (*ROLES, "provisioner")
"""Of service accounts."""


@dataclass(frozen=True)
class Represented:
    """For whom a person acts now: the number of the representation, how the represented party wants to be called, for
    which services and until which day (included)."""

    id: int
    party: str
    services: tuple[str, ...]
    until: date


@dataclass(frozen=True)
class Person:
    """An account with its role at each publisher; `asker` is what it may see.

    `id` is the number of the account (0: nobody). `citizen`: signed in for oneself or for a company, not for an
    organisation of this node. `level`: how sure the sign-in was; None is unknown, as with a password. `represents`:
    for whom this person acts now; None for oneself. `operator`: whoever has a shell on the machine of this node.
    `machine`: a service account, that called with a key.
    """

    name: str
    roles: dict[str, Role]
    asker: Asker
    id: int = 0
    citizen: bool = False
    level: Level | None = None
    represents: Represented | None = None
    operator: bool = False
    machine: bool = False


NOBODY = Person("", {}, ANYONE)
"""An anonymous visitor."""
OPERATOR = Person("(operator)", {}, ANYONE, operator=True)
"""Whoever gives a command on the machine of this node."""


def person_for(user: Any) -> Person:
    """The account behind a Django user; NOBODY when nobody is signed in. One query. How somebody signed in, and for
    whom they act, stands in the session: `sessions.person_of`."""
    if not user.is_authenticated:
        return NOBODY
    return with_roles(user, Membership.objects.filter(user_id=user.pk))


def with_roles(user: Any, memberships: Iterable[Membership]) -> Person:
    """An account with the roles that these memberships give it."""
    held = list(memberships)
    roles: dict[str, Role] = {one.publisher: one.role for one in held}
    government = any(one.government for one in held)
    name = user.get_username()
    publishers = frozenset(place for place, role in roles.items() if sees((role,), "own"))
    machine = any(one.machine for one in held)
    return Person(name, roles, Asker(publishers, government, name), user.pk, machine=machine)


def asker_for(user: Any) -> Asker:
    """What this user may see: the own logs of the publishers it works for, and gov logs for government."""
    return person_for(user).asker
