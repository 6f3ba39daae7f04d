# SPDX-License-Identifier: EUPL-1.2
"""A folder with results held against its receipt: each thing is checked by itself, and what was not checked says so."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from stelsel.engines.rules.library import Library
from stelsel.engines.rules.parameters import Parameters
from stelsel.engines.rules.population import Program, compile_rule
from stelsel.engines.rules.population.receipt import committed
from stelsel.kernel.entry import SALT_BYTES
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import day
from stelsel.node.population.beside import columns
from stelsel.node.population.columns import literal
from stelsel.node.population.connection import connected, reads
from stelsel.node.population.engine import DEFAULT, ENGINES, Engine, engine_of
from stelsel.node.population.more import more_of
from stelsel.node.population.receipt import digest_of, people_of
from stelsel.node.population.run import ABOUT, Wish, name_of, run
from stelsel.node.population.source import Source
from stelsel.node.population.tables import wanted

State = Literal["same", "different", "absent", "open"]
"""`different`: it is not what the receipt says; `absent`: it is not there; `open`: not checked, or nobody can say."""
Plain = Mapping[str, Any]


@dataclass(frozen=True)
class Checked:
    """One thing, how it compares, and what more there is to say."""

    what: Text
    state: State
    more: Text | None = None


def files(folder: Path, document: Plain) -> Iterator[Checked]:
    """The files in a folder of results: the report, each file of results, and the numbers."""
    yield _one(folder / ABOUT, document["verslag"], digest_of)
    named = {str(one["bestand"]): one.get("inhoud") for one in document["uitkomsten"]}
    salt = _salt(folder)
    for name, said in named.items():
        if salt is None and (folder / name).is_file():
            yield Checked(same(name), "open", _NO_SALT)
        else:
            yield _one(folder / name, said, lambda file: _commitment(file, salt))
    for one in document["getallen"]:
        yield _one(folder / str(one["bestand"]), one.get("hash"), digest_of)
    for file in sorted(folder.glob("results-*.parquet")):
        if file.name not in named:
            yield Checked(same(file.name), "different", _MORE)


def _one(file: Path, said: object, digest: Callable[[Path], str]) -> Checked:
    if not file.is_file():
        return Checked(same(file.name), "absent")
    return Checked(same(file.name), "same" if digest(file) == said else "different")


def _commitment(file: Path, salt: bytes | None) -> str:
    assert salt is not None, "without a salt nothing is compared"
    return str(committed([("", digest_of(file))], salt)[0]["inhoud"])


def _salt(folder: Path) -> bytes | None:
    """The salt in the report of a folder; None where there is none."""
    try:
        found = bytes.fromhex(json.loads((folder / ABOUT).read_text(encoding="utf-8"))["salt"])
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return found if len(found) == SALT_BYTES else None


def program_of(document: Plain, library: Library, figures: Parameters) -> Program:
    """The program of a receipt, of the texts and figures of then. BadInput where they do not compile."""
    known = document["bekendOp"]
    return compile_rule(
        library,
        document["regel"],
        document["uitkomst"],
        day(document["peildatum"], "peildatum"),
        known_at=day(str(known), "bekendOp") if known else None,
        figures=figures,
    )


def engine_then(document: Plain, name: str) -> Engine:
    """The engine of a name; without a name the one that computed then, where it is one that runs here. BadInput for a
    name that is none."""
    then = str(document["rekenmachine"])
    return engine_of(name or (then if then in ENGINES else DEFAULT.name))


def computation(document: Plain, program: Program, engine: Engine = DEFAULT) -> Checked:
    """Whether these texts and figures give what was run then, to the letter."""
    if engine.name != document["rekenmachine"]:
        return Checked(_COMPUTATION, "open", _ENGINE.fill(name=str(document["rekenmachine"])[:40]))
    now = hashlib.sha256(engine.text(program).encode()).hexdigest()
    return Checked(_COMPUTATION, "same" if now == document["berekening"] else "different")


def people(folder: Path, document: Plain, program: Program, source: Source) -> Checked:
    """Whether these are the people of then."""
    by, salt = tuple(map(str, document["per"])), _salt(folder)
    if salt is None:
        return Checked(PEOPLE, "open", _NO_SALT)
    with (
        tempfile.TemporaryDirectory() as work,
        source.opened(Path(work), wanted(program, columns(by))) as opened,
    ):
        rows = {name_of(at): {"rows": opened.digest(at)} for at in range(opened.pieces)}
        found = people_of({"source": opened.contents, "of": opened.pieces, "pieces": rows})
        now = committed(found, salt)
    then = {str(one["bestand"]): one.get("inhoud") for one in document["mensen"]}
    other = {str(one["bestand"]): one["inhoud"] for one in now}
    wrong = sorted(name for name in {*then, *other} if then.get(name) != other.get(name))
    return Checked(PEOPLE, "different", same(", ".join(wrong)[:200])) if wrong else Checked(PEOPLE, "same")


def again(
    folder: Path,
    document: Plain,
    program: Program,
    source: Source,
    engine: Engine = DEFAULT,
    progress: Callable[[int, int, int], None] = lambda done, pieces, households: None,
) -> Checked:
    """Computes it again, and compares the results household by household."""
    by = tuple(map(str, document["per"]))
    with tempfile.TemporaryDirectory() as work:
        more = more_of(program) if document.get("meer") else None
        wish = Wish(program, source, Path(work) / "again", by, bool(document["doorgerekend"]), "", engine, more)
        ran = run(wish, progress)
        then = [folder / str(one["bestand"]) for one in document["uitkomsten"]]
        there = [one for one in then if one.is_file() and reads(one)]
        count = _different(Path(work), there, ran.files) if there else ran.households
    if count or len(there) < len(then):
        return Checked(AGAIN, "different", _HOUSEHOLDS.fill(n=count))
    return Checked(AGAIN, "same")


def _different(work: Path, then: Sequence[Path], now: Sequence[Path]) -> int:
    with connected(work, then) as base:
        for name, some in (("then_", then), ("now_", now)):
            read = ", ".join(map(literal, some))
            base.execute(f"CREATE VIEW {name} AS FROM read_parquet([{read}])")
        found = base.execute(
            "SELECT count(DISTINCT household) FROM ((FROM then_ EXCEPT ALL FROM now_) UNION ALL"
            " (FROM now_ EXCEPT ALL FROM then_))"
        ).fetchone()
    return int(found[0])


_MORE = Text(nl="Dit bestand staat niet in het bewijs.", en="This file does not stand in the receipt.")
_COMPUTATION = Text(nl="de berekening", en="the computation")
_ENGINE = Text(
    nl="Er is gerekend met “{name}”; geef dat met --engine.",
    en="It was computed with “{name}”; give that with --engine.",
)
PEOPLE = Text(nl="de mensen", en="the people")
AGAIN = Text(nl="opnieuw gerekend", en="computed again")
_HOUSEHOLDS = Text(nl="Bij {n} huishoudens is de uitkomst anders.", en="The outcome of {n} households differs.")
_NO_SALT = Text(nl="Daarvoor is run.json nodig.", en="For that run.json is needed.")
