# SPDX-License-Identifier: EUPL-1.2
"""The body of an answer, unpacked as it comes, never more of it in memory than is allowed."""

import zlib
from collections.abc import Iterator
from http.client import HTTPResponse

from stelsel.node.fetch._problems import refused

_PIECE = 64_000
_FREE = 1_000_000
"""Bytes that may come out before the ratio counts."""
_MOST_RATIO = 100
_WINDOWS = {"gzip": 31, "x-gzip": 31, "deflate": 15}
"""Coding -> how zlib calls it (RFC 9110, 8.4.1)."""


def read_body(answer: HTTPResponse, most: int) -> bytes:
    """At most `most` bytes, unpacked. NotFetched for more, for a coding other than gzip or deflate, for a ratio above
    100, and for a body that ends too early."""
    coding = (answer.headers.get("Content-Encoding") or "").strip().lower()
    pieces = _pieces(answer, most)
    if coding in ("", "identity"):
        return b"".join(pieces)
    if coding not in _WINDOWS:
        raise refused("packed")
    return unpacked(pieces, _WINDOWS[coding], most)


def _pieces(answer: HTTPResponse, most: int) -> Iterator[bytes]:
    total = 0
    while piece := answer.read(_PIECE):
        total += len(piece)
        if total > most:
            raise refused("too-large")
        yield piece
    if answer.length:
        raise refused("broken")


def unpacked(pieces: Iterator[bytes], window: int, most: int) -> bytes:
    """What these pieces unpack to. A gzip file may have several members."""
    out = bytearray()
    taken, inner, begun = 0, zlib.decompressobj(window), False
    try:
        for piece in pieces:
            taken += len(piece)
            rest = piece
            while rest:
                if inner.eof:
                    inner = zlib.decompressobj(window)
                begun = True
                out += inner.decompress(rest, most + 1 - len(out))
                if len(out) > most:
                    raise refused("too-large")
                if len(out) > max(_FREE, taken * _MOST_RATIO):
                    raise refused("packed")
                rest = inner.unused_data if inner.eof else inner.unconsumed_tail
    except zlib.error:
        raise refused("packed") from None
    if begun and not inner.eof:
        raise refused("broken")
    return bytes(out)
