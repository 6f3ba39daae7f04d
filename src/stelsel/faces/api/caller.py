# SPDX-License-Identifier: EUPL-1.2
"""Who calls: nobody in particular, an account by HTTP Basic, or a service account by its key (RFC 6750).
No cookie counts here (stateless), so that no page of another site can act with somebody's session."""

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
    note_wrong_key,
    passkeys,
    person_for,
    too_many_failures,
    too_many_wrong_keys,
)
from stelsel.node.identity.service import Wrong, person_of_key
from stelsel.node.permission import require, where


def caller(request: HttpRequest) -> Person:
    """The person behind the request; NOBODY without credentials. Refused 401 for wrong ones, 429 after too many."""
    given = request.headers.get("Authorization")
    if given is None:
        return NOBODY
    scheme, _, rest = given.partition(" ")
    if scheme.lower() == "bearer":
        return _by_key(request, rest.strip())
    name, password = _credentials(scheme, rest)
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


def _by_key(request: HttpRequest, key: str) -> Person:
    """The service account of this key. Whatever is wrong with it, the answer is the same, and it counts against the
    network address as a wrong password does. A right key is always let in: nobody guesses 256 bits, and neighbours
    behind one address cannot lock a machine out."""
    found = person_of_key(key)
    if isinstance(found, Wrong):
        address = client_address(request.META)
        if too_many_wrong_keys(address):
            refused("key", found.account, "api", reason="too-many")
            raise Refused(429, {"Retry-After": "900"})
        note_wrong_key(address)
        audit(
            "key",
            found.account,
            f"key/{found.id}" if found.id else "key",
            "failed",
            reason=found.why,
            publisher=found.publisher,
        )
        raise Refused(401, CHALLENGE)
    acts(found.name)
    return found


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


def _credentials(scheme: str, encoded: str) -> tuple[str, str]:
    try:
        name, colon, password = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        colon = ""
    if scheme.lower() != "basic" or not colon:
        raise Refused(401, CHALLENGE)
    return name, password
