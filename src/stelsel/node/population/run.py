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
from stelsel.engines.rules.population.wanted import wanted
from stelsel.kernel.problem import BadInput, Finding, bad_input
from stelsel.kernel.text import Text
from stelsel.node.population.answered import results
from stelsel.node.population.engine import DUCKDB, Engine
from stelsel.node.population.more import More, answers_with_more
from stelsel.node.population.rows import absent_partners, bad_households, keep_right
from stelsel.node.population.source import Source, open_tables

ABOUT = "run.json"
MEMORY = "2GB"
Progress = Callable[[int, int, int], None]
"""Pieces that are done, pieces of the whole, and households that are done."""


@dataclass(frozen=True)
class Wish:
    """What is computed: a program, from which source, into which folder, with which columns of the applicant or
    household beside it (`by`), and whether to go on without what is not right. `position`: the state of the register
    that the rules came from, where there is one. `engine`: what computes the answers. `more`: once more with so much
    more of a fact."""

    program: Program
    source: Source
    to: Path
    by: tuple[str, ...] = ()
    go_on: bool = False
    position: str = ""
    engine: Engine = DUCKDB
    more: More | None = None


@dataclass(frozen=True)
class Ran:
    """What came out: the files with results, the households in them, those that were left out, and what was not
    right."""

    folder: Path
    files: tuple[Path, ...]
    households: int
    left_out: int
    findings: tuple[Finding, ...]


def run(wish: Wish, progress: Progress = lambda done, pieces, households: None) -> Ran:
    """The results, as Parquet: `household`, `value` and `per` (value / per is the outcome, empty where it is not
    decided), `missing` (facts that it depends on), `troubles`, `grade`, `standing`, `uncertain`, the columns of
    `by`, and where asked `more` / `more_per` (the outcome with more of a fact). Beside them `run.json`. BadInput for a
    source that is not right (unless `go_on`) and for a folder with the results of something else. Ctrl-C keeps whole
    pieces."""
    wish.to.mkdir(parents=True, exist_ok=True)
    about = _about(wish)
    done = _done_before(wish.to, about)
    pieces = wish.source.pieces
    for at, piece in enumerate(pieces, start=1):
        file = wish.to / f"results-{at:04d}.parquet"
        if file.name not in done or not file.exists():
            done[file.name] = _piece(wish, piece, file)
            _write(wish.to / ABOUT, {**about, "finished": at == len(pieces), "pieces": done})
        progress(at, len(pieces), sum(int(one["households"]) for one in done.values()))
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


def _piece(wish: Wish, source: Source, file: Path) -> dict[str, Any]:
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
            keep_right(base, wish.program)
            _answer(base, wish, spill / wish.engine.name)
            told = results(base, wish.program, source, wish.by, wish.more is not None)
            base.execute(f"COPY ({told}) TO '{_safe(half)}' (FORMAT parquet)")
            (households,) = base.execute("SELECT count(*) FROM answers").fetchone()
            (left_out,) = base.execute("SELECT count(*) FROM (SELECT DISTINCT household FROM bad)").fetchone()
        half.rename(file)
        notes = [(f.code, f.where, f.what.nl, f.what.en, f.cure.nl, f.cure.en) for f in findings]
        return {"households": households, "leftOut": left_out, "findings": notes}
    except duckdb.Error as error:
        said = str(error).partition("\n")[0][:200]
        raise bad_input(
            "population-file", source.files["persons"][0].name, _BROKEN.fill(said=said), _BROKEN_CURE
        ) from None
    finally:
        half.unlink(missing_ok=True)
        shutil.rmtree(spill, ignore_errors=True)


def _answer(base: Any, wish: Wish, folder: Path) -> None:
    """The table `answers`, and `answers_more` where that is asked."""
    wish.engine.answers(base, wish.program, folder)
    if wish.more is not None:
        again = folder.with_name(f"{folder.name}-more")
        answers_with_more(base, wish.more, lambda: wish.engine.answers(base, wish.program, again))


def _about(wish: Wish) -> dict[str, Any]:
    program = wish.program
    return {
        "rule": program.rule,
        "output": program.output,
        "on": program.on.isoformat(),
        "unit": program.unit,
        "texts": dict(sorted(program.texts.items())),
        "engine": wish.engine.name,
        "query": hashlib.sha256(wish.engine.text(program).encode()).hexdigest(),
        "source": wish.source.names(),
        "synthetic": wish.source.synthetic,
        "by": list(wish.by),
        "more": [wish.more.fact, wish.more.by] if wish.more else None,
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


def _safe(path: Path) -> str:
    return str(path).replace("'", "''")


_BROKEN = Text(nl="Hier ging het rekenen mis: {said}", en="Computing went wrong here: {said}")
_BROKEN_CURE = Text(nl="Lever het bestand opnieuw aan.", en="Deliver the file again.")
_OTHER = Text(
    nl="In deze map staan uitkomsten van iets anders.", en="There are results of something else in this folder."
)
_OTHER_CURE = Text(nl="Noem met --to een nieuwe map.", en="Name a new folder with --to.")
_TAKEN = Text(nl="In deze map staat al iets.", en="There is something in this folder already.")
