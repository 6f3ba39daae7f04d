# SPDX-License-Identifier: EUPL-1.2
"""SQLite under the node: a file in its folder, written durably and overwritten where something was deleted."""

from pathlib import Path
from typing import Any

FILE = "stelsel.sqlite3"
_BEGIN = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"


def database(path: Path) -> dict[str, Any]:
    """Django's description of the database in this file."""
    options = {"transaction_mode": "IMMEDIATE", "timeout": 30, "init_command": _BEGIN}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "OPTIONS": options, "CONN_MAX_AGE": None}
