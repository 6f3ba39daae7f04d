# SPDX-License-Identifier: EUPL-1.2
"""The part of JSON Schema 2020-12 that our schemas use, checked independently of the code that writes them."""

from __future__ import annotations

import re
from typing import Any

TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "null": type(None),
    "integer": int,
    "number": (int, float),
}
KNOWN = {
    "$schema", "$defs", "$ref", "title", "description", "default", "format", "type", "properties", "required", "anyOf",
    "enum", "const", "items", "pattern", "minLength", "maxLength", "minimum", "maximum", "x-eenheid",
    "x-bewaartermijn",
}  # fmt: skip


def errors(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str = "$") -> list[str]:
    """Where a value does not meet a schema; an unknown keyword is an error of its own."""
    assert not set(schema) - KNOWN, f"this checker does not know {set(schema) - KNOWN}"
    if "$ref" in schema:
        return errors(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, at)
    if "anyOf" in schema:
        return [] if any(not errors(value, one, root, at) for one in schema["anyOf"]) else [f"{at}: none of anyOf"]
    if "enum" in schema:
        return [] if any(value == one and type(value) is type(one) for one in schema["enum"]) else [f"{at}: enum"]
    if "const" in schema:
        return [] if value == schema["const"] else [f"{at}: const"]
    wanted = schema.get("type")
    if wanted and (not isinstance(value, TYPES[wanted]) or (isinstance(value, bool) and wanted != "boolean")):
        return [f"{at}: not {wanted}"]
    return _limits(value, schema, at) + _inside(value, schema, root, at)


def _limits(value: Any, schema: dict[str, Any], at: str) -> list[str]:
    wrong = []
    if isinstance(value, str):
        wrong.append("pattern" in schema and not re.search(schema["pattern"], value))
        wrong.append(len(value) < schema.get("minLength", 0) or len(value) > schema.get("maxLength", 10**9))
        wrong.append(schema.get("format") == "date" and not re.fullmatch(r"\d{4}-\d\d-\d\d", value))
        wrong.append(schema.get("format") == "decimal" and not re.fullmatch(r"-?\d+(\.\d+)?(E[+-]?\d+)?", value))
    elif isinstance(value, int):
        wrong.append(not schema.get("minimum", value) <= value <= schema.get("maximum", value))
    return [f"{at}: limit" for one in wrong if one]


def _inside(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str) -> list[str]:
    found: list[str] = []
    if isinstance(value, dict):
        found += [f"{at}.{name}: missing" for name in schema.get("required", ()) if name not in value]
        for name, inner in schema.get("properties", {}).items():
            if name in value:
                found += errors(value[name], inner, root, f"{at}.{name}")
    elif isinstance(value, list) and isinstance(schema.get("items"), dict):
        for place, item in enumerate(value):
            found += errors(item, schema["items"], root, f"{at}[{place}]")
    return found
