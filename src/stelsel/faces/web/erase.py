# SPDX-License-Identifier: EUPL-1.2
"""Erasing the content of an entry for good: what goes, what stays, and a tick before it happens."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse

from stelsel.book.view import Record
from stelsel.faces.web.addresses import entry_path, paths
from stelsel.faces.web.entries import history_of
from stelsel.faces.web.inputs import errors_of, summary
from stelsel.faces.web.publish import published
from stelsel.faces.web.shell import book_of, page, person_of, show
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.who import label_of
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text, same
from stelsel.node import desk
from stelsel.node.node import node
from stelsel.node.permission import require

_ERASE = Text(nl="Wis inhoud voorgoed", en="Erase content for good")
_REASON = Field(
    "stelsel-reden",
    Text(nl="Waarom wist u deze inhoud?", en="Why do you erase this content?"),
    "textarea",
    rows=2,
    why=Text(
        nl="Deze reden blijft voor altijd leesbaar. Noem hier dus niet wat u wist.",
        en="This reason stays readable for ever. So do not name here what you erase.",
    ),
    example=Text(nl="Verzoek om verwijdering.", en="Request for removal."),
)
_SURE = Field(
    "stelsel-zeker",
    Text(
        nl="Ik weet dat niemand deze inhoud kan terughalen.",
        en="I know that nobody can bring this content back.",
    ),
    "checkbox",
)
_FINDINGS = {
    "stelsel-reden": (
        Text(nl="De reden ontbreekt.", en="The reason is missing."),
        Text(nl="Schrijf in één zin waarom u wist.", en="Write in one sentence why you erase."),
    ),
    "stelsel-zeker": (
        Text(nl="U hebt niet bevestigd dat dit voorgoed is.", en="You have not confirmed that this is for good."),
        Text(nl="Zet het vinkje als u zeker bent.", en="Tick the box when you are sure."),
    ),
}


@page("GET", "POST", needs="erase")
def erase(request: HttpRequest, publisher: str, kind: str, local: str) -> HttpResponse:
    """The page; an entry that was withdrawn can be erased too."""
    record = _mine(request, publisher, kind, local)
    errors: dict[str, Text] = {}
    if request.method == "POST":
        try:
            done = desk.erase(node(), publisher, record.id, _confirmed(request), person_of(request))
        except BadInput as problem:
            errors = errors_of(problem.findings, _FINDINGS)
        else:
            return published(request, done, "")
    language = request.language  # type: ignore[attr-defined]
    return show(
        request,
        "erase",
        400 if errors else 200,
        heading=_ERASE,
        label=label_of(book_of(request), record),
        errors=summary(errors),
        fields=[
            replace(_REASON, value=request.POST.get(_REASON.name, ""), error=errors.get(_REASON.name, "")),
            replace(_SURE, value=request.POST.get(_SURE.name, ""), error=errors.get(_SURE.name, "")),
        ],
        here=request.path,
        back=entry_path(language, record.id),
        trail=((same("Start"), paths(language)["start"]), (_ERASE, "")),
    )


def _confirmed(request: HttpRequest) -> str:
    """The reason; BadInput without one, and without the tick."""
    why = request.POST.get(_REASON.name, "").strip()
    given = {_REASON.name: bool(why), _SURE.name: bool(request.POST.get(_SURE.name))}
    missing = [Finding("not-given", name, *_FINDINGS[name]) for name, there in given.items() if not there]
    if missing:
        raise BadInput(*missing)
    return why


def _mine(request: HttpRequest, publisher: str, kind: str, local: str) -> Record:
    """The newest revision with content; 404 where nothing is left to erase."""
    _, history = history_of(request, publisher, kind, local)
    require(person_of(request), "erase", publisher, history[-1].log.audience, kind)
    if history[-1].envelope.op == "erase":
        raise Http404
    return next((one for one in reversed(history) if one.envelope.op != "withdraw"), history[-1])
