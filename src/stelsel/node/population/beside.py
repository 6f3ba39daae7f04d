# SPDX-License-Identifier: EUPL-1.2
"""What results are counted by: a column of the applicant or the household, or classes of one (`jaarinkomen:1000000`:
classes of ten thousand euros; `geboortedatum:10`: ages by ten years)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.node.population.columns import quoted

_SPEC = re.compile(r"([^:]+):([1-9][0-9]{0,14})")


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


def columns(by: Sequence[str]) -> tuple[str, ...]:
    """The columns that are asked of the source."""
    return tuple(dict.fromkeys(read_by(one).column for one in by))


def cells(base: Any, by: Sequence[str], on: date) -> str:
    """What stands of `by` in the results, from the table `beside` (as `b`), each with a comma before it: a column as
    text, or the lowest value of its class. BadInput for classes of a column without numbers or days."""
    found = []
    for one in map(read_by, by):
        cell = f"b.{quoted(one.column)}"
        if one.step:
            cell = _class(cell, one.step, on)
            some, known = base.execute(f"SELECT count({quoted(one.column)}), count({cell}) FROM beside b").fetchone()
            if some and not known:
                raise bad_input("population-by", "--by", _NO_CLASSES.fill(name=one.column[:80]), _CLASS_CURE)
        found.append(f", {cell} AS {quoted(one.name)}")
    return "".join(found)


def _class(cell: str, step: int, on: date) -> str:
    """The lowest value of the class of a number, or of the age on a day; empty for what is neither."""
    born = f"TRY_CAST({cell} AS DATE)"
    later = f"CAST(strftime({born}, '%m%d') > '{on:%m%d}' AS INT)"
    age = f"date_diff('year', {born}, DATE '{on.isoformat()}') - {later}"
    return f"CAST(CAST(floor(coalesce(TRY_CAST({cell} AS DOUBLE), {age}) / {step}) AS BIGINT) * {step} AS VARCHAR)"


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


_NO_CLASS = Text(nl="Deze klassen zijn niet te lezen: “{text}”.", en="These classes cannot be read: “{text}”.")
_NO_CLASSES = Text(
    nl="De kolom “{name}” heeft geen getallen of dagen, dus geen klassen.",
    en="The column “{name}” has no numbers or days, so no classes.",
)
_CLASS_CURE = Text(
    nl="Schrijf kolom:breedte, zoals jaarinkomen:1000000 (klassen van € 10.000) of geboortedatum:10.",
    en="Write column:width, like jaarinkomen:1000000 (classes of € 10,000) or geboortedatum:10.",
)
