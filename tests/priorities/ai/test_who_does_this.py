# SPDX-License-Identifier: EUPL-1.2
"""Who already does this: case by case, against a naive scorer, and on the registers with their texts."""

from __future__ import annotations

import json
import math
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from stelsel.book.answer import Answer
from stelsel.book.book import Book
from stelsel.kernel.draft import Draft
from stelsel.kernel.problem import BadInput
from stelsel.priorities.ai import exchange
from stelsel.priorities.ai.kinds import AI_APPLICATION
from stelsel.priorities.ai.questions import WHO_DOES_THIS, _corpus
from stelsel.priorities.ai.questions._corpus import corpus, weights_of
from stelsel.priorities.ai.questions._similar import asked_text, similar, widened
from stelsel.priorities.ai.questions._terms import parts, stemmed, text_words
from tests.priorities.ai.books import answer, application, book_of


def ask(book: Book, **plain: Any) -> Answer:
    return answer(WHO_DOES_THIS, book, **plain)


def best(found: Answer) -> list[str]:
    return [group["best"].rpartition("/")[2] for group in found.result["groups"]]


SMALL = (
    application("a", "Anonimiseren van documenten", "Gemeente A", lars="1", source_link="https://example.org/1"),
    application("b", "Anonimiseren van documenten", "Gemeente B", status=None),
    application("c", "Parkeercontrole met scanauto", "Gemeente A"),
    application("d", "Gezichtsvergelijking", "Gemeente C", impact_test_done=True),
    application("e", "Gezicht vergelijken aan de balie", "Gemeente D"),
    application("f", "Document redaction", "Agency", register="us-inventory", language="en"),
)


def test_the_words_shared_are_named_with_their_weight_and_doubles_stand_as_one() -> None:
    found = ask(book_of(SMALL), zoektekst="documenten anonimiseren")
    (group,) = found.result["groups"]
    assert found.verdict == "list"
    assert group["organisations"] == ["Gemeente A", "Gemeente B"]
    assert group["entryCount"] == 2
    assert {one["word"] for one in group["sharedWords"]} == {"documenten", "anonimiseren"}
    assert sum(float(one["percent"]) for one in group["sharedWords"]) == pytest.approx(100, abs=0.2)
    assert group["sharePercent"] == "100.0"
    assert group["entries"][0]["link"] == "https://example.org/1"
    reason = found.reasons[0]
    assert reason.ref is not None
    assert reason.ref.id == "importeur/ai-application/a"
    assert "anonimiseren" in reason.text.nl
    assert found.tables[0].rows[0][1] == 2
    assert [row[1].nl for row in found.tables[1].rows] == ["Gemeente A", "Gemeente B"]


def test_inflections_and_compounds_are_found() -> None:
    assert best(ask(book_of(SMALL), zoektekst="anonimisering")) == ["a"]
    assert best(ask(book_of(SMALL), zoektekst="document")) == ["a"]
    assert best(ask(book_of(SMALL), zoektekst="gezichten vergelijken"))[0] == "e"
    compound = book_of([*SMALL, application("g", "Vergelijking van prijzen"), application("h", "Gezichten tellen")])
    assert "d" in best(ask(compound, zoektekst="vergelijking"))
    assert parts("gezichtsvergelijking", {"gezicht", "vergelijking"}) == ("gezicht", "vergelijking")
    assert parts("vergelijking", {"gezicht", "vergelijking"}) == ()


@pytest.mark.parametrize("text", ["parkeer", "parkeren", "parkeercontrole", "controle"])
def test_a_scarce_word_finds_compounds_that_begin_or_end_with_it(text: str) -> None:
    found = ask(book_of(SMALL), zoektekst=text)
    assert best(found) == ["c"]
    assert not any("geen enkele" in one.what.nl for one in found.unknown)


def test_a_scarce_word_finds_more_on_the_shipped_table(shipped: Book) -> None:
    names = {body.name for group in similar_to(shipped, "parkeer") for body in group}
    assert any("parkeer" in name.lower() for name in names)
    assert len(similar_to(shipped, "parkeren")) >= len(similar_to(shipped, "parkeer")) >= 2


def similar_to(book: Book, text: str) -> list[list[Any]]:
    have = corpus(book)
    found = similar(have, asked_text(have, text), ~have.foreign, 50)
    return [[have.records[row][1] for row in group.rows] for group in found.groups]


def test_registers_of_other_countries_count_only_when_asked_for() -> None:
    english = [application(f"v{at}", f"Weather {at}x", register="us-inventory", language="en") for at in range(9)]
    tool = application("u", "Document tool", "Agency", register="uk-atrs", language="en")
    book = book_of([*SMALL, tool, *english])
    found = ask(book, zoektekst="document")
    assert best(found) == ["a"]
    assert "buitenlandse" in found.changes[0].change.nl
    wider = ask(book, zoektekst="document", metBuitenland=True)
    assert set(best(wider)) == {"a", "u", "f"}
    assert wider.notes
    assert not wider.changes


def test_what_nobody_said_is_unknown() -> None:
    found = ask(book_of(SMALL), zoektekst="documenten anonimiseren kwantumteleportatie")
    said = {unknown.what.nl: unknown.count for unknown in found.unknown}
    assert said["of de toepassing in gebruik is, staat er niet bij"] == 1
    assert said["of er een impacttoets is gedaan, staat er niet bij"] == 2
    assert any("kwantumteleportatie" in what for what in said)


def test_nobody_found_is_no_proof_that_nobody_does_it() -> None:
    for book in (book_of(SMALL), book_of([])):
        found = ask(book, zoektekst="zeppelin")
        assert found.verdict == "unknown"
        assert not found.tables
        assert found.result["groups"] == []


def test_like_an_application_leaves_itself_out() -> None:
    found = ask(book_of(SMALL), toepassing="importeur/ai-application/a")
    assert best(found)[0] == "b"
    assert "importeur/ai-application/a" not in json.dumps(found.result)


@pytest.mark.parametrize(
    "plain",
    [
        {},
        {"zoektekst": "   "},
        {"zoektekst": "x" * 5_001},
        {"toepassing": "importeur/ai-application/nergens"},
        {"toepassing": "geen adres"},
        {"zoektekst": "a", "maximum": 0},
        {"zoektekst": "a", "metBuitenland": "soms"},
    ],
)
def test_impossible_inputs_are_refused_with_place_and_cure(plain: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as caught:
        ask(book_of(SMALL), **plain)
    for finding in caught.value.findings:
        assert finding.where
        assert finding.cure.nl


def test_words_without_meaning_find_nothing() -> None:
    assert ask(book_of(SMALL), zoektekst="de van en").verdict == "unknown"


@pytest.fixture(scope="module")
def shipped(root: Path) -> Book:
    return book_of(exchange.example(root / "src" / "stelsel" / "node" / "example" / "data").drafts)


@pytest.fixture(scope="module")
def real(shared_data: Path) -> Book:
    return book_of(exchange.read_all(shared_data).drafts)


class Naive:
    """BM25 as the book has it, one application at a time, over dictionaries."""

    def __init__(self, book: Book) -> None:
        self.rows = [(record.id, body) for record, body in book.rows(AI_APPLICATION)]
        known = _corpus.known_words(body for _, body in self.rows)
        compounds = {word: found for word in known if (found := parts(word, known))}
        self.bags: dict[str, Counter[str]] = {}
        for name, body in self.rows:
            weights = weights_of(body, compounds if body.language == "nl" else {})
            terms = stemmed(weights, body.language)
            self.bags[name] = Counter()
            for word, weight in weights.items():
                self.bags[name][terms[word]] += weight
        self.known = known
        self.average = sum(bag.total() for bag in self.bags.values()) / len(self.bags)
        self.have = have = corpus(book)
        group = {name: int(have.group[have.position[name]]) for name, _ in self.rows}
        self.languages = Counter(language for _, language in {(group[name], body.language) for name, body in self.rows})
        self.held = Counter(
            term for term, _ in {(term, group[name]) for name, bag in self.bags.items() for term in bag}
        )

    def score(self, text: str) -> dict[str, float]:
        asked = dict.fromkeys(text_words(text), 1.0)
        for word in list(asked):
            for part in parts(word, self.known):
                asked.setdefault(part, 0.5)
        for longer in widened(self.have, dict.fromkeys(text_words(text))):
            asked.setdefault(longer, 0.5)
        weights: dict[str, float] = {}
        for language in ("nl", "en"):
            for word, term in stemmed(asked, language).items():
                weights[term] = max(weights.get(term, 0), asked[word])
        scores = {}
        for name, bag in self.bags.items():
            total = 0.0
            for term, weight in weights.items():
                if term in bag:
                    size, held = self.languages[term[:2]], self.held[term]
                    rarity = math.log(1 + (size - held + 0.5) / (held + 0.5))
                    norm = 1.2 * (0.25 + 0.75 * bag.total() / self.average)
                    total += weight * rarity * bag[term] * 2.2 / (bag[term] + norm)
            scores[name] = total
        return scores


def test_scores_are_those_of_a_naive_scorer_on_the_shipped_table(shipped: Book) -> None:
    naive = Naive(shipped)
    have = corpus(shipped)
    for text in (
        "documenten anonimiseren",
        "chatbot voor inwoners",
        "gezichtsvergelijking aan de balie",
        "fraud detection in benefits",
        "kentekens herkennen bij parkeren",
        "weather forecast model",
    ):
        expected = naive.score(text)
        found = similar(have, asked_text(have, text), ~have.foreign | have.foreign, 20)
        assert found.groups
        for group in found.groups:
            assert group.score == pytest.approx(expected[have.records[group.best][0].id])
        assert found.groups[0].score == pytest.approx(max(expected.values()))


def test_the_shipped_table_answers_without_foreign_registers(shipped: Book) -> None:
    found = ask(shipped, zoektekst="anonimiseren")
    assert found.result["groups"][0]["entryCount"] > 50
    registers = {entry["register"] for group in found.result["groups"] for entry in group["entries"]}
    assert registers <= {"nl-register", "nl-suppliers"}
    for reason in found.reasons:
        if reason.ref:
            record = shipped.get(reason.ref.id)
            assert record is not None
            assert (record.hash.hex(), reason.ref.mode) == (reason.ref.hash, "recorded")
            assert reason.ref.source == "Algoritmeregister, 2026-08-08"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("documenten ontdoen van persoonsgegevens, anonimiseren", "anonimis"),
        ("inwoners stellen vragen aan een chatbot op de website", "chatbot"),
        ("parkeercontrole met een scanauto", "scanauto"),
        ("gezichtsvergelijking aan de balie", "gezichtsvergelijking"),
    ],
)
def test_on_the_registers_with_their_texts_the_known_applications_come_first(real: Book, text: str, name: str) -> None:
    found = ask(real, zoektekst=text)
    have = corpus(real)
    first = found.result["groups"][:3]
    names = [have.records[have.position[group["best"]]][1].name.lower() for group in first]
    assert any(name in one for one in names), names


def test_one_product_of_many_organisations_is_one_application(real: Book) -> None:
    have = corpus(real)
    named = Counter(body.name for _, body in have.records if body.register == "nl-register")
    assert named["Zivver"] == 62
    rows = {int(have.group[row]) for row, (_, body) in enumerate(have.records) if body.name == "Zivver"}
    assert len(rows) == 1


def test_too_costly_a_question_is_refused() -> None:
    from stelsel.book.question import Budget

    with pytest.raises(BadInput, match="too much"):
        WHO_DOES_THIS.answer(book_of(SMALL), WHO_DOES_THIS.from_plain({"zoektekst": "a b"}), Budget(60, 1, lambda: 0.0))


def test_an_entry_with_a_stated_voice_is_found_too() -> None:
    own = application("own", "Drones tellen bomen", "Gemeente Voorbeeldstad", register="own", sample=True)
    stated = Draft(own.kind, own.local, own.body)
    found = ask(book_of([stated], "gemeente-voorbeeldstad"), zoektekst="bomen tellen")
    assert found.reasons[0].ref is not None
    assert found.reasons[0].ref.mode == "stated"
    assert found.tables[0].rows[0][0].badge == "sample"
