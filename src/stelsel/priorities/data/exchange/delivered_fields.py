# SPDX-License-Identifier: EUPL-1.2
"""The fields of a delivery: from JSON Schema (2020-12), from the answers in an OpenAPI 3 document, or from a sample in
JSON, JSON Lines or CSV. Pure: bytes to fields with their places."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from stelsel.kernel.canonical import parsed_json
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.nouns.agreement import Delivered

DEEPEST = 24
"""Levels of objects and lists that are followed; deeper is open."""
MOST_FIELDS = 5_000
_METHODS = ("get", "post", "put", "patch", "query")


def delivered_fields(raw: bytes, name: str, operation: str = "") -> tuple[Delivered, ...]:
    """The fields in a file. `operation` narrows an OpenAPI document to one operation (operationId, or "GET /path").
    BadInput when the file does not read, or holds no fields."""
    if name.lower().endswith(".csv"):
        found = list(_csv(raw, name))
    elif name.lower().endswith((".jsonl", ".ndjson")):
        found = _samples(
            [parsed_json(line, f"{name} {at}") for at, line in enumerate(raw.splitlines(), 1) if line.strip()]
        )
    else:
        found = list(_document(parsed_json(raw, name), name, operation))
    if not found:
        raise bad_input("no-fields", name, _NONE, _NONE_CURE)
    if len(found) > MOST_FIELDS:
        raise bad_input("too-many-fields", name, _MANY, _MANY_CURE)
    return tuple(dict.fromkeys(found))


def _document(plain: Any, name: str, operation: str) -> Iterator[Delivered]:
    if isinstance(plain, Mapping) and isinstance(plain.get("openapi"), str):
        yield from _openapi(plain, name, operation)
    elif isinstance(plain, Mapping) and ({"$schema", "$ref", "properties", "allOf", "oneOf", "anyOf"} & set(plain)):
        yield from _Schema(plain).fields(plain, "", True, 0, ())
    else:
        yield from _samples(plain if isinstance(plain, list) else [plain])


def _openapi(plain: Mapping[str, Any], name: str, operation: str) -> Iterator[Delivered]:
    walker, seen = _Schema(plain), False
    for path, item in _mapping(plain.get("paths")).items():
        for method in _METHODS:
            told = _mapping(_mapping(item).get(method))
            if not told or (operation and operation not in (told.get("operationId"), f"{method.upper()} {path}")):
                continue
            seen = True
            for status, response in _mapping(told.get("responses")).items():
                if str(status).startswith(("2", "default")):
                    yield from _response(walker, walker.followed(response))
    if operation and not seen:
        raise bad_input("no-operation", name, _NO_OPERATION.fill(operation=operation[:80]), _NO_OPERATION_CURE)


def _response(walker: "_Schema", response: Mapping[str, Any]) -> Iterator[Delivered]:
    for kind, media in _mapping(response.get("content")).items():
        if "json" in str(kind):
            yield from walker.fields(_mapping(media).get("schema", {}), "", True, 0, ())


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


class _Schema:
    """Walks a schema; a reference that leads back to itself, or out of the document, is open."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document

    def followed(self, plain: Any) -> Mapping[str, Any]:
        """What a reference inside this document points at; an open schema when it points elsewhere."""
        for _ in range(DEEPEST):
            told = _mapping(plain)
            if not isinstance(told.get("$ref"), str):
                return told
            plain = self._at(told["$ref"])
        return {}

    def _at(self, reference: str) -> Any:
        if not reference.startswith("#"):
            return {}
        found: Any = self.document
        for step in reference.removeprefix("#").split("/")[1:]:
            found = _mapping(found).get(step.replace("~1", "/").replace("~0", "~"))
        return found

    def fields(self, plain: Any, place: str, always: bool, depth: int, path: tuple[str, ...]) -> Iterator[Delivered]:
        """The fields under a schema at a place."""
        reference = _mapping(plain).get("$ref")
        if depth > DEEPEST or (isinstance(reference, str) and reference in path):
            yield Delivered(place, always, open=True)
            return
        path = (*path, reference) if isinstance(reference, str) else path
        schema = self.followed(plain)
        inner = [
            *self._properties(schema, place, always, depth, path),
            *self._parts(schema, place, always, depth, path),
        ]
        if "items" in schema or "prefixItems" in schema:
            for item in [schema.get("items"), *_list(schema.get("prefixItems"))]:
                if item is not None:
                    inner += self.fields(item, f"{place}/-", always, depth + 1, path)
        yield from inner
        if _is_open(schema, bool(inner)):
            yield Delivered(place, always, open=True)
        elif not inner and place:
            yield Delivered(place, always)

    def _properties(
        self, schema: Mapping[str, Any], place: str, always: bool, depth: int, path: tuple[str, ...]
    ) -> Iterator[Delivered]:
        required = _list(schema.get("required"))
        for name, inner in _mapping(schema.get("properties")).items():
            step = str(name).replace("~", "~0").replace("/", "~1")
            if _mapping(inner).get("writeOnly") is True:
                continue
            yield from self.fields(inner, f"{place}/{step}", always and name in required, depth + 1, path)

    def _parts(
        self, schema: Mapping[str, Any], place: str, always: bool, depth: int, path: tuple[str, ...]
    ) -> Iterator[Delivered]:
        for key, every in (("allOf", True), ("oneOf", False), ("anyOf", False)):
            for inner in _list(schema.get(key)):
                yield from self.fields(inner, place, always and every, depth + 1, path)


def _list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else ()


def _is_open(schema: Mapping[str, Any], has_fields: bool) -> bool:
    """Whether anything may be here: an object that says so, or nothing said at all. An object that names its fields is
    read as having those; JSON Schema would let others through when `additionalProperties` is not told."""
    extra = schema.get("additionalProperties", schema.get("patternProperties"))
    if extra is True or (isinstance(extra, Mapping) and extra):
        return True
    if has_fields or extra is False:
        return False
    if {"enum", "const", "items"} & set(schema):
        return False
    kinds = schema.get("type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return kinds == [None] or "object" in kinds


def _samples(rows: list[Any]) -> list[Delivered]:
    """The fields of sample records. One lacks where a record, or an item of a list in it, has it not, or has nothing in
    it (null)."""
    seen = _Seen({}, {}, {})
    for row in rows:
        seen.take(row, "", 0)
    return [Delivered(place, seen.always(place), lacks=not seen.always(place)) for place in seen.leaves if place]


@dataclass
class _Seen:
    """How often an object was at a place, how often a property in it had a value, and which places are fields."""

    objects: dict[str, int]
    filled: dict[str, int]
    leaves: dict[str, None]

    def take(self, value: Any, place: str, depth: int) -> None:
        """Count what is at a place and below it."""
        if depth <= DEEPEST and isinstance(value, Mapping):
            self.objects[place] = self.objects.get(place, 0) + 1
            for name, inner in value.items():
                here = f"{place}/{str(name).replace('~', '~0').replace('/', '~1')}"
                self.filled[here] = self.filled.get(here, 0) + (inner is not None)
                self.take(inner, here, depth + 1)
        elif depth <= DEEPEST and isinstance(value, list):
            for inner in value:
                self.take(inner, f"{place}/-", depth + 1)
        else:
            self.leaves[place] = None

    def always(self, place: str) -> bool:
        """Whether it was in every object that could have it, and so was each that it lies in."""
        while place:
            above, _, step = place.rpartition("/")
            if step != "-" and self.filled.get(place, 0) < self.objects.get(above, 0):
                return False
            place = above
        return True


def _csv(raw: bytes, name: str) -> Iterator[Delivered]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise bad_input("not-utf8", name, _NOT_UTF8, _NOT_UTF8_CURE) from None
    first = text.split("\n", 1)[0]
    sign = ";" if first.count(";") > first.count(",") else ","
    try:
        rows = list(csv.DictReader(io.StringIO(text), delimiter=sign))[:10_000]
    except csv.Error as error:
        raise bad_input("not-csv", name, Text(nl=f"Geen CSV: {error}.", en=f"No CSV: {error}."), _NONE_CURE) from None
    for column in rows[0] if rows else ():
        if column:
            always = all((row[column] or "").strip() for row in rows)
            yield Delivered(f"/{column.strip()}", always, lacks=not always)


_NONE = Text(nl="Hier zijn geen velden in te vinden.", en="There are no fields to be found here.")
_NONE_CURE = Text(
    nl="Geef een JSON Schema, een OpenAPI-document of een voorbeeld in JSON, JSON Lines of CSV.",
    en="Give a JSON Schema, an OpenAPI document or a sample in JSON, JSON Lines or CSV.",
)
_MANY = Text(nl=f"Dit zijn meer dan {MOST_FIELDS} velden.", en=f"These are more than {MOST_FIELDS} fields.")
_MANY_CURE = Text(nl="Kies één bewerking.", en="Choose one operation.")
_NO_OPERATION = Text(nl="De bewerking “{operation}” staat er niet in.", en="The operation “{operation}” is not in it.")
_NO_OPERATION_CURE = Text(
    nl="Geef een operationId, of methode en pad: GET /personen.",
    en="Give an operationId, or method and path: GET /people.",
)
_NOT_UTF8 = Text(nl="Dit bestand is geen UTF-8.", en="This file is not UTF-8.")
_NOT_UTF8_CURE = Text(nl="Sla het op als UTF-8.", en="Save it as UTF-8.")
