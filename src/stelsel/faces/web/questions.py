# SPDX-License-Identifier: EUPL-1.2
"""Questions: the sentence with its inputs, the answer beside it, and then because."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from stelsel.book.answer import Answer
from stelsel.book.question import Budget, Question
from stelsel.catalogue import EVERY_ROOM, QUESTIONS
from stelsel.faces.web.addresses import paths, question_path
from stelsel.faces.web.answers import spoken
from stelsel.faces.web.demand import demand_form
from stelsel.faces.web.inputs import Typed, errors_of, fields_of, summary
from stelsel.faces.web.shell import book_of, page, show
from stelsel.kernel.form import form_fields
from stelsel.kernel.personal_data import HIDDEN_CODES, hidden
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text, same
from stelsel.node import clock
from stelsel.priorities.cloud.kinds import CloudDemand

SECONDS, ROWS = 5.0, 5_000_000
"""What one question on a page may cost."""
_QUESTIONS = Text(nl="Vragen", en="Questions")
VERDICTS = {
    "yes": Text(nl="Ja", en="Yes"),
    "no": Text(nl="Nee", en="No"),
    "partly": Text(nl="Deels", en="Partly"),
    "unknown": Text(nl="Onbekend", en="Unknown"),
}


@page(needs="see")
def index(request: HttpRequest) -> HttpResponse:
    """Every question, room by room."""
    language = request.language  # type: ignore[attr-defined]
    rooms = {room.name: room.title for room in EVERY_ROOM}
    found = [
        (rooms.get(one.room, _QUESTIONS), one.sentence, one.explain, question_path(language, one.wire))
        for one in QUESTIONS.values()
    ]
    trail = ((same("Start"), paths(language)["start"]), (_QUESTIONS, ""))
    return show(request, "questions", questions=found, trail=trail)


@csrf_exempt  # it never writes, and the form may stand on the website of any organisation (`embed`)
@sensitive_post_parameters()
@page("GET", "POST", needs="see")
def question(request: HttpRequest, wire: str) -> HttpResponse:
    """One question. Without inputs it answers its example, and says so. One that asks for own words takes them by POST,
    and makes numbers of citizens and accounts in them unreadable."""
    if wire not in QUESTIONS:
        raise Http404
    asked, language = QUESTIONS[wire], request.language  # type: ignore[attr-defined]
    if request.method == "POST" and not asked.own_words:
        return HttpResponseNotAllowed(("GET",))
    typed, left_out = _typed(request, asked)
    example = not any(any(values) for values in typed.values())
    if example and asked.own_words:
        fields = _form(request, asked, {}, {})
        return show(request, "question", **values_of(request, asked, False), **fields)
    if example:
        typed = {name: [value] for name, value in asked.example.items()}
    shown = example and bool(asked.example)
    values = {**values_of(request, asked, shown), "left_out": left_out}
    try:
        inputs = asked.from_typed(typed)
        budget = Budget(seconds=SECONDS, rows=ROWS, clock=clock.monotonic)
        answer = asked.answer(book_of(request), inputs, budget)
    except BadInput as problem:
        errors = errors_of(problem.findings, [field.wire for field in form_fields(asked.inputs)])
        return show(request, "question", 400, **values, **_form(request, asked, typed, errors), errors=summary(errors))
    said = spoken(book_of(request), answer, language)
    return show(
        request,
        "question",
        **values,
        **_form(request, asked, typed, {}),
        answer=answer,
        said=said,
        verdict=VERDICTS.get(answer.verdict),
        choices=[
            (one.words, f"{question_path(language, wire)}?{urlencode({**_first(typed), **one.inputs})}", again)
            for one in answer.choices
            for again in [{**_first(typed), **one.inputs}.items()]
        ],
        **_elsewhere(asked, typed, answer),
    )


def values_of(request: HttpRequest, asked: Question[Any], example: bool) -> dict[str, Any]:
    """What every page of a question has."""
    language = request.language  # type: ignore[attr-defined]
    known = paths(language)
    return {
        "question": asked,
        "example": example,
        "here": question_path(language, asked.wire),
        "trail": ((same("Start"), known["start"]), (_QUESTIONS, known["questions"]), (asked.sentence, "")),
    }


def _typed(request: HttpRequest, asked: Question[Any]) -> tuple[Typed, bool]:
    """What was typed, and whether something in own words was made unreadable."""
    if request.method != "POST":
        return dict(request.GET.lists()), False
    known = {field.wire for field in form_fields(asked.inputs)}
    pairs = {name: hidden(request.POST.get(name, ""), HIDDEN_CODES) for name in request.POST if name in known}
    return {name: [text] for name, (text, _) in pairs.items()}, any(found for _, found in pairs.values())


def _form(request: HttpRequest, asked: Question[Any], typed: Typed, errors: Mapping[str, Text]) -> dict[str, Any]:
    if issubclass(asked.inputs, CloudDemand):
        return {"demand": demand_form(asked.inputs, book_of(request), typed, errors)}
    return {"fields": fields_of(asked.inputs, typed, errors)}


def _first(typed: Typed) -> dict[str, str]:
    return {name: values[0] for name, values in typed.items() if values and values[0]}


def _elsewhere(asked: Question[Any], typed: Mapping[str, Sequence[str]], answer: Answer) -> dict[str, str]:
    """The same question as an API call and as a command line."""
    known = {field.wire: field for field in form_fields(asked.inputs)}
    pairs = [(name, value) for name, values in typed.items() if name in known for value in values if value]
    if asked.own_words:
        pairs = [(name, "…" if known[name].type == "text" else value) for name, value in pairs]
    options = " ".join(f"--{_option(known[name].name)} {_quoted(value)}" for name, value in pairs)
    return {
        "api_call": f"/api/v1/vragen/{asked.wire}/antwoord?{urlencode(pairs)}",
        "command": f"stelsel ask {asked.wire} {options}".strip(),
    }


def _option(name: str) -> str:
    return name.replace("_", "-").replace(".", "-")


def _quoted(value: str) -> str:
    plain = value.replace("-", "").replace(".", "").replace(":", "")
    return value if plain.isalnum() and plain.isascii() else "'" + value.replace("'", "'\\''") + "'"
