# SPDX-License-Identifier: EUPL-1.2
"""Spare Cores, block storage products: limits without a price."""

from decimal import Decimal

from stelsel.kernel.draft import Draft, Reading
from stelsel.priorities.cloud.exchange import _cells
from stelsel.priorities.cloud.exchange._offers import Known, offer
from stelsel.priorities.cloud.exchange._origins import STORAGE
from stelsel.priorities.cloud.exchange._rows import Cells, read_rows
from stelsel.priorities.cloud.exchange.sparecores_servers import STATUSES, STORAGE_TYPES
from stelsel.priorities.cloud.kinds import CloudOffer

COLUMNS = ("vendor_id", "storage_id", "name", "storage_type", "max_size", "status")


def read(raw: bytes, file: str, known: Known) -> Reading:
    """Price-less block storage; `storage_gb` is the largest volume. The source counts in GiB or GB without saying
    which: taken as GB, which never promises too much."""

    def make(cells: Cells) -> Draft:
        vendor = _cells.text(cells, "vendor_id")
        return offer(
            STORAGE,
            vendor,
            known.vendor(vendor),
            _cells.text(cells, "storage_id"),
            title=_cells.text(cells, "name"),
            service_type="block-storage",
            storage_gb=_cells.known_number(cells, "max_size"),
            storage_type=_cells.word(cells, "storage_type", STORAGE_TYPES),
            price_note="no-price",
            offer_status=_cells.word(cells, "status", STATUSES),
        )

    return read_rows(raw, file, COLUMNS, make)


def volumes(reading: Reading) -> dict[tuple[str, str], Decimal]:
    """The largest volume in GB by (vendor, product id), for price lists that give a price per GB only."""
    prefix = f"{STORAGE.key}."
    found = {}
    for draft in reading.drafts:
        vendor, _, rest = draft.local.removeprefix(prefix).partition(".")
        if isinstance(draft.body, CloudOffer) and draft.body.storage_gb is not None:
            found[vendor, rest.removesuffix(f".{STORAGE.source.day}")] = draft.body.storage_gb
    return found
