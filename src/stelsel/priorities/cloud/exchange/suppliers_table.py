# SPDX-License-Identifier: EUPL-1.2
"""Our own table of suppliers, both directions; and the small table, kept by hand, of who controls whom."""

from collections.abc import Iterable
from dataclasses import dataclass

from stelsel.kernel.documents import table
from stelsel.kernel.draft import Draft, Reading
from stelsel.kernel.entry import Source
from stelsel.nouns.supplier import SUPPLIER, Supplier
from stelsel.priorities.cloud.exchange import _cells
from stelsel.priorities.cloud.exchange._origins import supplier_address
from stelsel.priorities.cloud.exchange._problems import RowProblem, file_problem
from stelsel.priorities.cloud.exchange._rows import Cells, read_rows, records

COLUMNS = ("id", "name", "country", "parent", "control", "website", "source", "day", "link")
PARENT_COLUMNS = ("id", "parent", "control", "source", "day", "link")


@dataclass(frozen=True)
class Parent:
    """Who stands at the top, and under which country's control where the source settles that."""

    ultimate_parent: str
    country_of_control: str | None
    source: Source


def read_parents(raw: bytes, file: str) -> dict[str, Parent]:
    """Parent by supplier id; BadInput for a row that is wrong, as the table is our own."""
    try:
        return {_cells.text(cells, "id"): _parent(cells) for cells in records(raw, file, PARENT_COLUMNS)}
    except RowProblem as problem:
        raise file_problem("shape", file, problem.why) from None


def read(raw: bytes, file: str) -> Reading:
    """Supplier drafts of the table."""
    return read_rows(raw, file, COLUMNS, _draft, own=True)


def names(reading: Reading) -> dict[str, str]:
    """Supplier name by supplier id."""
    return {draft.local: draft.body.name for draft in reading.drafts if isinstance(draft.body, Supplier)}


def write(drafts: Iterable[Draft]) -> bytes:
    """The table of these supplier drafts."""
    return table(COLUMNS, (_row(draft) for draft in drafts))


def _parent(cells: Cells) -> Parent:
    control = _cells.country(cells, "control") if cells["control"] else None
    return Parent(_cells.text(cells, "parent"), control, _source(cells))


def _source(cells: Cells) -> Source:
    return Source(_cells.text(cells, "source"), _cells.day(cells, "day").isoformat(), cells["link"])


def _draft(cells: Cells) -> Draft:
    local = _cells.text(cells, "id")
    body = Supplier(
        name=_cells.text(cells, "name"),
        country_of_establishment=_cells.country(cells) if cells["country"] else None,
        ultimate_parent=cells["parent"] or None,
        country_of_control=_cells.country(cells, "control") if cells["control"] else None,
        website=cells["website"] or None,
    )
    return Draft(SUPPLIER, local, body, about=supplier_address(local), source=_source(cells))


def _row(draft: Draft) -> list[object]:
    body, source = draft.body, draft.source or Source("", "")
    assert isinstance(body, Supplier), "the table holds suppliers only"
    return [
        draft.local, body.name, body.country_of_establishment, body.ultimate_parent, body.country_of_control,
        body.website, source.name, source.day, source.link,
    ]  # fmt: skip
