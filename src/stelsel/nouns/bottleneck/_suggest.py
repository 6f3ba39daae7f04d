# SPDX-License-Identifier: EUPL-1.2
"""Which open bottlenecks may be the same: groups that are proposed to their stewards, who merge them or say that they
are not the same. What was said stays said: such a pair is not proposed again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from stelsel.book.book import Book
from stelsel.kernel.text import Text
from stelsel.nouns.bottleneck._alike import READINGS, propose
from stelsel.nouns.bottleneck._fold import Board, Standing, board
from stelsel.nouns.bottleneck._recur import text_of

_READERS = ("public", "gov", "own")
COMPARED = 1_000
"""Open bottlenecks that are laid beside each other, the newest: the work grows with the square of their number."""


@dataclass(frozen=True)
class Suggestion:
    """Open bottlenecks that may be one, each leading: first what most may read, of these what most organisations have.
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
    told = (sorted(pair) for pair in roots if len(pair) == 2)
    apart = [(place[one], place[other]) for one, other in told if one in place and other in place]
    apart += _strangers(there)
    groups = propose([text_of(one.body) for one in there], book.kept(READINGS), apart)
    made = [Suggestion(_ordered([there[at] for at in one.members]), one.tight, one.why) for one in groups]
    return tuple(sorted(made, key=lambda one: (-one.tight, one.members[0].id)))


def _strangers(there: Sequence[Standing]) -> list[tuple[int, int]]:
    """Pairs that nobody can merge, for no reader of one may read of the other: what two organisations keep for
    themselves."""
    own = [(at, one.record.log) for at, one in enumerate(there) if one.record.log.audience == "own"]
    pairs = combinations(own, 2)
    return [(at, other) for (at, log), (other, its_log) in pairs if log.publisher != its_log.publisher]


def _ordered(members: list[Standing]) -> tuple[Standing, ...]:
    def first(one: Standing) -> tuple[int, int, date, str]:
        return _READERS.index(one.record.log.audience), -one.impact.organisations, one.raised, one.id

    return tuple(sorted(members, key=first))
