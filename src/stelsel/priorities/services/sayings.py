# SPDX-License-Identifier: EUPL-1.2
"""What people say when they need a service: for each product of the UPL one plain sentence, and the ways in which it is
said, Dutch and English; and the same of subjects that no public service is about. All of it is our own text.

`meaning.npz` has what these say as directions, made by tools/derive_sayings.py.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from stelsel.kernel.text import Text

CATALOGUE = Path(__file__).parent / "catalogue"
SAYINGS, ELSEWHERE, MEANING = (CATALOGUE / name for name in ("sayings.jsonl", "elsewhere.jsonl", "meaning.npz"))
TERMS = "http://standaarden.overheid.nl/owms/terms/"
"""What the address of a product begins with; the rest is its code."""


@dataclass(frozen=True)
class Saying:
    """A product (or a subject of others) by its code, the sentence that says what it is, and the ways in which it is
    said. `sure` is False where we do not know well what the product is."""

    code: str
    sentence: Text
    said: tuple[str, ...]
    sure: bool = True

    @property
    def ways(self) -> tuple[str, ...]:
        """Everything that is compared with a need."""
        return (self.sentence.nl, self.sentence.en, *self.said)


@cache
def sayings() -> Mapping[str, Saying]:
    """Of every product, by code."""
    return _read(SAYINGS)


@cache
def elsewhere() -> Mapping[str, Saying]:
    """Of subjects that no public service is about, with where one goes instead."""
    return _read(ELSEWHERE)


def code_of(identifier: str) -> str:
    """The code of a product by its address; empty for another address."""
    return identifier.removeprefix(TERMS) if identifier.startswith(TERMS) else ""


def all_ways() -> tuple[str, ...]:
    """Every way to say anything, in the order of the rows of `meaning.npz`."""
    return tuple(way for some in (sayings(), elsewhere()) for one in some.values() for way in one.ways)


def _read(file: Path) -> Mapping[str, Saying]:
    rows = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    return {
        row["product"]: Saying(
            row["product"], Text(nl=row["nl"], en=row["en"]), (*row["zegt"], *row["says"]), not row.get("unsure")
        )
        for row in rows
    }
