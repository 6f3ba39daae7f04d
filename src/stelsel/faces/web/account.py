# SPDX-License-Identifier: EUPL-1.2
"""Signing in and out, one's own account, and one's own password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import authenticate, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from stelsel.faces.web.addresses import paths, sign_in_at
from stelsel.faces.web.choices import choice
from stelsel.faces.web.inputs import errors_of, summary
from stelsel.faces.web.onward import onward
from stelsel.faces.web.problems import problem_page
from stelsel.faces.web.shell import book_of, page, person_of, show
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.who import publisher_name
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text, same
from stelsel.node.address import client_address
from stelsel.node.audit_tally import refused
from stelsel.node.example import citizens
from stelsel.node.example.accounts import accounts_shown, is_demo
from stelsel.node.identity import (
    ceremony,
    forget_failures,
    known_account,
    note_failure,
    passkeys,
    sessions,
    too_many_failures,
)
from stelsel.node.identity.accounts import change_password
from stelsel.node.identity.passwords import LEAST_CHARACTERS
from stelsel.node.identity.provider import WIRE, providers
from stelsel.node.permission import may

_SIGN_IN = Text(nl="Aanmelden", en="Sign in")
_ACCOUNT = Text(nl="Uw account", en="Your account")
_PASSWORD = Text(nl="Uw wachtwoord", en="Your password")
_WRONG = Text(
    nl="Deze naam en dit wachtwoord horen niet bij elkaar. Controleer beide en probeer het opnieuw.",
    en="This name and password do not belong together. Check both and try again.",
)
_ENDED = {
    "roles": Text(
        nl="Uw rollen zijn veranderd. Daarom bent u afgemeld. Meld u opnieuw aan.",
        en="Your roles have changed. Therefore you were signed out. Sign in again.",
    ),
    "passkey": Text(
        nl="De passkey waarmee u was aangemeld, is verwijderd. Meld u opnieuw aan.",
        en="The passkey that you were signed in with was removed. Sign in again.",
    ),
    "elsewhere": Text(
        nl="Een voorbeeldaccount werkt alleen op deze machine zelf.",
        en="An example account only works on this machine itself.",
    ),
}
_PASSKEY_TOO = Text(
    nl="Voor uw rol is een wachtwoord alleen te weinig. Meld u aan met uw passkey.",
    en="For your role a password alone is too little. Sign in with your passkey.",
)
_LABELS = {
    "employees": Text(nl="Meld aan met {n}", en="Sign in with {n}"),
    "citizens": Text(nl="Burgers en ondernemers: {n}", en="Citizens and companies: {n}"),
}
_OWN_ORGANISATION = Text(nl="uw organisatie", en="your organisation")


@page("GET", "POST", needs="sign-in")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form and the other ways; after a right password to where the reader was going, within this site only."""
    person_of(request)  # a session that is over ends here, and says why below
    target = onward(request, request.language)  # type: ignore[attr-defined]
    error: Text | str = ""
    if request.method == "POST":
        name, address = request.POST.get("naam", "").strip(), client_address(request.META)
        if too_many_failures(name, address):
            refused("sign-in", known_account(name), "page", reason="too-many")
            return problem_page(request, 429)
        user = authenticate(request, username=name, password=request.POST.get("wachtwoord", ""))
        if user is not None:
            forget_failures(name, address)
            return _begin(request, user, target)
        note_failure(name, address)
        sessions.failed(name, "password")
        error = _WRONG
    return sign_in_page(request, error)


def _begin(request: HttpRequest, user: Any, target: str) -> HttpResponse:
    """After a right password. Where that is too little: with a passkey, or first to where one is made."""
    if not passkeys.needs_more(user):
        sessions.begin(request, user, user.backend, example=is_demo(user))
        return HttpResponseRedirect(target)
    if passkeys.passkeys(user):
        sessions.failed(user.get_username(), "password-alone")
        return sign_in_page(request, _PASSKEY_TOO, "passkey", 403)
    sessions.begin(request, user, user.backend, example=is_demo(user))
    return HttpResponseRedirect(paths(request.language)["passkeys"])  # type: ignore[attr-defined]


def sign_in_page(request: HttpRequest, error: Text | str = "", where: str = "naam", status: int = 400) -> HttpResponse:
    """The page to sign in, with what was wrong where something was."""
    language = request.language  # type: ignore[attr-defined]
    target = onward(request, language)
    return show(
        request,
        "sign-in",
        status if error else 200,
        fields=_sign_in_fields(request, error if where == "naam" else ""),
        errors=[(where, error)] if error else [],
        onward=target,
        passkey=ceremony.possible(),
        passkey_first=where == "passkey",
        ended=_ENDED.get(sessions.why_ended(request), ""),
        others=[
            (_LABELS[one.group].fill(n=one.label or _OWN_ORGANISATION), sign_in_at(language, WIRE[one.group], target))
            for one in providers()
        ],
        stand_in=citizens.is_open(request),
        demo=_demo(request),
        trail=((same("Start"), paths(language)["start"]), (_SIGN_IN, "")),
    )


@page("POST", needs="sign-in")
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; only by a form, never by a link."""
    sessions.end(request)
    return HttpResponseRedirect(paths(request.language)["start"])  # type: ignore[attr-defined]


@page(needs="own-account")
def account(request: HttpRequest) -> HttpResponse:
    """Who is signed in, how sure that is, with which roles."""
    who, language = person_of(request), request.language  # type: ignore[attr-defined]
    book = book_of(request)
    roles = [(publisher_name(book, publisher), choice(role)) for publisher, role in sorted(who.roles.items())]
    return show(
        request,
        "account",
        roles=roles,
        person=who,
        has_password=request.user.has_usable_password(),
        by_passkey=sessions.by_passkey(request),
        local=passkeys.local(request.user),
        needs_more=sessions.password_alone(request) and passkeys.needs_more(request.user),
        manages=may(who, "manage-accounts"),
        publishes=may(who, "publish"),
        government=who.asker.government,
        trail=((same("Start"), paths(language)["start"]), (_ACCOUNT, "")),
    )


@page("GET", "POST", needs="own-account")
def password(request: HttpRequest) -> HttpResponse:
    """Another password for oneself. This session goes on; every other one of the account ends."""
    language, typed, errors, done = request.language, request.POST, dict[str, Text](), False  # type: ignore[attr-defined]
    if request.method == "POST":
        name, address = request.user.get_username(), client_address(request.META)
        if too_many_failures(name, address):
            return problem_page(request, 429)
        try:
            given = (typed.get(field, "") for field in ("huidig", "nieuw", "nogmaals"))
            change_password(request.user, *given)
        except BadInput as problem:
            errors = errors_of(problem.findings, ["huidig", "nieuw", "nogmaals"])
            if "huidig" in errors:
                note_failure(name, address)
        else:
            update_session_auth_hash(request, request.user)
            done = True
    trail = (same("Start"), paths(language)["start"]), (_ACCOUNT, paths(language)["account"]), (_PASSWORD, "")
    return show(
        request,
        "password",
        400 if errors else 200,
        fields=_password_fields(errors),
        errors=summary(errors),
        done=done,
        has_password=request.user.has_usable_password(),
        password_off=passkeys.password_is_off(request.user),
        trail=trail,
    )


def _sign_in_fields(request: HttpRequest, error: Text | str) -> tuple[Field, ...]:
    name = Text(nl="Naam van uw account", en="Name of your account")
    return (
        Field("naam", name, value=request.POST.get("naam", ""), error=error, autocomplete="username"),
        Field("wachtwoord", Text(nl="Wachtwoord", en="Password"), "password", autocomplete="current-password"),
    )


def _password_fields(errors: dict[str, Text]) -> tuple[Field, ...]:
    why = Text(
        nl=f"Minstens {LEAST_CHARACTERS} tekens. Vier losse woorden is goed. Plakken mag. Het verloopt niet.",
        en=f"At least {LEAST_CHARACTERS} characters. Four loose words are fine. You may paste. It never expires.",
    )
    current = Text(nl="Huidig wachtwoord", en="Current password")
    new, again = Text(nl="Nieuw wachtwoord", en="New password"), Text(nl="Nogmaals", en="Once more")
    told = errors.get
    return (
        Field("huidig", current, "password", error=told("huidig", ""), autocomplete="current-password"),
        Field("nieuw", new, "password", why=why, error=told("nieuw", ""), autocomplete="new-password"),
        Field("nogmaals", again, "password", error=told("nogmaals", ""), autocomplete="new-password"),
    )


def _demo(request: HttpRequest) -> list[tuple[object, Text, str]]:
    book = book_of(request)
    return [(one, choice(one.role), publisher_name(book, one.publisher)) for one in accounts_shown(request)]
