# SPDX-License-Identifier: EUPL-1.2
"""The collected registers themselves: each record loads or has a reason, and the shipped table follows from them."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from stelsel.kernel import personal_data
from stelsel.kernel.draft import Reading
from stelsel.priorities.ai import exchange
from stelsel.priorities.ai.exchange import decision_aid, register_export, supplier_records, uk_atrs, us_inventory
from stelsel.priorities.ai.kinds import AiApplication

SENTENCE_FIELDS = (
    "description_short",
    "goal_and_impact",
    "proportionality",
    "human_intervention",
    "risks",
    "lawful_basis",
    "source_data",
    "methods_and_models",
    "impact_tests_note",
)


@pytest.fixture(scope="module")
def registers(shared_data: Path) -> Mapping[str, Reading]:
    return exchange.registers(shared_data)


@pytest.fixture(scope="module")
def shipped(root: Path) -> Reading:
    return exchange.example(root / "src" / "stelsel" / "node" / "example" / "data")


def test_every_record_of_the_dutch_register_loads(registers: Mapping[str, Reading]) -> None:
    reading = registers[register_export.FILE]
    assert (len(reading.drafts), len(reading.refused)) == (1530, 0)
    bodies = [draft.body for draft in reading.drafts]
    assert Counter(body.status for body in bodies) == {"in-use": 1392, "in-development": 73, "out-of-use": 65}
    assert Counter(body.impact_test_done for body in bodies) == {None: 885, True: 623, False: 22}
    assert sum(body.lawful_basis is None for body in bodies) == 362
    assert len({body.organisation_name for body in bodies}) == 336
    assert sum(bool(draft.about) for draft in reading.drafts) >= 1350


def test_every_supplier_record_loads(registers: Mapping[str, Reading]) -> None:
    readings = [reading for name, reading in registers.items() if name.startswith(supplier_records.FOLDER)]
    assert sum(len(reading.drafts) for reading in readings) == 27
    remarks = [row for reading in readings for row in reading.refused]
    assert [row.code for row in remarks] == ["no-link"]
    bodies = [draft.body for reading in readings for draft in reading.drafts]
    assert not any("<" in (getattr(body, name) or "") for body in bodies for name in SENTENCE_FIELDS)
    assert sum(body.contact_email is not None for body in bodies) == 2


def test_the_british_list_loads_and_says_nothing_about_use(registers: Mapping[str, Reading]) -> None:
    reading = registers[uk_atrs.FILE]
    assert (len(reading.drafts), len(reading.refused)) == (136, 0)
    assert {draft.body.status for draft in reading.drafts} == {None}


def test_the_american_inventory_loads_but_for_doubles_and_one_without_a_name(
    registers: Mapping[str, Reading], shared_data: Path
) -> None:
    reading = registers[us_inventory.FILE]
    with (shared_data / "ai" / us_inventory.FILE).open(newline="", encoding="utf-8") as file:
        assert sum(1 for _ in csv.DictReader(file)) == 3611
    codes = Counter(row.code for row in reading.refused)
    assert codes == {"duplicate": 2, "empty": 1, "personal-data": 1}
    assert len(reading.drafts) == 3611 - 3
    stages = Counter(draft.body.status for draft in reading.drafts)
    assert stages["out-of-use"] == 314 - 1, "one of them is a double"
    assert stages["pilot"] == 440


def test_nobody_is_named_and_what_was_turned_away_is_counted(registers: Mapping[str, Reading]) -> None:
    for reading in registers.values():
        for draft in reading.drafts:
            assert not personal_data.find(json.loads(draft.kind.encode(draft.body)))


def test_local_names_are_unique_and_the_same_on_every_reading(
    registers: Mapping[str, Reading], shared_data: Path
) -> None:
    names = [draft.local for reading in registers.values() for draft in reading.drafts]
    assert len(set(names)) == len(names) == 5301
    raw = (shared_data / "ai" / us_inventory.FILE).read_bytes()
    again = us_inventory.read(raw, us_inventory.FILE)
    assert [draft.local for draft in again.drafts] == [d.local for d in registers[us_inventory.FILE].drafts]
    assert [draft.body for draft in again.drafts] == [d.body for d in registers[us_inventory.FILE].drafts]


def test_the_shipped_files_follow_from_the_registers(
    registers: Mapping[str, Reading], shared_data: Path, root: Path
) -> None:
    places = {
        exchange.TABLE: root / "src" / "stelsel" / "node" / "example" / "data",
        exchange.RULES: root / "src" / "stelsel" / "priorities" / "ai" / "rules",
    }
    for name, raw in exchange.derive(shared_data, registers).items():
        assert (places[name] / name).read_bytes() == raw, f"run tools/derive_ai.py: {name} is out of date"


def test_the_shipped_table_has_every_record_and_no_sentences(
    registers: Mapping[str, Reading], shipped: Reading
) -> None:
    assert not shipped.refused
    full = {draft.local: draft for reading in registers.values() for draft in reading.drafts}
    assert {draft.local for draft in shipped.drafts} == set(full)
    for draft in shipped.drafts:
        body, whole = draft.body, full[draft.local].body
        assert isinstance(body, AiApplication)
        assert not any(getattr(body, name) for name in SENTENCE_FIELDS)
        assert (draft.about, draft.source) == (full[draft.local].about, full[draft.local].source)
        for name in (
            "register",
            "organisation_name",
            "status",
            "impact_test_done",
            "registered_on",
            "lars",
            "language",
        ):
            assert getattr(body, name) == getattr(whole, name)
        if body.register != "nl-suppliers":
            assert body.source_link == whole.source_link
        assert len(body.name) <= 122


def test_everything_together_loads_with_the_words_of_the_decision_aid(shared_data: Path) -> None:
    reading = exchange.read_all(shared_data)
    assert Counter(draft.kind.name for draft in reading.drafts) == {"ai-application": 5301, "decision-aid-text": 72}
    assert len({draft.local for draft in reading.drafts}) == len(reading.drafts)
    texts = [draft.body for draft in reading.drafts if draft.kind.name == "decision-aid-text"]
    assert not any("<br" in (body.obligation or "") for body in texts)
    links = [link.link or "" for body in texts for link in body.links]
    assert not any("linkedin" in link for link in links), "an address that names a person is left out"
    assert len(exchange.turned_away(reading.refused)) == 3


def test_another_version_of_the_decision_aid_is_refused(shared_data: Path) -> None:
    raw = (shared_data / "ai" / decision_aid.FILE).read_bytes().replace(b"version: 1.0.0", b"version: 2.0.0", 1)
    from stelsel.kernel.problem import BadInput

    with pytest.raises(BadInput) as caught:
        decision_aid.read(raw, decision_aid.FILE)
    assert caught.value.findings[0].code == "version"
