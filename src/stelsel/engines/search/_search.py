# SPDX-License-Identifier: EUPL-1.2
"""Searching several indexes as one: which documents match, in what order, and how many per facet value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from stelsel.engines.search._facets import allowed, counted
from stelsel.engines.search._index import Index
from stelsel.engines.search._meaning import Word, asked_words, forgiven, suggestion
from stelsel.engines.search._rank import Found, best, found, matching
from stelsel.engines.search._union import Mask, shown
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text, number

MOST_HITS = 1_000
MOST_OFFSET = 1_000_000
MOST_WORDS = 32
"""Different words of a question that count; the rest of a longer text is not looked at."""


@dataclass(frozen=True)
class Hits:
    """What was found: how many in all, the ids of this page (best first), and per facet how many per value.

    The counts of a facet leave out what was asked of that facet itself, so they say what another choice would give;
    only values that occur are there, most first. `did_you_mean` is the text with typing errors mended, where hits were
    found only that way.
    """

    total: int
    ids: tuple[str, ...]
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    did_you_mean: str | None = None


def search(indexes: Sequence[Index], text: str, facets: Mapping[str, Sequence[str]], limit: int, offset: int) -> Hits:
    """Finds `text` in these indexes as if they were one. Any text is fine; one without words finds everything.

    Every word must be there, in any Dutch or English inflection; the last word may be unfinished, a Dutch compound may
    end in the word. Of each facet any of the values asked for will do; a facet asked for no value does not narrow.
    Where an id is in several indexes the first one speaks. Equal hits go by id.
    Raises BadInput where `limit` (0..1,000) or `offset` (0..1,000,000) is out of bounds.
    """
    _check_bounds("limit", limit, MOST_HITS)
    _check_bounds("offset", offset, MOST_OFFSET)
    indexes = tuple(index for index in indexes if len(index))
    finds, mended = _found(indexes, shown(indexes), asked_words(text, MOST_WORDS))
    passing = [allowed(index, facets) for index in indexes]
    counts = counted(indexes, [find.rows for find in finds], passing)
    kept = [find.where(masks.all_pass) for find, masks in zip(finds, passing, strict=True)]
    ids = best(indexes, kept, offset + limit)[offset:]
    total = sum(len(find.rows) for find in kept)
    return Hits(total, tuple(ids), counts, suggestion(text, mended) if mended else None)


def _found(
    indexes: Sequence[Index], masks: Sequence[Mask | None], asked: list[Word]
) -> tuple[list[Found], dict[str, str]]:
    """Hits per index, and which word was read as which other where nothing else matched."""
    matches = matching(indexes, masks, asked)
    finds = found(indexes, masks, matches)
    if any(len(find.rows) for find in finds):
        return finds, {}
    again, mended = forgiven(indexes, [(match.word, match.frequency) for match in matches])
    if not mended:
        return finds, {}
    finds = found(indexes, masks, matching(indexes, masks, again))
    return finds, mended if any(len(find.rows) for find in finds) else {}


def _check_bounds(name: str, value: int, most: int) -> None:
    if 0 <= value <= most:
        return
    raise bad_input(
        f"search-{name}",
        name,
        Text(nl=f"{name} {value} kan niet.", en=f"{name} {value} is not possible."),
        Text(nl="Kies een getal van 0 tot en met {most}.", en="Choose a number from 0 to {most}.").fill(
            most=Text(nl=number(most, "nl"), en=number(most, "en"))
        ),
    )
