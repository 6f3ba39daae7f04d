# SPDX-License-Identifier: EUPL-1.2
"""Signing in with a passkey, and the page with one's own passkeys.

A form that uses a passkey is sent twice: first by our script with `vraag`, which answers what the browser needs, then
with what the browser made of it in `antwoord`, as a form that shows a page like any other.
"""

from __future__ import annotations

import hashlib
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse

from stelsel.faces.web.account import sign_in_page
from stelsel.faces.web.addresses import paths
from stelsel.faces.web.inputs import errors_of, summary
from stelsel.faces.web.onward import onward
from stelsel.faces.web.problems import problem_page
from stelsel.faces.web.shell import page, show
from stelsel.faces.web.templatetags.fields import Field
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text, same
from stelsel.node.address import client_address
from stelsel.node.audit import audit
from stelsel.node.audit_tally import refused
from stelsel.node.example import accounts as demo
from stelsel.node.identity import (
    ceremony,
    forget_failures,
    note_failure,
    passkey_backend,
    sessions,
    too_many_failures,
)
from stelsel.node.identity import passkeys as kept
from stelsel.node.identity.passkey_words import FIELD
from stelsel.node.identity.passkey_words import refused as no

_ACCOUNT = Text(nl="Uw account", en="Your account")
_PASSKEYS = Text(nl="Uw passkeys", en="Your passkeys")
_FIELDS = ("wachtwoord", "passkey-naam", FIELD)
_SAVED = {
    "bevestigen": "",
    "toevoegen": Text(nl="De passkey is toegevoegd.", en="The passkey was added."),
    "verwijderen": Text(nl="De passkey is verwijderd.", en="The passkey was removed."),
    "uit": Text(
        nl="Uw wachtwoord staat uit. Op andere apparaten bent u afgemeld.",
        en="Your password is off. On other devices you are signed out.",
    ),
    "aan": Text(nl="Uw wachtwoord staat weer aan.", en="Your password is on again."),
}


@page("POST", needs="sign-in")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in with whichever passkey the browser has for this site; then to where the reader was going."""
    if "vraag" in request.POST:
        return JsonResponse(kept.sign_in_options(request.session))
    answer, address = request.POST.get("antwoord", ""), client_address(request.META)
    named = kept.presented(answer)
    counted = "passkey " + hashlib.sha256(named.encode()).hexdigest()
    if too_many_failures(counted, address):
        refused("sign-in", kept.owner_of(named), "page", reason="too-many")
        return problem_page(request, 429)
    try:
        found = kept.sign_in(request.session, answer)
        example = found.owner.user.groups.filter(name=demo.GROUP).exists()
        if example and not demo.from_this_machine(request):
            raise no("unknown")
    except BadInput as problem:
        note_failure(counted, address)
        sessions.failed(kept.owner_of(named), problem.findings[0].code)
        return sign_in_page(request, errors_of(problem.findings, _FIELDS)[FIELD], FIELD)
    forget_failures(counted, address)
    sessions.begin(request, found.owner.user, passkey_backend.NAME, example=example, passkey=found.pk)
    return HttpResponseRedirect(onward(request, request.language))  # type: ignore[attr-defined]


@page("GET", "POST", needs="own-account")
def passkeys(request: HttpRequest) -> HttpResponse:
    """One's own passkeys. Whoever changes them first confirms that it is them, with the password or a passkey."""
    errors, step = dict[str, Text](), request.POST.get("stap", "")
    if request.method == "POST":
        name, address = request.user.get_username(), client_address(request.META)
        if step == "bevestigen" and too_many_failures(name, address):
            return problem_page(request, 429)
        try:
            if "vraag" in request.POST:
                return JsonResponse(_options(request, step))
            _change(request, step)
        except BadInput as problem:
            if "vraag" in request.POST:
                return JsonResponse({}, status=400)
            audit("change-passkeys", name, outcome="refused", reason=problem.findings[0].code)
            if step == "bevestigen":
                note_failure(name, address)
            errors = errors_of(problem.findings, _FIELDS)
        else:
            return HttpResponseRedirect(f"{paths(request.language)['passkeys']}?klaar={step}")  # type: ignore[attr-defined]
    return _shown(request, errors)


def _options(request: HttpRequest, step: str) -> dict[str, Any]:
    if step == "toevoegen":
        return kept.add_options(request.session, request.user)
    return kept.confirm_options(request.session, request.user)


def _change(request: HttpRequest, step: str) -> None:
    typed, session, user = request.POST, request.session, request.user
    if step == "bevestigen":
        kept.confirm(session, user, typed.get("wachtwoord", ""), typed.get("antwoord", ""))
        forget_failures(user.get_username(), client_address(request.META))
    elif step == "toevoegen":
        kept.add(session, user, typed.get("passkey-naam", ""), typed.get("antwoord", ""))
    elif step == "verwijderen":
        number = typed.get("nummer", "")
        kept.remove(session, user, int(number) if number.isdecimal() and len(number) < 18 else 0)
    elif step == "uit":
        kept.switch_password_off(session, user)
        update_session_auth_hash(request, user)  # type: ignore[arg-type]
    elif step == "aan":
        if not kept.confirmed(session, user):
            raise no("confirm")
        kept.switch_password_on(user, user.get_username())
        update_session_auth_hash(request, user)  # type: ignore[arg-type]
    else:
        raise no("unreadable")


def _shown(request: HttpRequest, errors: dict[str, Text]) -> HttpResponse:
    language, user = request.language, request.user  # type: ignore[attr-defined]
    local = kept.local(user)
    found = kept.passkeys(user) if local else []
    name = Text(nl="Naam van de passkey", en="Name of the passkey")
    why = Text(nl="Zodat u hem herkent in de lijst.", en="So that you know it in the list.")
    example = Text(nl="laptop van het werk", en="laptop at work")
    typed = request.POST.get("passkey-naam", "")
    password = Text(nl="Uw wachtwoord", en="Your password")
    trail = (same("Start"), paths(language)["start"]), (_ACCOUNT, paths(language)["account"]), (_PASSKEYS, "")
    return show(
        request,
        "passkeys",
        400 if errors else 200,
        passkeys=found,
        local=local,
        possible=ceremony.possible() and request.get_host() == urlsplit(ceremony.origin()).netloc,
        site=settings.URL,
        confirmed=kept.confirmed(request.session, user),
        by_password=kept.password_confirms(user),
        password_off=kept.password_is_off(user),
        may_switch_off=len(found) >= kept.LEAST_WITHOUT_PASSWORD,
        wanted=sessions.password_alone(request) and kept.needs_more(user),
        saved="" if errors else _SAVED.get(request.GET.get("klaar", ""), ""),
        name=Field("passkey-naam", name, value=typed, why=why, example=example, error=errors.get("passkey-naam", "")),
        password=Field(
            "wachtwoord", password, "password", error=errors.get("wachtwoord", ""), autocomplete="current-password"
        ),
        errors=summary(errors),
        trail=trail,
    )
