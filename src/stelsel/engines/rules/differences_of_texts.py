# SPDX-License-Identifier: EUPL-1.2
"""What differs between two versions of one rule text, and between the figures that they use on two days. Lines, files
and links do not count: only what a reader reads and what is computed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal

import msgspec

from stelsel.engines.rules.formula import Line, formula
from stelsel.engines.rules.model import Article, Expr, Param, RuleText
from stelsel.engines.rules.parameters import Figure, Parameters
from stelsel.engines.rules.sample import inside
from stelsel.engines.rules.words import Names, plain_name
from stelsel.kernel.text import Text

How = Literal["added", "removed", "changed"]
Sort = Literal["parameter", "input", "output", "open-term", "fills-in", "replaces", "joins", "doubt", "impossible"]
_NOT_READ = frozenset({"line", "basis", "about"})
Days = tuple[date, date]
"""The day of the older text and the day of the newer one."""


class FormulaChange(msgspec.Struct, frozen=True):
    """How an output or definition is made, then and now; None where it was not made. Where the lines are the same, the
    two differ in a detail that lines do not tell, like how far is rounded."""

    name: str
    old: Line | None
    new: Line | None


class PartChange(msgspec.Struct, frozen=True):
    """A named part of an article that came, went, or got another type or source. `said`: of what facts cannot say
    together, what is wrong then."""

    sort: Sort
    name: str
    how: How
    said: Text | None = None


class FigureChange(msgspec.Struct, frozen=True):
    """A figure that an article uses and whose value differs; None where the table has it not on that day."""

    law: str
    name: str
    old: Figure | None
    new: Figure | None


class ArticleChange(msgspec.Struct, frozen=True):
    """One article then and now, and what differs. `words`: its summary or its text differs."""

    old: Article | None
    new: Article | None
    words: bool
    formulas: tuple[FormulaChange, ...] = ()
    parts: tuple[PartChange, ...] = ()
    figures: tuple[FigureChange, ...] = ()

    @property
    def number(self) -> str:
        """Its number now, or its last one."""
        one = self.new or self.old
        return one.number if one else ""

    @property
    def renumbered(self) -> bool:
        """Whether the same article has another number now."""
        return self.old is not None and self.new is not None and self.old.number != self.new.number

    @property
    def text_differs(self) -> bool:
        """Whether anything differs beside figures."""
        gone = self.old is None or self.new is None
        return bool(gone or self.renumbered or self.words or self.formulas or self.parts)


def differences(
    old: RuleText, new: RuleText, figures: Parameters, days: Days, names: Names = plain_name
) -> tuple[ArticleChange, ...]:
    """Every article that differs, by number. `names` says how things are called in formulas."""
    found = [
        _article(before, after, new.bwb_id or old.bwb_id, figures, days, names) for before, after in _pairs(old, new)
    ]
    told = [one for one in found if one.text_differs or one.figures]
    return tuple(sorted(told, key=lambda one: (_order(one.number), one.new is not None)))


def _order(number: str) -> list[tuple[int, int, str]]:
    """2 before 2a before 10."""
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.findall(r"\d+|\D+", number)]


def _pairs(old: RuleText, new: RuleText) -> Iterator[tuple[Article | None, Article | None]]:
    """An article goes with the one of its number that gives something it gives too; else with the one that gives all
    the same under another number; else with that of its number."""
    before, after = list(old.articles), list(new.articles)

    for fits in (_still_gives, _gives_the_same, _has_its_number):
        for one in list(before):
            other = next((each for each in after if fits(one, each)), None)
            if other is not None:
                before.remove(one)
                after.remove(other)
                yield one, other
    yield from ((one, None) for one in before)
    yield from ((None, one) for one in after)


def _gives(one: Article) -> frozenset[str]:
    return frozenset(field.name.lower() for field in one.outputs)


def _still_gives(old: Article, new: Article) -> bool:
    return _has_its_number(old, new) and (_gives(old) == _gives(new) or bool(_gives(old) & _gives(new)))


def _gives_the_same(old: Article, new: Article) -> bool:
    return bool(_gives(old)) and _gives(old) == _gives(new)


def _has_its_number(old: Article, new: Article) -> bool:
    return old.number == new.number


def _article(
    old: Article | None, new: Article | None, law: str, figures: Parameters, days: Days, names: Names
) -> ArticleChange:
    both = old is not None and new is not None
    return ArticleChange(
        old,
        new,
        both and _said(old) != _said(new),
        tuple(_formulas(_made(old), _made(new), names)),
        (*_parts(_named(old), _named(new)), *_impossible(old, new)) if both else (),
        tuple(_figures(old, new, law, figures, days)) if both else (),
    )


def _said(one: Article | None) -> object:
    return one and (one.summary, one.text_hash)


def _made(one: Article | None) -> dict[str, Expr]:
    return {**dict(one.definitions), **{each.output: each.value for each in one.actions}} if one else {}


def _formulas(old: Mapping[str, Expr], new: Mapping[str, Expr], names: Names) -> Iterator[FormulaChange]:
    for name in dict.fromkeys((*new, *old)):
        before, after = old.get(name), new.get(name)
        if before is None or after is None or _shape(before) != _shape(after):
            lines = [None if one is None else formula(one, names) for one in (before, after)]
            yield FormulaChange(name, *lines)


def _shape(thing: object) -> object:
    """What is there, without where it is written."""
    if isinstance(thing, msgspec.Struct):
        kept = [_shape(getattr(thing, name)) for name in thing.__struct_fields__ if name not in _NOT_READ]
        return (type(thing).__name__, *kept)
    if isinstance(thing, tuple | list):
        return tuple(_shape(one) for one in thing)
    if isinstance(thing, dict):
        return tuple((name, _shape(one)) for name, one in thing.items())
    return type(thing).__name__, thing


def _named(one: Article | None) -> dict[tuple[Sort, str], object]:
    """Every named part, with what is compared of it."""
    if one is None:
        return {}
    found: dict[tuple[Sort, str], object] = {}
    found |= {("parameter", each.name): _shape(each) for each in one.parameters}
    found |= {("input", each.name): _shape(each) for each in one.inputs}
    found |= {("output", each.name): _shape(each) for each in one.outputs}
    found |= {("open-term", each.name): _shape(each) for each in one.open_terms}
    found |= {("fills-in", f"{each.law} {each.name}"): () for each in one.implements}
    found |= {("replaces", f"{each.law} {each.name}"): () for each in one.overrides}
    found |= {("joins", f"{each.legal_character} {each.stage}".strip()): () for each in one.hooks}
    found |= {("doubt", line): () for each in one.actions for line in each.uncertain}
    return found


def _parts(old: Mapping[tuple[Sort, str], object], new: Mapping[tuple[Sort, str], object]) -> Iterator[PartChange]:
    for sort, name in dict.fromkeys((*new, *old)):
        key = (sort, name)
        if key not in old or key not in new:
            yield PartChange(sort, name, "removed" if key in old else "added")
        elif old[key] != new[key]:
            yield PartChange(sort, name, "changed")


def _impossible(old: Article | None, new: Article | None) -> Iterator[PartChange]:
    """What facts cannot say together, then and now."""
    before, after = ({one.said: _shape(one.when) for one in each.impossible} if each else {} for each in (old, new))
    for said in dict.fromkeys((*after, *before)):
        if before.get(said) != after.get(said):
            how: How = "changed" if said in before and said in after else "added" if said in after else "removed"
            yield PartChange("impossible", said.nl, how, said)


def _figures(
    old: Article | None, new: Article | None, law: str, figures: Parameters, days: Days
) -> Iterator[FigureChange]:
    used: dict[tuple[str, str], Param] = {}
    for param in (*_params(new), *_params(old)):
        used.setdefault((param.bwb_id or law, param.name), param)
    for (bwb_id, family), param in sorted(used.items()):
        before, after = (_on(figures, bwb_id, family, _day(param, day)) for day in days)
        for name in sorted({*before, *after}):
            a, b = before.get(name), after.get(name)
            if a is None or b is None or (a.value, a.unit) != (b.value, b.unit):
                yield FigureChange(bwb_id, name, a, b)


def _params(one: Article | None) -> Iterator[Param]:
    for root in _roots(one) if one else ():
        yield from (each for each in inside(root) if isinstance(each, Param))


def _roots(one: Article) -> Iterator[Expr]:
    yield from _made(one).values()
    yield from (expr for each in one.inputs for _, expr in each.given)
    yield from (each.default for each in one.open_terms if each.default is not None)


def _day(param: Param, day: date) -> date:
    """The day a figure is taken on, for a day that is asked."""
    if param.on == "year":
        return day.replace(month=1, day=1)
    return day.replace(day=1) if param.on == "month" else day


def _on(figures: Parameters, bwb_id: str, name: str, day: date) -> dict[str, Figure]:
    """The figure of a name, or all bands of a family, on a day."""
    found = figures.on(bwb_id, name, day)
    if isinstance(found, Figure):
        return {name: found}
    return {one.name: one for one in figures.versions(bwb_id, name) if one.holds(day)}
