# SPDX-License-Identifier: EUPL-1.2
"""The account here of somebody who signs in elsewhere: linked by issuer and subject, never by an e-mail address.

A new account has no password and no role. An administrator gives it one; or the provider does, where a claim was set
up for that: a list of `PUBLISHER:ROLE` or `PUBLISHER:ROLE:gov`, which then counts until the next sign-in.
"""

import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from stelsel.node.audit import audit
from stelsel.node.identity.accounts import is_name
from stelsel.node.identity.person import ROLES
from stelsel.node.identity.provider import Provider
from stelsel.node.identity.refusals import SignInRefused
from stelsel.node.models import Log, Membership, Subject

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
MOST_ROLES = 200


def account_of(provider: Provider, claims: dict[str, Any]) -> Any:
    """The user behind the claims of a checked ID Token, made at the first sign-in, with the roles that a claim gives.
    SignInRefused where it belongs to another group of people, or was switched off."""
    user = linked(provider.issuer, claims["sub"], provider.group == "citizens", _wished_name(provider, claims))
    if not user.is_active:
        raise SignInRefused("inactive")
    if provider.role_claim:
        _take_over_roles(user, claims.get(provider.role_claim))
    return user


def linked(issuer: str, subject: str, citizen: bool, wished: str = "") -> Any:
    """The user of this issuer and subject; made where there is none, called as wished where that name is free."""
    found = _found(issuer, subject)
    if found is None:
        try:
            with transaction.atomic():
                user = get_user_model()(username=wished if wished and _is_free(wished) else _opaque_name())
                user.set_unusable_password()
                user.save()
                found = Subject.objects.create(user=user, issuer=issuer, subject=subject, citizen=citizen)
            audit("account-linked", user.get_username(), issuer)
        except IntegrityError:  # the same person, twice at the same moment
            found = _found(issuer, subject)
            if found is None:
                raise
    if found.citizen != citizen:
        raise SignInRefused("other-group")
    return found.user


def _found(issuer: str, subject: str) -> Subject | None:
    return Subject.objects.select_related("user").filter(issuer=issuer, subject=subject).first()


def _wished_name(provider: Provider, claims: dict[str, Any]) -> str:
    wished = claims.get(provider.name_claim) if provider.name_claim else None
    return wished if isinstance(wished, str) and is_name(wished) else ""


def _is_free(name: str) -> bool:
    return not get_user_model().objects.filter(username__iexact=name).exists()


def _opaque_name() -> str:
    return "account-" + "".join(secrets.choice(_LETTERS) for _ in range(10))


@transaction.atomic
def _take_over_roles(user: Any, told: object) -> None:
    """Roles by claim become exactly these; roles that an administrator gave stay as they are."""
    wanted = _roles_in(told)
    for member in Membership.objects.filter(user=user):
        role = wanted.pop(member.publisher, None)
        if not member.by_claim:
            continue
        if role is None:
            member.delete()
            audit("remove-role", "provider", user.get_username(), publisher=member.publisher)
        elif (member.role, member.government) != role:
            member.role, member.government = role
            member.save(update_fields=["role", "government"])
            audit("change-role", "provider", user.get_username(), publisher=member.publisher, role=role[0])
    for publisher, (role, government) in wanted.items():
        Membership.objects.create(user=user, publisher=publisher, role=role, government=government, by_claim=True)
        audit("give-role", "provider", user.get_username(), publisher=publisher, role=role)


def _roles_in(told: object) -> dict[str, tuple[str, bool]]:
    """Publisher -> (role, government). What has another form, or names no publisher of this node, gives nothing."""
    lines = [told] if isinstance(told, str) else told if isinstance(told, list) else []
    here = set(Log.objects.values_list("publisher", flat=True))
    found: dict[str, tuple[str, bool]] = {}
    for line in lines[:MOST_ROLES]:
        parts = line.split(":") if isinstance(line, str) else []
        if len(parts) in (2, 3) and parts[0] in here and parts[1] in ROLES and parts[2:] in ([], ["gov"]):
            found[parts[0]] = (parts[1], bool(parts[2:]))
    return found
