# SPDX-License-Identifier: EUPL-1.2
"""A publish form that is kept as a draft: saved in a dossier, taken up again, closed when its entry is published."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from stelsel.faces.web.addresses import dossier_path, draft_path
from stelsel.faces.web.inputs import Typed
from stelsel.faces.web.shell import person_of
from stelsel.faces.web.statement import Statement
from stelsel.kernel.draft import Draft
from stelsel.kernel.kind import Kind
from stelsel.node import before_publishing, desk, dossiers
from stelsel.node.node import node
from stelsel.node.tasks import Held
from stelsel.register.log import Receipt

_DOSSIER, _DOCUMENT, _REVISION = "stelsel-dossier", "stelsel-stuk", "stelsel-stukversie"
_OWN = (_DOSSIER, _DOCUMENT, _REVISION, "csrfmiddlewaretoken", "stap")


def save(request: HttpRequest, kind: Kind[Any], typed: Typed) -> HttpResponse:
    """Keep what was typed, right or wrong; back to the form, or to the dossier where two versions stand."""
    language = request.language  # type: ignore[attr-defined]
    given = {name: values[-1] for name, values in typed.items() if values}
    fields = {name: values for name, values in typed.items() if name not in _OWN}
    seen = given.get(_REVISION, "")
    revision = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0
    who = person_of(request)
    kept = dossiers.save_draft(who, kind.name, fields, given.get(_DOSSIER, ""), given.get(_DOCUMENT, ""), revision)
    if kept.theirs:
        return HttpResponseRedirect(f"{dossier_path(language, kept.dossier)}?botsing=1")
    return HttpResponseRedirect(f"{draft_path(language, kind.wire, kept.dossier, kept.document)}&bewaard=1")


def resumed(request: HttpRequest, kind: Kind[Any]) -> Typed:
    """What the draft in the address holds; nothing where there is none. NotThere as for any dossier."""
    dossier, document = request.GET.get("dossier", ""), request.GET.get("stuk", "")
    if not dossier:
        return {}
    found = dossiers.read_draft(person_of(request), dossier, document)
    place = {_DOSSIER: [found.dossier], _DOCUMENT: [found.document], _REVISION: [str(found.revision)]}
    return {**found.typed, **place}


def hidden(typed: Typed) -> list[tuple[str, str]]:
    """What the form carries along, so that it is saved in the same place."""
    return [(name, typed[name][-1]) for name in (_DOSSIER, _DOCUMENT, _REVISION) if typed.get(name)]


def publish(request: HttpRequest, statement: Statement, draft: Draft) -> Receipt | Held:
    """Publish the entry; a draft that it came from is closed, with the receipt in it. What waits for a second person
    leaves the draft open."""
    dossier, who = request.POST.get(_DOSSIER, ""), person_of(request)
    despite = request.POST.get(before_publishing.DESPITE, "")
    wish = desk.Wish(
        draft.kind, draft.body, draft.unknown, draft.local, statement.audience, draft.about, draft.source, despite
    )
    if not dossier:
        return desk.publish(node(), statement.publisher, wish, who)
    receipt = dossiers.close(node(), who, dossier, dossiers.Publication(statement.publisher, wish))
    assert receipt is not None, "a publication gives a receipt"
    return receipt
