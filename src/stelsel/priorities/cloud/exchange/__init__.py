# SPDX-License-Identifier: EUPL-1.2
"""Files of others to entries of the cloud room and back: one file per format, all pure.

`example` reads the derived tables that ship with the example country, `derive` makes them from the collected sources.
"""

from collections.abc import Mapping
from pathlib import Path

from stelsel.kernel.draft import Draft, Reading
from stelsel.nouns import exchange_rate
from stelsel.priorities.cloud.exchange import claims_table, offers_table, originals, suppliers_table
from stelsel.priorities.cloud.exchange._origins import IMPORTER
from stelsel.priorities.cloud.exchange.sample import sample

SUPPLIERS, CLAIMS, OFFERS, REGIONS = (
    "cloud-suppliers.csv",
    "cloud-claims.csv",
    "cloud-offers.csv",
    "cloud-regions.csv",
)
PARENTS, RATES = "cloud-parents.csv", "fx-ecb.csv"
"""Kept by hand: who controls a supplier by which filing, and the exchange rates that the prices need."""

__all__ = ["IMPORTER", "derive", "example", "sample"]


def example(folder: Path) -> Reading:
    """What the importer records in the example country, from the tables in `folder`: suppliers, exchange rates, claims,
    offers, in that order. A missing table is an OSError, a wrong one BadInput, a wrong row is refused."""

    def raw(name: str) -> bytes:
        return (folder / name).read_bytes()

    suppliers = suppliers_table.read(raw(SUPPLIERS), SUPPLIERS)
    names = suppliers_table.names(suppliers)
    places = offers_table.read_places(raw(REGIONS), REGIONS)
    readings = (
        suppliers,
        exchange_rate.read(raw(RATES), RATES),
        claims_table.read(raw(CLAIMS), CLAIMS),
        offers_table.read(raw(OFFERS), OFFERS, names, places),
    )
    return Reading(
        tuple(draft for reading in readings for draft in reading.drafts),
        tuple(refused for reading in readings for refused in reading.refused),
    )


def derive(collected: originals.Originals, parents: bytes) -> Mapping[str, bytes]:
    """The derived tables by file name, always the same bytes for the same sources."""
    known = suppliers_table.read_parents(parents, PARENTS)
    offers, regions = offers_table.write(_drafts(collected.offers))
    return {
        SUPPLIERS: suppliers_table.write(collected.supplier_drafts(known)),
        CLAIMS: claims_table.write(_drafts(collected.claims)),
        OFFERS: offers,
        REGIONS: regions,
    }


def _drafts(readings: Mapping[str, Reading]) -> list[Draft]:
    return [draft for reading in readings.values() for draft in reading.drafts]
