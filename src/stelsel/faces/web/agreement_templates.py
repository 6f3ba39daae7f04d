# SPDX-License-Identifier: EUPL-1.2
"""Beginning an agreement from another: which there are, and the publish form filled in from one."""

from __future__ import annotations

from urllib.parse import urlencode

import msgspec
from django.http import HttpRequest, HttpResponse

from stelsel.faces.web.addresses import agreement_path, kind_path, paths
from stelsel.faces.web.inputs import Typed
from stelsel.faces.web.shell import book_of, page, person_of, show
from stelsel.faces.web.templatetags.components import BADGES
from stelsel.faces.web.templatetags.tables import Cell, Column, Table
from stelsel.faces.web.who import publisher_name
from stelsel.kernel.form import to_form
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text, same
from stelsel.node.permission import may
from stelsel.nouns.agreement import AGREEMENT, TEXT_TYPES, Agreement, from_template, template_at, templates

TITLE = Text(nl="Begin een afspraak met een sjabloon", en="Begin an agreement from a template")
TEMPLATE = "sjabloon"
"""In the address of the publish form: the address of the agreement to begin from."""
AUDIENCE = "stelsel-kring"
"""The field of a publish form that says who may read it: it begins with the readers of the template."""


@page(needs="see")
def index(request: HttpRequest) -> HttpResponse:
    """Every agreement that this visitor can begin from."""
    book, language = book_of(request), request.language  # type: ignore[attr-defined]
    known, rows = paths(language), []
    base = f"{known['publish']}/{AGREEMENT.wire}"
    publishes = may(person_of(request), "publish")
    for record, body in templates(book):
        begin = Cell(_BEGIN, f"{base}?{urlencode({TEMPLATE: record.id})}") if publishes else Cell(_SIGN_IN, "")
        badge = BADGES["example"] if body.sample else ""
        rows.append(
            (
                Cell(same(body.title), agreement_path(language, record.id), badge),
                TEXT_TYPES[body.text_type],
                publisher_name(book, record.log.publisher),
                len(body.permissions) + len(body.prohibitions) + len(body.duties),
                begin,
            )
        )
    columns = (
        Column(AGREEMENT.title),
        Column(Text(nl="Soort", en="Sort")),
        Column(Text(nl="Van wie", en="Whose")),
        Column(Text(nl="Regels", en="Rules"), numeric=True),
        Column(Text(nl="Beginnen", en="Begin")),
    )
    return show(
        request,
        "agreement-templates",
        title=TITLE,
        table=Table(AGREEMENT.plural, columns, rows, empty=_NONE),
        requests=known["new_data_request"],
        trail=(
            (same("Start"), known["start"]),
            (AGREEMENT.plural, kind_path(language, AGREEMENT.wire_plural)),
            (TITLE, ""),
        ),
    )


def title_of(request: HttpRequest) -> str:
    """What the template in the address is called; empty where the address names none that is there."""
    here = template_at(book_of(request), request.GET.get(TEMPLATE, "").strip())
    return here[1].title if here else ""


def begun(request: HttpRequest) -> Typed:
    """The publish form as the template in the address fills it in; nothing where the address names none. BadInput for
    one that is not there, or not for who asks."""
    address = request.GET.get(TEMPLATE, "").strip()
    if not address:
        return {}
    here = template_at(book_of(request), address)
    if here is None:
        raise bad_input("no-template", TEMPLATE, *_NOT_THERE)
    plain = msgspec.to_builtins(from_template(address, here[1]))
    typed = {name: [text] for name, text in to_form(Agreement, plain).items() if text}
    return {**typed, AUDIENCE: [here[0].log.audience]}


_BEGIN = Text(nl="Begin hiermee", en="Begin with this")
_SIGN_IN = Text(nl="na aanmelden", en="after signing in")
_NONE = Text(nl="Er is nog geen afspraak om mee te beginnen.", en="There is no agreement to begin with yet.")
_NOT_THERE = (
    Text(nl="Deze afspraak staat hier niet, of is niet voor u.", en="This agreement is not here, or not for you."),
    Text(nl="Kies een sjabloon uit de lijst.", en="Choose a template from the list."),
)
