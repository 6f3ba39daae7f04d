# SPDX-License-Identifier: EUPL-1.2
"""Defects in how money is computed: amounts in the text, euros for eurocents, percentages, rounding, thresholds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from stelsel.engines.rules.checks._article import MONEY, Article
from stelsel.engines.rules.checks._found import Check
from stelsel.engines.rules.model import Action, Cond, Const, Expr, Field, ForEach, Input, Op, OpenTerm, Param, Ref
from stelsel.engines.rules.operations import OPERATIONS
from stelsel.kernel.text import Text

_PERCENT = re.compile(r"perc|pct|procent")
_ROUNDED = ("ROUND", "CEIL", "FLOOR")
_EXACT = ("ADD", "SUBTRACT", "MIN", "MAX", "MULTIPLY")
_MOST_LEVELS = 100
"""Expressions and names in one another; what lies deeper counts as whole."""
_ONES = (0, 1, -1)


def amounts(article: Article) -> Iterator[Check]:
    """An amount of money that is written in the text, unless it is of one place and sets its own amounts; one with a
    part of a cent is likely in euros."""
    for expr, _ in article.nodes:
        like = isinstance(expr, Op) and expr.name in OPERATIONS and OPERATIONS[expr.name].like
        if like and isinstance(expr, Op) and any(article.is_money(one) for one in expr.args):
            yield from _written(article, expr.args)
    for action in article.scope.article.actions:
        kind = article.scope.kinds.get(action.output.lower())
        if kind is not None and kind.unit in MONEY:
            yield from _written(article, tuple(_ends(action.value)))


def _written(article: Article, some: tuple[Expr, ...]) -> Iterator[Check]:
    for one in some:
        number = article.number(one)
        if number is None or number[0] in _ONES:
            continue
        value, line = number
        if isinstance(value, Fraction):
            yield article.found(line, "euro", _EURO.fill(value=float(value)), _EURO_CURE)
        elif not article.scope.text.place:
            yield article.found(line, "amount", _AMOUNT.fill(value=value), _AMOUNT_CURE)


def _ends(expr: Expr) -> Iterator[Expr]:
    """What an expression can give as it stands: itself, or the branches of a choice."""
    if isinstance(expr, Cond):
        for _, then in expr.cases:
            yield from _ends(then)
        yield from _ends(expr.default)
    else:
        yield expr


def percentages(article: Article) -> Iterator[Check]:
    """A percentage as a whole number that is multiplied with as if it were a share, without dividing by a hundred."""
    for expr, around in article.nodes:
        if not isinstance(expr, Op) or expr.name != "MULTIPLY" or _by_hundred(article, (*around, expr)):
            continue
        for one in expr.args:
            number = article.number(one)
            named = isinstance(one, Ref) and _PERCENT.search(one.name.lower()) is not None
            if number is not None and named and number[0] > 1:
                yield article.found(number[1], "percent", _PERCENTAGE.fill(value=number[0]), _PERCENTAGE_CURE, "fault")
            elif article.kind(one).unit == "percent":
                yield article.found(one.line, "percent", _PERCENT_INPUT, _PERCENTAGE_CURE)


def _by_hundred(article: Article, around: tuple[Expr, ...]) -> bool:
    for one in around:
        if isinstance(one, Op) and one.name in ("DIVIDE", "MULTIPLY"):
            numbers = [number[0] for arg in one.args if (number := article.number(arg))]
            if (100 if one.name == "DIVIDE" else Fraction(1, 100)) in numbers:
                return True
    return False


def rounding(article: Article) -> Iterator[Check]:
    """An amount that is the end of a decision and can have a part of a cent, because nothing rounds it."""
    if not article.scope.article.legal_character.startswith("BESCHIKKING"):
        return
    seen: dict[str, bool] = {}
    for action in article.scope.article.actions:
        kind = article.scope.kinds.get(action.output.lower())
        if kind is None or kind.unit != "eurocent" or action.output.lower() in article.needed:
            continue
        if _broken(article, action.value, seen):
            yield article.found(action.line, "rounding", _ROUNDING.fill(name=action.output), _ROUNDING_CURE)


def _broken(article: Article, expr: Expr, seen: dict[str, bool], left: int = _MOST_LEVELS) -> bool:
    """Whether a number can have a part after the point, from what the article itself says."""
    if left == 0 or isinstance(expr, Const):
        return isinstance(expr, Const) and isinstance(expr.value, Fraction)
    if isinstance(expr, Ref):
        thing, name = article.thing(expr), expr.name.lower()
        if thing is None or isinstance(thing, Input | Field | OpenTerm):
            return False
        if name not in seen:
            seen[name] = False  # of itself it has no part after the point
            seen[name] = _broken(article, thing.value if isinstance(thing, Action) else thing, seen, left - 1)
        return seen[name]
    if isinstance(expr, Cond):
        return any(_broken(article, one, seen, left - 1) for one in _ends(expr))
    if isinstance(expr, ForEach):
        return expr.combine in ("ADD", "MIN", "MAX") and _broken(article, expr.value, seen, left - 1)
    return isinstance(expr, Op) and _breaks(article, expr, seen, left)


def _breaks(article: Article, expr: Op, seen: dict[str, bool], left: int) -> bool:
    if expr.name in _ROUNDED:
        return False
    if expr.name == "DIVIDE" or (expr.name == "MULTIPLY" and any(_is_share(article, one) for one in expr.args)):
        return True
    return expr.name in _EXACT and any(_broken(article, one, seen, left - 1) for one in expr.args)


def _is_share(article: Article, expr: Expr) -> bool:
    return isinstance(expr, Param) and (_PERCENT.search(expr.name) is not None or "share" in expr.name)


def thresholds(article: Article) -> Iterator[Check]:
    """A share of the lowest of income and threshold, where the law takes a share of the whole threshold."""
    for expr, around in article.nodes:
        if not isinstance(expr, Op) or expr.name != "MIN" or len(expr.args) != 2:
            continue
        if not any(isinstance(one, Op) and one.name == "MULTIPLY" for one in around[-1:]):
            continue
        incomes = [one for one in expr.args if isinstance(one, Ref) and "inkomen" in one.name.lower()]
        drempels = [one for one in expr.args if any("drempel" in name for name in article.names(one))]
        if incomes and drempels and incomes[0] not in drempels:
            yield article.found(expr.line, "threshold", _THRESHOLD, _THRESHOLD_CURE)


_AMOUNT = Text(nl="Het bedrag {value} staat in de tekst zelf.", en="The amount {value} is written in the text itself.")
_AMOUNT_CURE = Text(
    nl="Haal het uit de tabel van bedragen, met datum en bron; anders loopt het stil achter.",
    en="Take it from the table of figures, with day and source; else it goes out of date unseen.",
)
_EURO = Text(nl="{value} staat bij eurocenten en heeft een deel van een cent: dit lijken euro’s.",
             en="{value} stands with eurocents and has a part of a cent: these look like euros.")  # fmt: skip
_EURO_CURE = Text(nl="Schrijf het bedrag in hele eurocenten.", en="Write the amount in whole eurocents.")
_PERCENTAGE = Text(nl="Het percentage {value} wordt als deel gebruikt: er wordt niet door honderd gedeeld.",
                   en="The percentage {value} is used as a share: nothing divides by a hundred.")  # fmt: skip
_PERCENT_INPUT = Text(nl="Een percentage wordt als deel gebruikt: er wordt niet door honderd gedeeld.",
                      en="A percentage is used as a share: nothing divides by a hundred.")  # fmt: skip
_PERCENTAGE_CURE = Text(nl="Schrijf het als deel (13,7% is 0.137) of deel door 100.",
                        en="Write it as a share (13.7% is 0.137) or divide by 100.")  # fmt: skip
_ROUNDING = Text(nl="“{name}” is een besluit en kan een deel van een cent hebben: niets rondt af.",
                 en="“{name}” is a decision and can have a part of a cent: nothing rounds it.")  # fmt: skip
_ROUNDING_CURE = Text(nl="Rond af zoals het artikel zegt (ROUND, CEIL of FLOOR).",
                      en="Round as the article says (ROUND, CEIL or FLOOR).")  # fmt: skip
_THRESHOLD = Text(nl="Hier wordt een deel genomen van het laagste van inkomen en drempel.",
                  en="Here a share is taken of the lowest of income and threshold.")  # fmt: skip
_THRESHOLD_CURE = Text(
    nl="Kijk of de wet het deel van de hele drempel neemt, ook bij een lager inkomen (zoals de Wet op de zorgtoeslag).",
    en="See whether the law takes the share of the whole threshold, also below it (as the health-care allowance does).",
)
