# SPDX-License-Identifier: EUPL-1.2
"""What the leaves of a log say, checked against each other: contents, revisions, erasures and keys."""

import hashlib
from base64 import b64encode
from collections.abc import Callable, Sequence

from stelsel.kernel.entry import GONE, LOG_OPERATIONS, SALT_BYTES, Envelope, decode_envelope
from stelsel.kernel.problem import BadInput, Broken
from stelsel.register.bundles import Span
from stelsel.register.keys import keys_in
from stelsel.register.note import Verifier
from stelsel.register.records import Stored

Fault = Callable[[str, str, str, str], None]
"""(code, where, Dutch, English)"""
_NEW = frozenset({"put", "dispute"})


class Contents:
    """Goes through a log bundle by bundle. `one` reads a single leaf with its content again."""

    def __init__(self, fault: Fault, one: Callable[[int], Stored], seen: Callable[[int, Envelope], object]) -> None:
        self._fault = fault
        self._one = one
        self._seen = seen
        self.held = self.gone = 0
        """How many contents were checked, and how many are erased."""
        self.keys: list[tuple[int, tuple[Verifier, ...]]] = []
        """Key entries: index, and the keys they name."""
        self._newest: dict[str, tuple[int, int, str]] = {}
        """address -> index, revision, operation"""
        self._missing: dict[str, list[str]] = {}
        """address -> where content is missing that no erasure explains yet"""

    def bundle(self, base: int, leaves: Sequence[bytes], name: str, raw: bytes, spans: Sequence[Span]) -> None:
        """256 leaves, and the payload bundle beside them with where each record stands."""
        for place, leaf in enumerate(leaves):
            index = base + place
            try:
                envelope = decode_envelope(leaf)
            except Broken as problem:
                self._fault("envelope", f"index {index}", problem.findings[0].what.nl, problem.findings[0].what.en)
                continue
            self._seen(index, envelope)
            self._revision(index, envelope)
            content = self._content(envelope, name, raw, spans[place]) if place < len(spans) else b""
            if envelope.op in LOG_OPERATIONS:
                self._of_log(index, envelope, content)
            elif envelope.op == "erase":
                self._erased(envelope)

    def finish(self) -> None:
        """What can only be told at the end."""
        for places in self._missing.values():
            for where in places:
                self._fault("content", where, "Hier ontbreekt de inhoud.", "The content is missing here.")

    def _content(self, envelope: Envelope, name: str, raw: bytes, span: Span) -> bytes:
        start, end = span
        if end - start == 4:
            self.gone += 1
            self._missing.setdefault(envelope.id, []).append(f"{name} bytes {start}-{end}")
            return b""
        self.held += 1
        if b64encode(hashlib.sha256(b"\x02" + raw[start + 4 : end]).digest()).decode() != envelope.h:
            where = f"{name} bytes {start}-{end}"
            self._fault("commitment", where, "Deze inhoud is niet wat is vastgelegd.", "Not the content committed to.")
        return raw[start + 4 + SALT_BYTES : end]

    def _revision(self, index: int, envelope: Envelope) -> None:
        before = self._newest.get(envelope.id)
        wanted = (before[1] + 1, before[0]) if before else (1, None)
        present = before is not None and before[2] not in GONE
        erasing = envelope.op == "erase" and before is not None and before[2] != "erase"
        fits = envelope.op in LOG_OPERATIONS or erasing or (envelope.op in _NEW) != present
        if (envelope.rev, envelope.prev) != wanted or not fits:
            where = f"index {index} {envelope.id}"
            self._fault("revision", where, "Deze revisie sluit niet aan.", "This revision does not follow.")
        self._newest[envelope.id] = (index, envelope.rev, envelope.op)

    def _erased(self, envelope: Envelope) -> None:
        """Every earlier revision of an erased address must be without content."""
        self._missing.pop(envelope.id, None)
        at = envelope.prev
        while at is not None:
            try:
                stored = self._one(at)
                before = decode_envelope(stored.leaf).prev
            except Broken:
                return  # named where its bundle was read
            if stored.salt or stored.payload:
                where = f"index {at} {envelope.id}"
                self._fault("not-erased", where, "Deze inhoud moest gewist zijn.", "This should have been erased.")
            at = before

    def _of_log(self, index: int, envelope: Envelope, content: bytes) -> None:
        if envelope.op == "state":
            return  # see _fsck_states
        try:
            self.keys.append((index, keys_in(content)))
        except (Broken, BadInput) as problem:
            one = problem.findings[0]
            self._fault("key-entry", f"index {index}", one.what.nl, one.what.en)
