# SPDX-License-Identifier: EUPL-1.2
"""Accounts and dossiers for tests."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import User

from stelsel.kernel.lawful_basis import LawfulBasis
from stelsel.node import dossiers
from stelsel.node.identity import Person, person_for
from stelsel.node.models import Membership

SECRET = "Zwijgzaamheid-7731"
"""What stands in a dossier; it may stand nowhere else."""
KEEP = dossiers.Keep(7, None, "Selectielijst 2020, categorie 9.1", "Archiefwet 1995, art. 5")
BASIS = LawfulBasis("e", "Gemeentewet, art. 160")


def person(name: str, publisher: str = "wolk", role: str = "publisher") -> Person:
    """An account with a role."""
    user, _ = User.objects.get_or_create(username=name)
    Membership.objects.get_or_create(user=user, publisher=publisher, defaults={"role": role})
    return person_for(user)


def opening(**more: object) -> dossiers.Opening:
    """A dossier that can be opened."""
    plain: dict[str, object] = {"purpose": "Bezwaar behandelen", "basis": BASIS, "keep": KEEP, **more}
    return dossiers.Opening(**plain)  # type: ignore[arg-type]


def until(day: date) -> dossiers.Keep:
    """Kept through a day."""
    return dossiers.Keep(None, day, "Selectielijst 2020, categorie 9.1")


def note(text: str = SECRET, name: str = "notitie") -> dossiers.Content:
    """A document that people can read."""
    return dossiers.Content(name, dossiers.PLAIN, text.encode())
