# SPDX-License-Identifier: EUPL-1.2
"""Apache Libcloud, Google Compute Engine: prices per component (one vCPU, one GiB of memory) and hour."""

from decimal import Decimal
from typing import Any

from stelsel.kernel.draft import Draft, Reading
from stelsel.kernel.values import Price
from stelsel.priorities.cloud.exchange import _cells
from stelsel.priorities.cloud.exchange._offers import Known, offer
from stelsel.priorities.cloud.exchange._origins import LIBCLOUD_GCE
from stelsel.priorities.cloud.exchange._rows import Cells, read_rows

COLUMNS = ("vendor", "family", "component", "commitment", "region", "price_usd", "sku")
PER: dict[str, dict[str, Any]] = {
    "cpu": {"per": "vcpu-hour", "fields": {"vcpus": Decimal(1)}},
    "ram": {"per": "gib-hour", "fields": {"memory_mib": 1024}},
}
TERMS = {"on_demand": "on-demand", "preemptible": "spot"}


def read(raw: bytes, file: str, known: Known) -> Reading:
    """Components, not machines: they never fit a demand by themselves. The source writes 0.0 where it has no price:
    such a component is price-less, not free. The file has no country; it comes from the list of regions."""

    def make(cells: Cells) -> Draft:
        vendor, region = _cells.text(cells, "vendor"), _cells.text(cells, "region")
        family, component = _cells.text(cells, "family"), _cells.word(cells, "component", PER)
        amount = _cells.number(cells, "price_usd")
        name = f"{family}-{cells['component']}-{cells['commitment']}"
        return offer(
            LIBCLOUD_GCE,
            vendor,
            known.vendor(vendor),
            name,
            title=f"{family} {cells['component']}",
            service_type="compute-component",
            region=region,
            place=known.place(vendor, region),
            price=Price(amount=amount, currency="USD", per=component["per"]) if amount else None,
            price_note=None if amount else "zero-price",
            term=_cells.word(cells, "commitment", TERMS),
            **component["fields"],
        )

    return read_rows(raw, file, COLUMNS, make)
