# SPDX-License-Identifier: EUPL-1.2
"""What people find, in what order, and that any text may be asked."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.engines.search import MOST_HITS, MOST_OFFSET, Document, Hits, Index, search
from stelsel.kernel.problem import BadInput


def index(*texts: str, **titled: str) -> Index:
    """Documents 0, 1, ... with these texts, and one per keyword with that title."""
    documents = [Document(str(number), "", text, {}) for number, text in enumerate(texts)]
    return Index(documents + [Document(name, title, "", {}) for name, title in titled.items()])


def found(where: Index | Sequence[Index], text: str, limit: int = 20, offset: int = 0) -> Hits:
    """A search without facets."""
    return search([where] if isinstance(where, Index) else where, text, {}, limit, offset)


OFFER = "Veilige cloudopslag van gegevens; coördinatie door gemeenten. Certified services for citizens."


@pytest.mark.parametrize(
    "text",
    [
        "veilige", "VEILIGE", "gemeente", "gemeenten", "coordinatie", "coördinatie", "COÖRDINATIE", "service",
        "services", "citizen", "opslag", "gemeente service", "service gemeente", "certified serv", "v", "gege",
        "de opslag van de gemeente", "the services",
    ],
)  # fmt: skip
def test_this_offer_is_found_by(text: str) -> None:
    assert found(index(OFFER), text).ids == ("0",)


@pytest.mark.parametrize(
    "text", ["onderwijs", "veilige onderwijs", "serv certified", "opslagplaats", "cloudopslagen extra"]
)
def test_this_offer_is_not_found_by(text: str) -> None:
    assert found(index(OFFER), text).total == 0


def test_operators_are_plain_words() -> None:
    assert found(index("appels and peren", "appels"), "appels AND peren").ids == ("0",)
    assert found(index("appels", "peren"), "appels OR peren").total == 0
    assert found(index("appels", "peren"), "-appels").ids == ("0",)
    assert found(index("kind:offer", "offer kind"), "kind:offer").total == 2


def test_only_the_last_word_may_be_unfinished() -> None:
    assert found(index("kwaliteit meting"), "kwaliteit met").total == 1
    assert found(index("kwaliteit meting"), "kwal meting").total == 0


def test_a_dutch_compound_is_found_by_its_last_part() -> None:
    assert found(index("woningsubsidie", "subsidie", "subsidieloket"), "subsidie aanvraag").total == 0
    assert found(index("woningsubsidie nu", "subsidie nu", "subsidieloket nu"), "subsidie nu").ids == ("1", "0")


def test_a_title_weighs_more_and_a_word_as_written_more_than_an_inflection() -> None:
    where = index("opslag en meer", title="opslag en meer")
    assert found(where, "opslag").ids == ("title", "0")
    assert found(index("diensten", "dienst", "dienstverlener"), "dienst").ids == ("1", "0", "2")


def test_small_words_are_required_only_among_themselves() -> None:
    where = index("de de nacht", "de nacht", "nacht", "de", "de", "de")
    assert found(where, "de nacht").total == 3
    assert found(where, "de").total == 5


def test_equal_hits_go_by_id() -> None:
    documents = [Document(name, "zelfde", "", {}) for name in "cabed"]
    assert found(Index(documents), "zelfde").ids == tuple("abcde")
    assert found([Index(documents[:2]), Index(documents[2:])], "zelfde").ids == tuple("abcde")
    assert found([Index(documents[2:]), Index(documents[:2])], "", 2, 1).ids == ("b", "c")


def test_a_typing_error_is_forgiven_only_where_nothing_else_matches() -> None:
    where = index("verzekering", "verzekerling verzekering", "opslag utrecht")
    assert found(where, "verzekering").did_you_mean is None
    for wrong in ("verzeekering", "verzkeering", "verzekerign", "verzekerinh"):
        hits = found(where, wrong)
        assert (set(hits.ids), hits.did_you_mean) == ({"0", "1"}, "verzekering")
    hits = found(where, "Oplsag, UTRECHT")
    assert (hits.ids, hits.did_you_mean) == (("2",), "opslag UTRECHT")


@pytest.mark.parametrize("text", ["opsl4ggg", "wegg", "opsalg onbekend", "gaslpo"])
def test_a_short_word_or_a_wilder_error_is_not_forgiven(text: str) -> None:
    hits = found(index("opslag", "weg"), text)
    assert (hits.total, hits.did_you_mean) == (0, None)


def test_nothing_typed_finds_everything() -> None:
    for text in ("", "   ", "?!", "\ud800", "'\"", "\0"):
        assert found(index("a", "b"), text).ids == ("0", "1")


def test_no_index_and_an_empty_index_find_nothing() -> None:
    assert found([], "a") == found([Index([]), Index(())], "") == Hits(0, (), {}, None)
    assert len(Index([])) == 0
    assert found([Index([]), index("a")], "a").ids == ("0",)


def test_pages_follow_each_other_without_gap_or_overlap() -> None:
    where = [index(*("opslag " * (number % 7) + "dienst" for number in range(60)))]
    whole = found(where, "dienst", 60).ids
    assert len(set(whole)) == 60
    assert sum((found(where, "dienst", 7, offset).ids for offset in range(0, 63, 7)), ()) == whole
    assert found(where, "dienst", 0) == Hits(60, ())
    assert found(where, "dienst", 10, 1_000).ids == ()


@pytest.mark.parametrize(("limit", "offset"), [(-1, 0), (MOST_HITS + 1, 0), (1, -1), (1, MOST_OFFSET + 1)])
def test_a_page_out_of_bounds_is_refused(limit: int, offset: int) -> None:
    with pytest.raises(BadInput) as problem:
        found(index("a"), "a", limit, offset)
    assert problem.value.findings[0].where in {"limit", "offset"}


def test_several_threads_get_the_same_answers() -> None:
    parts = [Index([Document(f"{at}", "opslag", "", {"at": str(at)})]) for at in range(8)]
    unions = [parts[:1] + parts[at : at + 2] for at in range(1, 7)] * 20
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda union: found(union, "opslag").total, unions))
    assert answers == [len(union) for union in unions]


def test_two_documents_with_one_id_are_refused() -> None:
    with pytest.raises(BadInput, match="x"):
        Index([Document("x", "", "", {}), Document("x", "", "", {})])


@pytest.mark.parametrize("length", [1_000, 10_000])
@pytest.mark.parametrize("piece", ["a", "opslag ", "é", '"(', "* ", "a:b ", "\\", "ﷺ", "𝔘 ", "woord{} "])
def test_long_texts_are_safe(piece: str, length: int) -> None:
    text = "".join(piece.format(number) for number in range(length))[:length]
    assert found(index(OFFER, "opslag"), text).total in {0, 1, 2}


def test_only_the_first_32_different_words_count() -> None:
    many = " ".join(f"woord{number}" for number in range(32))
    assert found(index(many), f"{many} onbekend").ids == ("0",)
    assert found(index(many), f"onbekend {many}").total == 0


ANY_INDEXES = [index(OFFER, "opslag", "\0 ' \" ß İ", title="opslag"), index("gemeente 1.2.3")]


@given(st.text() | st.text(alphabet="opslag gemnt:*()\"'-+~^{}[]\\/&|!?\0", max_size=60))
def test_any_text_is_safe_and_answers_twice_the_same(text: str) -> None:
    hits = found(ANY_INDEXES, text)
    assert hits == found(ANY_INDEXES, text)
    assert len(hits.ids) == min(hits.total, 20)
    assert len(set(hits.ids)) == len(hits.ids)


@given(st.lists(st.text(max_size=40), min_size=1, max_size=6))
def test_every_document_is_found_by_its_own_text(texts: list[str]) -> None:
    where = index(*texts)
    for number, text in enumerate(texts):
        assert str(number) in found(where, text).ids
