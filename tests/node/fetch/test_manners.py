# SPDX-License-Identifier: EUPL-1.2
"""One host is asked by few at once and not in a row; who is listed by the operator is not held up."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from stelsel.node.fetch import NotFetched
from stelsel.node.fetch._manners import AT_ONCE, OWN_AT_ONCE, PAUSE_SECONDS, Manners
from stelsel.node.fetch._wire import Deadline
from tests.node.fetch.played import Clock


def test_a_pause_between_two_requests_to_one_host() -> None:
    clock = Clock()
    manners = Manners(clock.now, clock.sleep)
    for host in ("x.nl", "x.nl", "y.nl", "x.nl"):
        with manners.turn(host, False, Deadline(10, clock.now)):
            pass
    assert clock.slept == [PAUSE_SECONDS, PAUSE_SECONDS]


def test_so_many_at_once_and_no_more() -> None:
    for own, most in ((False, AT_ONCE), (True, OWN_AT_ONCE)):
        clock = Clock()
        manners = Manners(clock.now, clock.sleep)
        with ExitStack() as running:
            for _ in range(most):
                running.enter_context(manners.turn("x.nl", own, Deadline(10, clock.now)))
            with pytest.raises(NotFetched, match="Too many"), manners.turn("x.nl", own, Deadline(3, clock.now)):
                pass
        with manners.turn("x.nl", own, Deadline(10, clock.now)):
            pass


def test_a_listed_host_waits_for_nothing() -> None:
    clock = Clock()
    manners = Manners(clock.now, clock.sleep)
    for _ in range(100):
        with manners.turn("x.nl", True, Deadline(10, clock.now)):
            pass
    assert clock.slept == []


def test_what_is_remembered_of_hosts_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stelsel.node.fetch._manners._MOST_HOSTS", 10)
    clock = Clock()
    manners = Manners(clock.now, clock.sleep)
    for number in range(100):
        clock.at += 2
        with manners.turn(f"x{number}.nl", False, Deadline(10, clock.now)):
            pass
    assert len(manners._hosts) <= 10
