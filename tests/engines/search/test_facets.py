# SPDX-License-Identifier: EUPL-1.2
"""Facets and audiences, beside the naive search: totals, counts, order and pages are the same, however it is split."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from stelsel.engines.search import Document, Index, search
from tests.engines.search.oracle import Oracle

WORDS = "opslag cloudopslag dienst diensten gemeente service services de the verzekering verzekerign zaak zaken".split()
TEXTS = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
VALUES = st.sampled_from(["", "a", "b", "b ", "B", "é"])
FACETS = st.dictionaries(st.sampled_from(["kind", "mode", "org"]), VALUES)
DOCUMENTS = st.lists(st.tuples(TEXTS, TEXTS, FACETS), max_size=12)
ASKED = st.lists(st.sampled_from([*WORDS, "opsl", "verzekring", "dienstt", "onbekend"]), max_size=3).map(" ".join)
CHOSEN = st.dictionaries(st.sampled_from(["kind", "mode", "other"]), st.lists(VALUES, max_size=2))


def made(parts: Sequence[tuple[str, str, dict[str, str]]], start: int = 0) -> list[Document]:
    """Documents numbered from `start`, in an order that is not the order of their ids."""
    return [Document(f"{start + at:03d}", *part) for at, part in reversed(list(enumerate(parts)))]


@given(DOCUMENTS, DOCUMENTS, ASKED, CHOSEN, st.integers(0, 8), st.integers(0, 4))
def test_two_audiences_are_searched_as_the_naive_search_does(one, other, text, chosen, limit, offset) -> None:
    audiences = [made(one), made(other, start=len(one) // 2)]  # some ids stand in both
    ours = search([Index(documents) for documents in audiences], text, chosen, limit, offset)
    naive = Oracle(audiences).search(text, chosen, limit, offset)
    assert (ours.total, ours.ids, ours.facets) == (naive.total, naive.ids, naive.facets)
    assert [list(counts) for counts in ours.facets.values()] == [list(counts) for counts in naive.facets.values()]


@given(DOCUMENTS, ASKED, CHOSEN, st.integers(0, 12))
def test_split_over_two_indexes_or_in_one_is_the_same(parts, text, chosen, cut) -> None:
    documents = made(parts)
    whole = search([Index(documents)], text, chosen, 20, 0)
    assert search([Index(documents[:cut]), Index(documents[cut:])], text, chosen, 20, 0) == whole


@given(DOCUMENTS, DOCUMENTS, ASKED, CHOSEN)
def test_another_audience_leaves_no_trace(mine, theirs, text, chosen) -> None:
    public, secret = Index(made(mine)), Index(made(theirs, start=100))
    before = search([public], text, chosen, 20, 0)
    search([public, secret], text, chosen, 20, 0)
    search([secret, public], text, chosen, 20, 0)
    assert search([public], text, chosen, 20, 0) == before == search([Index(made(mine))], text, chosen, 20, 0)


PUBLIC = Index(
    [Document("1", "opslag", "", {"kind": "offer", "org": "A"}), Document("2", "opslag", "", {"kind": "set"})]
)
GOV = Index([Document("3", "opslag geheimwoord", "", {"kind": "offer", "org": "Geheim"})])


def test_a_secret_word_is_not_suggested_counted_or_found_outside_its_audience() -> None:
    inside, outside = (search(indexes, "gehiemwoord", {}, 20, 0) for indexes in ([PUBLIC, GOV], [PUBLIC]))
    assert (inside.ids, inside.did_you_mean) == (("3",), "geheimwoord")
    assert (outside.total, outside.facets, outside.did_you_mean) == (0, {}, None)
    assert "Geheim" not in search([PUBLIC], "", {}, 20, 0).facets["org"]


def test_or_within_a_facet_and_between_facets() -> None:
    hits = search([PUBLIC, GOV], "", {"kind": ["offer", "set"], "org": ["A"]}, 20, 0)
    assert hits.ids == ("1",)
    assert hits.facets == {"kind": {"offer": 1}, "org": {"A": 1, "Geheim": 1}}


def test_a_facet_without_values_does_not_narrow_and_an_unknown_one_matches_nothing() -> None:
    assert search([PUBLIC], "", {"kind": []}, 20, 0).total == 2
    assert search([PUBLIC], "", {"colour": ["red"]}, 20, 0).total == 0
    assert search([PUBLIC], "", {"kind": ["Offer", "off", "offer "]}, 20, 0).total == 0


def test_counts_go_most_first_then_by_value() -> None:
    documents = [Document(str(at), "", "", {"f": value}) for at, value in enumerate("cbbaac")]
    documents.append(Document("z", "", "", {"f": "b"}))
    assert list(search([Index(documents)], "", {}, 20, 0).facets["f"].items()) == [("b", 3), ("a", 2), ("c", 2)]


def test_where_an_id_is_in_two_indexes_the_first_speaks() -> None:
    newer, older = (Index([Document("1", title, "", {"v": title})]) for title in ("nieuw", "oud"))
    assert search([newer, older], "", {}, 20, 0).facets == {"v": {"nieuw": 1}}
    assert search([newer, older], "oud", {}, 20, 0).total == 0
    assert search([older, newer], "oud", {}, 20, 0).ids == ("1",)


def test_reading_indexes_together_keeps_none_alive() -> None:
    first, second = Index([Document("1", "a", "", {})]), Index([Document("2", "a", "", {})])
    search([first, second], "a", {}, 20, 0)
    gone = weakref.ref(second)
    del second
    gc.collect()
    assert gone() is None
    assert search([first], "a", {}, 20, 0).ids == ("1",)
