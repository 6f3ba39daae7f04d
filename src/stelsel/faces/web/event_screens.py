# SPDX-License-Identifier: EUPL-1.2
"""The screens on the way through an event, one question each, and what was answered so far."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stelsel.book.book import Book
from stelsel.faces.web.event_state import Screen, State, query_of
from stelsel.faces.web.inputs import Errors
from stelsel.faces.web.place_asked import WHERE, WHICH_TOWN, place_field, town_field, town_name
from stelsel.faces.web.templatetags.fields import Field
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import say_day
from stelsel.priorities.services.events import Event


def shown(book: Book, event: Event, screen: Screen, state: State, errors: Errors) -> dict[str, Any]:
    """The question of a screen and its fields."""
    most = len(event.questions) + 2
    if screen == "plaats":
        title, fields = event.day.place or WHERE, [place_field(state.place, errors)]
        return {"title": title, "fields": fields, "step": 1, "most": most, "first": True}
    if screen == "gemeente":
        field = town_field(book, state.place, state.town, errors)
        return {"title": WHICH_TOWN, "fields": [field], "step": 1, "most": most}
    if screen == "dag":
        return {"title": event.day.ask, "fields": [_day(event, state, errors)], "step": 2, "most": most}
    query = query_of(event, state)
    assert query is not None
    options = [(one.code, one.say) for one in query.answers]
    label = Text(nl="Kies een antwoord", en="Choose an answer")
    error = errors.get("antwoord", "")
    field = Field("antwoord", label, "radio", "", options=options, why=query.why, error=error)
    return {"title": query.ask, "fields": [field], "step": 3 + len(state.answers), "most": most}


def given(book: Book, event: Event, state: State) -> Iterator[tuple[Text, Text, str]]:
    """What was answered: question, answer, and the name by which to change it."""
    yield event.day.place or WHERE, town_name(book, state.place, state.town) if state.town else _NOT_TOLD, "plaats"
    on = state.on
    yield event.day.ask, Text(nl=say_day(on, "nl"), en=say_day(on, "en")) if on else _NOT_TOLD, "dag"
    asked = {one.code: one for one in event.questions}
    for name, reply in state.answers:
        said = next((one.say for one in asked[name].answers if one.code == reply), _NOT_TOLD)
        yield asked[name].ask, said, name


def _day(event: Event, state: State, errors: Errors) -> Field:
    return Field(
        "dag",
        Text(nl="Dag", en="Day"),
        "date",
        state.day,
        why=_WHY_DAY.fill(name=event.day.name),
        example=same("31-1-2026"),
        error=errors.get("dag", ""),
    )


_WHY_DAY = Text(
    nl="Vanaf {name} tellen de termijnen. Weet u de dag nog niet? Vul in wat u verwacht.",
    en="Terms count from {name}. You do not know the day yet? Fill in what you expect.",
)
_NOT_TOLD = Text(nl="niet verteld", en="not told")
