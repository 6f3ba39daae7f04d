# SPDX-License-Identifier: EUPL-1.2
"""Accounts and the roles they have at publishers: add, give, take away, change a password.

Whoever manages accounts of a publisher does it for that publisher only. A role counts at once: every session of the
account ends at its next request (`sessions`).
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db import transaction

from stelsel.kernel.personal_data import find
from stelsel.kernel.problem import BadInput, Finding, bad_input
from stelsel.kernel.text import Text
from stelsel.node.audit import audit
from stelsel.node.identity.passwords import check_password, normal
from stelsel.node.identity.person import ROLES, Person
from stelsel.node.models import Membership
from stelsel.node.permission import may

_CURE = Text(nl="Pas dit aan.", en="Change this.")


@transaction.atomic
def add_account(by: Person, name: str, password: str, publisher: str, role: str) -> None:
    """A local account with a first password and a role. BadInput names the field."""
    _manages(by, publisher)
    if not is_name(name):
        raise _wrong(
            "naam", "Gebruik 2 tot 60 letters, cijfers en . - _ @.", "Use 2 to 60 letters, digits and . - _ @."
        )
    if get_user_model().objects.filter(username__iexact=name).exists():
        raise _wrong("naam", "Deze naam is al in gebruik.", "This name is taken.")
    check_password(password, name)
    user = get_user_model()(username=name)
    user.set_password(normal(password))
    user.save()
    Membership.objects.create(user=user, publisher=publisher, role=_role(role))
    audit("add-account", by.name, name, publisher=publisher, role=role)


@transaction.atomic
def give_role(by: Person, name: str, publisher: str, role: str) -> None:
    """A role for an account that is there already, such as one that signed in elsewhere."""
    _manages(by, publisher)
    user = get_user_model().objects.filter(username=name, is_active=True).first() if "\0" not in name else None
    if user is None or (hasattr(user, "subject") and user.subject.citizen) or is_service(user):
        raise _wrong("naam", "Er is geen account met deze naam.", "There is no account of this name.")
    if Membership.objects.filter(user=user, publisher=publisher).exists():
        raise _wrong("naam", "Dit account heeft hier al een rol.", "This account has a role here already.")
    Membership.objects.create(user=user, publisher=publisher, role=_role(role))
    audit("give-role", by.name, name, publisher=publisher, role=role)


@transaction.atomic
def change_role(by: Person, member: int, role: str) -> None:
    """Another role for a member of a publisher that one manages; the last administrator stays one."""
    found = _member(by, member)
    keep_one_administrator(found, role)
    former, found.role, found.by_claim = found.role, _role(role), False
    found.save(update_fields=["role", "by_claim"])
    audit("change-role", by.name, found.user.get_username(), publisher=found.publisher, role=role, former=former)


@transaction.atomic
def take_role(by: Person, member: int) -> None:
    """Take a member's role at a publisher away; the account stays."""
    found = _member(by, member)
    keep_one_administrator(found, "")
    found.delete()
    audit("remove-role", by.name, found.user.get_username(), publisher=found.publisher, former=found.role)


def change_password(user: Any, old: str, new: str, again: str) -> None:
    """One's own password. BadInput where the old one is wrong, or the new one is not good. Every other session of the
    account ends, for each holds a digest of the password."""
    if not user.check_password(normal(old)):
        audit("change-password", user.get_username(), outcome="refused", reason="old-password")
        raise _wrong("huidig", "Dit is niet uw huidige wachtwoord.", "This is not your current password.")
    check_password(new, user.get_username(), "nieuw")
    if normal(new) != normal(again):
        raise _wrong("nogmaals", "Dit is een ander wachtwoord dan erboven.", "This is another password than above.")
    user.set_password(normal(new))
    user.save(update_fields=["password"])
    audit("change-password", user.get_username())


def is_service(user: Any) -> bool:
    """Whether an account is one of a machine. It has its one role from its making on, and no other ever."""
    return Membership.objects.filter(user=user, machine=True).exists()


def is_name(name: str) -> bool:
    """Whether an account may be called this: 2 to 60 letters, digits and . - _ @ +, and no number of a person."""
    try:
        UnicodeUsernameValidator()(name)
    except ValidationError:
        return False
    return 2 <= len(name) <= 60 and not any(found.code == "bsn" for found in find(name))


def _manages(by: Person, publisher: str) -> None:
    if not may(by, "manage-accounts", publisher):
        audit("add-account", by.name, publisher[:60], outcome="refused")
        raise _wrong("uitgever", "Deze organisatie beheert u niet.", "You do not manage this organisation.")


def _member(by: Person, number: int) -> Membership:
    member = Membership.objects.select_related("user").filter(pk=number, machine=False).first()
    if member is None or not may(by, "manage-accounts", member.publisher):
        raise bad_input(
            "no-such-member",
            "",
            Text(nl="Dit lid is er niet (meer).", en="This member is not there (any more)."),
            Text(nl="Kijk in de lijst hieronder.", en="See the list below."),
        )
    return member


def keep_one_administrator(member: Membership, role: str) -> None:
    """BadInput where this member would be the last person who administers the publisher, and is to get this role."""
    others = Membership.objects.filter(
        publisher=member.publisher, role="administrator", machine=False, user__is_active=True
    ).exclude(pk=member.pk)
    if member.role == "administrator" and role != "administrator" and not others.exists():
        raise bad_input(
            "last-administrator",
            "",
            Text(
                nl="Dit is de laatste beheerder van deze organisatie.",
                en="This is the last administrator of this organisation.",
            ),
            Text(nl="Maak eerst iemand anders beheerder.", en="Make somebody else administrator first."),
        )


def _role(text: str) -> str:
    if text not in ROLES:
        raise _wrong("rol", "Deze rol bestaat niet.", "There is no such role.")
    return text


def _wrong(where: str, nl: str, en: str) -> BadInput:
    return BadInput(Finding("account", where, Text(nl=nl, en=en), _CURE))
