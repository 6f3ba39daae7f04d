# SPDX-License-Identifier: EUPL-1.2
"""Take over a log from files that nobody vouches for: bundle by bundle, each leaf hashed, each content held against its
commitment. The root is known only at the end: what somebody does on the way may count only after that."""

from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from stelsel.kernel.entry import SALT_BYTES, Envelope, decode_envelope
from stelsel.kernel.problem import Broken, broken
from stelsel.register._refusals import wrong
from stelsel.register.bundles import Span, entry_spans, payload_spans, torn
from stelsel.register.checkpoint import Checkpoint, read_checkpoint
from stelsel.register.folder import LogFolder, payload_path
from stelsel.register.note import Verifier, read_note, verified
from stelsel.register.tiles import WIDTH, extend, tile_path
from stelsel.register.tree import leaf_hashes, root_of

Check = Callable[[Envelope, bytes], object]
"""Raises BadInput or Broken when a payload is not what its kind asks; called for every content that is there."""


def signed_head(note: str, origin: str, known: Sequence[Verifier]) -> Checkpoint:
    """The checkpoint of a note that every known key signed and that is of this log; Broken otherwise."""
    read = read_note(note.encode("utf-8", "surrogatepass"))
    if len(verified(read, known)) != len(known):
        raise wrong("missing-signature", origin)
    head = read_checkpoint(read.text)
    if head.origin != origin:
        raise wrong("another-log", head.origin)
    return head


@dataclass(frozen=True)
class Bundle:
    """Up to 256 verified entries: where they begin, their envelopes, and the bytes of both bundle files."""

    start: int
    envelopes: list[Envelope]
    entries: bytes
    payloads: bytes


class Ingest:
    """One log being read. After the last bundle `tiles` are all its tiles."""

    def __init__(self, folder: LogFolder, head: Checkpoint, check: Check) -> None:
        self._folder = LogFolder(folder.path, head.size)
        self._head = head
        self._check = check
        self._hashes: list[bytes] = []

    def bundles(self) -> Iterator[Bundle]:
        """Every bundle in order. Broken at the first leaf or content that does not hold, and after the last bundle when
        the leaves do not lead to the signed root."""
        for number in range(-(-self._head.size // WIDTH)):
            yield self._bundle(number, min(self._head.size - number * WIDTH, WIDTH))
        if root_of(self._hashes) != self._head.root:
            raise wrong("tiles", self._head.origin)

    def tiles(self) -> dict[tuple[int, int], bytes]:
        """Every tile of the log, (level, number) -> hashes."""
        return extend(0, self._hashes, lambda level, number: b"")

    def _bundle(self, number: int, want: int) -> Bundle:
        raw, beside = self._folder.entries(number), self._folder.payloads(number)
        try:
            places, contents = entry_spans(raw)[:want], payload_spans(beside)[:want]
            if min(len(places), len(contents)) < want:
                raise torn(0, 0)
        except Broken as problem:
            one = problem.findings[0]
            names = f"{tile_path('entries', number, want)}, {payload_path(number, want)}"
            raise broken(one.code, f"{self._head.origin} {names} {one.where}", one.what, one.cure) from problem
        leaves = [raw[start + 2 : end] for start, end in places]
        self._hashes += leaf_hashes(leaves)
        envelopes = [decode_envelope(leaf) for leaf in leaves]
        self._contents(envelopes, beside, contents)
        return Bundle(number * WIDTH, envelopes, raw[: places[-1][1]], beside[: contents[-1][1]])

    def _contents(self, envelopes: Sequence[Envelope], raw: bytes, spans: Sequence[Span]) -> None:
        """Each content, where there is one, against its commitment and its kind."""
        for envelope, (start, end) in zip(envelopes, spans, strict=True):
            if end - start > 4:
                committed = b64encode(sha256(b"\x02" + raw[start + 4 : end]).digest()).decode()
                if committed != envelope.h:
                    raise wrong("commitment", envelope.id)
                self._check(envelope, raw[start + 4 + SALT_BYTES : end])
