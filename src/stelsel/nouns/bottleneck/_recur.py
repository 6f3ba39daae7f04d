# SPDX-License-Identifier: EUPL-1.2
"""What may have come back: a bottleneck raised after a solution was adopted that has the same cause and touches the
same dataset, agreement or article, or whose words are alike. The owner says whether it is the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from stelsel.book.book import Book
from stelsel.kernel.kept import Kept
from stelsel.nouns.bottleneck._alike import ALIKE, READINGS, Beside, beside
from stelsel.nouns.bottleneck._fold import Board, Standing, board
from stelsel.nouns.bottleneck._kinds import Bottleneck

Why = Literal["touches", "alike"]


@dataclass(frozen=True)
class Recurrence:
    """A solved bottleneck and one that may be the same again: why, how alike (0..1), and by which words or things."""

    solved: Standing
    again: Standing
    why: Why
    score: float
    words: tuple[str, ...]


def text_of(body: Bottleneck) -> str:
    """What a bottleneck is compared by."""
    return f"{body.title}. {body.summary}"


def recurrences(book: Book) -> tuple[Recurrence, ...]:
    """Every possible recurrence that nobody set aside, by solved bottleneck."""
    return book.memo(
        f"nouns.bottlenecks.recurrences {book.day}", lambda: _recurrences(board(book), book.kept(READINGS))
    )


def _recurrences(found: Board, kept: Kept) -> tuple[Recurrence, ...]:
    """Laid beside each other at once: what was solved, and what was raised after any of it was."""
    solved = {one.id: one for one in found.solved}
    later = {one.id for one in found.standings.values() if any(_after(one, of) for of in solved.values())}
    if not later:
        return ()
    those = [one for one in found.standings.values() if one.id in solved or one.id in later]
    places = {one.id: at for at, one in enumerate(those)}
    likeness = beside([text_of(one.body) for one in those], [places[one] for one in solved], kept)
    return tuple(again for one in solved.values() for again in _again(found, one, those, likeness[places[one.id]]))


def _again(found: Board, solved: Standing, those: Sequence[Standing], likeness: Beside) -> list[Recurrence]:
    group, about = {one.id for one in found.members(solved)}, touched(solved.body)
    made = []
    for one, (score, words) in zip(those, likeness, strict=True):
        if one.id in group or one.id in solved.course.dismissed or not _after(one, solved):
            continue
        things = about & touched(one.body)
        if things and solved.body.cause is not None and one.body.cause == solved.body.cause:
            made.append(Recurrence(solved, one, "touches", score, tuple(sorted(things))))
        elif score >= ALIKE:
            made.append(Recurrence(solved, one, "alike", score, words))
    return made


def touched(body: Bottleneck) -> frozenset[str]:
    """What a bottleneck is about: datasets, agreements, and articles of law with their number."""
    articles = {f"{one.law} {one.article or ''}".strip() for one in body.articles}
    return frozenset({*body.datasets, *body.agreements, *articles})


def _after(one: Standing, solved: Standing) -> bool:
    """Raised after the adoption: by day, and within one day by the moment of the logs. In one second nobody can tell
    which came first: then it may have come back."""
    adopted = solved.solution
    assert adopted is not None, "asked of what is solved"
    if one.raised != adopted.day:
        return one.raised > adopted.day
    return one.record.envelope.at >= adopted.record.envelope.at
