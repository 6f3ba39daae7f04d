# SPDX-License-Identifier: EUPL-1.2
"""fsck of one log, with both processors of a machine where the log is large."""

import gc
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from stelsel.kernel.entry import Envelope
from stelsel.kernel.problem import Broken
from stelsel.register.folder import LogFolder
from stelsel.register.fsck import Checked, fsck, wrong_states
from stelsel.register.note import Verifier

_LARGE = 20_000
"""Entries from which a second process pays."""


def prove(
    folder: LogFolder,
    origin: str,
    known: Sequence[Verifier],
    seen: Callable[[int, Envelope], object] = lambda index, envelope: None,
) -> Checked:
    """`register.fsck` for a log of any size: the state roots of a large one are checked by a second process."""
    if _size(folder) < _LARGE:
        return fsck(folder, origin, known, seen)
    gc.disable()  # millions of small objects, none of them in a cycle
    try:
        with ProcessPoolExecutor(1, get_context("spawn")) as beside:
            return fsck(folder, origin, known, seen, lambda at, size: beside.submit(wrong_states, at, size).result)
    finally:
        gc.enable()


def _size(folder: LogFolder) -> int:
    """How many entries the checkpoint speaks of; 0 for one that cannot be read, which fsck will name."""
    try:
        return folder.size()
    except Broken:
        return 0
