# SPDX-License-Identifier: EUPL-1.2
"""The UK government major projects portfolio: the snapshot of March 2025, and the yearly files of 2014-2019.

Amounts are millions of pounds; foreign, and it says so. A missing rating is unknown, never green. Before 2020 there is
no project number: one entry is one project in one year, and nothing links the years by guess.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from stelsel.kernel import table
from stelsel.kernel.draft import Draft, Reading
from stelsel.kernel.ids import slug
from stelsel.kernel.table import Cells
from stelsel.programme.exchange._origins import GMPP_2025, MILLION, gmpp, trap, units
from stelsel.programme.kinds import INITIATIVE, Initiative

COLUMNS_2025 = ("gmpp_id", "project", "department", "category", "snapshot_date", "whole_life_cost_gbp_m",
                "delivery_confidence")  # fmt: skip
COLUMNS_YEARS = ("row", "publication_year", "snapshot", "project", "department", "rating", "start", "end", "wlc_gbp_m",
                 "category")  # fmt: skip
NARRATIVE_COLUMNS = ("row", "description")

_ID = re.compile(r"[A-Za-z]+_[0-9]{4}_[0-9]{4}-Q[1-4]")
THREE = {"GREEN": "green", "AMBER": "amber", "RED": "red", "": None}
FIVE = {"G": "green", "AG": "amber-green", "A": "amber", "AR": "amber-red", "R": "red", "RESET": "reset", "": None}


def read_2025(raw: bytes, file: str) -> Reading:
    """The portfolio at 31 March 2025, one row a project, keyed on the whole identifier."""
    return table.read(raw, file, COLUMNS_2025, _project)


def _project(cells: Cells) -> Draft:
    reference = table.text(cells, "gmpp_id")
    if not _ID.fullmatch(reference):
        raise trap("identity-trap", shown=reference[:60])
    snapshot = table.day(cells, "snapshot_date")
    if snapshot is None:
        raise trap("day-format", shown="", column="snapshot_date")
    cost, notes = _cost(cells, "whole_life_cost_gbp_m")
    confidence = table.one_of(cells, "delivery_confidence", THREE)
    body = Initiative(
        title=table.text(cells, "project"),
        snapshot=snapshot,
        currency="GBP",
        country="GB",
        reference=reference,
        organisation_name=table.text(cells, "department"),
        category=cells["category"].strip() or None,
        cost_current=cost,
        confidence=confidence,
        notes=(*notes, *(() if confidence else ("no-rating",))),
    )
    return Draft(INITIATIVE, slug(f"uk-gmpp.{reference}"), body, source=GMPP_2025)


def read_years(raw: bytes, narratives: Mapping[str, str], file: str) -> Reading:
    """The yearly files: one row is one project in one publication year; `narratives` gives the description by row."""

    def make(cells: Cells) -> Draft:
        year, snapshot = table.whole(cells, "publication_year"), table.day(cells, "snapshot")
        if year is None or snapshot != date(year - 1, 9, 30):
            raise trap("snapshot-trap", year=year, snapshot=snapshot)
        start, end = table.day(cells, "start"), table.day(cells, "end")
        if start and end and end < start:
            raise trap("date-trap", start=start, end=end)
        cost, notes = _cost(cells, "wlc_gbp_m")
        title, department = table.text(cells, "project"), table.text(cells, "department")
        confidence = table.one_of(cells, "rating", FIVE)
        body = Initiative(
            title=title,
            snapshot=snapshot,
            currency="GBP",
            country="GB",
            organisation_name=department,
            category=cells["category"].strip() or None,
            cost_current=cost,
            start=start,
            end_current=end,
            confidence=confidence,
            notes=("approved-cost", *notes, *(() if confidence else ("no-rating",))),
            description=narratives.get(cells["row"]) or None,
        )
        local = slug(f"uk-gmpp.{snapshot.isoformat()}.{department}.{title}")
        return Draft(INITIATIVE, local, body, source=gmpp(snapshot.isoformat()))

    return table.read(raw, file, COLUMNS_YEARS, make)


def read_narratives(raw: bytes, file: str) -> dict[str, str]:
    """The description of a project by row of the yearly file."""
    found = table.rows(raw, file, NARRATIVE_COLUMNS)
    return {cells["row"]: cells["description"].strip() for _, cells in found if cells is not None}


def _cost(cells: Cells, column: str) -> tuple[Decimal | None, tuple[str, ...]]:
    amount = table.number(cells, column)
    if amount is not None and amount < 0:
        raise trap("negative-cost", shown=amount)
    if amount == 0:
        return None, ("zero-cost",)
    return units(amount, MILLION), ()
