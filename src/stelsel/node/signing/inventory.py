# SPDX-License-Identifier: EUPL-1.2
"""The inventory of keys: what there is, where it lives, how old it is and what it does. Never a private key.

The two keys of one generation may live apart: the Ed25519 key in a token, the ML-DSA-44 key always in a key file of the
signer, until tokens have ML-DSA.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import unquote

from stelsel.node.keys import Generation
from stelsel.node.signing.ledger import Record
from stelsel.node.signing.token import uri_parts
from stelsel.node.signing.wire import Line, Place, State

_DAY = 86_400


def state_of(number: int, known: Sequence[Generation], records: Sequence[Record]) -> State:
    """retired: destroyed. active: a log uses it (or, before the first log, it is the newest). next: newer than what is
    used. replaced: older, and no log uses it any more."""
    if known[number - 1].retired:
        return "retired"
    used = {one.active for one in records} or {len(known)}
    if number in used:
        return "active"
    return "next" if number > max(used) else "replaced"


def lines(publisher: str, known: Sequence[Generation], records: Sequence[Record], now: int) -> list[Line]:
    """Two lines per generation, oldest first; `now` is POSIX seconds."""
    found = []
    for number, one in enumerate(known, start=1):
        state = state_of(number, known, records)
        end = _seconds(one.retired) if one.retired else now
        age = max(0, end - _seconds(one.made)) // _DAY
        label = unquote(uri_parts(one.ed25519)[0].get("token", "")) if one.in_token else ""
        file: Place = "destroyed" if one.retired else "key-file"
        place: Place = "token" if one.in_token else file
        ed, ml = _fingerprint(one.ed25519_public), _fingerprint(one.ml_dsa_44_public)
        found.append(Line(publisher, "Ed25519", ed, place, label, one.made, age, number, state))
        found.append(Line(publisher, "ML-DSA-44", ml, file, "", one.made, age, number, state))
    return found


def _fingerprint(public: bytes) -> str:
    return hashlib.sha256(public).hexdigest()


def _seconds(instant: str) -> int:
    return int(datetime.strptime(instant, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).timestamp())
