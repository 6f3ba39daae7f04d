# SPDX-License-Identifier: EUPL-1.2
"""Standing in for somebody, and what an organisation wants of tasks: four eyes and escalation."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from stelsel.faces.web.addresses import paths
from stelsel.faces.web.inputs import errors_of, summary
from stelsel.faces.web.shell import book_of, page, person_of, show
from stelsel.faces.web.task_lines import TASKS
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.who import publisher_name
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import day
from stelsel.node import clock, tasks
from stelsel.node.permission import where
from stelsel.nouns.task import TASK_KINDS

_STANDING_IN = Text(nl="Vervanging", en="Standing in")
_WISHES = Text(nl="Vier ogen en termijnen", en="Four eyes and terms")
_FIELDS = ("uitgever", "vervangene", "vervanger", "van", "tot")


@page("GET", "POST", needs="decide-task")
def standing_in(request: HttpRequest) -> HttpResponse:
    """Who stands in for whom: for oneself, or as administrator for anybody of the organisation."""
    errors: dict[str, Text] = {}
    if request.method == "POST":
        try:
            _arrange(request)
        except BadInput as problem:
            errors = errors_of(problem.findings, _FIELDS)
        else:
            return HttpResponseRedirect(request.path)
    who, language = person_of(request), request.language  # type: ignore[attr-defined]
    book = book_of(request)
    boss = where(who, "manage-tasks")
    rows = [
        (one, publisher_name(book, one.publisher), one.replaced == who.name or one.publisher in boss)
        for one in tasks.substitutions(who)
    ]
    return show(
        request,
        "standing-in",
        400 if errors else 200,
        heading=_STANDING_IN,
        rows=rows,
        fields=_fields(request, errors) if who.roles else (),
        errors=summary(errors),
        trail=_trail(language, _STANDING_IN),
    )


@page("GET", "POST", needs="manage-tasks")
def wishes(request: HttpRequest) -> HttpResponse:
    """What an organisation wants per kind of task; for its administrators."""
    who, language = person_of(request), request.language  # type: ignore[attr-defined]
    mine = where(who, "manage-tasks")
    errors: dict[str, Text] = {}
    if request.method == "POST":
        try:
            tasks.set_rule(who, *_wish(request))
        except BadInput as problem:
            errors = errors_of(problem.findings, ())
        else:
            return HttpResponseRedirect(request.path)
    book = book_of(request)
    found = [
        (publisher_name(book, publisher), [(one, TASK_KINDS[one.kind]) for one in tasks.rules_of(publisher)])
        for publisher in mine
    ]
    return show(
        request,
        "task-wishes",
        400 if errors else 200,
        heading=_WISHES,
        publishers=found,
        errors=summary(errors),
        trail=_trail(language, _WISHES),
    )


def _arrange(request: HttpRequest) -> None:
    who, typed = person_of(request), request.POST
    if typed.get("stap") == "beeindigen":
        tasks.end_substitution(who, _number(typed.get("vervanging", "")))
        return
    first, last = (day(typed.get(name, "").strip(), name) for name in ("van", "tot"))
    publisher, replaced, substitute = (typed.get(name, "").strip() for name in ("uitgever", "vervangene", "vervanger"))
    tasks.substitute(who, publisher, replaced, substitute, first, last)


def _wish(request: HttpRequest) -> tuple[str, str, bool, int | None]:
    typed = request.POST
    days = typed.get("dagen", "").strip()
    if days and not (days.isascii() and days.isdigit() and len(days) < 5):
        raise bad_input(
            "rule-days",
            "dagen",
            Text(nl=f"“{days[:20]}” is geen aantal werkdagen.", en=f"“{days[:20]}” is no number of working days."),
            Text(nl="Vul een heel getal in, of niets.", en="Fill in a whole number, or nothing."),
        )
    four = typed.get("vierogen", "") == "ja"
    return typed.get("uitgever", ""), typed.get("soort", ""), four, int(days) if days else None


def _fields(request: HttpRequest, errors: dict[str, Text]) -> list[Field]:
    who, book, typed = person_of(request), book_of(request), request.POST
    today = clock.today().isoformat()
    given = {
        "uitgever": typed.get("uitgever", ""),
        "vervangene": typed.get("vervangene", who.name),
        "vervanger": typed.get("vervanger", ""),
        "van": typed.get("van", today),
        "tot": typed.get("tot", ""),
    }
    labels = {
        "uitgever": Text(nl="Organisatie", en="Organisation"),
        "vervangene": Text(nl="Wie wordt vervangen?", en="Who is replaced?"),
        "vervanger": Text(nl="Account van de vervanger", en="Account of the substitute"),
        "van": Text(nl="Eerste dag", en="First day"),
        "tot": Text(nl="Laatste dag", en="Last day"),
    }
    whys = {
        "vervangene": Text(
            nl="Uw eigen account; een beheerder vult hier ook een ander in.",
            en="Your own account; an administrator may fill in another.",
        ),
        "vervanger": Text(
            nl="Iemand met een rol bij deze organisatie. Uw taken wachten dan ook op dit account.",
            en="Somebody with a role at this organisation. Your tasks then wait for this account too.",
        ),
    }
    kinds = {"uitgever": "select", "van": "date", "tot": "date"}
    options = [(one, same(publisher_name(book, one))) for one in sorted(who.roles)]
    return [
        Field(
            name,
            labels[name],
            kinds.get(name, "text"),
            given[name],
            why=whys.get(name, ""),
            error=errors.get(name, ""),
            options=options if name == "uitgever" else (),
            autocomplete="off",
        )
        for name in _FIELDS
    ]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _trail(language: str, title: Text) -> tuple[tuple[Text, str], ...]:
    found = paths(language)
    return ((same("Start"), found["start"]), (TASKS, found["tasks"]), (title, ""))
