# SPDX-License-Identifier: EUPL-1.2
"""Households that cannot be computed: somebody stands there twice, nobody is the applicant, or a cell is out of bounds.

Each is named with how many there are and a few examples; the others are computed when that is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stelsel.engines.rules.population import Column, Program
from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text

EXAMPLES = 3
Wrong = tuple[str, str, Text, Text]
"""Where, a query that gives the households, what is wrong, and the cure."""


def bad_households(base: Any, program: Program) -> tuple[Finding, ...]:
    """Makes the table `bad` (household, why) in a DuckDB connection with the views of a source, and tells each kind of
    fault once."""
    base.execute("CREATE TEMP TABLE bad AS SELECT household, ''::VARCHAR AS why FROM persons LIMIT 0")
    found = []
    for where, query, what, cure in _checks(program):
        base.execute(f"INSERT INTO bad SELECT DISTINCT household, ? FROM ({query})", [where])
        count, some = base.execute(
            f"SELECT count(*), list(household ORDER BY household)[:{EXAMPLES}] FROM bad WHERE why = ?", [where]
        ).fetchone()
        if count:
            shown = ", ".join(map(str, some))
            found.append(Finding("population-rows", where, _COUNTED.fill(n=count, what=what, some=shown), cure))
    return tuple(found)


def keep_right(base: Any, program: Program) -> None:
    """Leaves out the households that stand in `bad`, so that an engine meets only what is right."""
    (wrong,) = base.execute("SELECT count(*) FROM bad").fetchone()
    if not wrong:
        return
    tables = {one.list.rpartition(".")[2] for one in program.columns if one.list} | {"persons"}
    if any(not one.person for one in program.columns):
        tables.add("households")
    for name in sorted(tables):
        base.execute(f"ALTER VIEW {name} RENAME TO every_{name}")
        base.execute(
            f"CREATE VIEW {name} AS FROM every_{name} e WHERE household IS NOT NULL"
            " AND NOT EXISTS (FROM bad WHERE bad.household = e.household)"
        )


def absent_partners(base: Any, program: Program) -> tuple[Finding, ...]:
    """Who says to have a partner of whom nothing is there: computed, with the partner's facts unknown."""
    fields = {one.field for one in program.columns if one.person == "aanvrager" and not one.list}
    says = [one for one in ("heeft_toeslagpartner", "is_gehuwd", "heeft_aow_partner") if one in fields]
    asked = any(one.person == "partner" for one in program.columns)
    if not says or not asked:
        return ()
    test = " OR ".join(says)
    count, some = base.execute(
        f"SELECT count(*), list(household ORDER BY household)[:{EXAMPLES}] FROM persons p WHERE role = 'aanvrager' AND"
        f" ({test}) AND NOT EXISTS (FROM persons o WHERE o.household = p.household AND o.role = 'partner')"
    ).fetchone()
    if not count:
        return ()
    shown = ", ".join(map(str, some))
    said = _COUNTED.fill(n=count, what=_NO_PARTNER, some=shown)
    return (Finding("population-partner", "persons.role", said, _NO_PARTNER_CURE),)


def _checks(program: Program) -> Iterator[Wrong]:
    yield (
        "persons.role",
        "SELECT household FROM persons WHERE household IS NOT NULL AND role IN ('aanvrager', 'partner')"
        " GROUP BY household, role"
        " HAVING count(*) > 1",
        _TWICE,
        _TWICE_CURE,
    )
    yield (
        "persons.household",
        "SELECT household FROM persons WHERE household IS NOT NULL GROUP BY household"
        " HAVING NOT bool_or(coalesce(role = 'aanvrager', FALSE))",
        _NOBODY,
        _NOBODY_CURE,
    )
    yield "persons", "SELECT household FROM persons WHERE household IS NULL", _NOWHERE, _NOWHERE_CURE
    if any(not one.person for one in program.columns):
        yield (
            "households.household",
            "SELECT household FROM households GROUP BY household HAVING count(*) > 1",
            _HOME_TWICE,
            _HOME_TWICE_CURE,
        )
    for one in program.columns:
        if one.person and (test := _outside(one)):
            table = one.list.rpartition(".")[2] if one.list else "persons"
            role = f"role = '{one.person}' AND " if one.person in ("aanvrager", "partner") else ""
            query = f"SELECT household FROM {table} WHERE {role}{test}"
            yield f"{table}.{one.field} ({one.person})", query, _said_outside(one), _OUTSIDE_CURE


def _outside(one: Column) -> str:
    if one.sort in ("amount", "number", "list"):
        return f"({one.field} < {one.low} OR {one.field} > {one.high})"
    if one.sort == "text" and one.choices:
        some = ", ".join("'" + each.replace("'", "''") + "'" for each in one.choices)
        return f"({one.field} IS NOT NULL AND {one.field} NOT IN ({some}))"
    return ""


def _said_outside(one: Column) -> Text:
    if one.sort == "text":
        return _NO_CHOICE.fill(some=", ".join(one.choices))
    return _OUTSIDE.fill(low=one.low, high=one.high)


_COUNTED = Text(nl="{n} huishoudens: {what} Bijvoorbeeld {some}.", en="{n} households: {what} For example {some}.")
_TWICE = Text(nl="iemand staat er twee keer in dezelfde rol.", en="somebody is there twice in one role.")
_TWICE_CURE = Text(nl="Geef elke aanvrager en partner één rij.", en="Give each applicant and partner one row.")
_NOWHERE = Text(nl="het nummer van het huishouden is leeg.", en="the number of the household is empty.")
_NOWHERE_CURE = Text(nl="Vul household in elke rij in.", en="Fill in household in every row.")
_HOME_TWICE = Text(nl="het huishouden staat er twee keer.", en="the household is there twice.")
_HOME_TWICE_CURE = Text(nl="Geef elk huishouden één rij.", en="Give each household one row.")
_NOBODY = Text(nl="niemand is de aanvrager.", en="nobody is the applicant.")
_NOBODY_CURE = Text(
    nl="Geef een persoon in elk huishouden de rol aanvrager.",
    en="Give one person in each household the role aanvrager.",
)
_OUTSIDE = Text(nl="het ligt niet tussen {low} en {high}.", en="it does not lie between {low} and {high}.")
_NO_CHOICE = Text(nl="het is niet een van {some}.", en="it is not one of {some}.")
_OUTSIDE_CURE = Text(
    nl="Verbeter de cellen; bedragen zijn hele eurocenten.", en="Mend the cells; amounts are whole eurocents."
)
_NO_PARTNER = Text(
    nl="er is een partner en geen rij voor die partner.", en="there is a partner and no row for that partner."
)
_NO_PARTNER_CURE = Text(
    nl="Voeg de partner toe; tot dan zijn diens gegevens onbekend.",
    en="Add the partner; until then those facts are unknown.",
)
