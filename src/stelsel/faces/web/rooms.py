# SPDX-License-Identifier: EUPL-1.2
"""The six rooms: one for each priority of the Dutch Digitalisation Strategy (NDS). A room that is not open says so."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse

from stelsel.book.book import Book
from stelsel.catalogue import EVERY_ROOM, ROOMS
from stelsel.faces.web.addresses import kind_path, paths, question_path, room_path
from stelsel.faces.web.charts import Bar, BarChart
from stelsel.faces.web.data_request_words import REQUESTS, REQUESTS_EXPLAIN
from stelsel.faces.web.guide import GUIDE, GUIDE_EXPLAIN
from stelsel.faces.web.rules import RULES_EXPLAIN, RULES_QUESTION
from stelsel.faces.web.shell import book_of, page, person_of, show
from stelsel.faces.web.templatetags.tables import Cell, Column, Table
from stelsel.kernel.text import Text, same
from stelsel.node.permission import may
from stelsel.nouns.bottleneck import BOTTLENECK
from stelsel.programme.glance import Priority, priorities_at_a_glance

NDS = (
    (
        "cloud",
        Text(nl="Cloud", en="Cloud"),
        Text(
            nl="Van behoefte naar passend aanbod, met standaarden en Europese ervaring.",
            en="From demand to the right offer, on standards and European experience.",
        ),
    ),
    (
        "data",
        Text(nl="Data", en="Data"),
        Text(
            nl="Gegevens vinden, mogen gebruiken en verantwoord delen.",
            en="Find data, be allowed to use it, share it responsibly.",
        ),
    ),
    (
        "ai",
        Text(nl="Kunstmatige intelligentie", en="Artificial intelligence"),
        Text(
            nl="Weten welke AI de overheid gebruikt, waarvoor en onder welke regels.",
            en="Know which AI government uses, for what and under which rules.",
        ),
    ),
    (
        "diensten",
        Text(nl="Burgers en ondernemers centraal", en="Citizens and businesses first"),
        Text(
            nl="Eén overheid: geregeld zonder loketten langs te gaan.",
            en="One government: things get done without going from desk to desk.",
        ),
    ),
    (
        "weerbaarheid",
        Text(nl="Digitale weerbaarheid en autonomie", en="Digital resilience and autonomy"),
        Text(
            nl="Waar hangt de dienstverlening van af, en wat als dat wegvalt.",
            en="What services depend on, and what if it fails.",
        ),
    ),
    (
        "mensen",
        Text(nl="Digitaal vakmanschap", en="Digital skills and workplace"),
        Text(nl="Mensen en kennis inzetten waar ze nodig zijn.", en="People and knowledge where they are needed."),
    ),
)
"""Wire name, title and purpose of the six priorities, in the order of the strategy."""

_CLOSED = Text(nl="Deze kamer is nog niet open.", en="This room is not open yet.")


@dataclass(frozen=True, slots=True)
class Row:
    """A room on the start page; `count` is None while it is closed."""

    title: Text
    explain: Text
    href: str
    count: int | None
    unit: Text
    questions: tuple[tuple[Text, str], ...] = ()


def room_rows(book: Book, language: str) -> list[Row]:
    """Six rows, the open ones with their figure."""
    known = {room.wire: room for room in ROOMS}
    rows = []
    for wire, title, explain in NDS:
        room = known.get(wire)
        count = book.count(room.figure) if room else None
        rows.append(
            Row(
                room.title if room else title,
                room.explain if room else explain,
                room_path(language, wire),
                count,
                room.figure.plural if room else _CLOSED,
                tuple((one.sentence, question_path(language, one.wire)) for one in room.questions) if room else (),
            )
        )
    return rows


@page(needs="see")
def room(request: HttpRequest, wire: str) -> HttpResponse:
    """A room: its questions and its kinds with their counts; or that it is not open yet."""
    language = request.language  # type: ignore[attr-defined]
    words = next(((title, explain) for name, title, explain in NDS if name == wire), None)
    opened = next((one for one in EVERY_ROOM if one.wire == wire), None)
    if words is None and opened is None:
        raise Http404
    title, explain = (opened.title, opened.explain) if opened else words or (_CLOSED, _CLOSED)
    trail = ((same("Start"), paths(language)["start"]), (title, ""))
    if opened is None:
        return show(request, "room", heading=title, explain=explain, closed=True, trail=trail)
    book = book_of(request)
    columns = (
        Column(Text(nl="Soort", en="Kind")),
        Column(Text(nl="Wat het is", en="What it is")),
        Column(Text(nl="Vermeldingen", en="Entries"), numeric=True),
    )
    lines = [
        (Cell(kind.plural, kind_path(language, kind.wire_plural)), kind.explain, book.count(kind))
        for kind in opened.kinds
    ]
    questions = [(one.sentence, one.explain, question_path(language, one.wire)) for one in opened.questions]
    if opened.name == "services":
        questions.insert(0, (GUIDE, GUIDE_EXPLAIN, paths(language)["guide"]))
        questions.insert(1, (RULES_QUESTION, RULES_EXPLAIN, paths(language)["rules"]))
    if opened.name == "data":
        questions.insert(0, (BOTTLENECK.plural, BOTTLENECK.explain, paths(language)["bottlenecks"]))
        if may(person_of(request), "request-data"):
            questions.insert(0, (REQUESTS, REQUESTS_EXPLAIN, paths(language)["data_requests"]))
    table = Table(Text(nl="Wat hier staat", en="What stands here"), columns, lines)
    return show(
        request,
        "room",
        heading=title,
        explain=explain,
        questions=questions,
        table=table,
        trail=trail,
        figure=book.count(opened.figure),
        figure_words=opened.figure.plural,
        figure_path=kind_path(language, opened.figure.wire_plural),
        glance=glance(book, language) if opened.name == "programme" else None,
    )


def _seen(one: Priority) -> int | None:
    """How many entries; unknown where nothing is seen of kinds that are never public: others keep theirs inside."""
    public = any("public" in each.kind.allowed for each in one.counted)
    return one.total if one.total or public else None


def glance(book: Book, language: str) -> tuple[BarChart, Table]:
    """The six priorities in one picture, by what this node can count itself."""
    six = priorities_at_a_glance(book)
    most = max(six, key=lambda one: one.total or 0)
    finding = Text(nl="Over {most} weet deze node het meest", en="This node knows most about {most}")
    axis = Text(nl="aantal vermeldingen", en="number of entries")
    bars = tuple(Bar(one.words.to(language), _seen(one), one is most) for one in six)
    title = finding.fill(most=most.words).to(language)
    chart = BarChart("prioriteiten", title, axis.to(language), bars, language=language)
    columns = (
        Column(Text(nl="Prioriteit", en="Priority")),
        Column(Text(nl="Zelf verklaard", en="Stated"), numeric=True),
        Column(Text(nl="Vastgelegd", en="Recorded"), numeric=True),
        Column(Text(nl="Waarvan verzonnen", en="Of which invented"), numeric=True),
    )
    rows = [
        (
            Cell(one.words, room_path(language, next(room.wire for room in ROOMS if room.name == one.room))),
            sum(each.stated for each in one.counted),
            sum(each.recorded for each in one.counted),
            sum(each.samples for each in one.counted),
        )
        for one in six
    ]
    return chart, Table(Text(nl="Zes prioriteiten", en="Six priorities"), columns, rows)
