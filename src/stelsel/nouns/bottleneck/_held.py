# SPDX-License-Identifier: EUPL-1.2
"""What a process holds in memory of published texts, so that it is not made again at each position: reports that were
read, and what was made of some of them. All of it by the hash of the texts, never with a whole text; `forget` drops
what was made of one that is not published any more."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from stelsel.engines import cluster
from stelsel.kernel.kept import Kept

T = TypeVar("T")
MOST_REPORTS = 4096
MOST_MADE: Mapping[str, int] = {"groups": 8, "laid": 4, "beside": 8}
"""Of each sort so many are held, those used last."""


class Held:
    """What is held beside one place of rows; for several threads."""

    def __init__(self) -> None:
        self._reports: OrderedDict[str, cluster.Report] = OrderedDict()
        self._made: dict[str, OrderedDict[str, tuple[frozenset[str], Any]]] = {
            sort: OrderedDict() for sort in MOST_MADE
        }
        self._forgot = 0
        self._lock = threading.Lock()

    def reports(self, texts: Sequence[str], kept: Kept) -> tuple[cluster.Report, ...]:
        """Published texts as the engine reads them."""
        keys = {text: cluster.key(text) for text in texts}
        with self._lock:
            there = {text: self._reports[key] for text, key in keys.items() if key in self._reports}
            begun = self._forgot
        fresh = [text for text in keys if text not in there]
        there |= zip(fresh, cluster.read(fresh, kept), strict=True)
        with self._lock:
            if begun == self._forgot:
                for text, key in keys.items():
                    self._reports[key] = there[text]
                    self._reports.move_to_end(key)
            while len(self._reports) > MOST_REPORTS:
                self._reports.popitem(last=False)
        return tuple(there[text] for text in texts)

    def made(self, sort: str, keys: Sequence[str], more: object, make: Callable[[], T]) -> T:
        """What `make` makes of the texts of these keys and of `more` (told apart by its repr), once."""
        name, shelf = hashlib.sha256(repr((keys, more)).encode()).hexdigest(), self._made[sort]
        with self._lock:
            if name in shelf:
                shelf.move_to_end(name)
                found: T = shelf[name][1]
                return found
            begun = self._forgot
        value = make()
        with self._lock:
            if begun == self._forgot:
                shelf[name] = (frozenset(keys), value)
            while len(shelf) > MOST_MADE[sort]:
                shelf.popitem(last=False)
        return value

    def forget(self, keys: Collection[str]) -> None:
        """Drop what was read or made of these texts; what is being made just now is not held."""
        gone = {*keys}
        with self._lock:
            self._forgot += 1
            for key in gone:
                self._reports.pop(key, None)
            for shelf in self._made.values():
                for name in [name for name, (of, _) in shelf.items() if gone & of]:
                    del shelf[name]

    def __contains__(self, key: str) -> bool:
        """Whether anything of the text with this key is held."""
        with self._lock:
            return key in self._reports or any(key in of for shelf in self._made.values() for of, _ in shelf.values())


_BESIDE: WeakKeyDictionary[Kept, Held] = WeakKeyDictionary()
_LOCK = threading.Lock()


def held(kept: Kept) -> Held:
    """What is held beside this place of rows; it goes when that goes."""
    with _LOCK:
        return _BESIDE.setdefault(kept, Held())


def forget(kept: Kept, keys: Collection[str]) -> None:
    """Drop what this process holds of published texts by their keys (`cluster.key`)."""
    held(kept).forget(keys)
