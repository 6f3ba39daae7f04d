# SPDX-License-Identifier: EUPL-1.2
"""A node that many tests begin with is built once for each process of a run; the other tests get a copy of its rows,
files and the signer's ledger. Signing and publishing it anew would cost most of them more than what they do."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection

from stelsel.node.node import Node, node

Rows = dict[str, tuple[list[str], list[tuple[Any, ...]]]]
"""Table -> the names of its columns, and its rows."""
FOLDERS = ("logs", "keys")
_KEPT: dict[str, Prepared] = {}


def prepared(name: str, build: Callable[[], Node]) -> Node:
    """The node of this name, in a database without entries: made by `build`, or a copy of what that made before."""
    node.cache_clear()
    if name in _KEPT:
        made = node()
        _KEPT[name].into(made)
        return made
    before = _rows()
    made = build()
    _KEPT[name] = Prepared.of(made, before)
    return made


@dataclass(frozen=True)
class Prepared:
    """What a node consists of: its rows, in an order in which each may be written, and a folder of files."""

    rows: Rows
    files: Path

    @classmethod
    def of(cls, made: Node, before: Rows) -> Prepared:
        """A copy of all but what was there before."""
        files = Path(tempfile.mkdtemp(prefix="stelsel-prepared-"))
        atexit.register(shutil.rmtree, files, ignore_errors=True)
        for name in FOLDERS:
            if (made.home / name).exists():
                shutil.copytree(made.home / name, files / name)
        shutil.copytree(made.signing.folder, files / "signer")  # type: ignore[attr-defined]
        rows = {
            table: (columns, [row for row in found if row not in before[table][1]])
            for table, (columns, found) in _rows().items()
        }
        return cls({table: (columns, found) for table, (columns, found) in rows.items() if found}, files)

    def into(self, made: Node) -> None:
        """Write it all to this node, which has no entries."""
        for name in FOLDERS:
            if (self.files / name).exists():
                shutil.copytree(self.files / name, made.home / name, dirs_exist_ok=True)
        shutil.copytree(self.files / "signer", made.signing.folder, dirs_exist_ok=True)  # type: ignore[attr-defined]
        quote = connection.ops.quote_name
        with connection.cursor() as cursor:
            for table, (columns, found) in self.rows.items():
                names, places = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
                cursor.executemany(f"INSERT INTO {quote(table)} ({names}) VALUES ({places})", found)


def _rows() -> Rows:
    found: Rows = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            if model._meta.managed and not model._meta.proxy and table not in found:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                found[table] = ([one[0] for one in cursor.description], [tuple(row) for row in cursor.fetchall()])
    return found
