# SPDX-License-Identifier: EUPL-1.2
"""From the collected table of figures to the one that ships: facts with a source and a first day, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from stelsel.engines.rules.doubts import Doubt
from stelsel.engines.rules.parameters import COLUMNS
from stelsel.kernel import documents, table

COLLECTED = COLUMNS[:-1]
"""The columns of the collected table; the lines of doubt are our own."""


def derive(raw: bytes, doubts: Mapping[str, Doubt], file: str = "parameters.csv") -> bytes:
    """The shipped table. A figure without a first day does not ship: nobody knows when it holds. Values, grades and
    sources stay as collected; each figure gets the ids of the lines of doubt that name it."""
    kept = []
    for _, cells in table.rows(raw, file, COLLECTED):
        if cells is not None and cells["valid_from"]:
            kept.append([*(cells[name] for name in COLLECTED), " ".join(_touched(cells, doubts))])
    return documents.table(COLUMNS, sorted(kept))


def _touched(cells: table.Cells, doubts: Mapping[str, Doubt]) -> list[str]:
    years = range(int(cells["valid_from"][:4]), int((cells["valid_to"] or "2099")[:4]) + 1)
    names = {cells["parameter"], f"{cells['parameter']}@{cells['valid_from']}"}
    return [one.id for one in doubts.values() if names & set(one.figures) and any(y in one.years for y in years)]
