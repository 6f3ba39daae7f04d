# SPDX-License-Identifier: EUPL-1.2
"""What results are counted by: a column of the applicant or the household, or classes of one (`jaarinkomen:1000000`:
classes of ten thousand euros; `geboortedatum:10`: ages by ten years)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text

PLACES = ("gemeente", "provincie", "waterschap")
_SPEC = re.compile(r"([^:]+):([1-9][0-9]{0,14})")
_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "HUGEINT")
_REALS = ("DOUBLE", "FLOAT", "DECIMAL")


@dataclass(frozen=True)
class By:
    """A column, and how wide a class of it is (0: each value by itself). A class is called by its lowest value."""

    column: str
    step: int = 0

    @property
    def name(self) -> str:
        """As it was asked for, and the name of its column in the results."""
        return f"{self.column}:{self.step}" if self.step else self.column


def read_by(text: str) -> By:
    """From what was typed. BadInput for a width that is no whole number above zero."""
    if ":" not in text:
        return By(text)
    found = _SPEC.fullmatch(text)
    if not found:
        raise bad_input("population-by", "--by", _NO_CLASS.fill(text=text[:80]), _CLASS_CURE)
    return By(found[1], int(found[2]))


def beside(table: str, test: str, household: str, there: Mapping[str, str], by: Sequence[str], on: date) -> str:
    """The query of the columns to count by: household, and each of `by` under its name, as text. `table` has a row for
    each applicant where `test` holds; `there` are its columns with their types. BadInput for a column that is not
    there, and for classes of one that has none."""
    asked = [read_by(one) for one in by]
    places = set(PLACES) - set(there)
    wrong = [one.column for one in asked if one.column not in there and one.column not in places]
    if wrong:
        some = ", ".join(sorted(set(there) | places))[:300]
        raise bad_input("population-by", "--by", _NO_BY.fill(name=wrong[0][:80]), _NO_BY_CURE.fill(some=some))
    cells = "".join(f", {_cell(one, there, on)} AS {_name(one.name)}" for one in asked)
    joined = any(one.column not in there for one in asked)
    join = f" LEFT JOIN households h ON h.household = t.{household}" if joined else ""
    return f"SELECT t.{household} AS household{cells} FROM {table} t{join} WHERE {test}"


def _cell(one: By, there: Mapping[str, str], on: date) -> str:
    if one.column not in there:
        if one.step:
            raise bad_input("population-by", "--by", _NO_CLASSES.fill(name=one.column[:80]), _CLASS_CURE)
        return f"h.{_name(one.column)}"
    cell, kind = f"t.{_name(one.column)}", there[one.column].partition("(")[0]
    if not one.step:
        return f"CAST({cell} AS VARCHAR)"
    if kind == "DATE":
        later = f"CAST(strftime({cell}, '%m%d') > '{on:%m%d}' AS INT)"
        cell = f"date_diff('year', {cell}, DATE '{on.isoformat()}') - {later}"
    elif kind not in (*_NUMBERS, *_REALS):
        raise bad_input("population-by", "--by", _NO_CLASSES.fill(name=one.column[:80]), _CLASS_CURE)
    return f"CAST(CAST(floor(({cell}) / {one.step}) AS BIGINT) * {one.step} AS VARCHAR)"


def in_order(name: str) -> tuple[tuple[int, int, str], ...]:
    """The order of a group by its name: classes by their lowest value, then words, then what is not known."""
    parts = name.split(", ")
    return tuple((2, 0, "") if one == "-" else (0, int(one), "") if _is_number(one) else (1, 0, one) for one in parts)


def classes(names: Sequence[str], by: Sequence[str]) -> int:
    """How wide the classes are that groups in order stand for; 0 where they are no classes of one column."""
    step = read_by(by[0]).step if len(by) == 1 else 0
    return step if all(map(_is_number, names)) else 0


def class_name(first: str, last: str, step: int, open_end: bool) -> str:
    """The name of classes taken together: `0..3000000`, and `3000000..` where nothing comes after it."""
    if first == last and not open_end:
        return first
    return f"{first}.." if open_end else f"{first}..{int(last) + step}"


def _is_number(name: str) -> bool:
    return name.removeprefix("-").isdecimal()


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


_NO_BY = Text(nl="De kolom “{name}” is er niet.", en="The column “{name}” is not there.")
_NO_BY_CURE = Text(nl="Kies uit: {some}.", en="Choose from: {some}.")
_NO_CLASS = Text(nl="Deze klassen zijn niet te lezen: “{text}”.", en="These classes cannot be read: “{text}”.")
_NO_CLASSES = Text(
    nl="De kolom “{name}” heeft geen getallen of dagen, dus geen klassen.",
    en="The column “{name}” has no numbers or days, so no classes.",
)
_CLASS_CURE = Text(
    nl="Schrijf kolom:breedte, zoals jaarinkomen:1000000 (klassen van € 10.000) of geboortedatum:10.",
    en="Write column:width, like jaarinkomen:1000000 (classes of € 10,000) or geboortedatum:10.",
)
