# SPDX-License-Identifier: EUPL-1.2
"""Identifiers, values, text, numbers and time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.kernel.ids import KvkNumber, Oin, Rsin, TooiUri, entry_id, slug
from stelsel.kernel.problem import BadInput, Broken, Finding, bad_input, broken
from stelsel.kernel.text import Text, number, same
from stelsel.kernel.time import Period, day, instant, say_day
from stelsel.kernel.values import COUNTRIES_EEA, COUNTRIES_EU, WITHIN, Money, Share, closeness, place_within


@pytest.mark.parametrize("text", ["a/b/c", "demo-1/cloud-offer/x.y_z-0", "9/a/0"])
def test_an_entry_address_reads_back(text: str) -> None:
    assert str(entry_id(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "", "a/b", "a/b/c/d", "A/b/c", "a/b/C", "a/9/c", "a//c", "/a/b", "a/b/", "a/b/.c", "a/b/c\n", "\na/b/c",
        "a/b/c d", "a/b/c\0", "é/b/c", "a/b/" + "c" * 121, "a" * 61 + "/b/c", "a/b/../c", "a/b/%2e", "a／b／c",
    ],
)  # fmt: skip
def test_anything_else_is_no_address(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        entry_id(text)
    assert caught.value.findings[0].code == "entry-id"


@given(st.text(max_size=200))
def test_a_slug_is_always_a_local_name(text: str) -> None:
    assert entry_id(f"a/b/{slug(text)}").local == slug(text)


@pytest.mark.parametrize(
    ("type_", "good", "bad"),
    [
        (
            TooiUri,
            "https://identifier.overheid.nl/tooi/id/gemeente/gm0344",
            "http://identifier.overheid.nl/tooi/id/a/b",
        ),
        (Oin, "00000001003214345000", "0000000100321434500"),
        (KvkNumber, "12345678", "1234567"),
        (Rsin, "123456789", "1234567890"),
    ],
)
def test_identifiers_have_a_form(type_: object, good: str, bad: str) -> None:
    assert msgspec.convert(good, type=type_) == good
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(bad, type=type_)


def test_the_circles_of_place_contain_each_other() -> None:
    for country in ["NL", "DE", "NO", "US", "CH", "GB"]:
        answers = [place_within(country, circle) for circle in WITHIN]
        assert answers == sorted(answers, key=bool), f"{country} lies in a circle and not in a wider one"
    assert [place_within("NL", circle) for circle in WITHIN] == [True, True, True, True]
    assert [place_within("DE", circle) for circle in WITHIN] == [False, True, True, True]
    assert [place_within("NO", circle) for circle in WITHIN] == [False, False, True, True]
    assert [place_within("US", circle) for circle in WITHIN] == [False, False, False, True]


@pytest.mark.parametrize("country", [None, "", "nl", "Nederland", "NLD", "XX", "ZZ", "N\n", "NL\n", "ΝL"])
def test_what_is_no_country_code_is_unknown_and_never_outside(country: str | None) -> None:
    assert closeness(country) is None
    assert [place_within(country, circle) for circle in WITHIN] == [None, None, None, True]


def test_the_union_has_27_members_and_the_area_30() -> None:
    assert (len(COUNTRIES_EU), len(COUNTRIES_EEA)) == (27, 30)


@pytest.mark.parametrize("share", ["NaN", "sNaN", "Infinity", "-1", "100.01"])
def test_a_share_lies_between_0_and_100(share: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"aandeel": share}, type=Share)


def test_values_are_frozen() -> None:
    with pytest.raises(AttributeError):
        Money(amount=Decimal(1), currency="EUR").amount = Decimal(2)  # type: ignore[misc]


def test_a_period_holds_its_first_and_last_day() -> None:
    period = Period(start=date(2026, 1, 1), end=date(2026, 12, 31))
    assert [period.holds(date(2025, 12, 31)), period.holds(date(2026, 1, 1))] == [False, True]
    assert [period.holds(date(2026, 12, 31)), period.holds(date(2027, 1, 1))] == [True, False]
    assert Period().holds(date.min)
    assert Period(start=date(2026, 1, 1)).holds(date.max)
    assert Period(end=date(2026, 1, 1)).holds(date.min)
    with pytest.raises(ValueError, match="after its last day"):
        Period(start=date(2026, 1, 2), end=date(2026, 1, 1))
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"begin": "2026-01-02", "eind": "2026-01-01"}, type=Period)


@pytest.mark.parametrize(
    "text",
    ["", "20261123", "2026-W47-1", "2026-02-30", "26-11-23", "2026-11-23T0", "２０26-11-23", "2026-11-23\n", "x" * 99],
)
def test_a_day_is_written_one_way(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        day(text, "datum")
    assert caught.value.findings[0].where == "datum"
    assert day("2026-11-23") == date(2026, 11, 23)


def test_days_and_instants_in_words() -> None:
    assert say_day(date(2026, 3, 1), "nl") == "1 maart 2026"
    assert say_day(date(2026, 3, 1), "en-GB") == "1 March 2026"
    assert instant(datetime(2026, 11, 24, 12, 30, 5, 999, timezone(timedelta(hours=2)))) == "2026-11-24T10:30:05Z"
    assert instant(datetime(2026, 11, 24, tzinfo=UTC)) == "2026-11-24T00:00:00Z"
    with pytest.raises(AssertionError):
        instant(datetime(2026, 11, 24))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("value", "decimals", "nl", "en"),
    [
        (1234567, None, "1.234.567", "1,234,567"),
        (Decimal("1234.5600"), None, "1.234,5600", "1,234.5600"),
        (Decimal("1234.565"), 2, "1.234,56", "1,234.56"),
        (Decimal("1E+3"), None, "1.000", "1,000"),
        (Decimal("1E-7"), None, "0,0000001", "0.0000001"),
        (Decimal("-0.001"), 2, "0,00", "0.00"),
        (-1234.5, 1, "-1.234,5", "-1,234.5"),
        (0, 2, "0,00", "0.00"),
    ],
)
def test_numbers_as_people_write_them(value: Decimal, decimals: int | None, nl: str, en: str) -> None:
    assert number(value, "nl", decimals) == nl
    assert number(value, "en", decimals) == en


def test_a_text_says_both() -> None:
    text = Text(nl="ja", en="yes")
    assert [text.to(language) for language in ("nl", "en", "en-GB", "fr")] == ["ja", "yes", "yes", "ja"]
    assert str(text) == "ja"
    assert Text(nl="{a} is {b}", en="{b} is {a}").fill(a=text, b=1) == Text(nl="ja is 1", en="1 is yes")
    assert same("{x}").fill(x="{y}") == same("{y}")
    for nl, en in [("", "x"), ("x", "")]:
        with pytest.raises(ValueError, match="Dutch and English"):
            Text(nl=nl, en=en)


def test_a_text_can_always_be_written() -> None:
    assert same("a\ud800").nl == "a\\ud800"
    assert Finding("c", "x.\udfff", same("a"), same("b")).where == "x.\\udfff"


def test_problems_carry_their_findings() -> None:
    findings = (Finding("a", "here", same("What."), same("Cure.")), Finding("b", "", same("More."), same("Do.")))
    assert str(BadInput(*findings)) == "here: What. Cure.; More. Do."
    assert BadInput(*findings).findings == findings
    assert isinstance(bad_input("a", "", same("w"), same("c")), BadInput)
    assert isinstance(broken("a", "", same("w"), same("c")), Broken)
    assert not isinstance(broken("a", "", same("w"), same("c")), BadInput)
    with pytest.raises(AssertionError):
        BadInput()
