# SPDX-License-Identifier: EUPL-1.2
"""What each page, API operation and command needs: one operation of `book.permission`, declared beside it.

A test walks everything that can be asked: what declares nothing fails it.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from stelsel.book.permission import Operation

F = TypeVar("F", bound=Callable[..., Any])


def needing(operation: Operation) -> Callable[[F], F]:
    """Declare what a view or command needs."""

    def mark(view: F) -> F:
        view.needs = operation  # type: ignore[attr-defined]
        return view

    return mark


def needs_of(view: Any) -> Operation | None:
    """What a view or command declared; None when it declared nothing."""
    found: Operation | None = getattr(view, "needs", None)
    return found
