# SPDX-License-Identifier: EUPL-1.2
"""Defects in what is compared and chosen: limits, partners, end dates, years, and choices without a rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from stelsel.engines.rules.checks._article import MONEY, Article
from stelsel.engines.rules.checks._found import Check
from stelsel.engines.rules.checks._known import Key, constant, key_of
from stelsel.engines.rules.checks.branches import Reach, has_rest
from stelsel.engines.rules.checks.unused import used_names
from stelsel.engines.rules.model import Action, Cond, Const, Expr, Input, Op, Ref
from stelsel.engines.rules.values import as_day
from stelsel.kernel.text import Text

_SIDE = {"GREATER_THAN": ("above", True), "GREATER_THAN_OR_EQUAL": ("above", False),
         "LESS_THAN": ("below", True), "LESS_THAN_OR_EQUAL": ("below", False)}  # fmt: skip
_ASKS_PARTNER = re.compile(r"partner|gehuwd|huwelijk|alleenstaand|samenwon|samen_won|huishouden|eenpersoon|gezin")
_FOR_TWO = re.compile(r"partner|paar|gezamenlijk|gehuwd")
_ARITHMETIC = ("ADD", "SUBTRACT", "MULTIPLY", "DIVIDE", "MIN", "MAX", "ROUND", "CEIL", "FLOOR")
_BEGIN = re.compile(r"ingangs|begin|start|aanvangs|ingang|aanvang|start_|van$")
_FIRST_YEAR, _LAST_YEAR = 2015, 2100


def limits(article: Article) -> Iterator[Check]:
    """The same two things compared strictly in one place and not in another: on the limit itself both or neither
    hold, or the answer differs from place to place."""
    seen: dict[tuple[Key, Key], dict[tuple[str, bool], int]] = {}
    for expr, _ in article.nodes:
        if not isinstance(expr, Op) or expr.name not in _SIDE:
            continue
        left, right = (key_of(constant(one, article.scope) or one) for one in expr.args)
        if ("=", "int", "0") in (left, right):
            continue
        side, strict = _SIDE[expr.name]
        if repr(left) > repr(right):
            left, right, side = right, left, "below" if side == "above" else "above"
        places = seen.setdefault((left, right), {})
        for clash in ((side, not strict), ("below" if side == "above" else "above", strict)):
            if clash in places:
                said = _LIMIT.fill(line=places[clash])
                yield article.found(expr.line, "limit", said, _LIMIT_CURE)
                break
        places.setdefault((side, strict), expr.line)


def partners(article: Article) -> Iterator[Check]:
    """A number of the partner that is used without anything around it that asks whether there is a partner."""
    loose: dict[str, Ref] = {}
    called: set[str] = set()
    for action in article.scope.article.actions:
        for ref, guarded in _guarded(article, action.value, False):
            thing = article.thing(ref)
            if isinstance(thing, Input) and not guarded and _is_partners(thing):
                loose.setdefault(action.output.lower(), ref)
            elif isinstance(thing, Action) and guarded:
                called.add(thing.output.lower())
    for output, ref in loose.items():
        if output not in called and not _FOR_TWO.search(output):
            yield article.found(ref.line, "partner", _PARTNER.fill(name=ref.name), _PARTNER_CURE)


def _is_partners(thing: Input) -> bool:
    if thing.kind.base not in ("number", "amount"):
        return False
    person = [expr for name, expr in thing.given if name.lower() == "bsn"]
    of = any(
        "partner" in (one.name.lower() if isinstance(one, Ref) else str(one.value).lower())
        for one in person
        if isinstance(one, Ref | Const)
    )
    return of or thing.name.lower().startswith("partner")


def _guarded(article: Article, expr: Expr, guarded: bool) -> Iterator[tuple[Ref, bool]]:
    """Every name in numeric work, and whether a question about a partner stands before it."""
    if isinstance(expr, Ref):
        yield expr, guarded
    elif isinstance(expr, Cond):
        for when, then in expr.cases:
            yield from _guarded(article, when, guarded)
            guarded = guarded or _asks(article, when)
            yield from _guarded(article, then, guarded)
        yield from _guarded(article, expr.default, guarded)
    elif isinstance(expr, Op):
        for one in expr.args:
            yield from _guarded(article, one, guarded or expr.name in ("COALESCE", "IS_NULL"))
            guarded = guarded or (expr.name in ("AND", "OR") and _asks(article, one))


def _asks(article: Article, when: Expr) -> bool:
    return any(_ASKS_PARTNER.search(name) for name in article.names(when))


def end_dates(article: Article) -> Iterator[Check]:
    """The first day of something is looked at and its last day, which is declared too, is not."""
    used = used_names(article.scope)
    declared = {one.name.lower(): one for one in article.scope.article.inputs}
    for name in declared:
        stem = _BEGIN.sub("", name)
        if name not in used or stem == name:
            continue
        for other, thing in declared.items():
            if other not in used and other != name and re.sub(r"einde?|eind_|tot$", "", other) == stem:
                said = _END.fill(begin=name, end=thing.name)
                yield article.found(thing.line, "end-date", said, _END_CURE)


def years(article: Article) -> Iterator[Check]:
    """A day or a year of now that is written in the text: it holds for that year only."""
    for expr, around in article.nodes:
        if not isinstance(expr, Const) or not around or not isinstance(around[-1], Op):
            continue
        day = as_day(expr.value)
        if day is not None and _FIRST_YEAR <= day.year <= _LAST_YEAR and day != date.max:
            yield article.found(expr.line, "year", _YEAR.fill(shown=day), _YEAR_CURE, "note")
        elif type(expr.value) is int and _FIRST_YEAR <= expr.value <= _LAST_YEAR and _of_year(around[-1]):
            yield article.found(expr.line, "year", _YEAR.fill(shown=expr.value), _YEAR_CURE, "note")


def _of_year(expr: Op) -> bool:
    """Whether an operation is about years: DATE, or a comparison with the year of a day."""
    return expr.name == "DATE" or any(
        isinstance(one, Ref) and (one.name.lower().endswith(("year", "jaar")) or "year" in one.path)
        for one in expr.args
    )


def rests(article: Article) -> Iterator[Check]:
    """A choice without a rest in which a case can fall between all branches, where a number is needed."""
    open_ended = Reach(article.scope).open_ended
    outputs = {id(one.value): one.output.lower() for one in article.scope.article.actions}
    for expr, around in article.nodes:
        if not isinstance(expr, Cond) or expr.demand or has_rest(expr) or id(expr) not in open_ended:
            continue
        if around and isinstance(around[-1], Op) and around[-1].name in _ARITHMETIC:
            yield article.found(expr.line, "rest", _REST, _REST_CURE)
            continue
        outermost = [one for one in (*around, expr) if not (isinstance(one, Cond) and one.demand)]
        kind = article.scope.kinds.get(outputs.get(id((*around, expr)[0]), ""))
        if outermost[0] is expr and kind is not None and kind.unit in MONEY:
            yield article.found(expr.line, "rest", _REST_AMOUNT, _REST_CURE)


_LIMIT = Text(nl="Regel {line} vergelijkt dezelfde twee, en telt de grens zelf anders mee.",
              en="Line {line} compares the same two and counts the limit itself differently.")  # fmt: skip
_LIMIT_CURE = Text(nl="Kijk of de wet “meer dan” of “ten minste” zegt en schrijf het overal zo.",
                   en="See whether the law says “more than” or “at least” and write it so everywhere.")  # fmt: skip
_PARTNER = Text(nl="“{name}” van de partner wordt gebruikt zonder te vragen of er een partner is.",
                en="“{name}” of the partner is used without asking whether there is a partner.")  # fmt: skip
_PARTNER_CURE = Text(nl="Zet er een keuze omheen: alleen met een partner.",
                     en="Put a choice around it: only with a partner.")  # fmt: skip
_END = Text(nl="“{begin}” telt mee, en “{end}” niet: het houdt nooit op.",
            en="“{begin}” counts and “{end}” does not: it never ends.")  # fmt: skip
_END_CURE = Text(nl="Kijk ook of de laatste dag al voorbij is.", en="See also whether the last day is past.")
_YEAR = Text(nl="{shown} staat vast in de tekst.", en="{shown} is fixed in the text.")
_YEAR_CURE = Text(nl="Reken vanaf de gevraagde dag, of geef de tekst een laatste dag.",
                  en="Compute from the day asked, or give the text a last day.")  # fmt: skip
_REST = Text(nl="Als geen geval geldt, is er hier geen getal om mee te rekenen.",
             en="When no case holds there is no number to compute with here.")  # fmt: skip
_REST_AMOUNT = Text(nl="Als geen geval geldt, is dit bedrag er niet; het is dan geen 0.",
                    en="When no case holds this amount is not there; it is not 0 then.")  # fmt: skip
_REST_CURE = Text(nl="Zeg met default wat dan geldt.", en="Say with default what holds then.")
