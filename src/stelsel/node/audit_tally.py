# SPDX-License-Identifier: EUPL-1.2
"""Refusals are recorded without letting a flood of them fill the disk: per kind of refusal and account one event at
once, and then one a minute that says how many there were."""

import threading
from dataclasses import dataclass

from stelsel.node import clock
from stelsel.node.audit import audit

SECONDS = 60
MOST = 10_000
"""Kinds of refusal and accounts remembered at once; beyond that the oldest are forgotten."""


@dataclass
class _Count:
    since: float
    more: int = 0


_counts: dict[tuple[str, str, str], _Count] = {}
_guard = threading.Lock()


def refused(action: str, actor: str, subject: str, **facts: str | int) -> None:
    """Record that something was refused: at once, or in the count of the next event of the same kind. `subject` is a
    word for what was refused, such as `page`, never what somebody typed."""
    key, now = (action, actor, subject), clock.monotonic()
    with _guard:
        known = _counts.get(key)
        if known is not None and now < known.since + SECONDS:
            known.more += 1
            return
        times = 1 + (known.more if known else 0)
        _counts.pop(key, None)
        _counts[key] = _Count(now)
        while len(_counts) > MOST:
            del _counts[next(iter(_counts))]
    audit(action, actor, subject, "refused", times=times, **facts)


def forget() -> None:
    """Begin counting anew."""
    with _guard:
        _counts.clear()
