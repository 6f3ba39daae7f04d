# SPDX-License-Identifier: EUPL-1.2
"""The one place that reads a clock or makes randomness."""

import secrets
import time
from datetime import UTC, date, datetime

from stelsel.kernel.time import instant


def now() -> str:
    """This moment as RFC 3339 UTC."""
    return instant(datetime.now(UTC))


def posix() -> int:
    """This moment in POSIX seconds."""
    return int(time.time())


def milliseconds() -> int:
    """This moment in POSIX milliseconds."""
    return time.time_ns() // 1_000_000


def nanoseconds() -> int:
    """This moment in nanoseconds since 1970."""
    return time.time_ns()


def monotonic() -> float:
    """Seconds on a clock that only runs forward."""
    return time.monotonic()


def today() -> date:
    """This day in UTC."""
    return datetime.now(UTC).date()


def salt(size: int) -> bytes:
    """Random bytes."""
    return secrets.token_bytes(size)
