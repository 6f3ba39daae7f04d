# SPDX-License-Identifier: EUPL-1.2
"""Two versions of our own texts, and figures of two years: what differs is told, and nothing else."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import msgspec

from stelsel.engines.rules import RuleText
from stelsel.engines.rules.differences_of_texts import ArticleChange, PartChange, differences
from stelsel.engines.rules.model import Const, Op, Ref
from stelsel.nouns.rule_text import shipped_rules

CARE, ASSISTANCE = "wet_op_de_zorgtoeslag", "participatiewet"
DAYS = date(2024, 1, 1), date(2024, 11, 6)


def versions(rule: str) -> list[RuleText]:
    return [one.text for one in shipped_rules().library.versions_of(rule)]


def told(old: RuleText, new: RuleText, first: date, second: date) -> tuple[ArticleChange, ...]:
    return differences(old, new, shipped_rules().figures, (first, second))


def test_renumbered_articles_are_not_told_as_gone_and_new() -> None:
    found = told(*versions(CARE), *DAYS)
    assert [(one.old.number, one.new.number) for one in found if one.old and one.new] == [("2a", "3"), ("3", "4a")]
    assert all(one.renumbered and not one.words and not one.formulas and not one.figures for one in found)
    assert found[1].parts == (PartChange("doubt", "wzt-mixed-couples-before-2024-11-06", "removed"),)


def test_figures_of_two_years_under_one_text() -> None:
    text = versions(CARE)[-1]
    found = told(text, text, date(2025, 7, 1), date(2026, 7, 1))
    assert [one.number for one in found] == ["1", "2", "3", "4"]
    assert not any(one.text_differs for one in found)
    (premium,) = found[-1].figures
    assert premium.old
    assert premium.new
    assert (premium.name, premium.old.value, premium.new.value) == ("standaardpremie", 2112, 2119)
    assert premium.old.source
    assert premium.new.source


def test_social_assistance_2024_and_2026() -> None:
    old, new = versions(ASSISTANCE)
    found = {one.number: one for one in told(old, new, date(2024, 1, 1), date(2026, 1, 1))}
    assert list(found) == ["20", "21", "22", "22a", "23", "24", "34"]
    assert [number for number, one in found.items() if one.text_differs] == ["20", "24", "34"]
    assert PartChange("input", "zonder_steun_van_ouders", "added") in found["20"].parts
    made = {one.name: one for one in found["20"].formulas}
    assert made["norm_jong_paar_verhoogd"].old is None
    assert made["norm_jong_paar"].old != made["norm_jong_paar"].new
    assert [one.name for one in found["20"].figures if one.old is None] == ["norm_18_20_increase_no_parental_support"]


def test_lines_files_and_links_do_not_count() -> None:
    text = versions(CARE)[-1]
    moved = [msgspec.structs.replace(one, line=one.line + 7, basis=msgspec.structs.replace(one.basis, url="elsewhere"))
             for one in text.articles]  # fmt: skip
    assert told(text, msgspec.structs.replace(text, file="other.yaml", articles=tuple(moved)), *DAYS) == ()


def test_an_article_more_and_an_article_less() -> None:
    text = versions(CARE)[-1]
    short = msgspec.structs.replace(text, articles=text.articles[1:])
    (gone,) = told(text, short, *DAYS)
    (came,) = told(short, text, *DAYS)
    assert (gone.number, gone.new, came.number, came.old) == ("1", None, "1", None)
    assert all(one.new is None for one in gone.formulas)
    assert all(one.old is None for one in came.formulas)


def test_a_rounding_that_no_line_tells_is_still_a_difference() -> None:
    text = versions(CARE)[-1]
    first = text.articles[0]
    some = [Op("ROUND", (Ref("inkomen", (), 1), Const(Fraction(to), 1)), 1) for to in (1, 100)]
    one, other = (
        msgspec.structs.replace(text, articles=(msgspec.structs.replace(first, actions=(
            msgspec.structs.replace(first.actions[0], value=value),)),)) for value in some
    )  # fmt: skip
    (found,) = told(one, other, *DAYS)
    assert len(found.formulas) == 1
    assert found.formulas[0].old == found.formulas[0].new


def test_what_facts_cannot_say_together_is_told() -> None:
    text = versions(ASSISTANCE)[-1]
    bare = msgspec.structs.replace(
        text, articles=tuple(msgspec.structs.replace(one, impossible=()) for one in text.articles)
    )
    (change,) = told(bare, text, *[date(2026, 7, 1)] * 2)
    assert {one.how for one in change.parts} == {"added"}
    assert [one.said for one in change.parts] == [one.said for article in text.articles for one in article.impossible]
    (change,) = told(text, bare, *[date(2026, 7, 1)] * 2)
    assert {one.how for one in change.parts} == {"removed"}
