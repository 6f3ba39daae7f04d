# SPDX-License-Identifier: EUPL-1.2
"""Identifiers: TOOI, OIN and the addresses of entries. None is ever made up; unknown stays None."""

import re
from typing import Annotated

import msgspec

from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text

TOOI_PREFIX = "https://identifier.overheid.nl/tooi/id/"

TooiUri = Annotated[str, msgspec.Meta(pattern=r"^https://identifier\.overheid\.nl/tooi/id/[a-z0-9_-]+/[A-Za-z0-9_-]+$")]
"""An organisation in the TOOI register lists (KOOP), for instance .../tooi/id/gemeente/gm0344."""

Oin = Annotated[str, msgspec.Meta(pattern=r"^[0-9I][0-9]{19}$")]
"""Organisation identification number (Logius), 20 characters. Not a key: several organisations may share one number."""

KvkNumber = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{8}$")]
"""Number in the Dutch trade register, 8 digits."""

Rsin = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{9}$")]
"""Legal entities and partnerships number, 9 digits."""

Slug = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9._-]{0,119}$")]

_ENTRY_ID = re.compile(r"^([a-z0-9][a-z0-9-]{0,59})/([a-z][a-z0-9-]{0,59})/([a-z0-9][a-z0-9._-]{0,119})$")


class EntryId(msgspec.Struct, frozen=True, order=True):
    """Address of an entry: the publisher that keeps the log, the kind, and a local name. Unique within a federation
    because only the publisher may append below its own name."""

    publisher: str
    kind: str
    local: str

    def __str__(self) -> str:
        return f"{self.publisher}/{self.kind}/{self.local}"


def entry_id(text: str, where: str = "id") -> EntryId:
    """Parse `publisher/kind/local`; BadInput otherwise."""
    match = _ENTRY_ID.fullmatch(text)  # $ alone would let a trailing newline through
    if match is None:
        raise bad_input(
            "entry-id",
            where,
            Text(nl=f"“{text[:80]}” is geen adres van een vermelding.", en=f"“{text[:80]}” is not an entry address."),
            Text(
                nl="Gebruik uitgever/soort/naam, met kleine letters, cijfers, punt en streepje.",
                en="Use publisher/kind/name, with small letters, digits, dot and hyphen.",
            ),
        )
    return EntryId(*match.groups())


def slug(text: str) -> str:
    """A local name from any text: small letters and digits, runs of anything else become one hyphen."""
    plain = re.sub(r"[^a-z0-9._]+", "-", text.lower()).strip("-._")
    return plain[:120] or "x"
