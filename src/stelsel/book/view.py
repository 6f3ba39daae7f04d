# SPDX-License-Identifier: EUPL-1.2
"""One log folded up to a size: what is current, what came before, and frames per kind. Built once, grown by new leaves,
shared by every asker who may see the log; uniting happens when reading."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from stelsel.kernel.entry import GONE, LOG_OPERATIONS, Envelope, Source
from stelsel.kernel.kind import Body, Kind
from stelsel.register.log import LogName, Stored, checked
from stelsel.register.tree import leaf_hash


@dataclass(frozen=True, slots=True)
class Record:
    """One revision of an entry as it stands in a log, with its body decoded when somebody looks."""

    log: LogName
    index: int
    envelope: Envelope
    payload: bytes
    hash: bytes

    @property
    def id(self) -> str:
        """The entry address."""
        return self.envelope.id

    @property
    def source(self) -> Source | None:
        """Where it was read, when recorded."""
        return self.envelope.src

    def body(self, kind: Kind[Any]) -> Any:
        """The body, upgraded to the kind's current major."""
        return kind.decode(self.payload, int(self.envelope.type.rpartition("/")[2])).body


class LogView:
    """The fold of one log at `size` leaves. Immutable once built; `grown` makes the next one."""

    def __init__(self, log: LogName, kinds: Mapping[str, Kind[Any]], before: "LogView | None" = None) -> None:
        self.log = log
        self.kinds = kinds
        self.size: int = before.size if before else 0
        self.history: dict[str, list[Record]] = dict(before.history) if before else {}
        self.current: dict[str, dict[str, Record]] = (
            {name: dict(records) for name, records in before.current.items()} if before else {}
        )
        self._frames: dict[str, pl.DataFrame] = dict(before._frames) if before else {}
        self._bodies: dict[str, list[Any]] = dict(before._bodies) if before else {}
        self._addresses: dict[str, tuple[str, ...]] = {}

    def grown(self, fresh: Iterable[Stored]) -> "LogView":
        """This view with more leaves; each payload is checked against its commitment."""
        view = LogView(self.log, self.kinds, self)
        touched: set[str] = set()
        for stored in fresh:
            assert stored.index == view.size, "leaves come in order"
            view.size += 1
            touched.add(view._fold(stored))
        for name in touched:
            view._frames.pop(name, None)
            view._bodies.pop(name, None)
        return view

    def _fold(self, stored: Stored) -> str:
        envelope = checked(stored)
        if envelope.op in LOG_OPERATIONS:
            return ""
        record = Record(self.log, stored.index, envelope, stored.payload, leaf_hash(stored.leaf))
        before = self.history.get(envelope.id, [])
        if envelope.op == "erase":
            before = [replace(one, payload=b"") for one in before]
        self.history[envelope.id] = [*before, record]
        name = envelope.type.rpartition("/")[0]
        current = self.current.setdefault(name, {})
        if envelope.op in GONE or not stored.payload:  # taken back, or erased
            current.pop(envelope.id, None)
        else:
            current[envelope.id] = record
        return name

    def records(self, kind: Kind[Any]) -> dict[str, Record]:
        """Current records of a kind by entry address."""
        return self.current.get(kind.name, {})

    def addresses(self, kind: Kind[Any]) -> tuple[str, ...]:
        """Every address of a kind that ever stood in this log, also withdrawn and erased; looked up once per view."""
        found = self._addresses.get(kind.name)
        if found is None:
            part = f"/{kind.name}/"
            found = self._addresses[kind.name] = tuple(one for one in self.history if part in one)
        return found

    def bodies(self, kind: Kind[Any]) -> list[tuple[Record, Any]]:
        """Current records of a kind with their bodies, decoded once per view."""
        found = self._bodies.get(kind.name)
        if found is None:
            found = [(record, record.body(kind)) for record in self.records(kind).values()]
            self._bodies[kind.name] = found
        return found

    def frame(self, kind: Kind[Any]) -> pl.DataFrame:
        """Current entries of a kind as a frame: the columns of `columns(kind)`, then `_id`, `_index`, `_mode`, `_org`
        and `_log`."""
        frame = self._frames.get(kind.name)
        if frame is None:
            frame = self._frames[kind.name] = _frame(kind, self.bodies(kind))
        return frame


def _frame(kind: Kind[Any], rows: list[tuple[Record, Any]]) -> pl.DataFrame:
    from stelsel.book.columns import columns

    shape = columns(kind)
    data: dict[str, list[Any]] = {column.name: [column.read(body) for _, body in rows] for column in shape}
    types: dict[str, Any] = {column.name: column.type for column in shape}
    data |= {
        "_id": [record.id for record, _ in rows],
        "_index": [record.index for record, _ in rows],
        "_mode": [record.envelope.mode for record, _ in rows],
        "_org": [record.envelope.org for record, _ in rows],
        "_log": [record.log.origin for record, _ in rows],
    }
    types |= {"_id": pl.String, "_index": pl.Int64, "_mode": pl.String, "_org": pl.String, "_log": pl.String}
    return pl.DataFrame(data, schema=types)


def empty_frame(kind: Kind[Any]) -> pl.DataFrame:
    """The frame of a kind without rows: the same columns and types."""
    return _frame(kind, [])


def kinds_by_name(kinds: Iterable[Kind[Any]]) -> dict[str, Kind[Any]]:
    """The kinds by name; two of one name are refused loudly."""
    found: dict[str, Kind[Any]] = {}
    for kind in kinds:
        assert kind.name not in found, f"kind {kind.name} is declared twice"
        found[kind.name] = kind
    return found


__all__ = ["Body", "LogView", "Record", "empty_frame", "kinds_by_name"]
