# SPDX-License-Identifier: EUPL-1.2
"""CycloneDX: every shared file, and files that are wrong in whole or in part."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from stelsel.kernel.draft import Reading
from stelsel.kernel.entry import Source
from stelsel.kernel.personal_data import find
from stelsel.kernel.problem import BadInput
from stelsel.priorities.resilience import exchange
from stelsel.priorities.resilience.exchange import cyclonedx
from stelsel.priorities.resilience.exchange._publishers import organisation_name
from stelsel.priorities.resilience.exchange._shapes import VERSIONS

SOURCE = Source("test", "2026-11-01")


def read(raw: bytes | dict[str, Any], **more: Any) -> Reading:
    data = raw if isinstance(raw, bytes) else json.dumps(raw).encode()
    return cyclonedx.read(data, "bom.json", "importeur", SOURCE, **more)


def bom(*components: Any, **more: Any) -> dict[str, Any]:
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": list(components), **more}


def part(name: str, **more: Any) -> dict[str, Any]:
    return {"type": "library", "bom-ref": name, "name": name, "version": "1"} | more


def names(reading: Reading) -> list[str]:
    return [draft.body.name for draft in reading.drafts if draft.kind.name == "component"]


def code_of(raw: bytes | dict[str, Any], **more: Any) -> str:
    with pytest.raises(BadInput) as caught:
        read(raw, **more)
    return caught.value.findings[0].code


# --- every shared file


def shared_files(shared_data: Path) -> list[Path]:
    place = shared_data / "resilience"
    return sorted([*(place / "bom-examples").rglob("*.json"), *(place / "cbomkit-examples").glob("*.json")])


def walk(parts: list[dict[str, Any]]) -> int:
    return sum(1 + walk(one.get("components", [])) + walk(one.get("services", [])) for one in parts)


def test_each_shared_file_gives_every_component_and_every_arrow(shared_data: Path) -> None:
    seen = Counter()
    for path in shared_files(shared_data):
        raw = path.read_bytes()
        plain = json.loads(raw)
        if "bomFormat" not in plain:
            assert code_of(raw) == "not-cyclonedx"
            seen["refused"] += 1
            continue
        reading = read(raw)
        kinds = Counter(draft.kind.name for draft in reading.drafts)
        expected = walk(plain.get("components", [])) + walk(plain.get("services", []))
        expected += "component" in plain.get("metadata", {})
        assert kinds["component"] == expected, path
        arrows = {(one["ref"], on) for one in plain.get("dependencies", []) for on in one.get("dependsOn", [])}
        assert kinds["dependency"] == len(arrows), path
        assert {row.code for row in reading.refused} <= {"personal-data", "no-components"}, path
        seen[plain["specVersion"]] += 1
    assert seen["refused"] == 1
    assert set(seen) - {"refused"} == {"1.2", "1.3", "1.4", "1.5", "1.6"}


def test_people_are_turned_away_and_counted(shared_data: Path) -> None:
    reading = exchange.read_all(shared_data / "resilience")
    assert Counter(row.code for row in reading.refused) == {
        "personal-data": 3,
        "no-components": 7,
        "name-clash": 3,
        "not-cyclonedx": 1,
    }
    said = [row.why.en for row in reading.refused if row.code == "personal-data"]
    assert [line.partition(": ")[2].split(" ")[0] for line in said] == ["2", "12", "60"]
    written = b"\n".join(draft.kind.encode(draft.body) for draft in reading.drafts).decode()
    for person in ("Kowalleck", "Chiba", "Walnes", "Tremblay", "Hedley", "Grekas", "Potencier"):
        assert person not in written
    assert not [finding for draft in reading.drafts for finding in find(json.loads(draft.kind.encode(draft.body)))]
    assert Counter(draft.kind.name for draft in reading.drafts) == {"component": 3686, "dependency": 2455}


def test_reading_again_gives_the_same_names(shared_data: Path) -> None:
    first, second = (exchange.read_all(shared_data / "resilience") for _ in range(2))
    assert first == second
    keys = [(draft.kind.name, draft.local) for draft in first.drafts]
    assert len(keys) == len(set(keys))


def test_the_shipped_tables_are_what_the_file_says(shared_data: Path, root: Path) -> None:
    place = root / "src/stelsel/node/example/data"
    for name, raw in exchange.derive(shared_data / "resilience").items():
        assert (place / name).read_bytes() == raw
    shipped = exchange.example(place)
    assert not shipped.refused
    whole = {(draft.kind.name, draft.local): draft for draft in exchange.read_all(shared_data / "resilience").drafts}
    for draft in shipped.drafts:
        assert whole[draft.kind.name, draft.local].body == draft.body
        assert draft.source == whole[draft.kind.name, draft.local].source
    assert exchange.KEYCLOAK in {draft.about for draft in shipped.drafts}
    assert exchange.AUDIENCE in {name for draft in shipped.drafts for name in draft.kind.allowed}


# --- files that are wrong


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "malformed-json"),
        (b"{", "malformed-json"),
        (b'{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{]}', "malformed-json"),
        (b"\xff\xfe{}", "not-utf8"),
        ('{"bomFormat": "CycloneDX", "x": "é"}'.encode("latin-1"), "not-utf8"),
        (b"[]", "not-cyclonedx"),
        (b"{}", "not-cyclonedx"),
        (b'{"spdxVersion": "SPDX-2.3"}', "not-cyclonedx"),
        (b'{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": 3}', "not-cyclonedx"),
        (b'{"bomFormat": "CycloneDX", "specVersion": "1.6", "metadata": "x"}', "not-cyclonedx"),
        (b'{"bomFormat": "CycloneDX", "specVersion": "1.1"}', "wrong-version"),
        (b'{"bomFormat": "CycloneDX", "specVersion": "2.0"}', "wrong-version"),
        (b'{"bomFormat": "CycloneDX", "specVersion": 1.6}', "wrong-version"),
        (b'{"bomFormat": "CycloneDX"}', "wrong-version"),
        (b"<bom/>", "malformed-json"),
        (b'{"x":' + b"[" * 100_000, "malformed-json"),
        (b'{"components": [' + b"[" * 100_000 + b"]" * 100_000 + b"]}", "malformed-json"),
    ],
)
def test_a_wrong_file_is_refused_with_a_reason(raw: bytes, code: str) -> None:
    assert code_of(raw) == code


def test_a_huge_file_is_refused_unread() -> None:
    assert code_of(json.dumps(bom(part("a"))).encode(), max_bytes=20) == "too-large"
    assert cyclonedx.MAX_BYTES >= 120_000_000


def test_the_versions_we_claim_have_the_fields_we_read(shared_data: Path) -> None:
    for version in ("1.6", "1.7"):
        assert version in VERSIONS
        schema = json.loads((shared_data / f"resilience/cyclonedx-registry/bom-{version}.schema.json").read_text())
        wanted = {"bom-ref", "name", "version", "group", "type", "purl", "supplier", "publisher", "components"}
        assert wanted <= set(schema["definitions"]["component"]["properties"])
        assert {"bom-ref", "name", "provider", "services"} <= set(schema["definitions"]["service"]["properties"])
        assert {"ref", "dependsOn"} <= set(schema["definitions"]["dependency"]["properties"])


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_reads(version: str) -> None:
    assert names(read(bom(part("a")) | {"specVersion": version})) == ["a"]


# --- rows that are wrong


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"type": "library"}, "shape"),
        ({"name": 3}, "shape"),
        ("text", "shape"),
        (part("b", version=["1"]), "shape"),
        (part("b", supplier="Acme"), "shape"),
        (part("a", version="2"), "duplicate-ref"),
        (part("b", purl="pkg:npm/b?owner=jan.jansen@gmail.com"), "personal-mail"),
        (part("123456782 van de heer Jansen"), "bsn"),
        (part("b\0"), "null-character"),
    ],
)
def test_a_wrong_component_is_refused_and_the_rest_loads(wrong: Any, code: str) -> None:
    reading = read(bom(part("a"), wrong, part("c")))
    assert names(reading) == ["a", "c"]
    assert [(row.file, row.line, row.code) for row in reading.refused] == [("bom.json", 2, code)]
    assert all(row.why.nl != row.why.en for row in reading.refused)


@pytest.mark.parametrize(
    ("arrow", "code"),
    [
        ({"ref": "a", "dependsOn": ["nowhere"]}, "unknown-ref"),
        ({"ref": "nowhere", "dependsOn": ["a"]}, "unknown-ref"),
        ({"ref": "a", "dependsOn": ["a"]}, "depends-on-itself"),
        ({"ref": "a", "dependsOn": "b"}, "shape"),
        ({"dependsOn": ["b"]}, "shape"),
    ],
)
def test_a_wrong_arrow_is_refused_and_the_rest_loads(arrow: Any, code: str) -> None:
    reading = read(bom(part("a"), part("b"), dependencies=[{"ref": "a", "dependsOn": ["b", "b"]}, arrow]))
    assert sum(draft.kind.name == "dependency" for draft in reading.drafts) == 1
    assert [(row.line, row.code) for row in reading.refused] == [(2, code)]


def test_components_nested_too_deep_are_refused() -> None:
    nested = part("x")
    for depth in range(25):
        nested = part(f"n{depth}", components=[nested])
    reading = read(bom(nested))
    assert len(names(reading)) == 20
    assert [row.code for row in reading.refused] == ["too-deep"]


def test_suppliers_come_from_organisations_only() -> None:
    contact = [{"name": "Jan Jansen", "email": "jan.jansen@acme.example", "phone": "06-12345678"}]
    reading = read(
        bom(
            part("a", supplier={"name": "Acme", "contact": contact}),
            part("b", manufacturer={"name": "Maker"}),
            part("c", publisher="Shigeru Chiba, www.javassist.org"),
            part("d", publisher="The Apache Software Foundation", authors=[{"name": "Piet Pietersen"}]),
            services=[part("e", provider={"name": "Cloud Ltd"})],
        )
    )
    suppliers = [draft.body.supplier_name for draft in reading.drafts]
    assert suppliers == ["Acme", "Maker", None, "The Apache Software Foundation", "Cloud Ltd"]
    (row,) = reading.refused
    assert row.code == "personal-data"
    assert "3 times (authors: 1, contact: 1, publisher: 1)" in row.why.en
    written = b"".join(draft.kind.encode(draft.body) for draft in reading.drafts)
    assert not any(word in written for word in (b"Jansen", b"Pietersen", b"Chiba", b"0612"))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("JBoss, a division of Red Hat, Inc.", True),
        ("QOS.ch", True),
        ("Gargoyle Software Inc.", True),
        ("JUnit", True),
        ("Jonathan Hedley", False),
        ("Joe Walnes, Henri Tremblay, Leonardo Mesquita", False),
        ("Fabien Potencier, Symfony Community", False),
        ("sindresorhus", False),
        ("", False),
        (None, False),
        (",", False),
    ],
)
def test_what_may_be_a_person_is_no_supplier(name: str | None, kept: bool) -> None:
    assert (organisation_name(name) is not None) is kept


# --- the shipped tables


def test_a_wrong_table_is_refused_and_a_wrong_row_too() -> None:
    from stelsel.priorities.resilience.exchange import tables

    files, head = ("c.csv", "d.csv"), b"local,name,version,component_type,package_url,supplier_name\n"
    arrows = b"local,dependent,depends_on\n"
    rows = head + b"a,A,1,library,,\nb,B,1,spaceship,,\nc,C\n"
    reading = tables.read(rows, arrows + b"x,nonsense,importeur/component/a\n", files, "importeur", SOURCE)
    assert [draft.local for draft in reading.drafts] == ["a"]
    assert [(row.file, row.line, row.code) for row in reading.refused] == [
        ("c.csv", 3, "field"),
        ("c.csv", 4, "row"),
        ("d.csv", 2, "entry-id"),
    ]
    for wrong in (b"", b"other\n", b"\xff\n", b'local,"\n'):
        with pytest.raises(BadInput):
            tables.read(wrong, arrows, files, "importeur", SOURCE)
