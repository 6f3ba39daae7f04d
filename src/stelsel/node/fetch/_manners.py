# SPDX-License-Identifier: EUPL-1.2
"""Politeness: not too many requests to one host at once or in a row, and not before the moment it asked for."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from stelsel.node.fetch._problems import come_back, refused
from stelsel.node.fetch._wire import Deadline

AT_ONCE = 2
PAUSE_SECONDS = 1.0
OWN_AT_ONCE = 16
"""For a service that a setting of the operator names, which this node must not hold up; no pause there."""
MOST_WAIT_SECONDS = 3600
"""Longest time that a host can send us away."""
_MOST_HOSTS = 10_000
_LOOK_AGAIN = 0.05


@dataclass
class _Host:
    running: int = 0
    next: float = 0.0
    until: float = 0.0


@dataclass
class Manners:
    """How often this process may ask each host, on a clock that is handed in."""

    now: Callable[[], float]
    sleep: Callable[[float], None]
    _hosts: dict[str, _Host] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def turn(self, host: str, own: bool, deadline: Deadline) -> Iterator[None]:
        """Wait for our turn at this host. ComeBack before the moment it asked for, NotFetched when there is no turn
        within the time."""
        place = self._taken(host, own, deadline)
        try:
            yield
        finally:
            with self._lock:
                place.running -= 1

    def come_back(self, host: str, seconds: int) -> None:
        """This host asked to be left alone for so long."""
        with self._lock:
            self._of(host).until = self.now() + min(seconds, MOST_WAIT_SECONDS)

    def _taken(self, host: str, own: bool, deadline: Deadline) -> _Host:
        while True:
            with self._lock:
                place, now = self._of(host), self.now()
                if place.until > now:
                    raise come_back(host, int(place.until - now) + 1)
                wait = 0.0 if own else place.next - now
                if place.running >= (OWN_AT_ONCE if own else AT_ONCE):
                    wait = max(wait, _LOOK_AGAIN)
                if wait <= 0:
                    place.running += 1
                    place.next = now + PAUSE_SECONDS
                    return place
            try:
                if wait >= deadline.left():
                    raise TimeoutError
            except TimeoutError:
                raise refused("busy", host) from None
            self.sleep(wait)

    def _of(self, host: str) -> _Host:
        if host not in self._hosts and len(self._hosts) >= _MOST_HOSTS:
            now = self.now()
            idle = [name for name, one in self._hosts.items() if not one.running and max(one.until, one.next) <= now]
            for name in idle:
                del self._hosts[name]
        return self._hosts.setdefault(host, _Host())
