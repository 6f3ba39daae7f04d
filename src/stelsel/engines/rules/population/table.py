# SPDX-License-Identifier: EUPL-1.2
"""The table of rule texts: which outputs compile for a population, and why the others do not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec

from stelsel.engines.rules.library import Library, Version
from stelsel.engines.rules.outcome import BandedFigures
from stelsel.engines.rules.population.compile import compile_rule
from stelsel.engines.rules.population.facts import Cells
from stelsel.kernel.problem import BadInput, Finding


class Row(msgspec.Struct, frozen=True):
    """One rule text: the outputs that compile, and of each other one why not (file, line and reason)."""

    file: str
    compiles: tuple[str, ...]
    refused: tuple[tuple[str, Finding], ...]


def table(
    library: Library, day: Callable[[Version], date], figures: BandedFigures | None = None, cells: Cells | None = None
) -> tuple[Row, ...]:
    """Every text by file; `day` says on which day its outputs are asked."""
    rows = []
    for version in library.versions:
        text, good, bad = version.text, list[str](), list[tuple[str, Finding]]()
        for output in dict.fromkeys([*version.promised, *version.outputs]):
            try:
                compile_rule(library, text.id, output, day(version), service=text.service, figures=figures, cells=cells)
            except BadInput as problem:
                bad.append((output, problem.findings[0]))
            else:
                good.append(output)
        rows.append(Row(text.file, tuple(good), tuple(bad)))
    return tuple(sorted(rows, key=lambda row: row.file))
