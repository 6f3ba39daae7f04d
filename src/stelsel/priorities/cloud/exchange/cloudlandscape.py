# SPDX-License-Identifier: EUPL-1.2
"""The community directory Cloud Landscape: providers, and what it says about their certificates without evidence."""

from stelsel.kernel.draft import Draft, Reading
from stelsel.kernel.entry import Source
from stelsel.kernel.ids import slug
from stelsel.kernel.time import Period
from stelsel.nouns.claim import CLAIM, Claim
from stelsel.nouns.supplier import SUPPLIER, Supplier
from stelsel.priorities.cloud.exchange import _cells
from stelsel.priorities.cloud.exchange._origins import supplier_address
from stelsel.priorities.cloud.exchange._rows import Cells, read_rows

NAME = "Cloud Landscape"
LINK = "https://github.com/cloudlandscape/cloudlandscape.github.io"

SAME_SUPPLIER = {"google-cloud": "gcp", "hetzner": "hcloud", "microsoft-azure": "azure", "ovhcloud": "ovh"}
"""Names in the directory of suppliers that the price lists call otherwise (same company, same website)."""

COUNTRIES = {"France": "FR", "Germany": "DE", "Switzerland": "CH", "United States": "US"}
SCHEMES = {"secnumcloud": "secnumcloud", "hds": "hds"}


def read_providers(raw: bytes, file: str) -> Reading:
    """Supplier drafts; the country is where the directory says the provider sits, not who controls it."""
    return read_rows(raw, file, ("provider_id", "provider", "country", "website", "as_of"), _provider)


def read_claims(raw: bytes, file: str) -> Reading:
    """Claim drafts: asserted by the directory, no issuer; evidence only where the row has a link."""
    return read_rows(raw, file, ("provider_id", "provider", "claim", "asserted_by", "evidence_link", "as_of"), _claim)


def _address(cells: Cells) -> tuple[str, str]:
    provider = _cells.text(cells, "provider_id")
    key = slug(SAME_SUPPLIER.get(provider, provider))
    return key, supplier_address(key)


def _source(cells: Cells) -> Source:
    return Source(NAME, _cells.day(cells, "as_of").isoformat(), LINK)


def _provider(cells: Cells) -> Draft:
    key, address = _address(cells)
    body = Supplier(
        name=_cells.text(cells, "provider"),
        country_of_establishment=_cells.word(cells, "country", COUNTRIES),
        website=cells["website"].strip() or None,
    )
    return Draft(SUPPLIER, key, body, about=address, source=_source(cells))


def _claim(cells: Cells) -> Draft:
    key, address = _address(cells)
    as_of = _cells.day(cells, "as_of")
    scheme = _cells.word(cells, "claim", SCHEMES)
    body = Claim(
        scheme=scheme,
        subject_name=_cells.text(cells, "provider"),
        subject=address,
        status="claimed",
        asserted_by=_cells.text(cells, "asserted_by"),
        evidence=cells["evidence_link"].strip() or None,
        valid=Period(start=as_of),
    )
    return Draft(CLAIM, slug(f"directory.{key}.{scheme}.{as_of}"), body, about=address, source=_source(cells))
