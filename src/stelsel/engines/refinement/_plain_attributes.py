# SPDX-License-Identifier: EUPL-1.2
"""Attributes and terms in their plain form."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from stelsel.engines.refinement._plain_words import wrong
from stelsel.engines.refinement.model import Attribute, Meaning, Type
from stelsel.kernel.problem import Finding

Add = Callable[[Finding], None]
_NAMES: Mapping[Type, str] = {
    "concept": "concept taxonomy term code skos:concept",
    "choice": "choice enum set",
    "boolean": "boolean bool xsd:boolean",
    "integer": "integer int xsd:integer",
    "number": "number decimal float real double xsd:decimal",
    "date": "date day xsd:date",
    "text": "text string str iri uri xsd:string",
}
TYPES: Mapping[str, Type] = {name: type_ for type_, names in _NAMES.items() for name in names.split()}


def attributes_of(plain: Any, add: Add) -> tuple[dict[str, Attribute], frozenset[str]]:
    """The attributes that a text declares, by name; and those of which it gives the name alone."""
    found: dict[str, Attribute] = {}
    bare: set[str] = set()
    for name, at, told in _declared(plain, add) if plain is not None else ():
        one = _attribute(name, told, at, add)
        if one is None:
            bare.add(name)
        else:
            found[name] = one
    return found, frozenset(bare)


def _declared(plain: Any, add: Add) -> Iterator[tuple[str, str, Any]]:
    if isinstance(plain, Mapping):
        for name, told in plain.items():
            yield str(name), f"/attributes/{name}", told
        return
    if not isinstance(plain, list):
        add(wrong("no-attributes", "/attributes"))
        return
    for number, told in enumerate(plain):
        at = f"/attributes/{number}"
        if isinstance(told, str):
            yield told, at, {}
        elif isinstance(told, Mapping) and (name := told.get("name") or told.get("id") or told.get("attr")):
            yield str(name), at, told
        else:
            add(wrong("no-attributes", at))


def _attribute(name: str, told: Any, at: str, add: Add) -> Attribute | None:
    """One attribute; None where only its name was given, so that its use tells the type."""
    if told is None:
        return None
    if isinstance(told, str):
        told = {"type": told}
    if isinstance(told, list):
        told = {"values": told}
    if not isinstance(told, Mapping):
        add(wrong("no-attributes", at))
        return None
    values = _values(told)
    taxonomy = told.get("taxonomy", told.get("scheme", told.get("root")))
    kind = _type(told, values, taxonomy, at, add)
    if kind is None:
        return None
    least, most = _bounds(told)
    named = taxonomy if isinstance(taxonomy, str) else ""
    return Attribute(name, kind, values, number_or_day(least), number_or_day(most), named)


def _values(told: Mapping[str, Any]) -> tuple[str, ...]:
    held = told.get("values", told.get("enum", told.get("in")))
    if held is None and _bounds(told) == (None, None):
        held = told.get("domain")
    return tuple(dict.fromkeys(said(one) for one in held)) if isinstance(held, list) else ()


def _type(told: Mapping[str, Any], values: tuple[str, ...], taxonomy: Any, at: str, add: Add) -> Type | None:
    given = told.get("type", told.get("datatype", told.get("kind")))
    if given is None:
        if taxonomy:
            return "concept"
        if values:
            return "boolean" if set(values) <= {"true", "false"} else "choice"
        return "number" if any(one is not None for one in _bounds(told)) else None
    found = TYPES.get(str(given).lower())
    if found is None:
        add(wrong("unknown-type", f"{at}/type", str(given)))
    if found == "text" and (values or taxonomy):
        return "choice" if values else "concept"
    if found == "concept" and values and not taxonomy:
        return "concept"
    return found


def _bounds(told: Mapping[str, Any]) -> tuple[Any, Any]:
    for span in (told.get("range"), told.get("domain")):
        if isinstance(span, list) and len(span) == 2 and all(number_or_day(one) is not None for one in span):
            return span[0], span[1]
    return (
        next((told[key] for key in ("min", "least", "minimum") if key in told), None),
        next((told[key] for key in ("max", "most", "maximum") if key in told), None),
    )


def number_or_day(value: Any) -> Fraction | None:
    """A number, or the ordinal of a day (ISO 8601); None for anything else."""
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int):
        return Fraction(value)
    if isinstance(value, float):
        return Fraction(repr(value)) if abs(value) < float("inf") else None
    text = str(value).strip()
    try:
        return Fraction(date.fromisoformat(text[:10]).toordinal()) if text.count("-") == 2 else _number(text)
    except ValueError:
        return None


def _number(text: str) -> Fraction | None:
    if len(text) > 40 or not text.removeprefix("-").replace(".", "", 1).isdigit() or not text.isascii():
        return None
    return Fraction(text)


def said(value: Any) -> str:
    """A value as text: true and false for yes and no, numbers as they are written."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Fraction):
        return str(value.numerator) if value.denominator == 1 else repr(float(value))
    if isinstance(value, Mapping):
        value = value.get("id", value.get("@id", value.get("value", "")))
    return str(value)


def terms_of(plain: Any, add: Add) -> dict[tuple[str, str], Meaning]:
    """What own terms mean in the base: by attribute ("" for any, and for attributes themselves) and term."""
    found: dict[tuple[str, str], Meaning] = {}
    if plain is None:
        return found
    if isinstance(plain, list):
        _listed(plain, found, add)
    elif isinstance(plain, Mapping):
        for term, told in plain.items():
            _told("", str(term), told, f"/terms/{term}", found, add)
    else:
        add(wrong("no-terms", "/terms"))
    return found


def _listed(plain: list[Any], found: dict[tuple[str, str], Meaning], add: Add) -> None:
    for number, one in enumerate(plain):
        at = f"/terms/{number}"
        if isinstance(one, str):
            continue  # a list of own terms without a meaning maps nothing
        term = next((one[key] for key in ("term", "from", "own", "domain", "id") if key in one), None) if isinstance(
            one, Mapping
        ) else None  # fmt: skip
        if term is None:
            add(wrong("no-terms", at))
            continue
        attribute = str(one.get("attr") or one.get("attribute") or "")
        told = {key: one[key] for key in ("to", "base", "maps_to", "mapsTo", "broader") if key in one}
        _told(attribute, str(term), told or None, at, found, add)


def _told(attribute: str, term: str, told: Any, at: str, found: dict[tuple[str, str], Meaning], add: Add) -> None:
    if told is None or told == "":
        return  # named, and not mapped
    if isinstance(told, str):
        found[attribute, term] = Meaning((told,))
    elif isinstance(told, list) and all(isinstance(one, str) for one in told):
        found[attribute, term] = Meaning(tuple(told))
    elif isinstance(told, Mapping):
        _told_by_object(attribute, term, told, at, found, add)
    else:
        add(wrong("no-terms", at))


_SAME = ("to", "base", "maps_to", "mapsTo", "exactMatch", "equals")
_RESERVED = frozenset((*_SAME, "broader", "broadMatch"))


def _told_by_object(
    attribute: str, term: str, told: Mapping[str, Any], at: str, found: dict[tuple[str, str], Meaning], add: Add
) -> None:
    for key in (*_SAME, "broader", "broadMatch"):
        if key in told:
            held = told[key]
            targets = (held,) if isinstance(held, str) else tuple(held) if isinstance(held, list) else ()
            if targets and all(isinstance(one, str) for one in targets):
                found[attribute, term] = Meaning(targets, broader=key not in _SAME)
            elif held is not None:
                add(wrong("no-terms", at))
            return
    for inner, meaning in told.items():  # by attribute: {"purpose": {"behandeling": "treatment"}}
        if isinstance(meaning, Mapping) and not _RESERVED & set(meaning):
            add(wrong("no-terms", f"{at}/{inner}"))
        else:
            _told("" if term in ("attributes", "values") else term, str(inner), meaning, f"{at}/{inner}", found, add)
