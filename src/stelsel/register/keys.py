# SPDX-License-Identifier: EUPL-1.2
"""Key entries: a log names its next keys in an entry that its old keys sign.

The checkpoint whose last leaf is the key entry is the last one of the old keys and is kept under its size; every later
one carries the new keys. Whoever knows the keys of one moment can follow them to any later one.
"""

from collections.abc import Sequence

from stelsel.kernel.canonical import canonical, read_json
from stelsel.kernel.problem import Broken, broken
from stelsel.kernel.text import Text
from stelsel.register.checkpoint import MlDsa44Verifier
from stelsel.register.note import ED25519, ML_DSA_44, Ed25519Verifier, Verifier, read_vkey
from stelsel.register.records import LogName, Submission

KEY_TYPE = "log-key/1"


def key_entry_id(log: LogName) -> str:
    """The address of a log's key entries."""
    return f"{log.publisher}/log-key/{log.audience}"


def key_submission(log: LogName, vkeys: Sequence[str], why: str) -> Submission:
    """The key entry that names the keys of every checkpoint after it."""
    payload = canonical({"vkeys": list(vkeys)})
    return Submission("key", KEY_TYPE, key_entry_id(log), payload, log.organisation, why=why)


def keys_in(payload: bytes) -> tuple[Verifier, ...]:
    """The verifiers that a key entry names; Broken when it names none, or one that cannot be read."""
    found = read_json(payload)
    named = found.get("vkeys") if isinstance(found, dict) else None
    if not isinstance(named, list) or not named or not all(isinstance(one, str) for one in named):
        raise _unreadable()
    return tuple(verifier(one) for one in named)


def verifier(text: str) -> Verifier:
    """The verifier of a vkey; Broken for one that cannot be read or is of a type we cannot check."""
    name, kind, public = read_vkey(text)
    if kind == ED25519:
        return Ed25519Verifier(name, public)
    if kind == ML_DSA_44:
        return MlDsa44Verifier(name, public)
    raise _unreadable()


def _unreadable() -> Broken:
    return broken(
        "key-entry",
        "",
        Text(nl="Deze sleutels zijn niet te lezen.", en="These keys cannot be read."),
        Text(nl="Vraag de uitgever om zijn sleutels.", en="Ask the publisher for its keys."),
    )
