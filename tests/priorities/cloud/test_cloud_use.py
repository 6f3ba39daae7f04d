# SPDX-License-Identifier: EUPL-1.2
"""What we use, from whom, under whose control: unknown is counted and chased, and only the owner sees it."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from stelsel.book.answer import Answer
from stelsel.book.audience import ANYONE, Asker
from stelsel.book.book import Book
from stelsel.kernel.draft import Draft
from stelsel.kernel.entry import Source
from stelsel.kernel.problem import BadInput
from stelsel.nouns.supplier import SUPPLIER, Supplier
from stelsel.priorities.cloud.cloud_use import CLOUD_USE, CloudUse
from stelsel.priorities.cloud.exchange import cloud_use_sample, sample
from stelsel.priorities.cloud.questions.cloud_use import CLOUD_USE_QUESTION as QUESTION
from tests.room_books import budget, room_book

OWNER = Asker(publishers=frozenset({"gemeente-voorbeeldstad"}), government=True)
SOURCE = Source("test list", "2026-07-01")


def country(asker: Asker) -> Book:
    azure = Draft(
        SUPPLIER,
        "azure",
        Supplier(name="Microsoft Azure", country_of_control="US"),
        "importeur/supplier/azure",
        SOURCE,
    )
    drafts: dict[str, dict[str, Any]] = {"importeur": {"public": [azure]}}
    drafts |= {publisher: {"public": reading.drafts} for publisher, reading in sample().items()}
    for publisher, audiences in cloud_use_sample.sample().items():
        for audience, reading in audiences.items():
            drafts.setdefault(publisher, {})[audience] = reading.drafts
    return room_book(drafts, (CLOUD_USE,), asker)


def use(local: str, **fields: Any) -> Draft:
    given = {"title": local} | fields
    return Draft(CLOUD_USE, local, CloudUse(**given))


def own(*drafts: Draft) -> Book:
    return room_book({"gemeente-voorbeeldstad": {"own": drafts}}, (CLOUD_USE,), OWNER)


def ask(book: Book, **plain: Any) -> Answer:
    return QUESTION.answer(book, QUESTION.from_plain(plain), budget())


def test_the_owner_sees_counts_where_unknown_stands_apart() -> None:
    answer = ask(country(OWNER))
    assert answer.verdict == "partly"
    assert answer.result["services"] == 10
    assert answer.result["byKind"] == {"public": 5, "hybrid": 2, "unknown": 2, "private": 1}
    assert answer.result["byMaterial"] == {"yes": 4, "no": 3, "unknown": 3}
    assert answer.result["byCountryOfControl"]["US"] == 3
    assert answer.result["missing"] == {
        "cloud_kind": 2,
        "supplier": 2,
        "control": 5,
        "material": 3,
        "risk": 5,
        "exit": 7,
    }
    assert answer.result["materialWithoutPlan"] == 2
    assert all(unknown.ask.nl and unknown.count for unknown in answer.unknown)
    assert answer.changes[0].ref is not None


@pytest.mark.parametrize(
    "asker",
    [ANYONE, Asker(government=True), Asker(publishers=frozenset({"waterschap-voorbeeldwater"}), government=True)],
)
def test_nobody_else_learns_anything_not_even_a_number(asker: Asker) -> None:
    answer = ask(country(asker))
    assert answer.verdict == "unknown"
    assert answer.result == {}
    assert not answer.tables
    assert "Zaaksysteem" not in msgspec.json.encode(answer).decode()
    assert not any(letter.isdigit() for letter in answer.headline.nl)


def test_another_organisation_named_gives_unknown() -> None:
    assert ask(country(OWNER), organisatie="provincie-voorbeeldland").verdict == "unknown"
    assert ask(country(OWNER), organisatie="gemeente-voorbeeldstad").result["services"] == 10


def test_concentration_counts_known_suppliers_only() -> None:
    book = own(use("a", supplier_name="X"), use("b", supplier_name="X"), use("c", supplier_name="Y"), use("d"))
    answer = ask(book)
    assert (answer.result["hhi"], answer.result["effectiveSuppliers"]) == ("5555.56", "1.80")
    assert answer.result["bySupplier"] == {"X": 2, "Y": 1, "unknown": 1}


def test_all_known_is_a_list_and_control_comes_from_the_supplier_entry_alone() -> None:
    day = date(2026, 1, 1)
    whole = use(
        "a",
        supplier="gemeente-voorbeeldstad/supplier/s",
        cloud_kind="private",
        material="yes",
        risk_assessed_on=day,
        exit_plan_on=day,
    )
    supplier = Draft(SUPPLIER, "s", Supplier(name="S", country_of_control="NL"))
    assert ask(own(whole, supplier)).verdict == "list"
    assert ask(own(whole)).result["missing"]["control"] == 1


def test_cloud_use_cannot_be_public_and_stays_home_by_default() -> None:
    assert CLOUD_USE.audience == "own"
    assert "public" not in CLOUD_USE.allowed


def test_a_wrong_limit_is_refused_with_its_place() -> None:
    with pytest.raises(BadInput) as caught:
        QUESTION.from_plain({"maximum": 0})
    assert caught.value.findings[0].where == "maximum"
