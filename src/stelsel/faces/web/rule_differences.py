# SPDX-License-Identifier: EUPL-1.2
"""What changed in a rule between two days: a sentence first, then each article then and now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.http import HttpRequest, HttpResponse

from stelsel.book.book import Book
from stelsel.engines.rules.differences_of_texts import ArticleChange, PartChange, differences
from stelsel.engines.rules.library import Version, holding
from stelsel.engines.rules.parameters import Figure
from stelsel.faces.web.addresses import difference_path, paths, rule_path
from stelsel.faces.web.inputs import errors_of, summary
from stelsel.faces.web.rule_parts import figure_value, where
from stelsel.faces.web.rules import RULES, chosen
from stelsel.faces.web.shell import book_of, page, show
from stelsel.faces.web.side_by_side import Marked, Run, lines_beside, words_beside
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.templatetags.tables import Cell, Column, Table
from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import say_day
from stelsel.nouns.rule_text import Rules, rules_in
from stelsel.priorities.services.rule_answer import GRADE_WORDS
from stelsel.priorities.services.rule_read import day as read_day
from stelsel.priorities.services.rule_sources import article_texts
from stelsel.priorities.services.rule_words import called, title


@page(needs="see")
def difference(request: HttpRequest, regel: str) -> HttpResponse:
    """The form with two days and what differs between them; 400 with the form where a day does not fit."""
    book, language = book_of(request), request.language  # type: ignore[attr-defined]
    rules = rules_in(book)
    text = chosen(rules, regel, request.GET, book).text
    asked = _Asked(rules.library.series[text.id, text.service, text.place], book.day, request.GET)
    errors = errors_of(asked.wrong, ("van", "tot"))
    found = _found(book, rules, asked, language) if not asked.wrong else {}
    known, hidden = paths(language), where(text)
    return show(
        request,
        "rule-differences",
        400 if errors else 200,
        text=text,
        fields=asked.fields(errors),
        errors=summary(errors),
        hidden=hidden.items(),
        here=difference_path(language, text.id),
        trail=(
            (same("Start"), known["start"]),
            (RULES, known["rules"]),
            (same(text.name), rule_path(language, text.id, **hidden)),
            (_TITLE, ""),
        ),
        **found,
    )


@dataclass
class _Asked:
    """The two days that were asked, the version that holds on each, and what is wrong. Without days those on which the
    last two versions began; of a rule with one version, the same day a year ago and today."""

    series: Sequence[Version]
    today: date
    typed: Mapping[str, str]
    wrong: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        starts = [one.text.valid_from for one in self.series[-2:]]
        first, last = starts if len(starts) == 2 else (max(starts[0], _year_before(self.today)), self.today)
        self.days = self._day("van", first), self._day("tot", max(first, last))
        self.versions = tuple(holding(self.series, one, None) for one in self.days)
        if self.wrong:
            return
        for name, day, version in zip(("van", "tot"), self.days, self.versions, strict=True):
            if version is None:
                began = self.series[0].text.valid_from
                self.wrong.append(Finding("rule-no-version", name, _NO_VERSION.fill(day=day), _CURE.fill(day=began)))
        if self.days[0] > self.days[1]:
            self.wrong.append(Finding("rule-days", "tot", _TURNED, _TURNED_CURE))

    def _day(self, name: str, usual: date) -> date:
        text = self.typed.get(name, "").strip()
        found = read_day(text) if text else usual.isoformat()
        if found is None:
            self.wrong.append(Finding("rule-day", name, _NO_DAY.fill(text=text[:40]), _NO_DAY_CURE))
        return date.fromisoformat(found) if found else usual

    def fields(self, errors: Mapping[str, Text]) -> list[Field]:
        """The two days to choose."""
        labels = {"van": _FIRST, "tot": _SECOND}
        return [
            Field(name, labels[name], "date", day.isoformat(), error=errors.get(name, ""))
            for name, day in zip(labels, self.days, strict=True)
        ]


def _year_before(day: date) -> date:
    return date(day.year - 1, day.month, min(day.day, 28))


@dataclass(frozen=True)
class Shown:
    """One article on the page: its heading, what is said of it, its words and formulas then and now, its figures."""

    number: str
    said: tuple[Text, ...]
    words: tuple[tuple[Run, ...], tuple[Run, ...]] | None
    formulas: tuple[tuple[Text, Marked | None, Marked | None], ...]
    figures: Table | None


def _found(book: Book, rules: Rules, asked: _Asked, language: str) -> dict[str, object]:
    old, new = (one.text for one in asked.versions if one)
    changes = differences(old, new, rules.figures, asked.days, called)
    then, now = article_texts(book, rules, old), article_texts(book, rules, new)
    told = [Text(nl=say_day(one, "nl"), en=say_day(one, "en")) for one in asked.days]
    return {
        "summary": _summary(changes),
        "same_text": old is new,
        "days": told,
        "versions": [
            (day, one.valid_from, rule_path(language, one.id, versie=one.hash[:12], **where(one)))
            for day, one in zip(told, (old, new), strict=True)
        ],
        "articles": [_shown(one, rules, then, now, told, language) for one in changes],
    }


def _summary(changes: Sequence[ArticleChange]) -> Text:
    articles = sum(one.text_differs for one in changes)
    figures = len({(one.law, one.name) for change in changes for one in change.figures})
    if not articles and not figures:
        return _NOTHING
    counted = ((articles, _ARTICLE, _ARTICLES), (figures, _FIGURE, _FIGURES))
    said = [(one if n == 1 else more).fill(n=n) for n, one, more in counted if n]
    whole = _AND.fill(a=said[0], b=said[1]) if len(said) == 2 else said[0]
    return (_DIFFERS if articles + figures == 1 else _DIFFER).fill(said=whole)


def _shown(
    change: ArticleChange,
    rules: Rules,
    then: Mapping[str, str],
    now: Mapping[str, str],
    days: Sequence[Text],
    language: str,
) -> Shown:
    words = None
    if change.words or change.old is None or change.new is None:
        pair = [
            (one.summary.to(language) if one.summary else known.get(one.number, "")) if one else ""
            for one, known in ((change.old, then), (change.new, now))
        ]
        words = words_beside(*pair) if any(pair) else None
    return Shown(
        change.number,
        tuple(_said(change, rules)),
        words,
        tuple((title(one.name), *lines_beside(one.old, one.new, language)) for one in change.formulas),
        _figure_table(change, days) if change.figures else None,
    )


def _said(change: ArticleChange, rules: Rules) -> list[Text]:
    """What differs, in words."""
    if change.old is None or change.new is None:
        return [_NEW if change.old is None else _GONE]
    found = [_RENUMBERED.fill(old=change.old.number, new=change.new.number)] if change.renumbered else []
    found += [_WORDS] if change.words else []
    found += [_DETAIL.fill(name=called(one.name)) for one in change.formulas if one.old == one.new]
    return found + [_part(one, rules) for one in change.parts]


def _part(part: PartChange, rules: Rules) -> Text:
    name = part.said or called(part.name)
    if part.sort == "doubt":
        known = rules.doubts.get(part.name)
        name = Text(nl=known.what.nl.rstrip("."), en=known.what.en.rstrip(".")) if known else name
    return _HOW[part.how].fill(sort=_SORTS[part.sort], name=name)


def _figure_table(change: ArticleChange, days: Sequence[Text]) -> Table:
    columns = (
        Column(Text(nl="Bedrag", en="Figure")),
        *(Column(_ON.fill(day=day)) for day in days),
    )
    caption = _CAPTION.fill(n=change.number)
    rows = [(title(one.name), _figure(one.old), _figure(one.new)) for one in change.figures]
    return Table(caption, columns, rows)


def _figure(one: Figure | None) -> object:
    """Its value, and below it how sure that is and by what source."""
    if one is None:
        return _ABSENT
    return Cell(figure_value(one), note=_NOTE.fill(grade=GRADE_WORDS[one.grade], source=one.source))


_TITLE = Text(nl="Wat er veranderde", en="What changed")
_FIRST, _SECOND = Text(nl="Van", en="From"), Text(nl="Tot", en="To")
_NO_VERSION = Text(nl="Op {day} geldt deze regel niet.", en="This rule does not hold on {day}.")
_CURE = Text(
    nl="Kies een dag vanaf {day} waarop een versie geldt.", en="Choose a day from {day} on which a version holds."
)
_TURNED = Text(nl="De tweede dag ligt voor de eerste.", en="The second day lies before the first.")
_TURNED_CURE = Text(nl="Wissel de dagen om.", en="Swap the days.")
_NO_DAY = Text(nl="“{text}” is geen dag.", en="“{text}” is not a day.")
_NO_DAY_CURE = Text(nl="Vul een dag in, zoals 2025-01-31.", en="Fill in a day, like 2025-01-31.")
_NOTHING = Text(nl="Er verschilt niets.", en="Nothing differs.")
_ARTICLE, _ARTICLES = Text(nl="{n} artikel", en="{n} article"), Text(nl="{n} artikelen", en="{n} articles")
_FIGURE, _FIGURES = Text(nl="{n} bedrag", en="{n} figure"), Text(nl="{n} bedragen", en="{n} figures")
_DIFFER = Text(nl="{said} verschillen.", en="{said} differ.")
_DIFFERS = Text(nl="{said} verschilt.", en="{said} differs.")
_AND = Text(nl="{a} en {b}", en="{a} and {b}")
_NEW = Text(nl="Dit artikel is er bij gekomen.", en="This article was added.")
_GONE = Text(nl="Dit artikel is weg.", en="This article was removed.")
_RENUMBERED = Text(nl="Artikel {old} heet nu artikel {new}.", en="Article {old} is now article {new}.")
_WORDS = Text(nl="De tekst is anders.", en="The words differ.")
_DETAIL = Text(
    nl="Van {name} verschilt een kleinigheid die de formule niet toont, zoals de afronding.",
    en="Of {name} a detail differs that the formula does not show, like the rounding.",
)
_HOW = {
    "added": Text(nl="Erbij: {sort} “{name}”.", en="Added: {sort} “{name}”."),
    "removed": Text(nl="Weg: {sort} “{name}”.", en="Removed: {sort} “{name}”."),
    "changed": Text(nl="Anders van soort of herkomst: {sort} “{name}”.", en="Other type or origin: {sort} “{name}”."),
}
_SORTS = {
    "parameter": Text(nl="het gegeven", en="the parameter"),
    "input": Text(nl="het gegeven dat nodig is", en="the needed fact"),
    "output": Text(nl="de uitkomst", en="the outcome"),
    "open-term": Text(nl="de invulling door een ander van", en="the term that another fills in"),
    "fills-in": Text(nl="vult in", en="fills in"),
    "replaces": Text(nl="komt in de plaats van", en="takes the place of"),
    "joins": Text(nl="hoort bij elk besluit", en="joins every decision"),
    "doubt": Text(nl="de twijfel", en="the doubt"),
    "impossible": Text(nl="wat niet kan:", en="what cannot be:"),
}
_ON = Text(nl="Op {day}", en="On {day}")
_NOTE = Text(nl="{grade}: {source}", en="{grade}: {source}")
_CAPTION = Text(nl="Bedragen van artikel {n} die verschillen", en="Figures of article {n} that differ")
_ABSENT = Text(nl="niet bekend", en="not known")
