# SPDX-License-Identifier: EUPL-1.2
"""Mandates of one's own organisation: who may bind it to what. For its administrators."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from stelsel.book.permission import OPERATIONS
from stelsel.catalogue import KINDS
from stelsel.faces.web.addresses import paths
from stelsel.faces.web.choices import choice
from stelsel.faces.web.inputs import errors_of, summary
from stelsel.faces.web.shell import book_of, page, person_of, show
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.who import publisher_name
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text, same
from stelsel.node import clock, mandates
from stelsel.node.models import Mandate, Membership
from stelsel.node.permission import where

_MANDATES = Text(nl="Mandaten", en="Mandates")
_NAMES = ["account", "uitgever", "handeling", "soort", "bedrag", "vanaf", "tot-en-met"]
STATES = {
    "holds": Text(nl="geldt", en="holds"),
    "later": Text(nl="begint later", en="begins later"),
    "over": Text(nl="voorbij", en="over"),
    "revoked": Text(nl="ingetrokken", en="revoked"),
}


@page("GET", "POST", needs="grant-mandate")
def index(request: HttpRequest) -> HttpResponse:
    """List, grant, revoke."""
    who, language = person_of(request), request.language  # type: ignore[attr-defined]
    mine = where(who, "grant-mandate")
    typed, errors = request.POST, dict[str, Text]()
    if request.method == "POST":
        try:
            if typed.get("stap") == "intrekken":
                number = typed.get("mandaat", "")
                mandates.revoke(who, int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0)
            else:
                mandates.grant(who, typed.get("uitgever", ""), _wish(typed), set(KINDS))
        except BadInput as problem:
            errors = errors_of(problem.findings, _NAMES)
        else:
            return HttpResponseRedirect(request.path)
    book = book_of(request)
    rows = [
        _row(one, publisher_name(book, publisher)) for publisher in mine for one in mandates.mandates_of(who, publisher)
    ]
    trail = ((same("Start"), paths(language)["start"]), (_MANDATES, ""))
    return show(
        request,
        "mandates",
        400 if errors else 200,
        rows=rows,
        errors=summary(errors),
        fields=_fields(request, mine, errors),
        trail=trail,
    )


def _row(one: Mandate, organisation: str) -> dict[str, Any]:
    state = mandates.state(one, clock.today())
    return {
        "one": one,
        "organisation": organisation,
        "state": STATES[state],
        "open": state in ("holds", "later"),
        "operation": operation_words(one.operation),
        "kind": kind_words(one.kind),
    }


def operation_words(operation: str) -> Text:
    """The words for an operation of the table of permissions; empty: any."""
    return choice(operation, "operation") if operation else Text(nl="elke handeling", en="any operation")


def kind_words(name: str) -> Text:
    """The title of a kind; empty: any. A kind that this node no longer has says its own name."""
    if not name:
        return Text(nl="elke soort", en="any kind")
    return KINDS[name].title if name in KINDS else same(name)


def _wish(typed: Any) -> mandates.Wish:
    given = {name: typed.get(name, "").strip() for name in _NAMES}
    return mandates.Wish(
        given["account"],
        given["handeling"],
        given["soort"],
        given["bedrag"].replace(" ", ""),
        given["vanaf"],
        given["tot-en-met"],
    )


def _fields(request: HttpRequest, mine: tuple[str, ...], errors: dict[str, Text]) -> list[Field]:
    book, typed = book_of(request), request.POST
    names = sorted(
        set(Membership.objects.filter(publisher__in=mine, machine=False).values_list("user__username", flat=True))
        - {person_of(request).name}
    )
    told = errors.get
    any_operation, any_kind = operation_words(""), kind_words("")
    amount_why = Text(nl="Leeg: zonder grens.", en="Empty: no limit.")
    until_why = Text(nl="Leeg: tot u het intrekt.", en="Empty: until you revoke it.")
    kinds = sorted(((kind.name, kind.title) for kind in KINDS.values()), key=lambda pair: pair[1].nl)
    return [
        Field("account", Text(nl="Wie krijgt het mandaat?", en="Who gets the mandate?"), "select",
              typed.get("account", ""), options=[(name, same(name)) for name in names], error=told("account", "")),
        Field("uitgever", Text(nl="Namens", en="On behalf of"), "select", typed.get("uitgever", mine[0]),
              options=[(one, same(publisher_name(book, one))) for one in mine], error=told("uitgever", "")),
        Field("handeling", Text(nl="Waarvoor?", en="For what?"), "select", typed.get("handeling", ""),
              options=[("", any_operation), *((one, operation_words(one)) for one in OPERATIONS)],
              error=told("handeling", ""), required=False),
        Field("soort", Text(nl="Voor welke soort vermelding?", en="For which kind of entry?"), "select",
              typed.get("soort", ""), options=[("", any_kind), *kinds], error=told("soort", ""), required=False),
        Field("bedrag", Text(nl="Tot en met welk bedrag (inclusief btw)?", en="Up to which amount (including VAT)?"),
              "number", typed.get("bedrag", ""), why=amount_why, unit="EUR", error=told("bedrag", ""), required=False),
        Field("vanaf", Text(nl="Vanaf", en="From"), "date", typed.get("vanaf", "") or clock.today().isoformat(),
              error=told("vanaf", "")),
        Field("tot-en-met", Text(nl="Tot en met", en="Up to and including"), "date", typed.get("tot-en-met", ""),
              why=until_why, error=told("tot-en-met", ""), required=False),
    ]  # fmt: skip
