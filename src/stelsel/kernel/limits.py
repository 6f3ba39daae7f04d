# SPDX-License-Identifier: EUPL-1.2
"""What the type Decimal lets through and we do not: NaN, the infinities, and numbers that fill the memory when they
are written out (1e999999999)."""

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text

MOST_DIGITS = 40
"""Most digits of a decimal; also the furthest the point may lie from them."""


def number_findings(value: msgspec.Struct, where: str = "") -> list[Finding]:
    """One finding for every decimal in a struct that is no plain number; places in wire names."""
    return list(_findings(value, where))


def _findings(value: object, where: str) -> Iterator[Finding]:
    if isinstance(value, msgspec.Struct):
        for name, wire in zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True):
            held = getattr(value, name)
            if isinstance(held, msgspec.Struct | tuple | Decimal):
                yield from _findings(held, f"{where}.{wire}" if where else wire)
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            yield from _findings(item, f"{where}[{at}]")
    elif isinstance(value, Decimal) and not is_plain(value):
        yield _no_plain_number(where, value)


def is_plain(value: Decimal) -> bool:
    """Whether a decimal is finite and short enough to write out."""
    _, digits, exponent = value.as_tuple()
    return isinstance(exponent, int) and len(digits) <= MOST_DIGITS and abs(exponent) <= MOST_DIGITS


def _no_plain_number(place: str, value: Decimal) -> Finding:
    shown = str(value)[:40]
    return Finding(
        "no-number",
        place,
        Text(nl=f"“{shown}” is geen gewoon getal.", en=f"“{shown}” is not a plain number."),
        Text(nl="Geef een getal zoals 0.25, of laat het veld weg.", en="Give a number such as 0.25, or leave it out."),
    )
