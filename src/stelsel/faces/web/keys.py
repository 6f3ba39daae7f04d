# SPDX-License-Identifier: EUPL-1.2
"""Service accounts of one's own organisation and their keys, for its administrators. A key is shown once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from stelsel.faces.web.addresses import paths
from stelsel.faces.web.choices import choice
from stelsel.faces.web.inputs import errors_of, summary
from stelsel.faces.web.shell import book_of, page, person_of, show
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.who import publisher_name
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text, same
from stelsel.node import clock
from stelsel.node.identity import MACHINE_ROLES, Person, service
from stelsel.node.permission import where

_KEYS = Text(nl="Dienstaccounts en sleutels", en="Service accounts and keys")
_MANAGE = Text(nl="Accounts en rollen", en="Accounts and roles")
_NAMES = ["naam", "uitgever", "rol", "account", "sleutel", "tot-en-met"]
_USUAL_DAYS = 365
STATES = {
    "holds": Text(nl="geldt", en="holds"),
    "expired": Text(nl="verlopen", en="expired"),
    "revoked": Text(nl="ingetrokken", en="revoked"),
}


@page("GET", "POST", needs="manage-accounts")
def index(request: HttpRequest) -> HttpResponse:
    """List, add, another key, revoke, end."""
    who, language = person_of(request), request.language  # type: ignore[attr-defined]
    mine = where(who, "manage-accounts")
    errors, made = dict[str, Text](), ""
    if request.method == "POST":
        try:
            made = _act(who, request.POST)
        except BadInput as problem:
            errors = errors_of(problem.findings, _NAMES)
        else:
            if not made:
                return HttpResponseRedirect(request.path)
    start = (same("Start"), paths(language)["start"])
    return show(
        request,
        "keys",
        400 if errors else 200,
        made=made,
        rows=[_row(request, *one) for publisher in mine for one in service.accounts_of(who, publisher)],
        errors=summary(errors),
        fields=_fields(request, mine, errors, made),
        trail=(start, (_MANAGE, paths(language)["manage"]), (_KEYS, "")),
    )


def _act(who: Person, typed: Any) -> str:
    """The key that was made; empty where none was."""
    step, name = typed.get("stap"), typed.get("account", "")
    wish = service.Wish(typed.get("sleutel", "").strip(), typed.get("tot-en-met", ""))
    if step == "maken":
        return service.add(who, typed.get("uitgever", ""), typed.get("naam", "").strip(), typed.get("rol", ""), wish)
    if step == "sleutel":
        return service.add_key(who, name, wish)
    if step == "intrekken":
        service.revoke(who, typed.get("id", ""))
    elif step == "opheffen":
        service.end(who, name)
    return ""


def _row(request: HttpRequest, member: Any, keys: list[Any]) -> dict[str, Any]:
    today = clock.today()
    held = [(key, service.state(key, today)) for key in keys]
    return {
        "name": member.user.get_username(),
        "organisation": publisher_name(book_of(request), member.publisher),
        "role": choice(member.role),
        "keys": [(key, STATES[state], state == "holds") for key, state in held],
        "full": sum(state == "holds" for _, state in held) >= service.MOST_KEYS,
        "until": (today + timedelta(days=_USUAL_DAYS)).isoformat(),
    }


def _fields(request: HttpRequest, mine: tuple[str, ...], errors: dict[str, Text], made: str) -> list[Field]:
    typed, told = {} if made else request.POST, errors.get
    until = (clock.today() + timedelta(days=_USUAL_DAYS)).isoformat()
    no_person = Text(nl="Naar het systeem, niet naar een persoon.", en="After the system, not after a person.")
    longest = Text(nl=f"Hoogstens {service.MOST_DAYS} dagen.", en=f"At most {service.MOST_DAYS} days.")
    return [
        Field("naam", Text(nl="Naam van het dienstaccount", en="Name of the service account"), "text",
              typed.get("naam", ""), why=no_person, error=told("naam", ""), autocomplete="off"),
        Field("uitgever", Text(nl="Organisatie", en="Organisation"), "select", typed.get("uitgever", mine[0]),
              options=[(one, same(publisher_name(book_of(request), one))) for one in mine], error=told("uitgever", "")),
        Field("rol", Text(nl="Rol", en="Role"), "select", typed.get("rol", "reader"),
              options=[(role, choice(role)) for role in MACHINE_ROLES], error=told("rol", "")),
        Field("sleutel", Text(nl="Waarvoor is de sleutel?", en="What is the key for?"), "text",
              typed.get("sleutel", ""), why=no_person, error=told("sleutel", ""), autocomplete="off"),
        Field("tot-en-met", Text(nl="Laatste dag", en="Last day"), "date", typed.get("tot-en-met", until),
              why=longest, error=told("tot-en-met", "")),
    ]  # fmt: skip
