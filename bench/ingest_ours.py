# SPDX-License-Identifier: EUPL-1.2
"""Ours for `ingest`: a log of ARG entries from somebody else's files into an empty node, verified and durable. The last
line is JSON."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path


def main(size: int) -> dict[str, object]:
    """Make the log, take it over, prove the node."""
    place = Path(tempfile.mkdtemp(prefix="stelsel-ingest-"))
    os.environ |= {"STELSEL_HOME": str(place / "home"), "DJANGO_SETTINGS_MODULE": "stelsel.node.settings"}
    try:
        import django

        django.setup()
        from bench.log_entries import KNOWN, LOG, make
        from stelsel.node.ingest import ingest
        from stelsel.node.serve import migrate
        from stelsel.node.store import StoredLogs

        migrate()
        make(place / "theirs", size)
        logs = StoredLogs(place / "home" / "logs")
        begun, cpu = time.perf_counter(), time.process_time()
        taken = ingest(logs, LOG, place / "theirs", KNOWN)
        seconds, cpu = time.perf_counter() - begun, time.process_time() - cpu
        damaged = _refuses_a_flip(place, LOG, KNOWN)
        return {"entries": taken, "seconds": seconds, "cpu": cpu, "refuses": damaged}
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _refuses_a_flip(place: Path, log: object, known: object) -> bool:
    """The same files with one bit of one payload changed are not taken over."""
    from stelsel.kernel.problem import Broken
    from stelsel.node.ingest import ingest
    from stelsel.node.store import StoredLogs

    path = sorted((place / "theirs" / "payload").glob("*"))[3]
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    try:
        ingest(StoredLogs(place / "home" / "other"), log, place / "theirs", known)  # type: ignore[arg-type]
    except Broken:
        return True
    return False


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
