# SPDX-License-Identifier: EUPL-1.2
"""A report over the small synthetic country while somebody waits: one at a time in a process, and the same one once."""

from __future__ import annotations

import secrets
import shutil
import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.node.population.examples import Side
from stelsel.node.population.people import SMALL, people
from stelsel.node.population.report import Asked, Report, report

KEPT = 32
"""Reports that a process remembers."""
PATIENCE_SECONDS = 10
_ONE = threading.Lock()
_KNOWN: OrderedDict[tuple[object, ...], Report] = OrderedDict()


def at_once(asked: Asked, sides: Sequence[Side], home: Path) -> Report:
    """The report. `asked.position` says which rules the asker sees, so that nobody gets an answer from the rules of
    another. BadInput as `report`, and where somebody else is being helped for too long."""
    days = tuple((one.on, one.known_at) for one in sides)
    key = (asked, days, str(home))
    if not _ONE.acquire(timeout=PATIENCE_SECONDS):
        raise bad_input("effects-busy", "", _BUSY, _LATER)
    try:
        if key not in _KNOWN:
            _KNOWN[key] = _made(asked, sides, home)
        _KNOWN.move_to_end(key)
        while len(_KNOWN) > KEPT:
            _KNOWN.popitem(last=False)
        return _KNOWN[key]
    finally:
        _ONE.release()


def _made(asked: Asked, sides: Sequence[Side], home: Path) -> Report:
    source = people(SMALL, home, None, sides[-1].on)
    folder = home / "people" / f".report-{secrets.token_hex(8)}"
    try:
        return report(asked, sides, source, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


_BUSY = Text(nl="Er wordt al voor iemand anders gerekend.", en="We are computing for somebody else already.")
_LATER = Text(nl="Probeer het over een minuut opnieuw.", en="Try again in a minute.")
