# SPDX-License-Identifier: EUPL-1.2
"""How values are written for people: amounts, numbers with their unit, days, yes and no, and lists of these."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from stelsel.engines.rules.values import Unknown, Value, is_number
from stelsel.kernel.text import Text, number, same


def value_words(value: Value, unit: str = "") -> Text:
    """A value as people write it: 1.234,50 euro from eurocents, yes and no in words, a day as day-month-year."""
    if type(value) is Unknown:
        return UNKNOWN
    if value is None:
        return _NOTHING
    if isinstance(value, bool):
        return _YES if value else _NO
    if is_number(value):
        return _number(value, unit)
    if isinstance(value, date):
        return Text(nl=f"{value.day}-{value.month}-{value.year}", en=value.isoformat())
    if isinstance(value, tuple):
        return joined([value_words(one) for one in value[:20]]) if value else _NONE
    if isinstance(value, Mapping):
        parts = [_PAIR.fill(key=key, value=value_words(one)) for key, one in list(value.items())[:20]]
        return joined(parts) if parts else _NONE
    return same(str(value)[:200] or "“”")


def _number(value: int | Fraction, unit: str) -> Text:
    if unit == "eurocent":
        shown = Fraction(value) / 100
        digits = 2 if Fraction(value).denominator == 1 else 4
        return Text(nl=f"€ {_decimal(shown, 'nl', digits)}", en=f"€ {_decimal(shown, 'en', digits)}")
    if unit == "year":
        return same(str(value))
    words = _UNITS.get(unit)
    plain = Text(nl=_decimal(Fraction(value), "nl"), en=_decimal(Fraction(value), "en"))
    return words.fill(value=plain) if words else plain


def _decimal(value: Fraction, language: str, digits: int | None = None) -> str:
    if digits is None:
        digits = 0 if value.denominator == 1 else 6
    shown = Decimal(round(value * 10**digits)).scaleb(-digits)
    written = number(shown, language, digits)
    return written if digits in (0, 2) else written.rstrip("0").rstrip(".,")


def joined(parts: list[Text]) -> Text:
    """Some texts as a list in a sentence: a, b and c."""
    if not parts:
        return same("-")
    return Text(nl=_list(parts, "nl", " en "), en=_list(parts, "en", " and "))


def _list(parts: list[Text], language: str, last: str) -> str:
    said = [one.to(language) for one in parts]
    return said[0] if len(said) == 1 else ", ".join(said[:-1]) + last + said[-1]


_YES, _NO = Text(nl="ja", en="yes"), Text(nl="nee", en="no")
UNKNOWN, _NOTHING = Text(nl="nog niet bekend", en="not known yet"), Text(nl="er niet", en="not there")
_PAIR = Text(nl="{key}: {value}", en="{key}: {value}")
_NONE = Text(nl="geen", en="none")
_UNITS = {
    "euro": Text(nl="€ {value}", en="€ {value}"),
    "percent": Text(nl="{value} procent", en="{value} percent"),
    "days": Text(nl="{value} dagen", en="{value} days"),
    "weeks": Text(nl="{value} weken", en="{value} weeks"),
    "months": Text(nl="{value} maanden", en="{value} months"),
    "years": Text(nl="{value} jaar", en="{value} years"),
}
