# SPDX-License-Identifier: EUPL-1.2
"""How a text becomes words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.engines.search._words import LANGUAGES, folded, one_error_away, stems, words
from tests.engines.search.oracle import one_error

FOLDS = [
    ("Één", "een"),
    ("E\u0301e\u0301n", "een"),
    ("coördinatie", "coordinatie"),
    ("ĲSSEL", "ijssel"),
    ("Straße", "strasse"),
    ("Tromsø", "tromso"),
    ("ENCYCLOPÆDIA", "encyclopaedia"),
    ("ﬁets", "fiets"),
    ("İstanbul", "istanbul"),
]
DUTCH = [("gemeenten", "gemeente"), ("diensten", "dienst"), ("vergunningen", "vergunning"), ("systemen", "systeem")]
ENGLISH = [("services", "service"), ("licensing", "licensed"), ("identities", "identity"), ("running", "run")]


@pytest.mark.parametrize(("text", "plain"), FOLDS)
def test_capitals_accents_and_ligatures_are_folded(text: str, plain: str) -> None:
    assert folded(text) == plain


@pytest.mark.parametrize(("one", "other"), DUTCH)
def test_dutch_inflections_share_a_stem(one: str, other: str) -> None:
    assert stems([one], "nl") == stems([other], "nl")


@pytest.mark.parametrize(("one", "other"), ENGLISH)
def test_english_inflections_share_a_stem(one: str, other: str) -> None:
    assert stems([one], "en") == stems([other], "en")


def test_marks_split_words_and_mean_nothing() -> None:
    assert words("ISO/IEC 27001: 'open'-source_code (v2)*") == "iso iec 27001 open source code v2".split()
    assert words("  ?!… \ud800 ") == []
    assert words("x" * 10_000) == ["x" * 64]


@given(st.text())
def test_words_are_folded_already(text: str) -> None:
    for word in words(text):
        assert words(word) == [word]


@given(st.lists(st.text(), max_size=20))
def test_every_word_has_a_stem_in_both_languages(texts: list[str]) -> None:
    found = [word for text in texts for word in words(text)]
    for language in LANGUAGES:
        assert stems(found, language) == [stems([word], language)[0] for word in found]


SHORT = st.text(alphabet="abc", min_size=1, max_size=6)


@given(SHORT, SHORT)
def test_one_error_away_is_what_a_naive_comparison_says(one: str, other: str) -> None:
    assert (other in set(one_error_away(one)) - {one}) == one_error(one, other)
