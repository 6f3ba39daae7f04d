# SPDX-License-Identifier: EUPL-1.2
"""Rules and households at the edges of what a database computes: 64 bits, days, signs, letters, full masks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from stelsel.engines.rules import Library
from stelsel.engines.rules.population import Program
from tests.engines.rules.population.households import Case
from tests.engines.rules.population.test_operations import KINDS, cond, each, op
from tests.engines.rules.texts import fact, one

TEXTS = (
    "een", "EEN", "een ", "", "it's", 'he said "x"', "back\\slash", "\\'", "a\nb", "a\tb", "${spark.app.name}",
    "${env:HOME}", "{x}", "%_", "é", "e\u0301", "😀", "null", "NULL", "--", "/*", "?", ":a", "`",
)  # fmt: skip
DAYS = (
    "1583-01-01", "1599-12-31", "1600-02-29", "1900-02-28", "1900-03-01", "1970-01-01", "2000-02-29", "2023-02-28",
    "2024-02-29", "2024-03-01", "2025-06-01", "2100-02-28", "9999-12-31",
)  # fmt: skip
MOST = 10**12
NUMBERS = (-MOST, -MOST + 1, -1_000_001, -3, -2, -1, 0, 1, 2, 3, 999_999, 2**31 - 1, 2**31, MOST - 1, MOST)
A, B = fact("a", "amount"), fact("b", "amount")


def _rounded(how: str, value: Any, to: Any) -> dict[str, Any]:
    return {"operation": how, "value": value, "to": to}


RULES: dict[str, Library] = {
    "wide product": one(op("MULTIPLY", "$a", 9_223_372), A),
    "wide product rounded": one(_rounded("FLOOR", op("MULTIPLY", "$a", 9_223_372), 10**9), A),
    "rounded down by what is nearly too much": one(_rounded("FLOOR", op("MULTIPLY", "$a", 9_223_372), 4 * 10**10), A),
    "rounded up": one(_rounded("CEIL", op("DIVIDE", "$a", 7), 1), A),
    "rounded down": one(_rounded("FLOOR", op("DIVIDE", "$a", 7), 1), A),
    "rounded, halves too": one(_rounded("ROUND", op("DIVIDE", "$a", 4), 1), A),
    "divided by a fact": one(_rounded("ROUND", op("DIVIDE", "$a", "$b"), 1), A, B),
    "quotients compared": one(
        {"operation": "LESS_THAN", "subject": op("DIVIDE", "$a", 3), "value": op("DIVIDE", "$b", 7)}, A, B,
        kind="boolean",
    ),
    "smallest and largest": one(op("ADD", op("MIN", "$a", "$b", 5), op("MAX", "$a", "$b", -5)), A, B),
    "which text": one({"operation": "GET", "subject": "$s", "values": {text: at for at, text in enumerate(TEXTS)}},
                      fact("s", "string")),
    "one of the texts": one({"operation": "IN", "subject": "$s", "values": list(TEXTS[3:9])}, fact("s", "string"),
                            kind="boolean"),
    "same text": one({"operation": "EQUALS", "subject": "$s", "value": "$t"}, fact("s", "string"), fact("t", "string"),
                     kind="boolean"),
    "text as outcome": one(cond("$j", "$s", TEXTS[6]), fact("s", "string"), fact("j", "boolean"), kind="string"),
    "constant": one(op("ADD", 1, 2), A),
    **{unit: one({"operation": "DATE_DIFF", "from": "$d", "to": "$e", "in": unit}, fact("d", "date"), fact("e", "date"))
       for unit in ("years", "months", "weeks", "days")},
    "later day": one({"operation": "GREATER_THAN", "subject": "$d", "value": "$e"}, fact("d", "date"),
                     fact("e", "date"), kind="boolean"),
    "total of a full list": one(each(op("MULTIPLY", "$kind.bedrag", 900_000_000), "ADD"), KINDS),
    "smallest and largest of a list": one(op("ADD", each("$kind.bedrag", "MIN"), each("$kind.bedrag", "MAX")), KINDS),
    "forty facts": one(op("ADD", *(f"$n{at}" for at in range(40))), *(fact(f"n{at}") for at in range(40))),
    "troubles": one(op("ADD", *(_rounded("ROUND", op("DIVIDE", at + 1, f"$n{at}"), 1) for at in range(22))),
                    *(fact(f"n{at}") for at in range(22))),
}  # fmt: skip


def households(program: Program) -> list[Case]:
    """Households with each column at its edges and empty, two columns against each other, and all empty."""
    columns = [one for one in program.columns if not one.list]
    found: list[Case] = [{"personen": {"aanvrager": {}}}]
    if len(columns) <= 2:
        found += [_case(dict(zip((one.field for one in columns), cells, strict=True)))
                  for cells in product(*(_cells(program, one.sort, one.low, one.high) for one in columns))]  # fmt: skip
        return found
    for at, column in enumerate(columns):
        rest = {one.field: _cells(program, one.sort, one.low, one.high)[-(at % 3) - 2] for one in columns}
        found += [_case({**rest, column.field: cell}) for cell in _cells(program, column.sort, column.low, column.high)]
    return found


def _case(facts: dict[str, Any]) -> Case:
    return {"personen": {"aanvrager": {name: cell for name, cell in facts.items() if cell is not None}}}


def _cells(program: Program, sort: str, low: int, high: int) -> list[Any]:
    if sort == "list":
        return [None, *_lists()]
    some = {"boolean": (False, True), "date": DAYS, "text": (*TEXTS, "anders")}.get(sort)
    if some is None:
        some = tuple(dict.fromkeys(one for one in (*NUMBERS, low, low + 1, high - 1, high) if low <= one <= high))
    return [None, *some]


def _lists() -> Iterator[list[dict[str, int]]]:
    most = 10**8
    for size in (0, 1, 2, 99, 100):
        for cell in (-most, most):
            yield [{"bedrag": cell}] * size
        yield [{"bedrag": most if at % 2 else -most} for at in range(size)]
        yield [{} if at % 3 == 1 else {"bedrag": at} for at in range(size)]
