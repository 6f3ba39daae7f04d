# SPDX-License-Identifier: EUPL-1.2
"""What a gatekeeper sees of a version: basis, necessity, the smallest set of fields, precedents and conflicts. It shows
and never decides."""

from dataclasses import dataclass
from datetime import date

from stelsel.book.book import Book
from stelsel.nouns.agreement import Agreement
from stelsel.priorities.data.requests._basis import basis
from stelsel.priorities.data.requests._checks import WORST, Check, State
from stelsel.priorities.data.requests._conflicts import breadth, conflicts
from stelsel.priorities.data.requests._necessity import Needed, minimal, necessity, smallest
from stelsel.priorities.data.requests._precedents import Precedent, before, precedents, replaces


@dataclass(frozen=True)
class Scrutiny:
    """Every check in the order in which one reads it, each field with whether it stays, and the precedents."""

    checks: tuple[Check, ...]
    fields: tuple[Needed, ...]
    precedents: tuple[Precedent, ...]

    @property
    def state(self) -> State:
        """The worst of all."""
        return next((state for state in WORST if any(one.state == state for one in self.checks)), "unknown")

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of what is not good, each once: kept with the advice."""
        return tuple(dict.fromkeys(one.code for one in self.checks if one.state != "good"))


def scrutiny(book: Book, body: Agreement, provider: str, today: date, first: Agreement | None = None) -> Scrutiny:
    """All of it, from what this asker may see. `provider`: its name as a publisher. `first`: the first version; what it
    refined still applies when a later one leaves it out."""
    checks = (
        *basis(body),
        *necessity(body),
        minimal(body),
        *before(book, body, today),
        *replaces(book, body),
        *breadth(book, body),
        *conflicts(book, body, provider, today, first),
    )
    return Scrutiny(checks, smallest(body), precedents(book, body, today))
