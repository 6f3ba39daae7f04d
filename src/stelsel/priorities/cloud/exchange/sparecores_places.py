# SPDX-License-Identifier: EUPL-1.2
"""Spare Cores, regions: where a vendor's region is."""

from stelsel.kernel.values import Place
from stelsel.priorities.cloud.exchange._cells import country
from stelsel.priorities.cloud.exchange._problems import RowProblem
from stelsel.priorities.cloud.exchange._rows import records

COLUMNS = ("vendor_id", "region_id", "api_reference", "country_id", "city")


def read(raw: bytes, file: str) -> dict[tuple[str, str], Place]:
    """Place by (vendor, region as price lists write it). Where the code is no country the place is
    unknown; a short row names no region and is passed over."""
    found = {}
    for cells in records(raw, file, COLUMNS):
        try:
            place = Place(country=country(cells, "country_id"), city=cells["city"].strip() or None)
        except RowProblem:
            place = Place()
        found[cells["vendor_id"], cells["api_reference"]] = place
    return found
