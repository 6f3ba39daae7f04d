# SPDX-License-Identifier: EUPL-1.2
"""Readings of published bottlenecks outlive a restart; what somebody only types is kept nowhere; what is not published
any more goes."""

from __future__ import annotations

import gc
import pickle
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace
from structlog.testing import capture_logs

from stelsel.book.audience import Asker
from stelsel.book.library import Library
from stelsel.catalogue import KINDS
from stelsel.engines import cluster
from stelsel.engines.cluster import key
from stelsel.engines.cluster._space import WIDTHS
from stelsel.kernel.draft import Draft
from stelsel.kernel.kind import Decoded
from stelsel.node import clock, desk, readings
from stelsel.node.backup import backup
from stelsel.node.derived import MADE_BY, Derived
from stelsel.node.identity import OPERATOR
from stelsel.node.node import Node
from stelsel.nouns.bottleneck import BOTTLENECK, READINGS, Bottleneck, alike, propose, recurrences, suggestions, text_of
from stelsel.nouns.bottleneck._held import _BESIDE, held

EVERYONE = Asker(frozenset({"wolk", "buur"}), government=True)
HOUSES = Bottleneck(title="Huishouden", summary="Het begrip huishouden betekent niet overal hetzelfde.")
MAPS = Bottleneck(title="Kaart", summary="De kaart met leidingen is verouderd.")
NEWER = Bottleneck(title="Kaart", summary="De kaart met leidingen is een jaar oud.")
SECRET = Bottleneck(title="Geheim", summary="Ons eigen register van bodem klopt niet.")
TYPED = "Mijn buurman Jansen kreeg geen toeslag omdat huishouden anders wordt uitgelegd."


@pytest.fixture
def wolk(fresh_node: Node, read: list[str]) -> Iterator[Node]:
    """A node with two publishers and three bottlenecks, of which one is seen by its own organisation alone."""
    shutil.rmtree(fresh_node.derived.folder, ignore_errors=True)
    for publisher in ("wolk", "buur"):
        fresh_node.enrol(publisher)
    fresh_node.publish_drafts("wolk", "public", [Draft(BOTTLENECK, "huis", HOUSES)])
    fresh_node.publish_drafts("wolk", "own", [Draft(BOTTLENECK, "geheim", SECRET)])
    fresh_node.publish_drafts("buur", "public", [Draft(BOTTLENECK, "kaart", MAPS)])
    yield fresh_node
    shutil.rmtree(fresh_node.derived.folder, ignore_errors=True)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the encoder is handed, text by text."""
    texts: list[str] = []

    def encode(some: Sequence[str]) -> Any:
        texts.extend(some)
        rows = [np.random.default_rng(len(one)).normal(size=WIDTHS["use"][0]) for one in some]
        return np.asarray(rows, np.float32)

    monkeypatch.setattr("stelsel.engines.cluster._rows.encoder", lambda: None)
    monkeypatch.setattr("stelsel.engines.cluster._rows.model", lambda: encode)
    return texts


def again(node: Node) -> Library:
    """The library of another process."""
    return Library(node.logs, KINDS, clock.today, Derived(node.derived.folder).kept)


def names(node: Node) -> set[str]:
    """The keys that have a file."""
    return {path.name for path in node.derived.folder.rglob("*") if path.is_file()}


def keys(*bodies: Bottleneck) -> set[str]:
    return {key(text_of(one)) for one in bodies}


def test_after_a_restart_only_what_is_asked_is_read(wolk: Node, read: list[str]) -> None:
    first = propose(TYPED, wolk.book(EVERYONE))
    assert sorted(read) == sorted([TYPED, *map(text_of, (HOUSES, MAPS, SECRET))])
    read.clear()
    propose(TYPED, wolk.book(EVERYONE))
    assert read == [TYPED], "held in memory"
    read.clear()
    assert propose(TYPED, again(wolk).book(EVERYONE)) == first
    assert read == [TYPED]


def test_a_published_one_that_is_asked_about_is_not_read_again(wolk: Node, read: list[str]) -> None:
    alike(text_of(HOUSES), wolk.book(EVERYONE))
    read.clear()
    alike(text_of(HOUSES), again(wolk).book(EVERYONE))
    recurrences(again(wolk).book(EVERYONE))
    assert read == []


def test_what_somebody_types_is_kept_nowhere(wolk: Node, read: list[str]) -> None:
    for _ in range(2):
        propose(TYPED, wolk.book(EVERYONE))
    assert read.count(TYPED) == 2, "read each time"
    assert names(wolk) == keys(HOUSES, MAPS, SECRET)
    assert key(TYPED) not in held(wolk.library.kept(READINGS))
    for path in wolk.derived.folder.rglob("*"):
        assert key(TYPED) not in str(path)


def test_a_text_that_only_others_may_see_is_as_one_that_nobody_published(wolk: Node, read: list[str]) -> None:
    propose(TYPED, wolk.book(EVERYONE))
    read.clear()
    propose(text_of(SECRET), again(wolk).book(Asker()))
    assert read == [text_of(SECRET)], "nobody learns from the time it takes that it was published"


def test_memory_goes_with_its_library(wolk: Node) -> None:
    there = again(wolk)
    propose(TYPED, there.book(EVERYONE))
    gc.collect()
    before = len(_BESIDE)
    del there
    gc.collect()
    assert len(_BESIDE) == before - 1


def test_a_damaged_reading_is_made_anew(wolk: Node, read: list[str]) -> None:
    first = propose(TYPED, wolk.book(EVERYONE))
    (path,) = wolk.derived.folder.rglob(key(text_of(MAPS)))
    path.write_bytes(path.read_bytes()[:-7])
    read.clear()
    assert propose(TYPED, again(wolk).book(EVERYONE)) == first
    assert sorted(read) == sorted([TYPED, text_of(MAPS)])
    read.clear()
    propose(TYPED, again(wolk).book(EVERYONE))
    assert read == [TYPED]


def test_a_disk_that_takes_nothing_leaves_the_answer_as_it_is(
    wolk: Node, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*given: object, **more: object) -> int:
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as full, capture_logs() as told:
        full.setattr("stelsel.node.derived.os.open", refuse)
        first = propose(TYPED, wolk.book(EVERYONE))
        propose(TYPED, wolk.book(EVERYONE))
    assert [one["event"] for one in told] == ["derived-not-kept"]
    assert read.count(text_of(MAPS)) == 1, "memory still holds it"
    assert names(wolk) == set()
    assert [one.standing.id for one in first.alike] == ["wolk/bottleneck/huis"]
    assert propose(TYPED, again(wolk).book(EVERYONE)) == first, "as with a disk that takes them"
    assert names(wolk) == keys(HOUSES, MAPS, SECRET)


@pytest.mark.parametrize("change", [desk.withdraw, desk.erase])
def test_what_is_withdrawn_or_erased_goes_at_once(change: Any, wolk: Node) -> None:
    propose(TYPED, wolk.book(EVERYONE))
    change(wolk, "buur", "buur/bottleneck/kaart", "Vergissing", OPERATOR)
    assert names(wolk) == keys(HOUSES, SECRET)


@pytest.mark.parametrize("change", [desk.withdraw, desk.erase])
def test_what_an_earlier_revision_said_goes_too(change: Any, wolk: Node) -> None:
    propose(TYPED, wolk.book(EVERYONE))
    late = wolk.library.kept(READINGS).get([*keys(MAPS)])
    desk.correct(wolk, "buur", "buur/bottleneck/kaart", Decoded(NEWER), "Preciezer", OPERATOR)
    propose(TYPED, wolk.book(EVERYONE))
    wolk.library.kept(READINGS).put(late)  # as a process does that read it before the correction
    assert names(wolk) == keys(HOUSES, MAPS, SECRET, NEWER)
    change(wolk, "buur", "buur/bottleneck/kaart", "Vergissing", OPERATOR)
    assert names(wolk) == keys(HOUSES, SECRET)


def test_what_is_corrected_goes_at_once_unless_its_words_stay(wolk: Node, read: list[str]) -> None:
    propose(TYPED, wolk.book(EVERYONE))
    caused = replace(MAPS, cause="quality", cause_said="chosen")
    desk.correct(wolk, "buur", "buur/bottleneck/kaart", Decoded(caused), "Preciezer", OPERATOR)
    assert names(wolk) == keys(HOUSES, MAPS, SECRET)
    desk.correct(wolk, "buur", "buur/bottleneck/kaart", Decoded(NEWER), "Preciezer", OPERATOR)
    assert names(wolk) == keys(HOUSES, SECRET)
    read.clear()
    propose(TYPED, wolk.book(EVERYONE))
    assert sorted(read) == sorted([TYPED, text_of(NEWER)])


def test_the_reading_of_what_another_says_in_the_same_words_is_made_again(wolk: Node, read: list[str]) -> None:
    wolk.publish_drafts("wolk", "public", [Draft(BOTTLENECK, "kaart", MAPS)])
    propose(TYPED, wolk.book(EVERYONE))
    desk.erase(wolk, "buur", "buur/bottleneck/kaart", "Vergissing", OPERATOR)
    read.clear()
    propose(TYPED, wolk.book(EVERYONE))
    assert sorted(read) == sorted([TYPED, text_of(MAPS)])
    assert names(wolk) == keys(HOUSES, MAPS, SECRET)


def test_memory_holds_no_text_and_nothing_of_what_was_erased(wolk: Node) -> None:
    def look() -> None:
        propose(TYPED, wolk.book(EVERYONE))
        suggestions(wolk.book(EVERYONE))
        recurrences(wolk.book(EVERYONE))

    look()
    there = held(wolk.library.kept(READINGS))
    assert all(one in there for one in keys(HOUSES, MAPS, SECRET))
    said = pickle.dumps((there._reports, there._made))
    assert not any(text_of(one).encode() in said or one.summary.encode() in said for one in (HOUSES, MAPS, SECRET))
    desk.erase(wolk, "buur", "buur/bottleneck/kaart", "Vergissing", OPERATOR)
    (gone,) = keys(MAPS)
    assert gone not in there
    look()
    assert gone not in there
    assert all(one in there for one in keys(HOUSES, SECRET))


def test_what_is_being_read_while_something_is_erased_is_not_held(wolk: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    there = held(wolk.library.kept(READINGS))
    real = cluster.read

    def read(texts: Sequence[str], *more: Any) -> Any:
        found = real(texts, *more)
        there.forget(keys(MAPS))
        return found

    monkeypatch.setattr(cluster, "read", read)
    there.reports([text_of(MAPS)], wolk.library.kept(READINGS))
    assert not any(one in there for one in keys(MAPS))


def test_tidying_removes_what_is_published_nowhere_any_more(wolk: Node) -> None:
    propose(TYPED, wolk.book(EVERYONE))
    late = wolk.library.kept(READINGS).get([*keys(MAPS)])
    desk.correct(wolk, "buur", "buur/bottleneck/kaart", Decoded(NEWER), "Preciezer", OPERATOR)
    propose(TYPED, wolk.book(EVERYONE))
    wolk.library.kept(READINGS).put(late)
    assert names(wolk) == keys(HOUSES, MAPS, SECRET, NEWER)
    assert readings.tidy(wolk.derived, wolk.library, ["buur", "wolk"]) == 1
    assert names(wolk) == keys(HOUSES, SECRET, NEWER), "also what only its own organisation sees stays"


def test_tidying_removes_what_another_version_made(wolk: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    propose(TYPED, wolk.book(EVERYONE))
    monkeypatch.setitem(MADE_BY, READINGS, lambda: "nieuwer")  # type: ignore[arg-type]
    propose(TYPED, again(wolk).book(EVERYONE))
    assert len([path for path in wolk.derived.folder.rglob("*") if path.is_file()]) == 6
    assert readings.tidy(wolk.derived, wolk.library, ["buur", "wolk"]) == 3
    assert [one.name for one in (wolk.derived.folder / READINGS).iterdir()] == ["nieuwer"]


def test_a_backup_leaves_it_out(wolk: Node, tmp_path: Path) -> None:
    propose(TYPED, wolk.book(EVERYONE))
    assert all(not verdict.findings for _, verdict in backup(wolk, tmp_path / "kopie"))
    assert not list((tmp_path / "kopie").rglob("derived"))
    assert not {path.name for path in (tmp_path / "kopie").rglob("*")} & names(wolk)
