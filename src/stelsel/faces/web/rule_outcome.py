# SPDX-License-Identifier: EUPL-1.2
"""An outcome as the page shows it: the answer, how sure, what is unknown, why, how it goes with income, what it rests
on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from stelsel.book.book import Book
from stelsel.engines.rules import Facts, Outcome, Sentence, explanation
from stelsel.engines.rules.asking import next_question
from stelsel.engines.rules.value_words import value_words
from stelsel.faces.web.addresses import rule_path
from stelsel.faces.web.charts import CurveChart
from stelsel.faces.web.templatetags.tables import Cell, Column, Table
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text, number
from stelsel.nouns.rule_text import Rules
from stelsel.priorities.services.rule_answer import Case, Curve, because, curve, headline, standing
from stelsel.priorities.services.rule_changes import changes_of
from stelsel.priorities.services.rule_words import called, of_whom, title

OPEN_LEVELS = 1
"""Levels of the explanation that stand open."""


@dataclass
class Node:
    """A sentence of the explanation with the sentences below it."""

    said: Text
    url: str
    below: list[Node] = field(default_factory=list)
    shown: bool = False


def outcome_parts(book: Book, rules: Rules, case: Case, language: str) -> dict[str, Any]:
    """Everything of the page with the outcome. BadInput where a fact is impossible."""
    outcome = case.concluded(rules)
    drawn = curve(rules, case, outcome)
    return {
        "outcome": outcome,
        "headline": headline(outcome),
        "standing": standing(outcome),
        "because": because(rules, outcome),
        "missing": [of_whom(one) for one in outcome.missing],
        "next_one": _next(rules, case, outcome),
        "tree": _nested(explanation(outcome, called)),
        "curve": _chart(drawn, outcome, language) if drawn else None,
        "cliffs": [_cliff(at, drop) for at, drop in drawn.cliffs] if drawn else [],
        "changes": changes_of(rules, case, outcome),
        "texts": _texts(rules, outcome, language),
        "figures": _figures(outcome),
        "position_hash": book.position.hash,
    }


def _next(rules: Rules, case: Case, outcome: Outcome) -> tuple[Text, Text] | None:
    """The question that helps most, and why."""
    if not outcome.missing:
        return None
    try:
        found = next_question(
            rules.library,
            case.rule,
            case.output,
            Facts(case.facts),
            case.on,
            known_at=case.known_at,
            figures=rules.figures,
            names=called,
        )
    except BadInput:
        return None
    return (of_whom(found.key), found.why) if found else None


def _nested(sentences: Iterable[Sentence]) -> list[Node]:
    """Sentences below each other as a tree. What stands alone below a sentence stands beside it, so that the tree is no
    deeper than it has branches."""
    top: list[Node] = []
    path: list[tuple[int, Node]] = []
    for one in sentences:
        node = Node(one.said, one.basis.url)
        while path and path[-1][0] >= one.depth:
            path.pop()
        (path[-1][1].below if path else top).append(node)
        path.append((one.depth, node))
    for node in top:
        _flat(node)
        node.shown = True
    return top


def _flat(root: Node) -> None:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        while len(node.below) and node.below[-1].below and sum(1 for one in node.below if one.below) == 1:
            last = next(one for one in node.below if one.below)
            at = node.below.index(last)
            node.below[at + 1 : at + 1] = last.below
            last.below = []
        waiting += node.below


def _chart(drawn: Curve, outcome: Outcome, language: str) -> tuple[CurveChart, Table]:
    points = tuple((income / 100, amount / 100) for income, amount in drawn.points)
    here = (drawn.here[0] / 100, drawn.here[1] / 100)
    income, amount = title(drawn.key.partition(".")[2]), title(outcome.output)
    x_axis, y_axis = _EURO.fill(what=income), _EURO.fill(what=amount)
    found = CurveChart(
        "verloop",
        _shape(drawn.points, amount).to(language),
        x_axis.to(language),
        y_axis.to(language),
        points,
        here,
        language,
    )
    columns = (Column(income, "EUR", numeric=True), Column(amount, "EUR", numeric=True, decimals=2))
    return found, Table(_TABLE, columns, [tuple(one) for one in _turns(points)])


def _shape(points: Sequence[tuple[int, int]], amount: Text) -> Text:
    """What the curve shows, in one sentence."""
    amounts = [one for _, one in points]
    ends = next((income for income, one in points if one == 0 and income > 0), None)
    if amounts[0] > 0 and amounts[-1] == 0 and ends is not None:
        return _ENDS.fill(what=amount, at=Text(nl=_said(ends, "nl"), en=_said(ends, "en")))
    if len(set(amounts)) == 1:
        return _SAME.fill(what=amount)
    return (_FALLS if amounts[-1] < amounts[0] else _RISES).fill(what=amount)


def _cliff(at: int, drop: int) -> Text:
    return _CLIFF.fill(at=value_words(at, "eurocent"), drop=value_words(drop, "eurocent"))


def _said(cents: int, language: str) -> str:
    return f"€ {number(cents // 100, language)}"


def _turns(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points of the table: without those between two of the same amount."""
    last = len(points) - 1
    return [
        one for at, one in enumerate(points) if at in (0, last) or not points[at - 1][1] == one[1] == points[at + 1][1]
    ]


def _texts(rules: Rules, outcome: Outcome, language: str) -> list[tuple[str, str, str]]:
    """The rule texts that were used: name, page and hash."""
    known = {one.text.file: one.text for one in rules.library.versions}
    return [
        (text.name, rule_path(language, text.id, versie=text.hash[:12]), text.hash)
        for file in sorted(outcome.texts)
        if (text := known.get(file))
    ]


def _figures(outcome: Outcome) -> Table | None:
    columns = (Column(Text(nl="Bedrag", en="Figure")), Column(Text(nl="Bron", en="Source")))
    rows = [(Cell(title(name.rpartition(" ")[2])), source) for name, source in sorted(outcome.figures.items())]
    return Table(Text(nl="Bedragen die meetelden", en="Figures that counted"), columns, rows) if rows else None


_EURO = Text(nl="{what}, in euro", en="{what}, in euros")
_TABLE = Text(
    nl="Bij welk inkomen welk bedrag, als al het andere gelijk blijft",
    en="Which amount at which income, all else the same",
)
_ENDS = Text(nl="{what} is 0 vanaf een inkomen van ongeveer {at}", en="{what} is 0 from an income of about {at}")
_CLIFF = Text(
    nl="Bij een inkomen van {at} kost één cent meer u in één keer {drop}.",
    en="At an income of {at} one cent more costs you {drop} at once.",
)
_SAME = Text(nl="{what} hangt hier niet van het inkomen af", en="{what} does not depend on the income here")
_FALLS = Text(nl="{what} daalt als het inkomen stijgt", en="{what} falls when the income rises")
_RISES = Text(nl="{what} stijgt als het inkomen stijgt", en="{what} rises when the income rises")
