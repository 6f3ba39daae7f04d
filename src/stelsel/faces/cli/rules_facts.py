# SPDX-License-Identifier: EUPL-1.2
"""Reading facts for the rules: one case or many from a file, numbers exactly as they are written."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from stelsel.faces.cli.publish import unreadable
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text

MOST_BYTES = 64_000_000
MOST_DIGITS = 300
"""Of one number."""


@dataclass(frozen=True)
class Case:
    """One case of a file: its number (from 1), and its facts as plain JSON, or why they do not read."""

    number: int
    facts: Any
    wrong: BadInput | None = None


@dataclass(frozen=True)
class Cases:
    """The cases of a file; `many` when the file is a list of cases, also of one."""

    cases: tuple[Case, ...]
    many: bool


def read_cases(file: str) -> Cases:
    """The cases of a file: a JSON object with facts is one case; a list, {"cases": [...]} or JSON lines are many.
    BadInput with the line for a file that does not read; in JSON lines a line that does not read spoils only itself."""
    raw = _bytes(file)
    if file.endswith(".jsonl"):
        return Cases(tuple(_lines(raw, file)), True)
    found = read_facts(raw, file)
    if isinstance(found, dict) and set(found) == {"cases"}:
        found = found["cases"]
    if found == []:
        raise bad_input("facts-none", file, _EMPTY, _NO_JSON_CURE)
    if isinstance(found, list):
        return Cases(tuple(Case(number, one) for number, one in enumerate(found, start=1)), True)
    return Cases((Case(1, found),), False)


def read_facts(raw: bytes, file: str, line: int = 0) -> Any:
    """Plain JSON with numbers as int or Decimal. BadInput with line and column, and for a name that stands twice."""
    where = f"{file} line {line}" if line else file
    try:
        return json.loads(raw.decode("utf-8-sig"), parse_float=_exact, parse_int=_whole, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        place = where if line else f"{file} line {error.lineno}"
        raise bad_input("facts-json", f"{place} column {error.colno}", _NO_JSON, _NO_JSON_CURE) from None
    except UnicodeDecodeError as error:
        raise bad_input("facts-utf8", f"{where} byte {error.start}", _NO_UTF8, _NO_JSON_CURE) from None
    except _Twice as error:
        raise bad_input("facts-twice", f"{where} {error}"[:200], _TWICE, _TWICE_CURE) from None
    except (RecursionError, ValueError):
        raise bad_input("facts-size", where, _SIZE, _SIZE_CURE) from None


def exact(value: Any) -> str:
    """Plain values as JSON with every digit that was given."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {exact(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(exact, value)) + "]"
    return str(value) if isinstance(value, Decimal) else json.dumps(value)


def _lines(raw: bytes, file: str) -> Iterator[Case]:
    for number, (line, text) in enumerate(((at, one) for at, one in enumerate(raw.split(b"\n"), 1) if one.strip()), 1):
        try:
            yield Case(number, read_facts(text, file, line))
        except BadInput as problem:
            yield Case(number, None, problem)


def _bytes(file: str) -> bytes:
    try:
        raw = sys.stdin.buffer.read(MOST_BYTES + 1) if file == "-" else _read(Path(file))
    except OSError as error:
        raise unreadable(file, error) from None
    if len(raw) > MOST_BYTES:
        raise bad_input("facts-size", file, _SIZE, _SIZE_CURE)
    return raw


def _read(path: Path) -> bytes:
    with path.open("rb") as opened:
        return opened.read(MOST_BYTES + 1)


class _Twice(Exception):
    pass


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Twice(key)
        found[key] = value
    return found


def _exact(text: str) -> Decimal:
    if len(text) > MOST_DIGITS or abs(Decimal(text).adjusted()) > MOST_DIGITS:
        raise ValueError(text[:20])
    return Decimal(text)


def _whole(text: str) -> int:
    if len(text) > MOST_DIGITS:
        raise ValueError(text[:20])
    return int(text)


_NO_JSON = Text(nl="Dit is geen JSON.", en="This is no JSON.")
_NO_JSON_CURE = Text(
    nl='Schrijf de gegevens als {"personen": {"aanvrager": {…}}}.',
    en='Write the facts as {"personen": {"aanvrager": {…}}}.',
)
_EMPTY = Text(nl="Hier staat geen enkel geval.", en="There is no case here.")
_NO_UTF8 = Text(nl="De tekst is geen UTF-8.", en="The text is not UTF-8.")
_TWICE = Text(nl="Deze naam staat er twee keer.", en="This name is there twice.")
_TWICE_CURE = Text(nl="Geef elk gegeven één keer.", en="Give each fact once.")
_SIZE = Text(nl="Dit is te groot of te diep om te lezen.", en="This is too large or too deep to read.")
_SIZE_CURE = Text(nl="Geef alleen wat de regel vraagt.", en="Give only what the rule asks.")
