# SPDX-License-Identifier: EUPL-1.2
"""The proof of one revision: what the proof panel, its printed page and their downloads show."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from stelsel.book.view import Record
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import say_day
from stelsel.node.receipts import Issued, issue
from stelsel.register import receipt_verifier
from stelsel.register.note import ED25519, read_vkey

VERIFIER = "receipt_verifier.py"


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the log, and the fingerprint that people compare: SHA-256 of the public key, in groups of eight."""

    vkey: str
    name: Text
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What somebody needs to check an entry without us."""

    origin: str
    index: int
    size: int
    root: str
    leaf_hash: str
    leaf: str
    salt: str
    hashes: tuple[str, ...]
    note: str
    keys: tuple[Key, ...]
    signed: Text
    erased: bool
    receipt: str
    policy: str

    @property
    def names(self) -> tuple[str, str, str]:
        """The names of receipt, policy and verifier when somebody saves them."""
        place = self.origin.rpartition("/")[0].rpartition("/")[2] + "-" + self.origin.rpartition("/")[2]
        return f"{place}-{self.index}.tlog-proof", f"{place}.policy", VERIFIER


def evidence(record: Record) -> Evidence:
    """The proof of a record in its log's newest checkpoint, checked with the log's own keys before it is shown.
    Broken when it does not hold."""
    return _evidence(issue(record))


def _evidence(issued: Issued) -> Evidence:
    found, checkpoint = issued.receipt, issued.receipt.accepted.checkpoint
    return Evidence(
        origin=found.origin,
        index=found.index,
        size=found.size,
        root=_base64(checkpoint.root),
        leaf_hash=found.leaf_hash.hex(),
        leaf=issued.stored.leaf.decode(),
        salt=_base64(issued.stored.salt),
        hashes=tuple(_base64(one) for one in issued.proof.hashes),
        note=issued.proof.note,
        keys=tuple(_key(one) for one in issued.keys),
        signed=_moment(found.time),
        erased=found.payload is None,
        receipt=issued.text,
        policy=issued.policy,
    )


def _key(vkey: str) -> Key:
    _, kind, public = read_vkey(vkey)
    print_of = hashlib.sha256(public).hexdigest()
    groups = " ".join(print_of[start : start + 8] for start in range(0, 64, 8))
    sort, key_id = "Ed25519" if kind == ED25519 else "ML-DSA-44", vkey.split("+")[1]
    return Key(vkey, Text(nl=f"{sort}, kenmerk {key_id}", en=f"{sort}, key id {key_id}"), groups)


def _moment(seconds: int | None) -> Text:
    """A signed time in words."""
    if seconds is None:
        return Text(nl="geen tijd ondertekend", en="no time was signed")
    if seconds >= 2**37:  # no calendar holds it
        return same(f"POSIX {seconds}")
    when = datetime.fromtimestamp(seconds, UTC)
    nl, en = (f"{say_day(when.date(), one)}, {when:%H:%M:%S} UTC" for one in ("nl", "en"))
    return Text(nl=nl, en=en)


def content(record: Record, found: Evidence) -> bytes:
    """Payload with its salt, as JSON: together they meet the commitment in the leaf."""
    return json.dumps({"salt": found.salt, "payload": record.payload.decode()}, ensure_ascii=False, indent=1).encode()


@cache
def verifier() -> tuple[bytes, str]:
    """The verifier that stands alone, and its SHA-256 in hexadecimal."""
    raw = Path(receipt_verifier.__file__).read_bytes()
    return raw, hashlib.sha256(raw).hexdigest()


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
