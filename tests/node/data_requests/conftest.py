# SPDX-License-Identifier: EUPL-1.2
"""A node with three organisations, on a day that only moves where a test says so."""

from __future__ import annotations

from datetime import date

import pytest

from stelsel.node import clock
from stelsel.node.node import Node
from tests.node.data_requests.parties import START, enrolled


class Days:
    """The clock of a test."""

    def __init__(self) -> None:
        self.day = START

    def now(self) -> str:
        """The moment of this day."""
        return f"{self.day.isoformat()}T09:00:00Z"

    def move_to(self, day: date) -> None:
        """From here on it is another day."""
        self.day = day


@pytest.fixture(autouse=True)
def days(monkeypatch: pytest.MonkeyPatch) -> Days:
    """A day that only moves where a test says so."""
    made = Days()
    monkeypatch.setattr(clock, "today", lambda: made.day)
    monkeypatch.setattr(clock, "now", made.now)
    return made


@pytest.fixture(autouse=True)
def here(fresh_node: Node) -> Node:
    """A node with the three organisations."""
    enrolled(fresh_node)
    return fresh_node
