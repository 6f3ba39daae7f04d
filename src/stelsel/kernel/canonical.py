# SPDX-License-Identifier: EUPL-1.2
"""Canonical JSON: a restricted profile of RFC 8785 (JCS).

Objects with ASCII keys, whole numbers below 2^53, no floats; decimals and days are strings. Inside that profile
sorted compact JSON is byte for byte what RFC 8785 asks. What lies outside is refused, never encoded differently.
"""

import json
import re
from collections.abc import Callable
from typing import Any

import msgspec
import orjson

from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text

MAX_BYTES = 1_000_000
"""Largest payload in bytes; larger things are attachments."""
MAX_DEPTH = 32
"""Deepest nesting of objects and lists."""
_MAX_INT = 2**53 - 1
_BRACKETS = re.compile(rb'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)


def canonical(value: Any) -> bytes:
    """Canonical bytes of a struct or of plain values. BadInput for floats, big numbers, keys outside ASCII and text
    that is no Unicode."""
    plain = msgspec.to_builtins(value)
    check_plain(plain)
    return orjson.dumps(plain, option=orjson.OPT_SORT_KEYS)


def read_json(raw: bytes, where: str = "") -> Any:
    """Read JSON from somebody else: UTF-8, at most 1 MB and 32 deep, no key twice, only what can be written back in
    canonical form (so no floats, NaN or half surrogate pairs). BadInput with place and cure."""
    found = _parsed(raw, where, float)
    check_plain(found, where)
    return found


def parsed_json(raw: bytes, where: str = "") -> Any:
    """JSON from somebody else that is only read: as `read_json`, but for keys outside ASCII and numbers with a point,
    which are let through."""
    return _parsed(raw, where, _no_constant)


def _parsed(raw: bytes, where: str, constant: Callable[[str], Any]) -> Any:
    if len(raw) > MAX_BYTES:
        raise _refuse("too-large", where, f"{len(raw)} bytes")
    _check_depth(raw, where)
    try:
        return json.loads(raw.decode("utf-8"), object_pairs_hook=_no_duplicates, parse_constant=constant)
    except _DuplicateKey as error:
        raise _refuse("duplicate-key", _join(where, error.args[0]), error.args[0]) from None
    except UnicodeDecodeError as error:
        raise _refuse("not-utf8", f"{where} byte {error.start}".strip(), "") from None
    except (json.JSONDecodeError, RecursionError, ValueError) as error:
        place = f"line {error.lineno} column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise _refuse("malformed-json", f"{where} {place}".strip(), "") from None


def check_plain(value: Any, where: str = "", floats: bool = False) -> None:
    """BadInput unless plain values lie inside the profile: depth, ASCII keys, whole numbers below 2^53, Unicode text
    without NUL. With `floats` finite floats pass, for values that become decimals."""
    _check(value, where, 0, floats)


class _DuplicateKey(ValueError):
    pass


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _DuplicateKey(key)
        found[key] = value
    return found


def _check_depth(raw: bytes, where: str) -> None:
    depth = 0
    for token in _BRACKETS.finditer(raw):
        first = token[0][:1]
        if first in b"[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise _refuse("too-deep", where, str(MAX_DEPTH))
        elif first in b"]}":
            depth -= 1


def _check(value: Any, path: str, depth: int, floats: bool) -> None:
    if depth > MAX_DEPTH:
        raise _refuse("too-deep", path, str(MAX_DEPTH))
    kind = type(value)
    if kind is str:
        _check_text(value, path)
    elif kind is dict:
        for key, inner in value.items():
            if not (isinstance(key, str) and key.isascii()):
                raise _refuse("key-not-ascii", _join(path, str(key)), str(key))
            _check(inner, _join(path, key), depth + 1, floats)
    elif kind is list or kind is tuple:
        for place, inner in enumerate(value):
            _check(inner, f"{path}[{place}]", depth + 1, floats)
    elif kind is float:
        if value - value != 0:  # NaN and the infinities
            raise _refuse("no-number", path, repr(value))
        if not floats:
            raise _refuse("float", path, repr(value))
    elif kind is int and abs(value) > _MAX_INT:
        raise _refuse("big-number", path, f"{'-' if value < 0 else ''}2^{abs(value).bit_length() - 1}…")


def _check_text(text: str, path: str) -> None:
    if text.isprintable():
        return
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise _refuse("half-character", path, text) from None
    if "\0" in text:
        raise _refuse("null-character", path, "")


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


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
        'Schrijf bedragen en breuken als tekst, bijvoorbeeld "0.25".',
        'Write amounts and fractions as text, for instance "0.25".',
    ),
    "no-number": (
        "“{0}” is geen getal.",
        "“{0}” is not a number.",
        "Geef een getal, of laat het veld weg als u het niet weet.",
        "Give a number, or leave the field out when you do not know it.",
    ),
    "big-number": (
        "Het getal ({0}) is te groot voor een geheel getal.",
        "The number ({0}) is too large for a whole number.",
        "Schrijf getallen vanaf 2^53 als tekst.",
        "Write numbers from 2^53 up as text.",
    ),
    "half-character": (
        "De tekst “{0}” bevat een half teken.",
        "The text “{0}” holds half a character.",
        "Typ de tekst opnieuw, of verwijder het onleesbare teken.",
        "Type the text again, or remove the character that cannot be read.",
    ),
    "null-character": (
        "De tekst bevat het lege teken (NUL).",
        "The text holds the null character (NUL).",
        "Verwijder dit teken uit de tekst.",
        "Remove this character from the text.",
    ),
}


def too_large(where: str, size: int) -> BadInput:
    """The refusal of a payload of `size` bytes."""
    return _refuse("too-large", where, f"{size} bytes")


def _refuse(code: str, where: str, shown: str) -> BadInput:
    nl, en, cure_nl, cure_en = _WORDS[code]
    short = shown[:60]
    return bad_input(code, where[:200], Text(nl=nl.format(short), en=en.format(short)), Text(nl=cure_nl, en=cure_en))
