# SPDX-License-Identifier: EUPL-1.2
"""What people type in the form of a rule as exact facts. What can be read in two ways is asked again, never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text

if TYPE_CHECKING:
    from stelsel.priorities.services.rule_form import Entry

MOST_EURO = 10**12
MOST_ITEMS = 12
"""Items of a list that the form asks about; more is for the API and the command line."""
_SPACES = re.compile(r"[\s\u00a0\u202f]")
_THOUSANDS = {".": re.compile(r"-?\d{1,3}(\.\d{3})+(,\d{1,2})?"), ",": re.compile(r"-?\d{1,3}(,\d{3})+(\.\d{1,2})?")}
_PLAIN = re.compile(r"-?\d{1,15}([.,]\d{1,2})?")
_NUMBER = re.compile(r"-?\d{1,15}([.,](\d{1,2}|\d{4,6}))?")
_DAY = re.compile(r"(\d{1,2})[-/ .](\d{1,2})[-/ .](\d{4})")


def value(entry: Entry, text: str, towns: Mapping[str, str]) -> Any:
    """A fact as its question asks: bool, int (eurocents), int or Decimal, day as text, text, or a list of empty items.
    None where nothing is known; a `Finding` for what cannot be read."""
    found = _READ[entry.sort](entry, text, towns)
    if found is None and text:
        return Finding("rule-fact", entry.key, _WRONG.fill(text=text[:40], what=_asked(entry)), _CURE[entry.sort])
    outside = found is not None and entry.sort in ("amount", "number") and not _within(entry, found)
    return Finding("rule-fact-range", entry.key, _CANNOT.fill(what=_asked(entry)), _bounds(entry)) if outside else found


def euros(text: str) -> int | None:
    """Euros as typed in whole eurocents: 28.000,50 and 28,000.50 (cents have at most two digits, thousands three),
    28000, 28000,5. None for anything else."""
    bare = _SPACES.sub("", text).removeprefix("€").removeprefix("EUR")
    for sign, pattern in _THOUSANDS.items():
        if pattern.fullmatch(bare):
            bare = bare.replace(sign, "")
    if not _PLAIN.fullmatch(bare):
        return None
    found = Decimal(bare.replace(",", ".")) * 100
    return int(found) if abs(found) <= MOST_EURO * 100 else None


def day(text: str) -> str | None:
    """A day as 2025-01-31 or 31-1-2025, as text; None for anything else."""
    parts = _DAY.fullmatch(text)
    try:
        found = date(int(parts[3]), int(parts[2]), int(parts[1])) if parts else date.fromisoformat(text)
    except ValueError:
        return None
    return found.isoformat() if parts or len(text) == 10 else None


def _yes_no(entry: Entry, text: str, towns: Mapping[str, str]) -> Any:
    return {"ja": True, "nee": False}.get(text)


def _amount(entry: Entry, text: str, towns: Mapping[str, str]) -> Any:
    return euros(text)


def number(text: str) -> int | Decimal | None:
    """A number as people write it; None for what is none."""
    bare = _SPACES.sub("", text)
    if not _NUMBER.fullmatch(bare):
        return None
    found = Decimal(bare.replace(",", "."))
    return int(found) if found == int(found) else found


def _number(entry: Entry, text: str, towns: Mapping[str, str]) -> Any:
    return number(text)


def _day_of(entry: Entry, text: str, towns: Mapping[str, str]) -> Any:
    return day(text)


def _choice(entry: Entry, text: str, towns: Mapping[str, str]) -> Any:
    return text if text in dict(entry.choices) else None


def _text(entry: Entry, text: str, towns: Mapping[str, str]) -> Any:
    return text[:200]


def _count(entry: Entry, text: str, towns: Mapping[str, str]) -> Any:
    """So many empty items; the items are filled in by their own questions."""
    good = text.isascii() and text.isdecimal() and len(text) < 4 and int(text) <= MOST_ITEMS
    return [{} for _ in range(int(text))] if good else None


def _town(entry: Entry, text: str, towns: Mapping[str, str]) -> Any:
    return towns.get(text)


_READ = {
    "yes-no": _yes_no,
    "amount": _amount,
    "number": _number,
    "date": _day_of,
    "choice": _choice,
    "text": _text,
    "count": _count,
    "town": _town,
    "water-board": _choice,
}


def _within(entry: Entry, found: int | Decimal) -> bool:
    low, high = entry.kind.low, entry.kind.high
    return (low is None or found >= low) and (high is None or found <= high)


def _bounds(entry: Entry) -> Text:
    by = 100 if entry.sort == "amount" else 1
    low, high = (None if one is None else one / by for one in (entry.kind.low, entry.kind.high))
    if low is not None and high is not None:
        return _BETWEEN.fill(low=low, high=high)
    return _AT_LEAST.fill(low=low) if low is not None else _AT_MOST.fill(high=high)


def _asked(entry: Entry) -> Text:
    return Text(nl=entry.ask.nl.rstrip("?"), en=entry.ask.en.rstrip("?"))


_WRONG = Text(nl="“{text}” past niet bij “{what}”.", en="“{text}” does not fit “{what}”.")
_CANNOT = Text(nl="Dit kan niet bij “{what}”.", en="This cannot be for “{what}”.")
_BETWEEN = Text(nl="Kies een getal van {low} tot en met {high}.", en="Choose a number from {low} to {high}.")
_AT_LEAST = Text(nl="Vul {low} of meer in.", en="Fill in {low} or more.")
_AT_MOST = Text(nl="Vul {high} of minder in.", en="Fill in {high} or less.")
_CHOOSE = Text(nl="Kies een van de antwoorden.", en="Choose one of the answers.")
_CURE = {
    "yes-no": _CHOOSE,
    "choice": _CHOOSE,
    "water-board": _CHOOSE,
    "amount": Text(
        nl="Vul een bedrag in euro in, zoals 28000 of 28.000,50.",
        en="Fill in an amount in euros, like 28000 or 28,000.50.",
    ),
    "number": Text(nl="Vul een getal in, zoals 3 of 2,5.", en="Fill in a number, like 3 or 2.5."),
    "date": Text(nl="Vul een dag in, zoals 31-1-2025.", en="Fill in a day, like 31-1-2025."),
    "text": Text(nl="Vul een paar woorden in.", en="Fill in a few words."),
    "count": Text(nl="Vul een getal van 0 tot en met 12 in.", en="Fill in a number from 0 to 12."),
    "town": Text(
        nl="Vul de naam van één gemeente in. De code, zoals GM0484, mag ook.",
        en="Fill in the name of one municipality. Its code, like GM0484, will do too.",
    ),
}
