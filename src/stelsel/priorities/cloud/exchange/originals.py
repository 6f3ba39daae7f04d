# SPDX-License-Identifier: EUPL-1.2
"""A folder with the source files as they were collected, read in the one right order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from stelsel.kernel.draft import Draft, Reading
from stelsel.kernel.entry import Source
from stelsel.priorities.cloud.exchange import (
    _origins,
    cloudlandscape,
    libcloud_gce,
    libcloud_prices,
    scaleway_baremetal,
    scaleway_instances,
    scs_environments,
    sparecores_aws_prices,
    sparecores_places,
    sparecores_servers,
    sparecores_storage,
    sparecores_vendors,
    suppliers_table,
    upcloud_prices,
)
from stelsel.priorities.cloud.exchange._offers import Known

VENDORS, REGIONS = "sparecores-vendors.json", "sparecores-regions.csv"
PROVIDERS, DIRECTORY = "claims/cloudlandscape-providers.csv", "claims/cloudlandscape-claims.csv"
SCS = "claims/scs-certified-environments.csv"


@dataclass(frozen=True)
class Originals:
    """What each source file gave: its reading by file name, apart for offers, suppliers and claims."""

    offers: Mapping[str, Reading]
    suppliers: Mapping[str, Reading]
    claims: Mapping[str, Reading]

    def supplier_drafts(self, parents: Mapping[str, suppliers_table.Parent]) -> tuple[Draft, ...]:
        """One draft per supplier, sorted; the first source that names it counts, `parents` add who controls it."""
        first: dict[str, Draft] = {}
        for reading in self.suppliers.values():
            for draft in reading.drafts:
                first.setdefault(draft.local, draft)
        return tuple(_with_parent(first[local], parents.get(local)) for local in sorted(first))


def read(folder: Path) -> Originals:
    """Read the folder `cloud` of collected data. A missing file is an OSError, a wrong one BadInput."""

    def raw(name: str) -> bytes:
        return (folder / name).read_bytes()

    suppliers = {
        VENDORS: sparecores_vendors.read(raw(VENDORS), VENDORS),
        PROVIDERS: cloudlandscape.read_providers(raw(PROVIDERS), PROVIDERS),
        SCS: scs_environments.read_operators(raw(SCS), SCS),
    }
    claims = {
        DIRECTORY: cloudlandscape.read_claims(raw(DIRECTORY), DIRECTORY),
        SCS: scs_environments.read(raw(SCS), SCS),
    }
    return Originals(_offers(raw, suppliers[VENDORS]), suppliers, claims)


def _offers(raw: Callable[[str], bytes], vendors: Reading) -> dict[str, Reading]:
    servers, storage = _origins.SERVERS.file, _origins.STORAGE.file
    names = suppliers_table.names(vendors)
    disks = sparecores_storage.read(raw(storage), storage, Known(vendors=names))
    known = Known(
        vendors=names,
        servers=sparecores_servers.servers(raw(servers), servers),
        volumes=sparecores_storage.volumes(disks),
        places=sparecores_places.read(raw(REGIONS), REGIONS),
    )
    found = {servers: sparecores_servers.read(raw(servers), servers, known), storage: disks}
    for origin, read_prices in (
        (_origins.AWS_2024, sparecores_aws_prices.read),
        (_origins.LIBCLOUD, libcloud_prices.read),
        (_origins.LIBCLOUD_GCE, libcloud_gce.read),
        (_origins.UPCLOUD, upcloud_prices.read),
    ):
        found[origin.file] = read_prices(raw(origin.file), origin.file, known)
    for origin, read_catalogue in (
        (_origins.SCALEWAY, scaleway_instances.read),
        (_origins.BAREMETAL, scaleway_baremetal.read),
    ):
        found[origin.file] = read_catalogue(raw(origin.file), origin.file)
    return found


def _with_parent(draft: Draft, parent: suppliers_table.Parent | None) -> Draft:
    if parent is None or draft.source is None:
        return draft
    body = msgspec.structs.replace(
        draft.body, ultimate_parent=parent.ultimate_parent, country_of_control=parent.country_of_control
    )
    name = f"{draft.source.name} ({draft.source.day}); {parent.source.name}"
    source = Source(name, parent.source.day, parent.source.link)
    return Draft(draft.kind, draft.local, body, about=draft.about, source=source)
