# SPDX-License-Identifier: EUPL-1.2
"""No number tells of one to four households, nor can it be found by taking the others from the whole."""

from __future__ import annotations

from collections.abc import Sequence

LEAST = 5
"""Households that a number is told of."""


def too_few(counts: Sequence[int]) -> bool:
    """Whether one of the counts is of one to four households."""
    return any(0 < one < LEAST for one in counts)


def hidden_and_few(groups: Sequence[tuple[int, Sequence[int]]]) -> tuple[set[int], set[int]]:
    """Of groups (households, and counts of them by what becomes of them): which are not told at all, as they are too
    small, and of which only the size is told, as one of the counts is. Each of the two grows with the next smallest
    group until what it holds together says nothing of one to four households."""
    order = sorted(range(len(groups)), key=lambda at: (groups[at][0], at))
    hidden = {at for at in order if groups[at][0] < LEAST}
    _grow(hidden, order, [[size] for size, _ in groups])
    few = hidden | {at for at in order if too_few(groups[at][1])}
    _grow(few, order, [counts for _, counts in groups])
    return hidden, few - hidden


def _grow(some: set[int], order: Sequence[int], groups: Sequence[Sequence[int]]) -> None:
    for at in order:
        together = [sum(counts) for counts in zip(*(groups[one] for one in some), strict=True)]
        if not some or (len(some) > 1 and not too_few(together)):
            return
        some.add(at)


def without_few(counts: Sequence[int]) -> list[int | None]:
    """Counts that together are known: None for one to four, and for the next smallest where that would give it away."""
    hidden = {at for at, one in enumerate(counts) if 0 < one < LEAST}
    for at in sorted(range(len(counts)), key=lambda one: (counts[one], one)):
        if not hidden or (len(hidden) > 1 and sum(counts[one] for one in hidden) >= LEAST):
            break
        if counts[at]:
            hidden.add(at)
    return [None if at in hidden else one for at, one in enumerate(counts)]


Band = tuple[int | None, int | None]
"""Above the first and up to the second; None is without end."""


def together(counts: Sequence[Sequence[int]]) -> list[range]:
    """Of rows that stand in an order: which to take together so that no count is of one to four households. Such a row
    goes with the one beside it that has the fewest but has some, until there is none left (or one row)."""
    found = [(range(at, at + 1), tuple(some)) for at, some in enumerate(counts)]
    while len(found) > 1 and any(too_few(some) for _, some in found):
        at = next(place for place, (_, some) in enumerate(found) if too_few(some))
        beside = [place for place in (at - 1, at + 1) if 0 <= place < len(found)]
        other = min(beside, key=lambda place: (not any(found[place][1]), sum(found[place][1])))
        low, high = sorted((at, other))
        (first, one), (last, two) = found[low], found[high]
        both = tuple(a + b for a, b in zip(one, two, strict=True))
        found[low : high + 1] = [(range(first.start, last.stop), both)]
    return [place for place, _ in found]


def merged(bands: Sequence[Band], counts: Sequence[Sequence[int]]) -> list[tuple[Band, tuple[int, ...]]]:
    """Bands below each other with their counts, small ones taken together."""
    return [
        (
            (bands[one.start][0], bands[one.stop - 1][1]),
            tuple(map(sum, zip(*counts[one.start : one.stop], strict=True))),
        )
        for one in together(counts)
    ]
