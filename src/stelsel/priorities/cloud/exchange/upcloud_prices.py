# SPDX-License-Identifier: EUPL-1.2
"""UpCloud, the price list of August 2020, in credits per hour.

The official documentation of this call says that prices come in the currency of the account that asks, and does not
say what a credit is worth. So the unit stays a named one and the price provisional: it is never converted.
"""

from decimal import Decimal

from stelsel.kernel.draft import Draft, Reading
from stelsel.kernel.text import Text
from stelsel.kernel.values import HOURS_PER_MONTH, Place, Price
from stelsel.priorities.cloud.exchange import _cells
from stelsel.priorities.cloud.exchange._cells import plain
from stelsel.priorities.cloud.exchange._offers import Known, offer
from stelsel.priorities.cloud.exchange._origins import UPCLOUD
from stelsel.priorities.cloud.exchange._problems import RowProblem
from stelsel.priorities.cloud.exchange._rows import Cells, read_rows

COLUMNS = ("vendor", "zone", "country", "item", "amount", "price_credits", "vcpus", "memory_gb")
CREDIT = "UpCloud credit"
PLAN, STORAGE = "server_plan_", "storage_"

OTHER = (
    ("simple_backup_", Text(nl="een back-updienst bij een server", en="a backup service for a server")),
    ("io_request_", Text(nl="een prijs per lees- of schrijfactie", en="a price per input or output request")),
    ("public_ipv", Text(nl="dataverkeer", en="traffic")),
    ("ipv", Text(nl="een netwerkadres", en="a network address")),
    ("firewall", Text(nl="een firewall", en="a firewall")),
    ("network_", Text(nl="een netwerk", en="a network")),
    ("server_core", Text(nl="één losse kern van een vrij samen te stellen server", en="one core of a custom server")),
    ("server_memory", Text(nl="los geheugen van een vrij samen te stellen server", en="memory of a custom server")),
)
_UNNAMED = Text(nl="iets dat we niet kennen", en="something unknown to us")


def read(raw: bytes, file: str, known: Known) -> Reading:
    """Server plans as compute and storage per GB and month as block storage; the rest is refused and named."""

    def make(cells: Cells) -> Draft:
        vendor, zone, item = (_cells.text(cells, column) for column in ("vendor", "zone", "item"))
        name = known.vendor(vendor)
        if (vendor, zone) not in known.places:
            raise RowProblem("unknown-region", zone)
        place = known.place(vendor, zone, _cells.country(cells))
        if item.startswith(PLAN):
            return _plan(cells, vendor, name, place)
        if item.startswith(STORAGE):
            largest = known.volumes.get((vendor, item.removeprefix(STORAGE)))
            return _storage(cells, vendor, name, place, largest)
        raise RowProblem("not-offered-here", _what(item))

    return read_rows(raw, file, COLUMNS, make)


def _what(item: str) -> Text:
    return next((text for start, text in OTHER if item.startswith(start)), _UNNAMED)


def _credits(cells: Cells) -> Decimal:
    if cells["amount"] != "1":
        raise RowProblem("unit", f"{cells['amount']} x {cells['item']}")
    return _cells.number(cells, "price_credits")


def _plan(cells: Cells, vendor: str, vendor_name: str, place: Place) -> Draft:
    """Plans count memory in GB of 1,024 MiB: the server list gives the same plans in MiB."""
    amount = _credits(cells)
    return offer(
        UPCLOUD,
        vendor,
        vendor_name,
        cells["item"].removeprefix(PLAN),
        service_type="compute",
        region=cells["zone"],
        place=place,
        vcpus=_cells.number(cells, "vcpus"),
        memory_mib=_cells.whole(cells, "memory_gb") * 1024,
        gpu_count=Decimal(0),
        price=Price(amount=amount, currency=CREDIT, per="hour", provisional=True) if amount else None,
        price_note="credit-unconfirmed" if amount else "zero-price",
    )


def _storage(cells: Cells, vendor: str, vendor_name: str, place: Place, largest: Decimal | None) -> Draft:
    amount = plain(_credits(cells) * HOURS_PER_MONTH)
    return offer(
        UPCLOUD,
        vendor,
        vendor_name,
        cells["item"],
        title=f"Storage {cells['item'].removeprefix(STORAGE)}",
        service_type="block-storage",
        region=cells["zone"],
        place=place,
        storage_gb=largest,
        storage_type={"storage_hdd": "hdd", "storage_maxiops": "ssd"}.get(cells["item"]),
        price=Price(amount=amount, currency=CREDIT, per="gb-month", provisional=True) if amount else None,
        price_note="credit-unconfirmed" if amount else "zero-price",
    )
