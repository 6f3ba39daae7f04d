# SPDX-License-Identifier: EUPL-1.2
"""Spare Cores, server types: capacity without a price. Memory in MiB, storage in GB, as the source gives them."""

from contextlib import suppress
from typing import Any

from stelsel.kernel.draft import Draft, Reading
from stelsel.priorities.cloud.exchange import _cells
from stelsel.priorities.cloud.exchange._offers import Capacity, Known, offer, server_key
from stelsel.priorities.cloud.exchange._origins import SERVERS
from stelsel.priorities.cloud.exchange._problems import RowProblem
from stelsel.priorities.cloud.exchange._rows import Cells, read_rows, records

COLUMNS = (
    "vendor_id", "server_id", "name", "api_reference", "vcpus", "cpu_allocation", "cpu_architecture", "memory_amount",
    "gpu_count", "storage_size", "storage_type", "status",
)  # fmt: skip

ARCHITECTURES = {"X86_64": "x86-64", "ARM64": "arm64", "I386": "other", "ARM64_MAC": "other", "X86_64_MAC": "other"}
ALLOCATIONS = {"DEDICATED": "dedicated", "SHARED": "shared", "BURSTABLE": "burstable"}
STORAGE_TYPES = {"": None, "NVME_SSD": "nvme-ssd", "SSD": "ssd", "HDD": "hdd", "NETWORK": "network"}
STATUSES = {"ACTIVE": "active", "INACTIVE": "inactive"}


def read(raw: bytes, file: str, known: Known) -> Reading:
    """Server types as price-less compute offers; inactive ones load with that status."""

    def make(cells: Cells) -> Draft:
        vendor = _cells.text(cells, "vendor_id")
        return offer(
            SERVERS,
            vendor,
            known.vendor(vendor),
            _cells.text(cells, "server_id"),
            title=_cells.text(cells, "name"),
            service_type="compute",
            price_note="no-price",
            offer_status=_cells.word(cells, "status", STATUSES),
            **capacity(cells),
        )

    return read_rows(raw, file, COLUMNS, make)


def servers(raw: bytes, file: str) -> dict[tuple[str, str], Capacity]:
    """Capacity by the name that price lists use: AWS by name, Azure by api_reference without punctuation."""
    found: dict[tuple[str, str], Capacity] = {}
    for cells in records(raw, file, COLUMNS):
        vendor = cells["vendor_id"]
        with suppress(RowProblem):
            found[server_key(vendor, cells["api_reference" if vendor == "azure" else "name"])] = capacity(cells)
    return found


def capacity(cells: Cells) -> dict[str, Any]:
    """The capacity fields of a server row."""
    return {
        "vcpus": _cells.known_number(cells, "vcpus"),
        "memory_mib": _cells.known_whole(cells, "memory_amount"),
        "storage_gb": _cells.known_number(cells, "storage_size"),
        "storage_type": _cells.word(cells, "storage_type", STORAGE_TYPES),
        "gpu_count": _cells.known_number(cells, "gpu_count"),
        "architecture": _cells.word(cells, "cpu_architecture", ARCHITECTURES),
        "cpu_allocation": _cells.word(cells, "cpu_allocation", ALLOCATIONS),
    }
