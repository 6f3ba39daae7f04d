# SPDX-License-Identifier: EUPL-1.2
"""What was made from published content and is kept because making it is slow. All of it can be thrown away."""

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Protocol

MOST = 8_192
"""Rows that are kept in memory: of reports about 30 MB."""


class Kept(Protocol):
    """Bytes by key (64 digits, a SHA-256 in hex). Nobody sees an error: what cannot be kept is made anew."""

    def get(self, keys: Sequence[str]) -> Mapping[str, bytes]:
        """The rows that there are of these."""

    def put(self, rows: Mapping[str, bytes]) -> None:
        """Keep these as well."""


class Remembered:
    """Rows in the memory of this process, those put last; for several threads."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._rows: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, keys: Sequence[str]) -> Mapping[str, bytes]:
        """The rows that there are of these."""
        with self._lock:
            return {key: self._rows[key] for key in keys if key in self._rows}

    def put(self, rows: Mapping[str, bytes]) -> None:
        """Keep these as well."""
        with self._lock:
            self._rows.update(rows)
            while len(self._rows) > self._most:
                self._rows.popitem(last=False)
