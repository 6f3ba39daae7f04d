# SPDX-License-Identifier: EUPL-1.2
"""Small frozen values that carry their unit."""

import re
from decimal import Decimal
from typing import Literal

import msgspec

from stelsel.kernel.vocabulary import wire

HOURS_PER_MONTH = 730
"""A month of use in hours: 365 days x 24 hours / 12, the usual convention of cloud price lists."""

COUNTRIES_EU = frozenset("AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".split())
"""ISO 3166-1 alpha-2 codes of the 27 member states of the European Union."""
COUNTRIES_EEA = COUNTRIES_EU | {"IS", "LI", "NO"}
"""The European Economic Area: the Union with Iceland, Liechtenstein and Norway."""

Within = Literal["NL", "EU", "EEA", "world"]
"""How close something must be; each member contains the ones before it: NL < EU < EEA < world."""
WITHIN: tuple[Within, ...] = ("NL", "EU", "EEA", "world")


class Value(msgspec.Struct, frozen=True, omit_defaults=True, rename=wire):
    """Base of values and entry bodies: frozen, Dutch names on the wire, empty fields left out."""


class Money(Value, frozen=True):
    """An amount in a currency (ISO 4217, or a named unit such as a supplier's credit); never a float."""

    amount: Decimal
    currency: str


class Price(Value, frozen=True):
    """List price without VAT per unit of use. `provisional` where amount or unit is unconfirmed."""

    amount: Decimal
    currency: str
    per: Literal["hour", "month", "gb-month", "vcpu-hour", "gib-hour"]
    provisional: bool = False


class Place(Value, frozen=True):
    """Where something is. `country` is ISO 3166-1 alpha-2; None is unknown, never 'anywhere'."""

    country: str | None = None
    city: str | None = None


class LanguageText(Value, frozen=True):
    """Words in one language. `language` is a BCP 47 tag: en-t-nl is English made by machine from Dutch, und untold."""

    language: str
    text: str

    def __str__(self) -> str:
        return self.text


class Level(Value, frozen=True):
    """A step on a named ladder, for instance SEAL 0..4 for objective SOV-3."""

    objective: str
    level: int


class Share(Value, frozen=True):
    """A part of a whole in percent, 0..100."""

    share: Decimal

    def __post_init__(self) -> None:
        if not (self.share.is_finite() and 0 <= self.share <= 100):
            raise ValueError("a share lies between 0 and 100 percent")


_COUNTRY = re.compile("[A-Z]{2}")
_NO_COUNTRY = frozenset({"XX", "ZZ"})
"""User-assigned ISO 3166 codes that sources write for unknown."""


def closeness(country: str | None) -> Within | None:
    """The narrowest circle a country lies in; None when the country is unknown, which it also is when the text is no
    ISO 3166-1 alpha-2 code: a name or a small letter must not pass for a country outside the Union."""
    if country is None or not _COUNTRY.fullmatch(country) or country in _NO_COUNTRY:
        return None
    if country == "NL":
        return "NL"
    if country in COUNTRIES_EU:
        return "EU"
    return "EEA" if country in COUNTRIES_EEA else "world"


def place_within(country: str | None, circle: Within) -> bool | None:
    """Whether a country lies within a circle; None (unknown) only where the answer depends on an unknown country."""
    if circle == "world":
        return True
    found = closeness(country)
    return None if found is None else WITHIN.index(found) <= WITHIN.index(circle)
