# SPDX-License-Identifier: EUPL-1.2
"""One agreement beside another, whole: shapes count as rules do."""

from __future__ import annotations

from typing import Any

import pytest

from stelsel.nouns.agreement import AGREEMENT, Given, compared, given_of

BASE: dict[str, Any] = {
    "identificatie": "basis",
    "versie": "1",
    "titel": "Basis",
    "tekstsoort": "base",
    "uitgangspunt": "permit",
    "plichten": [{"regelnaam": "log", "moet": "vastgelegd = true"}],
    "kenmerken": [{"kenmerknaam": "vastgelegd", "kenmerksoort": "boolean"}],
    "vormen": [{"doelklasse": "dcat:Dataset", "eigenschap": "dct:title", "laagsteAantal": 1}],
}


def text(**changed: Any) -> Given:
    return given_of(AGREEMENT.convert({**BASE, **changed}).body)


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({}, "IN LINE"),
        ({"vormen": []}, "CONFLICT"),
        ({"vormen": [{"doelklasse": "dcat:Dataset", "eigenschap": "dct:title", "laagsteAantal": 2}]}, "IN LINE"),
        ({"vormen": [{"doelklasse": "dcat:Dataset", "eigenschap": "dct:title", "laagsteAantal": 0}]}, "CONFLICT"),
        ({"plichten": []}, "CONFLICT"),
    ],
)
def test_the_worst_of_rules_and_shapes_is_the_verdict(changed: dict[str, Any], verdict: str) -> None:
    found = compared(text(), text(titel="Domein", **changed))
    assert found.verdict == verdict
    assert {"IN LINE": "In lijn", "CONFLICT": "Strijdig"}[verdict] in found.headline("a", "b").nl


def test_a_base_without_shapes_asks_none() -> None:
    assert compared(text(vormen=[]), text()).shapes is None
