# SPDX-License-Identifier: EUPL-1.2
"""Entries that each carry an Ed25519 and an ML-DSA-44 signature: verify both, hash, read by the schema, store. The last
line is JSON."""

import hashlib
import json
import os
import sqlite3
import sys
import tempfile
import time

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey


class Supplier(msgspec.Struct):
    naam: str
    website: str


def signed(count):
    """Entries with their signatures."""
    ed, ml = Ed25519PrivateKey.generate(), MLDSA44PrivateKey.generate()
    found = []
    for number in range(count):
        body = {"naam": f"Leverancier nummer {number} BV", "website": f"https://voorbeeld.example/{'x' * 800}/{number}"}
        payload = json.dumps(body, separators=(",", ":")).encode()
        digest = hashlib.sha256(os.urandom(16) + payload).digest()
        found.append((number, payload, digest, ed.sign(digest), ml.sign(digest)))
    return ed.public_key(), ml.public_key(), found


def main(count):
    """Sign, then time taking over."""
    ed, ml, entries = signed(count)
    decoder = msgspec.json.Decoder(Supplier)
    with tempfile.TemporaryDirectory() as folder:
        store = sqlite3.connect(os.path.join(folder, "entries.sqlite3"))
        store.execute("PRAGMA journal_mode=WAL")
        store.execute("PRAGMA synchronous=FULL")
        store.execute("CREATE TABLE entry (number INTEGER PRIMARY KEY, digest BLOB, payload BLOB)")
        begun, cpu = time.perf_counter(), time.process_time()
        rows = []
        for number, payload, digest, plain, quantum_safe in entries:
            ed.verify(plain, digest)
            ml.verify(quantum_safe, digest)
            hashlib.sha256(payload).digest()
            decoder.decode(payload)
            rows.append((number, digest, payload))
            if len(rows) == 1000:
                store.executemany("INSERT INTO entry VALUES (?, ?, ?)", rows)
                store.commit()
                rows = []
        store.executemany("INSERT INTO entry VALUES (?, ?, ?)", rows)
        store.commit()
        seconds, cpu = time.perf_counter() - begun, time.process_time() - cpu
        store.close()
    return {"entries": count, "seconds": seconds, "cpu": cpu}


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
