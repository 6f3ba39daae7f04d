# SPDX-License-Identifier: EUPL-1.2
"""Who may put the next signature under a task, and who stands in for whom. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Signature:
    """An approval that was given: by which account, on whose behalf (empty: for itself)."""

    by: str
    instead_of: str = ""


def may_approve(by: str, given: Iterable[Signature], needed: int, asked_by: str) -> Literal["", "again", "own-request"]:
    """Why this account may not give the next approval; empty when it may. Each approval is another person's. Where more
    than one is needed, the last is never of whoever asked."""
    there = tuple(given)
    if any(by in (one.by, one.instead_of) for one in there):
        return "again"
    if needed > 1 and len(there) + 1 >= needed and by == asked_by:
        return "own-request"
    return ""


def substitutes(
    pairs: Iterable[tuple[str, str, date, date]], person: str, first: date, last: date | None = None
) -> frozenset[str]:
    """The accounts that receive this person's tasks on some day of a period, also through others. `pairs`: (who is
    replaced, by whom, first day, last day). A chain counts only where its days overlap."""
    until, rows = last or first, tuple(pairs)
    found: set[str] = set()
    todo = [(person, first, until)]
    seen: set[tuple[str, date, date]] = set()
    while todo:
        name, start, end = todo.pop()
        if (name, start, end) in seen:
            continue
        seen.add((name, start, end))
        for replaced, by, begins, ends in rows:
            overlap = (max(start, begins), min(end, ends))
            if replaced == name and overlap[0] <= overlap[1]:
                found.add(by)
                todo.append((by, *overlap))
    return frozenset(found)
