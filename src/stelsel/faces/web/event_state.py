# SPDX-License-Identifier: EUPL-1.2
"""What somebody answered on the way through a life or business event, and the screen that comes next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

import msgspec

from stelsel.book.book import Book
from stelsel.faces.web.place_asked import CHOOSE, FROM_LIST, check_town, settled
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.node.carried import Journey
from stelsel.priorities.services.events import Event, Query, next_query
from stelsel.priorities.services.rule_read import day as read_day

Screen = Literal["plaats", "gemeente", "dag", "vraag", "recht", "antwoord"]
SCREENS: tuple[Screen, ...] = ("plaats", "gemeente", "dag", "vraag", "recht", "antwoord")
MOST_LETTERS = 120
_YEARS = (1900, 2200)


class State(msgspec.Struct, frozen=True):
    """The event; the place as typed, the municipality it came to and whether that had to be chosen; the day as typed;
    answers in order (empty where the asker does not know); the facts of rules that were given, by the field of their
    form; the steps whose entitlement was asked, and the one that is being asked now."""

    event: str
    place: str = ""
    town: str = ""
    chosen: bool = False
    day: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    rights: tuple[str, ...] = ()
    right: str = ""

    @property
    def known(self) -> dict[str, str]:
        """The answers that decide something."""
        return {name: reply for name, reply in self.answers if reply}

    @property
    def passed(self) -> frozenset[str]:
        """Questions that the asker could not answer."""
        return frozenset(name for name, reply in self.answers if not reply)

    @property
    def on(self) -> date | None:
        """The day of the event."""
        found = read_day(self.day)
        return date.fromisoformat(found) if found else None


JOURNEY = Journey("gebeurtenis", State, version=1)


def query_of(event: Event, state: State) -> Query | None:
    """The question that is asked now."""
    return next_query(event, state.known, state.passed)


def keep(state: State, screen: str, typed: Mapping[str, str]) -> State:
    """The state with what was typed on a screen, right or wrong, so that nothing is lost."""
    given = {name: typed[name][:MOST_LETTERS].strip() for name in ("plaats", "gemeente", "dag") if name in typed}
    if screen == "plaats" and given.get("plaats", state.place) != state.place:
        return msgspec.structs.replace(state, place=given["plaats"], town="")
    if screen == "gemeente":
        return msgspec.structs.replace(state, town=given.get("gemeente", state.town))
    if screen == "dag":
        return msgspec.structs.replace(state, day=given.get("dag", state.day))
    return state


def onward(book: Book, event: Event, screen: Screen, state: State, reply: str | None) -> tuple[Screen, State]:
    """The screen after this one and its state. `reply`: the answer to the question of this screen; empty where the
    asker passes it over, None where nothing was chosen. BadInput names the field that is not right yet."""
    if screen in ("plaats", "gemeente"):
        return _after_place(book, screen, state, passes=reply == "")
    if screen == "dag":
        if reply == "":
            state = msgspec.structs.replace(state, day="")
        elif state.on is None or not _YEARS[0] <= state.on.year < _YEARS[1]:
            raise bad_input("no-day", "dag", _NO_DAY if state.day else _EMPTY_DAY, _NO_DAY_CURE)
    elif screen == "vraag":
        query = query_of(event, state)
        if query is not None:
            if reply != "" and reply not in {one.code for one in query.answers}:
                raise bad_input("no-answer", "antwoord", CHOOSE, _OR_PASS)
            state = msgspec.structs.replace(state, answers=(*state.answers, (query.code, reply or "")))
    return ("vraag" if query_of(event, state) else "antwoord"), state


def back(screen: Screen, state: State) -> tuple[Screen, State]:
    """The screen before this one; the last answer is asked again."""
    if screen == "gemeente":
        return "plaats", state
    if screen == "dag":
        return ("gemeente" if state.chosen else "plaats"), state
    if screen in ("vraag", "antwoord") and state.answers:
        return "vraag", msgspec.structs.replace(state, answers=state.answers[:-1])
    return ("dag" if screen in ("vraag", "antwoord") else "plaats"), state


def again(state: State, name: str) -> tuple[Screen, State]:
    """A screen that was answered before: the place, the day, or a question with all that came after it."""
    if name in ("plaats", "dag"):
        return ("plaats" if name == "plaats" else "dag"), state
    names = [one for one, _ in state.answers]
    at = names.index(name) if name in names else len(names)
    return "vraag", msgspec.structs.replace(state, answers=state.answers[:at])


def _after_place(book: Book, screen: Screen, state: State, passes: bool) -> tuple[Screen, State]:
    if passes:
        return "dag", msgspec.structs.replace(state, place="", town="", chosen=False)
    if screen == "gemeente":
        check_town(book, state.place, state.town)
        return "dag", state
    town = settled(book, state.place)
    if town is None:
        return "gemeente", msgspec.structs.replace(state, chosen=True)
    return "dag", msgspec.structs.replace(state, town=town, chosen=False)


_EMPTY_DAY = Text(nl="U hebt nog geen dag ingevuld.", en="You have not filled in a day yet.")
_NO_DAY = Text(nl="Dit is geen dag die bestaat.", en="This is not a day that exists.")
_NO_DAY_CURE = Text(
    nl="Vul een dag in, zoals 31-1-2026, of kies “Weet ik niet”.",
    en="Fill in a day, like 31-1-2026, or choose “I do not know”.",
)
_OR_PASS = Text(
    nl=f"{FROM_LIST.nl[:-1]}, of kies “Weet ik niet”.", en=f"{FROM_LIST.en[:-1]}, or choose “I do not know”."
)
