# SPDX-License-Identifier: EUPL-1.2
"""The collected sources themselves: each row loads or has a reason, and the shipped tables follow from them."""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from stelsel.nouns.claim import standing
from stelsel.priorities.cloud import exchange
from stelsel.priorities.cloud.exchange import originals
from stelsel.priorities.cloud.exchange.originals import Originals

FILES = {
    "sparecores-servers.csv": 5176,
    "sparecores-storage.csv": 29,
    "sparecores-aws-eu-prices-2024-02.csv": 3381,
    "libcloud-aws-azure-eu-prices-2025-03.csv": 7213,
    "libcloud-gce-eu-component-prices-2025-03.csv": 294,
    "scaleway-instance-offers-2026-07.csv": 243,
    "scaleway-baremetal-offers.csv": 27,
    "upcloud-prices-2020-08.csv": 600,
}


@pytest.fixture(scope="module")
def cloud(shared_data: Path) -> Path:
    return shared_data / "cloud"


@pytest.fixture(scope="module")
def collected(cloud: Path) -> Originals:
    return originals.read(cloud)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("file", FILES)
def test_each_row_loads_or_has_a_reason(cloud: Path, collected: Originals, file: str) -> None:
    reading = collected.offers[file]
    assert len(reading.drafts) + len(reading.refused) == len(rows(cloud / file)) == FILES[file]
    assert len({draft.local for draft in reading.drafts}) == len(reading.drafts)
    assert all(refused.why.nl and refused.line >= 2 for refused in reading.refused)
    if not file.startswith("upcloud"):
        assert not reading.refused


def test_every_price_and_server_file_has_a_reader(cloud: Path, collected: Originals) -> None:
    words = ("server", "storage", "prices", "offers")
    wanted = {path.name for path in cloud.glob("*.csv") if any(word in path.name for word in words)}
    assert wanted == set(collected.offers) == set(FILES)


def test_joins_find_what_the_source_note_promises(collected: Originals) -> None:
    bodies = [draft.body for draft in collected.offers["libcloud-aws-azure-eu-prices-2025-03.csv"].drafts]
    known = Counter(body.supplier_name for body in bodies if body.vcpus is not None)
    assert known["Amazon Web Services"] == 3284
    assert known["Microsoft Azure"] == 1998
    assert sum(body.term == "spot" for body in bodies) == 1760
    assert all(body.place.country for body in bodies)


def test_zero_is_never_free(collected: Originals) -> None:
    components = [draft.body for draft in collected.offers["libcloud-gce-eu-component-prices-2025-03.csv"].drafts]
    assert sum(body.price is None and body.price_note == "zero-price" for body in components) == 29
    assert all(body.place.country for body in components)


def test_inactive_servers_load_with_their_status(collected: Originals) -> None:
    bodies = [draft.body for draft in collected.offers["sparecores-servers.csv"].drafts]
    assert Counter(body.offer_status for body in bodies) == {"active": 5056, "inactive": 120}
    assert all(body.price is None for body in bodies)


def test_upcloud_refuses_only_what_is_no_server_or_storage(collected: Originals) -> None:
    reading = collected.offers["upcloud-prices-2020-08.csv"]
    assert Counter(refused.code for refused in reading.refused) == {"not-offered-here": 414, "unknown-region": 60}
    assert not any("niet kennen" in refused.why.nl for refused in reading.refused)
    assert all(draft.body.price.provisional for draft in reading.drafts)


def test_the_six_directory_claims_never_count(collected: Originals) -> None:
    drafts = collected.claims[originals.DIRECTORY].drafts
    assert len(drafts) == 6
    for draft in drafts:
        assert {standing(draft.body, date(2026, 2, 27) + timedelta(days=days)) for days in range(400)} == {"unverified"}


def test_an_environment_has_one_status_per_scope_and_day(cloud: Path, collected: Originals) -> None:
    reading = collected.claims[originals.SCS]
    assert len(reading.drafts) + len(reading.refused) == len(rows(cloud / originals.SCS)) == 37
    assert not reading.refused
    for number in range(0, 900, 7):
        day = date(2024, 6, 11) + timedelta(days=number)
        held = Counter((d.body.subject_name, d.body.scheme) for d in reading.drafts if d.body.valid.holds(day))
        assert not [key for key, count in held.items() if count > 1]
    listed = rows(cloud / originals.SCS)
    certified = {row["environment"] + row["scope"] for row in listed if row["status"] == "certified"}
    verified = [d for d in reading.drafts if standing(d.body, date(2026, 11, 24)) == "verified"]
    assert len(verified) == len(certified)
    assert not [d for d in reading.drafts if standing(d.body, date(2026, 7, 20)) == "verified"]


def test_the_shipped_tables_follow_from_the_sources(root: Path, collected: Originals) -> None:
    folder = root / "src" / "stelsel" / "node" / "example" / "data"
    for name, raw in exchange.derive(collected, (folder / exchange.PARENTS).read_bytes()).items():
        assert (folder / name).read_bytes() == raw, f"run tools/derive_cloud.py: {name} is out of date"


def test_the_shipped_framework_has_the_facts_of_the_source(root: Path, cloud: Path) -> None:
    place = root / "src" / "stelsel" / "priorities" / "cloud" / "rules" / "eu-csf-1.2.1.json"
    ours = json.loads(place.read_text(encoding="utf-8"))
    theirs = json.loads((cloud / "eu-csf-1.2.1.json").read_text(encoding="utf-8"))
    facts = ("id", "name", "weight")
    assert [[one[fact] for fact in facts] for one in ours["objectives"]] == [
        [one[fact] for fact in facts] for one in theirs["objectives"]
    ]
    assert [(one["level"], one["name"]) for one in ours["levels"]] == [
        (one["level"], one["name"]) for one in theirs["seal_levels"]
    ]
    assert (ours["id"], ours["version"]) == (theirs["id"], theirs["version"])
