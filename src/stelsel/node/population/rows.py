# SPDX-License-Identifier: EUPL-1.2
"""Households that cannot be computed: somebody stands there twice, nobody is the applicant, a cell is out of bounds, or
a list is longer or shorter than is said.

Each is named with how many there are and a few examples; the others are computed when that is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec

from stelsel.engines.rules.population import Column, Program, calendar
from stelsel.engines.rules.population.node import Graph
from stelsel.engines.rules.population.sql import query
from stelsel.kernel.text import Text, same
from stelsel.node.population.columns import literal
from stelsel.node.population.fault import EXAMPLES, Fault

HEADS = ("aanvrager", "partner")


@dataclass(frozen=True)
class Check:
    """A query that gives households which are not right, and `shown`: what to show of each beside its number."""

    where: str
    query: str
    what: Text
    cure: Text
    words: dict[str, str | Text] = field(default_factory=dict)


def bad_households(base: Any, program: Program, lacking: Sequence[str]) -> tuple[Fault, ...]:
    """Makes the table `bad` (household, why) beside the tables of a piece, and tells each kind of fault once.
    `lacking`: columns and tables that are not there, of which nothing more is said."""
    base.execute("CREATE TEMP TABLE bad AS SELECT household, 0 AS why, 0 AS n, '' AS shown FROM persons LIMIT 0")
    found = []
    for why, one in enumerate(_checks(program, lacking)):
        count, some = _counted(base, one, why)
        if count:
            found.append(Fault("population-rows", one.where, one.what, one.cure, count, some, one.words))
    return tuple(found)


def impossible_households(base: Any, program: Program) -> tuple[Fault, ...]:
    """Adds to `bad` the households of which the texts say that their facts cannot be; the others are right."""
    found = []
    for why, one in enumerate(contradictions(program), start=_AFTER_ALL):
        count, some = _counted(base, one, why)
        if count:
            found.append(Fault("population-impossible", one.where, one.what, one.cure, count, some, one.words))
    return tuple(found)


def _counted(base: Any, one: Check, why: int) -> tuple[int, tuple[str, ...]]:
    """Each household counts once; rows without one each."""
    base.execute(
        f"INSERT INTO bad SELECT household, {why}, CASE WHEN household IS NULL THEN count(*) ELSE 1 END,"
        f" coalesce(household::VARCHAR, '-') || min(shown) FROM ({one.query}) GROUP BY household"
    )
    count, some = base.execute(
        f"SELECT sum(n)::BIGINT, list(shown ORDER BY household)[:{EXAMPLES}] FROM bad WHERE why = {why}"
    ).fetchone()
    return int(count or 0), tuple(some or ())


def keep_right(base: Any, program: Program) -> None:
    """Takes the households that stand in `bad` away, so that an engine meets only what is right."""
    (wrong,) = base.execute("SELECT count(*) FROM bad").fetchone()
    if wrong:
        for name in ("persons", "households", *lists_of(program)):
            base.execute(f"DELETE FROM {name} WHERE household IS NULL OR household IN (SELECT household FROM bad)")


def lists_of(program: Program) -> tuple[str, ...]:
    """The tables of the lists that a program reads."""
    return tuple(dict.fromkeys(one.list.rpartition(".")[2] for one in program.columns if one.list))


def _checks(program: Program, lacking: Sequence[str]) -> Iterator[Check]:
    heads = ", ".join(map(literal, HEADS))
    yield Check(
        "persons.role",
        f"SELECT household, '' AS shown FROM persons WHERE household IS NOT NULL AND role IN ({heads})"
        " GROUP BY household, role HAVING count(*) > 1",
        _TWICE,
        _TWICE_CURE,
    )
    yield Check(
        "persons.household",
        "SELECT household, '' AS shown FROM persons WHERE household IS NOT NULL GROUP BY household"
        " HAVING NOT bool_or(coalesce(role = 'aanvrager', FALSE))",
        _NOBODY,
        _NOBODY_CURE,
    )
    for name in ("persons", "households", *lists_of(program)):
        yield Check(f"{name}.household", f"SELECT household, '' AS shown FROM {name} WHERE household IS NULL",
                    _NOWHERE, _NOWHERE_CURE)  # fmt: skip
        if name != "households":
            query = f"SELECT household, '' AS shown FROM {name} WHERE role IS NULL AND household IS NOT NULL"
            yield Check(f"{name}.role", query, _NO_ROLE, _NO_ROLE_CURE)
    yield Check(
        "households.household",
        "SELECT household, '' AS shown FROM households WHERE household IS NOT NULL GROUP BY household"
        " HAVING count(*) > 1",
        _HOME_TWICE,
        _HOME_TWICE_CURE,
    )
    for one in program.columns:
        if one.past_years:
            yield _past(one, program.on)
        elif one.person and (test := _outside(one)):
            yield _bounds(one, test)
        if one.sort == "list" and f"persons.{one.field}" not in lacking:
            yield from _length(one, program)


def _bounds(one: Column, test: str) -> Check:
    table = one.list.rpartition(".")[2] if one.list else "persons"
    test += f" AND role = {literal(one.person)}" if one.person in HEADS else ""
    test += " AND household IS NOT NULL"
    query = f"SELECT household, ': ' || left({one.field}::VARCHAR, 40) AS shown FROM {table} WHERE {test}"
    where = f"{table}.{one.field} ({one.person})"
    if one.sort == "text":
        return Check(where, query, _NO_CHOICE, _CHOICE_CURE, {"choices": ", ".join(one.choices)})
    low, high = (calendar.day(end).isoformat() if one.sort == "date" else str(end) for end in (one.low, one.high))
    return Check(where, query, _OUTSIDE, _OUTSIDE_CURE, {"low": low, "high": high})


def _past(one: Column, on: date) -> Check:
    """A day that lies after the day that is asked about, or too long before it."""
    table = one.list.rpartition(".")[2] if one.list else "persons"
    long_ago = f"DATE {literal(on.isoformat())} - INTERVAL {one.past_years} YEAR"
    test = f"({one.field} > DATE {literal(on.isoformat())} OR {one.field} < {long_ago}) AND household IS NOT NULL"
    test += f" AND role = {literal(one.person)}" if one.person in HEADS else ""
    query = f"SELECT household, ': ' || {one.field}::VARCHAR AS shown FROM {table} WHERE {test}"
    words: dict[str, str | Text] = {"on": on.isoformat(), "years": str(one.past_years)}
    return Check(f"{table}.{one.field} ({one.person})", query, _NOT_PAST, _NOT_PAST_CURE, words)


def contradictions(program: Program) -> Iterator[Check]:
    """What the texts call impossible."""
    constant = Graph()
    for one in program.impossible:
        asked = msgspec.structs.replace(
            program, sort="boolean", value=one.node, known=constant.true, nothing=constant.false, lacks=constant.zero,
            doubt=constant.zero, by=None, scale=1,
        )  # fmt: skip
        text = query(asked, "duckdb", answers=("value",)).text
        told = f"SELECT household, '' AS shown FROM ({text}) WHERE value"
        yield Check(one.where, told, _IMPOSSIBLE, _IMPOSSIBLE_CURE, {"said": one.said})


def _outside(one: Column) -> str:
    if one.sort in ("amount", "number", "list"):
        return f"({one.field} < {one.low} OR {one.field} > {one.high})"
    if one.sort == "date":
        first, last = (literal(calendar.day(end).isoformat()) for end in (one.low, one.high))
        return f"({one.field} < DATE {first} OR {one.field} > DATE {last})"
    if one.sort == "text" and one.choices:
        return f"({one.field} IS NOT NULL AND {one.field} NOT IN ({', '.join(map(literal, one.choices))}))"
    return ""


def _length(one: Column, program: Program) -> Iterator[Check]:
    """A list of which another number is said than there are rows. Nothing is said where the number is unknown and there
    are no rows."""
    if one.field not in lists_of(program):
        return
    role = literal(one.person)
    query = (
        f"SELECT household, ': ' || coalesce(said::VARCHAR, '?') || ' / ' || coalesce(there, 0)::VARCHAR AS shown FROM"
        f" (SELECT household, {one.field} AS said FROM persons WHERE role = {role}) LEFT JOIN (SELECT household,"
        f" count(*) AS there FROM {one.field} WHERE role = {role} GROUP BY household) USING (household)"
        " WHERE household IS NOT NULL AND coalesce(said, 0) != coalesce(there, 0)"
    )
    yield Check(f"persons.{one.field} ({one.person})", query, _LENGTH, _LENGTH_CURE, {"list": same(one.field)})


def _said(nl: str, en: str) -> Text:
    return Text(
        nl=f"{{n}} huishoudens: {nl} Bijvoorbeeld {{some}}.", en=f"{{n}} households: {en} For example {{some}}."
    )


_TWICE = _said("iemand staat er twee keer in dezelfde rol.", "somebody is there twice in one role.")
_TWICE_CURE = Text(nl="Geef elke aanvrager en partner één rij.", en="Give each applicant and partner one row.")
_NOWHERE = Text(
    nl="In {n} rijen is het nummer van het huishouden leeg, of anders geschreven dan de andere.",
    en="In {n} rows the number of the household is empty, or written in another way than the others.",
)
_NOWHERE_CURE = Text(
    nl="Vul household in elke rij op dezelfde manier in.", en="Fill in household in every row in the same way."
)
_NO_ROLE = _said("de rol van iemand is leeg.", "the role of somebody is empty.")
_NO_ROLE_CURE = Text(nl="Vul role in: aanvrager of partner.", en="Fill in role: aanvrager or partner.")
_HOME_TWICE = _said("het huishouden staat er twee keer.", "the household is there twice.")
_HOME_TWICE_CURE = Text(nl="Geef elk huishouden één rij.", en="Give each household one row.")
_NOBODY = _said("niemand is de aanvrager.", "nobody is the applicant.")
_NOBODY_CURE = Text(
    nl="Geef een persoon in elk huishouden de rol aanvrager.",
    en="Give one person in each household the role aanvrager.",
)
_OUTSIDE = _said("het ligt niet tussen {low} en {high}.", "it does not lie between {low} and {high}.")
_NO_CHOICE = _said("het is niet een van {choices}.", "it is not one of {choices}.")
_CHOICE_CURE = Text(nl="Verbeter de cellen.", en="Mend the cells.")
_OUTSIDE_CURE = Text(
    nl="Verbeter de cellen; bedragen zijn hele eurocenten.", en="Mend the cells; amounts are whole eurocents."
)
_AFTER_ALL = 1_000
"""Where the numbers of contradictions begin, after those of rows."""
_NOT_PAST = _said("de dag ligt na {on}, of meer dan {years} jaar daarvoor.",
                  "the day lies after {on}, or more than {years} years before it.")  # fmt: skip
_NOT_PAST_CURE = Text(nl="Verbeter de dag, of kies een andere peildatum.", en="Mend the day, or choose another day.")
_IMPOSSIBLE = _said("{said}.", "{said}.")
_IMPOSSIBLE_CURE = Text(nl="Verbeter een van deze gegevens.", en="Mend one of these facts.")
_LENGTH = _said(
    "{list} noemt een ander aantal dan er rijen zijn in de tabel van deze lijst (genoemd / rijen).",
    "{list} says another number than there are rows in the table of this list (said / rows).",
)
_LENGTH_CURE = Text(
    nl="Zet het aantal rijen in de kolom, of voeg de rijen toe.",
    en="Put the number of rows in the column, or add the rows.",
)
