# SPDX-License-Identifier: EUPL-1.2
"""Ours for `fsck`: proves a log of ARG entries. The last line is JSON."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path


def main(size: int) -> dict[str, object]:
    """Make the log, prove it, damage it, prove that this is seen."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "stelsel.node.settings"}
    with tempfile.TemporaryDirectory(prefix="stelsel-fsck-") as place:
        os.environ["STELSEL_HOME"] = place
        from bench.log_entries import KNOWN, LOG, make
        from stelsel.node.prove import prove
        from stelsel.register.folder import LogFolder
        from stelsel.register.state import STATE_EVERY

        folder = Path(place) / "log"
        make(folder, size)
        begun, cpu = time.perf_counter(), time.process_time()
        found = prove(LogFolder(folder), LOG.origin, KNOWN)
        seconds, cpu = time.perf_counter() - begun, time.process_time() - cpu
        path = folder / "payload" / "007"
        raw = bytearray(path.read_bytes())
        raw[5000] ^= 4
        path.write_bytes(raw)
        damaged = prove(LogFolder(folder), LOG.origin, KNOWN)
        return {
            "entries": found.size,
            "seconds": seconds,
            "cpu": cpu,
            "states": size // STATE_EVERY,
            "holds": not found.findings,
            "named": any("payload/007 bytes" in one.where for one in damaged.findings),
        }


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
