# SPDX-License-Identifier: EUPL-1.2
"""One question that can be put again with other facts, and the facts with something changed or added."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from stelsel.engines.rules.evaluate import evaluate
from stelsel.engines.rules.facts import PLACES, Facts, Record
from stelsel.engines.rules.library import Library
from stelsel.engines.rules.outcome import Figures, Outcome, Step
from stelsel.engines.rules.values import Unknown, Value
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text

_PIECE = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
MOST_ITEMS = 50
"""Items that a list made for a question may have."""


class Case(msgspec.Struct, frozen=True):
    """What is asked: an output of a rule, on a day, as known on a day, with a table of figures."""

    library: Library
    rule: str
    output: str
    on: date
    known_at: date | None = None
    figures: Figures | None = None

    def outcome(self, facts: Facts) -> Outcome:
        """The outcome with these facts. BadInput as `evaluate` gives it."""
        return evaluate(
            self.library, self.rule, self.output, facts, self.on, known_at=self.known_at, figures=self.figures
        )

    def possible(self, facts: Facts) -> Outcome | None:
        """The outcome, or None where a fact is impossible for the rule or the computation passes a limit."""
        try:
            return self.outcome(facts)
        except BadInput:
            return None


def decided(outcome: Outcome) -> bool:
    """Whether no fact that is still unknown can change it."""
    return not outcome.missing


def walk(root: Step) -> Iterator[Step]:
    """Every step once, in the order of the computation."""
    waiting, seen = [root], set[int]()
    while waiting:
        step = waiting.pop()
        if id(step) not in seen:
            seen.add(id(step))
            yield step
            waiting += reversed(step.children)


def fact_of(step: Step) -> str | None:
    """The key of the unknown fact that a step stands for; None for any other step."""
    value = step.value
    if type(value) is not Unknown or len(value.missing) != 1 or value.troubles:
        return None
    for child in step.children:
        if type(child.value) is Unknown and child.value.missing:
            return None
    return next(iter(value.missing)) if step.kind in ("fact", "input") else None


def pieces(key: str) -> list[str | int]:
    """A key in its parts: `aanvrager.kinderen[1].leeftijd` is aanvrager, kinderen, 1, leeftijd. BadInput for none."""
    found: list[str | int] = [one[1] or int(one[2]) for one in _PIECE.finditer(key)]
    if not found or isinstance(found[0], int) or isinstance(found[-1], int) or (len(found) < 2 and key not in PLACES):
        raise bad_input("asking-key", key[:200], _KEY, _KEY_CURE)
    return found


def changed(facts: Facts, values: Mapping[str, Value]) -> Facts:
    """The facts with some values set (in the form in which the engine has them; Unknown takes one away). BadInput for
    a key that has no place in them."""
    made = copy.copy(facts)
    made.people, made.household, made.places = dict(facts.people), dict(facts.household), dict(facts.places)
    for key, value in values.items():
        if key in PLACES:
            made.places.pop(key, None)
            if isinstance(value, str):
                made.places[key] = value
            continue
        person, *path = pieces(key)
        own = next((some for name, some in made.people.items() if name.lower() == str(person).lower()), {})
        if person == "huishouden" or (path[0] not in own and path[0] in made.household):
            made.household = _set(made.household, path, value, key)
        else:
            name = next((one for one in made.people if one.lower() == str(person).lower()), str(person))
            made.people[name] = _set(made.people.get(name, {}), path, value, key)
    return made


def _set(holder: Any, path: list[str | int], value: Value, key: str) -> Any:
    """A copy of an object or a list with a value at a path."""
    part, *rest = path
    if isinstance(part, int):
        if not isinstance(holder, tuple) or part >= len(holder):
            raise bad_input("asking-key", key[:200], _KEY, _KEY_CURE)
        return (*holder[:part], _set(holder[part], rest, value, key) if rest else value, *holder[part + 1 :])
    if not isinstance(holder, Mapping):
        raise bad_input("asking-key", key[:200], _KEY, _KEY_CURE)
    made: dict[str, Value] = Record(holder.key, holder) if isinstance(holder, Record) else dict(holder)
    if rest:
        made[part] = _set(made.get(part), rest, value, key)
    elif type(value) is Unknown:
        made.pop(part, None)
    else:
        made[part] = value
    return made


def with_answer(document: Mapping[str, Any], key: str, answer: object) -> dict[str, Any]:
    """A copy of the facts as plain JSON with one answer put in its place: of the key `aanvrager.inkomen` at
    personen > aanvrager > inkomen. A list may be answered by how many there are. BadInput for a key without a place."""
    made: dict[str, Any] = copy.deepcopy(dict(document))
    if key in PLACES:
        made[key] = answer
        return made
    path = pieces(key)
    if path[0] != "huishouden":
        people = made.setdefault("personen", {})
        path[0] = next((one for one in people if one.lower() == str(path[0]).lower()), path[0])
        path = ["personen", *path]
    holder: Any = made
    for piece in path[:-1]:
        try:
            holder = holder[piece] if isinstance(piece, int) else _child(holder, piece)
        except (IndexError, KeyError, TypeError, AttributeError):
            raise bad_input("asking-key", key[:200], _KEY, _KEY_CURE) from None
    if not isinstance(holder, dict):
        raise bad_input("asking-key", key[:200], _KEY, _KEY_CURE)
    name = next((one for one in holder if one.lower() == path[-1]), str(path[-1]))
    holder[name] = answer
    return made


def _child(holder: Any, piece: str) -> Any:
    name = next((one for one in holder if one.lower() == piece.lower()), piece)
    return holder.setdefault(name, {})


def some_items(key: str, count: int) -> tuple[Record, ...]:
    """A list of so many objects of which nothing is known yet."""
    return tuple(Record(f"{key}[{at}]", {}) for at in range(min(count, MOST_ITEMS)))


_KEY = Text(nl="Dit gegeven heeft hier geen plaats.", en="This fact has no place here.")
_KEY_CURE = Text(
    nl="Schrijf een naam als aanvrager.inkomen, of gemeente.", en="Write a name like aanvrager.inkomen, or gemeente."
)
