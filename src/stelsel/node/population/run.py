# SPDX-License-Identifier: EUPL-1.2
"""Computing a rule for everyone in a source: piece by piece, in bounded memory. What was done stands, and a run that
was cut off goes on where it was."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from stelsel import __version__
from stelsel.engines.rules.population import Program
from stelsel.kernel.entry import SALT_BYTES
from stelsel.kernel.problem import BadInput, Finding, bad_input
from stelsel.kernel.text import Text
from stelsel.node.population.beside import columns
from stelsel.node.population.contents import CHANGED_CURE
from stelsel.node.population.engine import DEFAULT, Engine
from stelsel.node.population.fault import Fault, kept, together
from stelsel.node.population.more import More
from stelsel.node.population.piece import checked, computed
from stelsel.node.population.source import Opened, Source
from stelsel.node.population.tables import wanted
from stelsel.node.population.work import held, write

ABOUT = "run.json"
Progress = Callable[[int, int, int], None]
"""Pieces that are done, pieces of the whole, and households that are done."""
Done = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Wish:
    """What is computed: a program, from which source, into which folder, with which columns of the applicant or
    household beside it (`by`), and whether to go on without what is not right. `position`: the state of the register
    that the rules came from, where there is one. `engine`: what computes the answers. `more`: once more with so much
    more of a fact."""

    program: Program = field(repr=False)  # its steps, written out as a tree, have no end
    source: Source
    to: Path
    by: tuple[str, ...] = ()
    go_on: bool = False
    position: str = ""
    engine: Engine = DEFAULT
    more: More | None = None


@dataclass(frozen=True)
class Ran:
    """What came out: the files with results, the households in them, those that were left out, what was not right, and
    what the source is known by (names, with the SHA-256 of each file)."""

    folder: Path
    files: tuple[Path, ...]
    households: int
    left_out: int
    findings: tuple[Finding, ...]
    source: tuple[tuple[str, str], ...] = ()


def run(wish: Wish, progress: Progress = lambda done, pieces, households: None) -> Ran:
    """The results, as Parquet: `household`, `value` and `per` (value / per is the outcome, empty where it is not
    decided), `missing` (facts that it depends on), `troubles`, `grade`, `standing`, `uncertain`, the columns of `by`,
    and where asked `more` / `more_per` (the outcome with more of a fact). Beside them `run.json`. BadInput for a source
    that is not right (unless `go_on`) and for a folder with the results of something else. Ctrl-C keeps whole
    pieces."""
    asked = wanted(wish.program, columns(wish.by))
    with held(wish.to) as work, wish.source.opened(work, asked, wish.go_on) as opened:
        about = _about(wish, opened)
        done, salt = _done_before(wish.to, about, opened)
        ready = len(done)
        progress(ready, opened.pieces, _sum(done, "households"))
        stopping: list[Fault] = [] if wish.go_on else [one for one in opened.faults if one.stops]
        for at in range(opened.pieces):
            file = wish.to / name_of(at)
            if file.name in done:
                continue
            if stopping:
                stopping += checked(wish, opened, at, work)
            else:
                made = computed(wish, opened, at, file, work)
                stopping += made.stopping
                if not stopping:
                    done[file.name] = made.plain
                    finished = len(done) == opened.pieces
                    write(wish.to / ABOUT, _text({**about, "salt": salt, "finished": finished, "pieces": done}))
            ready += 1
            progress(ready, opened.pieces, _sum(done, "households"))
        if stopping:
            raise BadInput(*(one.finding for one in together(stopping)))
        opened.check()
    faults = [*opened.faults, *(kept(one) for piece in done.values() for one in piece["faults"])]
    return Ran(
        wish.to,
        tuple(wish.to / name for name in sorted(done)),
        _sum(done, "households"),
        _sum(done, "leftOut"),
        tuple(one.finding for one in together(faults)),
        tuple(opened.contents),
    )


def name_of(at: int) -> str:
    """The file with the results of a piece."""
    return f"results-{at + 1:04d}.parquet"


def _sum(done: Done, name: str) -> int:
    return sum(int(one[name]) for one in done.values())


def _about(wish: Wish, opened: Opened) -> dict[str, Any]:
    program = wish.program
    return {
        "rule": program.rule,
        "output": program.output,
        "on": program.on.isoformat(),
        "unit": program.unit,
        "texts": dict(sorted(program.texts.items())),
        "engine": wish.engine.name,
        "query": hashlib.sha256(wish.engine.text(program).encode()).hexdigest(),
        "source": [list(one) for one in opened.contents],
        "of": opened.pieces,
        "synthetic": wish.source.synthetic,
        "by": list(wish.by),
        "more": [wish.more.fact, wish.more.by] if wish.more else None,
        "goOn": wish.go_on,
        "position": wish.position,
        "product": __version__,
    }


def _done_before(folder: Path, about: Mapping[str, Any], opened: Opened) -> tuple[Done, str]:
    """The pieces that an earlier run of the same made, and the salt of its receipt. BadInput for a folder with
    something else, and where the rows of such a piece are others now."""
    file = folder / ABOUT
    if not file.exists():
        if any(not one.name.startswith(".") for one in folder.iterdir()):
            raise bad_input("population-to", str(folder), _TAKEN, _OTHER_CURE)
        return {}, secrets.token_hex(SALT_BYTES)
    before = json.loads(file.read_text(encoding="utf-8"))
    if {name: before.get(name) for name in about} != json.loads(_text(about)):
        raise bad_input("population-to", str(folder), _OTHER, _OTHER_CURE)
    done: Done = {name: one for name, one in before["pieces"].items() if (folder / name).exists()}
    for at in range(opened.pieces):
        if (piece := done.get(name_of(at))) and piece["rows"] and opened.digest(at) != piece["rows"]:
            raise bad_input("population-changed", str(folder), _CHANGED, CHANGED_CURE)
    return done, before["salt"]


def _text(about: Mapping[str, Any]) -> str:
    return json.dumps(about, indent=2, ensure_ascii=False) + "\n"


_OTHER = Text(
    nl="In deze map staan uitkomsten van iets anders.", en="There are results of something else in this folder."
)
_OTHER_CURE = Text(nl="Noem met --to een nieuwe map.", en="Name a new folder with --to.")
_TAKEN = Text(nl="In deze map staat al iets.", en="There is something in this folder already.")
_CHANGED = Text(
    nl="De mensen zijn veranderd sinds een deel is gerekend.", en="The people were changed since a part was computed."
)
