# SPDX-License-Identifier: EUPL-1.2
"""A database in a file for tests with several threads: SQLite in memory, which tests have, is not what a node has."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections


@contextmanager
def on_file(path: Path) -> Iterator[None]:
    """Meanwhile every thread's default database is this SQLite file."""
    described = connections.databases["default"]
    before, name = connections["default"], described["NAME"]
    described["NAME"] = str(path)
    del connections["default"]
    try:
        yield
    finally:
        connections["default"].close()
        described["NAME"] = name
        connections["default"] = before
