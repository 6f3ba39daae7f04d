# SPDX-License-Identifier: EUPL-1.2
"""No value that was at hand when something failed gets into a log line."""

from __future__ import annotations

from typing import Any

import pytest
import structlog
from django.db import connections

from stelsel.faces.api.problems import rendered
from stelsel.node import tables
from stelsel.node.log_lines import configure
from stelsel.node.postgresql.address import database


def fail(password: str) -> None:
    """Fail with a secret at hand."""
    raise ValueError(len(password))


def test_a_traceback_shows_no_values(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        fail("w8w-oord-" + "x")
    except ValueError:
        structlog.get_logger().exception("failed")
    said = capsys.readouterr().err
    assert "in fail" in said
    assert "w8w-oord-x" not in said


def test_whoever_serves_shows_no_values_either(capsys: pytest.CaptureFixture[str]) -> None:
    """A process that serves forgets how the command that started it was configured."""
    configure(afresh=True)
    test_a_traceback_shows_no_values(capsys)


def test_a_database_that_is_away_tells_no_password(
    capsys: pytest.CaptureFixture[str], django_db_blocker: Any, rf: Any
) -> None:
    address = "postgresql://jan:w8w-oord@127.0.0.1:1/x"
    with django_db_blocker.unblock(), tables.connected("away", database(address)):
        try:
            connections["away"].ensure_connection()
        except Exception as error:
            answer = rendered(rf.get("/api/v1/stand"), error)
            structlog.get_logger().exception("failed")
    said = capsys.readouterr().err
    assert answer.status_code == 500
    assert "does not answer" in said
    assert "w8w-oord" not in said + answer.content.decode()
