# SPDX-License-Identifier: EUPL-1.2
"""Makes the page that tells which rule texts compile for a whole population, and why the others do not.

python tools/derive_compiled.py          reads $STELSEL_SHARED/data (default ../shared/data)
python tools/derive_compiled.py --check  writes nothing; exit 1 when the page differs
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from stelsel.engines.rules import Library, load  # noqa: E402
from stelsel.engines.rules.population import Cells, Row, table  # noqa: E402
from stelsel.engines.rules.sample import day_of  # noqa: E402
from stelsel.priorities.services import figures  # noqa: E402

PAGE = ROOT / "docs" / "rules-population.md"
CELLS = Cells(limits={"uurprijs": (0, 100_000), "uren_per_maand": (0, 1_000)})
HEAD = """<!-- SPDX-License-Identifier: EUPL-1.2 -->
<!-- Made by tools/derive_compiled.py; a test holds it. -->
# Rules for a whole population

`compile_rule(library, rule, output, day, figures=...)` makes one program of a rule. `query(program, "duckdb")` is its
SQL (also `postgres`, `spark`, `trino`), `Kernel(program)` its pass over arrays. For each household both give exactly
what `evaluate` gives for one case: value to the eurocent, facts that are missing, grade and lines of doubt. Install
`stelsel[rules]` for it.

In the tables an empty cell is unknown. `persons` has `household`, `role` (`aanvrager`, `partner`) and a column for each
fact (amounts in whole eurocents; of a list the number of items; a part of a fact as `woning__huur`). `households` has
`household`, `gemeente`, `provincie`, `waterschap`. Each list has a table with its name: `household`, `role` and a
column for each part.

## For people in files and databases

`stelsel rules population zorgtoeslag --people PEOPLE --to RESULTS` computes a rule for such tables. PEOPLE is

- a folder: `persons.parquet` or `persons.csv`, if need be `households` and a file for each list. A table may be of
  several files (`persons-0001.parquet`), in both forms and of several types;
- a country of `stelsel rules synthesise`;
- a file of DuckDB, opened to read only, with tables or views of these names (`--schema`, else `main`);
- a PostgreSQL database: `postgresql://user@host:5432/name` or `service=NAME` (`--schema`, else the search path). The
  password comes from PGPASSWORD, ~/.pgpass or the service file; an address with one is refused. It is read in one
  transaction that is read only and sees one moment. An index on `household` makes pieces quick.

A million persons are read at a time, whole households together: about 0.7 GB of memory whatever the size. Measured on
two processors, for the child budget: 7.3 million persons and 1.9 million children (4.8 million households) in 11 s from
Parquet, 22 s from CSV and 29 s from PostgreSQL, whatever order the rows stand in. Ctrl-C ends within seconds
with code 130, and leaves whole pieces; the same command goes on, also after a run was killed, and writes the same
bytes. A folder holds the results of one run over the same people: files are known by their SHA-256, rows of a database
by that of each piece.

The results say of each household `value` / `per` (empty where it is not decided), the facts that it depends on, grade
and standing.

What is not right is named with how many in all pieces and a few examples:

| what | with `--go-on` |
| --- | --- |
| a column or a table of a list that is not there, wholly or in some files | unknown there |
| a cell that is no whole number, day, or yes or no (`28000.50`, `28.000`, `28000,50`, `31-12-1980`) | unknown |
| a file that does not read; lines of CSV with too few or too many fields, or not in UTF-8 | does not count |
| a cell out of bounds; somebody twice in one role; no applicant; no role; a household twice | household left out |
| a list of which another number is said than there are rows | household left out |
| a row without a number of a household | does not count |
| a partner who is not there | told; the partner's facts are unknown |
| rows of another role, or of a list for somebody who is not there | told; do not count |
| incomes and rents that can hardly be eurocents | told |

Whole numbers in text are digits, at most with `.0`: `28.000` may be twenty-eight, or twenty-eight thousand. Numbers of
households are whole numbers where all persons have one spelled so, else names (`007`).

## The receipt of a run

`receipt.json` says rule, output, day, the hash of each text and table of figures, the position of the register, the
engine and the hash of what it ran, how many households there are and were left out, and the hash of `numbers.json`.
People and results stand in it as commitments: SHA-256(0x02 || salt || SHA-256 of the content), with the salt in
`run.json`, so that a receipt can be shown without giving away what a small file may hold. It is signed by the log that
the rule stands in, where that log is on this node and no text of the user was computed with; else nobody vouches.
`stelsel rules verify RESULTS` holds each of these against the folder, `--people PEOPLE` the people, and `--again`
computes all again and compares household by household.

## What a change does

`stelsel rules compare zorgtoeslag --people PEOPLE --to RESULTS --before 2025-01-01 --after 2026-01-01` computes the
same people twice and tells who gains, who loses and how much, by group (`--by COLUMN`); with `--draft FOLDER` the
second time with rule texts that are not published. Numbers of one to four households are not told.

The kernel of a rule computes, unless `--engine` says otherwise: code that is made for the rule on the machine itself
while it waits. `--engine duckdb` computes by a query, with the same results to the byte; childcare allowance
takes a minute that way, most of it to read the query, and 3 s for a million persons in the kernel. With
`--engine spark://HOST:7077` it computes the same on [a cluster of Apache Spark](rules-spark.md).

## Bounds

Bounds hold for every cell, unless the rule or `Cells(limits=...)` says otherwise: ten thousand million euros for an
amount, a million for another number, a million euros for a number in a list, 100 items in a list. A row outside them is
refused. What a text asks in a way that does not fit is refused with file, line and reason.
"""


def page(own: Sequence[Row], others: Sequence[Row]) -> str:
    """The page: our own texts, those of others, and the reasons by number."""
    lines = [HEAD, f"## Our own texts\n\n{_sums(own)}\n\n| text | outputs | refused |\n| --- | --- | --- |"]
    lines += [f"| {row.file} | {len(row.compiles)} | {_why(row)} |" for row in own]
    reasons = Counter(finding.code.rpartition("-")[2] for row in others for _, finding in row.refused)
    lines.append(f"\n## Texts of others\n\n{_sums(others)} Reasons: "
                 + ", ".join(f"{why} {count}" for why, count in reasons.most_common()) + ".")  # fmt: skip
    lines.append("\n| text | outputs | refused, and the first place that is why |\n| --- | --- | --- |")
    lines += [f"| {row.file} | {len(row.compiles)} | {_why(row)} |" for row in others]
    return "\n".join(lines) + "\n"


def _sums(rows: Sequence[Row]) -> str:
    good, bad = sum(len(row.compiles) for row in rows), sum(len(row.refused) for row in rows)
    whole = sum(not row.refused for row in rows)
    return f"{good} of {good + bad} outputs compile; {whole} of {len(rows)} texts wholly."


def _why(row: Row) -> str:
    if not row.refused:
        return ""
    finding = row.refused[0][1]
    return f"{len(row.refused)}: {finding.what.en} ({finding.where})"


def made(shared: Path) -> str:
    """The page from our texts and the shared ones."""
    files = [
        (str(path.relative_to(figures.RULES)), path.read_bytes()) for path in sorted(figures.RULES.glob("*/*.yaml"))
    ]
    folder = shared / "services"
    laws = [(str(path.relative_to(folder)), path.read_bytes()) for path in sorted(folder.glob("law-*/**/*.yaml"))]
    own, others = (Library(load(some)[0]) for some in (files, laws))
    return page(
        table(own, lambda one: max(one.text.valid_from, date(2026, 1, 1)), figures.figures(), CELLS),
        table(others, lambda one: day_of(others, one), None, CELLS),
    )


def main(arguments: list[str]) -> int:
    """Writes or compares the page; 0 when done, 1 when the source is not there or the page differs."""
    shared = Path(os.environ.get("STELSEL_SHARED") or ROOT.parent / "shared") / "data"
    if not (shared / "services").is_dir():
        print(f"There is no {shared / 'services'}. Set STELSEL_SHARED to the folder that holds data/.", file=sys.stderr)
        return 1
    text = made(shared)
    if "--check" in arguments:
        differs = not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != text
        print("rules-population.md differs" if differs else "", end="\n" if differs else "")
        return int(differs)
    PAGE.write_text(text, encoding="utf-8")
    print(f"{PAGE.name}: {len(text):,} letters")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
