# SPDX-License-Identifier: EUPL-1.2
"""Service accounts for tests."""

from __future__ import annotations

from datetime import timedelta

from stelsel.node import clock
from stelsel.node.identity import MACHINE_ROLES, OPERATOR, Person, service
from tests.faces.askers import HERE, THERE, Visitor


def wish(days: int = 30, name: str = "koppeling") -> service.Wish:
    """A key that holds for so many days from today."""
    return service.Wish(name, (clock.today() + timedelta(days=days)).isoformat())


def machine(publisher: str, role: str, name: str = "") -> str:
    """A new service account; its key."""
    return service.add(OPERATOR, publisher, name or f"systeem-{publisher}-{role}", role, wish())


def machines() -> list[Visitor]:
    """A service account for each role at each publisher."""
    found = []
    for publisher in (HERE, THERE):
        for role in MACHINE_ROLES:
            key = machine(publisher, role)
            person = service.person_of_key(key)
            assert isinstance(person, Person)
            found.append(Visitor(person.name, person, bearer(key)))
    return found


def bearer(key: str) -> dict[str, str]:
    """The header that carries a key."""
    return {"Authorization": f"Bearer {key}"}
