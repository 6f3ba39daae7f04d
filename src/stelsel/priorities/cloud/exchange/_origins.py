# SPDX-License-Identifier: EUPL-1.2
"""Where the offers come from: one row per source file, with the day of its data and where it is public."""

from dataclasses import dataclass
from datetime import date

from stelsel.kernel.entry import Source
from stelsel.kernel.ids import slug

IMPORTER = "importeur"
"""The publisher that records what others offer and claim."""


@dataclass(frozen=True)
class Origin:
    """A source file: `key` goes into local names, `code` into the derived table."""

    code: str
    key: str
    file: str
    source: Source

    @property
    def day(self) -> date:
        """The day of the data."""
        return date.fromisoformat(self.source.day)


def _origin(code: str, file: str, name: str, day: str, repository: str) -> Origin:
    return Origin(code, file.partition(".")[0], file, Source(name, day, f"https://github.com/{repository}"))


SERVERS = _origin("ss", "sparecores-servers.csv", "Spare Cores", "2026-01-31", "SpareCores/sc-data-dumps")
STORAGE = _origin("sd", "sparecores-storage.csv", "Spare Cores", "2026-01-31", "SpareCores/sc-data-dumps")
AWS_2024 = _origin("s4", "sparecores-aws-eu-prices-2024-02.csv", "Spare Cores", "2024-02-21", "SpareCores/sc-data")
LIBCLOUD = _origin("lc", "libcloud-aws-azure-eu-prices-2025-03.csv", "Apache Libcloud", "2025-03-02", "apache/libcloud")
LIBCLOUD_GCE = _origin(
    "lg", "libcloud-gce-eu-component-prices-2025-03.csv", "Apache Libcloud", "2025-03-02", "apache/libcloud"
)
SCALEWAY = _origin("sw", "scaleway-instance-offers-2026-07.csv", "Scaleway CLI", "2026-07-03", "scaleway/scaleway-cli")
BAREMETAL = _origin("sb", "scaleway-baremetal-offers.csv", "Scaleway CLI", "2025-12-02", "scaleway/scaleway-cli")
UPCLOUD = _origin("uc", "upcloud-prices-2020-08.csv", "UpCloud Go API", "2020-08-20", "UpCloudLtd/upcloud-go-api")

ORIGINS = (SERVERS, STORAGE, AWS_2024, LIBCLOUD, LIBCLOUD_GCE, SCALEWAY, BAREMETAL, UPCLOUD)


def supplier_address(vendor: str) -> str:
    """Address of the recorded supplier entry of a vendor."""
    return f"{IMPORTER}/supplier/{slug(vendor)}"
