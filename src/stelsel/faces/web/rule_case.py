# SPDX-License-Identifier: EUPL-1.2
"""Try a rule: a form made from what it asks, and the outcome with its explanation.

What is typed are personal data. It comes by POST alone, stands in no address, is kept nowhere, and no word of it gets
in an error or a log.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters

from stelsel.faces.web.addresses import compute_path, paths, rule_path, steps_path
from stelsel.faces.web.inputs import errors_of, summary
from stelsel.faces.web.private import private_page
from stelsel.faces.web.rule_fields import Shown, day_fields, shown_groups
from stelsel.faces.web.rule_outcome import outcome_parts
from stelsel.faces.web.rule_receipt import receipt_file
from stelsel.faces.web.shell import book_of, show
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text, same
from stelsel.nouns.rule_text import Rules, rules_in
from stelsel.priorities.services.rule_answer import Case, outputs_of
from stelsel.priorities.services.rule_asking import form_key
from stelsel.priorities.services.rule_form import Group, form_of, needs_of, read, towns_of
from stelsel.priorities.services.rule_read import day as read_day
from stelsel.priorities.services.rule_words import title

MOST_LETTERS = 200
"""Of what is typed in one field."""


@dataclass(frozen=True)
class Asked:
    """One request to a rule: the rules of that day, the outcome, the days, what was typed, and what is wrong with the
    days."""

    rules: Rules
    rule: str
    output: str
    on: date
    known_at: date | None
    typed: Mapping[str, str]
    wrong: tuple[Finding, ...] = ()

    @property
    def groups(self) -> tuple[Group, ...]:
        """The questions, for what was typed so far."""
        return form_of(self.rules, needs_of(self.rules, self.rule, self.output, self.on, self.known_at), self.typed)


@sensitive_post_parameters()
@private_page("GET", "POST", needs="see")
def compute(request: HttpRequest, regel: str, uitkomst: str) -> HttpResponse:
    """The form; after a POST the outcome, or the form again with what is wrong."""
    asked = asked_of(request, regel, uitkomst, request.POST if request.method == "POST" else {})
    if request.method != "POST" or request.POST.get("stap") in ("vakken", "taal"):
        return form_page(request, asked, ())
    case, wrong = case_of(request, asked)
    if wrong:
        return form_page(request, asked, wrong)
    try:
        if request.POST.get("stap") == "bewijs":
            return receipt_file(asked.rules, case)
        parts = outcome_parts(book_of(request), asked.rules, case, request.language)  # type: ignore[attr-defined]
    except BadInput as problem:
        return form_page(request, asked, at_form(problem.findings))
    return show(request, "rule-outcome", **around(request, asked, ()), **parts)


def asked_of(request: HttpRequest, rule: str, output: str, given: Mapping[str, str]) -> Asked:
    """What was asked. 404 where no version of the rule gives this."""
    book = book_of(request)
    typed = {name: str(given[name])[:MOST_LETTERS] for name in given}
    wrong: list[Finding] = []
    on = _day(typed, "dag", book.day, wrong) or book.day
    known_at = _day(typed, "bekend-op", None, wrong)
    rules = rules_in(book, known_at)
    if output not in outputs_of(rules, rule, on, known_at):
        if not any(output in (*one.outputs, *one.promised) for one in rules.library.versions_of(rule)):
            raise Http404
        wrong.append(Finding("rule-no-version", "dag", _NO_VERSION, _NO_VERSION_CURE))
    return Asked(rules, rule, output, on, known_at, typed, tuple(wrong))


def _day(typed: Mapping[str, str], name: str, usual: date | None, wrong: list[Finding]) -> date | None:
    text = typed.get(name, "").strip()
    if not text:
        return usual
    found = read_day(text)
    if found is None:
        wrong.append(Finding("rule-day", name, _NO_DAY.fill(text=text[:40]), _NO_DAY_CURE))
        return usual
    return date.fromisoformat(found)


def case_of(request: HttpRequest, asked: Asked) -> tuple[Case, tuple[Finding, ...]]:
    """The case that was typed, and what cannot be read."""
    groups, book = asked.groups, book_of(request)
    facts, wrong = read(groups, asked.typed, towns_of(book, groups, asked.typed, asked.on))
    return Case(asked.rule, asked.output, asked.on, asked.known_at, facts), (*asked.wrong, *wrong)


def at_form(findings: tuple[Finding, ...], field: str = "") -> tuple[Finding, ...]:
    """What is wrong with facts, at a field of the form: without the file and line of the rule text, which say nothing
    to who fills it in. `field`: the only question on the page."""
    return tuple(Finding(one.code, field or form_key(one.where), _bare(one.what), one.cure) for one in findings)


def _bare(said: Text) -> Text:
    return Text(nl=_RULE_LINE.sub("", said.nl), en=_RULE_LINE.sub("", said.en))


_RULE_LINE = re.compile(r" \([^()]* (?:line|regel) [0-9]+\)")


def form_page(request: HttpRequest, asked: Asked, wrong: tuple[Finding, ...]) -> HttpResponse:
    """The form with what was typed; with 400 and every fault where there are some."""
    found = wrong or (asked.wrong if request.method == "POST" else ())
    return show(request, "rule-form", 400 if found else 200, **around(request, asked, found))


def around(request: HttpRequest, asked: Asked, wrong: tuple[Finding, ...]) -> dict[str, Any]:
    """What the form and the page with the outcome have in common: the questions with what was typed."""
    language = request.language  # type: ignore[attr-defined]
    groups = asked.groups
    keys = [entry.key for group in groups for entry in group.entries]
    errors = errors_of(wrong, [*keys, "dag", "bekend-op"])
    name = next((one.text.name for one in asked.rules.library.versions_of(asked.rule)), asked.rule)
    shown: tuple[Shown, ...] = shown_groups(groups, asked.typed, errors, language)
    return {
        "rule_name": name,
        "rule_href": rule_path(language, asked.rule),
        "asked_for": title(asked.output),
        "here": compute_path(language, asked.rule, asked.output),
        "other": compute_path("nl" if language == "en" else "en", asked.rule, asked.output),
        "steps": steps_path(language, asked.rule, asked.output),
        "days": day_fields(asked.typed, asked.on, errors),
        "groups": shown,
        "errors": summary(errors),
        "trail": trail(language, name, asked.rule, title(asked.output)),
    }


def trail(language: str, name: str, rule: str, here: Text) -> tuple[tuple[Text, str], ...]:
    """Start, rules, this rule, this outcome."""
    known = paths(language)
    return (
        (same("Start"), known["start"]),
        (_RULES, known["rules"]),
        (same(name), rule_path(language, rule)),
        (here, ""),
    )


_RULES = Text(nl="Regels", en="Rules")
_NO_VERSION = Text(nl="Op deze dag geeft deze regel dit niet.", en="On this day the rule does not give this.")
_NO_VERSION_CURE = Text(
    nl="Kies een dag waarop een versie van de regel geldt; de pagina van de regel noemt ze.",
    en="Choose a day on which a version of the rule holds; the page of the rule names them.",
)
_NO_DAY = Text(nl="“{text}” is geen dag.", en="“{text}” is not a day.")
_NO_DAY_CURE = Text(nl="Vul een dag in, zoals 31-1-2025.", en="Fill in a day, like 31-1-2025.")
