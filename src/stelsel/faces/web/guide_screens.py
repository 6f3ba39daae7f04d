# SPDX-License-Identifier: EUPL-1.2
"""The screens of the guide to the right door, one question each: what it shows, what it keeps, what comes after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from stelsel.book.book import Book
from stelsel.faces.web.inputs import Errors
from stelsel.faces.web.place_asked import (
    CHOOSE,
    FROM_LIST,
    WHERE,
    WHICH_TOWN,
    check_personal,
    check_town,
    place_field,
    settled,
    town_field,
    town_name,
)
from stelsel.faces.web.templatetags.fields import Field
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text, same
from stelsel.node.carried import Journey
from stelsel.priorities.services.guide import LIFE_EVENTS
from stelsel.priorities.services.kinds import ADDRESSEES, Addressee

MOST_LETTERS = 300
OTHER = "anders"
"""The choice for whoever finds none of the events."""
_EVENTS = {one.code: one for one in LIFE_EVENTS}


class State(msgspec.Struct, frozen=True):
    """What was answered: the place as typed, the municipality it came to (and whether it had to be chosen), the event
    or own words, and who asks."""

    place: str = ""
    town: str = ""
    chosen: bool = False
    event: str = ""
    words: str = ""
    asker: Addressee = "citizen"


JOURNEY = Journey("wegwijs", State, version=1)
SCREENS = ("plaats", "gemeente", "onderwerp", "wie", "antwoord")
_STEPS = {"plaats": 1, "gemeente": 1, "onderwerp": 2, "wie": 3}


def keep(state: State, screen: str, typed: Mapping[str, str]) -> State:
    """The state with what was typed on a screen, right or wrong, so that nothing is lost."""
    given = {
        name: typed[name][:MOST_LETTERS] for name in ("plaats", "gemeente", "onderwerp", "zaak", "wie") if name in typed
    }
    if screen == "plaats" and given.get("plaats", state.place) != state.place:
        return msgspec.structs.replace(state, place=given["plaats"], town="")
    if screen == "gemeente":
        return msgspec.structs.replace(state, town=given.get("gemeente", state.town))
    if screen == "onderwerp":
        event, words = given.get("onderwerp", state.event), given.get("zaak", state.words)
        return msgspec.structs.replace(state, event=event if event in (*_EVENTS, OTHER) else "", words=words)
    if screen == "wie" and given.get("wie") in ADDRESSEES:
        return msgspec.structs.replace(state, asker=given["wie"])
    return state


def next_screen(book: Book, screen: str, state: State) -> tuple[str, State]:
    """The screen after this one, and the state for it. BadInput names the field that is not right yet."""
    if screen == "plaats":
        return _after_place(book, state)
    if screen == "gemeente":
        check_town(book, state.place, state.town)
        return "onderwerp", state
    if screen == "onderwerp":
        _check_subject(state)
        return "wie", state
    return "antwoord", state


def before(screen: str, state: State) -> str:
    """The screen before this one: that of the choice between municipalities only where there was one."""
    found = SCREENS[max(SCREENS.index(screen) - 1, 0)]
    return "plaats" if found == "gemeente" and not state.chosen else found


def _after_place(book: Book, state: State) -> tuple[str, State]:
    town = settled(book, state.place)
    if town is None:
        return "gemeente", msgspec.structs.replace(state, chosen=True)
    return "onderwerp", msgspec.structs.replace(state, town=town, chosen=False)


def _check_subject(state: State) -> None:
    if state.event not in (*_EVENTS, OTHER):
        raise bad_input("no-subject", "onderwerp", CHOOSE, FROM_LIST)
    if state.event == OTHER:
        if not state.words.strip():
            raise bad_input("empty", "zaak", _NO_WORDS, _FILL_WORDS)
        check_personal(state.words, "zaak", "zaak")


def need_of(state: State) -> str:
    """The need in Dutch words."""
    return _EVENTS[state.event].need if state.event in _EVENTS else state.words


def event_of(state: State) -> str:
    """The code of the event with everything that belongs to what was chosen; empty where there is none."""
    return _EVENTS[state.event].event if state.event in _EVENTS else ""


def answers_so_far(book: Book, state: State) -> Iterator[tuple[Text, Text, str]]:
    """What was answered: question, answer, and the screen to change it on."""
    yield WHERE, town_name(book, state.place, state.town), "plaats"
    yield _SUBJECT, _EVENTS[state.event].title if state.event in _EVENTS else same(state.words), "onderwerp"
    yield _WHO, ADDRESSEES[state.asker], "wie"


def shown(book: Book, screen: str, state: State, errors: Errors) -> dict[str, Any]:
    """The question of a screen, its fields and which step it is."""
    title, fields = {"plaats": _place, "gemeente": _town, "onderwerp": _subject, "wie": _who}[screen](
        book, state, errors
    )
    return {"title": title, "fields": fields, "step": _STEPS[screen], "steps": 3, "first": screen == "plaats"}


def _place(book: Book, state: State, errors: Errors) -> tuple[Text, list[Field]]:
    return WHERE, [place_field(state.place, errors)]


def _town(book: Book, state: State, errors: Errors) -> tuple[Text, list[Field]]:
    return WHICH_TOWN, [town_field(book, state.place, state.town, errors)]


def _subject(book: Book, state: State, errors: Errors) -> tuple[Text, list[Field]]:
    options = [(one.code, one.title) for one in LIFE_EVENTS]
    options.append((OTHER, Text(nl="Iets anders, namelijk:", en="Something else, namely:")))
    return _SUBJECT, [
        Field(
            "onderwerp",
            Text(nl="Kies wat het meest lijkt", en="Choose what comes closest"),
            "radio",
            state.event,
            options=options,
            error=errors.get("onderwerp", ""),
        ),
        Field(
            "zaak",
            Text(nl="In uw eigen woorden", en="In your own words"),
            value=state.words,
            why=Text(
                nl="Alleen bij “iets anders”. Noem geen namen of andere gegevens van personen.",
                en="Only with “something else”, in Dutch. Give no names or other data about persons.",
            ),
            example=same("een boom kappen"),
            required=False,
            error=errors.get("zaak", ""),
        ),
    ]


def _who(book: Book, state: State, errors: Errors) -> tuple[Text, list[Field]]:
    options = [(name, Text(nl=said.nl.capitalize(), en=said.en.capitalize())) for name, said in ADDRESSEES.items()]
    why = Text(
        nl="Sommige diensten zijn alleen voor inwoners of alleen voor ondernemers.",
        en="Some services are only for citizens or only for entrepreneurs.",
    )
    return _WHO, [
        Field("wie", Text(nl="Ik vraag dit als", en="I ask this as"), "radio", state.asker, options=options, why=why)
    ]


_SUBJECT = Text(nl="Waar gaat het over?", en="What is it about?")
_WHO = Text(nl="Wie bent u?", en="Who are you?")
_NO_WORDS = Text(nl="U hebt nog niet gezegd waar het over gaat.", en="You have not said yet what it is about.")
_FILL_WORDS = Text(nl="Zeg het in een paar woorden.", en="Say it in a few words.")
