# SPDX-License-Identifier: EUPL-1.2
"""Raising a bottleneck in two minutes: one text box, one screen with what the system proposes, and it stands. What
tells about a person stays in a dossier of whoever reports; the entry holds only the summary that this person
confirmed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.debug import sensitive_post_parameters

from stelsel.faces.web.addresses import bottleneck_path, dossier_path, paths
from stelsel.faces.web.bottleneck_fields import OWN, chosen_values, report_fields, words_field
from stelsel.faces.web.inputs import Errors, errors_of, summary
from stelsel.faces.web.private import private_page
from stelsel.faces.web.publish import published
from stelsel.faces.web.shell import book_of, person_of, show
from stelsel.kernel.form import form_fields
from stelsel.kernel.personal_data import find
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text, same
from stelsel.kernel.vocabulary import wire
from stelsel.node import bottlenecks, dossiers
from stelsel.node.node import node
from stelsel.node.permission import where
from stelsel.node.tasks import Held
from stelsel.nouns.bottleneck import BOTTLENECK, Bottleneck, personal_story, propose

TITLE = Text(nl="Knelpunt melden", en="Raise a bottleneck")
LONGEST = 5000
"""Characters of somebody's own words."""


@sensitive_post_parameters()
@private_page("GET", "POST", needs="open-dossier")
def report(request: HttpRequest) -> HttpResponse:
    """The text box; after it the proposals to confirm; then it is published, or kept as a draft."""
    step = request.POST.get("stap", "")
    if request.method != "POST" or step == "terug":
        return _first(request, {})
    words = request.POST.get(OWN, "").replace("\r\n", "\n").strip()
    try:
        _check_words(words)
        if step == "publiceren":
            return _publish(request, words)
        if step == "bewaren":
            return _save(request, words)
    except BadInput as problem:
        errors = errors_of(problem.findings, _known())
        return _first(request, errors) if OWN in errors else _second(request, words, errors)
    return _second(request, words, {})


def _first(request: HttpRequest, errors: Errors) -> HttpResponse:
    return _page(request, "bottleneck-raise", errors, fields=[words_field(request.POST.get(OWN, ""), errors)])


def _second(request: HttpRequest, words: str, errors: Errors) -> HttpResponse:
    """The proposals, or what was changed in them."""
    book, language = book_of(request), request.language  # type: ignore[attr-defined]
    proposal = propose(words, book)
    personal = _personal(words)
    mine = where(person_of(request), "publish")
    typed = request.POST if request.POST.get("stap") in ("publiceren", "bewaren") else None
    return _page(
        request,
        "bottleneck-confirm",
        errors,
        fields=report_fields(request, proposal, typed, errors, mine, personal),
        words=words,
        personal=personal,
        proposal=proposal,
        alike=[(one, bottleneck_path(language, one.standing.id)) for one in proposal.alike],
        cues=", ".join(f"“{cue}”" for cue in proposal.causes[0].cues) if proposal.causes and proposal.cause else "",
        may_publish=bool(mine),
        own=OWN,
    )


def _publish(request: HttpRequest, words: str) -> HttpResponse:
    personal = _personal(words)
    values, publisher = chosen_values(request, words, personal)
    if not publisher or publisher not in where(person_of(request), "publish"):
        raise bad_input("statement", "stelsel-uitgever", *_NOT_YOURS)
    own = words if personal else ""
    done = bottlenecks.raise_one(node(), publisher, bottlenecks.Report(values, own), person_of(request))
    if isinstance(done, Held):
        return published(request, done)
    language = request.language  # type: ignore[attr-defined]
    return HttpResponseRedirect(f"{bottleneck_path(language, done.id)}?gemeld={'dossier' if own else '1'}")


def _save(request: HttpRequest, words: str) -> HttpResponse:
    """A draft in a dossier of one's own, for who may not publish or not yet; with own words beside it."""
    who = person_of(request)
    values, _ = chosen_values(request, words, _personal(words))
    typed = {wire(name): _typed(value) for name, value in values.items() if value not in (None, "", (), [])}
    kept = dossiers.save_draft(who, BOTTLENECK.name, typed)
    dossiers.write(who, kept.dossier, dossiers.Content("Eigen woorden", dossiers.PLAIN, words.encode("utf-8")))
    return HttpResponseRedirect(dossier_path(request.language, kept.dossier))  # type: ignore[attr-defined]


def _typed(value: Any) -> list[str]:
    if isinstance(value, list):
        return [" | ".join(one.values()) if isinstance(one, dict) else str(one) for one in value]
    return [str(value)]


def _personal(words: str) -> bool:
    """Whether a text seems to hold something of a person."""
    return personal_story(words) or bool(find({wire("text"): words}))


def _check_words(words: str) -> None:
    if len(words) < 15:
        raise bad_input("no-words", OWN, *_NO_WORDS)
    if len(words) > LONGEST:
        raise bad_input("long-words", OWN, *_LONG)


def _page(request: HttpRequest, template: str, errors: Errors, **parts: Any) -> HttpResponse:
    language = request.language  # type: ignore[attr-defined]
    known = paths(language)
    return show(
        request,
        template,
        400 if errors else 200,
        title=TITLE,
        errors=summary(errors),
        here=known["raise_bottleneck"],
        trail=((same("Start"), known["start"]), (BOTTLENECK.plural, known["bottlenecks"]), (TITLE, "")),
        **parts,
    )


def _known() -> list[str]:
    return [OWN, "stelsel-uitgever", *(one.wire for one in form_fields(Bottleneck))]


_NOT_YOURS = (
    Text(nl="Voor deze organisatie mag u niet publiceren.", en="You may not publish for this organisation."),
    Text(nl="Kies een andere, of bewaar het als concept.", en="Choose another, or keep it as a draft."),
)
_NO_WORDS = (
    Text(nl="U hebt nog weinig geschreven.", en="You have not written much yet."),
    Text(nl="Schrijf in een paar zinnen wat er misgaat.", en="Write in a few sentences what goes wrong."),
)
_LONG = (
    Text(nl=f"De tekst is langer dan {LONGEST} tekens.", en=f"The text is over {LONGEST} characters."),
    Text(nl="Maak de tekst korter.", en="Make the text shorter."),
)
