# SPDX-License-Identifier: EUPL-1.2
"""Accounts and roles of one's own organisation, for its administrators."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from stelsel.faces.web.addresses import paths
from stelsel.faces.web.choices import choice
from stelsel.faces.web.inputs import errors_of, summary
from stelsel.faces.web.shell import book_of, page, person_of, show
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.who import publisher_name
from stelsel.kernel.problem import BadInput, Finding, bad_input
from stelsel.kernel.text import Text, same
from stelsel.node.identity import ROLES
from stelsel.node.models import Membership

_MANAGE = Text(nl="Accounts en rollen", en="Accounts and roles")


@page("GET", "POST")
def manage(request: HttpRequest) -> HttpResponse:
    """List, add, change role, take away. Only for publishers of which one is administrator."""
    who, language = person_of(request), request.language  # type: ignore[attr-defined]
    if not who.name:
        return HttpResponseRedirect(f"{paths(language)['sign_in']}?verder={request.path}")
    mine = who.publishers("administrator")
    if not mine:
        raise PermissionDenied
    errors: dict[str, Text] = {}
    if request.method == "POST":
        try:
            _act(request, mine)
        except BadInput as problem:
            errors = errors_of(problem.findings, ["naam", "wachtwoord", "uitgever", "rol"])
        else:
            return HttpResponseRedirect(request.path)
    members = (
        Membership.objects.filter(publisher__in=mine).select_related("user").order_by("publisher", "user__username")
    )
    book = book_of(request)
    lines = [(one, publisher_name(book, one.publisher)) for one in members]
    trail = ((same("Start"), paths(language)["start"]), (_MANAGE, ""))
    roles = [(role, choice(role)) for role in ROLES]
    return show(
        request,
        "manage",
        400 if errors else 200,
        members=lines,
        errors=summary(errors),
        roles=roles,
        fields=_fields(request, mine, errors),
        trail=trail,
    )


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
            why=Text(nl="Minstens 12 tekens.", en="At least 12 characters."),
            error=errors.get("wachtwoord", ""),
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


@transaction.atomic
def _act(request: HttpRequest, mine: tuple[str, ...]) -> None:
    typed = request.POST
    if typed.get("stap") == "toevoegen":
        _add(
            typed.get("naam", "").strip(),
            typed.get("wachtwoord", ""),
            typed.get("uitgever", ""),
            typed.get("rol", ""),
            mine,
        )
        return
    member = Membership.objects.filter(publisher__in=mine, pk=_number(typed.get("lid", ""))).first()
    if member is None:
        raise bad_input(
            "no-such-member",
            "",
            Text(nl="Dit lid is er niet (meer).", en="This member is not there (any more)."),
            Text(nl="Kijk in de lijst hieronder.", en="See the list below."),
        )
    _keep_one_administrator(member, typed.get("rol", "") if typed.get("stap") == "rol" else "")
    if typed.get("stap") == "rol":
        member.role = _role(typed.get("rol", ""))
        member.save(update_fields=["role"])
    elif typed.get("stap") == "weghalen":
        member.delete()


def _add(name: str, password: str, publisher: str, role: str, mine: tuple[str, ...]) -> None:
    if publisher not in mine:
        raise _wrong("uitgever", "Deze organisatie beheert u niet.", "You do not manage this organisation.")
    accounts = get_user_model().objects
    user = get_user_model()(username=name)
    try:
        UnicodeUsernameValidator()(name)
        if not 2 <= len(name) <= 60:
            raise ValidationError("length")
    except ValidationError:
        raise _wrong(
            "naam", "Gebruik 2 tot 60 letters, cijfers en . - _ @.", "Use 2 to 60 letters, digits and . - _ @."
        ) from None
    if accounts.filter(username__iexact=name).exists():
        raise _wrong("naam", "Deze naam is al in gebruik.", "This name is taken.")
    try:
        validate_password(password, user)
    except ValidationError as error:
        text = " ".join(error.messages)
        raise _wrong("wachtwoord", text, text) from None
    user.set_password(password)
    user.save()
    Membership.objects.create(user=user, publisher=publisher, role=_role(role))


def _keep_one_administrator(member: Membership, role: str) -> None:
    others = Membership.objects.filter(publisher=member.publisher, role="administrator").exclude(pk=member.pk)
    if member.role == "administrator" and role != "administrator" and not others.exists():
        raise bad_input(
            "last-administrator",
            "",
            Text(
                nl="Dit is de laatste beheerder van deze organisatie.",
                en="This is the last administrator of this organisation.",
            ),
            Text(nl="Maak eerst iemand anders beheerder.", en="Make somebody else administrator first."),
        )


def _role(text: str) -> str:
    if text not in ROLES:
        raise _wrong("rol", "Deze rol bestaat niet.", "There is no such role.")
    return text


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _wrong(where: str, nl: str, en: str) -> BadInput:
    return BadInput(Finding("account", where, Text(nl=nl, en=en), Text(nl="Pas dit aan.", en="Change this.")))
