# SPDX-License-Identifier: EUPL-1.2
"""The collected sources themselves: everything loads or has a reason, and the shipped tables follow from them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from stelsel.kernel import personal_data
from stelsel.kernel.draft import Draft, Reading
from stelsel.priorities.data import exchange
from stelsel.priorities.data.exchange import Collected


@pytest.fixture(scope="module")
def collected(shared_data: Path) -> Collected:
    return exchange.collect(shared_data)


@pytest.fixture(scope="module")
def everything(shared_data: Path) -> Reading:
    return exchange.read_all(shared_data)


def kinds(reading: Reading) -> dict[str, int]:
    return dict(Counter(draft.kind.name for draft in reading.drafts))


def test_the_catalogue_and_the_register_load_whole(collected: Collected) -> None:
    assert kinds(collected.catalogue) == {"dataset": 1000, "distribution": 3928, "data-service": 2}
    assert kinds(collected.services) == {"data-service": 205}


def test_the_stream_tells_what_was_not_fetched_and_deletes_nothing(collected: Collected) -> None:
    pages = collected.pages
    assert (len(pages.pages), pages.members, len(pages.newest)) == (35, 1700, 1700)
    assert len(pages.not_fetched) == 18
    assert not pages.refused
    before = {draft.local for draft in collected.catalogue.drafts}
    assert before < {draft.local for draft in collected.united.drafts}


def test_personal_contacts_are_turned_away_and_counted(collected: Collected, everything: Reading) -> None:
    codes = Counter(one.code for one in everything.refused)
    assert codes["personal-contact"] > 0
    assert set(codes) <= {"personal-contact", "personal-data", "more-than-one"}
    located = [one for one in collected.catalogue.refused if one.code == "personal-contact"]
    assert all(one.line > 0 and one.why.nl and one.why.en for one in located)
    for draft in everything.drafts:
        contact = getattr(draft.body, "contact", None)
        assert contact is None or not personal_data.find(contact)


def test_everything_can_be_published(everything: Reading) -> None:
    assert all(draft.kind.encode(draft.body) for draft in everything.drafts)
    names = {(draft.kind.name, draft.local) for draft in everything.drafts}
    assert len(names) == len(everything.drafts)
    assert all(draft.source and draft.source.day >= "2025" and draft.about for draft in everything.drafts)


def test_reading_again_gives_the_same(shared_data: Path, everything: Reading) -> None:
    assert exchange.read_all(shared_data) == everything


def test_the_shipped_tables_follow_from_the_sources(root: Path, collected: Collected) -> None:
    folder = root / "src" / "stelsel" / "node" / "example" / "data"
    for name, raw in exchange.derive(collected).items():
        assert (folder / name).read_bytes() == raw, f"run tools/derive_data.py: {name} is out of date"


def test_the_shipped_tables_hold_every_fact_and_no_sentence(root: Path, collected: Collected) -> None:
    shipped = exchange.example(root / "src" / "stelsel" / "node" / "example" / "data")
    assert not shipped.refused
    held = {(draft.kind.name, draft.local): draft for draft in shipped.drafts}
    every = [*collected.catalogue.drafts, *collected.services.drafts]
    assert len(held) == len(every)
    for draft in every:
        mine = held[draft.kind.name, draft.local]
        assert (mine.about, mine.source) == (draft.about, draft.source)
        assert _differs(mine, draft) <= {"descriptions", "keywords", "titles", "access_url"}
        assert not getattr(mine.body, "descriptions", ())
        assert not getattr(mine.body, "keywords", ())


def _differs(mine: Draft, full: Draft) -> set[str]:
    names = mine.body.__struct_fields__
    found = {name for name in names if getattr(mine.body, name) != getattr(full.body, name)}
    return found if mine.kind.name == "distribution" else found - {"descriptions", "keywords"}


def test_the_tables_are_small(root: Path) -> None:
    folder = root / "src" / "stelsel" / "node" / "example" / "data"
    assert sum(path.stat().st_size for path in folder.glob("data-*.csv")) <= 1_500_000
