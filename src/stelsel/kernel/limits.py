# SPDX-License-Identifier: EUPL-1.2
"""What types let through and we do not: decimals that are NaN, endless or fill the memory when they are written out
(1e999999999), and texts that nobody can read on a page."""

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text

MOST_DIGITS = 40
"""Most digits of a decimal; also the furthest the point may lie from them."""


LONGEST_NAME = 500
"""Most characters of a name or title: they stand in lists, links and headings."""
LONGEST_TEXT = 50_000
"""Most characters of any other text; more belongs in an attachment."""
LONGEST_DOCUMENT = 900_000
"""Most characters of what a machine reads as a whole: a rule text or a table of figures."""
_DOCUMENTS = frozenset({"rule_text", "figure_rows"})
_NAMES = frozenset({"name", "title", "subject_name", "supplier_name", "abbreviation"})


def value_findings(value: msgspec.Struct, where: str = "") -> list[Finding]:
    """One finding for every decimal that is no plain number and every text that is too long; places in wire names."""
    return list(_findings(value, where))


def _findings(value: object, where: str) -> Iterator[Finding]:
    if isinstance(value, msgspec.Struct):
        for name, wire in zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True):
            held = getattr(value, name)
            if isinstance(held, str):
                most = LONGEST_NAME if name in _NAMES else LONGEST_DOCUMENT if name in _DOCUMENTS else LONGEST_TEXT
                if len(held) > most:
                    yield _too_long(f"{where}.{wire}" if where else wire, len(held), most)
            elif isinstance(held, msgspec.Struct | tuple | Decimal):
                yield from _findings(held, f"{where}.{wire}" if where else wire)
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            yield from _findings(item, f"{where}[{at}]")
    elif isinstance(value, str) and len(value) > LONGEST_TEXT:
        yield _too_long(where, len(value), LONGEST_TEXT)
    elif isinstance(value, Decimal) and not is_plain(value):
        yield _no_plain_number(where, value)


def is_plain(value: Decimal) -> bool:
    """Whether a decimal is finite and short enough to write out."""
    _, digits, exponent = value.as_tuple()
    return isinstance(exponent, int) and len(digits) <= MOST_DIGITS and abs(exponent) <= MOST_DIGITS


def _too_long(place: str, size: int, most: int) -> Finding:
    return Finding(
        "too-long",
        place,
        Text(nl=f"Deze tekst heeft {size} tekens; dat is te lang.", en=f"This text has {size} characters: too long."),
        Text(nl=f"Gebruik er hoogstens {most}.", en=f"Use at most {most}."),
    )


def _no_plain_number(place: str, value: Decimal) -> Finding:
    shown = str(value)[:40]
    return Finding(
        "no-number",
        place,
        Text(nl=f"“{shown}” is geen gewoon getal.", en=f"“{shown}” is not a plain number."),
        Text(nl="Geef een getal zoals 0.25, of laat het veld weg.", en="Give a number such as 0.25, or leave it out."),
    )
