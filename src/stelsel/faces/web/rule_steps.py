# SPDX-License-Identifier: EUPL-1.2
"""Try a rule one question at a time: the question that helps most, and why it is asked. What was answered travels
sealed in the form (`node.carried`): it stands in no address, no cookie, no log and no table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters

from stelsel.faces.web.addresses import compute_path, rule_path, steps_path
from stelsel.faces.web.carried_by import begin_again, browser_of
from stelsel.faces.web.inputs import Errors, errors_of, summary
from stelsel.faces.web.private import private_page
from stelsel.faces.web.rule_case import MOST_LETTERS, Asked, around, asked_of, at_form, case_of, trail
from stelsel.faces.web.rule_fields import field_of
from stelsel.faces.web.rule_outcome import outcome_parts
from stelsel.faces.web.shell import book_of, show
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import say_day
from stelsel.node.carried import Journey, Lost
from stelsel.priorities.services.rule_asking import Next, fact_key, next_one
from stelsel.priorities.services.rule_read import day as read_day
from stelsel.priorities.services.rule_words import of_whom, title


class State(msgspec.Struct, frozen=True):
    """What was answered, in order: the field of a question and what was typed; empty where the asker does not know.
    `rule` and `output` are those that it was answered for, `on` the day."""

    rule: str
    output: str
    on: date
    answers: tuple[tuple[str, str], ...] = ()

    @property
    def typed(self) -> dict[str, str]:
        """As the form of all questions has it."""
        return {**dict(self.answers), "dag": self.on.isoformat()}

    @property
    def skipped(self) -> frozenset[str]:
        """The questions that the asker cannot answer."""
        return frozenset(key for key, text in self.answers if not text)


JOURNEY = Journey("regel", State, version=1)
SCREEN = "vraag"


@sensitive_post_parameters()
@private_page("GET", "POST", needs="see")
def ask(request: HttpRequest, regel: str, uitkomst: str) -> HttpResponse:
    """The first question; after a POST the next one, the former one, or the outcome."""
    asked = asked_of(request, regel, uitkomst, {})
    if request.method != "POST":
        return _onward(request, asked, State(regel, uitkomst, asked.on))
    try:
        state = JOURNEY.open(request.POST.get("staat", ""), SCREEN, browser_of(request))
        if (state.rule, state.output) != (regel, uitkomst):
            raise Lost("changed")
    except Lost as lost:
        here = steps_path(request.language, regel, uitkomst)  # type: ignore[attr-defined]
        return begin_again(request, JOURNEY.name, lost, here, _trail(request, asked))
    return _step(request, asked_of(request, regel, uitkomst, state.typed), state)


def _step(request: HttpRequest, asked: Asked, state: State) -> HttpResponse:
    step = request.POST.get("stap", "")
    if step == "terug":
        return _onward(request, asked, msgspec.structs.replace(state, answers=state.answers[:-1]), state.answers[-1:])
    if step == "taal":
        return _onward(request, asked, state)
    question = next_one(book_of(request), asked.rules, _case(request, asked), asked.groups, state.skipped)
    if question is None:
        return _onward(request, asked, state)
    text = request.POST.get(question.entry.key, "")[:MOST_LETTERS].strip() if step != "weet-niet" else ""
    after = msgspec.structs.replace(state, answers=(*state.answers, (question.entry.key, text)))
    if step != "weet-niet" and not text:
        finding = Finding("empty", question.entry.key, _EMPTY, _EMPTY_CURE)
        return _question(request, asked, state, question, errors_of((finding,), (question.entry.key,)))
    later = asked_of(request, asked.rule, asked.output, after.typed)
    try:
        case, wrong = case_of(request, later)
        if not wrong:
            case.concluded(later.rules)
    except BadInput as problem:
        wrong = at_form(problem.findings, question.entry.key)
    if wrong:
        errors = errors_of(wrong, (question.entry.key,))
        return _question(request, asked, state, question, errors, text)
    return _onward(request, later, after)


def _onward(request: HttpRequest, asked: Asked, state: State, former: tuple[tuple[str, str], ...] = ()) -> HttpResponse:
    """The next question, or the outcome when there is none."""
    if former:
        asked = asked_of(request, asked.rule, asked.output, state.typed)
    case = _case(request, asked)
    question = next_one(book_of(request), asked.rules, case, asked.groups, state.skipped)
    if question is not None:
        return _question(request, asked, state, question, {}, dict(former).get(question.entry.key, ""))
    language = request.language  # type: ignore[attr-defined]
    parts = outcome_parts(book_of(request), asked.rules, case, language)
    return show(request, "rule-outcome", **around(request, asked, ()), **parts)


def _case(request: HttpRequest, asked: Asked) -> Any:
    return case_of(request, asked)[0]


def _question(
    request: HttpRequest, asked: Asked, state: State, question: Next, errors: Errors, text: str = ""
) -> HttpResponse:
    language = request.language  # type: ignore[attr-defined]
    typed: Mapping[str, str] = {question.entry.key: text}
    values: dict[str, Any] = {
        "asked_for": title(asked.output),
        "question": question.entry.ask,
        "about": question.about,
        "field": field_of(question.entry, typed, errors, alone=True),
        "why": question.why,
        "article": question.link,
        "number": len(state.answers) + 1,
        "most": len(state.answers) + question.left,
        "first": not state.answers,
        "given": [(of_whom(fact_key(key)), _told(text)) for key, text in state.answers],
        "sealed": JOURNEY.seal(state, SCREEN, browser_of(request)),
        "here": steps_path(language, asked.rule, asked.output),
        "other": steps_path("nl" if language == "en" else "en", asked.rule, asked.output),
        "all_at_once": compute_path(language, asked.rule, asked.output),
        "rule_href": rule_path(language, asked.rule),
        "errors": summary(errors),
        "trail": _trail(request, asked),
    }
    return show(request, "rule-question", 400 if errors else 200, **values)


def _told(text: str) -> Text:
    day = read_day(text)
    if day is not None:
        return Text(nl=say_day(date.fromisoformat(day), "nl"), en=say_day(date.fromisoformat(day), "en"))
    return _SAID.get(text) or same(text)


def _trail(request: HttpRequest, asked: Asked) -> tuple[tuple[Text, str], ...]:
    name = next((one.text.name for one in asked.rules.library.versions_of(asked.rule)), asked.rule)
    return trail(request.language, name, asked.rule, title(asked.output))  # type: ignore[attr-defined]


_SAID = {
    "": Text(nl="weet u niet", en="you do not know"),
    "ja": Text(nl="ja", en="yes"),
    "nee": Text(nl="nee", en="no"),
}
_EMPTY = Text(nl="U hebt nog niets ingevuld.", en="You have not filled in anything yet.")
_EMPTY_CURE = Text(
    nl="Vul een antwoord in, of kies “Weet ik niet”.", en="Fill in an answer, or choose “I do not know”."
)
