# SPDX-License-Identifier: EUPL-1.2
"""Daily and hourly work: once a period, made up once, whatever the clock does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from stelsel.node.jobs import Scheduled, Worker, ask_due
from stelsel.node.models import Job, LastRun
from tests.node.jobs import works

DAY = (Scheduled(works.idle, "day"),)
HOUR = (Scheduled(works.idle, "hour"),)
NOW = datetime(2026, 11, 27, 23, 30, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_a_day_is_asked_for_once() -> None:
    assert ask_due(DAY, NOW) == ["idle"]
    assert ask_due(DAY, NOW + timedelta(minutes=29)) == []
    assert ask_due(DAY, NOW + timedelta(minutes=31)) == ["idle"]
    assert LastRun.objects.get().period == "2026-11-28"
    assert Job.objects.count() == 2


def test_an_hour_is_asked_for_once() -> None:
    assert ask_due(HOUR, NOW) == ["idle"]
    assert ask_due(HOUR, NOW + timedelta(minutes=29)) == []
    assert ask_due(HOUR, NOW + timedelta(minutes=31)) == ["idle"]


def test_days_that_were_missed_are_made_up_once() -> None:
    ask_due(DAY, NOW)
    assert ask_due(DAY, NOW + timedelta(days=9)) == ["idle"]
    assert ask_due(DAY, NOW + timedelta(days=9)) == []
    assert Job.objects.count() == 2


def test_a_clock_that_jumps_ahead_and_comes_back_stops_nothing_and_repeats_nothing() -> None:
    ask_due(DAY, NOW)
    Worker().run_one()
    assert ask_due(DAY, NOW + timedelta(days=400)) == ["idle"]
    assert ask_due(DAY, NOW) == [], "that day was done"
    assert Job.objects.count() == 2
    assert ask_due(DAY, NOW + timedelta(days=1)) == ["idle"], "the next day is not skipped"


def test_a_worker_that_was_second_asks_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    ask_due(DAY, NOW)
    LastRun.objects.update(period="2026-11-26")  # as another worker still read it
    assert ask_due(DAY, NOW) == []
    assert Job.objects.count() == 1
