# SPDX-License-Identifier: EUPL-1.2
"""Indexes read as one: where several have the same id, the first one speaks."""

import threading
import weakref
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stelsel.engines.search._index import Index

Mask = NDArray[np.bool_]
KEPT_UNIONS = 4

_Members = tuple["weakref.ref[Index]", ...]
# A cache that holds no index alive: per first index the unions it was lately read in.
_unions: "weakref.WeakKeyDictionary[Index, dict[_Members, list[Mask | None]]]" = weakref.WeakKeyDictionary()
_lock = threading.Lock()


def shown(indexes: Sequence[Index]) -> list[Mask | None]:
    """Per index which rows are not in an earlier index; None where all are shown."""
    if len(indexes) < 2:
        return [None] * len(indexes)
    members = tuple(weakref.ref(index) for index in indexes)
    with _lock:
        kept = _unions.setdefault(indexes[0], {})
        masks = kept.get(members)
    if masks is None:
        masks = _shown(indexes)
        with _lock:
            while len(kept) >= KEPT_UNIONS:
                del kept[next(iter(kept))]
            kept[members] = masks
    return masks


def _shown(indexes: Sequence[Index]) -> list[Mask | None]:
    seen: set[str] = set()
    masks: list[Mask | None] = []
    for index in indexes:
        double = not seen.isdisjoint(index.ids)
        masks.append(
            np.fromiter((name not in seen for name in index.ids), np.bool_, len(index.ids)) if double else None
        )
        seen.update(index.ids)
    return masks
