# SPDX-License-Identifier: EUPL-1.2
"""The same people with a little more of one fact, such as income: what the outcome then becomes, for marginal
pressure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from stelsel.engines.rules.population import Program
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text

STEP = 100_00
"""Eurocents more in a year."""
_INCOMES = ("jaarinkomen", "netto_inkomen_12_maanden", "inkomen_per_maand", "hoogste_maandinkomen_in_periode")
_TIMES = (("per_maand", 12), ("maandinkomen", 12), ("per_kwartaal", 4))


@dataclass(frozen=True)
class More:
    """A fact of the applicant, how much more of it (in its own unit), and how many times a year the fact and the
    outcome count (12 for an amount per month)."""

    fact: str
    by: int
    fact_times: int = 1
    outcome_times: int = 1

    @property
    def year(self) -> int:
        """How much more in a year."""
        return self.by * self.fact_times

    @property
    def share(self) -> Fraction:
        """What one eurocent less of the outcome is of what there is more: the rate is so many times the drop."""
        return Fraction(self.outcome_times, self.year)


def more_of(program: Program, fact: str = "", step: int = STEP) -> More | None:
    """A little more of a fact, of the income that the outcome depends on where none is named. None where the outcome
    is no amount, or depends on no income. BadInput for a fact that is no amount of the applicant."""
    own = {one.field: one for one in program.columns if one.person == "aanvrager" and not one.list}
    amounts = [name for name, one in own.items() if one.sort == "amount"]
    if fact and fact not in amounts:
        some = ", ".join(amounts) or "-"
        raise bad_input("population-more", "--pressure", _NO_AMOUNT.fill(name=fact[:80]), _CURE.fill(some=some[:300]))
    name = fact or next((one for one in _INCOMES if one in amounts), "")
    if not name or program.unit != "eurocent":
        return None
    times = _times(name)
    return More(name, max(1, step // times) * own[name].scale, times, _times(program.output))


def same_more(some: Sequence[More | None]) -> More | None:
    """What all sides were computed with; None where that differs."""
    return some[0] if len(set(some)) == 1 else None


def _times(name: str) -> int:
    """How many times a year an amount counts, by its name."""
    return next((times for part, times in _TIMES if part in name), 1)


def answers_with_more(base: Any, more: More, answers: Callable[[], None]) -> None:
    """Makes the table `answers_more` beside `answers`: the answers to the same people with more of a fact. `answers`
    makes the table `answers` from `persons` and the others; those are as they were afterwards."""
    columns = [row[0] for row in base.execute("DESCRIBE persons").fetchall()]
    changed = f"CASE WHEN role = 'aanvrager' THEN {more.fact} + {more.by} ELSE {more.fact} END AS {more.fact}"
    cells = ", ".join(changed if one == more.fact else f'"{one}"' for one in columns)
    _rename(base, "persons", "persons_as_they_are")
    _rename(base, "answers", "answers_first")
    base.execute(f"CREATE TEMP VIEW persons AS SELECT {cells} FROM persons_as_they_are")
    answers()
    _rename(base, "answers", "answers_more")
    base.execute("DROP VIEW persons")
    _rename(base, "persons_as_they_are", "persons")
    _rename(base, "answers_first", "answers")


def _rename(base: Any, old: str, new: str) -> None:
    kinds = base.execute(
        "SELECT 'VIEW' FROM duckdb_views() WHERE view_name = ? UNION ALL"
        " SELECT 'TABLE' FROM duckdb_tables() WHERE table_name = ?",
        [old, old],
    ).fetchall()
    base.execute(f"ALTER {kinds[0][0]} {old} RENAME TO {new}")


_NO_AMOUNT = Text(
    nl="De uitkomst hangt niet af van een bedrag “{name}” van de aanvrager.",
    en="The outcome does not depend on an amount “{name}” of the applicant.",
)
_CURE = Text(nl="Kies uit: {some}.", en="Choose from: {some}.")
