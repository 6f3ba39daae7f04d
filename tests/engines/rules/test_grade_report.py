# SPDX-License-Identifier: EUPL-1.2
"""How sure a law is in a year: the ordinary case decides, the rest is an exception, what is missing refuses."""

from __future__ import annotations

from typing import Any

import pytest

from stelsel.engines.rules.grade_report import LawYear, Reason, in_force, law_year
from stelsel.engines.rules.parameters import COLUMNS, Parameters
from stelsel.kernel.documents import table


def known(**grades: str) -> Parameters:
    """A figure for each name, all of 2024, with these grades; one that ends in 2024-06 is named `short`."""
    rows = [
        (
            "Wet",
            "B",
            "1",
            name,
            "2024-01-01",
            "2024-06-30" if name == "short" else "2024-12-31",
            "1",
            "EUR",
            grade,
            "x",
            "",
        )
        for name, grade in grades.items()
    ]
    return Parameters.read(table(COLUMNS, rows))


def figure(name: str) -> dict[str, Any]:
    return {"parameter": {"name": name, "on": "year"}}


def either(*cases: Any, default: Any) -> dict[str, Any]:
    return {"operation": "IF", "cases": [{"when": "$fact", "then": one} for one in cases], "default": default}


def text(
    value: Any, day: str = "2024-01-01", grade: str = "L", uncertain: tuple[str, ...] = (), **more: Any
) -> dict[str, Any]:
    action = {"output": "out", "value": value, "uncertain": list(uncertain)}
    given = [{"name": "fact", "source": {}}, *more.get("input", ())]
    others = [{"output": name, "value": one, "uncertain": lines} for name, one, lines in more.get("actions", ())]
    formal = {"execution": {"input": given, "actions": [action, *others]}, "open_terms": more.get("open_terms", [])}
    return {
        "$id": more.get("id", "wet"),
        "bwb_id": "B",
        "valid_from": day,
        "grade": grade,
        "articles": [{"machine_readable": formal}],
    }


def seen(value: Any, figures: Parameters, **more: Any) -> LawYear:
    return law_year([text(value, **more)], "wet", ["out"], 2024, figures)


def test_law_and_official_document_make_official() -> None:
    found = seen({"operation": "ADD", "values": [figure("a"), figure("b")]}, known(a="L", b="O"))
    assert (found.standing, found.because, found.except_for) == ("official", (), ())
    assert found.figures == (("B", "a"), ("B", "b"))


@pytest.mark.parametrize("grade", ["S", "I"])
def test_one_poor_figure_that_every_case_needs_makes_provisional(grade: str) -> None:
    found = seen({"operation": "ADD", "values": [figure("a"), figure("b")]}, known(a="L", b=grade))
    assert (found.standing, found.because) == ("provisional", (Reason("figure", "b"),))


def test_a_missing_figure_that_every_case_needs_refuses_also_for_a_part_of_the_year() -> None:
    assert seen(figure("none"), known(a="L")).because == (Reason("missing", "none"),)
    found = seen({"operation": "ADD", "values": [figure("short"), figure("b")]}, known(short="L", b="S"))
    assert (found.standing, found.because) == ("refused", (Reason("missing", "short"),))


def test_what_only_some_cases_need_is_an_exception() -> None:
    found = seen(either(figure("poor"), figure("none"), default=figure("a")), known(a="L", poor="I"))
    assert (found.standing, found.because) == ("official", ())
    assert found.except_for == (Reason("figure", "poor"), Reason("missing", "none"))


def test_a_branch_that_gives_nothing_is_no_ordinary_case() -> None:
    assert seen(either(0, default=figure("poor")), known(poor="S")).standing == "provisional"
    assert seen(either(figure("poor"), default=1), known(poor="S")).standing == "official"


def test_a_condition_counts_for_every_case() -> None:
    value = {"operation": "IF", "cases": [{"when": figure("poor"), "then": figure("a")}], "default": figure("a")}
    assert seen(value, known(a="L", poor="S")).standing == "provisional"


def test_a_line_of_doubt_makes_provisional_and_an_output_behind_a_branch_an_exception() -> None:
    assert seen(figure("a"), known(a="L"), uncertain=("x-y",)).because == (Reason("doubt", "x-y"),)
    behind = [("odd", figure("a"), ["x-y"])]
    found = seen(either("$odd", default=figure("a")), known(a="L"), actions=behind)
    assert (found.standing, found.except_for) == ("official", (Reason("doubt", "x-y"),))


def test_a_text_from_a_poor_source_is_provisional_and_without_grade_inferred() -> None:
    assert seen(figure("a"), known(a="L"), grade="S").because == (Reason("text", "wet"),)
    bare = text(figure("a"))
    del bare["grade"]
    assert law_year([bare], "wet", ["out"], 2024, known(a="L")).standing == "provisional"


def test_no_text_refuses_and_an_open_term_without_a_filler_too() -> None:
    assert law_year([text(0)], "other", ["out"], 2024, known(a="L")).because == (Reason("text", "other"),)
    assert law_year([text(0, "2025-01-01")], "wet", ["out"], 2024, known(a="L")).standing == "refused"
    assert seen("$term", known(a="L"), open_terms=[{"id": "term"}]).because == (Reason("missing", "term"),)


def test_another_law_counts_and_so_does_what_it_is_given() -> None:
    source = {"regulation": "ander", "output": "out", "parameters": {"bsn": "$bsn", "amount": "$part"}}
    own = text("$there", input=[{"name": "there", "source": source}], actions=[("part", figure("poor"), [])])
    found = law_year([own, text(figure("a"), id="ander")], "wet", ["out"], 2024, known(a="L", poor="S"))
    assert (found.standing, found.because) == ("provisional", (Reason("figure", "poor"),))


def test_of_two_versions_in_a_year_the_worst_counts() -> None:
    first, second = text(figure("a")), text(figure("poor"), "2024-07-01")
    assert law_year([first, second], "wet", ["out"], 2024, known(a="L", poor="S")).standing == "provisional"
    assert in_force([first, second], 2024) == [first, second]
    assert in_force([first, second], 2025) == [second]
    assert in_force([first, second], 2023) == []
