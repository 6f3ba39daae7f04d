# SPDX-License-Identifier: EUPL-1.2
"""Take over a log from files that nobody vouches for: bundle by bundle, each leaf hashed, each content held against its
commitment. The root is known only at the end: what somebody does on the way may count only after that."""

from collections.abc import Callable, Iterator, Sequence

from stelsel.kernel.entry import Envelope
from stelsel.kernel.problem import Broken, broken
from stelsel.register._refusals import wrong
from stelsel.register.bundles import read_entries, read_payloads, torn
from stelsel.register.checkpoint import Checkpoint, read_checkpoint
from stelsel.register.folder import LogFolder, payload_path
from stelsel.register.log import checked
from stelsel.register.note import Verifier, read_note, verified
from stelsel.register.records import Row, Stored
from stelsel.register.tiles import WIDTH, extend, tile_path
from stelsel.register.tree import leaf_hash, root_of

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


class Ingest:
    """One log being read. After the last bundle `tiles` are all its tiles."""

    def __init__(self, folder: LogFolder, head: Checkpoint, check: Check) -> None:
        self._folder = LogFolder(folder.path, head.size)
        self._head = head
        self._check = check
        self._hashes: list[bytes] = []

    def bundles(self) -> Iterator[list[Row]]:
        """Every bundle in order. Broken at the first leaf or content that does not hold, and after the last bundle when
        the leaves do not lead to the signed root."""
        for number in range(-(-self._head.size // WIDTH)):
            rows = self._rows(number, min(self._head.size - number * WIDTH, WIDTH))
            self._hashes += [leaf_hash(stored.leaf) for _, stored in rows]
            yield rows
        if root_of(self._hashes) != self._head.root:
            raise wrong("tiles", self._head.origin)

    def tiles(self) -> dict[tuple[int, int], bytes]:
        """Every tile of the log, (level, number) -> hashes."""
        return extend(0, self._hashes, lambda level, number: b"")

    def _rows(self, number: int, want: int) -> list[Row]:
        try:
            leaves = read_entries(self._folder.entries(number))[:want]
            contents = read_payloads(self._folder.payloads(number))[:want]
            if min(len(leaves), len(contents)) < want:
                raise torn(0, 0)
        except Broken as problem:
            one = problem.findings[0]
            names = f"{tile_path('entries', number, want)}, {payload_path(number, want)}"
            raise broken(one.code, f"{self._head.origin} {names} {one.where}", one.what, one.cure) from problem
        return [self._row(number * WIDTH + at, leaf, *contents[at]) for at, leaf in enumerate(leaves)]

    def _row(self, index: int, leaf: bytes, salt: bytes, payload: bytes) -> Row:
        stored = Stored(index, leaf, salt, payload)
        envelope = checked(stored)
        if salt:
            self._check(envelope, payload)
        return envelope, stored
