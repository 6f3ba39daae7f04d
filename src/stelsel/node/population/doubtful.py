# SPDX-License-Identifier: EUPL-1.2
"""What is computed all the same and worth telling: a partner who is not there, rows that no rule reads, and amounts
that look like euros."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stelsel.engines.rules.population import Program
from stelsel.kernel.text import Text, number
from stelsel.node.population.columns import literal
from stelsel.node.population.fault import EXAMPLES, Fault
from stelsel.node.population.rows import HEADS, lists_of

PARTNER_SAID = ("heeft_toeslagpartner", "is_gehuwd", "heeft_aow_partner")
LEAST_IN_CENTS = {
    "jaarinkomen": 2_000_00, "netto_inkomen_12_maanden": 2_000_00, "inkomen_per_maand": 50_00,
    "hoogste_maandinkomen_in_periode": 50_00, "kale_huur": 50_00,
}  # fmt: skip
"""Where 95 of a hundred amounts (without zeros) are below this, they are hardly eurocents: incomes below two thousand
euros a year, incomes and rents below fifty a month."""
LEAST_ROWS = 5


def doubts(base: Any, program: Program) -> tuple[Fault, ...]:
    """What there is to tell of the tables of a piece."""
    return (*_absent_partners(base, program), *_unread(base, program), *_euros(base, program))


def _households(base: Any, query: str) -> tuple[int, tuple[str, ...]]:
    count, some = base.execute(
        f"SELECT count(*), list(household::VARCHAR ORDER BY household)[:{EXAMPLES}] FROM (SELECT DISTINCT household"
        f" FROM ({query}))"
    ).fetchone()
    return int(count), tuple(some or ())


def _absent_partners(base: Any, program: Program) -> Iterator[Fault]:
    """Who says to have a partner of whom nothing is there: computed, with the partner's facts unknown."""
    fields = {one.field for one in program.columns if one.person == "aanvrager" and not one.list}
    says = [one for one in PARTNER_SAID if one in fields]
    if not says or not any(one.person == "partner" for one in program.columns):
        return
    count, some = _households(
        base,
        f"SELECT household FROM persons p WHERE role = 'aanvrager' AND ({' OR '.join(says)})"
        " AND NOT EXISTS (FROM persons o WHERE o.household = p.household AND o.role = 'partner')",
    )
    if count:
        yield Fault("population-partner", "persons.role", _NO_PARTNER, _NO_PARTNER_CURE, count, some, stops=False)


def other_roles(base: Any, program: Program) -> Iterator[Fault]:
    """Rows of another role."""
    roles = ", ".join(map(literal, dict.fromkeys([*HEADS, *(one.person for one in program.columns if one.person)])))
    count, some = base.execute(
        f"SELECT sum(n)::BIGINT, list(role ORDER BY n DESC, role)[:{EXAMPLES}] FROM (SELECT left(role, 40) AS role,"
        f" count(*) AS n FROM persons WHERE role NOT IN ({roles}) GROUP BY ALL)"
    ).fetchone()
    if count:
        yield Fault("population-unread", "persons.role", _ROLES, _ROLES_CURE, count, tuple(some), stops=False)


def _unread(base: Any, program: Program) -> Iterator[Fault]:
    """Rows of another role, and rows of a list for somebody who is not there."""
    yield from other_roles(base, program)
    for name in lists_of(program):
        query = f"SELECT household FROM {name} l WHERE household IS NOT NULL AND NOT EXISTS"
        query += " (FROM persons p WHERE p.household = l.household AND p.role = l.role)"
        count, some = _households(base, query)
        if count:
            yield Fault("population-unread", name, _ALONE, _ALONE_CURE, count, some, stops=False)


def _euros(base: Any, program: Program) -> Iterator[Fault]:
    fields = dict.fromkeys(one.field for one in program.columns if one.person and not one.list)
    for name in fields:
        if name in LEAST_IN_CENTS:
            count, high, middle = base.execute(
                f"SELECT count(*), quantile_disc(abs({name}), 0.95), quantile_disc({name}, 0.5) FROM persons"
                f" WHERE {name} != 0"
            ).fetchone()
            if count >= LEAST_ROWS and high < LEAST_IN_CENTS[name]:
                euros = Text(nl=f"€ {number(middle / 100, 'nl', 2)}", en=f"€ {number(middle / 100, 'en', 2)}")
                yield Fault("population-euros", f"persons.{name}", _EUROS, _EUROS_CURE, count, (str(middle),),
                            {"euros": euros}, stops=False)  # fmt: skip


_NO_PARTNER = Text(
    nl="{n} huishoudens: er is een partner en geen rij voor die partner. Bijvoorbeeld {some}.",
    en="{n} households: there is a partner and no row for that partner. For example {some}.",
)
_NO_PARTNER_CURE = Text(
    nl="Voeg de partner toe; tot dan zijn diens gegevens onbekend.",
    en="Add the partner; until then those facts are unknown.",
)
_ROLES = Text(nl="{n} rijen hebben een andere rol: {some}.", en="{n} rows have another role: {some}.")
_ROLES_CURE = Text(
    nl="Ze tellen niet mee; alleen aanvrager en partner doen dat.",
    en="They do not count; only aanvrager and partner do.",
)
_ALONE = Text(
    nl="{n} huishoudens: hier staan rijen voor iemand die niet bij de personen staat. Bijvoorbeeld {some}.",
    en="{n} households: there are rows here for somebody who is not one of the persons. For example {some}.",
)
_ALONE_CURE = Text(
    nl="Ze tellen niet mee; controleer household en role.", en="They do not count; check household and role."
)
_EUROS = Text(
    nl="Dit lijken euro’s: van {n} bedragen is het middelste {some}, dat is in eurocenten {euros}.",
    en="These look like euros: of {n} amounts the middle one is {some}, which in eurocents is {euros}.",
)
_EUROS_CURE = Text(
    nl="Zijn het euro’s, maak er dan eurocenten van; de uitkomsten kloppen nu niet.",
    en="If they are euros, make them eurocents; the results are not right now.",
)
