# SPDX-License-Identifier: EUPL-1.2
"""Two texts or two formulas beside each other, with what stands in one of them alone marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from stelsel.engines.rules.formula import Line
from stelsel.kernel.text import Text

MOST_WORDS = 2_000
"""Words of a text that are compared one by one; a longer text is marked as a whole."""


@dataclass(frozen=True)
class Run:
    """Words that stand together, and whether only this text has them."""

    said: str
    alone: bool


@dataclass(frozen=True)
class Marked:
    """A line of a formula, whether only this formula has it, and the lines below it."""

    said: Text
    alone: bool
    below: tuple[Marked, ...]


def words_beside(old: str, new: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Both texts as runs of words."""
    some = old.split(), new.split()
    if max(map(len, some)) > MOST_WORDS:
        return (Run(old, old != new),), (Run(new, old != new),)
    kept = _kept(*some)
    return _runs(some[0], kept[0]), _runs(some[1], kept[1])


def _runs(words: Sequence[str], kept: Sequence[bool]) -> tuple[Run, ...]:
    found: list[tuple[list[str], bool]] = []
    for word, both in zip(words, kept, strict=True):
        if found and found[-1][1] is not both:
            found[-1][0].append(word)
        else:
            found.append(([word], not both))
    return tuple(Run(" ".join(some), alone) for some, alone in found)


def lines_beside(old: Line | None, new: Line | None, language: str) -> tuple[Marked | None, Marked | None]:
    """Both formulas with their lines marked; None where there is none."""
    some = [[(depth, line.said.to(language)) for depth, line in _flat(one)] if one else [] for one in (old, new)]
    kept = _kept(*some)
    return _marked(old, iter(kept[0])) if old else None, _marked(new, iter(kept[1])) if new else None


def _flat(line: Line, depth: int = 0) -> Iterator[tuple[int, Line]]:
    yield depth, line
    for one in line.below:
        yield from _flat(one, depth + 1)


def _marked(line: Line, kept: Iterator[bool]) -> Marked:
    alone = not next(kept)
    return Marked(line.said, alone, tuple(_marked(one, kept) for one in line.below))


def _kept(old: Sequence[object], new: Sequence[object]) -> tuple[list[bool], list[bool]]:
    """Of each part whether both have it, in the same order."""
    both = [False] * len(old), [False] * len(new)
    for a, b, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        both[0][a : a + size] = both[1][b : b + size] = [True] * size
    return both
