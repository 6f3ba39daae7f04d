# SPDX-License-Identifier: EUPL-1.2
"""Passkeys of a local account: add, list, use, remove; and a password that its owner switches off and on.

Only an account that has (or had) a password here can have them; who signs in elsewhere does so there.
"""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from fido2.utils import websafe_decode, websafe_encode

from stelsel.node import clock
from stelsel.node.audit import audit
from stelsel.node.identity import ceremony
from stelsel.node.identity.ceremony import Purpose, Session
from stelsel.node.identity.passkey_words import refused
from stelsel.node.identity.passwords import normal
from stelsel.node.models import Membership, Passkey, PasskeyOwner

MOST = 20
"""Passkeys of one account."""
LEAST_WITHOUT_PASSWORD = 2
CONFIRMED_SECONDS = 300
"""How long a confirmation counts."""
_CONFIRMED = "passkey-confirmed"


def local(user: Any) -> bool:
    """Whether this account can have passkeys."""
    return bool(user.has_usable_password() or password_is_off(user)) and not hasattr(user, "subject")


def password_is_off(user: Any) -> bool:
    """Whether its owner switched the password off."""
    owner = PasskeyOwner.objects.filter(user_id=user.pk).first()
    return owner is not None and owner.kept_password != "" and not user.has_usable_password()


def passkeys(user: Any) -> list[Passkey]:
    """Those of an account, oldest first."""
    return list(Passkey.objects.filter(owner_id=user.pk).order_by("pk"))


def needs_more(user: Any) -> bool:
    """Whether a password alone is too little for a role of this account (STELSEL_SECOND_FACTOR)."""
    wanted = settings.SECOND_FACTOR
    return bool(wanted) and Membership.objects.filter(user_id=user.pk, role__in=wanted).exists()


# that it is you


def password_confirms(user: Any) -> bool:
    """Whether the password counts as proof that it is you, for a change of passkeys."""
    return bool(user.has_usable_password()) and not (needs_more(user) and passkeys(user))


def confirm_options(session: Session, user: Any) -> dict[str, Any]:
    """What a browser needs to prove with one of these passkeys that it is you."""
    return ceremony.use_options(session, "confirm", [websafe_decode(one.credential_id) for one in passkeys(user)])


def confirm(session: Session, user: Any, password: str = "", answer: str = "") -> None:
    """It is you, by password or by passkey; for five minutes. BadInput where it is not."""
    if answer:
        if _used(session, "confirm", answer).owner_id != user.pk:
            raise refused("unknown")
    elif not (password_confirms(user) and user.check_password(normal(password))):
        raise refused("password", "wachtwoord")
    session[_CONFIRMED] = [user.pk, clock.posix() + CONFIRMED_SECONDS]


def confirmed(session: Session, user: Any) -> bool:
    """Whether it was confirmed in the last five minutes, in this session."""
    number, until = session.get(_CONFIRMED) or (0, 0)
    return bool(number == user.pk and clock.posix() < until)


# add and remove


def add_options(session: Session, user: Any) -> dict[str, Any]:
    """What a browser needs to make a passkey for this account."""
    _allowed(session, user)
    known = [websafe_decode(one.credential_id) for one in passkeys(user)]
    return ceremony.add_options(session, websafe_decode(_owner(user).handle), user.get_username(), known)


@transaction.atomic
def add(session: Session, user: Any, name: str, answer: str) -> None:
    """Keep the passkey that a browser made, under a name of one's own. BadInput where it does not hold."""
    _allowed(session, user)
    name = " ".join(name.replace("\0", " ").split())
    if not (0 < len(name) <= 60 and name.isprintable()):
        raise refused("name", "passkey-naam")
    if len(passkeys(user)) >= MOST:
        raise refused("too-many")
    made = ceremony.made(session, answer)
    try:
        with transaction.atomic():
            Passkey.objects.create(
                owner=_owner(user),
                name=name,
                credential_id=websafe_encode(made.id),
                credential=made.data,
                counter=made.counter,
                made=clock.today(),
            )
    except IntegrityError as error:
        raise refused("not-taken") from error
    audit("add-passkey", user.get_username())


@transaction.atomic
def remove(session: Session, user: Any, number: int) -> None:
    """Take a passkey away; sessions that began with it end. Not the last ones of who has no password."""
    _allowed(session, user)
    _locked(user)
    found = Passkey.objects.filter(owner_id=user.pk, pk=number).first()
    if found is None:
        raise refused("gone")
    if password_is_off(user) and len(passkeys(user)) <= LEAST_WITHOUT_PASSWORD:
        raise refused("needed")
    found.delete()
    audit("remove-passkey", user.get_username())


# the password, off and on


@transaction.atomic
def switch_password_off(session: Session, user: Any) -> None:
    """From now on this account signs in with passkeys only. Every other session of it ends."""
    _allowed(session, user)
    owner = _locked(user)
    if len(passkeys(user)) < LEAST_WITHOUT_PASSWORD:
        raise refused("two")
    if not user.has_usable_password():
        return
    owner.kept_password = user.password
    owner.save(update_fields=["kept_password"])
    user.set_unusable_password()
    user.save(update_fields=["password"])
    audit("password-off", user.get_username())


@transaction.atomic
def switch_password_on(user: Any, by: str) -> bool:
    """The password that was switched off counts again; False where it was not off. Its owner does so after `confirm`,
    or whoever has a shell on the machine (`by`)."""
    if not password_is_off(user):
        return False
    owner = _locked(user)
    user.password, owner.kept_password = owner.kept_password, ""
    owner.save(update_fields=["kept_password"])
    user.save(update_fields=["password"])
    audit("password-on", by, user.get_username())
    return True


# signing in


def sign_in_options(session: Session) -> dict[str, Any]:
    """What a browser needs to sign in with whichever passkey it has for this site."""
    return ceremony.use_options(session, "sign-in")


def sign_in(session: Session, answer: str) -> Passkey:
    """The passkey that signed in, with its owner and user. BadInput where it does not hold."""
    return _used(session, "sign-in", answer)


def presented(answer: str) -> str:
    """The id (base64url) that an answer names, whether there is such a passkey or not; empty where none can be read."""
    try:
        found = json.loads(answer[: ceremony.MOST_LETTERS])
    except (ValueError, RecursionError):
        return ""
    named = found.get("rawId") if isinstance(found, dict) else None
    return named if isinstance(named, str) and named.isascii() and "\0" not in named else ""


def owner_of(id: str) -> str:
    """The name of the account of a passkey; empty where there is none. For the audit log only."""
    found = Passkey.objects.filter(credential_id=id).select_related("owner__user").first()
    return str(found.owner.user.get_username()) if found is not None else ""


def _used(session: Session, purpose: Purpose, answer: str) -> Passkey:
    given = ceremony.used(session, purpose, answer)
    found = (
        Passkey.objects.select_related("owner__user")
        .filter(credential_id=websafe_encode(given.id), owner__user__is_active=True)
        .first()
    )
    given.check(bytes(found.credential) if found is not None else None)
    if found is None or not _is_owner(found.owner, given.handle, purpose):
        raise refused("unknown")
    _count(found, given.counter)
    return found


def _is_owner(owner: PasskeyOwner, handle: bytes, purpose: Purpose) -> bool:
    """Section 7.2, step 6: the handle must be there where no ids were asked for, and fit wherever it is given."""
    return handle == websafe_decode(owner.handle) if handle else purpose != "sign-in"


def _count(passkey: Passkey, counter: int) -> None:
    """The counter runs forward, or never moves from zero (section 6.1.1); of two at once with one value, one counts."""
    if (counter or passkey.counter) and counter <= passkey.counter:
        raise refused("counter")
    same = Passkey.objects.filter(pk=passkey.pk, counter=passkey.counter)
    if not same.update(counter=counter, last_used=clock.today()):
        raise refused("counter")


def _allowed(session: Session, user: Any) -> None:
    if not local(user):
        raise refused("not-local")
    if not confirmed(session, user):
        raise refused("confirm")


def _owner(user: Any) -> PasskeyOwner:
    handle = websafe_encode(clock.salt(32))
    return PasskeyOwner.objects.get_or_create(user=user, defaults={"handle": handle})[0]


def _locked(user: Any) -> PasskeyOwner:
    """The owner, with nobody else changing it until the transaction ends (SQLite has one writer anyway)."""
    _owner(user)
    return PasskeyOwner.objects.select_for_update().get(user=user)
