# SPDX-License-Identifier: EUPL-1.2
"""A file of DuckDB as a source, opened so that nothing can be written in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from stelsel.engines.rules.population.wanted import wanted as package
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.node.population.columns import literal, quoted
from stelsel.node.population.connection import connected
from stelsel.node.population.contents import Contents
from stelsel.node.population.folder import unreadable
from stelsel.node.population.ranged import Ranged
from stelsel.node.population.source import Opened, Wanted


@dataclass(frozen=True)
class DuckdbFile:
    """The tables (or views) in a schema of a file."""

    file: Path
    schema: str = "main"
    synthetic: bool = False
    on: date | None = None

    @contextmanager
    def opened(self, work: Path, wanted: Wanted, through: bool = False) -> Iterator[Opened]:
        """The tables that are asked."""
        log = self.file.with_name(self.file.name + ".wal")  # what was not yet written into the file
        contents = Contents([self.file, *([log] if log.exists() else [])])
        attach = f"ATTACH {literal(self.file)} AS people (TYPE duckdb, READ_ONLY)"
        duckdb = package("duckdb")
        with connected(work, contents.files) as base:
            try:
                base.execute(attach)
            except duckdb.Error as error:
                raise BadInput(unreadable(self.file, str(error)).finding) from None
            there = base.execute(
                "SELECT table_name FROM information_schema.tables WHERE table_catalog = 'people' AND table_schema = ?",
                [self.schema],
            ).fetchall()
            names = {row[0] for row in there}
            if "persons" not in names:
                some = ", ".join(sorted(names))[:200] or "-"
                raise bad_input("population-persons", self.file.name, NO_TABLE, NO_TABLE_CURE.fill(some=some))
            reads = {name: f"people.{quoted(self.schema)}.{name}" for name in wanted if name in names}
            ready = Ranged(base, reads, contents, (), attach)
        yield ready


NO_TABLE = Text(nl="Er is geen tabel “persons”.", en="There is no table “persons”.")
NO_TABLE_CURE = Text(
    nl="Maak hem of een view met die naam, of noem met --schema waar hij staat; er zijn: {some}.",
    en="Make it or a view of that name, or name with --schema where it stands; there are: {some}.",
)
