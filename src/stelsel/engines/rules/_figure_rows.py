# SPDX-License-Identifier: EUPL-1.2
"""The rows of a table of figures: every cell checked, every fault with its line and column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import msgspec

from stelsel.kernel import table
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.table import Cells, RowProblem
from stelsel.kernel.text import Text, same

COLUMNS = ("law", "bwb_id", "article", "parameter", "valid_from", "valid_to", "value", "unit", "grade", "source",
           "uncertain")  # fmt: skip
"""Of the table: law and BWB identifier, article, name of the figure, first and last day, value, unit, grade, source,
and the lines of doubt that touch it (spaces between)."""
MAX_ROWS = 100_000
MOST_FINDINGS = 50
_MONEY = ("EUR", "EUR/hour", "EUR/month", "EUR/year", "EUR/quarter/child", "EUR on 1 January",
          "EUR/month net incl. holiday part", "EUR (arithmetic rounding)", "EUR/year over annualised AOW",
          "EUR/year over annualised 2 x AOW")  # fmt: skip
_SHARES = ("percent", "percent of basic amount", "percent of married norm, per person",
           "percent of 12 x WML January", "percent of excess per year")  # fmt: skip
_PLAIN = ("1", "hours", "months", "years", "per EUR", "weeks (4 1/3)", "fraction (1/12 per month)")
UNITS = frozenset((*_MONEY, *_SHARES, *_PLAIN))
"""Money begins with EUR and is computed in eurocents, percent becomes a ratio, the rest stays as it is."""
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,99}")


class Row(msgspec.Struct, frozen=True):
    """One row that fits, and the line it began on."""

    line: int
    law: str
    bwb_id: str
    article: str
    name: str
    valid_from: date
    valid_to: date | None
    value: Fraction
    unit: str
    grade: str
    source: str
    uncertain: tuple[str, ...]


def read_rows(raw: bytes, file: str) -> list[Row]:
    """Every row; BadInput with all that does not fit (the first `MOST_FINDINGS`)."""
    rows: list[Row] = []
    wrong: list[Finding] = []
    for line, cells in table.rows(raw, file, COLUMNS, own=True):
        if cells is None:
            wrong.append(_finding("row-length", file, line, "", table.ROW_LENGTH))
        elif line > MAX_ROWS:
            wrong.append(_finding("too-many-rows", file, line, "", _MANY))
            break
        else:
            found = _row(line, cells, file)
            rows.append(found) if isinstance(found, Row) else wrong.extend(found)
    wrong.extend(_overlaps(rows, file))
    if wrong:
        raise BadInput(*wrong[:MOST_FINDINGS])
    return rows


def _row(line: int, cells: Cells, file: str) -> Row | list[Finding]:
    wrong = [_finding(code, file, line, column, why) for column, code, why in _faults(cells)]
    if wrong:
        return wrong
    first, last = table.day(cells, "valid_from"), table.day(cells, "valid_to")
    assert first is not None
    return Row(
        line=line,
        law=cells["law"],
        bwb_id=cells["bwb_id"],
        article=cells["article"],
        name=cells["parameter"],
        valid_from=first,
        valid_to=last,
        value=Fraction(cells["value"]),
        unit=cells["unit"],
        grade=cells["grade"],
        source=cells["source"],
        uncertain=tuple(cells["uncertain"].split()),
    )


def _faults(cells: Cells) -> list[tuple[str, str, Text]]:
    """Each fault as column, code and words."""
    found = [(column, "empty", _EMPTY) for column in ("law", "source", "valid_from") if not cells[column].strip()]
    for column in ("valid_from", "valid_to"):
        try:
            table.day(cells, column)
        except RowProblem as problem:
            found.append((column, problem.code, problem.why))
    if not found and cells["valid_to"] and cells["valid_to"] < cells["valid_from"]:
        found.append(("valid_to", "period", _BACKWARDS))
    checks = (
        ("parameter", "name", _NAME.fullmatch(cells["parameter"]), _NO_NAME),
        ("value", "no-number", _NUMBER.fullmatch(cells["value"]), _NO_NUMBER),
        ("unit", "unknown-unit", cells["unit"] in UNITS, _NO_UNIT),
        ("grade", "unknown-grade", cells["grade"] in ("L", "O", "S", "I"), _NO_GRADE),
    )
    found += [(column, code, why.fill(shown=cells[column][:40])) for column, code, good, why in checks if not good]
    return found


def _overlaps(rows: Sequence[Row], file: str) -> list[Finding]:
    """Rows of one figure that share a day: the later row is named, with the line of the earlier one."""
    found = []
    reach: dict[tuple[str, str], Row] = {}
    for row in sorted(rows, key=lambda one: (one.valid_from, one.line)):
        key = (row.bwb_id or row.law, row.name)
        before = reach.get(key)
        if before is not None and (before.valid_to is None or row.valid_from <= before.valid_to):
            why = _OVERLAP.fill(name=same(row.name), line=before.line)
            found.append(_finding("overlap", file, row.line, "valid_from", why))
        if before is None or (before.valid_to is not None and (row.valid_to is None or row.valid_to > before.valid_to)):
            reach[key] = row
    return found


def _finding(code: str, file: str, line: int, column: str, what: Text) -> Finding:
    where = f"{file} line {line}" + (f" column {column}" if column else "")
    return Finding(f"figure-{code}", where, what, _CURE)


_CURE = Text(nl="Herstel deze regel in de tabel.", en="Mend this row of the table.")
_MANY = Text(nl=f"De tabel heeft meer dan {MAX_ROWS} regels.", en=f"The table has more than {MAX_ROWS} rows.")
_EMPTY = Text(
    nl="Deze cel mag niet leeg zijn: zonder bron of eerste dag telt een bedrag niet.",
    en="This cell may not be empty: without source or first day a figure does not count.",
)
_BACKWARDS = Text(nl="De laatste dag ligt voor de eerste.", en="The last day is before the first.")
_NO_NAME = Text(nl="“{shown}” is geen naam (kleine letters, cijfers, _).",
                en="“{shown}” is not a name (small letters, digits, _).")  # fmt: skip
_NO_NUMBER = Text(nl="“{shown}” is geen getal in gewone notatie.", en="“{shown}” is not a number in plain notation.")
_NO_UNIT = Text(nl="De eenheid “{shown}” kennen we niet.", en="The unit “{shown}” is unknown to us.")
_NO_GRADE = Text(nl="De zekerheid “{shown}” is geen L, O, S of I.", en="The grade “{shown}” is not L, O, S or I.")
_OVERLAP = Text(
    nl="{name} geldt hier op dagen die regel {line} ook heeft.",
    en="{name} holds here on days that line {line} has too.",
)
