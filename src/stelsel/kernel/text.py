# SPDX-License-Identifier: EUPL-1.2
"""Pairs of Dutch and English text that stand side by side in the code."""

from decimal import Decimal
from typing import Literal

import msgspec

Language = Literal["nl", "en"]


class Text(msgspec.Struct, frozen=True, order=True):
    """One thing said in Dutch and in English; neither may be empty. Half a surrogate pair, which no face could write,
    is shown escaped."""

    nl: str
    en: str

    def __post_init__(self) -> None:
        if not (self.nl and self.en):
            raise ValueError("a text needs Dutch and English")
        if not (self.nl.isascii() and self.en.isascii()):
            msgspec.structs.force_setattr(self, "nl", writable(self.nl))
            msgspec.structs.force_setattr(self, "en", writable(self.en))

    def __str__(self) -> str:
        return self.nl

    def to(self, language: str) -> str:
        """The text in `language`; anything that is not English is Dutch."""
        return self.en if language.startswith("en") else self.nl

    def fill(self, **values: object) -> "Text":
        """Both texts with `{name}` filled in; a value that is itself a Text speaks the language it stands in."""
        return Text(nl=_fill(self.nl, "nl", values), en=_fill(self.en, "en", values))


def writable(text: str) -> str:
    """The text as it can be written in UTF-8: half a surrogate pair becomes its escape."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _fill(pattern: str, language: str, values: dict[str, object]) -> str:
    said = {name: value.to(language) if isinstance(value, Text) else value for name, value in values.items()}
    return pattern.format(**said)


def same(words: str) -> Text:
    """A name that is the same in both languages."""
    return Text(nl=words, en=words)


def number(value: int | Decimal | float, language: str, decimals: int | None = None) -> str:
    """A number as people write it: nl 1.234,56 and en 1,234.56. Never an exponent, never minus zero."""
    plain = ",f" if isinstance(value, Decimal) else ","
    written = format(value, plain if decimals is None else f"z,.{decimals}f")
    if language.startswith("en"):
        return written
    return written.replace(",", "\0").replace(".", ",").replace("\0", ".")
