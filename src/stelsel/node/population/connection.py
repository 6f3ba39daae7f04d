# SPDX-License-Identifier: EUPL-1.2
"""A connection of DuckDB in bounded memory, whose errors say what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from stelsel.engines.rules.population.wanted import wanted as package
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.node.population.columns import literal

MEMORY = "2GB"
_INTERRUPTED = "Query interrupted"
"""What DuckDB says when Ctrl-C was pressed while it computed; it swallows KeyboardInterrupt."""


@contextmanager
def connected(work: Path, files: Sequence[Path] = ()) -> Iterator[Any]:
    """A connection that puts in `work` what does not fit in memory, and fetches nothing. `files` are what it reads:
    BadInput names the one that is broken, and says so where memory or disk are full. KeyboardInterrupt after Ctrl-C."""
    duckdb = package("duckdb")
    config = {
        "memory_limit": MEMORY,
        "temp_directory": str(work / "spill"),
        "preserve_insertion_order": "false",
        "autoinstall_known_extensions": "false",
    }
    try:
        with duckdb.connect(config=config) as base:
            yield base
    except RuntimeError as error:
        if _INTERRUPTED in str(error):
            raise KeyboardInterrupt from None
        raise
    except duckdb.InterruptException:
        raise KeyboardInterrupt from None
    except duckdb.OutOfMemoryException as error:
        raise bad_input("population-full", str(work.parent), _FULL.fill(said=_said(error)), _FULL_CURE) from None
    except duckdb.Error as error:
        if "No space left" in str(error):
            raise bad_input("population-full", str(work.parent), _FULL.fill(said=_said(error)), _FULL_CURE) from None
        raise _failed(error, files) from None


def _failed(error: Exception, files: Sequence[Path]) -> BadInput:
    broken = [one for one in files if one.suffix == ".parquet" and not reads(one)]
    where = (*broken, *files, Path())[0]
    said = _said(error)
    for one in files:
        said = said.replace(str(one), one.name)
    return bad_input("population-file", where.name, _BROKEN.fill(said=said), _BROKEN_CURE)


def reads(file: Path) -> bool:
    """Whether a file of Parquet is whole."""
    duckdb = package("duckdb")
    with duckdb.connect() as base:
        try:
            base.execute(f"SELECT bit_xor(hash(COLUMNS(*))) FROM read_parquet({literal(file)})").fetchall()
        except duckdb.Error:
            return False
    return True


def _said(error: Exception) -> str:
    return str(error).partition("\n")[0].rstrip(".")[:200]


_BROKEN = Text(nl="Dit is niet te lezen: {said}.", en="This cannot be read: {said}.")
_BROKEN_CURE = Text(
    nl="Lever het opnieuw aan, of haal het weg en geef --go-on.",
    en="Deliver it again, or take it away and give --go-on.",
)
_FULL = Text(nl="Er is te weinig geheugen of schijfruimte: {said}.", en="There is not enough memory or disk: {said}.")
_FULL_CURE = Text(
    nl="Maak ruimte vrij op de schijf van --to, en geef dezelfde opdracht om verder te gaan.",
    en="Free some space on the disk of --to, and give the same command to go on.",
)
