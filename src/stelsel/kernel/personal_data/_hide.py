# SPDX-License-Identifier: EUPL-1.2
"""What the lint finds, made unreadable in the text itself: for what somebody tells in private, where refusing it would
lose what was typed."""

from collections.abc import Iterable

from stelsel.kernel.personal_data._fold import fold
from stelsel.kernel.personal_data._rules import BY_CODE

HIDDEN_CODES = ("bsn", "iban")
"""What is made unreadable in own words before anything is done with them."""
_MOST_ROUNDS = 20
"""What one round uncovers the next one finds; after so many every digit goes."""


def hidden(text: str, codes: Iterable[str]) -> tuple[str, bool]:
    """The text with a dot for each digit of what these rules find, and whether they found anything. A text in
    which nothing is found stays as it was, sign for sign."""
    rules = [BY_CODE[code] for code in codes]
    for turn in range(_MOST_ROUNDS):
        pieces = {piece for rule in rules for piece in rule.found(fold(text))}
        if not pieces:
            return text, turn > 0
        if not any(piece in text for piece in pieces):
            text = fold(text)  # written with signs that nobody sees, or with digits of another script
        for piece in sorted(pieces, key=len, reverse=True):
            text = text.replace(piece, _dotted(piece))
    return _dotted(text), True


def _dotted(piece: str) -> str:
    return "".join("•" if sign.isdigit() else sign for sign in piece)
