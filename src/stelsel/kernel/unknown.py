# SPDX-License-Identifier: EUPL-1.2
"""Fields that this version of the code does not know: found when reading, put back when writing."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec

from stelsel.kernel.form import peel


def unknown_in(plain: Mapping[str, Any], struct: type[msgspec.Struct]) -> dict[str, Any]:
    """What is in plain values and not in the struct, inside nested values too."""
    fields, found = _fields(struct), dict[str, Any]()
    for key, value in plain.items():
        if key not in fields:
            found[key] = value
        elif isinstance(value, Mapping) and (inner := fields[key][1]) and (deeper := unknown_in(value, inner)):
            found[key] = deeper
    return found


def with_unknown(plain: dict[str, Any], unknown: Mapping[str, Any], body: msgspec.Struct) -> dict[str, Any]:
    """The plain values of a body with unknown fields put back; a field we know never comes from there, and what stood
    inside a value that is now empty is gone with it."""
    fields = _fields(type(body))
    for key, value in unknown.items():
        if key not in fields:
            plain[key] = value
        elif isinstance(value, Mapping) and isinstance(held := getattr(body, fields[key][0]), msgspec.Struct):
            plain[key] = with_unknown(plain.get(key, {}), value, held)
    return plain


@cache
def _fields(struct: type[msgspec.Struct]) -> dict[str, tuple[str, type[msgspec.Struct] | None]]:
    """Of each wire name: the field, and its struct when it holds one."""
    found: dict[str, tuple[str, type[msgspec.Struct] | None]] = {}
    for field in msgspec.structs.fields(struct):
        plain, _ = peel(field.type)
        nested = plain if isinstance(plain, type) and issubclass(plain, msgspec.Struct) else None
        found[field.encode_name] = (field.name, nested)
    return found
