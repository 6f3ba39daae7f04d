# SPDX-License-Identifier: EUPL-1.2
"""Hypothesis strategies for plain values and for bodies."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from stelsel.kernel.time import Period
from stelsel.kernel.values import Place, Price
from tests.kernel.samples import Floor, Thing

LINES = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])
WORDS = st.text(LINES, min_size=1, max_size=20).map(str.strip).filter(bool)
"""Text on one line, without space around it, as a form gives it back."""

KEYS = st.text(st.characters(codec="ascii"), max_size=8)
SCALARS = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | WORDS
PLAIN = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=20
)
"""Plain values inside the canonical profile."""

DECIMALS = st.decimals(min_value=-(10**9), max_value=10**9, allow_nan=False, allow_infinity=False, places=6)
DAYS = st.dates(min_value=date(1, 1, 1))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Periods whose days are in order; either may be open."""
    start, end = draw(st.none() | DAYS), draw(st.none() | DAYS)
    if start and end and start > end:
        start, end = end, start
    return Period(start=start, end=end)


FLOORS = st.builds(
    Floor,
    objective=WORDS,
    level=st.integers(0, 4),
    scope=st.none() | WORDS,
    share=st.none() | DECIMALS,
)
PRICES = st.builds(
    Price,
    amount=DECIMALS,
    currency=st.sampled_from(["EUR", "USD"]),
    per=st.sampled_from(["hour", "month"]),
    provisional=st.booleans(),
)


@st.composite
def things(draw: st.DrawFn) -> Thing:
    """Valid bodies without anything that looks like personal data."""
    return Thing(
        title=draw(WORDS.filter(lambda text: "@" not in text and not any(sign.isdigit() for sign in text))),
        quantity=draw(st.integers(0, 1000)),
        rate=draw(st.none() | DECIMALS),
        price=draw(st.none() | PRICES),
        place=draw(st.builds(Place, country=st.none() | st.sampled_from(["NL", "US"]), city=st.none() | WORDS)),
        valid=draw(periods()),
        certificates=tuple(draw(st.lists(WORDS, max_size=3))),
        minimum_seal=tuple(draw(st.lists(FLOORS, max_size=3))),
        sample=draw(st.booleans()),
        day=draw(st.none() | DAYS),
        status="open",
        level=draw(st.none() | st.sampled_from([0, 1, 2])),
        rsin=draw(st.none() | st.just("111222333")),
    )
