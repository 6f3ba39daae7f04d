# SPDX-License-Identifier: EUPL-1.2
"""Where the people stand: a folder of Parquet or CSV files, or a synthetic country, as tables that a rule reads.

A folder holds `persons` (household, role: aanvrager or partner, and a column for each fact), if need be `households`
(household, gemeente, provincie, waterschap), and for each list a table with its name (household, role, and a column for
each part). Each is one file, or more whose names begin so (`persons-0001.parquet`). Amounts are whole eurocents, an
empty cell is unknown.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from stelsel.engines.rules.population import Column, Program
from stelsel.engines.synthetic import COLUMNS
from stelsel.kernel.problem import BadInput, Finding, bad_input
from stelsel.kernel.text import Text

ENDS = (".parquet", ".csv")
COUNTRY = "synthetic-country.json"
TYPES = {
    "amount": "BIGINT", "number": "BIGINT", "boolean": "BOOLEAN", "date": "DATE", "text": "VARCHAR",
    "list": "INTEGER", "there": "BOOLEAN",
}  # fmt: skip
_NAME = re.compile(r"[a-z_][a-z0-9_]*")


@dataclass(frozen=True)
class Source:
    """The files of a population by table, whole households in each piece. `synthetic`: the people do not exist; `on` is
    then the day of the country."""

    folder: Path
    files: Mapping[str, tuple[Path, ...]]
    synthetic: bool = False
    on: date | None = None
    missing: frozenset[str] = field(default_factory=frozenset)

    @property
    def pieces(self) -> tuple[Source, ...]:
        """The source in parts that can be computed one by one: each file of a synthetic country holds whole
        households; other sources are one piece."""
        if not self.synthetic:
            return (self,)
        return tuple(Source(self.folder, {"persons": (one,)}, True, self.on) for one in self.files["persons"])

    def names(self) -> list[tuple[str, str]]:
        """Each file with the SHA-256 of its content, as what a result was computed from."""
        return [(one.name, _hash(one)) for one in sorted({one for files in self.files.values() for one in files})]


def _hash(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def source_of(people: str | Path) -> Source:
    """The source of this name: a folder. BadInput where there is none."""
    folder = Path(people)
    if not folder.is_dir():
        raise bad_input("population-folder", str(folder), _NO_FOLDER, _FOLDER_CURE)
    files: dict[str, list[Path]] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix in ENDS and path.is_file():
            files.setdefault(path.stem.rstrip("0123456789").rstrip("-_"), []).append(path)
    country = folder / COUNTRY
    if country.is_file():
        about = json.loads(country.read_text(encoding="utf-8"))
        found = tuple(files.get("synthetic-persons", ()))
        if not found:
            raise bad_input("population-persons", str(folder), _NO_PERSONS, _FOLDER_CURE)
        return Source(folder, {"persons": found}, True, date.fromisoformat(about["on"]))
    if "persons" not in files:
        raise bad_input("population-persons", str(folder), _NO_PERSONS, _FOLDER_CURE)
    return Source(folder, {name: tuple(some) for name, some in files.items()})


def open_tables(base: Any, source: Source, program: Program, go_on: bool) -> tuple[Finding, ...]:
    """Makes the views `persons`, `households` and one for each list in a DuckDB connection, with the columns that a
    program reads. Gives what is not right and can be lived with, when `go_on`: a column that is not there is then
    unknown for all. BadInput for that without `go_on`, and for what does not read."""
    named(program)
    read = {name: _read(base, files) for name, files in source.files.items()}
    if source.synthetic:
        _synthetic(base, read["persons"], source.on or program.on, program)
        return ()
    findings = list(_plain(base, read, program))
    if findings and not go_on:
        raise BadInput(*findings)
    return tuple(findings)


def named(program: Program) -> None:
    """BadInput for a fact whose name is no plain name: names of a rule text become names of columns."""
    for one in program.columns:
        for name in (one.field, one.list.rpartition(".")[2] or one.field, one.person or "x"):
            if not _NAME.fullmatch(name):
                raise bad_input("population-name", name[:80], _NO_NAME, _NO_NAME_CURE)


def _read(base: Any, files: tuple[Path, ...]) -> str:
    """What reads some files, once it was tried. BadInput for a file that does not read."""
    paths = ", ".join(_quoted(str(one)) for one in files)
    how = "read_parquet" if files[0].suffix == ".parquet" else "read_csv"
    text = f"{how}([{paths}])"
    try:
        base.execute(f"SELECT * FROM {text} LIMIT 0")
    except Exception as error:  # whatever the library finds wrong with a file of somebody else
        said = str(error).partition("\n")[0][:200]
        raise bad_input("population-file", files[0].name, _UNREADABLE.fill(said=said), _UNREADABLE_CURE) from None
    return text


def _plain(base: Any, read: Mapping[str, str], program: Program) -> Iterator[Finding]:
    persons = _columns_of(base, read["persons"])
    needed = [name for name in ("household", "role") if name not in persons]
    if needed:
        raise BadInput(*(Finding("population-column", f"persons.{one}", _NEEDED, _NEEDED_CURE) for one in needed))
    lists = {one.list for one in program.columns if one.list}
    own = [one for one in program.columns if one.person and not one.list]
    fields = {one.field: one for one in own}
    yield from _view(base, "persons", read["persons"], persons, fields)
    places = {one.name: one for one in program.columns if not one.person}
    if places and "households" in read:
        found = _columns_of(base, read["households"])
        yield from _view(base, "households", read["households"], found, places, role=False)
    elif places:
        base.execute(f"CREATE VIEW households AS SELECT household, {_empty(places)} FROM persons WHERE FALSE")
        for one in places.values():
            yield Finding("population-column", f"households.{one.name}", _ABSENT.fill(asked=one.asked), _ABSENT_CURE)
    for key in sorted(lists):
        name = key.rpartition(".")[2]
        parts = {one.field: one for one in program.columns if one.list == key}
        if name in read:
            yield from _view(base, name, read[name], _columns_of(base, read[name]), parts)
        else:
            base.execute(f"CREATE VIEW {name} AS SELECT household, role, {_empty(parts)} FROM persons WHERE FALSE")
            yield Finding("population-list", name, _NO_LIST, _NO_LIST_CURE)


def _view(
    base: Any, name: str, read: str, there: Mapping[str, str], wanted: Mapping[str, Column], role: bool = True
) -> Iterator[Finding]:
    """A view with the columns that are wanted, each of its type; a cell that does not fit its type is unknown, and a
    column that is not there too: both are told."""
    cells = ["household", "role"] if role else ["household"]
    for field_name, column in wanted.items():
        kind = TYPES[column.sort]
        if field_name not in there:
            cells.append(f"NULL::{kind} AS {field_name}")
            where = f"{name}.{field_name}"
            yield Finding("population-column", where, _ABSENT.fill(asked=column.asked), _ABSENT_CURE)
            continue
        cells.append(f"{_cast(field_name, kind)} AS {field_name}" if there[field_name] != kind else field_name)
        if there[field_name] != kind:
            yield from _misfits(base, name, read, field_name, kind)
    base.execute(f"CREATE VIEW {name} AS SELECT {', '.join(cells)} FROM {read}")


def _misfits(base: Any, name: str, read: str, field_name: str, kind: str) -> Iterator[Finding]:
    count, some = base.execute(
        f"SELECT count(*), list(CAST({field_name} AS VARCHAR))[:3] FROM {read}"
        f" WHERE {field_name} IS NOT NULL AND {_cast(field_name, kind)} IS NULL"
    ).fetchone()
    if count:
        shown = ", ".join(map(str, some))[:80]
        yield Finding(
            "population-type", f"{name}.{field_name}", _MISFIT.fill(n=count, some=shown, kind=kind), _TYPE_CURE
        )


def _cast(field_name: str, kind: str) -> str:
    """A cell as its type has it, empty where it does not fit; a number with a part is no whole number."""
    cast = f"TRY_CAST({field_name} AS {kind})"
    if kind not in ("BIGINT", "INTEGER"):
        return cast
    return f"CASE WHEN TRY_CAST({field_name} AS DOUBLE) = {cast} THEN {cast} END"


def _columns_of(base: Any, read: str) -> dict[str, str]:
    return {row[0]: row[1] for row in base.execute(f"DESCRIBE SELECT * FROM {read}").fetchall()}


def _empty(wanted: Mapping[str, Column]) -> str:
    return ", ".join(f"NULL::{TYPES[one.sort]} AS {name}" for name, one in wanted.items())


def _synthetic(base: Any, read: str, on: date, program: Program) -> None:
    """The rows of a synthetic country: heads are persons, the young ones children, everyone else co-residents, as
    `engines.synthetic.cases.facts_of` has them for one case."""
    facts = [one.name for one in COLUMNS if one.fact and one.of in ("person", "household")]
    wanted = {one.field for one in program.columns if one.person and not one.list}
    born = on.replace(year=on.year - 18) if (on.month, on.day) != (2, 29) else date(on.year - 18, 2, 28)
    young = f"rol = 'kind' AND geboortedatum > DATE '{born.isoformat()}'"
    base.execute(f"CREATE VIEW everyone AS SELECT * FROM {read}")
    lists = {
        "kinderen": young,
        "kinderen_opvang": f"{young} AND soort_opvang IS NOT NULL",
        "medebewoners": f"rol NOT IN ('aanvrager', 'partner') AND NOT ({young})",
    }
    counts = ", ".join(
        f"CAST(count(*) FILTER (WHERE {test}) AS INTEGER) AS {name}" for name, test in lists.items() if name in wanted
    )
    joined = (
        f" JOIN (SELECT huishouden, {counts} FROM everyone GROUP BY huishouden) USING (huishouden)" if counts else ""
    )
    kept = [one for one in facts if one in wanted] + [one for one in lists if one in wanted]
    unknown = [one for one in program.columns if one.person and not one.list and one.field not in (*facts, *lists)]
    cells = [
        *kept,
        *(f"NULL::{TYPES[one.sort]} AS {one.field}" for one in {one.field: one for one in unknown}.values()),
    ]
    base.execute(
        f"CREATE VIEW persons AS SELECT huishouden AS household, rol AS role{''.join(f', {one}' for one in cells)}"
        f" FROM everyone{joined} WHERE rol IN ('aanvrager', 'partner')"
    )
    base.execute(
        "CREATE VIEW households AS SELECT huishouden AS household, gemeente, NULL::VARCHAR AS provincie, waterschap"
        " FROM everyone WHERE rol = 'aanvrager'"
    )
    for name, test in lists.items():
        parts = {one.field: one for one in program.columns if one.list.endswith(f".{name}")}
        roles = sorted({one.person for one in program.columns if one.list.endswith(f".{name}")}) or ["aanvrager"]
        there = {column.name for column in COLUMNS}
        some = "".join(
            f", {field_name}" if field_name in there else f", NULL::{TYPES[one.sort]} AS {field_name}"
            for field_name, one in parts.items()
        )
        whose = ", ".join(_quoted(one) for one in roles)
        base.execute(
            f"CREATE VIEW {name} AS SELECT huishouden AS household, role{some}"
            f" FROM everyone CROSS JOIN (SELECT unnest([{whose}]) AS role) WHERE {test}"
        )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


_NO_NAME = Text(nl="Zo kan een kolom niet heten.", en="A column cannot have this name.")
_NO_NAME_CURE = Text(
    nl="Noem het gegeven in de regeltekst met kleine letters, cijfers en _.",
    en="Name the fact in the rule text with small letters, digits and _.",
)
_NO_FOLDER = Text(nl="Deze map is er niet.", en="This folder is not there.")
_NO_PERSONS = Text(nl="Hier staat geen tabel met personen.", en="There is no table of persons here.")
_FOLDER_CURE = Text(
    nl="Wijs een map aan met persons.parquet of persons.csv, of een land van “stelsel rules synthesise”.",
    en="Name a folder with persons.parquet or persons.csv, or a country of “stelsel rules synthesise”.",
)
_UNREADABLE = Text(nl="Dit bestand is niet te lezen: {said}", en="This file cannot be read: {said}")
_UNREADABLE_CURE = Text(nl="Lever het opnieuw aan als Parquet of CSV.", en="Deliver it again as Parquet or CSV.")
_NEEDED = Text(nl="Deze kolom is nodig.", en="This column is needed.")
_NEEDED_CURE = Text(nl="Voeg hem toe: household en role.", en="Add it: household and role.")
_ABSENT = Text(
    nl="Deze kolom ontbreekt en de regel vraagt hem ({asked}).",
    en="This column is not there and the rule asks it ({asked}).",
)
_ABSENT_CURE = Text(
    nl="Voeg hem toe, of reken door met --go-on: dan is hij voor iedereen onbekend.",
    en="Add it, or go on with --go-on: then it is unknown for everyone.",
)
_NO_LIST = Text(nl="De tabel van deze lijst ontbreekt.", en="The table of this list is not there.")
_NO_LIST_CURE = Text(
    nl="Voeg hem toe, of reken door met --go-on: dan telt alleen de kolom met het aantal.",
    en="Add it, or go on with --go-on: then only the column with the number counts.",
)
_MISFIT = Text(
    nl="In {n} rijen past de waarde niet bij {kind}: {some}.", en="In {n} rows the value does not fit {kind}: {some}."
)
_TYPE_CURE = Text(
    nl="Geef bedragen in hele eurocenten; met --go-on zijn deze cellen onbekend.",
    en="Give amounts in whole eurocents; with --go-on these cells are unknown.",
)
