# SPDX-License-Identifier: EUPL-1.2
"""Which open bottlenecks may be the same: groups that are proposed to their stewards, who merge them or say that they
are not the same. What was said stays said: such a pair is not proposed again."""

from dataclasses import dataclass

from stelsel.book.book import Book
from stelsel.kernel.text import Text
from stelsel.nouns.bottleneck._alike import READINGS, propose
from stelsel.nouns.bottleneck._fold import Board, Standing, board
from stelsel.nouns.bottleneck._recur import text_of

COMPARED = 1_000
"""Open bottlenecks that are laid beside each other, the newest: the work grows with the square of their number."""


@dataclass(frozen=True)
class Suggestion:
    """Open bottlenecks that may be one, each leading: first the one that most organisations have, the oldest of equals.
    `tight` is the mean likelihood of its pairs (0..1), `why` what they have in common."""

    members: tuple[Standing, ...]
    tight: float
    why: tuple[Text, ...]

    @property
    def decider(self) -> str:
        """Who can merge all of them; empty where their stewards differ."""
        said = {one.decider for one in self.members}
        return said.pop() if len(said) == 1 else ""


def suggestions(book: Book) -> tuple[Suggestion, ...]:
    """The groups proposed now, the tightest first."""
    return book.memo(f"nouns.bottlenecks.suggestions {book.day}", lambda: _suggestions(book, board(book)))


def compared(book: Book) -> tuple[int, int]:
    """How many open bottlenecks were laid beside each other, and how many there are."""
    there = len(board(book).open)
    return min(there, COMPARED), there


def _suggestions(book: Book, found: Board) -> tuple[Suggestion, ...]:
    there = found.open[-COMPARED:]
    place = {one.id: at for at, one in enumerate(there)}
    roots = ({found.groups.root(address) for address in pair} for pair in found.groups.apart)
    apart = [(place[one], place[other]) for one, other in map(sorted, filter(_two, roots)) if {one, other} <= {*place}]
    groups = propose([text_of(one.body) for one in there], book.kept(READINGS), apart)
    made = [Suggestion(_ordered([there[at] for at in one.members]), one.tight, one.why) for one in groups]
    return tuple(sorted(made, key=lambda one: (-one.tight, one.members[0].id)))


def _two(pair: set[str]) -> bool:
    return len(pair) == 2


def _ordered(members: list[Standing]) -> tuple[Standing, ...]:
    return tuple(sorted(members, key=lambda one: (-one.impact.organisations, one.raised, one.id)))
