# SPDX-License-Identifier: EUPL-1.2
"""Computing a rule for everyone in a source: piece by piece with DuckDB, in bounded memory. What was done stands, and a
run that was cut off goes on where it was."""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from stelsel import __version__
from stelsel.engines.rules.population import Program
from stelsel.engines.rules.population.sql import Query, query
from stelsel.engines.rules.population.wanted import wanted
from stelsel.kernel.problem import BadInput, Finding, bad_input
from stelsel.kernel.text import Text
from stelsel.node.population.rows import absent_partners, bad_households
from stelsel.node.population.source import Source, open_tables

ABOUT = "run.json"
MEMORY = "2GB"
Progress = Callable[[int, int], None]
"""Households that are done, and pieces of the whole."""


@dataclass(frozen=True)
class Wish:
    """What is computed: a program, from which source, into which folder, with which columns of the applicant or
    household beside it (`by`), and whether to go on without what is not right. `position`: the state of the register
    that the rules came from, where there is one."""

    program: Program
    source: Source
    to: Path
    by: tuple[str, ...] = ()
    go_on: bool = False
    position: str = ""


@dataclass(frozen=True)
class Ran:
    """What came out: the files with results, the households in them, those that were left out, and what was not
    right."""

    folder: Path
    files: tuple[Path, ...]
    households: int
    left_out: int
    findings: tuple[Finding, ...]


def run(wish: Wish, progress: Progress = lambda done, pieces: None) -> Ran:
    """The results, as Parquet: `household`, `value` and `per` (value / per is the outcome, empty where it is not
    decided), `missing` (facts that it depends on), `troubles`, `grade`, `standing`, `uncertain`, and the columns of
    `by`. Beside them `run.json`. BadInput for a source that is not right (unless `go_on`) and for a folder with the
    results of something else. Ctrl-C keeps whole pieces."""
    wish.to.mkdir(parents=True, exist_ok=True)
    asked = query(wish.program, "duckdb")
    about = _about(wish, asked)
    done = _done_before(wish.to, about)
    pieces = wish.source.pieces
    for at, piece in enumerate(pieces, start=1):
        file = wish.to / f"results-{at:04d}.parquet"
        if file.name not in done or not file.exists():
            done[file.name] = _piece(wish, piece, asked, file)
            _write(wish.to / ABOUT, {**about, "finished": at == len(pieces), "pieces": done})
        progress(sum(int(one["households"]) for one in done.values()), len(pieces))
    findings = {(one[0], one[1]): _finding(one) for piece in done.values() for one in piece["findings"]}
    return Ran(
        wish.to,
        tuple(wish.to / name for name in sorted(done)),
        sum(int(one["households"]) for one in done.values()),
        sum(int(one["leftOut"]) for one in done.values()),
        tuple(findings.values()),
    )


def _finding(told: Sequence[str]) -> Finding:
    code, where, nl, en, cure_nl, cure_en = told
    return Finding(code, where, Text(nl=nl, en=en), Text(nl=cure_nl, en=cure_en))


def _piece(wish: Wish, source: Source, asked: Query, file: Path) -> dict[str, Any]:
    """One piece of the source, written whole or not at all; what `run.json` says of it."""
    duckdb = wanted("duckdb")
    half = file.with_name(f".{file.name}.{secrets.token_hex(4)}.half")
    spill = wish.to / f".spill.{secrets.token_hex(4)}"
    config = {"memory_limit": MEMORY, "temp_directory": str(spill), "preserve_insertion_order": "false"}
    try:
        with duckdb.connect(config=config) as base:
            findings = list(open_tables(base, source, wish.program, wish.go_on))
            rows = bad_households(base, wish.program)
            if rows and not wish.go_on:
                raise BadInput(*rows)
            findings += [*rows, *absent_partners(base, wish.program)]
            base.execute(
                f"CREATE TEMP TABLE answers AS SELECT * FROM ({asked.text}) a"
                " WHERE NOT EXISTS (FROM bad WHERE bad.household IS NOT DISTINCT FROM a.household)"
            )
            _say(base, asked)
            base.execute(f"COPY ({_results(base, wish, source, asked)}) TO '{_safe(half)}' (FORMAT parquet)")
            (households,) = base.execute("SELECT count(*) FROM answers").fetchone()
            (left_out,) = base.execute("SELECT count(*) FROM (SELECT DISTINCT household FROM bad)").fetchone()
        half.rename(file)
        told = [(f.code, f.where, f.what.nl, f.what.en, f.cure.nl, f.cure.en) for f in findings]
        return {"households": households, "leftOut": left_out, "findings": told}
    except duckdb.Error as error:
        said = str(error).partition("\n")[0][:200]
        raise bad_input(
            "population-file", source.files["persons"][0].name, _BROKEN.fill(said=said), _BROKEN_CURE
        ) from None
    finally:
        half.unlink(missing_ok=True)
        shutil.rmtree(spill, ignore_errors=True)


def _say(base: Any, asked: Query) -> None:
    """The table `said`: what each mask of missing facts and of doubts means."""
    base.execute(
        "CREATE TEMP TABLE said (lacks BIGINT, doubt BIGINT, missing VARCHAR, troubles VARCHAR, grade VARCHAR,"
        " standing VARCHAR, uncertain VARCHAR)"
    )
    pairs = base.execute("SELECT DISTINCT lacks, doubt FROM answers").fetchall()
    rows = []
    for lacks, doubt in pairs:
        one = asked.program.answer(0, 1, True, lacks, doubt)
        standing = "unknown" if one.missing else one.standing
        troubles = "; ".join(each.where for each in one.troubles)
        rows.append([lacks, doubt, ", ".join(one.missing), troubles, one.grade, standing, ", ".join(one.uncertain)])
    if rows:
        base.executemany("INSERT INTO said VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def _results(base: Any, wish: Wish, source: Source, asked: Query) -> str:
    program = wish.program
    per = f"{program.scale} * by" if "by" in asked.answers else str(program.scale)
    beside = "".join(f", b.{_name(one)} AS {_name(one)}" for one in wish.by)
    joined = f" LEFT JOIN ({_beside(base, wish, source)}) b USING (household)" if wish.by else ""
    return (
        f"SELECT a.household, CASE WHEN a.lacks = 0 AND NOT a.nothing THEN a.value END AS value, {per} AS per,"
        f" s.missing, s.troubles, s.grade, s.standing, s.uncertain{beside}"
        f" FROM answers a JOIN said s ON s.lacks = a.lacks AND s.doubt = a.doubt{joined} ORDER BY a.household"
    )


def _beside(base: Any, wish: Wish, source: Source) -> str:
    """The columns to count by, of the applicant or the household. BadInput for one that is not there."""
    if source.synthetic:
        table, test, household = "everyone", "rol = 'aanvrager'", "huishouden"
    else:
        names = ", ".join("'" + _safe(one) + "'" for one in source.files["persons"])
        how = "read_parquet" if source.files["persons"][0].suffix == ".parquet" else "read_csv"
        table, test, household = f"{how}([{names}])", "role = 'aanvrager'", "household"
    there = {row[0] for row in base.execute(f"DESCRIBE SELECT * FROM {table}").fetchall()}
    places = {"gemeente", "provincie", "waterschap"} - there
    wrong = [one for one in wish.by if one not in there and one not in places]
    if wrong:
        some = ", ".join(sorted(there | places))[:300]
        raise bad_input("population-by", "--by", _NO_BY.fill(name=wrong[0][:80]), _NO_BY_CURE.fill(some=some))
    own = [one for one in wish.by if one in there]
    rest = [one for one in wish.by if one not in there]
    cells = "".join(f", CAST(t.{_name(one)} AS VARCHAR) AS {_name(one)}" for one in own)
    cells += "".join(f", h.{_name(one)} AS {_name(one)}" for one in rest)
    join = f" LEFT JOIN households h ON h.household = t.{household}" if rest else ""
    return f"SELECT t.{household} AS household{cells} FROM {table} t{join} WHERE {test}"


def _about(wish: Wish, asked: Query) -> dict[str, Any]:
    program = wish.program
    return {
        "rule": program.rule,
        "output": program.output,
        "on": program.on.isoformat(),
        "unit": program.unit,
        "texts": dict(sorted(program.texts.items())),
        "query": hashlib.sha256(asked.text.encode()).hexdigest(),
        "source": wish.source.names(),
        "synthetic": wish.source.synthetic,
        "by": list(wish.by),
        "goOn": wish.go_on,
        "position": wish.position,
        "product": __version__,
    }


def _done_before(folder: Path, about: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The pieces that an earlier run of the same made. BadInput for a folder with something else."""
    file = folder / ABOUT
    if not file.exists():
        if any(not one.name.startswith(".") for one in folder.iterdir()):
            raise bad_input("population-to", str(folder), _TAKEN, _OTHER_CURE)
        return {}
    before = json.loads(file.read_text(encoding="utf-8"))
    if {name: before.get(name) for name in about} != json.loads(json.dumps(about)):
        raise bad_input("population-to", str(folder), _OTHER, _OTHER_CURE)
    done: dict[str, dict[str, Any]] = before["pieces"]
    return done


def _write(file: Path, about: dict[str, Any]) -> None:
    half = file.with_name(f".{file.name}.half")
    half.write_text(json.dumps(about, indent=2, default=date.isoformat) + "\n", encoding="utf-8")
    half.rename(file)


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _safe(path: Path) -> str:
    return str(path).replace("'", "''")


_BROKEN = Text(nl="Hier ging het rekenen mis: {said}", en="Computing went wrong here: {said}")
_BROKEN_CURE = Text(nl="Lever het bestand opnieuw aan.", en="Deliver the file again.")
_NO_BY = Text(nl="De kolom “{name}” is er niet.", en="The column “{name}” is not there.")
_NO_BY_CURE = Text(nl="Kies uit: {some}.", en="Choose from: {some}.")
_OTHER = Text(
    nl="In deze map staan uitkomsten van iets anders.", en="There are results of something else in this folder."
)
_OTHER_CURE = Text(nl="Noem met --to een nieuwe map.", en="Name a new folder with --to.")
_TAKEN = Text(nl="In deze map staat al iets.", en="There is something in this folder already.")
