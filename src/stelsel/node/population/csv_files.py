# SPDX-License-Identifier: EUPL-1.2
"""A CSV file as Parquet, every cell as the text that stands there. Lines that do not fit are left out and told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from stelsel.kernel.text import Text
from stelsel.node.population.columns import literal
from stelsel.node.population.fault import EXAMPLES, Fault

MOST_REJECTS = 1_000_000


def to_parquet(base: Any, file: Path, work: Path, faults: list[Fault]) -> Path:
    """The Parquet file in `work`; what separates the cells is found. What duckdb raises for a file that is no text."""
    made = work / f"{file.name}.parquet"
    read = (
        f"read_csv({literal(file)}, all_varchar=true, header=true, quote='\"', escape='\"', store_rejects=true,"
        f" rejects_limit={MOST_REJECTS})"
    )
    try:
        base.execute(f"COPY (FROM {read}) TO {literal(made)} (FORMAT parquet)")
        count, some = base.execute(
            "SELECT count(DISTINCT line), list(line::VARCHAR || ' (' || error_message || ')' ORDER BY line)"
            f"[:{EXAMPLES}] FROM (SELECT line, min(error_message) AS error_message FROM reject_errors GROUP BY line)"
        ).fetchone()
    finally:
        for name in ("reject_errors", "reject_scans"):
            base.execute(f"DROP TABLE IF EXISTS {name}")
    if count:
        faults.append(Fault("population-lines", file.name, _LINES, _LINES_CURE, count, tuple(some), alike=True))
    return made


_LINES = Text(nl="{n} regels passen niet: {some}.", en="{n} lines do not fit: {some}.")
_LINES_CURE = Text(
    nl="Geef elke regel evenveel velden met hetzelfde scheidingsteken, in UTF-8; met --go-on tellen ze niet mee.",
    en="Give every line as many fields with the same separator, in UTF-8; with --go-on they do not count.",
)
