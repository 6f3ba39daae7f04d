# SPDX-License-Identifier: EUPL-1.2
"""An example case made from the rule texts themselves: facts are added one by one, as the evaluation asks for them,
until the outcome is decided or no fact helps. For the table of `report`, and for people who want to try a rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from stelsel.engines.rules.evaluate import evaluate
from stelsel.engines.rules.facts import PLACES, Facts
from stelsel.engines.rules.library import Library, Version, holding
from stelsel.engines.rules.model import Cond, Const, Expr, Field, ForEach, Input, Kind, Op, Param, Ref
from stelsel.engines.rules.outcome import Figures, Outcome
from stelsel.engines.rules.values import family
from stelsel.kernel.problem import BadInput

MOST_QUESTIONS, MOST_TURNS = 150, 5
_PIECE = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def expressions(library: Library) -> Iterator[tuple[Version, Expr]]:
    """Every expression of every article, with the text it is in."""
    for version in library.versions:
        for scope in version.scopes:
            roots = [one.value for one in scope.article.actions]
            roots += [expr for _, expr in scope.article.definitions]
            roots += [expr for one in scope.article.inputs for _, expr in one.given]
            roots += [one.default for one in scope.article.open_terms if one.default is not None]
            for root in roots:
                for expr in inside(root):
                    yield version, expr


def inside(expr: Expr) -> Iterator[Expr]:
    """An expression and all in it."""
    waiting = [expr]
    while waiting:
        one = waiting.pop()
        yield one
        if isinstance(one, Op):
            waiting += one.args
        elif isinstance(one, Cond):
            waiting += [part for case in one.cases for part in case] + [one.default]
        elif isinstance(one, ForEach):
            waiting += [part for part in (one.subject, one.where, one.value) if part is not None]
        elif isinstance(one, Param) and one.at is not None:
            waiting.append(one.at)


class Samples:
    """What a fact could be: the type the texts give it, and what they compare it with."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.kinds: dict[tuple[str, str], list[Kind]] = {}
        self.compared: dict[str, object] = {}
        for version in library.versions:
            for scope in version.scopes:
                fields: list[Field | Input] = [*scope.article.parameters, *scope.article.inputs]
                for field in fields:
                    some = self.kinds.setdefault((version.text.format, field.name.lower()), [])
                    if field.kind not in some:
                        some.append(field.kind)
        for version, expr in expressions(library):
            if isinstance(expr, Op) and expr.name in ("EQUALS", "IN") and isinstance(expr.args[0], Ref):
                self._compared(version, expr.args[0], expr.args[1])

    def _compared(self, version: Version, subject: Ref, other: Expr) -> None:
        if isinstance(other, Ref):
            found = next((scope.any_case.get(other.name.lower()) for scope in version.scopes), None)
            other = found if isinstance(found, Const) else other
        if isinstance(other, Const):
            value = other.value[0] if isinstance(other.value, tuple) and other.value else other.value
            if isinstance(value, bool | str | int):
                self.compared.setdefault((*subject.path, subject.name)[0].lower(), value)

    def value(self, name: str, form: str, turn: int = 0) -> object:
        """A plausible value for a fact of this name in texts of this format. Texts that give one name several types
        take turns."""
        kinds = self.kinds.get((form, name), [Kind()])
        kind = kinds[turn % len(kinds)]
        if kind.choices:
            return kind.choices[0]
        compared = self.compared.get(name)
        if compared is not None and kind.base in ("any", family(compared)):
            return compared
        if kind.base == "any":
            kind = Kind(base="date" if "dat" in name else "boolean" if name.startswith(("is_", "heeft_")) else "string")
        if kind.base in ("number", "amount"):
            wanted = 30 if kind.base == "number" else 2_000_000
            low, high = kind.low, kind.high
            return int(min(max(wanted, low if low is not None else wanted), high if high is not None else wanted))
        if kind.base == "date" or ("dat" in name and kind.base == "string"):
            return "1990-05-17"
        plain: dict[str, object] = {"boolean": True, "list": [{}], "object": {}, "string": "x"}
        return "partner" if name.endswith("partner_bsn") else plain[kind.base]

    def case(
        self, version: Version, output: str, on: date, figures: Figures | None = None
    ) -> tuple[Outcome, dict[str, Any]]:
        """The outcome of an output with facts made for it, and those facts. BadInput as `evaluate` gives it."""
        text, facts = version.text, dict[str, Any]({"personen": {"aanvrager": {}}, "huishouden": {}})
        if text.place.startswith("GM"):
            facts["gemeente"] = text.place
        turns: dict[str, int] = {}
        for _ in range(MOST_QUESTIONS):
            try:
                outcome = evaluate(
                    self.library, text.id, output, Facts(facts), on, service=text.service, figures=figures
                )
            except BadInput as problem:
                key = problem.findings[0].where
                turns[key] = turns.get(key, 0) + 1
                if turns[key] > MOST_TURNS or not self._add(facts, key, text.format, turns[key]):
                    raise
                continue
            if not outcome.missing or not self._add(facts, outcome.missing[0], text.format):
                break
        return outcome, facts

    def _add(self, facts: dict[str, Any], key: str, form: str, turn: int = 0) -> bool:
        """Puts a value where a key points to; false when it is there already (at the first turn) or has no place."""
        if key in PLACES:
            facts[key] = PLACES[key].example
            return True
        pieces: list[str | int] = [found[1] or int(found[2]) for found in _PIECE.finditer(key)]
        name = str(pieces[-1])
        holder: Any = facts["personen"]
        for piece in pieces[:-1]:
            holder = holder[piece] if isinstance(piece, int) else holder.setdefault(piece, {})
        if not isinstance(holder, dict) or (name in holder) != (turn > 0):
            return False
        holder[name] = self.value(name, form, turn)
        return True


def day_of(library: Library, version: Version, wanted: date = date(2025, 6, 1)) -> date:
    """A day on which a version holds: the one wanted when it does, else its first."""
    text = version.text
    series = library.series[text.id, text.service, text.place]
    return wanted if holding(series, wanted, None) is version else text.valid_from
