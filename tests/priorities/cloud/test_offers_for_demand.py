# SPDX-License-Identifier: EUPL-1.2
"""Which offers fit: against the naive buyer on all shipped offers, and case by case on a few of our own."""

from __future__ import annotations

import importlib.util
import json
import random
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bench.offer_match_ours import demand
from stelsel.book.answer import Answer
from stelsel.book.book import Book
from stelsel.book.question import Budget
from stelsel.kernel.draft import Draft
from stelsel.kernel.entry import Source
from stelsel.kernel.problem import BadInput
from stelsel.kernel.time import Period
from stelsel.kernel.values import Place, Price
from stelsel.nouns.claim import CLAIM, Claim
from stelsel.nouns.exchange_rate import EXCHANGE_RATE
from stelsel.priorities.cloud import exchange
from stelsel.priorities.cloud.kinds import CLOUD_OFFER, CloudOffer
from stelsel.priorities.cloud.questions.offers_for_demand import OFFERS_FOR_DEMAND as QUESTION
from stelsel.priorities.cloud.questions.offers_for_demand import find
from tests.books import book_of

SOURCE = Source("test list", "2026-07-01")
DAY = "2026-11-24"


def budget() -> Budget:
    return Budget(60, 10**9, lambda: 0.0)


def ask(book: Book, **plain: Any) -> Answer:
    return QUESTION.answer(book, QUESTION.from_plain(plain), budget())


def offer(local: str, **fields: Any) -> Draft:
    given: dict[str, Any] = {
        "title": local,
        "supplier": "importeur/supplier/a",
        "supplier_name": "A",
        "service_type": "compute",
        "source_file": "test.csv",
        "observed_on": date(2026, 7, 1),
        "vcpus": Decimal(4),
        "memory_mib": 8192,
        "place": Place(country="NL"),
        "price": Price(amount=Decimal("0.10"), currency="EUR", per="hour"),
    }
    return Draft(CLOUD_OFFER, local, CloudOffer(**(given | fields)), "importeur/supplier/a", SOURCE)


def claim(local: str, **fields: Any) -> Draft:
    given: dict[str, Any] = {
        "scheme": "eu-csf-1.2.1",
        "subject": "importeur/supplier/a",
        "subject_name": "A",
        "objective": "SOV-3",
        "level": 3,
        "status": "certified",
        "issuer": "Keurder",
        "evidence": "https://keurder.example/a",
        "valid": Period(start=date(2026, 1, 1), end=date(2027, 1, 1)),
    }
    return Draft(CLAIM, local, Claim(**(given | fields)), "importeur/supplier/a", SOURCE)


def titles(answer: Answer) -> list[str]:
    return [row["id"].rpartition("/")[2] for row in answer.result["offers"]]


@pytest.fixture(scope="module")
def naive(root: Path) -> ModuleType:
    path = root / "bench" / "peers" / "naive-match" / "naive_match.py"
    spec = importlib.util.spec_from_file_location("naive_match", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def country(root: Path) -> Book:
    drafts = {"importeur": exchange.example(root / "src/stelsel/node/example/data").drafts}
    drafts |= {publisher: reading.drafts for publisher, reading in exchange.sample().items()}
    return book_of(drafts)


def test_all_shipped_offers_as_a_naive_buyer_reads_them(country: Book, naive: ModuleType) -> None:
    rates = [json.loads(record.payload) for record, _ in country.rows(EXCHANGE_RATE)]
    claims = [json.loads(record.payload) for record, _ in country.rows(CLAIM)]
    raw = [(record.id, json.loads(record.payload)) for record, _ in country.rows(CLOUD_OFFER)]
    offers = [(address, body, naive.euros_a_month(body, rates)) for address, body in raw]
    subjects = {body["leverancier"] for _, body in raw}
    known = {subject: naive.proven(subject, claims, date.fromisoformat(DAY)) for subject in subjects}
    draw = random.Random(7)
    admitted = 0
    for _ in range(25):
        plain = demand(draw) | {"metVoorbeelden": draw.random() < 0.7}
        if draw.random() < 0.5:
            plain |= {"vcpus": "4", "geheugenMib": 4096, "minimaalSeal": [{"doel": "SOV-3", "niveau": 2}]}
        expected = naive.answer(plain, offers, known)
        inputs = QUESTION.from_plain(plain)
        found = find(country, inputs, budget())
        assert [found.arrays.rows[place][0].id for place in found.ranked] == expected["fits"]
        result = QUESTION.answer(country, inputs, budget()).result
        counted = {row["key"]: [row["no"], row["unknown"]] for row in result["requirements"]}
        assert (result["out"], result["onlyUnknown"], counted) == (
            expected["out"],
            expected["only_unknown"],
            expected["reasons"],
        )
        admitted += len(expected["fits"])
    assert admitted > 100


def test_a_real_offer_without_evidence_is_unknown_and_the_claim_that_would_admit_it_is_named(country: Book) -> None:
    answer = ask(country, vcpus="4", minimaalSeal=[{"doel": "SOV-3", "niveau": 2}], metVoorbeelden=False)
    assert answer.verdict == "unknown"
    assert not answer.result["offers"]
    assert any("SOV-3" in unknown.what.nl and "bewezen" in unknown.what.nl for unknown in answer.unknown)
    assert any("SEAL 2 of hoger voor SOV-3" in change.change.nl for change in answer.changes)


def test_total_price_is_exact() -> None:
    book = book_of({"importeur": [offer("x")]})
    answer = ask(book, vcpus="4", aantal=3, maanden=12)
    assert answer.result["offers"] == [
        {"id": "importeur/cloud-offer/x", "monthEur": "73.00", "totalEur": "2628.00", "scorePercent": "0.0"}
    ]
    storage = offer("disk", service_type="block-storage", storage_gb=Decimal(1000))
    priced = Price(amount=Decimal("0.04"), currency="EUR", per="gb-month")
    book = book_of({"importeur": [Draft(CLOUD_OFFER, "disk", _with(storage.body, price=priced), "x", SOURCE)]})
    answer = ask(book, soortDienst="block-storage", opslagGb="500", maanden=10)
    assert answer.result["offers"][0]["totalEur"] == "200.00"


def _with(body: Any, **fields: Any) -> Any:
    import msgspec

    return msgspec.structs.replace(body, **fields)


@pytest.mark.parametrize(
    ("fields", "key", "verdict"),
    [
        ({"vcpus": Decimal(2)}, "vcpus", "no"),
        ({"vcpus": None}, "vcpus", "unknown"),
        ({"place": Place(country="US")}, "place", "no"),
        ({"place": Place()}, "place", "unknown"),
        ({"price": None}, "price", "unknown"),
        ({"price": Price(amount=Decimal(1), currency="UpCloud credit", per="hour")}, "price", "unknown"),
        ({"term": "spot"}, "term", "no"),
        ({"offer_status": "inactive"}, "available", "no"),
        ({"service_type": "compute-component"}, "service", "no"),
    ],
)
def test_what_falls_out_stands_under_its_reason(fields: dict[str, Any], key: str, verdict: str) -> None:
    book = book_of({"importeur": [offer("good"), offer("other", **fields)]})
    answer = ask(book, vcpus="4", locatieBinnen="EU")
    assert titles(answer) == ["good"]
    row = next(row for row in answer.result["requirements"] if row["key"] == key)
    assert row[verdict] == row[f"{verdict}Alone"] == 1


def test_a_claim_counts_only_with_evidence_in_force_and_for_its_own_supplier() -> None:
    asked = {"vcpus": "4", "minimaalSeal": [{"doel": "SOV-3", "niveau": 3}]}
    good = claim("a")
    assert titles(ask(book_of({"importeur": [offer("x"), good]}), **asked)) == ["x"]
    for spoiled in (
        {"evidence": None},
        {"issuer": None},
        {"status": "claimed"},
        {"level": 2},
        {"valid": Period(start=date(2025, 1, 1), end=date(2025, 12, 31))},
        {"subject": "importeur/supplier/b"},
        {"objective": "SOV-4"},
    ):
        book = book_of({"importeur": [offer("x"), Draft(CLAIM, "a", _with(good.body, **spoiled), "x", SOURCE)]})
        assert not titles(ask(book, **asked)), spoiled


def test_the_day_of_the_demand_decides_which_claims_hold() -> None:
    book = book_of({"importeur": [offer("x"), claim("a")]})
    asked = {"vcpus": "4", "minimaalSeal": [{"doel": "SOV-3", "niveau": 1}]}
    assert titles(ask(book, datum="2026-12-31", **asked)) == ["x"]
    assert not titles(ask(book, datum="2027-06-01", **asked))


def test_why_one_offer_falls_out_and_all_it_needs() -> None:
    book = book_of({"importeur": [offer("x", vcpus=Decimal(2), place=Place(country="US"))]})
    answer = ask(book, vcpus="4", locatieBinnen="NL", aanbod="importeur/cloud-offer/x")
    assert answer.headline.en == "A x does not fit: fewer than 4 vCPUs; located outside the Netherlands."
    for name in ("x", "X", "https://node.example/nl/vermelding/importeur/cloud-offer/x?a=1", "importeur/cloud-offer/x"):
        assert ask(book, vcpus="4", locatieBinnen="NL", aanbod=name).headline == answer.headline
    said = [change.change.en for change in answer.changes]
    assert said == ["Accept 2 vCPUs instead of 4.", "Allow a location in the world."]
    relaxed = ask(book, vcpus="2", locatieBinnen="world")
    assert titles(relaxed) == ["x"]


def test_order_by_score_puts_proven_sovereignty_first() -> None:
    cheap = offer(
        "cheap", supplier="importeur/supplier/b", price=Price(amount=Decimal("0.01"), currency="EUR", per="hour")
    )
    book = book_of({"importeur": [offer("proven"), cheap, claim("a")]})
    assert titles(ask(book, vcpus="4")) == ["cheap", "proven"]
    assert titles(ask(book, vcpus="4", volgorde="score")) == ["proven", "cheap"]
    front = [point for point in ask(book, vcpus="4").charts[0].points if point.front]
    assert len(front) == 2


def test_every_reason_that_rests_on_an_entry_says_where_it_stands(country: Book) -> None:
    answer = ask(country, vcpus="4", minimaalSeal=[{"doel": "SOV-1", "niveau": 2}])
    refs = [reason.ref for reason in answer.reasons if reason.ref]
    assert {found.mode for found in refs} == {"stated"}
    for found in refs:
        record = country.get(found.id)
        assert record is not None
        assert (record.index, record.hash.hex()) == (found.index, found.hash)
    assert answer.position == country.position.hash


@pytest.mark.parametrize(
    "plain",
    [
        {"vcpus": "-1"},
        {"vcpus": "NaN"},
        {"vcpus": "Infinity"},
        {"vcpus": "1e30"},
        {"geheugenMib": -5},
        {"geheugenMib": "veel"},
        {"locatieBinnen": "Mars"},
        {"minimaalSeal": [{"doel": "SOV-9", "niveau": 1}]},
        {"minimaalSeal": [{"doel": "SOV-1", "niveau": 5}]},
        {"minimaalSeal": [{"doel": "SOV-1", "niveau": 1}, {"doel": "SOV-1", "niveau": 2}]},
        {"soortDienst": "block-storage"},
        {"maanden": 0},
        {"aantal": 0},
        {"datum": "gisteren"},
        {"aanbod": "importeur/cloud-offer/nergens"},
    ],
)
def test_impossible_values_are_refused_with_place_and_cure(plain: dict[str, Any]) -> None:
    book = book_of({"importeur": [offer("x")]})
    with pytest.raises(BadInput) as caught:
        ask(book, **plain)
    for finding in caught.value.findings:
        assert finding.where
        assert finding.cure.nl
        assert finding.cure.en


def test_an_empty_book_says_so() -> None:
    answer = ask(book_of({"importeur": []}), vcpus="4")
    assert answer.verdict == "no"
    assert answer.result["considered"] == 0


def test_too_costly_a_question_is_refused() -> None:
    book = book_of({"importeur": [offer("x")]})
    with pytest.raises(BadInput, match="too much"):
        QUESTION.answer(book, QUESTION.from_plain({}), Budget(60, 0, lambda: 0.0))
