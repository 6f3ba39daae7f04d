# SPDX-License-Identifier: EUPL-1.2
"""What is worked out once per position and name, each by itself: who asks for another thing does not wait for it."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")
KEPT_POSITIONS = 16
KEPT_NAMES = 256


class _Making:
    """A value that a thread is making."""

    def __init__(self) -> None:
        self.by = threading.get_ident()
        self.over = False
        self.made: tuple[Any, ...] = ()


class Memos:
    """Values by position and name; for several threads. The one lock is held to look and to put down, never while a
    value is made: making has its own place per position and name, where who asks for the same waits."""

    def __init__(self) -> None:
        self._shelves: OrderedDict[str, OrderedDict[str, Any]] = OrderedDict()
        self._makings: dict[tuple[str, str], _Making] = {}
        self._waits: dict[int, _Making] = {}
        self._change = threading.Condition()

    def get(self, position: str, name: str, make: Callable[[], T]) -> T:
        """The value, made by the first who asks. What `make` raises, that thread sees; who waited makes it itself. A
        thread for which waiting would never end (two values that ask for each other, or one for itself) makes its
        own."""
        with self._change:
            while not (found := self._found(position, name)):
                making = self._makings.get((position, name))
                if making is None or self._waits_for_me(making):
                    break
                self._wait(making)
                if making.made:
                    found = making.made
                    break
            if found:
                value: T = found[0]
                return value
            mine = None if making else self._makings.setdefault((position, name), _Making())
        return make() if mine is None else self._make(position, name, mine, make)

    def clear(self) -> None:
        """Drop all that was made."""
        with self._change:
            self._shelves.clear()

    def __len__(self) -> int:
        """How many values are held."""
        with self._change:
            return sum(map(len, self._shelves.values()))

    def _found(self, position: str, name: str) -> tuple[Any, ...]:
        shelf = self._shelves.get(position)
        if shelf is None or name not in shelf:
            return ()
        self._shelves.move_to_end(position)
        shelf.move_to_end(name)
        return (shelf[name],)

    def _wait(self, making: _Making) -> None:
        me = threading.get_ident()
        self._waits[me] = making
        try:
            while not making.over:
                self._change.wait()
        finally:
            del self._waits[me]

    def _waits_for_me(self, making: _Making) -> bool:
        """Whether who makes this waits, by however many others, for what this thread makes."""
        at: _Making | None = making
        while at is not None:
            if at.by == threading.get_ident():
                return True
            at = self._waits.get(at.by)
        return False

    def _make(self, position: str, name: str, making: _Making, make: Callable[[], T]) -> T:
        try:
            value = make()
            with self._change:
                making.made = (value,)
                self._put(position, name, value)
            return value
        finally:
            with self._change:
                making.over = True
                del self._makings[position, name]
                self._change.notify_all()

    def _put(self, position: str, name: str, value: Any) -> None:
        shelf = self._shelves.setdefault(position, OrderedDict())
        self._shelves.move_to_end(position)
        shelf[name] = value
        shelf.move_to_end(name)
        while len(self._shelves) > KEPT_POSITIONS:
            self._shelves.popitem(last=False)
        while len(shelf) > KEPT_NAMES:
            shelf.popitem(last=False)
