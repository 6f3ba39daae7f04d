# SPDX-License-Identifier: EUPL-1.2
"""Bundles: 256 records in one file, as their bytes.

Entry bundles are C2SP tlog-tiles v0.1.0, "Log entries": each leaf behind its length as a big-endian uint16. Payload
bundles are ours and stand beside them under the same numbers: 16 bytes of salt and the payload behind their length as a
big-endian uint32; a length of zero says that salt and payload were erased.
"""

import struct
from collections.abc import Iterable, Sequence

from stelsel.kernel.canonical import MAX_BYTES
from stelsel.kernel.entry import SALT_BYTES
from stelsel.kernel.problem import Broken, broken
from stelsel.kernel.text import Text

Span = tuple[int, int]
"""First byte of a record (its length included) and the byte after its last."""
_MOST = SALT_BYTES + MAX_BYTES


def entry_bundle(leaves: Iterable[bytes]) -> bytes:
    """Leaves as big-endian uint16 length-prefixed bytes."""
    return b"".join(struct.pack(">H", len(leaf)) + leaf for leaf in leaves)


def payload_bundle(contents: Iterable[tuple[bytes, bytes]]) -> bytes:
    """(salt, payload) pairs as big-endian uint32 length-prefixed bytes; both empty for what is erased."""
    return b"".join(struct.pack(">I", len(salt) + len(payload)) + salt + payload for salt, payload in contents)


def read_entries(raw: bytes) -> list[bytes]:
    """The leaves of an entry bundle; Broken with the byte range when it does not end where a leaf ends."""
    return [raw[start + 2 : end] for start, end in entry_spans(raw)]


def read_payloads(raw: bytes) -> list[tuple[bytes, bytes]]:
    """The (salt, payload) pairs of a payload bundle; Broken with the byte range when a length cannot be."""
    return [(raw[start + 4 : min(start + 20, end)], raw[start + 20 : end]) for start, end in payload_spans(raw)]


def entry_spans(raw: bytes) -> list[Span]:
    """Where each leaf stands, in order."""
    return _spans(raw, 2, 0, 0xFFFF)


def payload_spans(raw: bytes) -> list[Span]:
    """Where each salt with payload stands, in order."""
    return _spans(raw, 4, SALT_BYTES + 1, _MOST)


def _spans(raw: bytes, prefix: int, least: int, most: int) -> list[Span]:
    spans: list[Span] = []
    at, end, from_bytes = 0, len(raw), int.from_bytes
    while at < end:
        size = from_bytes(raw[at : at + prefix], "big")
        stop = at + prefix + size
        if stop > end or at + prefix > end or size > most or 0 < size < least:
            raise Torn(spans, at, end)
        spans.append((at, stop))
        at = stop
    return spans


class Torn(Broken):
    """The bytes from some place on are no record; `spans` are those before."""

    def __init__(self, spans: list[Span], start: int, end: int) -> None:
        self.spans = spans
        super().__init__(torn(start, end).findings[0])


def torn(start: int, end: int) -> Broken:
    """The bytes from here on are no record."""
    return broken(
        "bundle",
        f"bytes {start}-{end}",
        Text(nl="Vanaf hier is deze bundel niet te lezen.", en="From here this bundle cannot be read."),
        Text(nl="Zet dit bestand terug uit een kopie.", en="Restore this file from a copy."),
    )


def without(raw: bytes, erased: Sequence[int]) -> bytes:
    """A payload bundle in which the records at these places are erased."""
    gone = set(erased)
    contents = enumerate(read_payloads(raw))
    return payload_bundle((b"", b"") if place in gone else content for place, content in contents)
