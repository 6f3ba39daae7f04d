# SPDX-License-Identifier: EUPL-1.2
"""One bottleneck: what it is, what it costs and whom, what was done, what is late, what was learned, what may be back,
and what whoever is signed in can do now. One form at a time, so that all of it works without a script."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from stelsel.faces.web.addresses import bottleneck_path, entry_path, is_tooi, paths
from stelsel.faces.web.bottleneck_forms import ACTS, Form, act, form_of, possible
from stelsel.faces.web.bottleneck_lines import NOBODY, Line, lessons_table, terms_table, timeline
from stelsel.faces.web.choices import capital
from stelsel.faces.web.inputs import Errors, errors_of, summary
from stelsel.faces.web.publish import published
from stelsel.faces.web.shell import book_of, page, person_of, show
from stelsel.faces.web.templatetags.tables import Cell, Column, Table
from stelsel.faces.web.who import label_of, publisher_name
from stelsel.kernel.ids import entry_id
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text, number, same
from stelsel.kernel.vocabulary import words
from stelsel.node.permission import require
from stelsel.node.tasks import Held
from stelsel.nouns.bottleneck import (
    BANDS,
    BOTTLENECK,
    CAUSE_SAID,
    CAUSES,
    LAYERS,
    SOLUTION_TYPES,
    STATUSES,
    Standing,
    board,
    law_name,
    prevented,
    recurrences,
    standing,
    suggestions,
)


@page("GET", "POST", needs="see")
def one(request: HttpRequest, publisher: str, local: str) -> HttpResponse:
    """The page; after a POST what was done stands on it, or why it could not be."""
    found = standing(book_of(request), str(entry_id(f"{publisher}/{BOTTLENECK.name}/{local}")))
    if found is None:
        raise Http404
    doing = request.POST.get("doe", "") if request.method == "POST" else request.GET.get("doe", "")
    if request.method != "POST":
        return _page(request, found, doing, {})
    require(person_of(request), "publish")
    if doing not in ACTS:
        raise Http404
    try:
        done = act(request, found, doing)
    except BadInput as problem:
        form = form_of(request, found, doing, {})
        known = [one.name for one in form.fields] if form else []
        return _page(request, found, doing, errors_of(problem.findings, known))
    if isinstance(done, Held):
        return published(request, done)
    language = request.language  # type: ignore[attr-defined]
    return HttpResponseRedirect(f"{bottleneck_path(language, found.id)}?gedaan={doing}")


def _page(request: HttpRequest, found: Standing, doing: str, errors: Errors) -> HttpResponse:
    book, language = book_of(request), request.language  # type: ignore[attr-defined]
    known = paths(language)
    body = found.body
    form: Form | None = form_of(request, found, doing, errors)
    here = bottleneck_path(language, found.id)
    mine = [one for one in prevented(book) if one.learned.standing.id == found.id]
    return show(
        request,
        "bottleneck",
        400 if errors else 200,
        found=found,
        body=body,
        here=here,
        state=STATUSES[found.status],
        by=publisher_name(book, found.record.log.publisher),
        owner=publisher_name(book, found.course.owner) if found.course.owner else NOBODY,
        decider=publisher_name(book, found.decider),
        cause=CAUSES[body.cause] if body.cause else None,
        cause_said=CAUSE_SAID[body.cause_said] if body.cause_said else None,
        layer=LAYERS[found.layer] if found.layer else None,
        things=_things(request, found),
        impact=found.impact,
        band=BANDS[found.impact.band],
        facts=_facts(found, language),
        joined=_joined(request, found),
        lines=_lines(request, found),
        terms=terms_table(found, language),
        level=found.level,
        solution=found.solution,
        solution_type=SOLUTION_TYPES[found.solution.body.solution_type]
        if found.solution and found.solution.body.solution_type
        else "",
        solution_link=_link(language, (found.solution.body.solution or "") if found.solution else ""),
        lessons=lessons_table(found, language),
        prevented=[(one, *_named(request, one.body.entry)) for one in mine],
        back=[(one, bottleneck_path(language, one.again.id)) for one in recurrences(book) if one.solved.id == found.id],
        back_of=[
            (one, bottleneck_path(language, one.solved.id)) for one in recurrences(book) if one.again.id == found.id
        ],
        same_as=[_other(request, each) for each in _same_as(request, found)],
        same_path=known["same_bottlenecks"],
        leading=_other(request, found.leading),
        merged=[_other(request, each) for each in found.merged],
        acts=[(ACTS[each].words, f"{here}?doe={each}") for each in possible(request, found)] if not form else [],
        signed_in=bool(person_of(request).name),
        sign_in=f"{known['sign_in']}?verder={here}",
        form=form,
        errors=summary(errors),
        fresh=request.GET.get("gemeld", ""),
        done=ACTS[request.GET["gedaan"]].done if request.GET.get("gedaan") in ACTS else "",
        entry=entry_path(language, found.id),
        trail=((same("Start"), known["start"]), (BOTTLENECK.plural, known["bottlenecks"]), (same(body.title), "")),
    )


def _same_as(request: HttpRequest, found: Standing) -> list[str]:
    """What is proposed to be the same as this one."""
    groups = [[each.id for each in one.members] for one in suggestions(book_of(request))]
    return [each for group in groups if found.id in group for each in group if each != found.id]


def _things(request: HttpRequest, found: Standing) -> list[tuple[Text, str, str]]:
    """What it is about: words, title and address; an entry that is not here is shown by its address."""
    language = request.language  # type: ignore[attr-defined]
    made = []
    for field in ("datasets", "agreements"):
        for address in getattr(found.body, field):
            made.append((capital(words(field)), *_named(request, address)))
    for article in found.body.articles:
        number = Text(nl=f", artikel {article.article}", en=f", article {article.article}") if article.article else ""
        title = law_name(article.law) + (number.to(language) if number else "")
        href = f"https://wetten.overheid.nl/{article.law}" if article.law.startswith("BWBR") else ""
        made.append((capital(words("articles")), title, href))
    return made


def _named(request: HttpRequest, address: str) -> tuple[str, str]:
    book, language = book_of(request), request.language  # type: ignore[attr-defined]
    record = book.get(address) if "://" not in address else None
    return (label_of(book, record).to(language) if record else address), _link(language, address)


def _link(language: str, address: str) -> str:
    if address.startswith(("https://", "http://")):
        return address
    return entry_path(language, address) if address.count("/") == 2 and not is_tooi(address) else ""


def _facts(found: Standing, language: str) -> list[tuple[Text, Any]]:
    """The sums a year; unknown where nobody told."""
    size = found.impact
    told = [
        (Text(nl="Organisaties", en="Organisations"), size.organisations),
        (Text(nl="Soorten werk", en="Kinds of work"), size.processes or None),
        (Text(nl="Mensen per jaar", en="People a year"), size.people),
        (Text(nl="Zaken per jaar", en="Cases a year"), size.cases),
        (Text(nl="Uren per jaar", en="Hours a year"), size.hours),
        (Text(nl="Euro per jaar", en="Euros a year"), size.euros),
    ]
    return [(label, None if value is None else number(value, language)) for label, value in told]


def _joined(request: HttpRequest, found: Standing) -> Table:
    book, language = book_of(request), request.language  # type: ignore[attr-defined]
    columns = (
        Column(Text(nl="Organisatie", en="Organisation")),
        Column(capital(words("processes"))),
        Column(capital(words("people_per_year")), Text(nl="per jaar", en="a year"), True),
        Column(capital(words("cases_per_year")), Text(nl="per jaar", en="a year"), True),
        Column(capital(words("hours_per_year")), Text(nl="per jaar", en="a year"), True),
        Column(capital(words("euros_per_year")), Text(nl="euro per jaar", en="euros a year"), True),
    )
    rows = [
        (
            Cell(publisher_name(book, one.record.log.publisher), entry_path(language, one.record.id)),
            ", ".join(one.body.processes) or None,
            one.body.people_per_year,
            one.body.cases_per_year,
            one.body.hours_per_year,
            one.body.euros_per_year,
        )
        for one in found.supports
    ]
    empty = Text(
        nl="Nog niemand sloot zich aan. Wie dit ook heeft, kan dat hieronder zeggen.",
        en="Nobody joined yet. Whoever has this too can say so below.",
    )
    return Table(Text(nl="Wie zich aansloot", en="Who joined"), columns, rows, empty=empty)


def _lines(request: HttpRequest, found: Standing) -> list[Line]:
    return timeline(book_of(request), request.language, found)  # type: ignore[attr-defined]


def _other(request: HttpRequest, address: str) -> tuple[str, str] | None:
    if not address:
        return None
    other = board(book_of(request)).standings[address]
    return other.body.title, bottleneck_path(request.language, address)  # type: ignore[attr-defined]
