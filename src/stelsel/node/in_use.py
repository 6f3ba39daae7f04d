# SPDX-License-Identifier: EUPL-1.2
"""Who uses the tables of a node: any number of processes at work, or one that moves them elsewhere. Whoever is killed
lets go."""

import fcntl
from pathlib import Path
from typing import IO

from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text
from stelsel.node.serve import Unavailable

_FILE = "in-use"


def at_work(home: Path) -> IO[bytes]:
    """Hold the node together with others as long as what comes back is open. Unavailable while somebody moves it."""
    return _hold(home, fcntl.LOCK_SH, "node-moves", _MOVES)


def alone(home: Path) -> IO[bytes]:
    """Hold the node without anybody else as long as what comes back is open. Unavailable while others are at work."""
    return _hold(home, fcntl.LOCK_EX, "node-runs", _RUNS)


def _hold(home: Path, how: int, code: str, words: tuple[Text, Text]) -> IO[bytes]:
    home.mkdir(parents=True, exist_ok=True)
    file = (home / _FILE).open("ab")
    try:
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise Unavailable(Finding(code, str(home), *words)) from None
    return file


_MOVES = (
    Text(nl="Deze node gaat juist naar een andere database.", en="This node is just moving to another database."),
    Text(nl="Wacht tot “stelsel migrate-to” klaar is.", en="Wait until “stelsel migrate-to” is done."),
)
_RUNS = (
    Text(nl="Deze node draait, of er loopt een opdracht op.", en="This node is running, or a command works on it."),
    Text(
        nl="Stop hem eerst (Ctrl+C, of systemctl stop) en geef de opdracht opnieuw.",
        en="Stop it first (Ctrl+C, or systemctl stop) and give the command again.",
    ),
)
