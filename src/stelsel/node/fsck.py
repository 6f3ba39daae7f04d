# SPDX-License-Identifier: EUPL-1.2
"""Check every log of this node from its files, and the index in SQL against them; make the index anew where it
differs."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass

from stelsel.kernel.entry import Envelope
from stelsel.kernel.problem import Broken
from stelsel.node.ingest import ingest
from stelsel.node.models import Log, Revision
from stelsel.node.node import Node
from stelsel.node.prove import prove
from stelsel.register.fsck import Checked
from stelsel.register.records import LogName


@dataclass(frozen=True)
class Verdict:
    """What was found of one log: its files, the first place where the index differs from them (None: nowhere), and
    whether the index was made anew."""

    log: LogName
    files: Checked
    index_differs_at: int | None
    rebuilt: bool = False

    @property
    def holds(self) -> bool:
        """Whether files and index are what was signed (after rebuilding)."""
        return not self.files.findings and (self.index_differs_at is None or self.rebuilt)


@dataclass
class _Index:
    """The index of one log, held against the entries as they pass."""

    rows: dict[int, tuple[str, int, str]]
    differs_at: int | None = None

    def see(self, index: int, envelope: Envelope) -> None:
        """One entry."""
        if self.rows.pop(index, None) != (envelope.id, envelope.rev, envelope.op):
            self.differ(index)

    def differ(self, index: int) -> None:
        """Note the first difference."""
        self.differs_at = index if self.differs_at is None else min(index, self.differs_at)


def check_node(node: Node, rebuild: bool = False) -> Iterator[Verdict]:
    """Every log in turn. With `rebuild` an index that differs is made anew from files that hold."""
    for log in sorted(node.logs.sizes(), key=lambda log: log.origin):
        with node.logs.held(log.origin):
            files, differs_at = _check(node, log)
        again = rebuild and differs_at is not None and not files.findings
        if again:
            ingest(node.logs, log, node.logs.files(log.origin).path, node.verifiers(log))
        yield Verdict(log, files, differs_at, again)


def _check(node: Node, log: LogName) -> tuple[Checked, int | None]:
    with contextlib.suppress(Broken, OSError):  # what is wrong with the files is told below
        node.logs.seal(log.origin)
    folder = node.logs.files(log.origin).folder
    index = _Index(dict(_rows(log.origin)))
    found = prove(folder, log.origin, node.verifiers(log), index.see)
    for left in index.rows:
        index.differ(left)
    row, note = Log.objects.get(origin=log.origin), folder.note() or ""
    if (row.size, row.note) != (found.size, note):
        index.differ(min(row.size, found.size))
    return found, index.differs_at


def _rows(origin: str) -> Iterator[tuple[int, tuple[str, int, str]]]:
    rows = Revision.objects.filter(log__origin=origin).values_list("index", "entry", "rev", "op")
    return ((index, (entry, rev, op)) for index, entry, rev, op in rows.iterator(chunk_size=5_000))
