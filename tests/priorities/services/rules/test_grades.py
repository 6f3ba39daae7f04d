# SPDX-License-Identifier: EUPL-1.2
"""The table of law and year: what is official stays earned, and the page in docs says what the function says."""

from __future__ import annotations

from pathlib import Path

from stelsel.engines.rules.parameters import Parameters
from stelsel.priorities.services.figures import DERIVED, FIGURES, figures
from stelsel.priorities.services.grades import page, report

EXPECTED = {
    "Health-care allowance": ("official", "official", "official"),
    "Child budget": ("official", "official", "official"),
    "Child benefit": ("provisional", "official", "official"),
    "Social-assistance norms": ("official", "official", "official"),
    "Rent allowance": ("refused", "refused", "official"),
    "Childcare allowance": ("refused", "refused", "official"),
    "State pension": ("provisional", "provisional", "provisional"),
    "Individual income supplement": ("provisional", "provisional", "provisional"),
    "Remission of local taxes": ("provisional", "provisional", "provisional"),
}


def standings(known: Parameters) -> dict[str, tuple[str, ...]]:
    rows = report(known)
    return {title: tuple(one.standing for other, _, one in rows if other == title) for title, _, _ in rows}


def test_each_law_and_year_stands_as_its_sources_allow() -> None:
    assert standings(figures()) == EXPECTED


def test_what_is_not_official_names_what_prevents_it() -> None:
    for title, _, one in report(figures()):
        assert bool(one.because) == (one.standing != "official"), title
    lines = {(title, one.year): {reason.name for reason in one.because} for title, _, one in report(figures())}
    assert "wht-own-rent-increase" in lines["Rent allowance", 2025]
    assert "kot-no-percentages" in lines["Childcare allowance", 2024]
    assert "kwi-outdated-text" in lines["Remission of local taxes", 2026]


def test_a_lower_grade_of_one_figure_takes_the_year_down() -> None:
    raw = FIGURES.read_bytes()
    row = next(line for line in raw.split(b"\n") if b",standaardpremie,2025" in line)
    lower = Parameters.read(raw.replace(row, row.replace(b",O,", b",S,", 1)), derived=DERIVED)
    assert standings(lower)["Health-care allowance"] == ("official", "provisional", "official")
    without = Parameters.read(raw.replace(row + b"\n", b""), derived=DERIVED)
    assert standings(without)["Health-care allowance"] == ("official", "refused", "official")


def test_the_page_says_what_the_function_says(root: Path) -> None:
    text = (root / "docs" / "rules-grades.md").read_text(encoding="utf-8")
    assert text == page(figures()), "run tools/derive_figures.py"
