# SPDX-License-Identifier: EUPL-1.2
"""Filters (RFC 7644, section 3.4.2.2), as far as we know them: `attribute eq value`, more of them with `and` between.
Anything else is refused by name, never ignored: a filter that was meant and does not hold would give too much."""

import json
import re

from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text

MOST_LETTERS = 1_000
_TERM = re.compile(r'\s*([A-Za-z][A-Za-z0-9:.$_-]*)\s+[Ee][Qq]\s+("(?:[^"\\]|\\.)*"|[Tt]rue|[Ff]alse)\s*')
_AND = re.compile(r"[Aa][Nn][Dd]\s")
Term = tuple[str, str | bool]
"""Attribute in lower case without its schema, and the value."""


def read_filter(text: str) -> list[Term]:
    """The terms that must all hold. BadInput with the code `filter`."""
    found: list[Term] = []
    place = 0
    if len(text) > MOST_LETTERS:
        raise _wrong()
    while True:
        match = _TERM.match(text, place)
        if match is None:
            raise _wrong()
        found.append((match[1].rpartition(":")[2].lower(), _value(match[2])))
        place = match.end()
        if place == len(text):
            return found
        if not _AND.match(text, place) or not text[place - 1].isspace():
            raise _wrong()
        place += 3


def _value(text: str) -> str | bool:
    if not text.startswith('"'):
        return text.lower() == "true"
    try:
        value = json.loads(text)
    except ValueError:
        raise _wrong() from None
    return str(value)


def _wrong() -> BadInput:
    return bad_input(
        "filter",
        "filter",
        Text(nl="Dit filter kennen we niet.", en="We do not know this filter."),
        Text(
            nl="Gebruik userName, externalId, id, active, displayName of members met eq, met and ertussen.",
            en="Use userName, externalId, id, active, displayName or members with eq, and between them.",
        ),
    )


unknown_filter = _wrong
"""For an attribute that cannot be asked for here."""
