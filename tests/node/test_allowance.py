# SPDX-License-Identifier: EUPL-1.2
"""Budgets: exact for one asker, together over processes, cheap where there is plenty, and kept by nobody's name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import OperationalError

from stelsel.kernel.text import same
from stelsel.node import allowance
from stelsel.node.allowance import Allowances, Block, asker_key, forget_old
from stelsel.node.limits import Policy
from stelsel.node.models import BudgetUse

ROOT = Path(__file__).resolve().parents[2]


class Clock:
    """A clock of the wall and one that only runs forward, moved by hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seconds = 1_700_000_000.0
        monkeypatch.setattr(allowance.time, "time_ns", lambda: int(self.seconds * 1e9))

    def now(self) -> float:
        return self.seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def policy(quota: int, seconds: int = 60) -> Policy:
    return Policy("pages", quota, seconds, same("pages"))


def allowed(one: Allowances, limit: Policy, times: int, cost: int = 1, key: str = "k") -> int:
    return sum(one.spend(limit, key, cost).allowed for _ in range(times))


@pytest.mark.django_db
@pytest.mark.parametrize("quota", [1, 2, 3, 7, 60, 97, 1000])
def test_one_process_gives_exactly_the_budget(clock: Clock, quota: int) -> None:
    one = Allowances(monotonic=clock.now)
    assert allowed(one, policy(quota), quota + 50) == quota


@pytest.mark.django_db
def test_it_refills_evenly_and_says_when(clock: Clock) -> None:
    one, limit = Allowances(monotonic=clock.now), policy(6)
    assert allowed(one, limit, 10) == 6
    refused = one.spend(limit, "k", 1)
    assert (refused.allowed, refused.left, refused.retry_after, refused.full_in) == (False, 0, 10, 60)
    clock.seconds += 9
    assert not one.spend(limit, "k", 1).allowed
    clock.seconds += 1
    assert one.spend(limit, "k", 1).allowed
    assert not one.spend(limit, "k", 1).allowed
    clock.seconds += 3600
    assert allowed(one, limit, 10) == 6


@pytest.mark.django_db
def test_what_is_left_is_told(clock: Clock) -> None:
    one, limit = Allowances(monotonic=clock.now), policy(10)
    assert [one.spend(limit, "k", 1).left for _ in range(10)] == list(range(9, -1, -1))


@pytest.mark.django_db
def test_a_dear_question_is_refused_while_a_cheap_one_still_passes(clock: Clock) -> None:
    one, limit = Allowances(monotonic=clock.now), policy(10)
    assert allowed(one, limit, 2, cost=4) == 2
    assert not one.spend(limit, "k", 4).allowed
    assert allowed(one, limit, 3) == 2


@pytest.mark.django_db
def test_what_costs_more_than_everything_costs_everything(clock: Clock) -> None:
    one = Allowances(monotonic=clock.now)
    assert allowed(one, policy(3), 2, cost=50) == 1


@pytest.mark.django_db
def test_askers_do_not_share(clock: Clock) -> None:
    one, limit = Allowances(monotonic=clock.now), policy(2)
    assert allowed(one, limit, 5, key="a") == 2
    assert allowed(one, limit, 5, key="b") == 2


@pytest.mark.django_db
def test_several_processes_together_stay_within_it(clock: Clock) -> None:
    limit = policy(100)
    several = [Allowances(monotonic=clock.now) for _ in range(4)]
    given = sum(allowed(several[turn % 4], limit, 1) for turn in range(400))
    assert given == 100


@pytest.mark.django_db
def test_most_requests_ask_the_database_nothing(clock: Clock, django_assert_max_num_queries) -> None:
    one, limit = Allowances(monotonic=clock.now), policy(3000)
    one.spend(limit, "k", 1)
    with django_assert_max_num_queries(0):
        assert allowed(one, limit, 149) == 149


@pytest.mark.django_db
def test_a_flood_of_refusals_asks_the_database_nothing(clock: Clock, django_assert_max_num_queries) -> None:
    one, limit = Allowances(monotonic=clock.now), policy(2)
    allowed(one, limit, 3)
    with django_assert_max_num_queries(0):
        assert allowed(one, limit, 1000) == 0


@pytest.mark.django_db
def test_a_block_that_is_not_spent_is_let_go(clock: Clock) -> None:
    one, limit = Allowances(monotonic=clock.now), policy(100)
    one.spend(limit, "k", 1)
    clock.seconds += 7
    assert one.spend(limit, "k", 1).left <= 99


def test_a_database_that_does_not_answer_stops_nobody_and_is_settled_later(clock: Clock) -> None:
    taken: list[tuple[int, int]] = []
    broken = True

    def take(key: str, limit: Policy, cost: int, debt: int) -> Block:
        if broken:
            raise OperationalError("database is locked")
        taken.append((cost, debt))
        return Block(cost, 0, 0)

    one, limit = Allowances(take, clock.now), policy(5)
    assert allowed(one, limit, 20) == 5  # on credit, at most one whole budget
    broken = False
    clock.seconds += 2
    assert one.spend(limit, "k", 1).allowed
    assert taken == [(1, 5)]


@pytest.mark.django_db
def test_rows_are_hashes_and_go_when_they_say_nothing(clock: Clock) -> None:
    limit = policy(2)
    key = asker_key(limit, "address", "192.0.2.1")
    Allowances(monotonic=clock.now).spend(limit, key, 1)
    (row,) = BudgetUse.objects.all()
    assert len(row.asker) == 32
    assert "192" not in str(row.asker)
    assert forget_old() == 0
    clock.seconds += 61
    assert forget_old() == 1


def test_the_hash_depends_on_policy_kind_asker_and_secret(settings) -> None:
    limit = policy(2)
    first = asker_key(limit, "address", "x")
    others = {asker_key(limit, "account", "x"), asker_key(limit, "address", "y")}
    settings.SECRET_KEY = "another" * 10
    assert first not in others | {asker_key(limit, "address", "x")}


SPENDER = """
import os, sys
import django
django.setup()
from stelsel.kernel.text import same
from stelsel.node.allowance import Allowances
from stelsel.node.limits import Policy
one = Allowances()
limit = Policy("pages", 200, 100_000, same("pages"))
print(sum(one.spend(limit, "k", 1).allowed for _ in range(150)))
"""


def test_real_processes_share_one_budget(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "STELSEL_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "stelsel.node.settings",
        "PYTHONPATH": f"{ROOT / 'src'}",
    }
    migrate = [sys.executable, "-m", "django", "migrate", "-v0"]
    subprocess.run(migrate, env=environment, check=True)
    running = [
        subprocess.Popen([sys.executable, "-c", SPENDER], env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    counts = [int(one.communicate(timeout=120)[0].split()[-1]) for one in running]
    assert sum(counts) <= 201  # one unit comes back every 500 seconds
    assert sum(counts) >= 200 - 3 * 10  # at most one block each is held and not spent
