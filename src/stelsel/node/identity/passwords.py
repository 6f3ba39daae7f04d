# SPDX-License-Identifier: EUPL-1.2
"""Which passwords a local account may have, after NIST SP 800-63B-4 (August 2025), section 3.1.1.2.

A password is the only factor of a local account, so it has at least 15 characters; it is held against lists of common,
compromised and expected ones. There are no rules about which characters, it never expires, and every character of
Unicode counts (in normal form C, RFC 8265, 4.2). Pasting works: it is a plain field.
"""

import hashlib
import re
import unicodedata
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text

LEAST_CHARACTERS = 15
MOST_CHARACTERS = 256
_EXPECTED = ("stelsel", "wachtwoord", "password", "welkom", "welcome", "geheim", "inloggen", "aanmelden")
_LEFT_AT_LEAST = 8
"""What remains of a password without the words that anybody expects in it."""
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "1234567890", "qwertyuiopasdfghjklzxcvbnm")
_SHORTEST_NAME = 4

_CURE = Text(
    nl="Kies bijvoorbeeld vier of meer woorden die niets met elkaar te maken hebben.",
    en="Choose for instance four or more words that have nothing to do with each other.",
)
_WORDS = {
    "password-short": Text(
        nl=f"Dit wachtwoord is te kort: het heeft minder dan {LEAST_CHARACTERS} tekens.",
        en=f"This password is too short: it has fewer than {LEAST_CHARACTERS} characters.",
    ),
    "password-long": Text(
        nl=f"Dit wachtwoord is te lang: het heeft meer dan {MOST_CHARACTERS} tekens.",
        en=f"This password is too long: it has more than {MOST_CHARACTERS} characters.",
    ),
    "password-common": Text(
        nl="Dit wachtwoord staat op een lijst van veel gebruikte of gestolen wachtwoorden.",
        en="This password stands on a list of common or stolen passwords.",
    ),
    "password-expected": Text(
        nl="Dit wachtwoord is te raden: het bestaat vooral uit uw accountnaam of een bekend woord.",
        en="This password can be guessed: it is mostly your account name or a well-known word.",
    ),
    "password-pattern": Text(
        nl="Dit wachtwoord is te raden: het is een rijtje of een herhaling.",
        en="This password can be guessed: it is a sequence or a repetition.",
    ),
}


def normal(password: str) -> str:
    """The one form in which a password is kept and compared: Unicode normal form C."""
    return unicodedata.normalize("NFC", password)


def trouble(password: str, name: str = "") -> str:
    """The code of what is wrong with a password for the account of this name; empty when nothing is."""
    text = normal(password)
    if len(text) < LEAST_CHARACTERS:
        return "password-short"
    if len(text) > MOST_CHARACTERS:
        return "password-long"
    folded = text.casefold()
    if folded in _common() or _compromised(text):
        return "password-common"
    if _is_pattern(folded):
        return "password-pattern"
    return "password-expected" if _is_expected(folded, name.casefold()) else ""


def check_password(password: str, name: str, where: str = "wachtwoord") -> None:
    """BadInput where this account may not have this password."""
    if code := trouble(password, name):
        raise BadInput(Finding(code, where, _WORDS[code], _CURE))


class Validator:
    """The same check for the framework's own commands, such as changepassword."""

    def validate(self, password: str, user: Any = None) -> None:
        """ValidationError where `trouble` finds something."""
        if code := trouble(password, user.get_username() if user is not None else ""):
            language = "en" if (get_language() or "nl").startswith("en") else "nl"
            raise ValidationError(f"{_WORDS[code].to(language)} {_CURE.to(language)}", code)

    def get_help_text(self) -> str:
        """What a password must have."""
        return f"{LEAST_CHARACTERS}+"


def _is_pattern(folded: str) -> bool:
    plain = re.sub(r"[\W_]", "", folded) or folded
    size = len(plain)
    if any(plain == (plain[:unit] * size)[:size] for unit in range(1, min(size // 2, 8) + 1)):
        return True
    rows = [row * (size // len(row) + 2) for row in _ROWS]
    return any(plain in row or plain in row[::-1] for row in rows)


def _is_expected(folded: str, name: str) -> bool:
    words = [*_EXPECTED, *(part for part in re.split(r"[\W_]", name) if len(part) >= _SHORTEST_NAME)]
    left = folded
    for word in sorted(words, key=len, reverse=True):
        left = left.replace(word, "")
    return len(re.sub(r"[\W_]", "", left)) < _LEFT_AT_LEAST and left != folded


def _common() -> set[str]:
    global _list  # noqa: PLW0603 - twenty thousand words, read once
    if _list is None:
        _list = set(CommonPasswordValidator().passwords)
    return _list


_list: set[str] | None = None


def _compromised(text: str) -> bool:
    """Whether the file of stolen passwords knows it: sorted lines of SHA-1 in hexadecimal (as Have I Been Pwned gives
    them, `HASH:COUNT`), searched where it lies."""
    if not settings.PASSWORD_HASHES:
        return False
    wanted = hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with Path(settings.PASSWORD_HASHES).open("rb") as file:
        low, high = 0, file.seek(0, 2)
        while low < high:
            middle = (low + high) // 2
            file.seek(middle)
            if middle:
                file.readline()
            line = file.readline()
            if line and line[:40].upper() < wanted:
                low = middle + 1
            else:
                high = middle
        file.seek(low)
        if low:
            file.readline()
        return file.readline()[:40].upper() == wanted
