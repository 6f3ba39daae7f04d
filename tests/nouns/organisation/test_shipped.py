# SPDX-License-Identifier: EUPL-1.2
"""The tables that ship: small, whole, the same drafts as from the registers."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from stelsel.nouns.organisation import ORGANISATION, example, read, read_folder, write
from tests.nouns.organisation.small import tooi_list
from tests.nouns.organisation.test_exchange import MERGER, NEW, OLD, arrangements
from tools.derive_organisations import SHIPPED


def test_drafts_survive_the_way_through_the_tables(tmp_path: Path) -> None:
    lists = tooi_list("rwc_gemeenten", 5, OLD, NEW, MERGER)
    reading = read({**arrangements(policy_areas="verkeer | water|wonen"), "rwc_gemeenten.json": lists})
    for name, raw in write(reading.drafts).items():
        (tmp_path / name).write_bytes(raw)
    assert example(tmp_path).drafts == reading.drafts
    assert example(tmp_path).refused == ()


def test_a_damaged_row_is_refused(tmp_path: Path) -> None:
    for name, raw in write(read(arrangements()).drafts).items():
        (tmp_path / name).write_bytes(raw.replace(b",other,", b",kingdom,"))
    assert [(refused.code, refused.line) for refused in example(tmp_path).refused] == [("field", 2)]


def test_participants_without_their_arrangement_are_refused(tmp_path: Path) -> None:
    for name, raw in write(read(arrangements()).drafts).items():
        kept = raw.splitlines(keepends=True)[:1] if "arrangements" in name else [raw]
        (tmp_path / name).write_bytes(b"".join(kept))
    assert [refused.code for refused in example(tmp_path).refused] == ["no-arrangement"]


def test_the_example_country_has_its_organisations() -> None:
    reading = example(SHIPPED)
    assert reading.refused == ()
    bodies = [draft.body for draft in reading.drafts]
    counts = Counter(draft.kind.name for draft in reading.drafts)
    assert counts == {"organisation": 1542, "joint-arrangement": 1186}
    assert Counter(draft.kind.name for draft in reading.drafts if draft.body.active) == {
        "organisation": 1143,
        "joint-arrangement": 451,
    }
    assert len({(draft.kind.name, draft.local) for draft in reading.drafts}) == len(bodies)


def test_it_is_small_and_the_same_as_the_registers(shared_data: Path) -> None:
    assert sum(path.stat().st_size for path in SHIPPED.glob("org-*.csv")) <= 3_000_000
    assert example(SHIPPED).drafts == read_folder(shared_data).drafts


def test_bodies_survive_as_entries() -> None:
    for draft in example(SHIPPED).drafts:
        assert draft.kind.decode_body(draft.kind.encode(draft.body)) == draft.body
        assert draft.kind is ORGANISATION or len(draft.kind.encode(draft.body)) < 1_000_000
