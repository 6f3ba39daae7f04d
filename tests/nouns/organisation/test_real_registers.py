# SPDX-License-Identifier: EUPL-1.2
"""The real registers: counts, mergers, dates, nothing lost, and the shipped files are made from them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from stelsel.kernel.draft import Reading
from stelsel.kernel.ids import EntryId, entry_id
from stelsel.nouns.organisation import JOINT_ARRANGEMENT, ORGANISATION, read_folder
from stelsel.nouns.organisation._tooi import read_lists
from tools.derive_organisations import SHIPPED, derived


@pytest.fixture(scope="module")
def reading(shared_data: Path) -> Reading:
    return read_folder(shared_data)


@pytest.fixture(scope="module")
def published(shared_data: Path) -> list[dict[str, str]]:
    with (shared_data / "ground/organisations/organisations.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def of(reading: Reading, kind) -> list:
    return [draft for draft in reading.drafts if draft.kind is kind]


def test_every_row_loads_or_is_refused(reading: Reading, published: list[dict[str, str]]) -> None:
    refused = Counter((row.file, row.code) for row in reading.refused)
    assert len(of(reading, ORGANISATION)) + refused["organisations.csv", "same-organisation"] == len(published) == 1543
    assert refused == {
        ("organisations.csv", "same-organisation"): 1,
        ("rwc_overige_overheidsorganisaties_compleet_13.json", "nothing-ended"): 1,
        ("TOOI oorg", "only-in-tooi"): 17,
        ("TOOI so", "only-in-tooi"): 10,
        ("TOOI zbo", "only-in-tooi"): 2,
    }


def test_living_organisations_by_type(reading: Reading) -> None:
    living = Counter(draft.body.organisation_type for draft in of(reading, ORGANISATION) if draft.body.active)
    assert living.total() == 1143
    assert living == {
        "municipality": 342,
        "joint-body": 373,
        "independent-body": 182,
        "advisory-council": 122,
        "agency": 26,
        "court": 25,
        "water-board": 21,
        "inspectorate": 15,
        "ministry": 12,
        "province": 12,
        "high-council": 8,
        "caribbean-body": 3,
        "police": 2,
    }


def test_joint_arrangements_in_force(reading: Reading) -> None:
    bodies = [draft.body for draft in of(reading, JOINT_ARRANGEMENT)]
    assert (len(bodies), sum(body.active for body in bodies)) == (1186, 451)
    assert sum(len(body.participants) for body in bodies) == 9516
    assert sum(len(body.participants) for body in bodies if body.active) == 3551


def test_current_municipalities_have_their_numbers(reading: Reading) -> None:
    now = [draft.body for draft in of(reading, ORGANISATION) if draft.body.organisation_type == "municipality"]
    now = [body for body in now if body.active]
    assert all(body.tooi and body.oin and body.kvk and body.inhabitants and body.province for body in now)
    assert sum(body.rsin is not None for body in now) == 340
    without_area = {body.name for body in now if body.area_km2 is None}
    assert len(without_area) == 22
    assert {"Gemeente Oude IJsselstreek", "Gemeente Súdwest-Fryslân"} <= without_area
    assert sum(body.inhabitants for body in now) == 18_129_929


def test_no_identifier_that_no_source_gives(reading: Reading, published: list[dict[str, str]], shared_data) -> None:
    given = {cell for row in published for cell in row.values()}
    lists = "".join(path.read_text(encoding="utf-8") for path in shared_data.glob("*/*/rwc_*.json"))
    for draft in of(reading, ORGANISATION):
        body = draft.body
        assert {value for value in (body.oin, body.kvk, body.rsin, body.roo_id, body.wikidata) if value} <= given
        assert body.tooi is None or body.tooi in given or f'"{body.tooi}"' in lists
    without = [row for row in published if not row["tooi"]]
    assert (len(without), sum(draft.body.tooi is None for draft in of(reading, ORGANISATION))) == (150, 112)
    assert sum(1 for draft in of(reading, ORGANISATION) if (draft.body.oin or "").startswith("I")) == 3


def test_addresses_are_unique_and_well_formed(reading: Reading) -> None:
    addresses = [EntryId("importeur", draft.kind.name, draft.local) for draft in reading.drafts]
    assert len(set(addresses)) == len(addresses)
    assert all(entry_id(str(address)) == address for address in addresses)
    assert {"gm0344", "ws0155", "mnre1034"} <= {address.local for address in addresses}
    assert all(draft.about and draft.source and draft.source.day and draft.source.link for draft in reading.drafts)


def test_dates_of_living_organisations(reading: Reading) -> None:
    bodies = {draft.local: draft.body for draft in of(reading, ORGANISATION)}
    ends = {local: body.valid.end for local, body in bodies.items() if body.active and body.valid.end}
    assert [(bodies[local].name, end) for local, end in ends.items()] == [("Ecologische Autoriteit", date(2030, 9, 19))]
    assert not [body.name for body in bodies.values() if body.valid.start == date(1900, 1, 1)]
    assert all(body.valid.end for body in bodies.values() if not body.active)
    assert bodies["ws0155"].valid.start is None, "2017 began a new state of the water board, not the water board"


def test_every_ended_municipality_has_a_successor_from_an_event(reading: Reading) -> None:
    ended = [draft.body for draft in of(reading, ORGANISATION) if draft.body.organisation_type == "municipality"]
    ended = [body for body in ended if not body.active]
    assert len(ended) == 263
    assert all(body.successors and body.ended_by for body in ended)


def test_both_versions_of_the_municipality_list_mean_the_same(shared_data: Path) -> None:
    names = (shared_data / "data/tooi/rwc_gemeenten_compleet_4.json",)
    newer = shared_data / "ground/organisations/rwc_gemeenten_compleet_5.json"
    old, new = (read_lists({path.name: path.read_bytes()}) for path in (*names, newer))
    assert (old.versions, new.versions) == ({"rwc_gemeenten_compleet": 4}, {"rwc_gemeenten_compleet": 5})
    assert (old.known, old.changes) == (new.known, new.changes)
    assert (len(new.known), len(new.changes)) == (605, 128)


def test_an_event_falls_on_the_day_after_the_last_day(shared_data: Path) -> None:
    path = shared_data / "ground/organisations/rwc_gemeenten_compleet_5.json"
    lists = read_lists({path.name: path.read_bytes()})
    odd = {
        uri.rsplit("/", 1)[-1]
        for change in lists.changes
        for uri in change.ended
        if (lists.known[uri].end or date.max) + timedelta(days=1) != change.day
    }
    assert odd == {"gm0240"}, "one list entry is a day early; the last day of the organisation counts"


def test_nothing_personal_ships(reading: Reading) -> None:
    said = "\n".join(repr(draft.body) for draft in reading.drafts)
    assert not re.findall(r"[\w.+-]+@[\w-]+\.\w+", said)
    assert "Het belang van de regeling" not in said, "the prose of the purpose is left out"


def test_the_shipped_files_are_what_the_registers_say(shared_data: Path) -> None:
    files, _ = derived(shared_data)
    assert [name for name, raw in files.items() if (SHIPPED / name).read_bytes() != raw] == []
