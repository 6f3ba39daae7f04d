# SPDX-License-Identifier: EUPL-1.2
"""A log of many real-sized entries in files, made without a node: what `ingest` and `fsck` are measured on.

Entries are suppliers of about 1 KB, one in four a correction of an earlier one, with a state entry every 4,096 leaves.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from stelsel.kernel.entry import Envelope, Source, commitment
from stelsel.node.disk import Disk
from stelsel.node.log_files import LogFiles
from stelsel.nouns.supplier import SUPPLIER, Supplier
from stelsel.register.checkpoint import Checkpoint
from stelsel.register.records import Latest, LogName, Stored
from stelsel.register.signer import KeyPair, verifiers
from stelsel.register.state import STATE_EVERY, STATE_TYPE, state_id, state_submission
from stelsel.register.tiles import extend
from stelsel.register.tree import leaf_hash, root_of

LOG = LogName("stelsel.example/meting/public", "meting", "public", "meting")
KEYS = KeyPair(bytes(range(32)), bytes(range(32, 64)), lambda: 1_800_000_000)
KNOWN = verifiers(LOG.origin, *KEYS.publics())
_CHUNK = 4_096
_AT = "2026-11-24T10:00:00Z"


class _NoSync(Disk):
    def sync(self, handle: int) -> None:
        """Making the input is not measured."""


def make(folder: Path, size: int) -> None:
    """Write a log of `size` leaves into an empty folder."""
    files = LogFiles(folder, _NoSync())
    files.describe(LOG)
    hashes: list[bytes] = []
    rows: list[Stored] = []
    for stored in _leaves(size):
        rows.append(stored)
        if len(rows) == _CHUNK or stored.index == size - 1:
            fresh = [leaf_hash(one.leaf) for one in rows]
            tiles = extend(len(hashes), fresh, files.folder.tile)
            hashes += fresh
            head = Checkpoint(LOG.origin, len(hashes), root_of(hashes))
            files.seal(rows[0].index, rows, tiles, KEYS.sign(head, None, ()))
            rows = []


def _leaves(size: int) -> Iterator[Stored]:
    dice = random.Random(2026)
    newest: dict[str, Latest] = {}
    for index in range(size):
        if index % STATE_EVERY == STATE_EVERY - 1:
            item = state_submission(LOG, index, newest)
            known = newest.get(state_id(LOG))
            yield _leaf(index, item.id, item.payload, known, dice, STATE_TYPE)
            newest[item.id] = Latest(index, known.rev + 1 if known else 1, "state")
            continue
        old = dice.randrange(index) if index > 8 and dice.random() < 0.25 else index
        name = f"meting/supplier/leverancier-{old % 1_000_003}"
        known = newest.get(name)
        body = Supplier(name=f"Leverancier nummer {index} BV", website=f"https://voorbeeld.example/{'x' * 800}/{index}")
        yield _leaf(index, name, SUPPLIER.encode(body), known, dice, SUPPLIER.type)
        newest[name] = Latest(index, known.rev + 1 if known else 1, "correct" if known else "put")


def _leaf(index: int, name: str, payload: bytes, known: Latest | None, dice: random.Random, kind: str) -> Stored:
    salt = dice.randbytes(16)
    envelope = Envelope(
        op="state" if kind == STATE_TYPE else "correct" if known else "put",
        type=kind,
        id=name,
        rev=known.rev + 1 if known else 1,
        at=_AT,
        h=commitment(salt, payload),
        org=LOG.organisation,
        mode="stated" if kind == STATE_TYPE else "recorded",
        src=None if kind == STATE_TYPE else Source("Meting", "2026-11-24", "https://voorbeeld.example/bron"),
        prev=known.index if known else None,
        why="Beter." if known and kind != STATE_TYPE else None,
    )
    return Stored(index, envelope.encode(), salt, payload)
