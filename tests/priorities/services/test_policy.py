# SPDX-License-Identifier: EUPL-1.2
"""The rule texts: good texts find their service, bad ones stay unsure, and every name in them exists."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from stelsel.book.book import Book
from stelsel.nouns.organisation import organisations
from stelsel.priorities.services.kinds import PUBLIC_SERVICE, PublicService
from stelsel.priorities.services.policy import RULES, carrier_of, doorkeepers, everyday, first_layer_of, ranking
from tests.priorities.services.books import ask, country


@pytest.fixture(scope="module")
def book(root: Path) -> Book:
    return country(root)


@pytest.fixture(scope="module")
def services(book: Book) -> dict[str, PublicService]:
    return {body.title: body for _, body in book.rows(PUBLIC_SERVICE)}


@pytest.mark.parametrize("path", sorted((RULES / "good").glob("*.json")), ids=lambda path: path.stem)
def test_good_texts_find_their_service(book: Book, path: Path) -> None:
    example = json.loads(path.read_text(encoding="utf-8"))
    answer = ask(book, zaak=example["text"])
    assert answer.result["services"][0]["title"] == example["expect"]
    assert answer.verdict != "unknown"


@pytest.mark.parametrize("path", sorted((RULES / "bad").glob("*.json")), ids=lambda path: path.stem)
def test_bad_texts_stay_unsure(book: Book, path: Path) -> None:
    example = json.loads(path.read_text(encoding="utf-8"))
    assert example["expect"] == "unsure"
    answer = ask(book, zaak=example["text"])
    assert answer.verdict == "unknown"
    assert not any(service["doors"] for service in answer.result["services"])


def test_every_service_that_a_rule_names_is_in_the_list(services: dict[str, PublicService]) -> None:
    named = set(everyday().services) | {name for one in doorkeepers() for name in one.services}
    assert named <= set(services)


def test_every_law_that_a_rule_names_is_a_basis_of_a_service_of_central_government(
    services: dict[str, PublicService],
) -> None:
    for one in doorkeepers():
        for law in one.laws:
            assert any(
                basis.title.endswith(f" {law}")
                for body in services.values()
                for basis in body.legal_resources
                if "central" in body.layers
            ), law


def test_every_organisation_that_a_rule_names_is_in_the_register_under_that_name(book: Book) -> None:
    known = organisations(book)
    for one in doorkeepers():
        if one.tooi:
            assert known.by_tooi[one.tooi].body.name == one.name


def test_a_first_layer_is_one_that_the_list_marks(services: dict[str, PublicService]) -> None:
    for one in doorkeepers():
        assert bool(one.layer) != bool(one.name)
        for name in one.services if one.layer else ():
            assert one.layer in services[name].layers


def test_an_article_comes_with_its_link() -> None:
    for one in doorkeepers():
        assert bool(one.article) == bool(one.link)
        assert not one.link or one.link.startswith("https://wetten.overheid.nl/jci1.3:c:BWBR")


def test_the_rule_of_the_day_decides(services: dict[str, PublicService]) -> None:
    building = services["omgevingsvergunning bouw"]
    before, after = first_layer_of(building, date(2023, 12, 31)), first_layer_of(building, date(2024, 1, 1))
    assert before
    assert after
    assert before.article.startswith("Wet algemene bepalingen omgevingsrecht")
    assert after.article.startswith("Omgevingswet")


def test_a_carrier_by_law_does_not_reach_services_of_municipalities(services: dict[str, PublicService]) -> None:
    assert carrier_of(services["kinderbijslag"], date(2026, 1, 1))
    assert carrier_of(services["bijstand"], date(2026, 1, 1)) is None


def test_weights_and_thresholds_are_shares() -> None:
    rules = ranking()
    for name in ("meaning_in_dutch", "meaning_in_english", "exact", "not_for_asker", "enough", "sure_from", "ahead"):
        assert 0 < getattr(rules, name) <= 1, name
    assert rules.shown_from < rules.enough
