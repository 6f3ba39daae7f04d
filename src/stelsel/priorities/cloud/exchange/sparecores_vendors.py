# SPDX-License-Identifier: EUPL-1.2
"""Spare Cores, vendors: name, website and the country where they say they sit."""

from typing import Any

from stelsel.kernel.draft import Draft, Reading, Refused
from stelsel.kernel.ids import slug
from stelsel.nouns.supplier import SUPPLIER, Supplier
from stelsel.priorities.cloud.exchange import _cells
from stelsel.priorities.cloud.exchange._origins import SERVERS, supplier_address
from stelsel.priorities.cloud.exchange._problems import RowProblem, file_problem
from stelsel.priorities.cloud.exchange._rows import load_json


def read(raw: bytes, file: str) -> Reading:
    """Supplier drafts. `line` of a refused one is its place in the list, from 1."""
    drafts: dict[str, Draft] = {}
    refused = []
    for place, vendor in enumerate(_vendors(raw, file), start=1):
        try:
            draft = _draft(vendor)
            if draft.local in drafts:
                raise RowProblem("duplicate", list(drafts).index(draft.local) + 1)
            drafts[draft.local] = draft
        except RowProblem as problem:
            refused.append(Refused(file, place, problem.code, problem.why))
    return Reading(tuple(drafts.values()), tuple(refused))


def _vendors(raw: bytes, file: str) -> list[Any]:
    content = load_json(raw, file)
    vendors = content.get("vendor") if isinstance(content, dict) else None
    if not isinstance(vendors, list):
        raise file_problem("shape", file, "vendor")
    return vendors


def _draft(vendor: Any) -> Draft:
    if not isinstance(vendor, dict):
        raise RowProblem("empty", "vendor")
    cells = {name: str(vendor.get(name) or "") for name in ("vendor_id", "name", "country_id", "homepage")}
    key = _cells.text(cells, "vendor_id")
    body = Supplier(
        name=_cells.text(cells, "name"),
        country_of_establishment=_cells.country(cells, "country_id"),
        website=cells["homepage"] or None,
    )
    return Draft(SUPPLIER, slug(key), body, about=supplier_address(key), source=SERVERS.source)
