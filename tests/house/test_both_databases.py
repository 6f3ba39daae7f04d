# SPDX-License-Identifier: EUPL-1.2
"""What runs once more on PostgreSQL: all of the node, and what the faces write."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import LONG, ONCE


def test_what_runs_once_is_there_and_is_no_part_of_the_node(root: Path) -> None:
    assert [place for place in ONCE if not (root / place).exists()] == []
    assert [place for place in ONCE if place.startswith(("tests/node", "tests/register"))] == []
    assert set(ONCE).isdisjoint(("tests/", "tests/faces/", "tests/faces/web/", "tests/faces/api/", "tests/faces/scim/"))


def test_what_is_begun_first_is_there(root: Path) -> None:
    assert [place for place in LONG if not (root / place).is_file()] == []
