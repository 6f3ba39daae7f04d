# SPDX-License-Identifier: EUPL-1.2
"""Whether an asker may spend something now. The database holds one number per asker, so that all processes of a node
count together; a process takes units from it in blocks and spends those in memory, so that most requests write nothing.

The number is the moment at which the whole budget is there again (the generic cell rate algorithm): spending n units
moves it n x seconds/quota on, and it may never lie further than `seconds` ahead. The last quarter of a budget is taken
in ever smaller blocks, the last units one by one. A block that is not spent within a tenth of the time is let go.
"""

import hashlib
import hmac
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from django.db import DatabaseError, connection, transaction

from stelsel.node.limits import Policy
from stelsel.node.models import BudgetUse
from stelsel.node.secret import key_for

BLOCK = 20
"""A block is at most this part (1/20) of a budget."""
ASKERS = 50_000
"""Askers that a process remembers."""
BUSY_MS = 500
"""How long to wait for a database that another process writes in, in milliseconds."""
CLEAN_EVERY = 500
"""Blocks between two times that old rows are removed."""
say = structlog.get_logger("stelsel.budgets")


@dataclass(frozen=True)
class Verdict:
    """Whether it was allowed, what is left (units), in how many seconds the whole budget is back, and when to try again
    (seconds, 0 when allowed)."""

    policy: Policy
    allowed: bool
    left: int
    full_in: int
    retry_after: int = 0


@dataclass
class _Held:
    """What this process holds for an asker: units, until when they count, what was left for all then, when everything
    is back, and until when how much was refused. `debt` was spent while the database did not answer."""

    units: int = 0
    until: float = 0.0
    shared: int = 0
    full_at: float = 0.0
    refused_until: float = 0.0
    refused_cost: int = 0
    debt: int = 0


@dataclass(frozen=True)
class Block:
    """Units that were taken, what is left for all, and in how many microseconds everything is back or the cost is."""

    units: int
    left: int
    full_in: int
    wait: int = 0


Take = Callable[[str, Policy, int, int], Block]


def asker_key(policy: Policy, kind: str, asker: str) -> str:
    """What the table knows an asker by: a keyed hash, so that nobody reads back who it was."""
    text = f"{policy.name}\0{kind}\0{asker}".encode()
    return hmac.new(key_for("budget"), text, hashlib.sha256).hexdigest()[:32]


class Allowances:
    """The budgets of askers, as one process sees them."""

    def __init__(self, take: Take | None = None, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._take = take or take_block
        self._now = monotonic
        self._held: OrderedDict[str, _Held] = OrderedDict()
        self._guard = threading.Lock()

    def spend(self, policy: Policy, key: str, cost: int) -> Verdict:
        """Spend units of the budget of this asker, or refuse. A cost above the whole budget counts as all of it."""
        cost, now = min(cost, policy.quota), self._now()
        with self._guard:
            held = self._known(key)
            if now >= held.until:
                held.units = 0
            if held.units >= cost and not held.debt:
                held.units -= cost
                return self._yes(policy, held, now)
            if now < held.refused_until and cost >= held.refused_cost:
                return self._no(policy, held, now)
            kept, held.units = held.units, 0
            debt, held.debt = held.debt, 0
        try:
            block = self._take(key, policy, max(cost - kept, 0), debt)
        except DatabaseError as error:
            return self._on_credit(policy, held, kept, debt, cost, error)
        now = self._now()
        with self._guard:
            held.shared, held.full_at = block.left, now + block.full_in / 1e6
            if block.units + kept < cost:
                held.units += kept
                held.refused_until, held.refused_cost = now + block.wait / 1e6, cost - kept
                return self._no(policy, held, now)
            held.units += kept + block.units - cost
            held.until = now + max(policy.seconds / 10, 1)
            held.refused_until = 0.0
            return self._yes(policy, held, now)

    def forget(self) -> None:
        """Let go of all that is held."""
        with self._guard:
            self._held.clear()

    def _known(self, key: str) -> _Held:
        held = self._held.get(key)
        if held is None:
            held = self._held[key] = _Held()
            while len(self._held) > ASKERS:
                self._held.popitem(last=False)
        self._held.move_to_end(key)
        return held

    def _on_credit(self, policy: Policy, held: _Held, kept: int, debt: int, cost: int, error: DatabaseError) -> Verdict:
        """The database did not answer: spend now and settle later, in each process at most one whole budget."""
        say.warning("budget-on-credit", policy=policy.name, error=type(error).__name__)
        now = self._now()
        with self._guard:
            held.full_at = now + policy.seconds
            held.shared = 0
            if debt + cost > policy.quota:
                held.debt, held.units = debt, held.units + kept
                held.refused_until, held.refused_cost = now + 1, cost
                return self._no(policy, held, now)
            held.debt = debt + max(cost - kept, 0)
            held.units += max(kept - cost, 0)
            return self._yes(policy, held, now)

    def _yes(self, policy: Policy, held: _Held, now: float) -> Verdict:
        return Verdict(policy, True, held.units + held.shared, _up(held.full_at - now))

    def _no(self, policy: Policy, held: _Held, now: float) -> Verdict:
        wait = max(_up(held.refused_until - now), 1)
        return Verdict(policy, False, held.units + held.shared, max(_up(held.full_at - now), wait), wait)


def _up(seconds: float) -> int:
    return max(int(-(-seconds // 1)), 0)


def take_block(key: str, policy: Policy, cost: int, debt: int) -> Block:
    """Take at least `cost` units for an asker from what all processes share, and more where there is plenty; no units
    when there are too few. `debt` is taken whatever there is. DatabaseError when the database does not answer soon."""
    with _impatient(), transaction.atomic():
        row = _row(key)
        now = time.time_ns() // 1000
        window = policy.seconds * 1_000_000
        begin = min(max(row.full_at, now), now + 2 * window) + debt * window // policy.quota
        free = max((now + window - begin) * policy.quota // window, 0)
        if free < cost:
            units, wait = 0, begin + cost * window // policy.quota - window - now
        else:
            units, wait = max(cost, min(policy.quota // BLOCK, free // 4)), 0
        full_at = begin + units * window // policy.quota
        if full_at != row.full_at:
            BudgetUse.objects.filter(asker=key).update(full_at=full_at)
    _tidy(now)
    return Block(units, free - units, full_at - now, wait)


def _row(key: str) -> BudgetUse:
    """The row of an asker, held until the transaction ends."""
    while True:
        found = BudgetUse.objects.select_for_update().filter(asker=key).first()
        if found is not None:
            return found
        BudgetUse.objects.bulk_create([BudgetUse(asker=key, full_at=0)], ignore_conflicts=True)


class _impatient:  # noqa: N801 - reads as a word
    """SQLite waits shorter for a writer here than elsewhere. PostgreSQL locks one row only."""

    def __enter__(self) -> None:
        self._sqlite = connection.vendor == "sqlite" and not connection.in_atomic_block
        if self._sqlite:
            _busy(BUSY_MS)

    def __exit__(self, *error: object) -> None:
        if self._sqlite:
            _busy(connection.settings_dict["OPTIONS"].get("timeout", 5) * 1000)


def _busy(milliseconds: float) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {int(milliseconds)}")


_blocks = 0


def _tidy(now: int) -> None:
    """Now and then remove the rows that say nothing any more."""
    global _blocks  # noqa: PLW0603 - a count of this process
    _blocks += 1
    if _blocks % CLEAN_EVERY == 0:
        forget_old(now)


def forget_old(now: int | None = None) -> int:
    """Remove the rows of askers whose whole budget is back; how many."""
    gone, _ = BudgetUse.objects.filter(full_at__lt=time.time_ns() // 1000 if now is None else now).delete()
    return gone
