# SPDX-License-Identifier: EUPL-1.2
"""Where a fact makes the computation turn: the values at which a comparison in it changes.

A cut is the last value of the lower part. It is found by computing the comparison again with other values of the fact
and halving between them; so it holds for whatever stands between fact and comparison, as long as the comparison
changes once between the ends.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from itertools import islice

from stelsel.engines.rules._three import part_of
from stelsel.engines.rules.asking.case import fact_of, walk
from stelsel.engines.rules.asking.fields import FactField
from stelsel.engines.rules.operations import apply
from stelsel.engines.rules.outcome import Step
from stelsel.engines.rules.values import SINGLE, Unknown, Value

MOST_REPLAYED = 200
"""Steps that one comparison may have below it."""
MOST_TRIES = 3
"""Times that one comparison is looked into for one fact in one tree (it may stand in a loop)."""
FAR = 10**10
_ORDER = ("GREATER_THAN", "LESS_THAN", "GREATER_THAN_OR_EQUAL", "LESS_THAN_OR_EQUAL")
FIRST_DAY, LAST_DAY = date(1900, 1, 1).toordinal(), date(2100, 1, 1).toordinal()

Test = Callable[[Value], Value]


class Cuts:
    """What a tree shows about its unknown facts: of each key the cuts and, of texts, the values it is compared with;
    and `loose`: facts whose value goes further than into comparisons, so that no list of values stands for all."""

    def __init__(self) -> None:
        self.of: dict[str, set[int]] = {}
        self.points: dict[str, set[int]] = {}
        """Values that count on their own: of EQUALS."""
        self.nothing: set[str] = set()
        """Facts that may be known to be absent."""
        self.loose: set[str] = set()
        self._ways: dict[tuple[str, int], str] = {}
        self._seen: set[tuple[object, ...]] = set()
        self._here: dict[tuple[object, ...], int] = {}

    def size(self) -> int:
        """How much is known, to see whether a tree added anything."""
        return sum(map(len, self.of.values())) + sum(map(len, self.points.values())) + len(self.nothing)

    def add(self, root: Step, fields: Mapping[str, FactField]) -> None:
        """Takes in all that one tree shows."""
        self._here.clear()
        for step in walk(root):
            if step.kind == "operation" and step.name in _ASKED and step.children:
                self._operation(step, fields)
        for key in _flowing(root):
            if (field := fields.get(key)) is not None and (field.kind in _NUMERIC or field.open_choice):
                self.loose.add(key)

    def _operation(self, step: Step, fields: Mapping[str, FactField]) -> None:
        if step.name in ("IS_NULL", "EXISTS", "COALESCE"):
            key = _direct(step.children[0])
            if key is not None:
                self.nothing.add(key)
            return
        keys = {key for one in step.children if type(one.value) is Unknown for key in one.value.missing}
        for key in keys:
            field = fields.get(key)
            if field is not None and field.kind in _NUMERIC:
                place = (step.basis, step.line, step.name, key)
                self._here[place] = self._here.get(place, 0) + 1
                if self._here[place] > MOST_TRIES:
                    self.loose.add(key)
                elif (seen := (place, _known(step))) not in self._seen:
                    self._seen.add(seen)
                    self._numeric(step, field, alone=len(keys) == 1)
            elif field is not None and field.open_choice:
                beside = [one.value for one in step.children if isinstance(one.value, str)]
                if len(keys) > 1 or any(one not in field.choices for one in beside):
                    self.loose.add(key)

    def _numeric(self, step: Step, field: FactField, alone: bool) -> None:
        key = field.key
        for test in _tests(step, field):
            cut = _turn(test, field)
            if cut is None:
                continue
            self.of.setdefault(key, set()).add(cut)
            if field.kind == "number":
                way = _way(test, cut)
                if way == "inside" or self._ways.setdefault((key, cut), way) != way:
                    self.loose.add(key)
            if step.name == "EQUALS":
                self.points.setdefault(key, set()).add(cut)
        if not alone or step.name == "IN" or not _once(step, key):
            self.loose.add(key)


def _known(root: Step) -> tuple[object, ...]:
    """What is known below a comparison: where that is the same, so are its cuts."""
    some = islice(walk(root), MOST_REPLAYED)
    return tuple(one.value if type(one.value) in SINGLE else None for one in some if type(one.value) is not Unknown)


def _flowing(root: Step) -> set[str]:
    """Facts whose value goes on into the outcome, and not only into comparisons."""
    found, waiting, seen = set[str](), [root], set[int]()
    while waiting:
        step = waiting.pop()
        if id(step) in seen or (step.kind == "operation" and step.name in _COMPARING):
            continue
        seen.add(id(step))
        if (key := fact_of(step)) is not None:
            found.add(key)
        waiting += step.children
    return found


def _tests(step: Step, field: FactField) -> list[Test]:
    """The questions of yes or no in one operation, as functions of the fact."""

    def compare(name: str, left: int, right: int) -> Test:
        one, other = step.children[left], step.children[right]
        return lambda value: apply(name, (_replay(one, field, value), _replay(other, field, value)))

    if step.name in _ORDER:
        return [compare(step.name, 0, 1)]
    if step.name in ("EQUALS", "MIN", "MAX"):
        return [compare("LESS_THAN_OR_EQUAL", 0, at) for at in range(1, min(len(step.children), 4))]
    return []


def _replay(step: Step, field: FactField, value: Value, left: list[int] | None = None) -> Value:
    """The value of a step with the fact filled in, other unknown facts at rest."""
    left = left if left is not None else [MOST_REPLAYED]
    left[0] -= 1
    if type(step.value) is not Unknown or left[0] < 0:
        return step.value
    key = fact_of(step)
    if key is not None:
        return value if key == field.key else _REST.get(field.kind, 0)
    if step.kind == "operation" and step.name not in ("AND", "OR", "COALESCE"):
        return apply(step.name, [_replay(one, field, value, left) for one in step.children])
    if not step.children:
        return step.value
    found = _replay(step.children[-1], field, value, left)
    part = _part(step)
    return part_of(found, part) if part else found


def _part(step: Step) -> str:
    """The part that a step takes of what stands below it: the year of a day; empty for none."""
    below = step.children[-1].name if step.children else ""
    return step.name[len(below) + 1 :] if step.kind == "input" and below and step.name.startswith(f"{below}.") else ""


def _once(root: Step, key: str) -> bool:
    """Whether a fact comes into a comparison once, by a way on which more of it never turns back."""
    count, waiting, left = 0, [root], MOST_REPLAYED
    while waiting:
        step, left = waiting.pop(), left - 1
        value = step.value
        if (type(value) is not Unknown or key not in value.missing) and step is not root:
            continue
        if fact_of(step) == key:
            count += 1
            continue
        turns = step.kind == "operation" and step.name not in _STEADY
        if step.name == "DIVIDE":
            turns = any(type(one.value) is Unknown for one in step.children[1:])
        forks = step.kind in ("choice", "each") and any(type(one.value) is Unknown for one in step.children[:-1])
        if turns or forks or _part(step) not in ("", "year") or left < 0:
            return False
        waiting += step.children
    return count == 1


def _turn(test: Test, field: FactField) -> int | None:
    """The last value (of a date its ordinal) before the test changes; None where it does not between the bounds."""
    low, high = _ends(field)

    def made(at: int) -> Value:
        return test(date.fromordinal(at) if field.kind == "date" else at)

    start, end = made(low), made(high)
    if not isinstance(start, bool) or not isinstance(end, bool) or start is end:
        return None
    while high - low > 1:
        middle = (low + high) // 2
        found = made(middle)
        if not isinstance(found, bool):
            return None
        low, high = (middle, high) if found is start else (low, middle)
    return low


def _way(test: Test, cut: int) -> str:
    """Where between a cut and the next whole number the test changes: at once (after), only there (before), inside."""
    little = Fraction(1, 10**6)
    if test(cut + little) is not test(cut):
        return "after"
    return "before" if test(cut + 1 - little) is test(cut) else "inside"


def _ends(field: FactField) -> tuple[int, int]:
    if field.kind == "date":
        return FIRST_DAY, LAST_DAY
    low = -FAR if field.low is None else int(field.low)
    return low, FAR if field.high is None else int(field.high)


def _direct(step: Step) -> str | None:
    """The fact that a step passes on unchanged."""
    for _ in range(20):
        key = fact_of(step)
        if key is not None or len(step.children) != 1 or step.kind not in ("input", "output", "definition"):
            return key
        step = step.children[0]
    return None


def steps_of(root: Step, most: int = 100_000) -> int:
    """How many steps a tree has: what it costs to compute it again."""
    return sum(1 for _ in islice(walk(root), most))


_COMPARING = frozenset({*_ORDER, "EQUALS", "IN"})
_ASKED = frozenset({*_COMPARING, "MIN", "MAX", "IS_NULL", "EXISTS", "COALESCE"})
_STEADY = frozenset(
    "ADD SUBTRACT MULTIPLY DIVIDE MIN MAX ROUND CEIL FLOOR DATE_ADD DATE_DIFF EQUALS".split() + list(_ORDER)
)
_NUMERIC = ("amount", "number", "date")
_REST: dict[str, Value] = {"date": date(1980, 1, 1)}
"""What another unknown fact is taken to be meanwhile, so that a cut of two facts together is found near it."""
