# SPDX-License-Identifier: EUPL-1.2
"""Scaleway, instances of the public product catalogue, in euros. Rows with a GPU are priced per minute."""

from decimal import Decimal

from stelsel.kernel.draft import Draft, Reading
from stelsel.kernel.values import Place, Price
from stelsel.priorities.cloud.exchange import _cells
from stelsel.priorities.cloud.exchange._cells import plain
from stelsel.priorities.cloud.exchange._offers import offer
from stelsel.priorities.cloud.exchange._origins import SCALEWAY
from stelsel.priorities.cloud.exchange._problems import RowProblem
from stelsel.priorities.cloud.exchange._rows import Cells, read_rows

COLUMNS = (
    "vendor", "sku", "product", "range", "zone", "country", "vcpus", "arch", "memory_bytes", "storage",
    "storage_bytes", "gpu_count", "price_eur", "currency", "unit", "unit_size", "kg_co2e_per_unit", "status",
)  # fmt: skip
PER_HOUR = {"hour": 1, "minute": 60}
ARCHITECTURES = {"x64": "x86-64", "arm64": "arm64"}


def read(raw: bytes, file: str) -> Reading:
    """Compute offers. The catalogue names a GPU only in its GPU range; elsewhere there is none."""
    return read_rows(raw, file, COLUMNS, _make)


def _make(cells: Cells) -> Draft:
    if cells["currency"] != "EUR":
        raise RowProblem("currency", cells["currency"])
    if cells["vendor"] != "scaleway":
        raise RowProblem("unknown-vendor", cells["vendor"])
    times = _per_hour(cells)
    amount = _cells.number(cells, "price_eur")
    carbon = _cells.known_number(cells, "kg_co2e_per_unit")
    return offer(
        SCALEWAY,
        "scaleway",
        "Scaleway",
        _cells.text(cells, "product"),
        service_type="compute",
        region=_cells.text(cells, "zone"),
        place=Place(country=_cells.country(cells)),
        vcpus=_cells.number(cells, "vcpus"),
        memory_mib=_cells.whole(cells, "memory_bytes") // 2**20,
        storage_gb=_storage(cells),
        gpu_count=_cells.number(cells, "gpu_count") if cells["range"] == "GPU" else Decimal(0),
        architecture=_cells.word(cells, "arch", ARCHITECTURES),
        price=Price(amount=plain(amount * times), currency="EUR", per="hour") if amount else None,
        price_note=("per-minute" if times == 60 else None) if amount else "zero-price",
        carbon_kg_per_hour=None if carbon is None else plain(carbon * times),
        offer_status=_cells.text(cells, "status").replace("_", "-"),
    )


def _per_hour(cells: Cells) -> int:
    if cells["unit"] not in PER_HOUR or cells["unit_size"] != "1":
        raise RowProblem("unit", f"{cells['unit_size']} {cells['unit']}")
    return PER_HOUR[cells["unit"]]


def _storage(cells: Cells) -> Decimal | None:
    """GB of local storage; unknown where the catalogue says there is some but gives 0 bytes."""
    size = _cells.whole(cells, "storage_bytes")
    return None if size == 0 and "local" in cells["storage"].lower() else plain(Decimal(size) / 10**9)
