# SPDX-License-Identifier: EUPL-1.2
"""Service accounts: accounts of machines, with one role at one publisher, keys, and no password.

They call the API and never sign in on a page; what only a person may do (`book.permission.FOR_PEOPLE`) they may in no
role. An account has at most two keys that hold, so that one can be replaced while the other works.
"""

import hmac
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from django.contrib.auth import get_user_model
from django.db import transaction

from stelsel.kernel.personal_data import find
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text
from stelsel.kernel.time import day
from stelsel.node import clock
from stelsel.node.audit import audit
from stelsel.node.identity import key_form
from stelsel.node.identity.accounts import is_name
from stelsel.node.identity.person import MACHINE_ROLES, Person, person_for
from stelsel.node.models import Membership, ServiceKey
from stelsel.node.permission import may, require

MOST_DAYS = 400
MOST_KEYS = 2
"""Of one account, that hold at the same time."""
State = Literal["holds", "expired", "revoked"]


@dataclass(frozen=True)
class Wish:
    """A key to make, as typed: what it is for (no person), and its last day as YYYY-MM-DD."""

    name: str
    last_day: str


@dataclass(frozen=True)
class Wrong:
    """A key that does not count: why, and what of it is known (empty: nothing), for the audit log only."""

    why: Literal["form", "unknown", "secret", "expired", "revoked", "ended"]
    id: str = ""
    account: str = ""
    publisher: str = ""


@transaction.atomic
def add(by: Person, publisher: str, name: str, role: str, wish: Wish) -> str:
    """A service account with its first key, which is shown now and never again. BadInput names the field; NotAllowed
    for who does not manage accounts of this publisher."""
    require(by, "manage-accounts", publisher)
    if not is_name(name) or find(name):
        raise _wrong("naam", _NAME)
    if get_user_model().objects.filter(username__iexact=name).exists():
        raise _wrong("naam", _TAKEN)
    if role not in MACHINE_ROLES:
        raise _wrong("rol", _NO_ROLE)
    user = get_user_model()(username=name)
    user.set_unusable_password()
    user.save()
    Membership.objects.create(user=user, publisher=publisher, role=role, machine=True)
    audit("add-service-account", by.name, name, publisher=publisher, role=role)
    return _make(by, user, publisher, wish)


@transaction.atomic
def add_key(by: Person, name: str, wish: Wish) -> str:
    """Another key of a service account; the ones before stay until they are revoked or their last day is over."""
    member = _account(by, name)
    held = [one for one in ServiceKey.objects.filter(user=member.user) if state(one, clock.today()) == "holds"]
    if len(held) >= MOST_KEYS:
        raise _wrong("account", _TWO)
    return _make(by, member.user, member.publisher, wish)


@transaction.atomic
def revoke(by: Person, id: str) -> ServiceKey:
    """From now on a key no longer counts; it stays in the list."""
    found = ServiceKey.objects.select_related("user").filter(pk=id).first() if len(id) < key_form.LENGTH else None
    if found is None:
        raise _wrong("sleutel", _NO_KEY)
    member = _account(by, found.user.get_username(), "sleutel")
    _revoke(by, found, member.publisher)
    return found


@transaction.atomic
def end(by: Person, name: str) -> None:
    """End a service account: its keys are revoked and its role goes. Its name stays taken, for the audit log."""
    member = _account(by, name)
    for key in ServiceKey.objects.filter(user=member.user, revoked_on=None):
        _revoke(by, key, member.publisher)
    member.user.is_active = False
    member.user.save(update_fields=["is_active"])
    member.delete()
    audit("end-service-account", by.name, name, publisher=member.publisher)


def accounts_of(person: Person, publisher: str) -> list[tuple[Membership, list[ServiceKey]]]:
    """The service accounts of a publisher by name, each with its keys, the newest first."""
    require(person, "manage-accounts", publisher)
    members = list(Membership.objects.filter(publisher=publisher, machine=True).select_related("user"))
    keys = ServiceKey.objects.filter(user__in=[one.user for one in members]).order_by("-made_on", "-last_day", "id")
    held: dict[int, list[ServiceKey]] = {}
    for key in keys:
        held.setdefault(key.user_id, []).append(key)
    return [(one, held.get(one.user_id, [])) for one in sorted(members, key=lambda one: one.user.get_username())]


def state(key: ServiceKey, on_day: date) -> State:
    """Whether a key holds on this day; its last day counts."""
    if key.revoked_on is not None:
        return "revoked"
    return "holds" if on_day <= key.last_day else "expired"


def person_of_key(key: str) -> Person | Wrong:
    """Who calls with this key, or why nobody does. What has not the form of a key asks no database; a right one costs
    one look-up by primary key and one for the role. The day of its last use is written at most once a day."""
    number, given = key_form.id_in(key), key_form.digest(key)
    if not number:
        return Wrong("form")
    found = ServiceKey.objects.select_related("user").filter(pk=number).first()
    if not hmac.compare_digest(found.digest if found else _NEVER, given) or found is None:
        return _no("secret", found) if found else Wrong("unknown")
    today = clock.today()
    why = state(found, today)
    if why != "holds":
        return _no(why, found)
    person = person_for(found.user)
    if not found.user.is_active or not person.machine:
        return _no("ended", found)
    if found.last_used is None or found.last_used < today:
        ServiceKey.objects.filter(pk=number).update(last_used=today)
    return person


_NEVER = "0" * 64
"""Compared with where there is no such key, so that it takes as long."""


def _no(why: Any, key: ServiceKey) -> Wrong:
    member = Membership.objects.filter(user=key.user, machine=True).first()
    return Wrong(why, key.pk, key.user.get_username(), member.publisher if member else "")


def _make(by: Person, user: Any, publisher: str, wish: Wish) -> str:
    name = wish.name.strip()
    if not 2 <= len(name) <= 60 or not name.isprintable() or find(name):
        raise _wrong("sleutel", _KEY_NAME)
    today = clock.today()
    last_day = day(wish.last_day, "tot-en-met")
    if not today <= last_day <= today + timedelta(days=MOST_DAYS):
        raise _wrong("tot-en-met", _DAYS)
    number, key = key_form.new()
    ServiceKey.objects.create(
        id=number,
        user=user,
        name=name,
        digest=key_form.digest(key),
        made_by=by.name,
        made_on=today,
        last_day=last_day,
    )
    audit("make-key", by.name, f"key/{number}", publisher=publisher, account=user.get_username(), until=str(last_day))
    return key


def _revoke(by: Person, key: ServiceKey, publisher: str) -> None:
    if key.revoked_on is None:
        key.revoked_on, key.revoked_by = clock.today(), by.name
        key.save(update_fields=["revoked_on", "revoked_by"])
        audit("revoke-key", by.name, f"key/{key.pk}", publisher=publisher, account=key.user.get_username())


def _account(by: Person, name: str, where: str = "account") -> Membership:
    """The service account of this name, locked; BadInput where there is none that this person manages."""
    held = Membership.objects.select_for_update(of=("self",)).select_related("user")
    found = held.filter(user__username=name.replace("\0", "?"), machine=True).first()
    if found is None or not may(by, "manage-accounts", found.publisher):
        raise _wrong(where, _NO_KEY if where == "sleutel" else _NO_ACCOUNT)
    return found


def _wrong(where: str, what: Text) -> BadInput:
    return BadInput(Finding("service-account", where, what, _CURES[where]))


_NAME = Text(
    nl="Gebruik 2 tot 60 letters, cijfers en . - _ @, en geen naam of adres van een persoon.",
    en="Use 2 to 60 letters, digits and . - _ @, and no name or address of a person.",
)
_KEY_NAME = Text(
    nl="De naam van een sleutel heeft 2 tot 60 tekens, en noemt geen persoon.",
    en="The name of a key has 2 to 60 characters, and names no person.",
)
_TAKEN = Text(nl="Deze naam is al in gebruik.", en="This name is taken.")
_NO_ROLE = Text(nl="Deze rol bestaat niet.", en="There is no such role.")
_TWO = Text(nl="Dit account heeft al twee geldige sleutels.", en="This account has two valid keys already.")
_NO_KEY = Text(nl="Deze sleutel is er niet.", en="There is no such key.")
_NO_ACCOUNT = Text(nl="Dit dienstaccount is er niet.", en="There is no such service account.")
_DAYS = Text(
    nl=f"De laatste dag is voorbij, of meer dan {MOST_DAYS} dagen weg.",
    en=f"The last day has passed, or is more than {MOST_DAYS} days away.",
)
_CURES = {
    "naam": Text(nl="Kies bijvoorbeeld zaaksysteem-lezen.", en="Choose for instance case-system-read."),
    "rol": Text(nl=f"Kies uit: {', '.join(MACHINE_ROLES)}.", en=f"Choose from: {', '.join(MACHINE_ROLES)}."),
    "sleutel": Text(nl="Kijk in de lijst, of kies een andere naam.", en="See the list, or choose another name."),
    "tot-en-met": Text(nl="Kies een eerdere dag, niet voor vandaag.", en="Choose an earlier day, not before today."),
    "account": Text(nl="Kijk in de lijst; trek anders eerst een sleutel in.", en="See the list; else revoke a key."),
}
