# SPDX-License-Identifier: EUPL-1.2
"""Spare Cores, hourly AWS prices in European regions, observed in February 2024."""

from stelsel.kernel.draft import Draft, Reading
from stelsel.kernel.values import Price
from stelsel.priorities.cloud.exchange import _cells
from stelsel.priorities.cloud.exchange._offers import Capacity, Known, offer, server_key
from stelsel.priorities.cloud.exchange._origins import AWS_2024
from stelsel.priorities.cloud.exchange._problems import RowProblem
from stelsel.priorities.cloud.exchange._rows import Cells, read_rows

COLUMNS = (
    "vendor_id", "region", "country", "server_id", "vcpus", "memory_mb", "os", "allocation", "price", "currency",
    "unit", "observed",
)  # fmt: skip
TERMS = {"ONDEMAND": "on-demand", "SPOT": "spot", "RESERVED": "reserved"}


def read(raw: bytes, file: str, known: Known) -> Reading:
    """Compute offers; memory_mb is in MiB. What else a server holds is joined by its name where vCPU and memory of
    both files agree."""

    def make(cells: Cells) -> Draft:
        vendor, name = _cells.text(cells, "vendor_id"), _cells.text(cells, "server_id")
        region = _cells.text(cells, "region")
        price = _price(cells)
        term = _cells.word(cells, "allocation", TERMS)
        return offer(
            AWS_2024,
            vendor,
            known.vendor(vendor),
            name if term == "on-demand" else f"{name}.{term}",
            title=name,
            service_type="compute",
            region=region,
            place=known.place(vendor, region, _cells.country(cells)),
            price=price,
            price_note=None if price else "zero-price",
            term=term,
            observed_on=_cells.day(cells, "observed"),
            **_capacity(cells, known.servers.get(server_key(vendor, name), {})),
        )

    return read_rows(raw, file, COLUMNS, make)


def _capacity(cells: Cells, joined: Capacity) -> Capacity:
    own = {"vcpus": _cells.known_number(cells, "vcpus"), "memory_mib": _cells.known_whole(cells, "memory_mb")}
    return {**joined, **own} if all(joined.get(name) == value for name, value in own.items()) else own


def _price(cells: Cells) -> Price | None:
    if cells["os"] != "Linux":
        raise RowProblem("operating-system", cells["os"])
    if cells["currency"] != "USD":
        raise RowProblem("currency", cells["currency"])
    if cells["unit"] != "HOUR":
        raise RowProblem("unit", cells["unit"])
    amount = _cells.number(cells, "price")
    return Price(amount=amount, currency="USD", per="hour") if amount else None
