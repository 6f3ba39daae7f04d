# SPDX-License-Identifier: EUPL-1.2
"""Canonical JSON: a restricted profile of RFC 8785 (JCS).

Objects with ASCII keys, whole numbers below 2^53, no floats; decimals and days are strings. Inside that profile
sorted compact JSON is byte for byte what RFC 8785 asks.
"""

import json
from typing import Any

import msgspec
import orjson

from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text

MAX_BYTES = 1_000_000
"""Largest payload in bytes; larger things are attachments."""
MAX_DEPTH = 32
"""Deepest nesting of objects and lists."""
_MAX_INT = 2**53 - 1


def canonical(value: Any) -> bytes:
    """Canonical bytes of a struct or of plain values. BadInput for floats, big numbers and keys outside ASCII."""
    plain = msgspec.to_builtins(value)
    _check(plain, "$", 0)
    return orjson.dumps(plain, option=orjson.OPT_SORT_KEYS)


def read_json(raw: bytes, where: str = "") -> Any:
    """Read JSON from somebody else: UTF-8, at most 1 MB and 32 deep, no key twice. BadInput with place and cure."""
    if len(raw) > MAX_BYTES:
        raise _refuse("too-large", where, f"{len(raw)} bytes")
    _check_depth(raw, where)
    try:
        return json.loads(raw.decode("utf-8"), object_pairs_hook=_no_duplicates)
    except _DuplicateKey as error:
        raise _refuse("duplicate-key", f"{where}.{error.args[0]}".strip("."), error.args[0]) from None
    except UnicodeDecodeError as error:
        raise _refuse("not-utf8", f"{where} byte {error.start}".strip(), "") from None
    except (json.JSONDecodeError, RecursionError, ValueError) as error:
        place = f"line {error.lineno} column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise _refuse("malformed-json", f"{where} {place}".strip(), "") from None


class _DuplicateKey(ValueError):
    pass


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _DuplicateKey(key)
        found[key] = value
    return found


def _check_depth(raw: bytes, where: str) -> None:
    depth, in_text, skip = 0, False, False
    for byte in raw:
        if skip:
            skip = False
        elif in_text:
            skip, in_text = byte == 0x5C, byte != 0x22
        elif byte == 0x22:
            in_text = True
        elif byte in b"[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise _refuse("too-deep", where, str(MAX_DEPTH))
        elif byte in b"]}":
            depth -= 1


def _check(value: Any, path: str, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise _refuse("too-deep", path, str(MAX_DEPTH))
    kind = type(value)
    if kind is dict:
        for key, inner in value.items():
            if not (isinstance(key, str) and key.isascii()):
                raise _refuse("key-not-ascii", f"{path}.{key}", str(key))
            _check(inner, f"{path}.{key}", depth + 1)
    elif kind is list or kind is tuple:
        for place, inner in enumerate(value):
            _check(inner, f"{path}[{place}]", depth + 1)
    elif kind is float:
        raise _refuse("float", path, repr(value))
    elif kind is int and abs(value) > _MAX_INT:
        raise _refuse("big-number", path, str(value))


_WORDS: dict[str, tuple[str, str, str, str]] = {
    "too-large": (
        "De inhoud is te groot ({0}).",
        "The content is too large ({0}).",
        "Blijf onder 1 MB; lever grotere bestanden als bijlage.",
        "Stay below 1 MB; send larger files as an attachment.",
    ),
    "too-deep": (
        "De inhoud is dieper genest dan {0} lagen.",
        "The content is nested deeper than {0} levels.",
        "Maak de opbouw platter.",
        "Make the structure flatter.",
    ),
    "duplicate-key": (
        "De naam “{0}” staat er twee keer.",
        "The name “{0}” occurs twice.",
        "Laat elke naam één keer voorkomen.",
        "Use each name once.",
    ),
    "not-utf8": (
        "De tekst is geen UTF-8.",
        "The text is not UTF-8.",
        "Sla het bestand op als UTF-8 en stuur het opnieuw.",
        "Save the file as UTF-8 and send it again.",
    ),
    "malformed-json": (
        "Dit is geen geldige JSON.",
        "This is not valid JSON.",
        "Controleer haken, komma's en aanhalingstekens op deze plaats.",
        "Check brackets, commas and quotes at this place.",
    ),
    "key-not-ascii": (
        "De naam “{0}” heeft tekens buiten ASCII.",
        "The name “{0}” has characters outside ASCII.",
        "Gebruik alleen letters zonder accenten in namen.",
        "Use letters without accents in names.",
    ),
    "float": (
        "{0} is een gebroken getal.",
        "{0} is a floating point number.",
        "Schrijf bedragen en breuken als tekst, bijvoorbeeld \"0.25\".",
        "Write amounts and fractions as text, for instance \"0.25\".",
    ),
    "big-number": (
        "{0} is te groot voor een geheel getal.",
        "{0} is too large for a whole number.",
        "Schrijf getallen vanaf 2^53 als tekst.",
        "Write numbers from 2^53 up as text.",
    ),
}


def _refuse(code: str, where: str, shown: str) -> Exception:
    nl, en, cure_nl, cure_en = _WORDS[code]
    short = shown[:60]
    return bad_input(code, where, Text(nl=nl.format(short), en=en.format(short)), Text(nl=cure_nl, en=cure_en))
