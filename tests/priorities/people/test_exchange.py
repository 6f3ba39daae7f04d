# SPDX-License-Identifier: EUPL-1.2
"""The classifications: real files, shipped tables, and what a broken file does."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from stelsel.kernel import personal_data
from stelsel.kernel.draft import Reading
from stelsel.kernel.problem import BadInput
from stelsel.priorities.people import exchange, policy
from stelsel.priorities.people.exchange import esco, uk_gdd
from stelsel.priorities.people.kinds import RoleProfile, Skill

RULES = Path(policy.__file__).parent / "rules"
HEADER = "conceptUri,preferredLabel,status,skillType,reuseLevel,altLabels,description,broaderConceptUri\n"
URI = "http://data.europa.eu/esco/skill/0000"


@pytest.fixture(scope="module")
def collected(shared_data: Path) -> Reading:
    return exchange.read_all(shared_data)


def count(path: Path) -> int:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return sum(1 for _ in csv.DictReader(file))


def test_every_row_of_the_real_files_loads_or_has_a_reason(shared_data: Path, collected: Reading) -> None:
    refused = Counter((row.file, row.code) for row in collected.refused)
    assert refused == {
        ("ict_occupation_skill_relations.csv", "duplicate"): 5,
        ("role_level_skills.csv", "not-in-use"): 28,
        ("role_levels.csv", "not-in-use"): 4,
    }
    bodies = [draft.body for draft in collected.drafts]
    roles = [body for body in bodies if isinstance(body, RoleProfile)]
    asked = sum(len(body.required) for body in roles)
    rows = [
        count(shared_data / "people" / name)
        for name in ("esco/ict_occupation_skill_relations.csv", "gdad/role_level_skills.csv")
    ]
    assert asked == sum(rows) - 5 - 28
    assert Counter(body.scheme for body in roles) == {"esco": 173, "uk-gdd": 201}
    assert sum(isinstance(body, Skill) and body.scheme == "uk-gdd" for body in bodies) == 188
    assert len({(draft.kind.name, draft.local) for draft in collected.drafts}) == len(collected.drafts)
    assert all(draft.source and draft.source.day for draft in collected.drafts)


def test_levels_come_from_a_source_or_stay_unknown(collected: Reading) -> None:
    for body in (draft.body for draft in collected.drafts if isinstance(draft.body, RoleProfile)):
        given = {need.level is not None for need in body.required}
        assert given <= {body.scheme == "uk-gdd"}


def test_the_shipped_tables_follow_from_the_files(root: Path, collected: Reading) -> None:
    folder = root / "src/stelsel/node/example/data"
    for name, raw in exchange.derive(collected).items():
        assert (folder / name).read_bytes() == raw, f"{name}: run tools/derive_people.py"
    shipped = exchange.example(folder)
    assert not shipped.refused
    bare = {(draft.kind.name, draft.local): exchange._bare(draft).body for draft in collected.drafts}
    assert {(draft.kind.name, draft.local): draft.body for draft in shipped.drafts} == bare
    assert all(not draft.body.description for draft in shipped.drafts)  # type: ignore[attr-defined]


def test_reading_twice_gives_the_same_names_and_bytes(root: Path) -> None:
    folder = root / "src/stelsel/node/example/data"
    once, again = exchange.example(folder), exchange.example(folder)
    assert [draft.kind.encode(draft.body) for draft in once.drafts] == [d.kind.encode(d.body) for d in again.drafts]


def test_a_concept_that_one_language_lacks_keeps_the_name_it_has() -> None:
    english = HEADER + f"{URI},Python,released,knowledge,sector-specific,,Text,\n{URI}1,SQL,released,knowledge,,,,\n"
    dutch = HEADER + f"{URI},Python (taal),released,knowledge,sector-specific,slang | pythontaal,Tekst,\n"
    first, second = (draft.body for draft in esco.read_skills(english.encode(), dutch.encode(), "s.csv").drafts)
    assert (first.name, first.name_en, first.alternatives) == ("Python (taal)", "Python", ("slang", "pythontaal"))
    assert (second.name, second.skill_type) == ("SQL", "knowledge")


def test_wrong_rows_are_refused_with_their_line_and_the_rest_loads() -> None:
    rows = [
        f"{URI},Goed,released,knowledge,,,,",
        "http://example.org/x,Vreemd,released,knowledge,,,,",
        f"{URI}2,Oud,deprecated,knowledge,,,,",
        f"{URI}3,,released,knowledge,,,,",
        f"{URI}4,Soort,released,magie,,,,",
        f"{URI},Nog eens,released,knowledge,,,,",
        f"{URI}5,kort",
        f"{URI}6,Mail,released,knowledge,,,vraag het jan.jansen@gmail.com,",
        f"{URI}7,Nummer,released,knowledge,,,bel over 111222333 graag,",
    ]
    raw = (HEADER + "\n".join(rows)).encode()
    reading = esco.read_skills(raw, HEADER.encode(), "s.csv")
    assert [draft.body.name for draft in reading.drafts] == ["Goed"]  # type: ignore[attr-defined]
    assert [(row.line, row.code) for row in reading.refused] == [
        (3, "esco-uri"),
        (4, "unknown-word"),
        (5, "empty"),
        (6, "unknown-word"),
        (7, "duplicate"),
        (8, "row-length"),
        (9, "personal-data"),
        (10, "personal-data"),
    ]
    assert not any("jansen" in row.why.nl or "111222333" in row.why.nl for row in reading.refused)
    assert personal_data.is_bsn("111222333")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "missing-column"),
        (b"a,b\n1,2\n", "missing-column"),
        (HEADER.encode("utf-16"), "not-utf8"),
        (HEADER.encode() + b'"open', "malformed-csv"),
        (HEADER.replace("altLabels", "status").encode(), "missing-column"),
        (HEADER.strip().encode() + b",status\n", "double-column"),
        (HEADER.encode() + b"\0", "not-utf8"),
        (b"x" * 64_000_001, "too-large"),
    ],
)
def test_a_broken_file_is_bad_input_with_its_place(raw: bytes, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        esco.read_skills(raw, HEADER.encode(), "s.csv")
    assert caught.value.findings[0].code == code
    assert "s.csv" in caught.value.findings[0].where


def test_uk_levels_are_four_and_roles_out_of_use_are_refused() -> None:
    head = "Role Family,Role,Role Level,Skill Name,Skill Level\n"
    raw = head + "Data,Analyst,Lead,SQL,Expert\nData,Analyst,NOT IN USE,SQL,NOT IN USE\nData,Analyst,Lead,Go,Guru\n"
    needs, refused = uk_gdd.read_needs(raw.encode(), "n.csv")
    assert [(need.skill_name, need.level) for need in needs["Analyst", "Lead"]] == [("SQL", 4)]
    assert [(row.line, row.code) for row in refused] == [(3, "not-in-use"), (4, "unknown-word")]


def _examples(folder: str) -> list[Path]:
    return sorted((RULES / folder).glob("*.json"))


def judge(path: Path) -> str:
    """Reads a good or bad example; its expectation when accepted."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    policy.check_levels([(need["skill"], need["level"]) for need in raw["needs"]])
    policy.check_group(raw["smallest_group"])
    return str(raw["expect"])


@pytest.mark.parametrize("path", _examples("good"), ids=lambda path: path.stem)
def test_good_rules(path: Path) -> None:
    assert judge(path) == "accepted"


@pytest.mark.parametrize("path", _examples("bad"), ids=lambda path: path.stem)
def test_bad_rules(path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        judge(path)
    assert caught.value.findings[0].code == json.loads(path.read_text(encoding="utf-8"))["expect"]


def test_bands_start_at_five() -> None:
    rule = policy.aggregates()
    told = [rule.band(count) for count in (0, 4, 5, 9, 10, 6000)]
    assert told == [(0, 4), (0, 4), (5, 9), (5, 9), (10, 14), (6000, 6004)]


def test_samples_are_labelled_and_stand_in_logs_of_invented_organisations() -> None:
    for publisher, audiences in exchange.sample().items():
        assert "voorbeeld" in publisher
        for reading in audiences.values():
            for draft in reading.drafts:
                assert draft.body.sample  # type: ignore[attr-defined]
                assert "(voorbeeld)" in draft.body.title  # type: ignore[attr-defined]
                draft.kind.encode(draft.body)
