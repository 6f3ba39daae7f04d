# SPDX-License-Identifier: EUPL-1.2
"""What drops at less money: on real and invented projects, case by case."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from stelsel.book.answer import Answer
from stelsel.book.book import Book
from stelsel.kernel.draft import Draft
from stelsel.kernel.problem import BadInput
from stelsel.programme import KINDS, PRIORITIES, exchange, priorities_at_a_glance
from stelsel.programme.kinds import INITIATIVE, Initiative
from stelsel.programme.questions.less_money import LESS_MONEY as QUESTION
from tests.room_books import budget, room_book


@pytest.fixture(scope="module")
def country(root: Path) -> Book:
    reading = exchange.example(root / "src/stelsel/node/example/data")
    assert not reading.refused
    drafts: dict[str, dict[str, Any]] = {"importeur": {"public": reading.drafts}}
    for publisher, audiences in exchange.sample().items():
        drafts[publisher] = {audience: own.drafts for audience, own in audiences.items()}
    return room_book(drafts, KINDS)


def ask(book: Book, **plain: Any) -> Answer:
    return QUESTION.answer(book, QUESTION.from_plain(plain), budget())


def initiative(local: str, **fields: Any) -> Draft:
    given: dict[str, Any] = {
        "title": local,
        "snapshot": date(2026, 1, 1),
        "currency": "EUR",
        "country": "NL",
        "cost_current": Decimal(10_000),
        "benefit_once": Decimal(20_000),
        "probability": Decimal(1),
    }
    return Draft(INITIATIVE, local, Initiative(**(given | fields)))


def book_of(*drafts: Draft) -> Book:
    return room_book({"x": {"public": drafts}}, KINDS)


def titles(answer: Answer, which: str = "dropped") -> set[str]:
    return {item["title"] for item in answer.result[which]}


def test_the_least_valuable_drops_and_the_saving_is_reached() -> None:
    poor, good = initiative("arm", probability=Decimal("0.2")), initiative("goed", cost_current=Decimal(12_000))
    answer = ask(book_of(poor, good), minder="9000")
    assert titles(answer) == {"arm"}
    assert Decimal(answer.result["saved"]) >= 9000
    assert answer.result["proven"]
    assert any("arm valt af" in reason.text.nl and reason.ref for reason in answer.reasons)
    changes = " ".join(change.change.nl for change in answer.changes)
    assert "arm wordt minstens EUR 16.000 meer waard." in changes
    assert "U bespaart EUR 9.000 minder." in changes


def test_raising_the_value_by_what_is_said_turns_it_round() -> None:
    for raised, dropped in ((15_999, {"arm"}), (16_001, {"goed"})):
        poor = initiative("arm", benefit_once=Decimal(4_000 + raised))
        good = initiative("goed", cost_current=Decimal(12_000))
        assert titles(ask(book_of(poor, good), minder="9000")) == dropped


def test_invented_projects_of_the_example_country(country: Book) -> None:
    answer = ask(country, minder="2500000")
    assert answer.verdict == "list"
    assert Decimal(answer.result["saved"]) >= 2_500_000
    assert answer.result["valueUnknown"] == 2
    assert answer.result["otherCurrencies"] == {"GBP": 1011, "USD": 642}
    assert {row[0].badge for row in answer.tables[0].rows} == {"sample"}
    assert any("Verzonnen" in note.nl for note in answer.notes)


def test_the_real_british_portfolio_is_foreign_rated_and_mostly_unknown(country: Book) -> None:
    answer = ask(country, minder="3000000000", munteenheid="GBP", waarderegel="confidence")
    assert answer.result["snapshot"] == "2025-03-31"
    assert (answer.result["costUnknown"], answer.result["valueUnknown"]) == (5, 39)
    assert answer.result["proven"]
    assert any("GB" in note.nl for note in answer.notes)
    assert all(reason.ref.mode == "recorded" for reason in answer.reasons if reason.ref)


def test_an_older_snapshot_can_be_asked_and_snapshots_never_mix(country: Book) -> None:
    answer = ask(country, minder="1000000", munteenheid="GBP", waarderegel="confidence", peildatum="2015-09-30")
    assert answer.result["snapshot"] == "2015-09-30"
    assert len(answer.result["stays"]) + len(answer.result["dropped"]) + 20 > 100


def test_what_was_spent_cannot_be_saved(country: Book) -> None:
    assert ask(country, minder="1000000", munteenheid="USD", waarderegel="confidence").verdict == "unknown"
    spent = initiative("bijna klaar", cost_actual=Decimal(9_500))
    assert ask(book_of(spent, initiative("b")), minder="10000").result["saved"] == "10000"
    done = initiative("af", status="finished")
    assert ask(book_of(done, initiative("b")), minder="1000").result["dropped"][0]["title"] == "b"


def test_unknown_never_counts_as_nothing() -> None:
    unknown = [initiative("geen kans", probability=None), initiative("geen opbrengst", benefit_once=None)]
    answer = ask(book_of(*unknown, initiative("geen kosten", cost_current=None), initiative("b")), minder="1000")
    assert titles(answer) == {"b"}
    assert sum(item.count for item in answer.unknown) == 3


def test_currencies_and_accounting_systems_are_never_mixed() -> None:
    euro, pound = initiative("e"), initiative("p", currency="GBP")
    answer = ask(book_of(euro, pound), minder="1000")
    assert titles(answer) | titles(answer, "stays") == {"e"}
    assert answer.result["otherCurrencies"] == {"GBP": 1}
    mixed = book_of(initiative("kas", accounting="cash"), initiative("lasten", accounting="accrual"))
    with pytest.raises(BadInput) as caught:
        ask(mixed, minder="1000")
    assert caught.value.findings[0].code == "mixed-accounting"
    assert titles(ask(mixed, minder="1000", begrotingsstelsel="cash")) == {"kas"}


def test_more_than_there_is_is_refused_as_an_answer_and_nothing_less_drops_nothing() -> None:
    book = book_of(initiative("a"))
    assert ask(book, minder="99000").verdict == "no"
    assert ask(book).result["dropped"] == []
    assert ask(book_of(), minder="1").verdict == "unknown"


def test_projects_of_the_asker_stand_alone(country: Book) -> None:
    own = [
        {"titel": "A", "kosten": "4000", "opbrengst": "9000"},
        {"titel": "B", "kosten": "6000", "opbrengst": "9000", "kans": "0.5"},
    ]
    answer = ask(country, minder="5000", projecten=own)
    assert (titles(answer), titles(answer, "stays")) == ({"B"}, {"A"})
    assert not any(reason.ref for reason in answer.reasons)


def test_weights_of_the_asker_go_first() -> None:
    red, green = initiative("r", confidence="red"), initiative("g", confidence="green")
    asked = {"minder": "1000", "waarderegel": "confidence"}
    assert titles(ask(book_of(red, green), **asked)) == {"r"}
    own = [{"vertrouwen": "red", "gewicht": "1"}, {"vertrouwen": "green", "gewicht": "0.1"}]
    assert titles(ask(book_of(red, green), **asked, gewichten=own)) == {"g"}


@pytest.mark.parametrize(
    ("plain", "code"),
    [
        ({"minder": "-1"}, "amount"),
        ({"minder": "1e99"}, "no-number"),
        ({"munteenheid": "euro"}, "field"),
        ({"gewichten": [{"vertrouwen": "red", "gewicht": "3"}]}, "weight"),
        ({"gewichten": [{"vertrouwen": "red", "gewicht": "1"}] * 2}, "weight-twice"),
        ({"projecten": [{"titel": "x", "kosten": "1", "opbrengst": "1", "kans": "7"}]}, "probability"),
        ({"projecten": [{"titel": "x", "kosten": "-5", "opbrengst": "1"}]}, "amount"),
        ({"projecten": [{"titel": "x", "kosten": "5", "opbrengst": "1"}] * 201}, "too-many"),
    ],
)
def test_wrong_inputs_are_refused_with_a_cure(plain: dict[str, Any], code: str) -> None:
    with pytest.raises(BadInput) as caught:
        QUESTION.from_plain(plain)
    assert caught.value.findings[0].code == code
    assert caught.value.findings[0].cure.nl


def test_six_priorities_with_what_this_node_can_count(country: Book) -> None:
    glance = priorities_at_a_glance(country)
    assert [one.room for one in glance] == [name for name, _ in PRIORITIES]
    assert {kind.kind.name for one in glance if one.room == "cloud" for kind in one.counted} >= {"cloud-offer"}
    without = room_book({}, KINDS)
    without.kinds = {}
    assert [one.total for one in priorities_at_a_glance(without)] == [None] * 6
