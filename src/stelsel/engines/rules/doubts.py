# SPDX-License-Identifier: EUPL-1.2
"""The lines of doubt: what the sources leave open about a law, in words, and which years and cases it touches."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

import msgspec

from stelsel.kernel import table
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.table import Cells
from stelsel.kernel.text import Text

COLUMNS = ("id", "laws", "years", "scope", "nl", "en", "cases_nl", "cases_en", "figures")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_YEAR = re.compile(r"20[0-9]{2}")


class Doubt(msgspec.Struct, frozen=True):
    """One thing that is open. `laws` are identifiers, `years` the years it touches; `scope` "all" when it touches every
    case of those years, else "some": the cases that `cases` describes. `figures` are the figures it makes doubtful, in
    all those years or (`name@day`) from their first day only."""

    id: str
    laws: tuple[str, ...]
    years: tuple[int, ...]
    scope: Literal["all", "some"]
    what: Text
    cases: Text
    figures: tuple[str, ...]

    def touches(self, bwb_id: str, year: int) -> bool:
        """Whether it says something about a law in a year."""
        return bwb_id in self.laws and year in self.years


def read_doubts(raw: bytes, file: str = "doubts.csv") -> Mapping[str, Doubt]:
    """The lines of doubt by id, from a CSV with `COLUMNS`; BadInput with line and column for what does not fit."""
    found: dict[str, Doubt] = {}
    wrong: list[Finding] = []
    for line, cells in table.rows(raw, file, COLUMNS, own=True):
        if cells is None:
            wrong.append(Finding("doubt-row-length", f"{file} line {line}", table.ROW_LENGTH, _CURE))
            continue
        faults = [column for column, good in _checks(cells, found) if not good]
        if faults:
            wrong += [
                Finding("doubt", f"{file} line {line} column {one}", _BAD.fill(column=one), _CURE) for one in faults
            ]
            continue
        found[cells["id"]] = Doubt(
            id=cells["id"],
            laws=tuple(cells["laws"].split()),
            years=tuple(int(year) for year in cells["years"].split()),
            scope="all" if cells["scope"] == "all" else "some",
            what=Text(nl=cells["nl"], en=cells["en"]),
            cases=Text(nl=cells["cases_nl"], en=cells["cases_en"]),
            figures=tuple(cells["figures"].split()),
        )
    if wrong:
        raise BadInput(*wrong)
    return found


def _checks(cells: Cells, known: Mapping[str, Doubt]) -> list[tuple[str, bool]]:
    years = cells["years"].split()
    return [
        ("id", _ID.fullmatch(cells["id"]) is not None and cells["id"] not in known),
        ("laws", bool(cells["laws"].split())),
        ("years", bool(years) and all(_YEAR.fullmatch(year) for year in years)),
        ("scope", cells["scope"] in ("all", "some")),
        *((name, bool(cells[name].strip())) for name in ("nl", "en", "cases_nl", "cases_en")),
    ]


_BAD = Text(nl="De cel {column} is leeg, dubbel of niet in de goede vorm.",
            en="The cell {column} is empty, double or not in the right form.")  # fmt: skip
_CURE = Text(nl="Herstel deze regel.", en="Mend this row.")
