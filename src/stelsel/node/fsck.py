# SPDX-License-Identifier: EUPL-1.2
"""Check every log of this node from its files, and the index in SQL against them; make the index anew where it
differs."""

import contextlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from stelsel.kernel.entry import Envelope
from stelsel.kernel.problem import BadInput, Broken
from stelsel.kernel.text import Text
from stelsel.node.ingest import ingest, log_in
from stelsel.node.models import Log, Queued, Revision
from stelsel.node.node import Node
from stelsel.node.prove import prove
from stelsel.node.serve import Unavailable
from stelsel.register.fsck import Checked
from stelsel.register.ingest import signed_head
from stelsel.register.records import LogName

_BEHIND = (
    Text(
        nl="Er is meer ondertekend en bevestigd dan er in de bestanden staat",
        en="More was signed and acknowledged than stands in the files",
    ),
    Text(nl="de database zegt", en="the database says"),
)

_NAME = Text(
    nl="Dit bestand zegt niet wiens logboek dit is; wat ondertekend is, wel.",
    en="This file does not say whose log this is; what was signed does.",
)
_SIGNER = Text(nl="de ondertekenaar zegt", en="the signer says")


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
    organisation: str = ""
    """Of the publisher, as the first entry that it stated says; the log signs that."""

    def see(self, index: int, envelope: Envelope) -> None:
        """One entry."""
        if not self.organisation and envelope.src is None:
            self.organisation = envelope.org
        if self.rows.pop(index, None) != (envelope.id, envelope.rev, envelope.op):
            self.differ(index)

    def differ(self, index: int) -> None:
        """Note the first difference."""
        self.differs_at = index if self.differs_at is None else min(index, self.differs_at)


def check_node(node: Node, rebuild: bool = False) -> Iterator[Verdict]:
    """Every log in turn: those that stand in files, and those that only the database knows. With `rebuild` an index
    that differs is made anew from files that hold."""
    filed = {log.origin: log for log in _in_files(node)}
    rows = {log.origin: log for log in node.logs.sizes()}
    for origin in sorted(filed.keys() | rows.keys()):
        if origin not in filed and not _has_files(node, origin):
            row = Log.objects.filter(origin=origin).first()  # gone where another log took its place
            if row is not None:
                yield _only_in_database(node, rows[origin], row, rebuild)
            continue
        log = _named(filed.get(origin) or rows[origin])
        with node.logs.held(origin):
            log, files, differs_at = _check(node, log)
            again = rebuild and differs_at is not None and not files.findings
            if again:
                _describe(log)
        if again:
            ingest(node.logs, log, node.logs.files(origin).path, node.verifiers(log))
        yield Verdict(log, files, differs_at, again)
    if rebuild:
        node.logs.forget_names()


def _in_files(node: Node) -> list[LogName]:
    """The logs whose folders say whose they are, at the place that their origin gives them."""
    found = []
    for beside in sorted(node.logs.folder.glob("*/*/log.json")):
        log = log_in(beside.parent)
        if log is not None and node.logs.files(log.origin).path == beside.parent:
            found.append(log)
    return found


def _has_files(node: Node, origin: str) -> bool:
    """Whether the checkpoint at the place of this log is its own, whatever stands in `log.json`."""
    try:
        return node.logs.files(origin).folder.head().origin == origin
    except Broken:
        return False


def _describe(log: LogName) -> None:
    """The row of a log as its folder says; whatever else the database has for that place goes."""
    named = Log.objects.filter(publisher=log.publisher, audience=log.audience).exclude(origin=log.origin)
    for stray in named:
        _drop(stray)
    about = {"publisher": log.publisher, "audience": log.audience, "organisation": log.organisation}
    Log.objects.update_or_create(origin=log.origin, defaults=about)


def _drop(row: Log) -> None:
    Revision.objects.filter(log_id=row.pk).delete()
    Queued.objects.filter(log_id=row.pk).delete()
    row.delete()


def _only_in_database(node: Node, log: LogName, row: Log, rebuild: bool) -> Verdict:
    """A log without files. Where its checkpoint is signed, its files are lost; else only the row is wrong, or nothing
    was ever written."""
    files = Checked(log.origin)
    _check_acknowledged(node, log, row, files)
    if not files.findings:
        with contextlib.suppress(BadInput, Broken):  # the row names a publisher that there is not
            _check_signed(node, log, files)
    wrong = row.size > 0 or not _describable(node, log)
    if files.findings or not wrong:
        return Verdict(log, files, None)
    if rebuild:
        _drop(row)
    return Verdict(log, files, 0, rebuild)


def _describable(node: Node, log: LogName) -> bool:
    """Whether this row is a log that simply has no files yet: its origin says what its other columns say."""
    return log.origin == f"{node.origin}/{log.publisher}/{log.audience}"


def _check(node: Node, log: LogName) -> tuple[LogName, Checked, int | None]:
    """Whose log it is by what is signed, what its files hold, and where the index differs."""
    with contextlib.suppress(Broken, OSError, Log.DoesNotExist):  # what is wrong with the files is told below
        node.logs.seal(log.origin)
    folder = node.logs.files(log.origin).folder
    index = _Index(dict(_rows(log.origin)))
    found = prove(folder, log.origin, node.verifiers(log), index.see)
    for left in index.rows:
        index.differ(left)
    log = _named(log, index.organisation)
    if folder.about() != asdict(log):
        found.fault("log-name", "log.json", _NAME.nl, _NAME.en)
    row, note = Log.objects.filter(origin=log.origin).first(), folder.note() or ""
    if row is None:
        index.differ(0)
        return log, found, index.differs_at
    if (row.publisher, row.audience, row.organisation) != (log.publisher, log.audience, log.organisation):
        index.differ(0)
    if (row.size, row.note) != (found.size, note):
        index.differ(min(row.size, found.size))
        _check_acknowledged(node, log, row, found)
    if not found.findings:
        _check_signed(node, log, found)
    return log, found, index.differs_at


def _named(log: LogName, organisation: str = "") -> LogName:
    """The name of a log by its origin, which every checkpoint signs, and by what it stated about its publisher."""
    publisher, audience = log.origin.rsplit("/", 2)[1:]
    return LogName(log.origin, publisher, audience, organisation or log.organisation)


def _check_signed(node: Node, log: LogName, found: Checked) -> None:
    """A fault where the signer remembers a larger log than the files hold, with what still waits to become a file."""
    states = {one.origin: one.size or 0 for one in node.signer(log.publisher).publics().logs}
    signed = states.get(log.origin, 0)
    if signed > found.size + Queued.objects.filter(log__origin=log.origin, index__gte=found.size).count():
        what, says = _BEHIND[0], _SIGNER
        sizes = f"{signed} / {found.size}"
        found.fault("files-behind", "checkpoint", f"{what.nl} ({says.nl} {sizes}).", f"{what.en} ({says.en} {sizes}).")


def _check_acknowledged(node: Node, log: LogName, row: Log, found: Checked) -> None:
    """A fault where the database has a checkpoint, signed by the keys of the log, of more than the files hold."""
    try:
        signed = signed_head(row.note, log.origin, node.verifiers(log))
    except (BadInput, Broken, Unavailable):
        return
    if signed.size > found.size:
        what, says = _BEHIND
        sizes = f"{signed.size} / {found.size}"
        found.fault("files-behind", "checkpoint", f"{what.nl} ({says.nl} {sizes}).", f"{what.en} ({says.en} {sizes}).")


def _rows(origin: str) -> Iterator[tuple[int, tuple[str, int, str]]]:
    rows = Revision.objects.filter(log__origin=origin).values_list("index", "entry", "rev", "op")
    return ((index, (entry, rev, op)) for index, entry, rev, op in rows.iterator(chunk_size=5_000))
