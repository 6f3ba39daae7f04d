# SPDX-License-Identifier: EUPL-1.2
"""Search over everything the reader may see, with facets; and the questions that may be what somebody means."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from stelsel.book.book import Book
from stelsel.book.question import Budget, Question
from stelsel.book.view import Record
from stelsel.catalogue import KINDS, QUESTIONS
from stelsel.engines.search._words import STOP_WORDS, words
from stelsel.faces.web.addresses import entry_path, organisation_path, paths, question_path
from stelsel.faces.web.choices import choice
from stelsel.faces.web.rows import _page as page_number
from stelsel.faces.web.shell import book_of, page, show
from stelsel.faces.web.who import publisher_name, short_label
from stelsel.kernel.kind import Kind
from stelsel.kernel.personal_data import HIDDEN_CODES, hidden
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text, same
from stelsel.kernel.vocabulary import wire
from stelsel.kernel.vocabulary import words as field_words
from stelsel.node import clock
from stelsel.priorities.services.policy import ranking
from stelsel.priorities.services.route import Asked, routed
from stelsel.priorities.services.sayings import code_of
from stelsel.priorities.services.whereto import services

PAGE = 20
SERVICES = 3
SECONDS, ROWS = 5.0, 5_000_000
LAST = 500
_KIND, _MODE = Text(nl="Soort", en="Kind"), Text(nl="Wijze", en="Stated or recorded")
_SEARCH = Text(nl="Zoeken", en="Search")
_WIRE = {"kind": "soort", "mode": "wijze"}


@csrf_exempt  # it never writes
@sensitive_post_parameters()
@page("GET", "POST", needs="see")
def search(request: HttpRequest) -> HttpResponse:
    """Results for `q`, narrowed by facets in the address, 20 a page. The boxes send it by POST, so that a number of a
    citizen or an account is made unreadable before anything stands in an address."""
    book, language = book_of(request), request.language  # type: ignore[attr-defined]
    given = request.POST if request.method == "POST" else request.GET
    text, left_out = hidden(given.get("q", "").strip()[:500], HIDDEN_CODES)
    if request.method == "POST" or left_out:
        there = HttpResponseRedirect(f"{paths(language)['search']}?{urlencode({'q': text})}")
        there.status_code = 303
        return there
    names = {wire_name(name): name for name in _facet_names()}
    chosen = {names[key]: [_inward(names[key], value)] for key, value in request.GET.items() if key in names and value}
    number = min(page_number(request.GET.get("pagina", "1")), LAST)
    hits = book.search(text, chosen, PAGE, (number - 1) * PAGE)
    query = {"q": text, **{wire_name(name): _outward(name, values[0]) for name, values in chosen.items()}}
    records = [record for one in hits.ids if (record := book.get(one)) is not None]
    return show(
        request,
        "search",
        search_words=text,
        total=hits.total,
        results=[_result(book, record, language) for record in records],
        facets=_facets(hits.facets, chosen, query, paths(language)["search"]),
        meant=hits.did_you_mean,
        meant_url=f"?{urlencode({'q': hits.did_you_mean})}" if hits.did_you_mean else "",
        services=_services(book, text, language) if text and number == 1 and not chosen else [],
        questions=[(one.sentence, question_path(language, one.wire)) for one in offered(text)],
        number=number,
        last=min(max(1, -(-hits.total // PAGE)), LAST),
        url=f"?{urlencode(query)}&pagina=",
        chosen=[(wire_name(name), _outward(name, values[0])) for name, values in chosen.items()],
        trail=((same("Start"), paths(language)["start"]), (_SEARCH, "")),
    )


def offered(text: str) -> list[Question[Any]]:
    """The questions that share a word with the text; every question when there is no text."""
    asked = set(words(text)) - STOP_WORDS
    if not asked:
        return list(QUESTIONS.values())
    found = []
    for question in QUESTIONS.values():
        known = set(words(f"{question.sentence.nl} {question.sentence.en} {question.explain.nl} {question.explain.en}"))
        if any(
            word.startswith(mine) or mine.startswith(word)
            for word in known - STOP_WORDS
            for mine in asked
            if len(word) > 2
        ):
            found.append(question)
    return found


def wire_name(facet: str) -> str:
    """A facet as it stands in an address."""
    return _WIRE.get(facet) or wire(facet)


def _facet_names() -> set[str]:
    return {"kind", "mode", *(name for kind in KINDS.values() for name in kind.facets)}


def _outward(facet: str, value: str) -> str:
    return KINDS[value].wire if facet == "kind" and value in KINDS else value


def _inward(facet: str, value: str) -> str:
    if facet != "kind":
        return value
    return next((kind.name for kind in KINDS.values() if kind.wire == value), value)


def _facets(
    counts: dict[str, dict[str, int]], chosen: dict[str, list[str]], query: dict[str, str], base: str
) -> list[dict[str, Any]]:
    """Kind and mode always; the facets of a kind once that kind is chosen."""
    kind: Kind[Any] | None = KINDS.get(chosen.get("kind", [""])[0])
    names = ["kind", "mode", *(kind.facets if kind else ())]
    found = []
    for name in names:
        values = list(counts.get(name, {}).items())[:12]
        title = _KIND if name == "kind" else _MODE if name == "mode" else field_words(name)
        rest = {key: value for key, value in query.items() if key != wire_name(name)}
        lines = [
            (
                _words(name, value),
                count,
                f"{base}?{urlencode({**rest, wire_name(name): _outward(name, value)})}",
                chosen.get(name) == [value],
            )
            for value, count in values
            if value
        ]
        if lines:
            clear = f"{base}?{urlencode(rest)}" if name in chosen else ""
            found.append({"title": title, "lines": lines, "clear": clear})
    return found


def _words(facet: str, value: str) -> Text:
    return (
        KINDS[value].plural
        if facet == "kind" and value in KINDS
        else choice({"True": "true", "False": "false"}.get(value, value))
    )


def _services(book: Book, text: str, language: str) -> list[tuple[str, str, str]]:
    """Services that somebody may mean who wants to arrange something: title, one sentence, page. Only where that is
    likely."""
    try:
        found = routed(book, Asked(text, most=SERVICES), Budget(SECONDS, ROWS, clock.monotonic))
    except BadInput:
        return []
    likely = [one for one in found["doors"] if one["score"] >= ranking().enough / 2]
    rows = services(book)
    return [
        (one["title"], (one["what"] or {}).get(language, ""), entry_path(language, rows[code][0].id))
        for one in likely
        if (code := code_of(one["product"])) in rows
    ]


def _result(book: Book, record: Record, language: str) -> dict[str, Any]:
    kind = book.kinds[record.id.split("/")[1]]
    body = record.body(kind)
    tooi = getattr(body, "tooi", None)
    href = (
        organisation_path(language, tooi) if kind.name == "organisation" and tooi else entry_path(language, record.id)
    )
    return {
        "label": short_label(book, record),
        "href": href,
        "kind": kind.title,
        "mode": record.envelope.mode,
        "by": publisher_name(book, record.log.publisher),
        "sample": getattr(body, "sample", False),
        "audience": record.log.audience,
    }
