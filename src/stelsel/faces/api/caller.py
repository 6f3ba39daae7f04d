# SPDX-License-Identifier: EUPL-1.2
"""Who calls: nobody in particular, or an account by HTTP Basic. No cookie counts here (stateless), so that no page of
another site can act with somebody's session."""

import base64
import binascii

from django.contrib.auth import authenticate
from django.http import HttpRequest

from stelsel.book.permission import Operation
from stelsel.faces.api.problems import CHALLENGE, Refused
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
    passkeys,
    person_for,
    too_many_failures,
)
from stelsel.node.permission import require, where


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
        raise Refused(401, CHALLENGE)
    forget_failures(name, address)
    if passkeys.needs_more(user):
        audit("sign-in", user.get_username(), "api", "failed", reason="password-alone")
        raise Refused(401, CHALLENGE)
    person = person_for(user)
    acts(person.name)
    return person


def publisher_for(person: Person, operation: Operation, wanted: str) -> str:
    """The publisher for which this person does this: the one that is wanted, or the only one there is. NotAllowed for
    one where it may not, BadInput where it has to choose."""
    if wanted:
        require(person, operation, wanted)
        return wanted
    mine = where(person, operation)
    if len(mine) != 1:
        require(person, operation)
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
        raise Refused(401, CHALLENGE)
    return name, password
