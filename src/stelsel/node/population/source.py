# SPDX-License-Identifier: EUPL-1.2
"""Where the people stand: a folder of Parquet or CSV files, a synthetic country, a DuckDB file or a PostgreSQL
database. A source is only read.

It holds `persons` (household, role: aanvrager or partner, and a column for each fact), if need be `households`
(household, gemeente, provincie, waterschap), and for each list a table with its name (household, role, and a column for
each part). Amounts are whole eurocents, an empty cell is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.node.population.fault import Fault

Wanted = Mapping[str, frozenset[str]]
"""The columns that are asked of each table."""


class Opened(Protocol):
    """A source that is open."""

    @property
    def contents(self) -> Sequence[tuple[str, str]]:
        """What it is known by: names, with the SHA-256 of each file."""
        ...

    @property
    def faults(self) -> Sequence[Fault]:
        """What is not right with its files."""
        ...

    @property
    def pieces(self) -> int:
        """How many parts with whole households it has."""
        ...

    def tables(self, base: Any, at: int) -> Mapping[str, str]:
        """What reads each table of a piece, in SQL for this DuckDB connection; of a synthetic country `everyone`.
        Household numbers are of one type."""
        ...

    def files(self, at: int) -> Sequence[Path]:
        """The files that a piece is read from."""
        ...

    def digest(self, at: int) -> str:
        """The SHA-256 of the rows of a piece, where `contents` does not say it; else empty."""
        ...

    def check(self) -> None:
        """BadInput where the source was changed since it was opened."""
        ...


class Source(Protocol):
    """People, before anything is read. `synthetic`: they do not exist; `on` is then the day of the country."""

    @property
    def synthetic(self) -> bool: ...

    @property
    def on(self) -> date | None: ...

    def opened(self, work: Path, wanted: Wanted, through: bool = False) -> AbstractContextManager[Opened]:
        """Opens it; `work` is an empty folder for what has to be written meanwhile. `through`: reads files through
        first, so that a broken one does not count where others are left. BadInput for what does not open."""
        ...


def source_of(people: str | Path, schema: str = "") -> Source:
    """The source of this name: a folder, a file of DuckDB, or the address or service of a PostgreSQL database.
    `schema`: where the tables of a database stand, else in its usual one. BadInput where there is none."""
    from stelsel.node.population.country import COUNTRY, Country
    from stelsel.node.population.duckdb_file import DuckdbFile
    from stelsel.node.population.folder import folder_of

    text = str(people)
    if text.startswith(("postgresql:", "postgres:", "service=")):
        from stelsel.node.population.database import Database

        return Database(text, schema)
    path = Path(people)
    if path.suffix in (".csv", ".parquet") and path.is_file():
        raise bad_input("population-folder", text, _FILE, CURE)
    if path.is_file():
        return DuckdbFile(path, schema or "main")
    if not path.is_dir():
        raise bad_input("population-folder", text, _NONE, CURE)
    return Country.of(path) if (path / COUNTRY).is_file() else folder_of(path)


_FILE = Text(nl="Dit is één tabel; noem de map.", en="This is one table; name its folder.")
_NONE = Text(nl="Deze map of dit bestand is er niet.", en="This folder or file is not there.")
CURE = Text(
    nl="Wijs een map aan met persons.parquet of persons.csv, een land van “stelsel rules synthesise”, een bestand van "
    "DuckDB, of een database als postgresql://host/naam.",
    en="Name a folder with persons.parquet or persons.csv, a country of “stelsel rules synthesise”, a file of DuckDB, "
    "or a database like postgresql://host/name.",
)
