# SPDX-License-Identifier: EUPL-1.2
"""Signing in and out with a local account, and what waits on the account page."""

from __future__ import annotations

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from stelsel.faces.web.addresses import paths
from stelsel.faces.web.choices import choice
from stelsel.faces.web.problems import problem_page
from stelsel.faces.web.shell import book_of, page, person_of, show
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.who import publisher_name
from stelsel.kernel.text import Text, same
from stelsel.node.example.accounts import accounts_shown
from stelsel.node.identity import forget_failures, note_failure, too_many_failures
from stelsel.node.permission import may

_SIGN_IN = Text(nl="Aanmelden", en="Sign in")
_ACCOUNT = Text(nl="Uw account", en="Your account")
_WRONG = Text(
    nl="Deze naam en dit wachtwoord horen niet bij elkaar. Controleer beide en probeer het opnieuw.",
    en="This name and password do not belong together. Check both and try again.",
)


@page("GET", "POST", needs="sign-in")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form; after a right password to where the reader was going, within this site only."""
    language = request.language  # type: ignore[attr-defined]
    onward = _onward(request, language)
    error: Text | str = ""
    if request.method == "POST":
        name, address = request.POST.get("naam", "").strip(), request.META.get("REMOTE_ADDR", "")
        if too_many_failures(name, address):
            return problem_page(request, 429)
        user = authenticate(request, username=name, password=request.POST.get("wachtwoord", ""))
        if user is not None:
            forget_failures(name, address)
            login(request, user)
            return HttpResponseRedirect(onward)
        note_failure(name, address)
        error = _WRONG
    book = book_of(request)
    fields = (
        Field(
            "naam",
            Text(nl="Naam van uw account", en="Name of your account"),
            value=request.POST.get("naam", ""),
            error=error,
            autocomplete="username",
        ),
        Field("wachtwoord", Text(nl="Wachtwoord", en="Password"), "password", autocomplete="current-password"),
    )
    trail = ((same("Start"), paths(language)["start"]), (_SIGN_IN, ""))
    errors = [("naam", error)] if error else []
    return show(
        request,
        "sign-in",
        400 if error else 200,
        fields=fields,
        errors=errors,
        onward=onward,
        demo=[(one, choice(one.role), publisher_name(book, one.publisher)) for one in accounts_shown(request)],
        trail=trail,
    )


@page("POST", needs="sign-in")
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; only by a form, never by a link."""
    logout(request)
    return HttpResponseRedirect(paths(request.language)["start"])  # type: ignore[attr-defined]


@page(needs="own-account")
def account(request: HttpRequest) -> HttpResponse:
    """Who is signed in, with which roles."""
    who, language = person_of(request), request.language  # type: ignore[attr-defined]
    book = book_of(request)
    roles = [(publisher_name(book, publisher), choice(role)) for publisher, role in sorted(who.roles.items())]
    trail = ((same("Start"), paths(language)["start"]), (_ACCOUNT, ""))
    return show(
        request,
        "account",
        roles=roles,
        manages=may(who, "manage-accounts"),
        publishes=may(who, "publish"),
        government=who.asker.government,
        trail=trail,
    )


def _onward(request: HttpRequest, language: str) -> str:
    target = request.POST.get("verder") or request.GET.get("verder") or ""
    if target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        return target
    return paths(language)["start"]
