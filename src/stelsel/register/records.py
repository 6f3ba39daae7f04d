# SPDX-License-Identifier: EUPL-1.2
"""The words of a log: its name, what somebody asks for, what stands in it, what comes back; and where logs are kept."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from stelsel.kernel.entry import Envelope, Operation, Ref, Source
from stelsel.kernel.kind import AudienceName


@dataclass(frozen=True)
class LogName:
    """One log: its origin, the publisher whose key signs it, its audience, and the organisation the publisher is
    (a TOOI address, or the publisher's own name when it has none)."""

    origin: str
    publisher: str
    audience: AudienceName
    organisation: str


@dataclass(frozen=True)
class Submission:
    """One change that somebody asks for. `type` is kind/major, `org` is whom it is about; a source makes it recorded,
    none makes it stated; `ref` is the entry that a dispute is about."""

    op: Operation
    type: str
    id: str
    payload: bytes
    org: str
    source: Source | None = None
    why: str | None = None
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """A leaf with what stands beside it; salt and payload are empty when erased."""

    index: int
    leaf: bytes
    salt: bytes
    payload: bytes


@dataclass(frozen=True, slots=True)
class Latest:
    """The newest revision of an entry: its index, revision number and operation."""

    index: int
    rev: int
    op: Operation


@dataclass(frozen=True)
class Receipt:
    """Where an entry stands: log origin, index, entry address and leaf hash (32 bytes)."""

    origin: str
    index: int
    id: str
    leaf_hash: bytes


@dataclass(frozen=True)
class Proof:
    """An inclusion proof: index, audit path, and the signed checkpoint it leads to."""

    index: int
    hashes: tuple[bytes, ...]
    note: str


Row = tuple[Envelope, Stored]


class LogStore(Protocol):
    """Where logs are kept. Whoever changes a log does so inside `writing`."""

    def writing(self, origin: str) -> AbstractContextManager[None]:
        """Nobody else, in no other process, changes a log of this publisher meanwhile. What was committed before
        stands in the files when it begins, and, when the disk lets it, what was committed meanwhile when it ends."""

    def note(self, origin: str) -> str | None:
        """The newest signed checkpoint; None for a log without entries."""

    def tile(self, origin: str, level: int, number: int) -> bytes:
        """The widest version of a tile at that checkpoint."""

    def stored(self, origin: str, start: int, end: int) -> Iterable[Stored]:
        """Leaves [start, end) in order."""

    def latest(self, origin: str, ids: Sequence[str]) -> dict[str, Latest]:
        """The newest revision of each of these entry addresses that the log knows."""

    def newest(self, origin: str) -> Iterable[tuple[str, Latest]]:
        """The newest revision of every address in the log, in any order."""

    def elsewhere(self, log: LogName, ids: Sequence[str]) -> dict[str, str]:
        """Which of these addresses stand in another log of the same publisher, and for which audience."""

    def staged(self, origin: str) -> Sequence[Stored]:
        """Leaves that were staged and are not yet part of the log."""

    def stage(self, origin: str, rows: Sequence[Stored]) -> None:
        """Keep leaves for the moment their checkpoint is signed; durable on return."""

    def unstage(self, origin: str) -> None:
        """Drop staged leaves: nobody signed them."""

    def commit(self, origin: str, rows: Sequence[Row], tiles: dict[tuple[int, int], bytes], note: str) -> None:
        """Make staged leaves part of the log, with the tiles that change and the checkpoint; durable on return."""

    def forget(self, origin: str, indexes: Sequence[int]) -> None:
        """Erase salt and payload of these leaves wherever they stand; durable on return."""
