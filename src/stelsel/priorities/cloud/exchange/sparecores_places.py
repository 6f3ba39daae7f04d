# SPDX-License-Identifier: EUPL-1.2
"""Spare Cores, regions: where a vendor's region is."""

from stelsel.kernel.values import Place
from stelsel.priorities.cloud.exchange._rows import lines

COLUMNS = ("vendor_id", "region_id", "api_reference", "country_id", "city")


def read(raw: bytes, file: str) -> dict[tuple[str, str], Place]:
    """Place by (vendor, region as price lists write it). Where the code is no country the place is
    unknown; a short row names no region and is passed over."""
    rows = lines(raw, file, COLUMNS)
    _, header, _ = next(rows)
    column = {name: header.index(name) for name in COLUMNS}
    found = {}
    for _, row, width in rows:
        if len(row) != width:
            continue
        country = row[column["country_id"]].strip()
        known = len(country) == 2 and country.isalpha() and country.isupper()
        place = Place(country=country, city=row[column["city"]].strip() or None) if known else Place()
        found[row[column["vendor_id"]], row[column["api_reference"]]] = place
    return found

