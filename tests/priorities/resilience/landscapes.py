# SPDX-License-Identifier: EUPL-1.2
"""Logs and askers for the tests of this room: who works for whom, and one real library over logs in memory."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from stelsel.book.answer import Answer
from stelsel.book.audience import ANYONE, Asker
from stelsel.book.book import Book
from stelsel.book.library import Library
from stelsel.book.question import Budget
from stelsel.kernel.draft import Draft
from stelsel.nouns import KINDS as NOUN_KINDS
from stelsel.nouns.supplier import SUPPLIER, Supplier
from stelsel.nouns.system import SYSTEM, System
from stelsel.priorities.resilience.kinds import COMPONENT, DEPENDENCY, KINDS, Component, Dependency
from stelsel.priorities.resilience.questions import QUESTIONS
from stelsel.register.log import LogName, Stored
from tests.books import leaves

QUESTION = QUESTIONS[0]
ALL_KINDS: dict[str, Any] = {kind.name: kind for kind in (*NOUN_KINDS, SYSTEM, *KINDS)}
CITY, WATER, LAND = "gemeente-voorbeeldstad", "waterschap-voorbeeldwater", "provincie-voorbeeldland"
IN_CITY = Asker(frozenset({CITY}), True, "ambtenaar")
IN_WATER = Asker(frozenset({WATER}), True, "waterambtenaar")
AT_SUPPLIER = Asker(frozenset({"voorbeeldwolk"}), False, "verkoper")
WOLK = "voorbeeldwolk/supplier/voorbeeldwolk"


class Logs:
    """Logs in memory: drafts by (publisher, audience)."""

    def __init__(self, drafts: dict[tuple[str, str], Iterable[Draft]]) -> None:
        self.held: dict[LogName, list[Stored]] = {}
        for (publisher, audience), own in drafts.items():
            name = LogName(f"test.example/{publisher}/{audience}", publisher, audience, publisher)
            self.held[name] = leaves(publisher, own)

    def sizes(self) -> dict[LogName, int]:
        """Every log with its size."""
        return {log: len(leaves) for log, leaves in self.held.items()}

    def stored(self, origin: str, start: int, end: int) -> list[Stored]:
        """Leaves [start, end)."""
        return next(leaves for log, leaves in self.held.items() if log.origin == origin)[start:end]


def library(drafts: dict[tuple[str, str], Iterable[Draft]]) -> Library:
    """A library over these logs, as a node has it."""
    return Library(Logs(drafts), ALL_KINDS, lambda: date(2026, 11, 24))


def ask(book: Book, supplier: str = WOLK, **plain: Any) -> Answer:
    """The answer to the question."""
    inputs = QUESTION.from_plain({"leverancier": supplier, **plain})
    return QUESTION.answer(book, inputs, Budget(60, 10**9, lambda: 0.0))


def system(local: str, **fields: Any) -> Draft:
    """A system."""
    return Draft(SYSTEM, local, System(**({"name": local} | fields)))


def component(local: str, **fields: Any) -> Draft:
    """A component."""
    return Draft(COMPONENT, local, Component(**({"name": local} | fields)))


def needs(dependent: str, on: str, effect: Any = "stops", publisher: str = CITY, **fields: Any) -> Draft:
    """A dependency; an end without slashes is a system of the publisher, `c:x` a component, `s:x` a supplier."""
    ends = [_address(end, publisher) for end in (dependent, on)]
    local = f"{dependent}.{on}".replace("/", "-").replace(":", "-")
    return Draft(DEPENDENCY, local, Dependency(dependent=ends[0], depends_on=ends[1], effect=effect, **fields))


def _address(end: str, publisher: str) -> str:
    if "/" in end:
        return end
    kind, _, local = end.rpartition(":")
    return f"{publisher}/{ {'': 'system', 'c': 'component', 's': 'supplier'}[kind] }/{local}".replace(" ", "")


def supplier(local: str, name: str) -> Draft:
    """A supplier that speaks for itself."""
    return Draft(SUPPLIER, local, Supplier(name=name))


__all__ = [
    "ALL_KINDS",
    "ANYONE",
    "AT_SUPPLIER",
    "CITY",
    "IN_CITY",
    "IN_WATER",
    "LAND",
    "QUESTION",
    "WATER",
    "WOLK",
    "Logs",
    "ask",
    "component",
    "library",
    "needs",
    "supplier",
    "system",
]
