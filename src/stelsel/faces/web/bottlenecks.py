# SPDX-License-Identifier: EUPL-1.2
"""The public board of bottlenecks: four figures, what may be back, where they come from, and a list that sorts by links
and leaves as a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from stelsel.faces.web.addresses import bottleneck_path, entry_path, paths, question_path
from stelsel.faces.web.bottleneck_lines import NOBODY
from stelsel.faces.web.charts import Bar, BarChart
from stelsel.faces.web.choices import capital
from stelsel.faces.web.shell import book_of, page, person_of, show
from stelsel.faces.web.templatetags.components import BADGES
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.templatetags.tables import Cell, Column, Table
from stelsel.faces.web.who import label_of, publisher_name
from stelsel.kernel import documents
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text, same
from stelsel.kernel.vocabulary import words
from stelsel.node.permission import may
from stelsel.nouns.bottleneck import (
    BANDS,
    BOTTLENECK,
    CAUSES,
    LAYERS,
    STATUSES,
    Board,
    Standing,
    board,
    prevented,
    recurrences,
    suggestions,
)

TITLE = BOTTLENECK.plural
_ALL = Text(nl="alle", en="all")
_SORTS: Mapping[str, Callable[[Standing], object]] = {
    "leeftijd": lambda one: one.age_days,
    "organisaties": lambda one: one.impact.organisations,
    "omvang": lambda one: -1 if one.impact.least is None else one.impact.least,
    "oorzaak": lambda one: CAUSES[one.body.cause].nl if one.body.cause else "~",
    "laag": lambda one: LAYERS[one.layer].nl if one.layer else "~",
    "stand": lambda one: list(STATUSES).index(one.status),
}
"""Name in an address -> what is sorted by; a minus before it turns the order."""
_UNKNOWN = Text(nl="onbekend", en="unknown")
EXPORTS = {
    "csv": Text(nl="Download deze lijst als CSV", en="Download this list as CSV"),
    "ods": Text(nl="Download als rekenblad (ODS)", en="Download as a spreadsheet (ODS)"),
}


@page(needs="see")
def index(request: HttpRequest) -> HttpResponseBase:
    """The board."""
    book, language = book_of(request), request.language  # type: ignore[attr-defined]
    found, stopped = board(book), prevented(book)
    chosen = _chosen(request, found)
    if (form := request.GET.get("uitvoer", "")) in EXPORTS:
        return _export(chosen, form)
    known = paths(language)
    middle = found.median_age_days
    return show(
        request,
        "bottlenecks",
        title=TITLE,
        explain=BOTTLENECK.explain,
        open=len(found.open),
        middle=None if middle is None else round(middle),
        solved=len(found.solved),
        prevented=len(stopped),
        samples=sum(one.body.sample for one in found.standings.values()),
        back=[
            (one, bottleneck_path(language, one.again.id), bottleneck_path(language, one.solved.id))
            for one in recurrences(book)
        ],
        stopped=[
            (
                label_of(book, record) if (record := book.get(one.body.entry)) else same(one.body.entry),
                entry_path(language, one.body.entry),
                one,
                bottleneck_path(language, one.learned.standing.id),
            )
            for one in stopped
        ],
        causes=_bars(found, language, "oorzaken", "cause"),
        layers=_bars(found, language, "lagen", "layer"),
        fields=_fields(request),
        here=known["bottlenecks"],
        raise_path=known["raise_bottleneck"],
        same_path=known["same_bottlenecks"],
        letter_path=known["bottleneck_letter"],
        alike=len(suggestions(book)),
        may_raise=may(person_of(request), "publish"),
        question=question_path(language, "knelpuntenbord"),
        check=question_path(language, "eerder-opgelost"),
        table=_table(request, chosen),
        sort=request.GET.get("sorteer", ""),
        trail=((same("Start"), known["start"]), (TITLE, "")),
    )


def _chosen(request: HttpRequest, found: Board) -> list[Standing]:
    """What the address asks for, in its order. BadInput for a choice that does not exist."""
    typed = {name: request.GET.get(name, "") for name in ("laag", "oorzaak", "stand", "sorteer")}
    for name, known in (("laag", LAYERS), ("oorzaak", CAUSES), ("stand", STATUSES)):
        if typed[name] and typed[name] not in known:
            raise bad_input("choice", name, _NO_CHOICE, Text(nl=", ".join(known), en=", ".join(known)))
    sort = typed["sorteer"] or "-leeftijd"
    if sort.removeprefix("-") not in _SORTS:
        raise bad_input("choice", "sorteer", _NO_CHOICE, Text(nl=", ".join(_SORTS), en=", ".join(_SORTS)))
    those = found.standings.values() if typed["stand"] else found.leading
    chosen = [
        one
        for one in those
        if typed["laag"] in ("", one.layer)
        and typed["oorzaak"] in ("", one.body.cause)
        and typed["stand"] in ("", one.status)
    ]
    key = _SORTS[sort.removeprefix("-")]
    ordered = sorted(chosen, key=lambda one: (key(one), one.id), reverse=sort.startswith("-"))  # type: ignore[arg-type, return-value]
    return ordered if typed["sorteer"] else sorted(ordered, key=lambda one: not one.open)


def _table(request: HttpRequest, chosen: list[Standing]) -> Table:
    language = request.language  # type: ignore[attr-defined]
    book, base = book_of(request), paths(language)["bottlenecks"]
    query = {name: value for name, value in request.GET.items() if value and name not in ("sorteer", "uitvoer")}
    now = request.GET.get("sorteer", "")

    def column(name: str, label: Text, unit: Text | str = "", numeric: bool = False) -> Column:
        state = "" if now.removeprefix("-") != name else "down" if now.startswith("-") else "up"
        link = f"{base}?{urlencode({**query, 'sorteer': ('-' if state == 'up' else '') + name})}"
        return Column(label, unit, numeric, link, state)

    columns = (
        Column(BOTTLENECK.title),
        column("stand", Text(nl="Stand", en="State")),
        column("oorzaak", Text(nl="Oorzaak", en="Cause")),
        column("laag", Text(nl="Bestuurslaag", en="Layer")),
        Column(Text(nl="Eigenaar", en="Owner")),
        column("leeftijd", Text(nl="Leeftijd", en="Age"), Text(nl="dagen", en="days"), True),
        column("organisaties", Text(nl="Organisaties", en="Organisations"), "", True),
        column("omvang", Text(nl="Omvang", en="Size")),
    )
    rows = [
        (
            Cell(one.body.title, bottleneck_path(language, one.id), BADGES["example"] if one.body.sample else ""),
            Cell(STATUSES[one.status], note=_late(one)),
            CAUSES[one.body.cause] if one.body.cause else None,
            LAYERS[one.layer] if one.layer else None,
            publisher_name(book, one.course.owner) if one.course.owner else NOBODY,
            one.age_days,
            one.impact.organisations,
            BANDS[one.impact.band] if one.impact.people is not None else None,
        )
        for one in chosen
    ]
    exports = [(said, f"{base}?{urlencode({**query, 'uitvoer': form})}") for form, said in EXPORTS.items()]
    return Table(TITLE, columns, rows, exports, _EMPTY)


def _late(one: Standing) -> Text | str:
    """What is late, for below the state."""
    if not one.late:
        return ""
    return _LATE.fill(level=one.level.name if one.level else "-")


def _bars(found: Board, language: str, name: str, field: str) -> tuple[BarChart, Table] | None:
    """How many are open by cause or by layer, most first; None while none is."""
    table: Mapping[str, Text] = CAUSES if field == "cause" else LAYERS
    codes = [one.body.cause if field == "cause" else one.layer for one in found.open]
    if not codes:
        return None
    counted = Counter(codes).most_common()
    said = [(table[code] if code else _UNKNOWN, count) for code, count in counted]
    ties = [text for text, count in said if count == said[0][1]]
    finding = (_BY_CAUSE if field == "cause" else _BY_LAYER).fill(first=said[0][0], count=said[0][1], all=len(codes))
    if len(ties) > 1:
        finding = (_CAUSES_TIE if field == "cause" else _LAYERS_TIE).fill(count=len(ties))
    bars = tuple(Bar(text.to(language), float(count), main=text in ties) for text, count in said)
    chart = BarChart(name, finding.to(language), _OPEN.to(language), bars, language=language, decimals=0)
    return chart, Table(finding, (Column(capital(words(field))), Column(_OPEN, numeric=True)), said)


def _fields(request: HttpRequest) -> list[Field]:
    def select(name: str, label: Text, known: Mapping[str, Text]) -> Field:
        options = [("", _ALL), *known.items()]
        return Field(name, label, "select", request.GET.get(name, ""), options=options, required=False)

    return [
        select("stand", Text(nl="Stand", en="State"), {str(code): said for code, said in STATUSES.items()}),
        select("oorzaak", Text(nl="Oorzaak", en="Cause"), {str(code): said for code, said in CAUSES.items()}),
        select("laag", Text(nl="Bestuurslaag", en="Layer of government"), {str(c): said for c, said in LAYERS.items()}),
    ]


def _export(chosen: list[Standing], form: str) -> HttpResponseBase:
    """CSV (RFC 4180, UTF-8) or ODS of the list; unknown stays empty."""
    header = (
        "id titel stand oorzaak laag eigenaar gemeldOp leeftijdDagen organisaties gavenCijfers werkprocessen "
        "mensenPerJaar zakenPerJaar urenPerJaar eurosPerJaar omvangMinstens teLaat niveau gebundeld voorbeeld"
    ).split()
    cells = ([*_cells(one)] for one in chosen)
    response: HttpResponseBase
    if form == "ods":
        made = documents.spreadsheet("knelpunten", header, cells)
        response = HttpResponse(made, content_type="application/vnd.oasis.opendocument.spreadsheet")
    else:
        lines = documents.lines(iter([header, *cells]))
        response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="knelpunten.{form}"'
    return response


def _cells(one: Standing) -> tuple[object, ...]:
    size = one.impact
    return (
        one.id, one.body.title, one.status, one.body.cause, one.layer, one.course.owner or None, one.raised,
        one.age_days, size.organisations, size.told, size.processes, size.people, size.cases, size.hours, size.euros,
        size.least, "|".join(due.ground.name for due in one.late), one.level.level if one.level else 0,
        "|".join(one.merged), one.body.sample,
    )  # fmt: skip


_NO_CHOICE = Text(nl="Deze keuze bestaat niet.", en="There is no such choice.")
_LATE = Text(nl="te laat; nu aan zet: {level}", en="late; now up to: {level}")
_BY_CAUSE = Text(
    nl="Meest voorkomende oorzaak: {first} ({count} van {all})", en="Most frequent cause: {first} ({count} of {all})"
)
_BY_LAYER = Text(nl="De meeste komen van: {first} ({count} van {all})", en="Most come from: {first} ({count} of {all})")
_CAUSES_TIE = Text(nl="{count} oorzaken komen het meest voor, even vaak", en="{count} causes are equally frequent")
_LAYERS_TIE = Text(nl="{count} bestuurslagen melden het meest, even veel", en="{count} layers report equally many")
_OPEN = Text(nl="open knelpunten", en="open bottlenecks")
_EMPTY = Text(
    nl="Hier staan knelpunten. Nu past er geen enkele: haal een filter weg, of meld het eerste.",
    en="Here stand bottlenecks. None fits now: remove a filter, or raise the first one.",
)
