# SPDX-License-Identifier: EUPL-1.2
"""From own words to things: letters, meaning, and both together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.engines.route import Letters, Meaning, Router, Said, is_english, model

THINGS = [
    Said("paspoort", "paspoort", ("ik ga op reis en mijn pas is verlopen", "new travel document")),
    Said("verhuizing", "verhuismelding", ("ik heb een nieuw adres", "I am moving house")),
    Said("kap", "omgevingsvergunning kap", ("boom in de tuin omzagen", "cut down a tree")),
    Said("leeg", "iets zonder zinnen", ()),
]
WAYS = [way for one in THINGS for way in one.ways]


def encoded(texts: Sequence[str]) -> np.ndarray:  # type: ignore[type-arg]
    """A model for tests: texts with words in common point the same way."""
    words = sorted({word for way in WAYS for word in way.lower().split()})
    rows = np.array([[float(word in text.lower().split()) for word in words] for text in texts], np.float32) + 1e-3
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def both() -> Router:
    return Router(THINGS, Meaning.of(encoded(WAYS), 4), encoded)


@pytest.mark.parametrize(
    ("said", "key"),
    [("mijn paspoort is weg", "paspoort"), ("verhuizen", "verhuizing"), ("bomen kappen", "kap"),
     ("pasport", "paspoort"), ("PASPOORT!!!", "paspoort"), ("omgevingsvergunningen", "kap"),
     ("vérhuismelding", "verhuizing")],
)  # fmt: skip
def test_endings_compounds_errors_and_shouting_are_forgiven(said: str, key: str) -> None:
    assert Router(THINGS).find(said)[0].key == key


def test_meaning_finds_what_shares_no_letters_with_the_name() -> None:
    found = both().find("nieuw adres")
    assert found[0].key == "verhuizing"
    assert found[0].way == "ik heb een nieuw adres"
    assert found[0].meaning is not None


def test_without_a_model_letters_decide_alone() -> None:
    found = Router(THINGS, Meaning.of(encoded(WAYS), 4), None).find("paspoort")
    assert found[0].key == "paspoort"
    assert found[0].meaning is None


@pytest.mark.parametrize("said", ["", "   ", "?!", "\x00", "🎈"])
def test_a_text_without_a_word_finds_nothing(said: str) -> None:
    assert both().find(said) == []


@given(st.text(max_size=300))
def test_any_text_has_an_answer(said: str) -> None:
    found = both().find(said, 2)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert len(found) <= 2


@given(st.text(max_size=60), st.lists(st.text(max_size=60), min_size=1, max_size=6))
def test_a_text_has_most_in_common_with_itself(text: str, others: list[str]) -> None:
    scores = Letters([text, *others]).scores(text)
    assert ((scores >= 0) & (scores <= 1.0001)).all()
    assert scores[0] >= scores.max() - 1e-4


def test_directions_stay_what_they_were_in_a_file(tmp_path: Path) -> None:
    made = Meaning.of(encoded(WAYS), 4)
    made.write(tmp_path / "m.npz")
    again = Meaning.read(tmp_path / "m.npz")
    assert np.allclose(made.alike(encoded(["nieuw adres"])[0]), again.alike(encoded(["nieuw adres"])[0]), atol=1e-3)


def test_every_way_has_its_row() -> None:
    with pytest.raises(AssertionError, match="every way has its row"):
        Router(THINGS, Meaning.of(encoded(WAYS[:-1]), 4), encoded)


def test_the_small_words_tell_the_language() -> None:
    assert is_english("how do I register my baby")
    assert not is_english("hoe geef ik mijn kind aan")
    assert not is_english("paspoort")


def test_the_model_is_there_and_gives_rows_of_length_one() -> None:
    encode = model()
    assert encode is not None
    rows = encode(["ik ga verhuizen", "I am moving house", "de zon schijnt" * 200])
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3)
    assert rows[0] @ rows[1] > rows[0] @ rows[2]
