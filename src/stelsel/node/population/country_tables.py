# SPDX-License-Identifier: EUPL-1.2
"""The rows of a synthetic country as tables: heads are persons, the young ones children, everyone else co-residents, as
`engines.synthetic.cases.facts_of` has them for one case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from stelsel.engines.rules.population import Column, Program
from stelsel.engines.synthetic import COLUMNS
from stelsel.node.population.columns import PROVINCE, TYPES, literal, quoted

_FACTS = frozenset(one.name for one in COLUMNS if one.fact and one.of in ("person", "household"))
_THERE = frozenset(one.name for one in COLUMNS)


def country_tables(base: Any, read: str, on: date, program: Program, by: Sequence[str]) -> None:
    """Makes `persons`, `households`, a table for each list and `beside`; `read` is what reads the rows of the country,
    `on` its day. `by` are columns of the country, or places."""
    base.execute(f"CREATE TEMP VIEW everyone AS SELECT * FROM {read}")
    lists = _lists(on, min(on, program.on))
    facts = {one.field: one for one in program.columns if one.person and not one.list}
    counts = [
        f"CAST(count(*) FILTER (WHERE {test}) AS INTEGER) AS {name}" for name, test in lists.items() if name in facts
    ]
    joined = f" JOIN (SELECT huishouden, {', '.join(counts)} FROM everyone GROUP BY huishouden) USING (huishouden)"
    base.execute(
        f"CREATE TEMP TABLE persons AS SELECT huishouden AS household, rol AS role"
        f"{_cells(facts, _FACTS | set(lists))} FROM everyone{joined if counts else ''}"
        " WHERE rol IN ('aanvrager', 'partner')"
    )
    base.execute(
        "CREATE TEMP TABLE households AS SELECT huishouden AS household, gemeente, NULL::VARCHAR AS provincie,"
        " waterschap FROM everyone WHERE rol = 'aanvrager'"
    )
    for name in dict.fromkeys(one.list.rpartition(".")[2] for one in program.columns if one.list):
        mine = [one for one in program.columns if one.list.rpartition(".")[2] == name]
        parts = {one.field: one for one in mine}
        whose = ", ".join(literal(one) for one in sorted({one.person for one in mine}))
        base.execute(
            f"CREATE TEMP TABLE {name} AS SELECT huishouden AS household, role{_cells(parts, _THERE)}"
            f" FROM everyone CROSS JOIN (SELECT unnest([{whose}]) AS role) WHERE {lists.get(name, 'FALSE')}"
        )
    own = [f"{'NULL' if one == PROVINCE else quoted(one)}::VARCHAR AS {quoted(one)}" for one in by]
    base.execute(
        f"CREATE TEMP TABLE beside AS SELECT {', '.join(['huishouden AS household', *own])} FROM everyone"
        " WHERE rol = 'aanvrager'"
    )


def _lists(on: date, today: date) -> dict[str, str]:
    """Who is on which list; who is not born yet on none."""
    born = on.replace(year=on.year - 18) if (on.month, on.day) != (2, 29) else date(on.year - 18, 2, 28)
    there = f"geboortedatum <= DATE '{today.isoformat()}'"
    young = f"rol = 'kind' AND geboortedatum > DATE '{born.isoformat()}' AND {there}"
    return {
        "kinderen": young,
        "kinderen_opvang": f"{young} AND soort_opvang IS NOT NULL",
        "medebewoners": f"rol NOT IN ('aanvrager', 'partner') AND NOT ({young}) AND {there}",
    }


def _cells(some: Mapping[str, Column], there: frozenset[str]) -> str:
    """Columns of their types; unknown where a country does not have them."""
    return "".join(
        f", CAST({field if field in there else 'NULL'} AS {TYPES[one.sort]}) AS {field}" for field, one in some.items()
    )
