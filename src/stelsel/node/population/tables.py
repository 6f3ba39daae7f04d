# SPDX-License-Identifier: EUPL-1.2
"""The tables of a piece as a program reads them: `persons`, `households` and one for each list in a DuckDB connection,
each column of its type, and `beside` with the columns to count by. What does not fit its type is unknown, and told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from stelsel.engines.rules.population import Column, Program
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.node.population.columns import PLACES, TYPES, quoted
from stelsel.node.population.country_tables import country_tables
from stelsel.node.population.fault import EXAMPLES, Fault
from stelsel.node.population.ranged import WHOLE, columns_of, needed
from stelsel.node.population.source import Opened, Source, Wanted

_NAME = re.compile(r"[a-z_][a-z0-9_]*")


def named(program: Program, base: Any) -> None:
    """BadInput for a fact whose name is no plain name, or a word of SQL: names of a rule text become names of
    columns."""
    said = "SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category IN ('reserved', 'type_function')"
    words = {row[0] for row in base.execute(said).fetchall()}
    for one in program.columns:
        for name in (one.field, one.list.rpartition(".")[2] or one.field, one.person or "x"):
            if not _NAME.fullmatch(name):
                raise bad_input("population-name", name[:80], _NO_NAME, _NO_NAME_CURE)
            if name in words:
                raise bad_input("population-name", name, _SQL_WORD, _SQL_WORD_CURE.fill(name=name))


def wanted(program: Program, by: Sequence[str]) -> Wanted:
    """The columns that a program and the columns to count by ask of each table."""
    found = {"persons": {"household", "role", *by}, "households": {"household", *PLACES, *by}}
    for one in program.columns:
        if one.list:
            found.setdefault(_table(one), {"household", "role"}).add(one.field)
        elif one.person:
            found["persons"].add(one.field)
    return {name: frozenset(columns) for name, columns in found.items()}


def open_tables(
    base: Any, source: Source, opened: Opened, at: int, program: Program, by: Sequence[str]
) -> tuple[Fault, ...]:
    """Makes the tables of a piece, and says what is not right with columns and cells. BadInput for what cannot be
    lived with: no household or role, or a column to count by that is not there."""
    named(program, base)
    reads = opened.tables(base, at)
    if source.synthetic:
        there = columns_of(base, reads["everyone"])
        wrong = [one for one in by if one not in there and one not in PLACES]
        if wrong:
            raise no_column(wrong[0], {*there, *PLACES})
        country_tables(base, reads["everyone"], source.on or program.on, program, by)
        return ()
    faults = list(_tables(base, reads, program, by))
    return tuple(faults)


def _table(column: Column) -> str:
    return column.list.rpartition(".")[2]


def _tables(base: Any, reads: Mapping[str, str], program: Program, by: Sequence[str]) -> Iterator[Fault]:
    facts = {one.field: one for one in program.columns if one.person and not one.list}
    there = _raw(base, "persons", reads["persons"], (*facts, *by))
    yield from _typed(base, "persons", there, facts)
    places = {one.name: one for one in program.columns if not one.person}
    homes: Mapping[str, str] = {}
    if "households" in reads:
        homes = _raw(base, "households", reads["households"], (*PLACES, *by), role=False)
        yield from _typed(base, "households", homes, places, role=False)
    else:
        yield from _empty(base, "households", places, role=False)
    for name in dict.fromkeys(_table(one) for one in program.columns if one.list):
        parts = {one.field: one for one in program.columns if one.list and _table(one) == name}
        if name in reads:
            yield from _typed(base, name, _raw(base, name, reads[name], tuple(parts)), parts)
        else:
            tuple(_empty(base, name, parts))
            if name in facts:
                base.execute(f"UPDATE persons SET {name} = NULL WHERE {name} > 0")
            yield Fault("population-list", name, _NO_LIST, _NO_LIST_CURE, alike=True)
    _beside(base, there, homes, by)


def _raw(base: Any, name: str, read: str, some: Sequence[str], role: bool = True) -> Mapping[str, str]:
    """The columns that are asked and there, as they stand in the source: read once. Gives all that is there."""
    there = columns_of(base, read)
    if role and "role" not in there:
        raise BadInput(needed(f"{name}.role", there))
    own = ["household", *(["CAST(role AS VARCHAR) AS role"] if role else [])]
    own += [quoted(one) for one in dict.fromkeys(some) if one in there and one not in ("household", "role")]
    base.execute(f"CREATE TEMP TABLE raw_{name} AS SELECT {', '.join(own)} FROM {read}")
    return there


def _typed(
    base: Any, name: str, there: Mapping[str, str], some: Mapping[str, Column], role: bool = True
) -> Iterator[Fault]:
    """A table with the columns that are wanted, each of its type; a cell that does not fit its type is unknown, and a
    column that is not there too: both are told."""
    cells = ["household", "role"] if role else ["household"]
    casts: dict[str, str] = {}
    for field, column in some.items():
        kind = TYPES[column.sort]
        if field not in there:
            cells.append(f"NULL::{kind} AS {field}")
            yield _absent(f"{name}.{field}", column)
            continue
        made = _cast(field, there[field], kind)
        cells.append(f"{made} AS {field}")
        if made != field:
            casts[field] = made
    yield from _misfits(base, name, casts, {field: TYPES[some[field].sort] for field in casts})
    base.execute(f"CREATE TEMP TABLE {name} AS SELECT {', '.join(cells)} FROM raw_{name}")


def _misfits(base: Any, name: str, casts: Mapping[str, str], kinds: Mapping[str, str]) -> Iterator[Fault]:
    if not casts:
        return
    tests = {field: f"{field} IS NOT NULL AND ({made}) IS NULL" for field, made in casts.items()}
    counts = ", ".join(f"count(*) FILTER (WHERE {test})" for test in tests.values())
    found = base.execute(f"SELECT {counts} FROM raw_{name}").fetchone()
    for (field, test), count in zip(tests.items(), found, strict=True):
        if count:
            some = base.execute(
                f"SELECT coalesce(household::VARCHAR, '-') || ': ' || left({field}::VARCHAR, 40) FROM raw_{name}"
                f" WHERE {test} ORDER BY household LIMIT {EXAMPLES}"
            ).fetchall()
            what, cure = _SORTS[kinds[field]]
            examples = tuple(row[0] for row in some)
            yield Fault("population-type", f"{name}.{field}", _MISFIT, cure, count, examples, {"kind": what})


def _cast(field: str, own: str, kind: str) -> str:
    """A cell as its type has it, empty where it does not fit. A number with a part is no whole number, and text is one
    only when it is spelled so: 28.000 may be twenty-eight, or twenty-eight thousand."""
    if own == kind:
        return field
    made = f"TRY_CAST({field} AS {kind})"
    if kind not in ("BIGINT", "INTEGER"):
        return made
    if own in WHOLE:
        return made
    if own == "VARCHAR":
        return f"CASE WHEN regexp_full_match({field}, '[+-]?[0-9]+(\\.0)?') THEN TRY_CAST({field} AS {kind}) END"
    return f"CASE WHEN TRY_CAST({field} AS DOUBLE) = {made} THEN {made} END"


def _empty(base: Any, name: str, some: Mapping[str, Column], role: bool = True) -> Iterator[Fault]:
    """A table without rows; its columns are told."""
    cells = ["household", *(["role"] if role else [])]
    cells += [f"NULL::{TYPES[one.sort]} AS {field}" for field, one in some.items()]
    base.execute(f"CREATE TEMP TABLE {name} AS SELECT {', '.join(cells)} FROM persons WHERE FALSE")
    for field, one in some.items():
        yield _absent(f"{name}.{field}", one)


def _absent(where: str, column: Column) -> Fault:
    return Fault("population-column", where, _ABSENT, _ABSENT_CURE, words={"asked": column.asked or "-"}, alike=True)


def _beside(base: Any, there: Mapping[str, str], homes: Mapping[str, str], by: Sequence[str]) -> None:
    """The table `beside`: the columns to count by, of the applicant, else of the household."""
    own = [one for one in by if one in there]
    rest = [one for one in by if one not in there]
    wrong = [one for one in rest if one not in homes and one not in PLACES]
    if wrong:
        raise no_column(wrong[0], {*there, *homes, *PLACES})
    cells = [f"p.{quoted(one)}::VARCHAR AS {quoted(one)}" for one in own]
    cells += [f"{f'h.{quoted(one)}' if one in homes else 'NULL'}::VARCHAR AS {quoted(one)}" for one in rest]
    homed = [one for one in rest if one in homes]
    some = ", ".join(f"any_value({quoted(one)}) AS {quoted(one)}" for one in homed)
    join = f" LEFT JOIN (SELECT household, {some} FROM raw_households GROUP BY household) h USING (household)"
    base.execute(
        f"CREATE TEMP TABLE beside AS SELECT {', '.join(['household', *cells])} FROM raw_persons p"
        f"{join if homed else ''} WHERE role = 'aanvrager'"
    )
    for name in ("persons", "households") if homes else ("persons",):
        base.execute(f"DROP TABLE raw_{name}")


def no_column(name: str, there: set[str]) -> BadInput:
    """There is no such column to count by."""
    some = ", ".join(sorted(there - {"household", "role"}))[:300]
    return bad_input("population-by", "--by", _NO_BY.fill(name=name[:80]), _NO_BY_CURE.fill(some=some))


_NO_NAME = Text(nl="Zo kan een kolom niet heten.", en="A column cannot have this name.")
_NO_NAME_CURE = Text(
    nl="Noem het gegeven in de regeltekst met kleine letters, cijfers en _.",
    en="Name the fact in the rule text with small letters, digits and _.",
)
_SQL_WORD = Text(nl="Dit is een woord van SQL; zo kan een kolom niet heten.",
                 en="This is a word of SQL; a column cannot have this name.")  # fmt: skip
_SQL_WORD_CURE = Text(
    nl="Noem het gegeven in de regeltekst anders, zoals {name}_nummer.",
    en="Give the fact in the rule text another name, like {name}_number.",
)
_NO_BY = Text(nl="De kolom “{name}” is er niet.", en="The column “{name}” is not there.")
_NO_BY_CURE = Text(nl="Kies uit: {some}.", en="Choose from: {some}.")
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
    nl="Voeg hem toe, of reken door met --go-on: dan is de lijst onbekend bij wie er iets in heeft.",
    en="Add it, or go on with --go-on: then the list is unknown for whoever has something in it.",
)
_MISFIT = Text(nl="In {n} cellen staat geen {kind}: {some}.", en="In {n} cells there is no {kind}: {some}.")
_UNKNOWN = Text(nl="; met --go-on zijn deze cellen onbekend.", en="; with --go-on these cells are unknown.")


def _cure(nl: str, en: str) -> Text:
    return Text(nl=nl + _UNKNOWN.nl, en=en + _UNKNOWN.en)


_WHOLE_NUMBER = (
    Text(nl="heel getal", en="whole number"),
    _cure(
        "Geef bedragen in hele eurocenten (€ 28.000,50 is 2800050), zonder punten of komma’s",
        "Give amounts in whole eurocents (€28,000.50 is 2800050), without points or commas",
    ),
)
_SORTS: dict[str, tuple[Text, Text]] = {
    "BIGINT": _WHOLE_NUMBER,
    "INTEGER": _WHOLE_NUMBER,
    "BOOLEAN": (Text(nl="ja of nee", en="yes or no"), _cure("Schrijf true of false", "Write true or false")),
    "DATE": (Text(nl="dag", en="day"), _cure("Schrijf een dag als 2026-01-31", "Write a day like 2026-01-31")),
    "VARCHAR": (Text(nl="tekst", en="text"), _cure("Geef tekst", "Give text")),
}
