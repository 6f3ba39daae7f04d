# SPDX-License-Identifier: EUPL-1.2
"""A node on an empty PostgreSQL database, in this process, whatever the other tests run on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from stelsel.node import tables
from stelsel.node.node import Node
from stelsel.node.postgresql.address import database
from tests.signers import InProcess


@pytest.fixture
def on_postgresql(postgresql: str, django_db_blocker: Any) -> Iterator[str]:
    """The address of a database with tables, which is the node's own meanwhile."""
    with django_db_blocker.unblock(), tables.connected("test", database(postgresql)), tables.as_default("test"):
        tables.make("test")
        yield postgresql


@pytest.fixture
def made(on_postgresql: str, tmp_path: Path) -> Iterator[Node]:
    """A node there with one publisher."""
    signer = InProcess(tmp_path)
    made = Node(tmp_path, "stelsel.example", signer)
    made.enrol("proef")
    yield made
    signer.close()
