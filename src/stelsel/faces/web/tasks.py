# SPDX-License-Identifier: EUPL-1.2
"""What waits for you: the inbox, one task with what can be done about it, and the line about it on other pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from stelsel.faces.web.addresses import paths, task_path
from stelsel.faces.web.inputs import errors_of, summary
from stelsel.faces.web.shell import book_of, page, person_of, show
from stelsel.faces.web.task_lines import STATES, TASKS, content, line, steps_of, where, where_words
from stelsel.faces.web.templatetags.fields import Field
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text, same
from stelsel.node import approving, tasks
from stelsel.node.node import node
from stelsel.node.permission import may
from stelsel.nouns.task import TASK_KINDS

_WHY = Field(
    "redenen",
    Text(nl="Waarom?", en="Why?"),
    "textarea",
    rows=3,
    why=Text(
        nl="Uw naam, de dag en deze reden blijven bij de taak staan.",
        en="Your name, the day and this reason stay with the task.",
    ),
    example=Text(nl="De bedragen kloppen met het contract.", en="The amounts agree with the contract."),
)
_TO = Text(nl="Geeft u de taak door? Aan wie?", en="Do you pass the task on? To whom?")
_NOBODY = Text(nl="niemand", en="nobody")
_ACTS = {"goedkeuren": approving.approve, "weigeren": tasks.refuse}
_OBSTACLES = {
    "again": Text(
        nl="U hebt dit goedgekeurd. Nu is iemand anders aan de beurt.",
        en="You have approved this. Now it is somebody else's turn.",
    ),
    "own-request": Text(
        nl="U hebt dit zelf gevraagd. Het is nog niet gebeurd: iemand anders moet het goedkeuren.",
        en="You asked for this yourself. It has not happened yet: somebody else must approve it.",
    ),
    "elsewhere": Text(nl="Deze taak wacht op iemand anders.", en="This task waits for somebody else."),
    "role": Text(nl="Uw rol is hiervoor niet genoeg.", en="Your role is not enough for this."),
    "lapsed": Text(
        nl="De laatste dag is voorbij. Hierover kan niemand meer besluiten.",
        en="The last day is over. Nobody can decide about this any more.",
    ),
}


@page(needs="decide-task")
def inbox(request: HttpRequest) -> HttpResponse:
    """What waits for you, nearest last day first, and what you asked of others."""
    who, book, language = person_of(request), book_of(request), request.language  # type: ignore[attr-defined]
    waiting = [line(book, language, one) for one in tasks.inbox(who)]
    asked = [(_title(one), task_path(language, one.pk), STATES[one.state]) for one in tasks.asked(who)]
    return show(
        request,
        "tasks",
        waiting=waiting,
        asked=asked,
        late=sum(one.overdue for one in waiting),
        manages=may(who, "manage-tasks"),
        hands_over=may(who, "hand-over"),
        asks_data=may(who, "request-data"),
        trail=((same("Start"), paths(language)["start"]), (TASKS, "")),
    )


@page("GET", "POST", needs="decide-task")
def task(request: HttpRequest, number: int) -> HttpResponse:
    """One task: what, for whom, by when, why it came to you, and deciding it. 404 for whom it does not concern."""
    seen = tasks.find(person_of(request), number)
    if seen is None:
        raise Http404
    if request.method != "POST":
        return _task_page(request, seen, {})
    try:
        _act(request, number)
    except BadInput as problem:
        seen = tasks.find(person_of(request), number)
        if seen is None:
            raise Http404 from None
        return _task_page(request, seen, errors_of(problem.findings, ["redenen", "aan"]), 400)
    return HttpResponseRedirect(request.path)


def _act(request: HttpRequest, number: int) -> None:
    who, why, act = person_of(request), request.POST.get("redenen", ""), request.POST.get("stap", "")
    if act in _ACTS:
        _ACTS[act](node(), who, number, why)
    elif act == "doorgeven":
        tasks.delegate(node(), who, number, request.POST.get("aan", ""), why)
    elif act == "terugtrekken":
        tasks.take_back(node(), who, number, why)
    else:
        raise bad_input(
            "no-choice",
            "stap",
            Text(nl="U hebt niet gekozen wat u met de taak doet.", en="You did not choose what to do with the task."),
            Text(nl="Gebruik een van de knoppen.", en="Use one of the buttons."),
        )


def _task_page(request: HttpRequest, seen: tasks.Waiting, errors: dict[str, Text], status: int = 200) -> HttpResponse:
    who, book, language = person_of(request), book_of(request), request.language  # type: ignore[attr-defined]
    waiting, kind = seen.task.state == "open", TASK_KINDS[seen.task.kind]
    asked = waiting and seen.task.asked_by == who.name
    names = _others(request, seen) if waiting and seen.obstacle in ("", "again") else []
    decides = not seen.obstacle and kind.decided_here
    return show(
        request,
        "task",
        status,
        task=seen.task,
        line=line(book, language, seen),
        state=STATES[seen.task.state],
        elsewhere=where(language, seen.task) if not seen.obstacle and not kind.decided_here else "",
        elsewhere_words=where_words(seen.task),
        obstacle=_OBSTACLES.get(seen.obstacle, "") if waiting else "",
        content=content(book, language, seen.task),
        steps=steps_of(seen.task),
        decides=decides,
        why=_why(request, errors) if decides or names or asked else None,
        to=_to(request, names, errors) if names else None,
        takes_back=asked,
        errors=summary(errors),
        here=request.path,
        trail=(
            (same("Start"), paths(language)["start"]),
            (TASKS, paths(language)["tasks"]),
            (_title(seen.task), ""),
        ),
    )


def _why(request: HttpRequest, errors: dict[str, Text]) -> Field:
    return replace(_WHY, value=request.POST.get(_WHY.name, ""), error=errors.get(_WHY.name, ""))


def _to(request: HttpRequest, names: list[str], errors: dict[str, Text]) -> Field:
    options = [("", _NOBODY), *((one, same(one)) for one in names)]
    return Field("aan", _TO, "select", request.POST.get("aan", ""), options=options, error=errors.get("aan", ""))


def _others(request: HttpRequest, seen: tasks.Waiting) -> list[str]:
    """To whom this person can pass the task on."""
    signed = {one.by for one in seen.given} | ({seen.task.asked_by} if seen.task.needed > 1 else set())
    me = person_of(request).name
    return [one for one in tasks.candidates(seen.task) if one != me and one not in signed]


def _title(one: Any) -> Text:
    return Text(**one.title)
