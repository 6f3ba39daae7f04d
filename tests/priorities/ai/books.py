# SPDX-License-Identifier: EUPL-1.2
"""Books and drafts for tests of the AI room, with the kinds of this room."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from stelsel.book.answer import Answer
from stelsel.book.audience import ANYONE
from stelsel.book.book import Book
from stelsel.book.question import Budget, Question
from stelsel.book.view import LogView
from stelsel.kernel.draft import Draft
from stelsel.kernel.entry import Source
from stelsel.nouns import KINDS as NOUN_KINDS
from stelsel.priorities.ai.kinds import AI_APPLICATION, KINDS, AiApplication
from stelsel.register.log import LogName
from tests.books import Shelf, leaves

SOURCE = Source("test register", "2026-08-08")
ALL_KINDS = {kind.name: kind for kind in (*NOUN_KINDS, *KINDS)}


def book_of(drafts: Iterable[Draft], publisher: str = "importeur") -> Book:
    """A book of one public log."""
    log = LogName(f"test.example/{publisher}/public", publisher, "public", publisher)
    view = LogView(log, ALL_KINDS).grown(leaves(publisher, drafts))
    return Book([view], ALL_KINDS, ANYONE, Shelf(), date(2026, 11, 24))


def application(local: str, name: str, organisation: str = "Gemeente Voorbeeldstad", **fields: Any) -> Draft:
    """A recorded application."""
    given: dict[str, Any] = {"register": "nl-register", "status": "in-use"}
    body = AiApplication(name=name, organisation_name=organisation, **(given | fields))
    return Draft(AI_APPLICATION, local, body, "", SOURCE)


def budget() -> Budget:
    """A budget that is never spent."""
    return Budget(60, 10**9, lambda: 0.0)


def answer(question: Question[Any], book: Book, **plain: Any) -> Answer:
    """The answer to plain wire values."""
    return question.answer(book, question.from_plain(plain), budget())
