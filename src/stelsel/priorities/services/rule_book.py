# SPDX-License-Identifier: EUPL-1.2
"""The rule texts and figures that an asker may use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from stelsel.book.book import Book
from stelsel.engines.rules import Library, load
from stelsel.engines.rules.parameters import Parameters
from stelsel.kernel.problem import Finding
from stelsel.priorities.services.figures import RULES, figures


@dataclass(frozen=True)
class Rules:
    """The library, the figures, and of each file where it comes from."""

    library: Library
    figures: Parameters
    sources: Mapping[str, str] = field(default_factory=dict)
    refused: tuple[tuple[str, tuple[Finding, ...]], ...] = ()


def rules_of(book: Book) -> Rules:
    """What the asker of this book may see."""
    return _shipped()


@cache
def _shipped() -> Rules:
    files = ((str(path.relative_to(RULES)), path.read_bytes()) for path in sorted(RULES.glob("*/*.yaml")))
    texts, refused = load(files)
    return Rules(Library(texts), figures(), {one.file: "" for one in texts}, tuple(refused.items()))
