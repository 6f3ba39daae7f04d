# SPDX-License-Identifier: EUPL-1.2
"""The proof of one revision: leaf, inclusion proof, signed checkpoint and the keys to check them with."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass

from stelsel.book.view import Record
from stelsel.node.keys import read_key
from stelsel.node.node import node
from stelsel.register.log import check_proof, prove, read
from stelsel.register.signer import verifiers


@dataclass(frozen=True, slots=True)
class Evidence:
    """What somebody needs to check an entry without us."""

    origin: str
    index: int
    size: int
    leaf_hash: str
    leaf: str
    salt: str
    hashes: tuple[str, ...]
    note: str
    keys: tuple[str, ...]

    @property
    def file(self) -> str:
        """The proof as a C2SP tlog-proof: index, hashes, checkpoint."""
        lines = ["c2sp.org/tlog-proof@v1", f"index {self.index}", *self.hashes, "", self.note]
        return "\n".join(lines)


def evidence(record: Record) -> Evidence:
    """The proof of a record in its log's newest checkpoint, checked with the log's own keys before it is shown.
    Broken when it does not hold."""
    here = node()
    origin = record.log.origin
    _, stored = read(here.logs, origin, record.index)
    proof = prove(here.logs, origin, record.index)
    pair = read_key(here.keys, record.log.publisher)
    head = check_proof(stored.leaf, proof, verifiers(origin, *pair.publics()))
    hashes = tuple(base64.b64encode(one).decode() for one in proof.hashes)
    salt = base64.b64encode(stored.salt).decode()
    return Evidence(
        origin,
        record.index,
        head.size,
        record.hash.hex(),
        stored.leaf.decode(),
        salt,
        hashes,
        proof.note,
        pair.vkeys(origin),
    )


def content(record: Record, found: Evidence) -> bytes:
    """Payload with its salt, as JSON: together they meet the commitment in the leaf."""
    return json.dumps({"salt": found.salt, "payload": record.payload.decode()}, ensure_ascii=False, indent=1).encode()
