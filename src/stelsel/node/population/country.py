# SPDX-License-Identifier: EUPL-1.2
"""A synthetic country as a source: each of its files holds whole households."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.node.population.columns import literal
from stelsel.node.population.contents import Contents
from stelsel.node.population.fault import Fault
from stelsel.node.population.source import CURE, Opened, Wanted

COUNTRY = "synthetic-country.json"


@dataclass(frozen=True)
class Country:
    """The files of a country that was made for a day."""

    files: tuple[Path, ...]
    on: date
    synthetic: bool = True

    @classmethod
    def of(cls, folder: Path) -> Country:
        """The country in a folder. BadInput for one without people, or that does not say its day."""
        files = tuple(sorted(folder.glob("synthetic-persons-*.parquet")))
        try:
            on = date.fromisoformat(json.loads((folder / COUNTRY).read_text(encoding="utf-8"))["on"])
        except (ValueError, KeyError, TypeError):
            raise bad_input("population-country", COUNTRY, _ABOUT, CURE) from None
        if not files:
            raise bad_input("population-persons", str(folder), _NOBODY, CURE)
        return cls(files, on)

    @contextmanager
    def opened(self, work: Path, wanted: Wanted, through: bool = False) -> Iterator[Opened]:
        """The country; each file is a piece."""
        yield _Opened(self.files)


class _Opened:
    faults: tuple[Fault, ...] = ()

    def __init__(self, files: tuple[Path, ...]) -> None:
        self._files, self._contents = files, Contents(files)
        self.contents, self.pieces = self._contents.said, len(files)

    def tables(self, base: Any, at: int) -> Mapping[str, str]:
        return {"everyone": f"read_parquet({literal(self._files[at])})"}

    def files(self, at: int) -> Sequence[Path]:
        return self._files[at : at + 1]

    def digest(self, at: int) -> str:
        return ""

    def check(self) -> None:
        self._contents.check()


_ABOUT = Text(
    nl="Dit bestand zegt niet van welke dag dit land is.", en="This file does not say the day of the country."
)
_NOBODY = Text(nl="In dit land staan geen mensen.", en="There are no people in this country.")
