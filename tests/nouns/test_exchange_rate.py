# SPDX-License-Identifier: EUPL-1.2
"""Prices become euros only by a dated rate, and the reason says which."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from stelsel.kernel.problem import BadInput
from stelsel.kernel.values import Price
from stelsel.nouns.exchange_rate import EXCHANGE_RATE, ExchangeRate, Rates, read

USD = ExchangeRate(currency="USD", rate=Decimal("1.0411"), day=date(2025, 2, 28), copies=("a", "b"))
RATES = Rates([USD])


def price(amount: str, currency: str = "USD") -> Price:
    return Price(amount=Decimal(amount), currency=currency, per="hour")


def test_the_last_working_day_before_a_sunday_counts_and_is_named() -> None:
    money, why = RATES.to_eur(price("1.0411"), date(2025, 3, 2))
    assert money is not None
    assert (money.amount, money.currency) == (1, "EUR")
    assert "28 februari 2025" in why.nl
    assert "1.0411 USD" in why.en


@pytest.mark.parametrize("day", [date(2025, 2, 27), date(2025, 3, 8)])
def test_before_the_first_rate_or_after_seven_days_it_is_unknown(day: date) -> None:
    money, why = RATES.to_eur(price("1"), day)
    assert money is None
    assert "onbekend" in why.nl


def test_the_seventh_day_still_counts() -> None:
    assert RATES.to_eur(price("1"), date(2025, 3, 7))[0] is not None


def test_a_named_unit_is_never_converted() -> None:
    assert RATES.to_eur(price("1", "UpCloud credit"), date(2025, 3, 2))[0] is None


def test_euros_stay_as_they_are() -> None:
    money, _ = RATES.to_eur(price("0.2067", "EUR"), date(1999, 1, 1))
    assert money is not None
    assert money.amount == Decimal("0.2067")


def test_an_unconfirmed_rate_says_so() -> None:
    rates = Rates([ExchangeRate(currency="USD", rate=Decimal(1), day=date(2025, 2, 28), provisional=True)])
    assert "not confirmed" in rates.to_eur(price("1"), date(2025, 2, 28))[1].en


def test_the_shipped_rates_stand_in_two_copies(root: Path) -> None:
    place = root / "src" / "stelsel" / "node" / "example" / "data" / "fx-ecb.csv"
    reading = read(place.read_bytes(), place.name)
    assert not reading.refused
    bodies = [draft.body for draft in reading.drafts]
    assert [(rate.day, rate.currency, rate.rate) for rate in bodies] == [
        (date(2024, 2, 21), "USD", Decimal("1.0809")),
        (date(2025, 2, 28), "USD", Decimal("1.0411")),
    ]
    assert all(len(set(rate.copies)) >= 2 and not rate.provisional for rate in bodies)
    assert all(draft.source is not None and draft.kind is EXCHANGE_RATE for draft in reading.drafts)


def test_one_copy_makes_a_rate_provisional() -> None:
    (draft,) = read(b"day,currency,rate,copies\n2025-02-28,USD,1.0411,https://a.invalid\n", "fx.csv").drafts
    assert draft.body.provisional


@pytest.mark.parametrize(
    "row",
    [
        "2025-02-30,USD,1,x",
        "2025-02-28,usd,1,x",
        "2025-02-28,USD,0,x",
        "2025-02-28,USD,-1,x",
        "2025-02-28,USD,NaN,x",
        "2025-02-28,USD,1.04",
    ],
)
def test_a_row_that_is_no_rate_is_refused(row: str) -> None:
    reading = read(f"day,currency,rate,copies\n{row}\n".encode(), "fx.csv")
    assert [(item.line, item.code) for item in reading.refused] == [(2, "no-rate")]


def test_a_day_and_currency_count_once() -> None:
    raw = b"day,currency,rate,copies\n2025-02-28,USD,1,a|b\n2025-02-28,USD,2,a|b\n"
    assert [item.code for item in read(raw, "fx.csv").refused] == ["duplicate"]


@pytest.mark.parametrize("raw", [b"", b"a,b\n1,2\n", "day,currency,rate,copies\n".encode("utf-16")])
def test_another_file_is_bad_input(raw: bytes) -> None:
    with pytest.raises(BadInput):
        read(raw, "fx.csv")
