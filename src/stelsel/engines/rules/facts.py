# SPDX-License-Identifier: EUPL-1.2
"""What is known of one case: plain JSON about people and their household, without numbers that identify them.

    {"personen": {"aanvrager": {"inkomen": 2400000}, "partner": {}}, "huishouden": {}, "gemeente": "GM0344"}

Names are in any case. Amounts are whole eurocents. A missing name, or null, is unknown; an empty list says that there
is nothing (no partner, no end date). Inside a list or an object null says the same.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from stelsel.engines.rules.model import Kind
from stelsel.engines.rules.values import Unknown, Value, as_day, is_number, whole
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text

MOST_ITEMS, MOST_DEPTH, MOST_FACTS, MOST_NUMBER = 2_000, 6, 20_000, 10**30


class PlaceCode(NamedTuple):
    """How the codes of a kind of place begin, what they look like, and one of them."""

    prefix: str
    shape: re.Pattern[str]
    example: str


PLACES = {
    "gemeente": PlaceCode("GM", re.compile(r"GM[0-9]{4}"), "GM0344"),
    "provincie": PlaceCode("PV", re.compile(r"PV[0-9]{2}"), "PV26"),
    "waterschap": PlaceCode("WS", re.compile(r"WS[0-9]{4}"), "WS0155"),
}
"""The facts that say a place."""
_PART = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
_NUMBERS = ("bsn", "burgerservicenummer", "sofinummer")
"""Names of numbers that say who somebody is: no rule asks them, so no case has them."""
_TOP = ("personen", "huishouden", *PLACES)


class Record(dict[str, Value]):
    """An object of the facts; it knows by what key it was given, so that a part it lacks can be named."""

    def __init__(self, key: str, parts: Mapping[str, Value]) -> None:
        super().__init__(parts)
        self.key = key


class Facts:
    """The facts of one case, looked up by person and name."""

    def __init__(self, data: object, about: str = "aanvrager") -> None:
        """`about`: the person that the question is about. BadInput for what is no JSON object of the form above, or is
        past the limits of number and depth."""
        self._left, self.about = MOST_FACTS, about
        given = _object(data, "facts")
        for key in given:
            if key not in _TOP:
                raise _refused("facts-key", key, _KEY, _KEY_CURE)
        people = _object(given.get("personen", {}), "personen")
        for name in people:
            if name.strip().isdigit() and len(name.strip()) in (8, 9):
                raise _refused("facts-number", "personen", _NUMBER, _NAME_CURE)
        self.people: dict[str, dict[str, Value]] = {
            str(name): self._named(_object(one, f"personen.{name}"), f"personen.{name}") for name, one in people.items()
        }
        self.household = self._named(_object(given.get("huishouden", {}), "huishouden"), "huishouden")
        self.places: dict[str, str] = {}
        for key, code in PLACES.items():
            place = given.get(key)
            if place is not None:
                if not isinstance(place, str) or not code.shape.fullmatch(place):
                    raise _refused("facts-place", key, _PLACE_WRONG, _PLACE_CURE.fill(example=code.example))
                self.places[key] = place

    def _named(self, given: Mapping[str, object], where: str) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for key, value in given.items():
            if key.lower() in _NUMBERS:
                raise _refused("facts-number", f"{where}.{key}", _NUMBER, _NUMBER_CURE)
            if key.lower() in found:
                raise _refused("facts-twice", f"{where}.{key}", _TWICE, _TWICE_CURE)
            if value is not None:
                found[key.lower()] = self._value(value, f"{where}.{key}", 0)
        return found

    def _value(self, value: object, where: str, depth: int) -> Value:
        self._left -= 1
        if depth > MOST_DEPTH or self._left < 0:
            raise _refused("facts-size", where, _SIZE, _SIZE_CURE)
        if type(value) in (bool, int, str):
            return value
        if isinstance(value, list | tuple):
            if len(value) > MOST_ITEMS:
                raise _refused("facts-size", where, _SIZE, _SIZE_CURE)
            return tuple(self._value(one, f"{where}[{at}]", depth + 1) for at, one in enumerate(value))
        if isinstance(value, Mapping):
            parts = {str(key).lower(): self._value(one, f"{where}.{key}", depth + 1) for key, one in value.items()}
            return Record(where.removeprefix("personen.").lower(), parts)
        if isinstance(value, float | Decimal) and not math.isfinite(value):
            raise _refused("facts-value", where, _VALUE, _OBJECT_CURE)
        if value is None or isinstance(value, bool | int | str | float | Decimal | Fraction):
            return value
        return _day(value, where)

    def read(self, value: object, where: str) -> Value:
        """One more value as the facts have it (null is unknown). BadInput past the limits."""
        return Unknown() if value is None else self._value(value, where, 0)

    def at(self, key: str) -> Value:
        """What was given at a key like `aanvrager.kinderen[1].leeftijd`, `huishouden.huur` or `gemeente`; the value of
        the household counts for a person. Unknown when it was not given."""
        person, _, path = key.partition(".")
        if not path:
            return self.places.get(key, Unknown(frozenset({key})))
        first, *rest = _PART.findall(path)
        name = next((one for one in self.people if one.lower() == person.lower()), person)
        value = self.household.get(first[0].lower()) if person == "huishouden" else self.find(name, first[0].lower())
        for part, number in rest:
            if number and isinstance(value, tuple) and int(number) < len(value):
                value = value[int(number)]
            else:
                value = value.get(part.lower()) if part and isinstance(value, Mapping) else None
        return Unknown(frozenset({key})) if value is None else value

    def given(self) -> Iterator[tuple[str, str, Value]]:
        """Key, name and value of each fact that was given, also in lists."""
        waiting: list[tuple[str, str, Value]] = [
            (f"{person}.{name}", name, value) for person, some in self.people.items() for name, value in some.items()
        ]
        waiting += [(f"huishouden.{name}", name, value) for name, value in self.household.items()]
        while waiting:
            key, name, value = waiting.pop()
            if isinstance(value, tuple) and any(isinstance(one, Record) for one in value):
                waiting += [(f"{key}[{at}]", name, one) for at, one in enumerate(value) if isinstance(one, Record)]
            elif isinstance(value, Record):
                waiting += [(f"{key}.{part}", part, one) for part, one in value.items()]
            else:
                yield key, name, value

    def find(self, person: str, name: str) -> Value:
        """The value of a person, else of the household; Unknown with its key when it is not there."""
        own = self.people.get(person)
        if own is not None and name in own:
            return own[name]
        if name in self.household:
            return self.household[name]
        return Unknown(frozenset({f"{person}.{name}"}))


def typed(value: Value, kind: Kind, key: str, where: str) -> Value:
    """A fact as its type says. BadInput names the fact and the line of the rule that asks it."""
    if type(value) is Unknown:
        return Unknown(value.missing, value.troubles, kind.low, kind.high)
    if value is None or (value == () and kind.base != "list"):
        return None
    found = _READ[kind.base](value)
    if found is None:
        raise _refused("facts-type", key, _TYPE[kind.base].fill(rule=place(where)), _TYPE_CURE)
    if kind.items:
        given = value if isinstance(value, tuple) else (value,)
        return tuple(
            _item(*both, kind, f"{key}[{at}]", where) for at, both in enumerate(zip(given, found, strict=True))
        )
    if is_number(found) and (
        (kind.low is not None and found < kind.low) or (kind.high is not None and found > kind.high)
    ):
        low, high = ("…" if one is None else str(one) for one in (kind.low, kind.high))
        raise _refused("facts-range", key, _RANGE.fill(rule=place(where), low=low, high=high), _TYPE_CURE)
    if kind.choices and found not in kind.choices:
        some = ", ".join(map(str, kind.choices[:10]))
        raise _refused("facts-choice", key, _CHOICE.fill(rule=place(where), some=some), _TYPE_CURE)
    return found


def _item(given: Value, read: Value, kind: Kind, key: str, where: str) -> Value:
    """One item of a list, each part held to its type as it was given. A part that is null is unknown."""
    if not isinstance(given, Record) or not isinstance(read, Record):
        raise _refused("facts-type", key, _TYPE["object"].fill(rule=place(where)), _TYPE_CURE)
    for name, part in kind.items:
        if given.get(name) is not None:
            typed(given[name], part, f"{given.key}.{name}", where)
    return Record(read.key, {name: one for name, one in read.items() if one is not None})


def exact_json(value: Value) -> Value:
    """A number of JSON with a point as the exact fraction that is written; lists and objects inside too."""
    if isinstance(value, float | Decimal):
        return whole(Fraction(repr(value) if isinstance(value, float) else value))
    if isinstance(value, tuple):
        return tuple(map(exact_json, value))
    if isinstance(value, Record):
        return Record(value.key, {key: exact_json(one) for key, one in value.items()})
    return value


def _boolean(value: Value) -> Value:
    return value if isinstance(value, bool) else None


def _amount(value: Value) -> Value:
    return value if type(value) is int and abs(value) < MOST_NUMBER else None


def _number(value: Value) -> Value:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | Fraction):
        return None
    found = exact_json(value)
    return found if abs(found) < MOST_NUMBER else None


def _string(value: Value) -> Value:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else None


def _list(value: Value) -> Value:
    return exact_json(value if isinstance(value, tuple) else (value,))


def _record(value: Value) -> Value:
    return exact_json(value) if isinstance(value, Mapping | tuple | str) else None


_READ = {
    "boolean": _boolean,
    "amount": _amount,
    "number": _number,
    "string": _string,
    "date": as_day,
    "list": _list,
    "object": _record,
    "any": exact_json,
}


def _object(value: object, where: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise _refused("facts-object", where, _OBJECT, _OBJECT_CURE)
    return value


def _day(value: object, where: str) -> date:
    if isinstance(value, date):
        return value
    raise _refused("facts-value", where, _VALUE, _OBJECT_CURE)


def place(where: str) -> Text:
    """A place in a rule text (`file line 12`) in words."""
    return Text(nl=where.replace(" line ", " regel "), en=where)


def _refused(code: str, where: str, what: Text, cure: Text) -> BadInput:
    return bad_input(code, where[:200], what, cure)


_KEY = Text(nl="Deze naam kennen we hier niet.", en="We do not know this name here.")
_KEY_CURE = Text(
    nl="Gebruik personen, huishouden, gemeente, provincie of waterschap.",
    en="Use personen, huishouden, gemeente, provincie or waterschap.",
)
_PLACE_WRONG = Text(nl="Dit is geen code van een plaats.", en="This is not the code of a place.")
_PLACE_CURE = Text(nl="Schrijf een code als {example}.", en="Write a code like {example}.")
_NUMBER = Text(
    nl="Een burgerservicenummer hoort niet in deze gegevens.", en="A citizen number does not belong in these facts."
)
_NUMBER_CURE = Text(nl="Laat het weg: geen regel vraagt het.", en="Leave it out: no rule asks it.")
_NAME_CURE = Text(nl="Noem de persoon aanvrager of partner.", en="Call the person aanvrager or partner.")
_TWICE = Text(nl="Dit gegeven staat er twee keer.", en="This fact is there twice.")
_TWICE_CURE = Text(nl="Geef het één keer; hoofdletters tellen niet.", en="Give it once; capitals do not count.")
_SIZE = Text(nl="Dit zijn te veel gegevens.", en="These are too many facts.")
_SIZE_CURE = Text(nl="Geef alleen wat de regel vraagt.", en="Give only what the rule asks.")
_OBJECT = Text(nl="Hier hoort een JSON-object te staan.", en="A JSON object belongs here.")
_OBJECT_CURE = Text(
    nl='Schrijf bijvoorbeeld {"personen": {"aanvrager": {"jaarinkomen": 2400000}}}.',
    en='Write for example {"personen": {"aanvrager": {"jaarinkomen": 2400000}}}.',
)
_VALUE = Text(nl="Deze waarde lezen we niet.", en="We do not read this value.")
_TYPE_CURE = Text(nl="Verbeter dit gegeven.", en="Mend this fact.")
_TYPE = {
    "boolean": Text(
        nl="Hier hoort ja of nee (true of false) ({rule}).", en="Yes or no (true or false) belongs here ({rule})."
    ),
    "amount": Text(
        nl="Hier hoort een bedrag in hele eurocenten ({rule}).",
        en="An amount in whole eurocents belongs here ({rule}).",
    ),
    "number": Text(nl="Hier hoort een getal ({rule}).", en="A number belongs here ({rule})."),
    "string": Text(nl="Hier hoort tekst ({rule}).", en="Text belongs here ({rule})."),
    "date": Text(nl="Hier hoort een dag als 2025-01-31 ({rule}).", en="A day like 2025-01-31 belongs here ({rule})."),
    "list": Text(nl="Hier hoort een lijst ({rule}).", en="A list belongs here ({rule})."),
    "object": Text(nl="Hier horen samengestelde gegevens ({rule}).", en="An object belongs here ({rule})."),
    "any": Text(nl="Deze waarde past niet ({rule}).", en="This value does not fit ({rule})."),
}
_RANGE = Text(
    nl="Dit kan niet: het ligt niet tussen {low} en {high} ({rule}).",
    en="This cannot be: it does not lie between {low} and {high} ({rule}).",
)
_CHOICE = Text(nl="Kies uit: {some} ({rule}).", en="Choose from: {some} ({rule}).")
