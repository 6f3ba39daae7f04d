# SPDX-License-Identifier: EUPL-1.2
"""Open bottlenecks that may be the same: each proposed group with why, and for its steward one form that merges them or
says that they are something else. Nothing merges by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from stelsel.faces.web.addresses import bottleneck_path, paths, question_path
from stelsel.faces.web.choices import capital
from stelsel.faces.web.inputs import Errors, errors_of, summary
from stelsel.faces.web.shell import book_of, page, person_of, show
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.who import publisher_name
from stelsel.kernel.problem import BadInput, Finding, bad_input
from stelsel.kernel.text import Text, same
from stelsel.kernel.vocabulary import wire, words
from stelsel.node import bottlenecks
from stelsel.node.node import node
from stelsel.node.permission import require, where
from stelsel.node.tasks import Held
from stelsel.nouns.bottleneck import BOTTLENECK, Grouping, Standing, Suggestion, compared, suggestions, told_by

TITLE = Text(nl="Mogelijk hetzelfde knelpunt", en="Possibly the same bottleneck")
LEADS = "leidt"
GROUPINGS: Mapping[str, Grouping] = {"zelfde": "merge", "anders": "different"}
"""What is chosen of a bottleneck beside the leading one -> what is written."""
_SAID, _WHY = "oordeel-", "redenen-"
"""Before the address of a bottleneck in the name of a field."""
_CHOICES: Sequence[tuple[str, Text]] = (
    ("", Text(nl="ik weet het nog niet", en="I do not know yet")),
    (LEADS, Text(nl="dit wordt het leidende knelpunt", en="this becomes the leading bottleneck")),
    ("zelfde", Text(nl="is hetzelfde als het leidende", en="is the same as the leading one")),
    ("anders", Text(nl="is iets anders dan het leidende", en="is something else than the leading one")),
)


@dataclass(frozen=True)
class Shown:
    """A proposed group as the page shows it. `fields` only for who may decide about it."""

    at: int
    found: Suggestion
    members: Sequence[tuple[Standing, str, str]]
    fields: Sequence[Field]
    steward: str


@page("GET", "POST", needs="see")
def alike(request: HttpRequest) -> HttpResponse:
    """The groups; after a POST what was said is written, or the form says why not."""
    if request.method != "POST":
        return _page(request, {})
    require(person_of(request), "publish")
    try:
        done = _decide(request)
    except BadInput as problem:
        return _page(request, _placed(request, problem))
    wait = sum(isinstance(one, Held) for one in done)
    here = paths(request.language)["same_bottlenecks"]  # type: ignore[attr-defined]
    return HttpResponseRedirect(f"{here}?gedaan={len(done)}&wacht={wait}")


def _decide(request: HttpRequest) -> tuple[object, ...]:
    """Write what was chosen. BadInput where nothing leads, more than one does, or nothing is said of another."""
    chosen = {
        name.removeprefix(_SAID): value for name, value in request.POST.items() if name.startswith(_SAID) and value
    }
    leads = [address for address, value in chosen.items() if value == LEADS]
    if len(leads) != 1:
        raise bad_input("leading", _group(request), *_ONE_LEADS)
    said = [
        bottlenecks.Said(address, GROUPINGS[str(value)], leads[0])
        for address, value in chosen.items()
        if value in GROUPINGS
    ]
    if not said:
        raise bad_input("nothing-said", _group(request), *_SAY_ONE)
    publisher, reasons = request.POST.get("stelsel-uitgever", ""), request.POST.get(_WHY + _group(request), "")
    return bottlenecks.group(node(), publisher, said, reasons, person_of(request))


def _group(request: HttpRequest) -> str:
    """The first bottleneck of the group that was sent."""
    return request.POST.get("groep", "")


def _placed(request: HttpRequest, problem: BadInput) -> Errors:
    """What is wrong by the field that it belongs to: that of a bottleneck, or the reasons; else above the page."""
    group, known = _group(request), [*(name for name in request.POST if name.startswith(_SAID)), wire("reasons")]
    if group not in {one.members[0].id for one in suggestions(book_of(request))}:
        return errors_of(problem.findings, ())
    placed = [Finding(one.code, _field(one.where), one.what, one.cure) for one in problem.findings]
    found = errors_of(placed, known)
    return {_WHY + group if name == wire("reasons") else name: text for name, text in found.items()}


def _field(at: str) -> str:
    return _SAID + at if "/" in at else at


def _page(request: HttpRequest, errors: Errors) -> HttpResponse:
    book, language = book_of(request), request.language  # type: ignore[attr-defined]
    known, (looked, there) = paths(language), compared(book)
    groups = [_shown(request, at, one, errors) for at, one in enumerate(suggestions(book), 1)]
    return show(
        request,
        "bottleneck-same",
        400 if errors else 200,
        title=TITLE,
        groups=groups,
        looked=looked,
        there=there,
        blind=told_by() == "words",
        near=told_by() == "e5",
        errors=summary(errors),
        done=_number(request, "gedaan"),
        wait=_number(request, "wacht"),
        here=known["same_bottlenecks"],
        board=known["bottlenecks"],
        signed_in=bool(person_of(request).name),
        sign_in=f"{known['sign_in']}?verder={known['same_bottlenecks']}",
        question=question_path(language, "mogelijk-hetzelfde"),
        trail=((same("Start"), known["start"]), (BOTTLENECK.plural, known["bottlenecks"]), (TITLE, "")),
    )


def _shown(request: HttpRequest, at: int, found: Suggestion, errors: Errors) -> Shown:
    book, language = book_of(request), request.language  # type: ignore[attr-defined]
    mine = bool(found.decider) and found.decider in where(person_of(request), "publish")
    posted = _group(request) == found.members[0].id
    members = [
        (one, bottleneck_path(language, one.id), publisher_name(book, one.record.log.publisher))
        for one in found.members
    ]
    fields = _fields(found, request.POST if posted else {}, errors if posted else {}) if mine else ()
    return Shown(at, found, members, fields, publisher_name(book, found.decider) if found.decider else "")


def _fields(found: Suggestion, typed: Mapping[str, str], errors: Errors) -> list[Field]:
    made = []
    for one in found.members:
        name = _SAID + one.id
        chosen = typed.get(name, "" if typed or one is not found.members[0] else LEADS)
        error = errors.get(name, "")
        made.append(Field(name, same(one.body.title), "select", chosen, options=_CHOICES, error=error, required=False))
    name = _WHY + found.members[0].id
    text, error = typed.get(name, ""), errors.get(name, "")
    return [*made, Field(name, capital(words("reasons")), "textarea", text, why=_ASK_WHY, error=error, rows=2)]


def _number(request: HttpRequest, name: str) -> int:
    said = request.GET.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 5 else 0


_ONE_LEADS = (
    Text(nl="Kies precies één knelpunt dat het leidende wordt.", en="Choose exactly one bottleneck to lead."),
    Text(nl="De andere vallen eronder, of zijn iets anders.", en="The others come under it, or are something else."),
)
_SAY_ONE = (
    Text(nl="U zei nog van geen ander knelpunt iets.", en="You said nothing of another bottleneck yet."),
    Text(nl="Kies of het hetzelfde is, of iets anders.", en="Choose whether it is the same, or something else."),
)
_ASK_WHY = Text(
    nl="Wie ze meldde, leest waarom. Dit staat in de vermelding.",
    en="Whoever raised them reads why. This stands in the entry.",
)
