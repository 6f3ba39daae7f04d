# SPDX-License-Identifier: EUPL-1.2
"""Patterns of defects that real files have. `PATTERNS` is the list; each is a function from one article to what it
found. Add a pattern by adding a function."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from stelsel.engines.rules.checks._article import Article, needed_names
from stelsel.engines.rules.checks._choices import end_dates, limits, partners, rests, years
from stelsel.engines.rules.checks._found import Check
from stelsel.engines.rules.checks._money import amounts, percentages, rounding, thresholds
from stelsel.engines.rules.library import Library
from stelsel.engines.rules.parameters import Parameters
from stelsel.engines.rules.types import Types

Pattern = Callable[[Article], Iterator[Check]]
PATTERNS: tuple[Pattern, ...] = (
    amounts,
    percentages,
    rounding,
    thresholds,
    limits,
    partners,
    end_dates,
    years,
    rests,
)


def defect_patterns(library: Library, figures: Parameters | None = None) -> tuple[Check, ...]:
    """What all patterns find in all articles, each line once for each pattern."""
    types = Types(library)
    told: dict[tuple[str, str], Check] = {}
    for version in library.versions:
        needed = needed_names(version)
        for scope in version.scopes:
            article = Article(types, version, scope, needed)
            for pattern in PATTERNS:
                for one in pattern(article):
                    told.setdefault((one.code, one.where), one)
    return tuple(told.values())
