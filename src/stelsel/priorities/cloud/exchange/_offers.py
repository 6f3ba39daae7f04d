# SPDX-License-Identifier: EUPL-1.2
"""One way to make the draft of a recorded offer, and what the offers of a vendor share: servers, places, names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from stelsel.kernel.draft import Draft
from stelsel.kernel.ids import slug
from stelsel.kernel.values import Place
from stelsel.priorities.cloud.exchange._origins import Origin, supplier_address
from stelsel.priorities.cloud.exchange._problems import RowProblem
from stelsel.priorities.cloud.kinds import CLOUD_OFFER, CloudOffer

Capacity = Mapping[str, Any]
"""Fields of CloudOffer that say how much it holds."""


@dataclass(frozen=True)
class Known:
    """What other files of a source say, needed to read a price list. `vendors` name by id; `servers` capacity by
    (vendor, joining name); `volumes` largest volume in GB by (vendor, product); `places` by (vendor, region)."""

    vendors: Mapping[str, str] = field(default_factory=dict)
    servers: Mapping[tuple[str, str], Capacity] = field(default_factory=dict)
    volumes: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)
    places: Mapping[tuple[str, str], Place] = field(default_factory=dict)

    def vendor(self, vendor: str) -> str:
        """The name of a vendor; a row of an unknown one is refused."""
        if vendor not in self.vendors:
            raise RowProblem("unknown-vendor", vendor)
        return self.vendors[vendor]

    def place(self, vendor: str, region: str, country: str | None = None) -> Place:
        """Where a region is. The row's country counts; the city only where both agree; where they disagree it is
        unknown."""
        found = self.places.get((vendor, region))
        if country is None or found is None:
            return found or Place(country=country)
        return found if found.country == country else Place()


def server_key(vendor: str, name: str) -> tuple[str, str]:
    """The name by which price lists and server lists meet: Azure writes the same name with and without punctuation."""
    return (vendor, re.sub("[^a-z0-9]", "", name.lower()) if vendor == "azure" else name)


def local_name(origin: Origin, vendor: str, region: str | None, name: str, day: date) -> str:
    """The local name of an offer: one per source, vendor, region, name and day."""
    parts = (origin.key, vendor, region, name, day.isoformat())
    return slug(".".join(part for part in parts if part))


def offer(origin: Origin, vendor: str, vendor_name: str, name: str, **fields: Any) -> Draft:
    """The draft of an offer. `name` is unique within source, vendor and region; the title is the name unless given."""
    fields.setdefault("title", name)
    fields.setdefault("observed_on", origin.day)
    address = supplier_address(vendor)
    body = CloudOffer(supplier=address, supplier_name=vendor_name, source_file=origin.file, **fields)
    local = local_name(origin, vendor, body.region, name, body.observed_on)
    return Draft(CLOUD_OFFER, local, body, about=address, source=origin.source)
