# SPDX-License-Identifier: EUPL-1.2
"""Who calls: nobody in particular, or an account by HTTP Basic. No cookie counts here (stateless), so that no page of
another site can act with somebody's session."""

import base64
import binascii

from django.contrib.auth import authenticate
from django.http import HttpRequest

from stelsel.faces.api.problems import Refused, role_missing
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import wire
from stelsel.node.address import client_address
from stelsel.node.audit import acts, audit
from stelsel.node.audit_tally import refused
from stelsel.node.identity import (
    NOBODY,
    Person,
    forget_failures,
    known_account,
    note_failure,
    person_for,
    too_many_failures,
)

_CHALLENGE = {"WWW-Authenticate": 'Basic realm="stelsel", charset="UTF-8"'}


def caller(request: HttpRequest) -> Person:
    """The person behind the request; NOBODY without credentials. Refused 401 for wrong ones, 429 after too many."""
    given = request.headers.get("Authorization")
    if given is None:
        return NOBODY
    name, password = _credentials(given)
    address = client_address(request.META)
    if too_many_failures(name, address):
        refused("sign-in", known_account(name), "api", reason="too-many")
        raise Refused(429, {"Retry-After": "900"})
    user = authenticate(request, username=name, password=password)
    if user is None:
        note_failure(name, address)
        audit("sign-in", known_account(name), "api", "failed", reason="password")
        raise Refused(401, _CHALLENGE)
    forget_failures(name, address)
    person = person_for(user)
    acts(person.name)
    return person


def signed_in(person: Person) -> None:
    """Refused 401 for nobody in particular."""
    if not person.name:
        raise Refused(401, _CHALLENGE)


def publisher_for(person: Person, wanted: str) -> str:
    """The publisher this person publishes for: the one that is wanted, or the only one there is. Refused 401 or 403."""
    signed_in(person)
    mine = person.publishers("publisher")
    if wanted:
        if wanted not in mine:
            raise role_missing(wanted)
        return wanted
    if not mine:
        raise role_missing(", ".join(person.publishers("reader")))
    if len(mine) > 1:
        raise bad_input(
            "publisher-needed",
            wire("publisher"),
            Text(nl="U publiceert voor meer dan één uitgever.", en="You publish for more than one publisher."),
            Text(nl=f"Kies uit {', '.join(mine)}.", en=f"Choose from {', '.join(mine)}."),
        )
    return mine[0]


def _credentials(header: str) -> tuple[str, str]:
    scheme, _, encoded = header.partition(" ")
    try:
        name, colon, password = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        colon = ""
    if scheme.lower() != "basic" or not colon:
        raise Refused(401, _CHALLENGE)
    return name, password
