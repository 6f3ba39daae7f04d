# SPDX-License-Identifier: EUPL-1.2
"""Every test of a log runs twice: on the logs in memory and on those in the database that STELSEL_DATABASE names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from stelsel.node.store import StoredLogs
from tests.register.memory import MemoryLogs


@pytest.fixture(params=["memory", "sql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """A store without logs."""
    if request.param == "memory":
        return MemoryLogs()
    request.getfixturevalue("transactional_db")
    return StoredLogs(tmp_path / "logs")
