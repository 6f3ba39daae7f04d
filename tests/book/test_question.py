# SPDX-License-Identifier: EUPL-1.2
"""A question is declared once: typed and plain inputs, a budget, an answer that names its position."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import msgspec
import pytest

from stelsel.book.answer import Answer
from stelsel.book.audience import ANYONE
from stelsel.book.book import Book
from stelsel.book.question import Budget, Question
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import same
from stelsel.kernel.values import Share, Value
from tests.book.shelves import country, library
from tests.kernel.samples import THING


class Inputs(Value, frozen=True):
    """What is asked."""

    title: str
    quantity: Annotated[int, msgspec.Meta(ge=1, le=10)] = 1
    rate: Decimal | None = None
    day: date | None = None
    share: Share | None = None


def ask(book: Book, inputs: Inputs, budget: Budget) -> Answer:
    """How many things there are."""
    rows = book.rows(THING)
    budget.spend(len(rows))
    return Answer(question="?", inputs={}, verdict="list", headline=same("x"), result={"count": len(rows)})


def check(inputs: Inputs) -> None:
    """A title is not a number."""
    if inputs.title.isdigit():
        raise bad_input("title", "titel", same("?"), same("!"))


QUESTION: Question[Inputs] = Question(
    "count", "tel", "test", same("How many?"), same("Counts."), Inputs, ask, check, {"titel": "x"}
)


def budget(seconds: float = 1, rows: int = 100, times: list[float] | None = None) -> Budget:
    """A budget on a clock that gives these times."""
    clock = iter(times or [0.0] * 99)
    return Budget(seconds, rows, lambda: next(clock))


def refused(plain: Any) -> dict[str, str]:
    """Place -> code."""
    with pytest.raises(BadInput) as caught:
        QUESTION.from_plain(plain)
    return {finding.where: finding.code for finding in caught.value.findings}


def test_typed_and_plain_inputs_are_the_same() -> None:
    typed = QUESTION.from_typed({"titel": ["a"], "aantal": ["2"], "koers": ["0,5"], "datum": ["2026-11-24"]})
    plain = QUESTION.from_plain({"titel": "a", "aantal": 2, "koers": 0.5, "datum": "2026-11-24"})
    assert typed == plain == Inputs(title="a", quantity=2, rate=Decimal("0.5"), day=date(2026, 11, 24))


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ({}, {"titel": "missing"}),
        ({"titel": 1, "aantal": 0}, {"titel": "field", "aantal": "field"}),
        ({"titel": "7"}, {"titel": "title"}),
        ({"titel": "a", "koers": "NaN"}, {"koers": "no-number"}),
        ({"titel": "a", "koers": "1e99999999"}, {"koers": "no-number"}),
        ({"titel": "a", "koers": float("inf")}, {"koers": "no-number"}),
        ({"titel": "a", "aandeel": {"aandeel": "NaN"}}, {"aandeel": "field"}),
        ({"titel": "a\ud800"}, {"titel": "half-character"}),
        ({"titel": "a", "datum": "2026-W47-1"}, {"datum": "field"}),
        ({"titel": "a", "aantal": 2**60}, {"aantal": "big-number"}),
        ([], {"": "field"}),
        (None, {"": "field"}),
        ("x", {"": "field"}),
    ],
)
def test_impossible_inputs_are_refused_with_their_place(plain: Any, expected: dict[str, str]) -> None:
    assert refused(plain) == expected


def test_an_answer_names_its_question_inputs_position_and_cost() -> None:
    book = library(country()).book(ANYONE)
    found = QUESTION.answer(book, QUESTION.from_typed({"titel": ["a"]}), budget())
    assert (found.question, found.inputs, found.position) == ("tel", {"titel": "a"}, book.position.hash)
    assert (found.rows_read, found.result) == (2, {"count": 2})


def test_a_budget_ends_by_rows_and_by_time() -> None:
    book = library(country()).book(ANYONE)
    for short in (budget(rows=1), budget(seconds=1, times=[0.0, 1.5])):
        with pytest.raises(BadInput) as caught:
            QUESTION.answer(book, Inputs(title="a"), short)
        assert caught.value.findings[0].code == "over-budget"
    exact = budget(rows=5, times=[10.0, 10.5, 11.0])
    exact.spend(3)
    exact.spend(2)
    assert exact.read == 5
