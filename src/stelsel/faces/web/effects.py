# SPDX-License-Identifier: EUPL-1.2
"""What a rule does for everyone, and what a change of it does: computed over people who do not exist while the reader
waits; for more people, or those of an organisation, as work in the background."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from stelsel.book.book import Book
from stelsel.faces.web.addresses import effect_path, job_path, paths, rule_path
from stelsel.faces.web.effect_report import Shown, shown
from stelsel.faces.web.effect_words import CHOICES, by_words
from stelsel.faces.web.inputs import errors_of, summary
from stelsel.faces.web.rules import RULES
from stelsel.faces.web.shell import book_of, page, person_of, show
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.who import publisher_name
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text, number, same
from stelsel.kernel.time import say_day
from stelsel.node.background import compute_effects, desk
from stelsel.node.background.shown import Shown as Work
from stelsel.node.identity import Person
from stelsel.node.jobs import Asked as Started
from stelsel.node.population.at_once import at_once
from stelsel.node.population.examples import Side
from stelsel.node.population.people import SYNTHETIC, is_synthetic
from stelsel.node.population.report import Asked, read
from stelsel.nouns.rule_text import Rules, rules_in
from stelsel.priorities.services.rule_answer import outputs_of
from stelsel.priorities.services.rule_read import day as read_day
from stelsel.priorities.services.rule_words import title

FIELDS = ("van", "tot", "naar", "mensen", "uitgever")


@page("GET", "POST", needs="see")
def effects(request: HttpRequest, regel: str, uitkomst: str) -> HttpResponse:
    """The form; with a day the report; by POST as work in the background. 400 with the form where something does not
    fit."""
    book, language = book_of(request), request.language  # type: ignore[attr-defined]
    rules = rules_in(book)
    asked = Wanted(rules, regel, uitkomst, book, request.POST if request.method == "POST" else request.GET)
    found: Shown | None = None
    if request.method == "POST" and not asked.wrong:
        try:
            started = start(request, asked)
        except BadInput as problem:
            asked.wrong += problem.findings
        else:
            return HttpResponseRedirect(job_path(language, str(started.id)))
    elif "van" in request.GET and not asked.wrong:
        try:
            made = at_once(asked.asked, asked.sides, settings.HOME)
        except BadInput as problem:
            asked.wrong += [Finding(one.code, "van", _placed(one), one.cure) for one in problem.findings]
        else:
            found = shown(made, rules, book, language)
    return show(request, "rule-effects", 400 if asked.wrong else 200, **around(request, asked), report=found)


@page(needs="run-job")
def effects_of_job(request: HttpRequest, number: UUID) -> HttpResponse:
    """The report of work that is done, for who may see that work."""
    found = desk.one(person_of(request), number)
    if found is None or found.report is None:
        raise Http404
    made, book, language = read(found.report), book_of(request), request.language  # type: ignore[attr-defined]
    known = paths(language)
    trail = (
        (same("Start"), known["start"]),
        (_WORK, known["jobs"]),
        (found.title, job_path(language, str(number))),
        (TITLE, ""),
    )
    report = shown(made, rules_in(book), book, language)
    return show(request, "rule-effects", asked_for=title(made.output), report=report, trail=trail)


def start(request: HttpRequest, asked: Wanted) -> Started:
    """The same as work in the background, for the people that were chosen. NotAllowed, BadInput."""
    typed = request.POST
    second = asked.second.isoformat() if asked.second else ""
    wish = desk.EffectsWish(
        typed.get("uitgever", ""),
        asked.rule,
        asked.output,
        asked.first.isoformat(),
        second,
        asked.by,
        typed.get("mensen", ""),
        "doorgaan" in typed,
    )
    return desk.start_effects(person_of(request), wish, typed.get("sleutel", ""))


def _placed(one: Finding) -> Text:
    """What is wrong, with where in the rule text."""
    return _AT.fill(what=one.what, where=one.where) if one.code.startswith("rules-compile") else one.what


@dataclass
class Wanted:
    """What was asked, as typed and as read: the rules, outcome, days, and what to count by. 404 for an outcome that no
    version of the rule gives."""

    rules: Rules
    rule: str
    output: str
    book: Book
    typed: Mapping[str, str]
    wrong: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not any(self.output in (*one.outputs, *one.promised) for one in self.rules.library.versions_of(self.rule)):
            raise Http404
        self.first = self._day("van", None) or self.book.day
        self.second = self._day("tot", None)
        self.by = self.typed.get("naar", CHOICES[0][0])
        if self.by and self.by not in dict(CHOICES):
            self.wrong.append(Finding("effects-by", "naar", _NO_BY, _NO_BY_CURE))
        if self.second is not None and self.second == self.first:
            self.wrong.append(Finding("effects-same", "tot", _ALIKE, _ALIKE_CURE))
        for name, day in (("van", self.first), ("tot", self.second)):
            if day and not self.wrong and self.output not in outputs_of(self.rules, self.rule, day, None):
                self.wrong.append(Finding("rule-no-version", name, _NO_VERSION, _NO_VERSION_CURE))

    def _day(self, name: str, usual: date | None) -> date | None:
        text = self.typed.get(name, "").strip()
        if not text:
            return usual
        found = read_day(text)
        if found is None:
            self.wrong.append(Finding("rule-day", name, _NO_DAY.fill(text=text[:40]), _NO_DAY_CURE))
            return usual
        return date.fromisoformat(found)

    @property
    def asked(self) -> Asked:
        """As it is computed."""
        by = (self.by,) if self.by else ()
        return Asked(self.rule, self.output, by, position=self.book.position.hash)

    @property
    def sides(self) -> tuple[Side, ...]:
        """One side, or before and after."""
        return tuple(Side(self.rules, one) for one in (self.first, self.second) if one is not None)

    @property
    def days(self) -> list[tuple[str, str]]:
        """What was asked, to ask it again as work."""
        second = self.second.isoformat() if self.second else ""
        return [("van", self.first.isoformat()), ("tot", second), ("naar", self.by)]

    def fields(self, errors: Mapping[str, Text]) -> list[Field]:
        """The days, and what to count by."""
        second = self.typed.get("tot", "")
        options = [("", _TOGETHER), *CHOICES]
        values = {"van": self.typed.get("van") or self.first.isoformat(), "tot": second}
        return [
            Field("van", _FIRST, "date", values["van"], error=errors.get("van", "")),
            Field("tot", _SECOND, "date", values["tot"], why=_SECOND_WHY, error=errors.get("tot", ""), required=False),
            Field("naar", _BY, "select", self.by, options=options, error=errors.get("naar", "")),
        ]


def around(request: HttpRequest, asked: Wanted) -> dict[str, object]:
    """The form and the way back."""
    language = request.language  # type: ignore[attr-defined]
    errors = errors_of(asked.wrong, FIELDS)
    name = next((one.text.name for one in asked.rules.library.versions_of(asked.rule)), asked.rule)
    known = paths(language)
    return {
        "rule_name": name,
        "asked_for": title(asked.output),
        "here": effect_path(language, asked.rule, asked.output),
        "fields": asked.fields(errors),
        "errors": summary(errors),
        "work": work_fields(asked, person_of(request), errors),
        "key": secrets.token_urlsafe(16),
        "asked_days": asked.days,
        "trail": (
            (same("Start"), known["start"]),
            (RULES, known["rules"]),
            (same(name), rule_path(language, asked.rule)),
            (TITLE, ""),
        ),
    }


def asked_effects(one: Work) -> list[tuple[Text, object]]:
    """What work of this kind was asked for: outcome, days, division and people. Nothing of other work."""
    if one.name != compute_effects.wire:
        return []
    asked = one.arguments
    days = [date.fromisoformat(day) for day in (asked["first"], asked["second"]) if day]
    told = [Text(nl=say_day(day, "nl"), en=say_day(day, "en")) for day in days]
    return [
        (_OUTCOME, title(asked["output"])),
        (_DAYS, told[0] if len(told) == 1 else _TWO_DAYS.fill(first=told[0], second=told[1])),
        (_BY, by_words(asked["by"]) if asked["by"] else _TOGETHER),
        (_PEOPLE_TITLE, people_words(asked["people"])),
    ]


def work_fields(asked: Wanted, who: Person, errors: Mapping[str, Text]) -> list[Field]:
    """For whom and for which people; empty for who may not ask for work."""
    publishers = desk.works_for(who)
    if not publishers:
        return []
    some = [(one, people_words(one)) for one in desk.choices_of_people(who)]
    mine = [(one, same(publisher_name(asked.book, one))) for one in publishers]
    chosen = asked.typed.get("mensen") or some[1][0]
    return [
        Field("uitgever", _FOR, "select", asked.typed.get("uitgever", mine[0][0]), options=mine,
              error=errors.get("uitgever", "")),
        Field("mensen", _PEOPLE, "select", chosen, options=some, error=errors.get("mensen", "")),
    ]  # fmt: skip


def people_words(name: str) -> Text:
    """What a population of this node is called."""
    if not is_synthetic(name):
        return same(name)
    size = int(name.removeprefix(SYNTHETIC))
    return Text(nl=f"verzonnen land, {number(size, 'nl')} mensen", en=f"synthetic country, {number(size, 'en')} people")


TITLE = Text(nl="Wat doet dit voor iedereen?", en="What does this do for everyone?")
_WORK = Text(nl="Werk op de achtergrond", en="Work in the background")
_OUTCOME, _DAYS = Text(nl="Uitkomst", en="Outcome"), Text(nl="Dag", en="Day")
_TWO_DAYS = Text(nl="{second} vergeleken met {first}", en="{second} compared with {first}")
_PEOPLE_TITLE = Text(nl="Mensen", en="People")
_FOR = Text(nl="Namens wie?", en="On behalf of whom?")
_PEOPLE = Text(nl="Voor welke mensen?", en="For which people?")
_FIRST = Text(nl="Op welke dag?", en="On which day?")
_SECOND = Text(nl="Vergelijk met dag", en="Compare with day")
_SECOND_WHY = Text(
    nl="Leeg: alleen de eerste dag. Met een dag ziet u wie erop voor- en achteruitgaat.",
    en="Empty: only the first day. With a day you see who gains and who loses.",
)
_BY = Text(nl="Verdeel naar", en="Divide by")
_TOGETHER = Text(nl="niet verdelen", en="do not divide")
_AT = Text(nl="{what} ({where})", en="{what} ({where})")
_NO_BY = Text(nl="Hiernaar kunnen we niet verdelen.", en="We cannot divide by this.")
_NO_BY_CURE = Text(nl="Kies iets uit de lijst.", en="Choose something from the list.")
_ALIKE = Text(nl="Dit is twee keer dezelfde dag.", en="This is the same day twice.")
_ALIKE_CURE = Text(nl="Kies een andere dag, of laat dit leeg.", en="Choose another day, or leave this empty.")
_NO_VERSION = Text(nl="Op deze dag geeft deze regel dit niet.", en="On this day the rule does not give this.")
_NO_VERSION_CURE = Text(
    nl="Kies een dag waarop een versie van de regel geldt; de pagina van de regel noemt ze.",
    en="Choose a day on which a version of the rule holds; the page of the rule names them.",
)
_NO_DAY = Text(nl="“{text}” is geen dag.", en="“{text}” is not a day.")
_NO_DAY_CURE = Text(nl="Vul een dag in, zoals 2026-01-31.", en="Fill in a day, like 2026-01-31.")
