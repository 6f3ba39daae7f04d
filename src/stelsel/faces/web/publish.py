# SPDX-License-Identifier: EUPL-1.2
"""Publishing, correcting and withdrawing: a form, a preview, and only then the log. Errors keep what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from stelsel.book.permission import Operation
from stelsel.book.view import Record
from stelsel.catalogue import KINDS
from stelsel.faces.web import agreement_templates, drafts
from stelsel.faces.web.addresses import entry_path, paths, task_path
from stelsel.faces.web.choices import choice
from stelsel.faces.web.facts import Speaker
from stelsel.faces.web.inputs import Typed, errors_of, fields_of, summary
from stelsel.faces.web.private import private_page
from stelsel.faces.web.shell import book_of, page, person_of, show
from stelsel.faces.web.statement import Statement, about_fields, read_statement, statement_of
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.who import label_of, publisher_name
from stelsel.kernel.draft import Draft
from stelsel.kernel.form import form_fields, from_form, to_form
from stelsel.kernel.ids import entry_id, slug
from stelsel.kernel.kind import Decoded, Kind
from stelsel.kernel.problem import BadInput, Finding, bad_input
from stelsel.kernel.text import Text, same
from stelsel.node import before_publishing, desk
from stelsel.node.node import node
from stelsel.node.permission import require, where
from stelsel.node.tasks import Held
from stelsel.nouns import ABOUT_A_LEAF
from stelsel.nouns.agreement import AGREEMENT, Agreement
from stelsel.priorities.data.requests import beside_bases
from stelsel.register.log import Receipt

_PUBLISH = Text(nl="Publiceren", en="Publish")
_CORRECT = Text(nl="Verbeteren", en="Correct")
_WITHDRAW = Text(nl="Intrekken", en="Withdraw")
_REASON = Field(
    "stelsel-reden",
    Text(nl="Waarom verandert dit?", en="Why does this change?"),
    "textarea",
    rows=2,
    why=Text(nl="De reden staat voor altijd bij deze versie.", en="The reason stands with this revision for ever."),
    example=Text(nl="De prijs is per 1 januari verlaagd.", en="The price was lowered on 1 January."),
)
DESPITE_FIELD = Field(
    before_publishing.DESPITE,
    Text(nl="Waarom gaat u toch door?", en="Why do you go on all the same?"),
    "textarea",
    rows=2,
    required=False,
    why=Text(
        nl="Wijzig eerst wat hierboven staat, of geef een reden. Die reden blijft bij wat u publiceert.",
        en="First change what stands above, or give a reason. That reason stays with what you publish.",
    ),
)
"""The question to who goes on in spite of what was learned of solved bottlenecks."""
_NO_DESPITE = Text(
    nl="Geef een reden, of wijzig eerst wat ontbreekt.", en="Give a reason, or first change what is missing."
)
_NO_REASON = (
    Text(nl="De reden ontbreekt.", en="The reason is missing."),
    Text(nl="Schrijf in één zin waarom dit verandert.", en="Write in one sentence why this changes."),
)
_OVERTAKEN = (
    Text(nl="Iemand heeft deze vermelding intussen veranderd.", en="Somebody has changed this entry meanwhile."),
    Text(nl="Bekijk de nieuwe versie en verstuur opnieuw.", en="See the new revision and send again."),
)

_FORMS = tuple(kind for kind in KINDS.values() if kind.name not in ABOUT_A_LEAF)
"""What has a bare form; a dispute is made on the page of the entry that it is about."""


@page(needs="see")
def index(request: HttpRequest) -> HttpResponse:
    """What can be published, and for whom."""
    language, who = request.language, person_of(request)  # type: ignore[attr-defined]
    base = paths(language)["publish"]
    found = [(kind.title, kind.explain, f"{base}/{kind.wire}") for kind in _FORMS]
    mine = [publisher_name(book_of(request), one) for one in where(who, "publish")]
    return show(request, "publish-index", kinds=found, mine=mine, trail=_trail(language, _PUBLISH))


@private_page("GET", "POST", needs="publish")
def publish(request: HttpRequest, wire: str) -> HttpResponse:
    """A new entry of a kind."""
    kind = next((one for one in _FORMS if one.wire == wire), None)
    if kind is None:
        raise Http404
    typed: Typed = (
        dict(request.POST.lists())
        if request.method == "POST"
        else drafts.resumed(request, kind) or _begun(request, kind)
    )
    if request.method != "POST" or request.POST.get("stap") == "wijzigen":
        return _form(request, kind, typed, {}, _PUBLISH)
    if request.POST.get("stap") == "bewaren":
        return drafts.save(request, kind, typed)
    try:
        statement = read_statement(book_of(request), person_of(request), kind, request.POST)
        body = kind.convert(from_form(kind.body, typed)).body
        local = statement.local or slug(kind.label(body).nl)
        _refuse_existing(request, f"{statement.publisher}/{kind.name}/{local}")
        address = f"{statement.publisher}/{kind.name}/{local}"
        learned = _learned(request, kind, body, statement, address)
        going_on = bool(request.POST.get(before_publishing.DESPITE, "").strip())
        if request.POST.get("stap") != "publiceren" or (learned and not going_on):
            return preview(request, kind, body, statement, typed, _PUBLISH, learned=learned)
        draft = Draft(kind, local, body, statement.about, statement.source)
        receipt = drafts.publish(request, statement, draft)
    except BadInput as problem:
        return _form(request, kind, typed, _errors(kind, problem), _PUBLISH, 400)
    return published(request, receipt)


def _begun(request: HttpRequest, kind: Kind[Any]) -> Typed:
    """What the form begins with where the address names an agreement to begin from."""
    return agreement_templates.begun(request) if kind is KINDS[AGREEMENT.name] else {}


@page("GET", "POST", needs="correct")
def correct(request: HttpRequest, publisher: str, kind: str, local: str) -> HttpResponse:
    """A better revision of an entry; the reason is required, and fields we do not know are kept."""
    record = _mine(request, publisher, kind, local, "correct")
    declared = KINDS[kind]
    decoded = declared.decode(record.payload, int(record.envelope.type.rpartition("/")[2]))
    typed: Typed = dict(request.POST.lists())
    if request.method != "POST":
        plain = to_form(declared.body, msgspec.to_builtins(decoded.body))
        typed = {**{name: [text] for name, text in plain.items()}, **statement_of(record)}
    if request.method != "POST" or request.POST.get("stap") == "wijzigen":
        return _form(request, declared, typed, {}, _CORRECT, record=record)
    try:
        statement = read_statement(book_of(request), person_of(request), declared, request.POST, record)
        body = declared.convert(from_form(declared.body, typed)).body
        why = _why(request, record)
        if request.POST.get("stap") != "publiceren":
            return preview(request, declared, body, statement, typed, _CORRECT, why)
        said = desk.Said(statement.about or record.log.organisation, statement.source)
        new = Decoded(body, decoded.unknown)
        receipt = desk.correct(node(), publisher, record.id, new, why, person_of(request), said)
    except BadInput as problem:
        return _form(request, declared, typed, _errors(declared, problem), _CORRECT, 400, record)
    return published(request, receipt)


@page("GET", "POST", needs="withdraw")
def withdraw(request: HttpRequest, publisher: str, kind: str, local: str) -> HttpResponse:
    """Take an entry back; it stays in the log with the reason."""
    record = _mine(request, publisher, kind, local, "withdraw")
    errors: dict[str, Text] = {}
    if request.method == "POST":
        try:
            receipt = desk.withdraw(node(), publisher, record.id, _why(request, record), person_of(request))
        except BadInput as problem:
            errors = errors_of(problem.findings, ["stelsel-reden"])
        else:
            return published(request, receipt, "")
    language = request.language  # type: ignore[attr-defined]
    label = label_of(book_of(request), record)
    return show(
        request,
        "withdraw",
        400 if errors else 200,
        label=label,
        record=record,
        errors=summary(errors),
        reason=_reason(dict(request.POST.lists()), errors),
        back=entry_path(language, record.id),
        trail=_trail(language, _WITHDRAW),
    )


def published(request: HttpRequest, receipt: Receipt | Held, query: str = "?ontvangst=1") -> HttpResponse:
    """To where the entry stands now, or to the task that waits for a second person."""
    language = request.language  # type: ignore[attr-defined]
    if isinstance(receipt, Held):
        return HttpResponseRedirect(task_path(language, receipt.task))
    return HttpResponseRedirect(entry_path(language, receipt.id) + query)


def _form(
    request: HttpRequest,
    kind: Kind[Any],
    typed: Typed,
    errors: dict[str, Text],
    title: Text,
    status: int = 200,
    record: Record | None = None,
) -> HttpResponse:
    by_name = {field.name: field for field in fields_of(kind.body, typed, errors)}
    groups = [
        (words, [field for field in by_name.values() if _first(kind, field.name) in names])
        for words, names in kind.groups
    ]
    return show(
        request,
        "publish",
        status,
        kind=kind,
        heading=title,
        here=request.path,
        groups=groups,
        begun=agreement_templates.title_of(request) if kind.name == AGREEMENT.name else "",
        errors=summary(errors),
        about=about_fields(book_of(request), person_of(request), kind, typed, errors, record),
        reason=_reason(typed, errors) if record else None,
        draft=None if record else drafts.hidden(typed),
        saved=request.GET.get("bewaard") == "1",
        revision=typed.get("stelsel-versie", [""])[0] or (record.index if record else ""),
        trail=_trail(request.language, title, kind),  # type: ignore[attr-defined]
    )


def preview(
    request: HttpRequest,
    kind: Kind[Any],
    body: Any,
    statement: Statement,
    typed: Typed,
    title: Text,
    why: str = "",
    learned: Sequence[Finding] = (),
) -> HttpResponse:
    """What will stand in the log; the form goes along, hidden. `learned`: what solved bottlenecks say against it, of
    which whoever goes on gives the reason."""
    book, language = book_of(request), request.language  # type: ignore[attr-defined]
    hidden = [
        (name, value)
        for name, values in typed.items()
        for value in values
        if name not in ("csrfmiddlewaretoken", "stap", before_publishing.DESPITE)
    ]
    missing = bool(learned) and request.POST.get("stap") == "publiceren"
    return show(
        request,
        "preview",
        400 if missing else 200,
        learned=learned,
        bases=beside_bases(book, body) if isinstance(body, Agreement) else (),
        despite=replace(DESPITE_FIELD, error=_NO_DESPITE if missing else "") if learned else None,
        kind=kind,
        heading=title,
        here=request.path,
        label=kind.label(body),
        groups=Speaker(book, language).groups(kind, body),
        by=publisher_name(book, statement.publisher),
        audience=choice(statement.audience, "audience"),
        source=statement.source,
        why=why,
        hidden=hidden,
        trail=_trail(language, title, kind),
    )


def _learned(
    request: HttpRequest, kind: Kind[Any], body: Any, statement: Statement, address: str
) -> tuple[Finding, ...]:
    """What was learned of solved bottlenecks that this does not heed; that it was shown is noted."""
    log = node().logs.named(statement.publisher, statement.audience)
    met = before_publishing.met(book_of(request), kind, body, log) if log else ()
    if met:
        before_publishing.note(address, met)
    return before_publishing.told(met)


def _why(request: HttpRequest, record: Record) -> str:
    if request.POST.get("stelsel-versie", str(record.index)) != str(record.index):
        raise bad_input("overtaken", "", *_OVERTAKEN)
    why = request.POST.get("stelsel-reden", "").strip()
    if not why:
        raise BadInput(Finding("no-reason", "stelsel-reden", *_NO_REASON))
    return why


def _reason(typed: Typed, errors: dict[str, Text]) -> Field:
    value = (typed.get("stelsel-reden") or [""])[0]
    return Field(
        _REASON.name,
        _REASON.label,
        "textarea",
        value,
        why=_REASON.why,
        example=_REASON.example,
        rows=2,
        error=errors.get(_REASON.name, ""),
    )


def _errors(kind: Kind[Any], problem: BadInput) -> dict[str, Text]:
    own = [
        "stelsel-uitgever",
        "stelsel-kring",
        "stelsel-naam",
        "stelsel-wijze",
        "stelsel-bron",
        "stelsel-bron-dag",
        "stelsel-bron-link",
        "stelsel-over",
        "stelsel-reden",
    ]
    return errors_of(problem.findings, [*own, *(field.wire for field in form_fields(kind.body))])


def _first(kind: Kind[Any], wire: str) -> str:
    """The English name of the outermost field that a dotted wire name begins with."""
    return next(field.path[0] for field in form_fields(kind.body) if field.wire == wire)


def _mine(request: HttpRequest, publisher: str, kind: str, local: str, op: Operation) -> Record:
    """The entry, if this person may do this to it; 404 first, where this reader sees none."""
    if kind not in KINDS:
        raise Http404
    record = book_of(request).get(str(entry_id(f"{publisher}/{kind}/{local}")))
    if record is None:
        raise Http404
    require(person_of(request), op, publisher, record.log.audience, kind)
    return record


def _refuse_existing(request: HttpRequest, id: str) -> None:
    entry_id(id, "stelsel-naam")
    if book_of(request).get(id) is not None:
        raise bad_input(
            "exists",
            "stelsel-naam",
            Text(nl="Deze vermelding bestaat al.", en="This entry already exists."),
            Text(
                nl="Verbeter de bestaande vermelding of kies een andere naam.", en="Correct it, or choose another name."
            ),
        )


def _trail(language: str, title: Text, kind: Kind[Any] | None = None) -> tuple[tuple[Text, str], ...]:
    start = (same("Start"), paths(language)["start"])
    return (
        (
            start,
            (title, ""),
        )
        if kind is None
        else (start, (title, paths(language)["publish"]), (kind.title, ""))
    )
