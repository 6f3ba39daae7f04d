# SPDX-License-Identifier: EUPL-1.2
"""Who publishes in the example country: one importer that records, and six invented publishers that state."""

from dataclasses import dataclass
from decimal import Decimal

from stelsel.kernel.draft import Draft
from stelsel.nouns.organisation import ORGANISATION, Organisation
from stelsel.nouns.organisation._kinds import OrganisationType
from stelsel.priorities.cloud.exchange import IMPORTER
from stelsel.priorities.cloud.kinds import CLOUD_DEMAND, CloudDemand, SealMinimum


@dataclass(frozen=True)
class Invented:
    """An invented public organisation and what it needs. It has no TOOI address, OIN or any other official number."""

    publisher: str
    name: str
    type: OrganisationType
    seat: str
    demand: CloudDemand | None = None

    def drafts(self) -> tuple[Draft, ...]:
        """Itself, and its demand where it has one."""
        body = Organisation(name=self.name, organisation_type=self.type, seat=self.seat, sample=True)
        itself = Draft(ORGANISATION, self.publisher, body)
        return (itself, Draft(CLOUD_DEMAND, "voorbeeldbehoefte", self.demand)) if self.demand else (itself,)


GOVERNMENT = (
    Invented(
        "gemeente-voorbeeldstad",
        "Gemeente Voorbeeldstad (voorbeeld)",
        "municipality",
        "Voorbeeldstad",
        CloudDemand(
            title="Zaaksysteem van Voorbeeldstad (voorbeeld)",
            vcpus=Decimal(8),
            memory_mib=32_768,
            place_within="EU",
            minimum_seal=(SealMinimum(objective="SOV-1", level=2),),
            quantity=4,
        ),
    ),
    Invented(
        "waterschap-voorbeeldwater",
        "Waterschap Voorbeeldwater (voorbeeld)",
        "water-board",
        "Voorbeelddorp",
        CloudDemand(
            title="Rekenmodel waterstanden (voorbeeld)",
            vcpus=Decimal(32),
            memory_mib=131_072,
            place_within="EEA",
            quantity=2,
            months=6,
        ),
    ),
    Invented(
        "provincie-voorbeeldland",
        "Provincie Voorbeeldland (voorbeeld)",
        "province",
        "Voorbeeldstad",
        CloudDemand(
            title="Archief van kaarten (voorbeeld)",
            service_type="block-storage",
            storage_gb=Decimal(2_000),
            place_within="NL",
            months=36,
        ),
    ),
    Invented("dienst-voorbeelddata", "Dienst Voorbeelddata (voorbeeld)", "agency", "Voorbeeldstad"),
)


__all__ = ["GOVERNMENT", "IMPORTER", "Invented"]
