# SPDX-License-Identifier: EUPL-1.2
"""Who somebody is here: an account, its roles at publishers, and what a person in that role may see and do.

reader: sees the publisher's own logs. publisher: also publishes. administrator: also manages accounts and roles.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

from django.utils import timezone

from stelsel.book.audience import ANYONE, Asker
from stelsel.node.models import Membership, SignInFailure

Role = Literal["reader", "publisher", "administrator"]
ROLES: tuple[Role, ...] = ("reader", "publisher", "administrator")
"""From least to most."""

FAILURES_PER_ACCOUNT = 5
FAILURES_PER_ADDRESS = 30
FAILURES_COUNT_FOR = timedelta(minutes=15)
"""How many wrong passwords an account may get from one network address, and one address in all, in this time."""


@dataclass(frozen=True)
class Person:
    """An account with its role at each publisher; `asker` is what it may see."""

    name: str
    roles: dict[str, Role]
    asker: Asker

    def publishers(self, least: Role) -> tuple[str, ...]:
        """The publishers for which this person has at least this role, sorted."""
        enough = ROLES.index(least)
        return tuple(sorted(name for name, role in self.roles.items() if ROLES.index(role) >= enough))


NOBODY = Person("", {}, ANYONE)
"""An anonymous visitor."""


def person_for(user: Any) -> Person:
    """The person behind a Django user; NOBODY when nobody is signed in. One query."""
    if not user.is_authenticated:
        return NOBODY
    memberships = list(Membership.objects.filter(user_id=user.pk))
    roles: dict[str, Role] = {one.publisher: one.role for one in memberships}
    government = any(one.government for one in memberships)
    name = user.get_username()
    return Person(name, roles, Asker(frozenset(roles), government, name))


def asker_for(user: Any) -> Asker:
    """What this user may see: the own logs of the publishers it works for, and gov logs for government."""
    return person_for(user).asker


def too_many_failures(account: str, address: str) -> bool:
    """Whether to refuse another attempt now, whatever the password."""
    since = timezone.now() - FAILURES_COUNT_FOR
    recent = SignInFailure.objects.filter(at__gte=since, address=address[:60])
    if recent.count() >= FAILURES_PER_ADDRESS:
        return True
    return recent.filter(account=_folded(account)).count() >= FAILURES_PER_ACCOUNT


def note_failure(account: str, address: str) -> None:
    """Remember a wrong password; what is older than the time that counts is dropped."""
    SignInFailure.objects.filter(at__lt=timezone.now() - FAILURES_COUNT_FOR).delete()
    SignInFailure.objects.create(account=_folded(account), address=address[:60], at=timezone.now())


def forget_failures(account: str, address: str) -> None:
    """After a right password the count begins again."""
    SignInFailure.objects.filter(account=_folded(account), address=address[:60]).delete()


def _folded(account: str) -> str:
    return account.replace("\0", "").strip().lower()[:150]
