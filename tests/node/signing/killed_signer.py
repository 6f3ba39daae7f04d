# SPDX-License-Identifier: EUPL-1.2
"""A signer that is killed (-9) right after it kept a record of so many leaves, before it answers.

Usage: python killed_signer.py HOME SIZE; it writes `ready` when it listens.
"""

import os
import signal
import sys
import threading
from pathlib import Path

from stelsel.node.signing.ledger import Ledger, Record
from stelsel.node.signing.process import run

HOME, SIZE = Path(sys.argv[1]), int(sys.argv[2])
KEEP = Ledger.keep


def keep(self: Ledger, old: Record | None, new: Record) -> None:
    """Keep it, and die."""
    KEEP(self, old, new)
    if new.last is not None and new.last.size == SIZE:
        os.kill(os.getpid(), signal.SIGKILL)


Ledger.keep = keep  # type: ignore[method-assign]
run(HOME, lambda: sys.stdout.write("ready\n") and sys.stdout.flush(), threading.Event())
