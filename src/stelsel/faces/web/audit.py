# SPDX-License-Identifier: EUPL-1.2
"""The audit log of one's own organisation, for its administrators."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from stelsel.faces.web.addresses import paths
from stelsel.faces.web.choices import choice
from stelsel.faces.web.shell import book_of, page, person_of, show
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.templatetags.tables import Cell, Column, Table
from stelsel.faces.web.who import publisher_name
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import say_day
from stelsel.kernel.vocabulary import words
from stelsel.node.audit_chain import CUT
from stelsel.node.audit_reading import MEDIA_TYPES, actions, facts_of, form_named, lines, of_administrator
from stelsel.node.models import AuditEvent

PAGE = 50
_TITLE = Text(nl="Auditlog", en="Audit log")
_ALL = Text(nl="alle", en="all")
_ACTIONS = {
    "sign-in": Text(nl="aangemeld", en="signed in"),
    "sign-out": Text(nl="afgemeld", en="signed out"),
    "add-account": Text(nl="account toegevoegd", en="account added"),
    "change-role": Text(nl="rol gewijzigd", en="role changed"),
    "give-role": Text(nl="rol gegeven", en="role given"),
    "remove-role": Text(nl="rol weggehaald", en="role taken away"),
    "change-password": Text(nl="wachtwoord gewijzigd", en="password changed"),
    "account-linked": Text(nl="account van elders gekoppeld", en="account from elsewhere linked"),
    "session-ended": Text(nl="moest opnieuw aanmelden", en="had to sign in again"),
    "grant-mandate": Text(nl="mandaat verleend", en="mandate granted"),
    "revoke-mandate": Text(nl="mandaat ingetrokken", en="mandate revoked"),
    "representation-made": Text(nl="machtiging gegeven", en="representation given"),
    "representation-taken": Text(nl="machtiging aangenomen", en="representation taken"),
    "representation-ended": Text(nl="machtiging beëindigd", en="representation ended"),
    "acting-begun": Text(nl="handelt voor een ander", en="acts for another"),
    "acting-ended": Text(nl="handelt weer voor zichzelf", en="acts for oneself again"),
    "publish": Text(nl="gepubliceerd", en="published"),
    "correct": Text(nl="verbeterd", en="corrected"),
    "withdraw": Text(nl="ingetrokken", en="withdrawn"),
    "erase": Text(nl="gewist", en="erased"),
    "attach": Text(nl="bijlage toegevoegd", en="attachment added"),
    "dispute": Text(nl="betwist", en="disputed"),
    "answer-dispute": Text(nl="betwisting beantwoord", en="dispute answered"),
    "change-keys": Text(nl="sleutels vervangen", en="keys changed"),
    "next-keys": Text(nl="nieuwe sleutels gemaakt", en="next keys made"),
    "activate-keys": Text(nl="sleutels in gebruik genomen", en="keys activated"),
    "retire-keys": Text(nl="oude sleutels vernietigd", en="old keys destroyed"),
    "forbidden": Text(nl="wilde iets dat niet mag", en="wanted what is not allowed"),
    "budget": Text(nl="vroeg te veel achter elkaar", en="asked too much in a row"),
    "journey-state": Text(nl="stap van een wegwijzer niet te lezen", en="step of a guide not readable"),
    CUT: Text(nl="auditlog ingekort na de termijn", en="audit log shortened after its term"),
}
"""An action in words; one of another part of the product stands as it is."""
_FACTS = {
    "entries": Text(nl="vermeldingen: {value}", en="entries: {value}"),
    "index": Text(nl="nummer {value}", en="number {value}"),
    "lastIndex": Text(nl="tot en met {value}", en="up to {value}"),
    "log": Text(nl="in logboek {value}", en="in log {value}"),
    "role": Text(nl="nu {value}", en="now {value}"),
    "former": Text(nl="was {value}", en="was {value}"),
    "times": Text(nl="keer: {value}", en="times: {value}"),
    "generation": Text(nl="generatie {value}", en="generation {value}"),
}
"""A further fact in words; one of another part of the product stands as it is."""
_SUBJECTS = {"page": Text(nl="deze site", en="this site"), "api": Text(nl="de API", en="the API")}
_OUTCOMES = {
    "done": Text(nl="gedaan", en="done"),
    "refused": Text(nl="geweigerd", en="refused"),
    "failed": Text(nl="mislukt", en="failed"),
}


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
            one.actor or Text(nl="niemand in het bijzonder", en="nobody in particular"),
            _SUBJECTS.get(one.subject) or same(one.subject or "-"),
            _OUTCOMES.get(one.outcome, same(one.outcome)),
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
        _FACTS[name].fill(value=choice(str(value))) if name in _FACTS else same(f"{name} {value}")
        for name, value in facts_of(event).items()
    ]
    return Text(nl=", ".join(one.nl for one in said), en=", ".join(one.en for one in said)) if said else ""


def action_words(name: str) -> Text:
    """An action in words."""
    return _ACTIONS.get(name) or choice(name)
