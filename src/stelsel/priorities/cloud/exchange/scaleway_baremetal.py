# SPDX-License-Identifier: EUPL-1.2
"""Scaleway, bare metal servers, in euros per hour or month."""

from decimal import Decimal
from typing import Any

from stelsel.kernel.draft import Draft, Reading
from stelsel.kernel.values import Place, Price
from stelsel.priorities.cloud.exchange import _cells
from stelsel.priorities.cloud.exchange._cells import plain
from stelsel.priorities.cloud.exchange._offers import offer
from stelsel.priorities.cloud.exchange._origins import BAREMETAL
from stelsel.priorities.cloud.exchange._problems import RowProblem
from stelsel.priorities.cloud.exchange._rows import Cells, read_rows

COLUMNS = (
    "vendor", "name", "zone", "country", "subscription", "cpu", "cpu_threads", "memory_bytes", "disk_bytes",
    "disk_types", "price_per_hour_eur", "price_per_month_eur", "fee_eur", "stock",
)  # fmt: skip
SUBSCRIPTIONS = {"hourly": "on-demand", "monthly": "reserved"}
DISKS = {"NVMe": "nvme-ssd", "SSD": "ssd", "HDD": "hdd", "": None}
STOCKS = {"available": "available", "low": "low-stock", "empty": "no-stock"}


def read(raw: bytes, file: str) -> Reading:
    """Whole machines as dedicated compute: a vCPU is a hardware thread, memory is rounded down to whole MiB."""
    return read_rows(raw, file, COLUMNS, _make)


def _make(cells: Cells) -> Draft:
    if cells["vendor"] != "scaleway":
        raise RowProblem("unknown-vendor", cells["vendor"])
    name, term = _cells.text(cells, "name"), _cells.word(cells, "subscription", SUBSCRIPTIONS)
    return offer(
        BAREMETAL,
        "scaleway",
        "Scaleway",
        name if term == "on-demand" else f"{name}.{term}",
        title=name,
        service_type="compute",
        region=_cells.text(cells, "zone"),
        place=Place(country=_cells.country(cells)),
        vcpus=_cells.number(cells, "cpu_threads"),
        memory_mib=_cells.whole(cells, "memory_bytes") // 2**20,
        storage_gb=plain(Decimal(_cells.whole(cells, "disk_bytes")) / 10**9),
        storage_type=_cells.word(cells, "disk_types", DISKS),
        architecture="x86-64" if cells["cpu"].startswith(("Intel Xeon", "AMD EPYC", "AMD Ryzen")) else None,
        cpu_allocation="dedicated",
        term=term,
        offer_status=_cells.word(cells, "stock", STOCKS),
        **_price(cells),
    )


def _price(cells: Cells) -> dict[str, Any]:
    hourly = _cells.known_number(cells, "price_per_hour_eur")
    monthly = _cells.known_number(cells, "price_per_month_eur")
    fee = _cells.known_number(cells, "fee_eur")
    note = "one-off-fee" if fee else None
    if hourly:
        return {"price": Price(amount=hourly, currency="EUR", per="hour"), "price_note": note}
    if monthly:
        return {"price": Price(amount=monthly, currency="EUR", per="month"), "price_note": note}
    return {"price_note": "zero-price" if hourly == 0 or monthly == 0 else "no-price"}
