# SPDX-License-Identifier: EUPL-1.2
"""What confirmed routings change in what was found. Where people mostly meant another product when this one came first,
that one comes first if it was found too; where the first was often wrong, it is no longer sure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from stelsel.book.book import Book
from stelsel.priorities.services.confirmations import experience
from stelsel.priorities.services.policy import ranking
from stelsel.priorities.services.questions._names import Found
from stelsel.priorities.services.sayings import code_of


@dataclass(frozen=True)
class Learned:
    """How often (`meant` of `asked`) this product was it when `first` was proposed first."""

    first: str
    product: str
    meant: int
    asked: int


def learned(book: Book, found: Sequence[Found]) -> tuple[tuple[Found, ...], Learned | None]:
    """What was found, best first, in the light of confirmed routings; and what these said, where they change it."""
    some = tuple(found)
    if not some:
        return some, None
    rules, first = ranking(), some[0]
    code = code_of(first.body.identifier)
    known = experience(book).get(code)
    if known is None or known.asked < rules.confirmed_from:
        return some, None
    for other, meant in known.others.items():
        there = next((one for one in some if code_of(one.body.identifier) == other), None)
        if there is not None and meant >= rules.confirmed_share * known.asked:
            return _swapped(some, there), Learned(first.body.title, there.body.title, meant, known.asked)
    if known.right < rules.doubted_below * known.asked and first.score >= rules.sure_from:
        low = rules.sure_from - 0.01
        return (replace(first, score=low), *some[1:]), Learned(
            first.body.title, first.body.title, known.right, known.asked
        )
    return some, None


def _swapped(some: tuple[Found, ...], there: Found) -> tuple[Found, ...]:
    """The one that was meant first, never more sure than just below sure; the others after it."""
    low = ranking().sure_from - 0.01
    top = replace(there, score=min(max(some[0].score, there.score), low))
    rest = tuple(replace(one, score=min(one.score, top.score)) for one in some if one is not there)
    return (top, *rest)
