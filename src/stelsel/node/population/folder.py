# SPDX-License-Identifier: EUPL-1.2
"""A folder of Parquet and CSV files as a source. A table is one file, or more whose names begin so
(`persons-0001.parquet`); they need not have the same columns, types or form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from stelsel.engines.rules.population.wanted import wanted as package
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.node.population.columns import literal, quoted
from stelsel.node.population.connection import connected
from stelsel.node.population.contents import Contents
from stelsel.node.population.csv_files import to_parquet
from stelsel.node.population.fault import EXAMPLES, Fault
from stelsel.node.population.ranged import Ranged, columns_of
from stelsel.node.population.source import CURE, Opened, Wanted

ENDS = (".parquet", ".csv")
Columns = Mapping[str, str]


@dataclass(frozen=True)
class Folder:
    """The files of each table."""

    files: Mapping[str, tuple[Path, ...]]
    synthetic: bool = False
    on: date | None = None

    @contextmanager
    def opened(self, work: Path, wanted: Wanted, through: bool = False) -> Iterator[Opened]:
        """The tables that are asked. A CSV file is written as Parquet first, so that it is read once."""
        own = {name: some for name, some in self.files.items() if name in wanted}
        contents = Contents(one for some in own.values() for one in some)
        faults: list[Fault] = []
        with connected(work, contents.files) as base:
            reads: dict[str, str] = {}
            for name, some in own.items():
                read = _table(
                    base,
                    name,
                    list(_files(base, some, work, faults, wanted[name] if through else None)),
                    wanted[name],
                    faults,
                )
                if read:
                    reads[name] = read
            if "persons" not in reads:
                raise BadInput(*(one.finding for one in faults))
            ready = Ranged(base, reads, contents, faults)
        yield ready


def folder_of(folder: Path) -> Folder:
    """The tables in a folder. BadInput where there are no persons."""
    files: dict[str, list[Path]] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix in ENDS and path.is_file():
            files.setdefault(path.stem.rstrip("0123456789").rstrip("-_"), []).append(path)
    if "persons" not in files:
        raise bad_input("population-persons", str(folder), _NO_PERSONS, CURE)
    return Folder({name: tuple(some) for name, some in files.items()})


def _files(
    base: Any, files: Sequence[Path], work: Path, faults: list[Fault], through: frozenset[str] | None
) -> Iterator[tuple[str, Path, Columns]]:
    """Each file that reads: its name, the Parquet file that holds it, and its columns. The others are told. `through`:
    columns whose cells are read too."""
    for file in files:
        try:
            at = to_parquet(base, file, work, faults) if file.suffix == ".csv" else file
            there = columns_of(base, _read([at]))
            if through is not None and at == file:
                _read_through(base, file, sorted(through & set(there)))
            yield file.name, at, there
        except package("duckdb").Error as error:
            faults.append(unreadable(file, str(error)))


def _read_through(base: Any, file: Path, columns: Sequence[str]) -> None:
    some = ", ".join(map(quoted, columns)) or "1"
    base.execute(f"SELECT bit_xor(hash({some})) FROM {_read([file])}").fetchall()


def unreadable(file: Path, said: str) -> Fault:
    """A file that does not read."""
    words = {"said": said.replace(str(file), file.name).partition("\n")[0].rstrip(".")[:200]}
    return Fault("population-file", file.name, _UNREADABLE, _UNREADABLE_CURE, words=words, alike=True)


def _table(
    base: Any, name: str, some: Sequence[tuple[str, Path, Columns]], wanted: frozenset[str], faults: list[Fault]
) -> str:
    """What reads a table of some files; empty where none reads. A column that some files lack is told, and one of
    several types is read as text."""
    if not some:
        return ""
    kinds: dict[str, set[str]] = {}
    for _, _, columns in some:
        for column, kind in columns.items():
            kinds.setdefault(column, set()).add(kind)
    for column in sorted(wanted & set(kinds)):
        lacking = [file for file, _, columns in some if column not in columns]
        if lacking:
            examples = tuple(lacking[:EXAMPLES])
            faults.append(
                Fault("population-column", f"{name}.{column}", _LACKING, _LACKING_CURE, len(lacking), examples)
            )
    groups: dict[tuple[tuple[str, str], ...], list[Path]] = {}
    for _, path, columns in some:
        groups.setdefault(tuple(sorted(columns.items())), []).append(path)
    if len(groups) == 1:
        return _read([path for _, path, _ in some])
    every = sorted(wanted & set(kinds))
    parts = [f"SELECT {_cells(every, dict(columns), kinds)} FROM {_read(paths)}" for columns, paths in groups.items()]
    return "(" + " UNION ALL ".join(parts) + ")"


def _cells(every: Sequence[str], there: Columns, kinds: Mapping[str, set[str]]) -> str:
    cells = []
    for column in every:
        (kind, *others) = sorted(kinds[column])
        kind = "VARCHAR" if others else kind
        cells.append(f'CAST({quoted(column)} AS {kind}) AS {quoted(column)}' if column in there
                     else f"CAST(NULL AS {kind}) AS {quoted(column)}")  # fmt: skip
    return ", ".join(cells)


def _read(paths: Sequence[Path]) -> str:
    return "read_parquet([" + ", ".join(map(literal, paths)) + "])"


_NO_PERSONS = Text(nl="Hier staat geen tabel met personen.", en="There is no table of persons here.")
_UNREADABLE = Text(nl="Dit bestand is niet te lezen: {said}.", en="This file cannot be read: {said}.")
_UNREADABLE_CURE = Text(
    nl="Lever het opnieuw aan als Parquet, of als CSV in UTF-8; met --go-on telt het niet mee.",
    en="Deliver it again as Parquet, or as CSV in UTF-8; with --go-on it does not count.",
)
_LACKING = Text(
    nl="Deze kolom ontbreekt in {n} van de bestanden: {some}.",
    en="This column is not there in {n} of the files: {some}.",
)
_LACKING_CURE = Text(
    nl="Voeg hem daar toe, of reken door met --go-on: dan is hij daar onbekend.",
    en="Add it there, or go on with --go-on: then it is unknown there.",
)
