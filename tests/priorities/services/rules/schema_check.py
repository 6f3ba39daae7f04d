# SPDX-License-Identifier: EUPL-1.2
"""As much of JSON Schema draft 7 as the schema of RegelRecht uses: what in a value does not fit, and where."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]
KINDS: dict[str, type | tuple[type, ...]] = {
    "object": dict, "array": list, "string": str, "boolean": bool, "integer": int, "number": (int, float),
    "null": type(None),
}  # fmt: skip


def faults(schema: Schema, value: Any, at: str, defs: Schema) -> list[str]:
    """Each fault as place and words; nothing when the value fits. `defs` are the definitions that $ref names."""
    if "$ref" in schema:
        return faults(defs[schema["$ref"].rsplit("/", 1)[1]], value, at, defs)
    names = schema.get("type", [])
    allowed = [names] if isinstance(names, str) else names
    if allowed and not any(_is(value, one) for one in allowed):
        return [f"{at}: no {allowed}"]
    found = _plain(schema, value, at, defs)
    if isinstance(value, dict):
        found += _object(schema, value, at, defs)
    if isinstance(value, list) and "items" in schema:
        found += [fault for n, one in enumerate(value) for fault in faults(schema["items"], one, f"{at}[{n}]", defs)]
    for part in schema.get("allOf", ()):
        if "if" not in part or not faults(part["if"], value, at, defs):
            found += faults(part.get("then", part), value, at, defs)
    if "oneOf" in schema and sum(not faults(one, value, at, defs) for one in schema["oneOf"]) != 1:
        found.append(f"{at}: does not fit exactly one of the forms")
    return found


def _is(value: Any, kind: str) -> bool:
    return isinstance(value, KINDS[kind]) and (kind == "boolean" or not isinstance(value, bool))


def _plain(schema: Schema, value: Any, at: str, defs: Schema) -> list[str]:
    checks = (
        ("is not in the list", "enum" in schema and value not in schema["enum"]),
        ("is another constant", "const" in schema and value != schema["const"]),
        ("has another form", isinstance(value, str) and not re.search(schema.get("pattern", ""), value)),
        ("is excluded", "not" in schema and not faults(schema["not"], value, at, defs)),
    )
    return [f"{at}: {value!r} {words}" for words, wrong in checks if wrong]


def _object(schema: Schema, value: Mapping[str, Any], at: str, defs: Schema) -> list[str]:
    known = schema.get("properties", {})
    found = [f"{at}: no {name}" for name in schema.get("required", ()) if name not in value]
    if schema.get("additionalProperties") is False:
        found += [f"{at}: strange {name}" for name in value if name not in known]
    return [*found, *(one for name in value for one in faults(known.get(name, {}), value[name], f"{at}.{name}", defs))]
