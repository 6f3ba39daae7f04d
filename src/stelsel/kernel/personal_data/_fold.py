# SPDX-License-Identifier: EUPL-1.2
"""What a text says once the tricks of writing are undone: wide and foreign digits, marks that nobody sees, (at) for @.

Only the lint reads this form; what is published stays as it was written.
"""

import re
import unicodedata

LAST_WITH_DIGITS = 0x1FFFF
"""The end of the last plane of Unicode with digits (category Nd); to look further takes time at each start."""
_UNSEEN = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u2060\u2061\u2062\u2063\u2064\u3164\ufeff" + "".join(
    chr(code) for start, end in ((0x200B, 0x2010), (0x202A, 0x202F), (0x2066, 0x2070)) for code in range(start, end)
)
"""Characters without width: soft hyphen, joiners, marks of direction (Unicode category Cf and its neighbours)."""

_DIGITS = {chr(code): str(unicodedata.digit(chr(code))) for code in range(128, LAST_WITH_DIGITS + 1)
           if unicodedata.category(chr(code)) == "Nd"}  # fmt: skip
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
_ODD: dict[str, str] = {**dict.fromkeys(_UNSEEN, ""), **_DIGITS, **dict.fromkeys(_DASHES, "-"), "\u2019": "'"}
_ODD_ONE = re.compile("[" + "".join(map(re.escape, _ODD)) + "]")

_AT = re.compile(
    r"\s{0,3}[(\[{<]\s{0,3}(?:at|apestaart(?:je)?|apenstaart(?:je)?|@)\s{0,3}[)\]}>]\s{0,3}"
    r"|%40|&#(?:64|x40);|&commat;|\s{1,3}(?:apestaartje|apenstaartje)\s{1,3}|\\u0040|(?<=[a-z])\s?_at_\s?(?=[a-z])",
    re.IGNORECASE,
)
_DOT = re.compile(
    r"\s{0,3}[(\[{]\s{0,3}(?:dot|punt|\.)\s{0,3}[)\]}]\s{0,3}|%2e|&#46;|(?<=[a-z])\s(?:punt|dot)\s(?=(?:nl|com|eu|org)\b)",
    re.IGNORECASE,
)
_WRITTEN: dict[str, tuple[str, ...]] = {
    "(": ("(at", "( at", "(ap", "(@"),
    "[": ("[at", "[ at", "[ap", "[@"),
    "{": ("{at", "{ at"),
    "<": ("<at",),
    "%": ("%40",),
    "&": ("&#64", "&#x40", "&commat"),
    "_": ("_at_",),
    "\\": ("u0040",),
    "taartje": ("staartje",),
}
"""Signs by which an @ in other words is seen, each below the sign that is looked for first."""


def fold(text: str) -> str:
    """The text in compatibility form (NFKC), with plain digits, spaces and hyphens, and nothing unseen in it."""
    if text.isascii():
        return text
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return _ODD_ONE.sub(lambda found: _ODD[found[0]], unicodedata.normalize("NFKC", text))
    for odd, plain in _WESTERN:
        text = text.replace(odd, plain)
    return text


_WESTERN = (("\u00ad", ""), ("\u00a0", " "), ("\u2013", "-"), ("\u2014", "-"), ("\u2019", "'"))


def with_at(text: str) -> str:
    """The text with @ and dots where somebody wrote "(at)", "%40" or "punt"."""
    first = [sign for sign in _WRITTEN if sign in text]
    if not first:
        return text
    low = text.lower()
    if not any(written in low for sign in first for written in _WRITTEN[sign]):
        return text
    return _DOT.sub(".", _AT.sub("@", text))
