# SPDX-License-Identifier: EUPL-1.2
"""Days without a version or a figure, days with two, bands with a gap, and names that nothing uses."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from stelsel.engines.rules.checks.unused import unused_names
from stelsel.engines.rules.checks.validity import figure_days, version_days
from stelsel.engines.rules.parameters import Figure, Parameters
from tests.engines.rules.texts import article, asked, fact, law, library, one


def version(first: str, last: str | None = None) -> dict[str, Any]:
    ends = {"valid_to": last} if last else {}
    return law("wet", article(output=[], actions=[]), valid_from=first, **ends)


@pytest.mark.parametrize(
    ("last", "first", "code"),
    [
        ("2024-12-31", "2025-01-01", None),
        (None, "2025-01-01", None),
        ("2024-11-30", "2025-01-01", "rules-version-gap"),
        ("2025-01-01", "2025-01-01", "rules-version-overlap"),
        ("2026-12-31", "2025-01-01", "rules-version-overlap"),
    ],
)
def test_days_between_two_versions(last: str | None, first: str, code: str | None) -> None:
    found = version_days(library(version("2024-01-01", last), version(first)))
    assert [finding.code for finding in found] == ([code] if code else [])
    if code == "rules-version-gap":
        assert "From 2024-12-01 up to 2024-12-31" in found[0].what.en
        assert found[0].file == "wet-1.yaml"


def figure(name: str, first: str, last: str | None) -> Figure:
    return Figure(
        law="Wet",
        bwb_id="BWBR0000001",
        article="1",
        name=name,
        valid_from=date.fromisoformat(first),
        valid_to=date.fromisoformat(last) if last else None,
        value=Fraction(100),
        unit="EUR",
        grade="L",
        source="wet",
    )


@pytest.mark.parametrize(
    ("on", "first", "last", "missing"),
    [
        ("year", "2024-01-01", "2026-12-31", ""),
        ("year", "2024-01-01", "2024-12-31", "2025-01-01, 2026-01-01"),
        ("year", "2024-01-02", None, "2024-01-01"),
        ("month", "2024-01-01", "2026-11-30", "2026-12-01"),
        ("day", "2024-01-15", None, "2024-01-01"),
        ("day", "2024-01-01", None, ""),
    ],
)
def test_a_figure_is_there_on_each_day_that_the_text_takes_it(
    on: str, first: str, last: str | None, missing: str
) -> None:
    lib = one({"parameter": {"name": "bedrag", "on": on}})
    found = figure_days(lib, Parameters([figure("bedrag", first, last)]))
    assert [finding.code for finding in found] == (["rules-figure-gap"] if missing else [])
    assert all(f"not there on {missing}." in finding.what.en for finding in found)
    assert figure_days(lib, None) == ()


def test_a_figure_matters_only_while_its_text_holds() -> None:
    value = {"parameter": {"name": "bedrag", "on": "year"}}
    output = [{"name": "uit", "type": "amount"}]
    texts = [
        law("wet", article(output=output, actions=[{"output": "uit", "value": value}]), valid_from="2024-01-01"),
        law("wet", article(output=output, actions=[{"output": "uit", "value": 1}]), valid_from="2025-01-01"),
    ]
    assert figure_days(library(*texts), Parameters([figure("bedrag", "2024-01-01", "2024-12-31")])) == ()


def test_two_rows_for_one_day_are_found() -> None:
    rows = [figure("bedrag", "2024-01-01", "2024-07-01"), figure("bedrag", "2024-07-01", None)]
    (found,) = figure_days(one(1), Parameters(rows))
    assert (found.code, found.severity, found.where) == ("rules-figure-overlap", "fault", "BWBR0000001 bedrag")


@pytest.mark.parametrize(
    ("bands", "codes"),
    [
        (["0_100", "101_up"], []),
        (["0_100", "102_up"], ["rules-band-gap"]),
        (["0_100", "100_up"], ["rules-band-overlap"]),
        (["1_100", "101_up"], ["rules-band-gap"]),
        (["0_100", "101_200"], ["rules-band-gap"]),
    ],
)
def test_bands_follow_one_another(bands: list[str], codes: list[str]) -> None:
    lib = one({"parameter": {"band": "schijf", "at": "$inkomen", "on": "year"}}, fact("inkomen", "amount"))
    rows = [figure(f"schijf_{name}", "2024-01-01", None) for name in bands]
    assert [finding.code for finding in figure_days(lib, Parameters(rows))] == codes


def test_what_nothing_uses_is_found() -> None:
    text = law(
        "wet",
        article(
            definitions={"WEL": 1, "NIET": 2, "OOK_NIET": "$NIET"},
            parameters=[{"name": "bsn", "type": "string"}, {"name": "dag", "type": "date"}],
            input=[fact("a"), fact("b"), fact("c"), asked("d", "elders", "uit", bsn="$c")],
            output=[{"name": "uit", "type": "number"}],
            actions=[{"output": "uit", "operation": "ADD", "values": ["$A", "$WEL", "$d"]}],
        ),
    )
    said = [finding.what.en for finding in unused_names(library(text))]
    assert said == [
        "Nothing in this article uses the parameter “dag”.",
        "Nothing in this article uses the definition “NIET”.",
        "Nothing in this article uses the definition “OOK_NIET”.",
        "Nothing in this article uses the input “b”.",
    ]


def test_a_parameter_that_another_rule_takes_over_is_used() -> None:
    def text(name: str, value: Any, **more: Any) -> dict[str, Any]:
        output = [{"name": "uit", "type": "number"}]
        parameters = [{"name": "jaarbedrag", "type": "number"}]
        return law(
            name, article(parameters=parameters, output=output, actions=[{"output": "uit", "value": value}], **more)
        )

    asks = text("vraagt", "$x", input=[asked("x", "geeft", "uit")])
    assert unused_names(library(asks, text("geeft", "$jaarbedrag"))) == ()
    assert len(unused_names(library(asks, text("geeft", 1)))) == 1
