# SPDX-License-Identifier: EUPL-1.2
"""Files of others to entries of the data room: an LDES, a Turtle catalogue, API descriptors; and our own tables.

`example` reads the tables of facts that ship with the example country, `derive` makes them from the collected sources,
`read_all` reads those sources whole, with their sentences.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from stelsel.kernel import documents
from stelsel.kernel.draft import Draft, Reading
from stelsel.kernel.entry import Source
from stelsel.kernel.kind import Kind
from stelsel.priorities.data.exchange import _describe, api_descriptors, dcat_turtle, ldes_pages, tables
from stelsel.priorities.data.exchange._compact import Shortener, prefixes_for
from stelsel.priorities.data.exchange._describe import IMPORTER, entry_of
from stelsel.priorities.data.exchange.sample import sample
from stelsel.priorities.data.kinds import DATA_SERVICE, DATASET, DISTRIBUTION

CATALOGUE = Path("data/datagovbe-ldes/datagovbe-1000-datasets.ttl.gz")
STREAM = Path("data/datagovbe-ldes/stream")
DESCRIPTORS = Path("data/api-register/api-descriptors.json")

BELGIUM = Source("data.gov.be", "2025-11-18", "https://data.gov.be/")
REGISTER = Source("API-register, developer.overheid.nl", "2025-10-01", "https://apis.developer.overheid.nl/")
SOURCES = (BELGIUM, REGISTER)

TABLES: dict[Kind[Any], str] = {
    DATASET: "data-datasets.csv",
    DISTRIBUTION: "data-distributions.csv",
    DATA_SERVICE: "data-services.csv",
}
PREFIXES, SETS = "data-prefixes.csv", "data-property-sets.csv"

__all__ = ["IMPORTER", "Collected", "collect", "derive", "example", "read_all", "sample"]


@dataclass(frozen=True)
class Collected:
    """What the catalogue gave alone; what it gave united with the stream; the stream with the pages not fetched yet;
    and the data services of the register."""

    catalogue: Reading
    united: Reading
    pages: ldes_pages.Stream
    services: Reading


def collect(folder: Path) -> Collected:
    """The three sources below `folder` (the folder data of the collected input). The stream is read together with the
    catalogue, which names its publishers. A missing file is an OSError, a wrong one BadInput."""
    origin = CATALOGUE.name
    graph = dcat_turtle.read_graph((folder / CATALOGUE).read_bytes(), origin, BELGIUM)
    pages = ldes_pages.read(folder / STREAM, BELGIUM.name, BELGIUM.link)
    return Collected(
        _describe.describe(graph, "BE", BELGIUM.link),
        _describe.describe(graph | pages.graph(), "BE", BELGIUM.link),
        pages,
        api_descriptors.read((folder / DESCRIPTORS).read_bytes(), DESCRIPTORS.name, REGISTER),
    )


def read_all(folder: Path) -> Reading:
    """Everything in the sources, sentences too; of what stream and catalogue both describe, the stream counts."""
    found = collect(folder)
    turned = (*found.pages.refused, *found.united.refused, *found.services.refused)
    return Reading((*found.united.drafts, *found.services.drafts), turned)


def example(folder: Path) -> Reading:
    """What the importer records in the example country, from the tables in `folder`: datasets, distributions, data
    services, in that order. A missing table is an OSError, a wrong one BadInput, a wrong row is refused."""
    raw = {name: (folder / name).read_bytes() for name in (PREFIXES, SETS, *TABLES.values())}
    prefixes = {row[0]: row[1] for _, row in tables.rows(raw[PREFIXES], PREFIXES, ("name", "prefix"))}
    sets = tuple(tuple(row[0].split(" ")) if row[0] else () for _, row in tables.rows(raw[SETS], SETS, ("properties",)))
    keys = tables.Keys(Shortener(prefixes), sets, SOURCES)
    readings = [tables.read(kind, raw[file], file, keys) for kind, file in TABLES.items()]
    turned = tuple(one for reading in readings for one in reading.refused)
    return Reading(_joined([draft for reading in readings for draft in reading.drafts]), turned)


def derive(found: Collected) -> Mapping[str, bytes]:
    """The tables by file name, always the same bytes for the same sources."""
    drafts = [_facts(draft) for reading in (found.catalogue, found.services) for draft in reading.drafts]
    shortener = Shortener(prefixes_for(_addresses(drafts)))
    sets = tuple(sorted({draft.body.given_properties for draft in drafts}))  # type: ignore[attr-defined]
    keys = tables.Keys(shortener, sets, SOURCES)
    return {
        PREFIXES: documents.table(("name", "prefix"), shortener.prefixes.items()),
        SETS: documents.table(("properties",), ([" ".join(one)] for one in sets)),
        **{file: tables.write(kind, drafts, keys) for kind, file in TABLES.items()},
    }


def _facts(draft: Draft) -> Draft:
    """The draft without sentences: no descriptions or keywords, and for a distribution one address and no title."""
    body: Any = draft.body
    if draft.kind is DISTRIBUTION:
        access = None if body.download_url else body.access_url
        body = msgspec.structs.replace(body, titles=(), access_url=access)
    else:
        body = msgspec.structs.replace(body, descriptions=(), keywords=())
    return Draft(draft.kind, draft.local, body, draft.about, draft.source)


def _joined(drafts: list[Draft]) -> tuple[Draft, ...]:
    """The drafts, each dataset with the addresses of its distributions in order of their IRI."""
    parts: dict[str, list[str]] = {}
    for draft in drafts:
        body: Any = draft.body
        for dataset in body.datasets if draft.kind is DISTRIBUTION else ():
            parts.setdefault(dataset, []).append(entry_of(DISTRIBUTION, body.iri))
    return tuple(_with(draft, tuple(parts.get(f"{IMPORTER}/{DATASET.name}/{draft.local}", ()))) for draft in drafts)


def _with(draft: Draft, distributions: tuple[str, ...]) -> Draft:
    if draft.kind is not DATASET:
        return draft
    body: Any = msgspec.structs.replace(draft.body, distributions=distributions)
    return Draft(draft.kind, draft.local, body, draft.about, draft.source)


def _addresses(drafts: Iterable[Draft]) -> list[str]:
    found: list[str] = []
    for draft in drafts:
        for value in msgspec.structs.asdict(draft.body).values():
            held = value if isinstance(value, tuple) else (value,)
            found += [one for one in held if isinstance(one, str) and one.startswith(("http://", "https://"))]
    return found
