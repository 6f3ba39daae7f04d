# SPDX-License-Identifier: EUPL-1.2
"""The audit log of one's own organisation, for its administrators."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from stelsel.faces.web.addresses import paths
from stelsel.faces.web.audit_words import ACTIONS, ACTORS, FACTS, OUTCOMES, SUBJECTS, VALUES
from stelsel.faces.web.choices import choice
from stelsel.faces.web.shell import book_of, page, person_of, show
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.templatetags.tables import Cell, Column, Table
from stelsel.faces.web.who import publisher_name
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import say_day
from stelsel.kernel.vocabulary import words
from stelsel.node.audit_reading import MEDIA_TYPES, actions, facts_of, form_named, lines, of_administrator
from stelsel.node.models import AuditEvent

PAGE = 50
_TITLE = Text(nl="Auditlog", en="Audit log")
_ALL = Text(nl="alle", en="all")


@page(needs="read-audit")
def audit(request: HttpRequest) -> HttpResponse:
    """50 events a page, newest first; `uitvoer=jsonl` or `csv` gives all, oldest first."""
    who, language = person_of(request), request.language  # type: ignore[attr-defined]
    asked = {name: request.GET.get(name, "").strip()[:60] for name in ("sinds", "handeling")}
    events = of_administrator(who, asked["sinds"], asked["handeling"])
    if form := request.GET.get("uitvoer"):
        kind = form_named(form)
        ordered = events.order_by("sequence").iterator(chunk_size=2000)
        response = StreamingHttpResponse(lines(ordered, kind, whole_chain=False), content_type=MEDIA_TYPES[kind])
        response.headers["Content-Disposition"] = f'attachment; filename="auditlog.{kind}"'
        return response
    shown = Paginator(events, PAGE).get_page(request.GET.get("pagina"))
    query = urlencode({name: value for name, value in asked.items() if value})
    trail = (
        (same("Start"), paths(language)["start"]),
        (Text(nl="Accounts en rollen", en="Accounts and roles"), paths(language)["manage"]),
        (_TITLE, ""),
    )
    return show(
        request,
        "audit",
        table=_table(request, list(shown.object_list), query),
        fields=_fields(actions(of_administrator(who)), asked),
        number=shown.number,
        last=shown.paginator.num_pages,
        total=shown.paginator.count,
        url=f"?{query}&pagina=" if query else "?pagina=",
        trail=trail,
    )


def _fields(known: list[str], asked: dict[str, str]) -> list[Field]:
    options = [("", _ALL), *((name, action_words(name)) for name in known)]
    return [
        Field("handeling", Text(nl="Handeling", en="Action"), "select", asked["handeling"], options=options),
        Field("sinds", Text(nl="Vanaf", en="From"), "date", asked["sinds"], required=False),
    ]


def _table(request: HttpRequest, events: list[AuditEvent], query: str) -> Table:
    book = book_of(request)
    names = ("moment", "action", "actor", "subject", "outcome", "for_publisher")
    columns = [Column(Text(nl=words(name).nl.capitalize(), en=words(name).en.capitalize())) for name in names]
    rows = [
        (
            _moment(one.moment),
            Cell(action_words(one.action), note=_facts(one)),
            ACTORS.get(one.actor) or same(one.actor),
            SUBJECTS.get(one.subject) or same(one.subject or "-"),
            OUTCOMES.get(one.outcome, same(one.outcome)),
            same(publisher_name(book, one.publisher)) if one.publisher else same("-"),
        )
        for one in events
    ]
    begin = f"?{query}&uitvoer=" if query else "?uitvoer="
    exports = [(same("JSON Lines"), f"{begin}jsonl"), (same("CSV"), f"{begin}csv")]
    return Table(_TITLE, columns, rows, exports, Text(nl="Er is nog niets gebeurd.", en="Nothing has happened yet."))


def _moment(text: str) -> Text:
    """26 november 2026, 12:38:44 UTC."""
    day, clock = date.fromisoformat(text[:10]), text[11:19]
    return Text(nl=f"{say_day(day, 'nl')}, {clock} UTC", en=f"{say_day(day, 'en')}, {clock} UTC")


def _facts(event: AuditEvent) -> Text | str:
    said = [
        FACTS[name].fill(value=VALUES.get(value) or choice(value)) if name in FACTS else same(f"{name} {value}")
        for name, value in ((name, str(value)) for name, value in facts_of(event).items())
        if value
    ]
    return Text(nl=", ".join(one.nl for one in said), en=", ".join(one.en for one in said)) if said else ""


def action_words(name: str) -> Text:
    """An action in words."""
    return ACTIONS.get(name) or choice(name)
