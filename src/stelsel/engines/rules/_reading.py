# SPDX-License-Identifier: EUPL-1.2
"""Taking typed values out of a YAML document with lines; whatever does not fit is refused with its line."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

from stelsel.engines.rules.model import NOWHERE, Basis, Kind, Scalar, Untranslatable
from stelsel.kernel.documents import LinedList, LinedMap
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text

_BASES = {"string", "number", "boolean", "amount", "date", "array", "object", "enum", "time"}
_KINDS = {"array": "list", "enum": "string", "time": "string"}
_UNITS = {"percentage": "percent"}
_NAME = re.compile(r"\$([A-Za-z_]\w*)", re.ASCII)
_BWB = re.compile(r"BWBR[0-9]{7}")


class Reading:
    """One file that is being read: its name, the law it is about, and what in it cannot be executed."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.law, self.bwb_id = "", ""
        self.untranslatable: list[Untranslatable] = []

    def refused(self, line: int, code: str, shown: object = "") -> BadInput:
        """The problem of this code on this line."""
        what, cure = _WORDS[code]
        return bad_input(f"rules-{code}", f"{self.file} line {line}", what.fill(shown=str(shown)[:80]), cure)

    def note(self, line: int, what: str, why: Text) -> None:
        """Something that is read and not executed."""
        self.untranslatable.append(Untranslatable(self.file, line, what[:120], why))

    def map(self, value: object, line: int) -> LinedMap:
        """The value as a mapping."""
        if not isinstance(value, LinedMap):
            raise self.refused(line, "mapping")
        return value

    def items(self, holder: LinedMap, key: str) -> list[tuple[object, int]]:
        """The items of a list with their lines; none when the key is not there."""
        value = holder.get(key)
        if value is None:
            return []
        if not isinstance(value, LinedList):
            raise self.refused(holder.lines[key], "list", key)
        return list(zip(value, value.lines, strict=True))

    def maps(self, holder: LinedMap, key: str) -> list[LinedMap]:
        """The items of a list of mappings."""
        return [self.map(item, line) for item, line in self.items(holder, key)]

    def text(self, holder: LinedMap, key: str, default: str | None = None) -> str:
        """A text; numbers and days count as written. Without default it has to be there."""
        value = holder.get(key)
        if value is None:
            if default is None:
                raise self.refused(holder.line, "absent", key)
            return default
        if isinstance(value, LinedMap | LinedList | bool):
            raise self.refused(holder.lines[key], "text", key)
        return str(value)

    def day(self, holder: LinedMap, key: str) -> date | None:
        """A day, as YAML date or as text 2025-01-31; None when it is not there."""
        value = holder.get(key)
        if value is None:
            return None
        if type(value) is date:
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise self.refused(holder.lines[key], "day", value) from None

    def keys(self, holder: LinedMap, allowed: frozenset[str]) -> None:
        """Refuses a key that the format does not have."""
        for key in holder:
            if key not in allowed:
                raise self.refused(holder.lines[key], "key", key)

    def kind(self, holder: LinedMap) -> Kind:
        """The type of a field: `type` with `type_spec`."""
        written = self.text(holder, "type")
        if written not in _BASES:
            raise self.refused(holder.lines["type"], "type", written)
        spec = self.map(holder.get("type_spec") or LinedMap(holder.line), holder.line)
        unit = self.text(spec, "unit", "")
        listed = spec.get("enum")
        if isinstance(listed, LinedList) and any(isinstance(one, LinedMap | LinedList) for one in listed):
            raise self.refused(spec.lines["enum"], "text", "enum")
        choices = tuple(map(scalar, listed)) if isinstance(listed, LinedList) else ()
        numeric = bool(choices) and all(type(one) is int for one in choices)
        return Kind(
            base="number" if numeric else _KINDS.get(written, written),
            unit=_UNITS.get(unit, unit) or ("eurocent" if written == "amount" else ""),
            low=self._bound(spec, "min"),
            high=self._bound(spec, "max"),
            choices=choices,
            items=self._items(holder),
            past_years=self._years(spec, written),
        )

    def _items(self, holder: LinedMap) -> tuple[tuple[str, Kind], ...]:
        """Our extension `items`: the parts of each item of a list."""
        if "items" not in holder:
            return ()
        parts = list(self.maps(holder, "items"))
        for one in parts:
            self.keys(one, frozenset({"name", "type", "type_spec", "description"}))
        return tuple((self.text(one, "name").lower(), self.kind(one)) for one in parts)

    def _years(self, spec: LinedMap, written: str) -> int:
        """Our extension `past_years` of a day."""
        value = spec.get("past_years")
        if value is None:
            return 0
        if type(value) is not int or value < 1 or written != "date":
            raise self.refused(spec.lines["past_years"], "years")
        return value

    def _bound(self, spec: LinedMap, key: str) -> Fraction | None:
        value = spec.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise self.refused(spec.lines[key], "number", key)
        return Fraction(value)

    def basis(self, holder: LinedMap, around: Basis = NOWHERE) -> Basis:
        """The article that something rests on: its own `legal_basis`, else that of what it stands in."""
        given = holder.get("legal_basis")
        if not isinstance(given, LinedMap):
            return around
        bwb_id = self.text(given, "bwb_id", "")
        if bwb_id and not _BWB.fullmatch(bwb_id):
            raise self.refused(given.lines["bwb_id"], "bwb", bwb_id)
        return Basis(
            law=self.text(given, "law", around.law),
            bwb_id=bwb_id or around.bwb_id,
            article=self.text(given, "article", around.article),
            paragraph=self.text(given, "paragraph", ""),
            juriconnect=self.text(given, "juriconnect", ""),
            url=self.text(given, "url", around.url),
        )


def mentions(value: object) -> frozenset[str]:
    """Every name that is written with a $ somewhere in a part of a document, in small letters."""
    waiting, names = [value], set[str]()
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
        elif isinstance(one, str) and "$" in one:
            names.update(name.lower() for name in _NAME.findall(one))
    return frozenset(names)


def scalar(value: object) -> Scalar:
    """A number of YAML as an exact number; all else as it is."""
    if isinstance(value, Decimal):
        return exact(Fraction(value))
    assert value is None or isinstance(value, bool | int | str | date), value
    return value


def exact(value: Fraction) -> int | Fraction:
    """A whole fraction as int, which computes faster."""
    return value.numerator if value.denominator == 1 else value


_FORMAT = Text(nl="Kijk in de beschrijving van het formaat.", en="See the description of the format.")
_WORDS = {
    "mapping": (Text(nl="Hier hoort een tabel te staan.", en="A mapping belongs here."), _FORMAT),
    "list": (Text(nl="“{shown}” hoort een lijst te zijn.", en="“{shown}” has to be a list."), _FORMAT),
    "text": (Text(nl="“{shown}” hoort tekst te zijn.", en="“{shown}” has to be text."), _FORMAT),
    "number": (Text(nl="“{shown}” hoort een getal te zijn.", en="“{shown}” has to be a number."), _FORMAT),
    "years": (
        Text(nl="“past_years” is een heel getal boven 0.", en="“past_years” is a whole number above 0."),
        Text(nl="Gebruik het bij type: date.", en="Use it with type: date."),
    ),
    "place": (
        Text(
            nl="Dit is geen code van zo’n plaats (een voorbeeld): {shown}.",
            en="This is no code of such a place (an example): {shown}.",
        ),
        Text(
            nl="Schrijf de code van het CBS of van de waterschappen.",
            en="Write the code of the CBS or of the water boards.",
        ),
    ),
    "absent": (
        Text(nl="“{shown}” ontbreekt.", en="“{shown}” is missing."),
        Text(nl="Vul het aan.", en="Add it."),
    ),
    "day": (
        Text(nl="“{shown}” is geen dag.", en="“{shown}” is not a day."),
        Text(nl="Schrijf een dag als 2025-01-31.", en="Write a day as 2025-01-31."),
    ),
    "key": (Text(nl="De sleutel “{shown}” kennen we hier niet.", en="We know no key “{shown}” here."), _FORMAT),
    "type": (Text(nl="Het type “{shown}” kennen we niet.", en="We know no type “{shown}”."), _FORMAT),
    "bwb": (
        Text(nl="“{shown}” is geen BWB-id.", en="“{shown}” is not a BWB id."),
        Text(nl="Schrijf BWBR en zeven cijfers.", en="Write BWBR and seven digits."),
    ),
    "format": (
        Text(nl="Dit is geen regeltekst in een formaat dat we lezen.", en="This is no rule text in a format we read."),
        Text(nl="Gebruik RegelRecht 0.5 of poc-machine-law 0.1.", en="Use RegelRecht 0.5 or poc-machine-law 0.1."),
    ),
    "operation": (
        Text(nl="De bewerking “{shown}” bestaat niet.", en="There is no operation “{shown}”."),
        Text(nl="Gebruik een bewerking uit de lijst.", en="Use an operation from the list."),
    ),
    "arguments": (
        Text(nl="Bij {shown} kloppen de onderdelen niet.", en="The parts of {shown} are not right."),
        _FORMAT,
    ),
    "reference": (
        Text(nl="“{shown}” is geen verwijzing.", en="“{shown}” is not a reference."),
        Text(nl="Schrijf $naam of $naam.onderdeel.", en="Write $name or $name.part."),
    ),
    "twice": (
        Text(nl="“{shown}” staat er twee keer.", en="“{shown}” is there twice."),
        Text(nl="Geef elk zijn eigen naam.", en="Give each a name of its own."),
    ),
    "period": (
        Text(nl="De laatste dag ligt voor de eerste.", en="The last day lies before the first."),
        Text(nl="Verbeter valid_from of valid_to.", en="Mend valid_from or valid_to."),
    ),
    "layer": (Text(nl="De laag “{shown}” kennen we niet.", en="We know no layer “{shown}”."), _FORMAT),
    "grade": (
        Text(nl="De graad “{shown}” bestaat niet.", en="There is no grade “{shown}”."),
        Text(nl="Gebruik L, O, S of I.", en="Use L, O, S or I."),
    ),
    "combine": (Text(nl="Samennemen met “{shown}” kan niet.", en="Combining by “{shown}” cannot be."), _FORMAT),
}

UNIT_HOURS = Text(nl="Met uren rekenen we niet.", en="We do not compute with hours.")
NO_TIME = Text(nl="Tijdstippen op een dag rekenen we niet uit.", en="We do not compute times of day.")
FREE_TEXT = Text(nl="Een voorwaarde in vrije tekst voeren we niet uit.", en="A condition in free text is not executed.")
MISPLACED = Text(nl="Dit onderdeel hoort niet bij deze bewerking.", en="This part does not belong to this operation.")
