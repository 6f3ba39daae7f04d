# SPDX-License-Identifier: EUPL-1.2
"""Accounts and roles of one's own organisation, for its administrators; and whether signing in is set up right."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from stelsel.faces.web.addresses import paths
from stelsel.faces.web.choices import choice
from stelsel.faces.web.inputs import errors_of, summary
from stelsel.faces.web.shell import book_of, page, person_of, show
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.who import publisher_name
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text, same
from stelsel.node.identity import ROLES, Person, accounts
from stelsel.node.identity.check import check
from stelsel.node.identity.passwords import LEAST_CHARACTERS
from stelsel.node.identity.provider import providers
from stelsel.node.models import Membership
from stelsel.node.permission import where

_MANAGE = Text(nl="Accounts en rollen", en="Accounts and roles")
_CHECK = Text(nl="Hoe aanmelden is ingesteld", en="How signing in is set up")
_NAMES = ["naam", "wachtwoord", "uitgever", "rol"]


@page("GET", "POST", needs="manage-accounts")
def manage(request: HttpRequest) -> HttpResponse:
    """List, add, give, change and take roles. Only for publishers of which one is administrator."""
    who, language = person_of(request), request.language  # type: ignore[attr-defined]
    mine = where(who, "manage-accounts")
    errors: dict[str, Text] = {}
    if request.method == "POST":
        try:
            _act(who, request)
        except BadInput as problem:
            errors = errors_of(problem.findings, _NAMES)
        else:
            return HttpResponseRedirect(request.path)
    members = (
        Membership.objects.filter(publisher__in=mine, machine=False)
        .select_related("user")
        .order_by("publisher", "user__username")
    )
    book = book_of(request)
    return show(
        request,
        "manage",
        400 if errors else 200,
        members=[(one, publisher_name(book, one.publisher)) for one in members],
        errors=summary(errors),
        roles=[(role, choice(role)) for role in ROLES],
        fields=_fields(request, mine, errors),
        trail=((same("Start"), paths(language)["start"]), (_MANAGE, "")),
    )


@page(needs="manage-accounts")
def sign_in_check(request: HttpRequest) -> HttpResponse:
    """What is wrong with the providers where people sign in, and what to register there."""
    language = request.language  # type: ignore[attr-defined]
    start = (same("Start"), paths(language)["start"])
    lines = check()
    told = [(one, [line for line in lines if line.provider == one]) for one in providers()]
    trail = (start, (_MANAGE, paths(language)["manage"]), (_CHECK, ""))
    return show(request, "sign-in-check", told=told, trail=trail)


def _act(who: Person, request: HttpRequest) -> None:
    typed, step = request.POST, request.POST.get("stap")
    name, publisher, role = typed.get("naam", "").strip(), typed.get("uitgever", ""), typed.get("rol", "")
    if step == "toevoegen" and not typed.get("wachtwoord"):
        accounts.give_role(who, name, publisher, role)
    elif step == "toevoegen":
        accounts.add_account(who, name, typed["wachtwoord"], publisher, role)
    elif step == "rol":
        accounts.change_role(who, _number(typed.get("lid", "")), role)
    elif step == "weghalen":
        accounts.take_role(who, _number(typed.get("lid", "")))


def _fields(request: HttpRequest, mine: tuple[str, ...], errors: dict[str, Text]) -> list[Field]:
    book, typed = book_of(request), request.POST
    return [
        Field(
            "naam",
            Text(nl="Naam van het account", en="Name of the account"),
            value=typed.get("naam", ""),
            why=Text(
                nl="Geen naam van een persoon als dat niet nodig is.", en="No person's name where it is not needed."
            ),
            error=errors.get("naam", ""),
            autocomplete="off",
        ),
        Field(
            "wachtwoord",
            Text(nl="Eerste wachtwoord", en="First password"),
            "password",
            why=Text(
                nl=f"Minstens {LEAST_CHARACTERS} tekens. Laat leeg voor een account dat er al is, "
                "bijvoorbeeld van iemand die elders aanmeldt.",
                en=f"At least {LEAST_CHARACTERS} characters. Leave empty for an account that is there already, "
                "for instance of somebody who signs in elsewhere.",
            ),
            error=errors.get("wachtwoord", ""),
            required=False,
            autocomplete="new-password",
        ),
        Field(
            "uitgever",
            Text(nl="Organisatie", en="Organisation"),
            "select",
            typed.get("uitgever", mine[0]),
            options=[(one, same(publisher_name(book, one))) for one in mine],
            error=errors.get("uitgever", ""),
        ),
        Field(
            "rol",
            Text(nl="Rol", en="Role"),
            "select",
            typed.get("rol", "reader"),
            options=[(role, choice(role)) for role in ROLES],
            error=errors.get("rol", ""),
        ),
    ]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
