# SPDX-License-Identifier: EUPL-1.2
"""From a struct to a form and back, and bad typed values."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.kernel.form import form_fields, from_form, to_form
from stelsel.kernel.problem import BadInput
from tests.kernel.samples import THING, Thing
from tests.kernel.strategies import WORDS, things

FIELDS = {field.wire: field for field in form_fields(Thing)}


def typed(shown: dict[str, str]) -> dict[str, list[str]]:
    """What a browser sends for these texts: lines end in CR LF."""
    return {name: [text.replace("\n", "\r\n")] for name, text in shown.items()}


def refused(**values: str) -> dict[str, str]:
    """Field -> code."""
    with pytest.raises(BadInput) as caught:
        from_form(Thing, {name.replace("__", "."): [text] for name, text in values.items()})
    return {finding.where: finding.code for finding in caught.value.findings}


def test_the_fields_of_a_struct() -> None:
    assert {name: field.type for name, field in FIELDS.items()} == {
        "titel": "text",
        "aantal": "integer",
        "koers": "decimal",
        "prijs.bedrag": "decimal",
        "prijs.munteenheid": "text",
        "prijs.per": "choice",
        "prijs.voorlopig": "boolean",
        "locatie.land": "text",
        "locatie.plaats": "text",
        "geldigheid.begin": "date",
        "geldigheid.eind": "date",
        "certificaten": "texts",
        "minimaalSeal": "structs",
        "voorbeeld": "boolean",
        "datum": "date",
        "status": "choice",
        "niveau": "choice",
        "rsin": "text",
    }
    assert FIELDS["titel"].required
    assert not FIELDS["prijs.bedrag"].required
    assert (FIELDS["aantal"].unit, FIELDS["koers"].unit) == ("pieces", "EUR")
    assert FIELDS["niveau"].choices == ("0", "1", "2")
    assert FIELDS["minimaalSeal"].columns == ("doel", "niveau", "reikwijdte", "aandeel")
    assert FIELDS["prijs.bedrag"].words.nl == "prijs: bedrag"
    assert FIELDS["prijs.bedrag"].name == "price.amount"


@given(things())
def test_a_form_gives_back_what_it_showed(body: Thing) -> None:
    shown = to_form(Thing, json.loads(THING.encode(body)))
    assert msgspec.convert(from_form(Thing, typed(shown)), type=Thing) == body


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_lists_survive_commas_bars_and_quotes(items: list[str]) -> None:
    rough = [item + sign for item, sign in zip(items, [",", '"', " | x", ', "a" | b'], strict=False)]
    plain = {"certificaten": rough, "minimaalSeal": [{"doel": one, "niveau": 1, "reikwijdte": one} for one in rough]}
    assert from_form(Thing, typed(to_form(Thing, plain))) == plain


def test_a_line_break_inside_an_item_becomes_a_space() -> None:
    shown = to_form(Thing, {"certificaten": ["a\nb"]})
    assert from_form(Thing, typed(shown)) == {"certificaten": ["a b"]}


def test_typed_values_become_wire_values() -> None:
    given_ = {
        "titel": ["  Een ding "],
        "quantity": ["1 000"],
        "koers": ["-1\u00a0234,50"],
        "prijs.bedrag": ["0.250"],
        "certificaten": ["a, b", "c\n\nd"],
        "minimaalSeal": ["SOV-1 | 2\n SOV-2|0||0,5 "],
        "voorbeeld": ["JA"],
        "datum": ["2026-11-23"],
        "niveau": ["2"],
        "status": [""],
        "onbekend": ["x"],
    }
    assert from_form(Thing, given_) == {
        "titel": "Een ding",
        "aantal": 1000,
        "koers": "-1234.50",
        "prijs": {"bedrag": "0.250"},
        "certificaten": ["a", "b", "c", "d"],
        "minimaalSeal": [{"doel": "SOV-1", "niveau": 2}, {"doel": "SOV-2", "niveau": 0, "aandeel": "0.5"}],
        "voorbeeld": True,
        "datum": "2026-11-23",
        "niveau": 2,
    }


def test_a_column_of_text_stays_text_when_it_looks_like_a_number() -> None:
    assert from_form(Thing, {"minimaalSeal": ["2024 | 1 | 007"]}) == {
        "minimaalSeal": [{"doel": "2024", "niveau": 1, "reikwijdte": "007"}]
    }


def test_the_first_that_is_not_empty_counts() -> None:
    assert from_form(Thing, {"aantal": ["", " 3 "], "titel": ["", "  "]}) == {"aantal": 3}


@pytest.mark.parametrize("text", ["x", "1.5", "1e3", "1_000", "²", "٣", "--1", "1 x", "9" * 16, "NaN", "0x1"])
def test_what_is_no_whole_number(text: str) -> None:
    assert refused(aantal=text) == {"aantal": "not-integer"}


@pytest.mark.parametrize(
    "text", ["x", "1,2,3", "1.234,5", "1e3", "1e999999999", "NaN", "Infinity", "1_0", "١٢", "9" * 21, ".5", "5.", "€5"]
)
def test_what_is_no_number(text: str) -> None:
    assert refused(koers=text) == {"koers": "not-decimal"}
    assert refused(prijs__bedrag=text) == {"prijs.bedrag": "not-decimal"}


@pytest.mark.parametrize("text", ["23-11-2026", "20261123", "2026-W47-1", "2026-02-30", "morgen"])
def test_what_is_no_date(text: str) -> None:
    assert refused(datum=text) == {"datum": "not-date"}


def test_what_is_no_yes_or_no_and_what_is_no_row() -> None:
    assert refused(voorbeeld="misschien") == {"voorbeeld": "not-boolean"}
    for row in ["a | 1 | x | 1 | te veel", "a | hoog", "a | 1 | x | veel"]:
        assert refused(minimaalSeal=row) == {"minimaalSeal": "not-structs"}


def test_every_field_that_cannot_be_read_is_named_with_a_cure() -> None:
    with pytest.raises(BadInput) as caught:
        from_form(Thing, {"aantal": ["x" * 500], "koers": ["\ud800"], "datum": ["nu"]})
    found = {finding.where: finding for finding in caught.value.findings}
    assert set(found) == {"aantal", "koers", "datum"}
    for finding in found.values():
        assert finding.cure.nl != finding.cure.en
        assert len(finding.what.nl) < 120
        finding.what.nl.encode()


@given(st.dictionaries(st.sampled_from(list(FIELDS)), st.lists(st.text(max_size=30), max_size=3)))
def test_anything_typed_is_read_or_refused(values: dict[str, Any]) -> None:
    try:
        plain = from_form(Thing, values)
        THING.convert(plain)
    except BadInput:
        return
