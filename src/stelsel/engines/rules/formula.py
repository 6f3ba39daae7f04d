# SPDX-License-Identifier: EUPL-1.2
"""The formal part of an article to read: an expression as lines of plain Dutch and English, without a case."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from stelsel.engines.rules.model import Cond, Const, Expr, ForEach, Gap, Op, Param, Ref
from stelsel.engines.rules.value_words import joined, value_words
from stelsel.engines.rules.words import DOES, Names, plain_name
from stelsel.kernel.text import Text, same

MOST_LINES, LONGEST = 200, 110
"""Lines of one formula; letters of a line that is not split further."""


class Line(msgspec.Struct, frozen=True):
    """One line, and the lines that it is made of."""

    said: Text
    below: tuple[Line, ...] = ()


def formula(expr: Expr, names: Names = plain_name) -> Line:
    """The lines of an expression; `names` says how things are called."""
    return _Lines(names).line(expr)


class _Lines:
    def __init__(self, names: Names) -> None:
        self.names, self.left = names, MOST_LINES

    def line(self, expr: Expr) -> Line:
        """One line where it fits, else a line with lines below it."""
        self.left -= 1
        said = self.inline(expr)
        if said is not None and (len(said.nl) <= LONGEST or self.left <= 0):
            return Line(said)
        if self.left <= 0:
            return Line(_MORE)
        if isinstance(expr, Cond):
            return Line(_CASES, (*(self._case(when, then) for when, then in expr.cases), self._last(expr.default)))
        if isinstance(expr, ForEach):
            return self._each(expr)
        parts = expr.args if isinstance(expr, Op) else ()
        head = (_COMPARES.get(expr.name) or DOES.get(expr.name, same(expr.name))) if isinstance(expr, Op) else _MORE
        return Line(_HEAD.fill(what=head), tuple(self.line(one) for one in self._told(expr, parts)))

    def _case(self, when: Expr, then: Expr) -> Line:
        condition, value = self.line(when), self.line(then)
        if not condition.below and not value.below:
            return Line(_IF.fill(when=condition.said, then=value.said))
        if not condition.below:
            return Line(_WHEN.fill(when=condition.said), (value,))
        return Line(_WHEN_BELOW, (condition, Line(_THEN.fill(then=value.said), value.below)))

    def _last(self, default: Expr) -> Line:
        value = self.line(default)
        return Line(_ELSE.fill(then=value.said), value.below)

    def _each(self, expr: ForEach) -> Line:
        subject = self.inline(expr.subject) or _LIST
        below = [Line(_ONLY.fill(when=one.said), one.below) for one in self._some(expr.where)]
        value = self.line(expr.value)
        return Line(_EACH[expr.combine].fill(of=subject), (*below, value))

    def _some(self, expr: Expr | None) -> list[Line]:
        return [] if expr is None else [self.line(expr)]

    def _told(self, expr: Expr, parts: Sequence[Expr]) -> Sequence[Expr]:
        return parts[:1] if isinstance(expr, Op) and expr.name in ("ROUND", "CEIL", "FLOOR") else parts

    def inline(self, expr: Expr) -> Text | None:
        """The expression in one line; None where it has cases or goes through a list."""
        if isinstance(expr, Const):
            return value_words(expr.value)
        if isinstance(expr, Ref):
            return self._ref(expr)
        if isinstance(expr, Param):
            return self.names(expr.name)
        if isinstance(expr, Gap):
            return expr.why
        return self._op(expr) if isinstance(expr, Op) else None

    def _ref(self, expr: Ref) -> Text:
        whole = ".".join((expr.name, *expr.path)).lower()
        if not expr.path or whole.partition(".")[0] in _DAYS:
            return self.names(whole)
        return _PART.fill(part=self.names(expr.path[-1]), of=self.names(expr.name))

    def _op(self, expr: Op) -> Text | None:
        if expr.name in ("DATE", "DATE_ADD"):
            return self._day(expr)
        parts = [self._inner(one) for one in expr.args]
        if any(one is None for one in parts):
            return None
        said = [one for one in parts if one is not None]
        if expr.name in _BETWEEN:
            sign = _BETWEEN[expr.name]
            return Text(nl=f" {sign.nl} ".join(one.nl for one in said), en=f" {sign.en} ".join(one.en for one in said))
        shape = _SHAPES.get(expr.name)
        if shape is None:
            return _CALL.fill(what=DOES.get(expr.name, same(expr.name)), parts=joined(said))
        few = (said + [same("-")] * 5)[:5]
        return shape.fill(a=few[0], b=few[1], c=few[2], all=joined(said))

    def _day(self, expr: Op) -> Text | None:
        """A day that is made: the first of the month asked, 31-12 of a year, a day some days earlier."""
        first = self._inner(expr.args[0])
        if first is None:
            return None
        numbers = [one.value if isinstance(one, Const) else None for one in expr.args[1:]]
        if expr.name == "DATE_ADD":
            moved = [
                Text(nl=f"{n:+} {_UNITS[at].nl}", en=f"{n:+} {_UNITS[at].en}") for at, n in enumerate(numbers) if n
            ]
            return _MOVED.fill(a=first, by=joined(moved)) if moved else first
        month, day = numbers[0], numbers[1]
        if month is None and day == 1 and isinstance(expr.args[1], Ref):
            return _FIRST_OF_MONTH
        if month is None or day is None:
            return DOES["DATE"]
        return _DAY_OF.fill(day=day, month=month, year=first)

    def _inner(self, expr: Expr) -> Text | None:
        said = self.inline(expr)
        tight = isinstance(expr, Op) and (expr.name in _BETWEEN)
        return _BRACKETS.fill(said=said) if said is not None and tight else said


_DAYS = ("referencedate", "calculation_date", "january_first", "prev_january_first")
_BRACKETS = Text(nl="({said})", en="({said})")
_BETWEEN = {
    "ADD": same("+"),
    "SUBTRACT": same("−"),
    "MULTIPLY": same("×"),
    "DIVIDE": same("/"),
    "AND": Text(nl="en", en="and"),
    "OR": Text(nl="of", en="or"),
    "EQUALS": Text(nl="is gelijk aan", en="equals"),
    "GREATER_THAN": Text(nl="is meer dan", en="is more than"),
    "LESS_THAN": Text(nl="is minder dan", en="is less than"),
    "GREATER_THAN_OR_EQUAL": Text(nl="is minstens", en="is at least"),
    "LESS_THAN_OR_EQUAL": Text(nl="is hoogstens", en="is at most"),
    "IN": Text(nl="hoort bij", en="is one of"),
}
_SHAPES = {
    "NOT": Text(nl="niet: {a}", en="not: {a}"),
    "MIN": Text(nl="het laagste van {all}", en="the lowest of {all}"),
    "MAX": Text(nl="het hoogste van {all}", en="the highest of {all}"),
    "ROUND": Text(nl="{a}, afgerond", en="{a}, rounded"),
    "CEIL": Text(nl="{a}, naar boven afgerond", en="{a}, rounded up"),
    "FLOOR": Text(nl="{a}, naar beneden afgerond", en="{a}, rounded down"),
    "IS_NULL": Text(nl="{a} is er niet", en="{a} is not there"),
    "EXISTS": Text(nl="er is iets in {a}", en="there is something in {a}"),
    "LENGTH": Text(nl="hoeveel er zijn van {a}", en="how many there are of {a}"),
    "DATE_DIFF": Text(nl="de tijd van {a} tot {b}", en="the time from {a} to {b}"),
    "AGE": Text(nl="de leeftijd op {b} bij geboorte op {a}", en="the age on {b} when born on {a}"),
    "COALESCE": Text(nl="de eerste die er is van {all}", en="the first that is there of {all}"),
}
_UNITS = (
    Text(nl="jaar", en="years"),
    Text(nl="maanden", en="months"),
    Text(nl="weken", en="weeks"),
    Text(nl="dagen", en="days"),
)
_MOVED = Text(nl="{a} ({by})", en="{a} ({by})")
_FIRST_OF_MONTH = Text(nl="de eerste dag van de maand", en="the first day of the month")
_DAY_OF = Text(nl="{day}-{month} van {year}", en="{day}-{month} of {year}")
_COMPARES = {
    "EQUALS": Text(nl="Deze twee zijn gelijk", en="These two are equal"),
    "GREATER_THAN": Text(nl="Het eerste is meer dan het tweede", en="The first is more than the second"),
    "LESS_THAN": Text(nl="Het eerste is minder dan het tweede", en="The first is less than the second"),
    "GREATER_THAN_OR_EQUAL": Text(nl="Het eerste is minstens het tweede", en="The first is at least the second"),
    "LESS_THAN_OR_EQUAL": Text(nl="Het eerste is hoogstens het tweede", en="The first is at most the second"),
}
_EACH = {
    "ADD": Text(nl="De som, voor elk van {of}, van:", en="The sum, for each of {of}, of:"),
    "COUNT": Text(nl="Het aantal van {of}:", en="The number of {of}:"),
    "MIN": Text(nl="Het laagste, voor elk van {of}, van:", en="The lowest, for each of {of}, of:"),
    "MAX": Text(nl="Het hoogste, voor elk van {of}, van:", en="The highest, for each of {of}, of:"),
    "AND": Text(nl="Voor elk van {of} geldt:", en="For each of {of} it holds that:"),
    "OR": Text(nl="Voor minstens één van {of} geldt:", en="For at least one of {of} it holds that:"),
    "LIST": Text(nl="De lijst, voor elk van {of}, van:", en="The list, for each of {of}, of:"),
}
_CALL = Text(nl="{what}: {parts}", en="{what}: {parts}")
_HEAD = Text(nl="{what}:", en="{what}:")
_CASES = Text(nl="Het eerste geval dat geldt:", en="The first case that holds:")
_IF = Text(nl="Als “{when}”, dan {then}", en="If “{when}”, then {then}")
_WHEN = Text(nl="Als “{when}”, dan:", en="If “{when}”, then:")
_WHEN_BELOW = Text(nl="Als dit geldt:", en="If this holds:")
_THEN = Text(nl="Dan: {then}", en="Then: {then}")
_ELSE = Text(nl="Anders: {then}", en="Otherwise: {then}")
_ONLY = Text(nl="Alleen als: {when}", en="Only if: {when}")
_PART = Text(nl="{part} ({of})", en="{part} ({of})")
_LIST = Text(nl="de lijst", en="the list")
_MORE = Text(nl="De rest staat in de bron.", en="The rest stands in the source.")
