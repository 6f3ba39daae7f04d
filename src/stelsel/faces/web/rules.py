# SPDX-License-Identifier: EUPL-1.2
"""The rule browser: every rule text that the reader may see, and the page of one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from stelsel.engines.rules import Library, RuleText
from stelsel.engines.rules.library import Version, holding
from stelsel.faces.web.addresses import compute_path, difference_path, paths, rule_path, steps_path
from stelsel.faces.web.rule_parts import (
    article_parts,
    finding_rows,
    how_sure,
    layer_words,
    outcome_links,
    source_rows,
    version_rows,
    where,
)
from stelsel.faces.web.rule_picture import picture
from stelsel.faces.web.shell import book_of, page, show
from stelsel.faces.web.templatetags.tables import Cell, Column, Table
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import say_day
from stelsel.nouns.rule_text import Rules, rules_in
from stelsel.priorities.services.grades import YEARS
from stelsel.priorities.services.laws import short_names
from stelsel.priorities.services.rule_sources import article_texts, findings_of, written, years
from stelsel.priorities.services.rule_words import title

RULES = Text(nl="Regels", en="Rules")
RULES_QUESTION = Text(nl="Waar heb ik recht op?", en="What am I entitled to?")
RULES_EXPLAIN = Text(
    nl="Wetten en regelingen die uitrekenen waar u recht op hebt, met uitleg per artikel.",
    en="Laws and regulations that compute what you are entitled to, explained by article.",
)


@page(needs="see")
def index(request: HttpRequest) -> HttpResponse:
    """Every rule, with how sure it is in each year."""
    book, language = book_of(request), request.language  # type: ignore[attr-defined]
    rules, sure = rules_in(book), years(book)
    columns = (
        Column(Text(nl="Regel", en="Rule")),
        Column(Text(nl="Soort", en="Sort")),
        Column(Text(nl="Geldt vanaf", en="Holds from")),
        *(Column(same(str(year))) for year in YEARS),
    )
    rows = [
        (
            Cell(text.name, rule_path(language, text.id, **where(text)), text.place),
            layer_words(text.layer),
            Text(nl=say_day(text.valid_from, "nl"), en=say_day(text.valid_from, "en")),
            *(how_sure(sure.get(text.id, ()), text, year) for year in YEARS),
        )
        for text in newest(rules.library)
    ]
    table = Table(
        Text(nl="Alle regels, met hoe zeker zij per jaar zijn", en="All rules, with how sure they are in each year"),
        columns,
        rows,
    )
    trail = ((same("Start"), paths(language)["start"]), (RULES, ""))
    refused = [(one.file, one.why) for one in rules.refused]
    asks = [
        (title(output), compute_path(language, law, output), steps_path(language, law, output))
        for _, law, output in short_names(rules.library)
        if not _is_condition(rules.library, law, output)
    ]
    return show(request, "rules", table=table, trail=trail, refused=refused, explain=RULES_EXPLAIN, asks=asks)


def _is_condition(library: Library, law: str, output: str) -> bool:
    """Whether an output is a yes or no on the way to what people ask."""
    scopes = (one.outputs.get(output) for one in library.versions_of(law))
    return any(scope.kinds[output].base == "boolean" for scope in scopes if scope and output in scope.kinds)


def newest(library: Library) -> list[RuleText]:
    """Of each rule at each place its newest text, by name."""
    return sorted((some[-1].text for some in library.series.values()), key=lambda one: (one.name, one.place))


@page(needs="see")
def rule(request: HttpRequest, regel: str) -> HttpResponse:
    """One rule text: what it says beside what it computes, what it needs, and where it comes from."""
    book, language = book_of(request), request.language  # type: ignore[attr-defined]
    rules = rules_in(book)
    text = chosen(rules, regel, request.GET, book).text
    values: dict[str, Any] = {
        "text": text,
        "layer": layer_words(text.layer),
        "trail": ((same("Start"), paths(language)["start"]), (RULES, paths(language)["rules"]), (same(text.name), "")),
        "sure": [(year, how_sure(years(book).get(text.id, ()), text, year)) for year in YEARS],
        "outcomes": outcome_links(rules, text, book.day, language),
        "articles": article_parts(rules, text, book.day, article_texts(book, rules, text), language),
        "picture": picture(rules, text, book.day, language),
        "changed": difference_path(language, text.id, **where(text)),
        "versions": version_rows(rules, text, language),
        "source": source_rows(book, rules.sources[text.file], text, language),
        "findings": finding_rows(findings_of(book, rules, text)),
        "gaps": text.untranslatable,
        "yaml": written(book, rules, text),
    }
    return show(request, "rule", **values)


def chosen(rules: Rules, regel: str, query: Mapping[str, str], book: Any) -> Version:
    """The version that was asked for: by its hash, else the one that holds today, else the newest. 404 for none."""
    found = rules.library.versions_of(regel, query.get("dienst", ""))
    place = query.get("plaats", "")
    found = [one for one in found if not place or one.text.place == place]
    if not found:
        raise Http404
    wanted = query.get("versie", "")
    if wanted:
        named = [one for one in found if one.text.hash.startswith(wanted) and len(wanted) >= 8]
        if not named:
            raise Http404
        return named[0]
    series = [one for one in found if one.text.place == found[0].text.place]
    return holding(series, book.day, None) or series[-1]
