# SPDX-License-Identifier: EUPL-1.2
"""Accounts as the identity system of a publisher keeps them (SCIM 2.0: RFC 7643 and 7644), for that publisher only.

An account is the one behind a subject at the provider where employees sign in: externalId, or userName where there is
none. Kept are userName, externalId and active; no name, no address. A group is a role at the publisher; the highest of
those that an active account has is its role here. Who is deactivated loses it at once, and the whole account where
nothing else holds it: their sessions end at their next request.

What never changes here: local accounts, service accounts, accounts of citizens, roles at other publishers.
"""

import hashlib
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text
from stelsel.node.audit import audit
from stelsel.node.identity.accounts import keep_one_administrator
from stelsel.node.identity.elsewhere import linked
from stelsel.node.identity.id_token import holds_citizen_number
from stelsel.node.identity.person import ROLES, Person
from stelsel.node.identity.provider import provider
from stelsel.node.identity.refusals import SignInRefused
from stelsel.node.models import Membership, Provisioned
from stelsel.node.permission import require

MOST_LETTERS = 150
"""Of userName; externalId may have 255, as a subject (OpenID Connect Core 1.0, section 2)."""


@dataclass(frozen=True)
class Told:
    """What an identity system says of an account. Empty `external_id`: userName is the subject. `active` None: it does
    not say; a new account is on, and one that is there stays as it is."""

    user_name: str
    external_id: str = ""
    active: bool | None = None


@dataclass(frozen=True)
class Change:
    """What happens to the members of a group: first all go (`anew`), then these come and those go."""

    anew: bool = False
    add: frozenset[uuid.UUID] = frozenset()
    drop: frozenset[uuid.UUID] = frozenset()


@transaction.atomic
def add(by: Person, publisher: str, told: Told) -> Provisioned:
    """Keep an account from now on; made where there is none of this subject. A role that it had here becomes its group.
    BadInput says by its code what is wrong."""
    require(by, "provision-accounts", publisher)
    _check(told)
    asked = provider("employees")
    if asked is None:
        raise wrong("no-provider", "externalId", _NO_PROVIDER)
    try:
        user = linked(asked.issuer, told.external_id or told.user_name, False, told.user_name * bool(asked.name_claim))
    except SignInRefused:
        raise wrong("uniqueness", "externalId", _TAKEN) from None
    held = Membership.objects.filter(user=user, publisher=publisher).first()
    row = Provisioned(user=user, publisher=publisher, made_at=timezone.now(), groups=held.role if held else "")
    _fill(row, told)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise wrong("uniqueness", "userName", _TAKEN) from None
    audit("provision", by.name, user.get_username(), publisher=publisher, step="add")
    _settle(by, row)
    return row


@transaction.atomic
def change(
    by: Person, publisher: str, id: uuid.UUID, what: Callable[[Told], Told], if_match: str | None = None
) -> Provisioned | None:
    """The account as `what` makes it of what it was, with nobody between; None where this publisher keeps no such
    account. The subject never changes."""
    row = _locked(by, publisher, id, if_match)
    if row is None:
        return None
    now = Told(row.user_name, row.external_id, row.active)
    told = what(now)
    _check(told)
    given = Told(
        told.user_name, told.external_id or now.external_id, now.active if told.active is None else told.active
    )
    if (given.external_id or given.user_name) != row.user.subject.subject:
        raise wrong("mutability", "externalId", _SUBJECT)
    if given == now:
        return row
    was = row.active
    _fill(row, given)
    try:
        with transaction.atomic():
            _save(row)
    except IntegrityError:
        raise wrong("uniqueness", "userName", _TAKEN) from None
    step = "change" if was == row.active else "activate" if row.active else "deactivate"
    audit("provision", by.name, row.user.get_username(), publisher=publisher, step=step)
    _settle(by, row)
    return row


@transaction.atomic
def remove(by: Person, publisher: str, id: uuid.UUID, if_match: str | None = None) -> bool:
    """Keep an account no longer; whether it was kept. It loses what deactivating takes; what others must be able to
    point at (the audit log, tasks) goes on having its opaque name."""
    row = _locked(by, publisher, id, if_match)
    if row is None:
        return False
    row.active = False
    row.save(update_fields=["active"])
    _settle(by, row)
    row.delete()
    audit("provision", by.name, row.user.get_username(), publisher=publisher, step="remove")
    return True


def one(by: Person, publisher: str, id: uuid.UUID) -> Provisioned | None:
    """An account that this publisher keeps."""
    require(by, "provision-accounts", publisher)
    return Provisioned.objects.filter(publisher=publisher, pk=id).first()


def listed(
    by: Person, publisher: str, wanted: Mapping[str, Any], start: int, most: int
) -> tuple[int, list[Provisioned]]:
    """How many accounts of this publisher there are with these values (names of fields), and `most` of them from the
    one with this place (from 0) on, in the order in which they were made."""
    require(by, "provision-accounts", publisher)
    found = Provisioned.objects.filter(publisher=publisher, **wanted).order_by("made_at", "id")
    return found.count(), list(found[start : start + most])


def members(by: Person, publisher: str, role: str) -> list[Provisioned]:
    """The accounts in a group, also those that are not active now, in the order in which they were made."""
    require(by, "provision-accounts", publisher)
    found = Provisioned.objects.filter(publisher=publisher, groups__contains=role).order_by("made_at", "id")
    return list(found)


def change_group(by: Person, publisher: str, role: str, what: Change, if_match: str | None = None) -> None:
    """Let accounts into a group and out of it: all of it or nothing. BadInput for one that is not kept here, and where
    nobody would administer the publisher any more."""
    require(by, "provision-accounts", publisher)
    assert role in ROLES, "a group is a role of people"
    with transaction.atomic():
        now = {row.pk: row for row in Provisioned.objects.select_for_update().filter(publisher=publisher)}
        inside = {number for number, row in now.items() if role in row.groups.split()}
        _matches(group_tag(now[number] for number in inside), if_match)
        if not what.add <= now.keys():
            raise wrong("no-such-member", "members", _NO_MEMBER)
        wanted = ((set() if what.anew else inside) | what.add) - what.drop
        # who comes goes first, so that an administrator can be replaced in one change
        for number in (*sorted(wanted - inside), *sorted(inside - wanted)):
            row = now[number]
            held = set(row.groups.split()) ^ {role}
            row.groups = " ".join(name for name in ROLES if name in held)
            _save(row)
            _settle(by, row)


def tag(row: Provisioned) -> str:
    """The version of an account as an entity tag (RFC 9110, section 8.8.3)."""
    return f'W/"{row.version}"'


def group_tag(inside: Iterable[Provisioned]) -> str:
    """The version of a group: it has these members."""
    names = sorted(str(row.pk) for row in inside)
    return f'W/"{hashlib.sha256(" ".join(names).encode()).hexdigest()[:16]}"'


def wrong(code: str, where: str, what: Text) -> BadInput:
    """What an identity system cannot have, as it is told."""
    return BadInput(Finding(code, where, what, _CURE))


def _locked(by: Person, publisher: str, id: uuid.UUID, if_match: str | None) -> Provisioned | None:
    require(by, "provision-accounts", publisher)
    rows = Provisioned.objects.select_for_update(of=("self",)).select_related("user__subject")
    found = rows.filter(publisher=publisher, pk=id).first()
    if found is not None:
        _matches(tag(found), if_match)
    return found


def _matches(now: str, if_match: str | None) -> None:
    if if_match is not None and "*" not in if_match and now not in [one.strip() for one in if_match.split(",")]:
        raise wrong("stale", "If-Match", _STALE)


def _check(told: Told) -> None:
    for where, text, most in (("userName", told.user_name, MOST_LETTERS), ("externalId", told.external_id, 255)):
        if len(text) > most or not text.isprintable() or text != text.strip():
            raise wrong("invalid", where, _TEXT)
        if holds_citizen_number(text):
            raise wrong("invalid", where, _CITIZEN_NUMBER)
    if not told.user_name:
        raise wrong("invalid", "userName", _NEEDED)


def _fill(row: Provisioned, told: Told) -> None:
    row.user_name, row.folded = told.user_name, told.user_name.casefold()
    row.external_id, row.active, row.changed_at = told.external_id, told.active is not False, timezone.now()


def _save(row: Provisioned) -> None:
    row.version += 1
    row.changed_at = timezone.now()
    row.save()


def _settle(by: Person, row: Provisioned) -> None:
    """Make the role here, and whether the account is on, what the row says."""
    wanted = next((role for role in reversed(ROLES) if role in row.groups.split()), "") if row.active else ""
    held = Membership.objects.filter(user=row.user, publisher=row.publisher).first()
    name, where = row.user.get_username(), row.publisher
    if held is None and wanted:
        Membership.objects.create(user=row.user, publisher=where, role=wanted)
        audit("give-role", by.name, name, publisher=where, role=wanted)
    elif held is not None and wanted != held.role:
        if row.active:  # who left is out, also as the last administrator
            keep_one_administrator(held, wanted)
        former, held.role, held.by_claim = held.role, wanted, False
        if wanted:
            held.save(update_fields=["role", "by_claim"])
            audit("change-role", by.name, name, publisher=where, role=wanted, former=former)
        else:
            held.delete()
            audit("remove-role", by.name, name, publisher=where, former=former)
    _switch(row)


def _switch(row: Provisioned) -> None:
    """An account that nothing holds any more is off; it comes on again only where an identity system put it off."""
    user, subject = row.user, row.user.subject
    if row.active and not user.is_active:
        if not subject.switched_off:
            raise wrong("switched-off", "active", _OFF)
        user.is_active, subject.switched_off = True, False
    elif not row.active and user.is_active and not _held(user):
        user.is_active, subject.switched_off = False, True
    else:
        return
    user.save(update_fields=["is_active"])
    subject.save(update_fields=["switched_off"])


def _held(user: Any) -> bool:
    return (
        user.has_usable_password()
        or Membership.objects.filter(user=user).exists()
        or Provisioned.objects.filter(user=user, active=True).exists()
    )


_CURE = Text(nl="Pas de koppeling in uw identiteitssysteem aan.", en="Change the mapping in your identity system.")
_NO_PROVIDER = Text(
    nl="Deze node heeft geen aanbieder waar medewerkers zich aanmelden (STELSEL_OIDC_ISSUER).",
    en="This node has no provider where employees sign in (STELSEL_OIDC_ISSUER).",
)
_TAKEN = Text(nl="Deze naam of dit kenmerk is al in gebruik.", en="This name or identifier is in use already.")
_SUBJECT = Text(
    nl="Het kenmerk bij de aanbieder verandert nooit. Maak een nieuw account.",
    en="The identifier at the provider never changes. Make a new account.",
)
_NO_MEMBER = Text(nl="Dit lid is geen account van deze uitgever.", en="This member is no account of this publisher.")
_STALE = Text(nl="Iemand anders was eerder.", en="Somebody else was first.")
_TEXT = Text(nl="Deze tekst is te lang, of heeft vreemde tekens.", en="This text is too long, or has odd characters.")
_NEEDED = Text(nl="Dit veld is nodig.", en="This field is needed.")
_CITIZEN_NUMBER = Text(nl="Hier lijkt een BSN in te staan.", en="This seems to hold a citizen service number.")
_OFF = Text(
    nl="Dit account is hier uitgezet door wie deze node draait.",
    en="This account was switched off here by whoever runs this node.",
)
