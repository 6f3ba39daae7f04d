# SPDX-License-Identifier: EUPL-1.2
"""What a session remembers of its sign-in, and when it ends.

It remembers the roles that the account had. Where those are no longer the same, in whichever way they changed, the
session ends at its next request. Another password ends it too (the framework keeps a digest of it).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, login, logout
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.node.audit import audit
from stelsel.node.identity import passkey_backend
from stelsel.node.identity.failures import known_account
from stelsel.node.identity.levels import level_of
from stelsel.node.identity.person import NOBODY, Person, with_roles
from stelsel.node.models import Membership, Passkey

_KEY = "sign-in"
_ENDED = "sign-in-ended"


def begin(
    request: HttpRequest,
    user: Any,
    backend: str,
    acr: str = "",
    citizen: bool = False,
    example: bool = False,
    passkey: int = 0,
) -> None:
    """Sign somebody in, in a fresh session. `acr`: the level that was reached. `example`: the session ends as soon as
    a request comes from another machine. `passkey`: the number of the passkey with which it begins; it ends with it."""
    login(request, user, backend)
    request.session[_KEY] |= {"acr": acr, "citizen": citizen, "example": example, "passkey": passkey}
    audit("sign-in", user.get_username(), "page", by=backend.rpartition(".")[2], acr=acr)


def failed(name: str, reason: str) -> None:
    """Tell the audit log of a sign-in that failed. A name that no account has is not repeated: people type
    passwords in the wrong field."""
    audit("sign-in", known_account(name), "page", outcome="failed", reason=reason)


def end(request: HttpRequest) -> None:
    """Sign out."""
    if request.user.is_authenticated:
        audit("sign-out", request.user.get_username(), "page")
    logout(request)


def person_of(request: HttpRequest) -> Person:
    """Who asks, by the session of a request; NOBODY without one, and for one that has ended. Without any role where the
    node wants more than a password for one of them. One query, and one more for whoever acts for another or came with
    a passkey."""
    if not request.user.is_authenticated:
        return NOBODY
    memberships = list(Membership.objects.filter(user_id=request.user.pk))
    kept = request.session.get(_KEY)
    why = _over(request, kept, memberships)
    if why:
        audit("session-ended", request.user.get_username(), outcome="refused", reason=why)
        logout(request)
        request.session[_ENDED] = why
        return NOBODY
    if password_alone(request) and any(one.role in settings.SECOND_FACTOR for one in memberships):
        memberships = []
    person = with_roles(request.user, memberships)
    person = replace(person, citizen=kept["citizen"], level=level_of(kept["acr"]))
    return _acting(request, person)


def by_passkey(request: HttpRequest) -> bool:
    """Whether this session began with a passkey."""
    return request.session.get(BACKEND_SESSION_KEY) == passkey_backend.NAME


def password_alone(request: HttpRequest) -> bool:
    """Whether this session began with a password and nothing more."""
    return str(request.session.get(BACKEND_SESSION_KEY, "")).endswith(".AccountBackend")


def act_for(request: HttpRequest, number: int | None) -> None:
    """From now on act for the party of this representation; None: for oneself again. BadInput where it does not
    hold."""
    from stelsel.node.representation import represented

    person = replace(person_of(request), represents=None)
    if number is None:
        request.session.pop("acts-for", None)
        audit("acting-ended", person.name)
        return
    if represented(person, number) is None:
        audit("acting-begun", person.name, f"representation/{number}", outcome="refused")
        raise bad_input("no-such-representation", "", _NOT_THERE, _SEE)
    request.session["acts-for"] = number
    audit("acting-begun", person.name, f"representation/{number}")


_NOT_THERE = Text(nl="U mag niet (meer) voor deze partij handelen.", en="You may not act for this party (any more).")
_SEE = Text(nl="Kijk op de pagina Machtigen wat geldt.", en="See the page Representation for what holds.")


def why_ended(request: HttpRequest) -> str:
    """Why the session before this one ended: `roles`, `elsewhere`, `passkey`, or empty; told once."""
    return str(request.session.pop(_ENDED, ""))


def _over(request: HttpRequest, kept: Any, memberships: Iterable[Membership]) -> str:
    if not isinstance(kept, dict) or kept.get("roles") != _digest(memberships):
        return "roles"
    if kept["example"]:
        from stelsel.node.example.accounts import from_this_machine

        if not from_this_machine(request):
            return "elsewhere"
    if kept.get("passkey") and not Passkey.objects.filter(pk=kept["passkey"], owner_id=request.user.pk).exists():
        return "passkey"
    return ""


def _acting(request: HttpRequest, person: Person) -> Person:
    number = request.session.get("acts-for")
    if number is None:
        return person
    from stelsel.node.representation import represented

    found = represented(person, number)
    if found is None:
        del request.session["acts-for"]
        audit("acting-ended", person.name, f"representation/{number}")
    return replace(person, represents=found)


def _digest(memberships: Iterable[Membership]) -> list[str]:
    return sorted(f"{one.publisher}:{one.role}:{int(one.government)}" for one in memberships)


def _remember(sender: object, request: HttpRequest, user: Any, **_: object) -> None:
    roles = _digest(Membership.objects.filter(user_id=user.pk))
    request.session[_KEY] = {"roles": roles, "acr": "", "citizen": False, "example": False}
    request.session.pop("acts-for", None)


def listen() -> None:
    """From now on every sign-in is remembered."""
    user_logged_in.connect(_remember, dispatch_uid="stelsel.sign-in")
