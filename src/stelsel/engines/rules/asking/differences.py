# SPDX-License-Identifier: EUPL-1.2
"""What if: both outcomes, and in which articles and with which figures they part."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from stelsel.engines.rules.asking._why import article
from stelsel.engines.rules.asking.case import Case, changed, walk
from stelsel.engines.rules.facts import Facts
from stelsel.engines.rules.library import Library
from stelsel.engines.rules.model import Basis
from stelsel.engines.rules.outcome import Figures, Outcome, Step
from stelsel.engines.rules.value_words import value_words
from stelsel.engines.rules.values import Value
from stelsel.engines.rules.words import unit_of
from stelsel.kernel.text import Text


class Turn(msgspec.Struct, frozen=True):
    """An output that differs: its value before and after, None where it was not needed, the article it rests on, the
    figures that stand in it (law and name), and all that in a sentence."""

    name: str
    basis: Basis
    before: Step | None
    after: Step | None
    figures: tuple[str, ...]
    said: Text


class Difference(msgspec.Struct, frozen=True):
    """Two outcomes beside each other. `turns` begin with the outcome itself and go down to the fact that was changed;
    none when nothing differs."""

    before: Outcome
    after: Outcome
    turns: tuple[Turn, ...]

    @property
    def same(self) -> bool:
        """Whether both outcomes are the same."""
        return type(self.before.value) is type(self.after.value) and bool(self.before.value == self.after.value)


def what_if(
    library: Library,
    rule: str,
    output: str,
    facts: Facts,
    on: date,
    changes: Mapping[str, Value],
    *,
    known_at: date | None = None,
    figures: Figures | None = None,
) -> Difference:
    """The outcome with some facts changed beside the outcome without. `changes`: by key (`aanvrager.inkomen`), as JSON
    values; None makes a fact unknown. BadInput as `evaluate` gives it, and for a key that has no place."""
    case = Case(library, rule, output, on, known_at, figures)
    return difference(case.outcome(facts), case.outcome(changed(facts, read(facts, changes))))


def read(facts: Facts, changes: Mapping[str, Value]) -> dict[str, Value]:
    """JSON values as the engine has facts."""
    return {key: facts.read(value, key) for key, value in changes.items()}


def difference(before: Outcome, after: Outcome) -> Difference:
    """Where two outcomes of the same rule part."""
    first, second = _outputs(before.tree), _outputs(after.tree)
    turns = []
    for key in {**first, **second}:
        one, other = first.get(key), second.get(key)
        if one is None or other is None or _differ(one.value, other.value):
            turns.append(_turn(one, other))
    return Difference(before, after, tuple(turns))


def _outputs(root: Step) -> dict[tuple[object, ...], Step]:
    """The outputs in a tree; the same output for somebody else comes as a next one."""
    found: dict[tuple[object, ...], Step] = {}
    for step in walk(root):
        if step.kind == "output":
            number = 0
            while (step.name.lower(), step.basis, step.line, number) in found:
                number += 1
            found[step.name.lower(), step.basis, step.line, number] = step
    return found


def _differ(one: Value, other: Value) -> bool:
    return type(one) is not type(other) or bool(one != other)


def _turn(before: Step | None, after: Step | None) -> Turn:
    step = after or before
    assert step is not None
    words = [_NEEDLESS if one is None else value_words(one.value, unit_of(one)) for one in (before, after)]
    said = _TURN.fill(name=_plain(step.name), before=words[0], after=words[1], place=article(step.basis))
    figures = {name: None for one in (before, after) if one is not None for name in _figures(one)}
    return Turn(step.name, step.basis, before, after, tuple(figures), said)


def _figures(root: Step) -> list[str]:
    """The figures that stand in an output itself, not in another output below it."""
    found, waiting = [], list(root.children)
    while waiting:
        step = waiting.pop()
        if step.kind == "figure":
            found.append(f"{step.basis.bwb_id} {step.name}")
        if step.kind != "output":
            waiting += step.children
    return sorted(set(found))


def _plain(name: str) -> str:
    return name.replace("_", " ").strip().lower()


_NEEDLESS = Text(nl="niet nodig", en="not needed")
_TURN = Text(
    nl="“{name}” was {before} en wordt {after} ({place}).", en="“{name}” was {before} and becomes {after} ({place})."
)
