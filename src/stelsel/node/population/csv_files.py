# SPDX-License-Identifier: EUPL-1.2
"""A CSV file as Parquet, every cell as the text that stands there. Lines that do not fit are left out and told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from stelsel.engines.rules.population.wanted import wanted as package
from stelsel.kernel.text import Text
from stelsel.node.population.columns import literal
from stelsel.node.population.fault import EXAMPLES, Fault

MOST_REJECTS = 1_000_000
BEGIN_BYTES = 1_000


def to_parquet(base: Any, file: Path, work: Path, faults: list[Fault]) -> Path:
    """The Parquet file in `work`; what separates the cells is found. An error of DuckDB for a file that is no text, or
    is empty."""
    _is_text(file)
    made = work / f"{file.name}.parquet"
    read = (
        f"read_csv({literal(file)}, all_varchar=true, header=true, quote='\"', escape='\"', store_rejects=true,"
        f" rejects_limit={MOST_REJECTS})"
    )
    try:
        base.execute(f"COPY (FROM {read}) TO {literal(made)} (FORMAT parquet)")
        found = base.execute(
            f"SELECT error_type, count(*), list(line::VARCHAR ORDER BY line)[:{EXAMPLES}] FROM (SELECT line,"
            " min(error_type::VARCHAR) AS error_type FROM reject_errors GROUP BY line) GROUP BY error_type ORDER BY ALL"
        ).fetchall()
    finally:
        for name in ("reject_errors", "reject_scans"):
            base.execute(f"DROP TABLE IF EXISTS {name}")
    for kind, count, some in found:
        what = _KINDS.get(kind, _LINES)
        faults.append(Fault("population-lines", file.name, what, _LINES_CURE, count, tuple(some), alike=True))
    return made


def _is_text(file: Path) -> None:
    with file.open("rb") as opened:
        begin = opened.read(BEGIN_BYTES)
    if not begin.strip() or b"\0" in begin:
        raise package("duckdb").InvalidInputException("no UTF-8" if begin.strip() else "0 bytes")


_LINES = Text(nl="{n} regels zijn niet te lezen: regel {some}.", en="{n} lines cannot be read: line {some}.")
_KINDS = {
    "MISSING COLUMNS": Text(
        nl="{n} regels hebben te weinig velden: regel {some}.", en="{n} lines have too few fields: line {some}."
    ),
    "TOO MANY COLUMNS": Text(
        nl="{n} regels hebben te veel velden: regel {some}.", en="{n} lines have too many fields: line {some}."
    ),
    "INVALID ENCODING": Text(
        nl="{n} regels zijn niet geschreven in UTF-8: regel {some}.",
        en="{n} lines are not written in UTF-8: line {some}.",
    ),
    "UNQUOTED VALUE": Text(
        nl="In {n} regels is een aanhalingsteken niet gesloten: regel {some}.",
        en="In {n} lines a quotation mark is not closed: line {some}.",
    ),
}
_LINES_CURE = Text(
    nl="Geef elke regel evenveel velden met hetzelfde scheidingsteken, in UTF-8; met --go-on tellen ze niet mee.",
    en="Give every line as many fields with the same separator, in UTF-8; with --go-on they do not count.",
)
