# SPDX-License-Identifier: EUPL-1.2
"""Lists of entries kind by kind, their export, and the reference page of a kind."""

from __future__ import annotations

import json
import typing
from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from typing import Any
from urllib.parse import urlencode

import polars as pl
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from stelsel.book.book import Book
from stelsel.catalogue import KIND_BY_WIRE, KINDS
from stelsel.faces.catalogue import MEDIA_TYPES, catalogue_bytes
from stelsel.faces.web.addresses import entry_path, kind_path, organisation_path, paths
from stelsel.faces.web.choices import capital, choice, country, unit
from stelsel.faces.web.facts import CODE_FIELDS, Speaker
from stelsel.faces.web.rows import PAGE, Asked, asked, facet_values, order, rows, shown_columns, wire_of
from stelsel.faces.web.shell import book_of, page, show
from stelsel.faces.web.templatetags.components import BADGES
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.templatetags.say import money
from stelsel.faces.web.templatetags.tables import Cell, Column, Table
from stelsel.faces.web.who import short
from stelsel.kernel import documents
from stelsel.kernel.form import form_fields
from stelsel.kernel.kind import Kind
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import say_day
from stelsel.kernel.vocabulary import wire, words
from stelsel.priorities.services.kinds import PUBLIC_SERVICE

_ALL = Text(nl="alle", en="all")
_EXPORTS = {
    "csv": Text(nl="Download deze lijst als CSV", en="Download this list as CSV"),
    "ods": Text(nl="Download als rekenblad (ODS)", en="Download as a spreadsheet (ODS)"),
}
_CATALOGUES = {
    "turtle": Text(nl="Download als catalogus volgens CPSV-AP (Turtle)", en="Download as a CPSV-AP catalogue (Turtle)"),
    "jsonld": Text(nl="Download die catalogus als JSON-LD", en="Download that catalogue as JSON-LD"),
}
"""Of services there is a catalogue after CPSV-AP too."""
_API = Text(nl="Open in de API", en="Open in the API")
_FIELDS = Text(nl="Wat de velden betekenen", en="What the fields mean")
_EMPTY = Text(
    nl="Hier staan {kind}. Nu past er geen enkele: haal een filter weg, of publiceer de eerste via Publiceren.",
    en="Here stand {kind}. None fits now: remove a filter, or publish the first one through Publish.",
)
_START = same("Start")
_KINDS = Text(nl="Soorten", en="Kinds")


@page(needs="see")
def index(request: HttpRequest) -> HttpResponse:
    """Every kind with its count."""
    book = book_of(request)
    language = request.language  # type: ignore[attr-defined]
    columns = (
        Column(Text(nl="Soort", en="Kind")),
        Column(Text(nl="Wat het is", en="What it is")),
        Column(Text(nl="Vermeldingen", en="Entries"), numeric=True),
    )
    lines = [
        (Cell(kind.plural, kind_path(language, kind.wire_plural)), kind.explain, book.count(kind))
        for kind in KINDS.values()
    ]
    trail = ((_START, paths(language)["start"]), (_KINDS, ""))
    return show(request, "kinds", table=Table(_KINDS, columns, lines), trail=trail)


@page(needs="see")
def listing(request: HttpRequest, wire_plural: str) -> HttpResponseBase:
    """50 rows of a kind, sorted and filtered by the address; `uitvoer=csv` or `ods` gives all rows that
    pass."""
    book, kind, language = book_of(request), _kind(wire_plural), request.language  # type: ignore[attr-defined]
    what = asked(kind, request.GET)
    found = order(book, kind, what)
    if (form := request.GET.get("uitvoer", "")) in _exports_of(kind):
        return _export(book, kind, found, form)
    last = max(1, -(-len(found) // PAGE))
    here = min(what.page, last)
    query = {key: value for key, value in request.GET.items() if value and key not in ("pagina", "sorteer")}
    table = _table(book, kind, language, what, found[(here - 1) * PAGE : here * PAGE], query)
    base = kind_path(language, kind.wire_plural)
    trail = ((_START, paths(language)["start"]), (_KINDS, paths(language)["kinds"]), (kind.plural, ""))
    sort = {"sorteer": request.GET["sorteer"]} if request.GET.get("sorteer") else {}
    return show(
        request,
        "listing",
        kind=kind,
        table=table,
        total=len(found),
        all=book.count(kind),
        number=here,
        last=last,
        url=f"{base}?{urlencode({**query, **sort})}{'&' if query or sort else ''}pagina=",
        fields=_filters(book, kind, what),
        words=what.words,
        sort=sort.get("sorteer", ""),
        base=base,
        trail=trail,
    )


@page(needs="see")
def reference(request: HttpRequest, wire_plural: str) -> HttpResponse:
    """What each field of a kind means: wire name, type, unit, source, whether it must be given."""
    kind, language = _kind(wire_plural), request.language  # type: ignore[attr-defined]
    sources = _sources(kind)
    columns = tuple(
        Column(text)
        for text in (
            Text(nl="Veld", en="Field"),
            Text(nl="Naam op de lijn", en="Wire name"),
            Text(nl="Soort", en="Type"),
            Text(nl="Verplicht", en="Required"),
            Text(nl="Eenheid", en="Unit"),
            Text(nl="Bron van het begrip", en="Source of the term"),
        )
    )
    lines = [
        (
            field.words,
            field.wire,
            _type(field.type, field.choices),
            field.required,
            field.unit or same("-"),
            sources.get(field.path[0], "") or same("-"),
        )
        for field in form_fields(kind.body)
    ]
    base = kind_path(language, kind.wire_plural)
    trail = ((_START, paths(language)["start"]), (kind.plural, base), (_FIELDS, ""))
    return show(request, "reference", kind=kind, table=Table(_FIELDS, columns, lines), base=base, trail=trail)


@page(needs="see")
def schema(request: HttpRequest, wire_plural: str) -> HttpResponse:
    """The JSON Schema of a kind."""
    text = json.dumps(_kind(wire_plural).schema(), ensure_ascii=False, indent=1)
    return HttpResponse(text, content_type="application/schema+json")


def _kind(wire_plural: str) -> Kind[Any]:
    if wire_plural not in KIND_BY_WIRE:
        raise Http404
    return KIND_BY_WIRE[wire_plural]


def _table(book: Book, kind: Kind[Any], language: str, what: Asked, places: list[int], query: dict[str, str]) -> Table:
    base = kind_path(language, kind.wire_plural)
    shown = shown_columns(kind)
    columns = []
    for column in shown:
        name = wire_of(column.name)
        now = "" if what.sort.removeprefix("-") != column.name else "down" if what.sort.startswith("-") else "up"
        link = f"{base}?{urlencode({**query, 'sorteer': ('-' if now == 'up' else '') + name})}"
        label, unit = _heading(kind, column.name)
        columns.append(Column(label, unit, column.type in (pl.Int64, pl.Float64), link, now))
    sayers = [_sayer(Speaker(book, language), kind, column.name) for column in shown]
    every = rows(book, kind)
    lines = []
    for at in places:
        record, body = every[at]
        note = BADGES["example"] if getattr(body, "sample", False) else ""
        first = Cell(sayers[0](body) or record.id, _page_of(kind, record.id, body, language), note)
        lines.append((first, *(say(body) for say in sayers[1:])))
    exports = [(said, f"{base}?{urlencode({**query, 'uitvoer': form})}") for form, said in _exports_of(kind).items()]
    links = (*exports, (_FIELDS, f"{base}/uitleg"), (_API, f"/api/v1/{kind.wire_plural}"))
    return Table(kind.plural, columns, lines, links, _EMPTY.fill(kind=kind.plural))


def _page_of(kind: Kind[Any], id: str, body: Any, language: str) -> str:
    if kind.name == "organisation" and body.tooi:
        return organisation_path(language, body.tooi)
    return entry_path(language, id)


def _heading(kind: Kind[Any], name: str) -> tuple[Text, str | Text]:
    field = next(field for field in form_fields(kind.body) if field.name == name)
    if name == "price.amount":
        return capital(words("price")), ""
    alone = len(field.path) > 1 and field.path[-1] in ("country", "start", "end")
    label = capital(words(field.path[-1]) if alone else field.words)
    return label, "" if field.unit.lower() in label.nl.lower() else unit(field.unit)


def _sayer(speaker: Speaker, kind: Kind[Any], name: str) -> Callable[[Any], Any]:
    """How to say one column of a body: a price with its unit, codes in words, days in full."""
    path, language = tuple(name.split(".")), speaker.language
    if name == "price.amount":
        return lambda body: money(body.price, language) if body.price else None
    coded = next(field for field in form_fields(kind.body) if field.name == name).type == "choice"
    coded = coded or name in CODE_FIELDS
    countries = path[-1].startswith("country")

    def say(body: Any) -> Any:
        value = _dig(body, path)
        if isinstance(value, str):
            said = country(value) if countries else choice(value, name) if coded else None
            return said.to(language) if said else short(speaker.text(value))
        return say_day(value, language) if isinstance(value, date) else value

    return say


def _filters(book: Book, kind: Kind[Any], what: Asked) -> list[Field]:
    given = dict(what.facets)
    found, counted = [], Text(nl="{value} ({count})", en="{value} ({count})")
    for name, values in facet_values(book, kind).items():
        options = [
            ("", _ALL),
            *((value, counted.fill(value=choice(value, name), count=count)) for value, count in values),
        ]
        found.append(Field(wire(name), capital(words(name)), "select", given.get(name, ""), options=options))
    return found


def _export(book: Book, kind: Kind[Any], places: list[int], form: str) -> HttpResponseBase:
    """CSV (RFC 4180, UTF-8) or ODS: address and every plain field under its wire name; stated or recorded with its
    source."""
    if form in _CATALOGUES:
        return _catalogue(book, kind, places, form)
    fields = form_fields(kind.body)
    header = ["id", "wijze", "uitgever", "bron", *(field.wire for field in fields)]
    every = rows(book, kind)

    def cells() -> Iterator[list[object]]:
        for record, body in (every[at] for at in places):
            source = f"{record.source.name} ({record.source.day})" if record.source else ""
            head = [record.id, record.envelope.mode, record.log.publisher, source]
            yield [*head, *(_cell(_dig(body, field.path)) for field in fields)]

    response: HttpResponseBase
    if form == "ods":
        made = documents.spreadsheet(kind.wire_plural, header, cells())
        response = HttpResponse(made, content_type="application/vnd.oasis.opendocument.spreadsheet")
    else:
        pieces = documents.lines(chain([header], cells()))
        response = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{kind.wire_plural}.{form}"'
    return response


def _exports_of(kind: Kind[Any]) -> dict[str, Text]:
    return {**_EXPORTS, **(_CATALOGUES if kind is PUBLIC_SERVICE else {})}


def _catalogue(book: Book, kind: Kind[Any], places: list[int], form: str) -> HttpResponse:
    """The services that pass, after CPSV-AP."""
    every = rows(book, kind)
    passing = {every[at][0].id for at in places}
    made = catalogue_bytes(book, form, None if len(passing) == len(every) else lambda record: record.id in passing)
    response = HttpResponse(made, content_type=MEDIA_TYPES[form] + ("; charset=utf-8" if form == "turtle" else ""))
    response.headers["Content-Disposition"] = f'attachment; filename="{kind.wire_plural}.{_ENDINGS[form]}"'
    return response


_ENDINGS = {"turtle": "ttl", "jsonld": "jsonld"}


def _dig(body: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        body = None if body is None else getattr(body, name)
    return body


def _cell(value: Any) -> object:
    """One cell: a list joined by bars."""
    return "|".join(str(part) for part in value) if isinstance(value, tuple) else value


def _sources(kind: Kind[Any]) -> dict[str, str]:
    found = {}
    for name, hint in typing.get_type_hints(kind.body, include_extras=True).items():
        marks = typing.get_args(hint)[1:] if typing.get_origin(hint) is typing.Annotated else ()
        found[name] = next(
            (source for mark in marks if (source := (getattr(mark, "extra", None) or {}).get("source"))), ""
        )
    return found


_TYPES = {
    "text": Text(nl="tekst", en="text"),
    "integer": Text(nl="geheel getal", en="whole number"),
    "decimal": Text(nl="getal", en="number"),
    "date": Text(nl="datum (jjjj-mm-dd)", en="date (yyyy-mm-dd)"),
    "boolean": Text(nl="ja of nee", en="yes or no"),
    "choice": Text(nl="keuze", en="choice"),
    "texts": Text(nl="lijst van teksten", en="list of texts"),
    "structs": Text(nl="lijst van regels", en="list of rows"),
}


def _type(name: str, choices: tuple[str, ...]) -> Text:
    said = _TYPES[name]
    return Text(nl=f"{said.nl}: {', '.join(choices)}", en=f"{said.en}: {', '.join(choices)}") if choices else said
