# SPDX-License-Identifier: EUPL-1.2
"""The page of what changed in a rule: a sentence first, both sides, and errors that say which day does not fit."""

from __future__ import annotations

import pytest
from django.test import Client

from stelsel.faces.web.side_by_side import Run, words_beside
from tests.faces.web.test_pages import check
from tests.faces.web.test_rules import told

CARE, ASSISTANCE = "regels/wet_op_de_zorgtoeslag/verschil", "regels/participatiewet/verschil"


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("rule", [CARE, ASSISTANCE, "regels/wet_op_de_huurtoeslag/verschil"])
def test_without_days_the_last_two_versions(visitor: Client, language: str, rule: str) -> None:
    response = visitor.get(f"/{language}/{rule}")
    assert response.status_code == 200
    check(response.content.decode(), language)


def test_a_renumbering_is_told_in_words(visitor: Client) -> None:
    said = told(visitor.get(f"/nl/{CARE}?van=2024-01-01&tot=2024-11-06"))
    assert "2 artikelen verschillen." in said
    assert "Artikel 2a heet nu artikel 3." in said


def test_only_figures_differ_under_one_text(visitor: Client) -> None:
    said = told(visitor.get(f"/en/{CARE}?van=2025-07-01&tot=2026-07-01"))
    assert "7 figures differ." in said
    assert "The same text holds on both days" in said
    assert "2,112.00" in said
    assert "2,119.00" in said


def test_changes_are_marked_with_elements_and_words(visitor: Client) -> None:
    response = visitor.get(f"/nl/{ASSISTANCE}?van=2024-01-01&tot=2026-01-01")
    page, said = response.content.decode(), told(response)
    assert "3 artikelen en" in said
    assert "<del>" in page
    assert "<ins>Nieuw: " in page
    assert "Was er niet." in said


def test_the_same_day_twice_differs_in_nothing(visitor: Client) -> None:
    assert "Nothing differs." in told(visitor.get(f"/en/{CARE}?van=2025-01-01&tot=2025-01-01"))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("van=gisteren", "“gisteren” is geen dag."),
        ("tot=2025-02-30", "“2025-02-30” is geen dag."),
        ("van=2026-01-01&tot=2025-01-01", "Wissel de dagen om."),
        ("van=1999-01-01&tot=2025-01-01", "Op 1999-01-01 geldt deze regel niet."),
    ],
)
def test_a_day_that_does_not_fit(visitor: Client, query: str, said: str) -> None:
    response = visitor.get(f"/nl/{CARE}?{query}")
    assert response.status_code == 400
    assert said in told(response)


def test_an_unknown_rule_is_not_there(visitor: Client) -> None:
    assert visitor.get("/nl/regels/geen_regel/verschil").status_code == 404


def test_the_page_of_a_rule_leads_here(visitor: Client) -> None:
    page = visitor.get("/nl/regels/wet_op_de_zorgtoeslag").content.decode()
    assert f'href="/nl/{CARE}?van=2024-01-01&amp;tot=2024-11-06"' in page


def test_words_beside_each_other() -> None:
    old, new = words_beside("het recht op geld", "het hele recht op")
    assert old == (Run("het recht op", False), Run("geld", True))
    assert new == (Run("het", False), Run("hele", True), Run("recht op", False))
