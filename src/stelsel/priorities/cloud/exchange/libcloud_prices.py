# SPDX-License-Identifier: EUPL-1.2
"""Apache Libcloud, hourly Linux prices of AWS and Azure in European regions, in US dollars."""

from stelsel.kernel.draft import Draft, Reading
from stelsel.kernel.values import Price
from stelsel.priorities.cloud.exchange import _cells
from stelsel.priorities.cloud.exchange._offers import Known, offer, server_key
from stelsel.priorities.cloud.exchange._origins import LIBCLOUD
from stelsel.priorities.cloud.exchange._problems import RowProblem
from stelsel.priorities.cloud.exchange._rows import Cells, read_rows

COLUMNS = ("vendor", "server", "region", "country", "os", "price_usd_per_hour")
SPOT = "lowpriority"
"""Azure's interruptible machines carry this in front of their name."""


def read(raw: bytes, file: str, known: Known) -> Reading:
    """Compute offers; capacity is joined from the server list. What does not join keeps an unknown capacity."""

    def make(cells: Cells) -> Draft:
        vendor, name, region = (_cells.text(cells, column) for column in ("vendor", "server", "region"))
        if cells["os"] != "linux":
            raise RowProblem("operating-system", cells["os"])
        amount = _cells.number(cells, "price_usd_per_hour")
        return offer(
            LIBCLOUD,
            vendor,
            known.vendor(vendor),
            name,
            service_type="compute",
            region=region,
            place=known.place(vendor, region, _cells.country(cells)),
            price=Price(amount=amount, currency="USD", per="hour") if amount else None,
            price_note=None if amount else "zero-price",
            term="spot" if vendor == "azure" and name.startswith(SPOT) else "on-demand",
            **known.servers.get(server_key(vendor, name), {}),
        )

    return read_rows(raw, file, COLUMNS, make)
