# SPDX-License-Identifier: EUPL-1.2
"""Two organisations with somebody who deals with handovers, a person, and a handover between them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib.auth.models import User

from stelsel.book.audience import ANYONE
from stelsel.node import handover
from stelsel.node.identity import NOBODY, Person
from stelsel.node.models import Membership
from tests.node.dossiers.people import person

SECRET = "Zwijgzaamheid-7731"
"""What the person told; it may stand nowhere but in the two dossiers."""
GIVER, TAKER = "wolk", "buur"


def staff() -> tuple[Person, Person]:
    """Somebody at each of the two."""
    person("balie", GIVER, "publisher"), person("buurvrouw", TAKER, "publisher")
    Membership.objects.filter(user__username__in=("balie", "buurvrouw")).update(government=True)
    return person("balie", GIVER), person("buurvrouw", TAKER)


def citizen(name: str = "burger") -> Person:
    """Somebody who is signed in for oneself."""
    user, _ = User.objects.get_or_create(username=name)
    return Person(name, {}, ANYONE, user.pk, citizen=True)


def wish(**more: Any) -> handover.Wish:
    """A handover that can be sent."""
    plain = handover.Wish(GIVER, TAKER, f"Wie maait de sloot? {SECRET}", (("plaats", SECRET),), True, ("Wolk", "Buur"))
    return replace(plain, **more)


def sent(who: Person = NOBODY, **more: Any) -> handover.Sent:
    """One that was sent."""
    staff()
    return handover.offer(who, wish(**more))
