# SPDX-License-Identifier: EUPL-1.2
"""Organisations: the list of a day, and the page of one with its past, its partners and its rooms."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse

from stelsel.book.book import Book
from stelsel.catalogue import ROOMS
from stelsel.faces.web.addresses import entry_path, kind_path, organisation_path, paths
from stelsel.faces.web.country import place
from stelsel.faces.web.facts import Speaker
from stelsel.faces.web.links import naming
from stelsel.faces.web.rooms import NDS
from stelsel.faces.web.rows import _page as page_number
from stelsel.faces.web.shell import book_of, page, show
from stelsel.faces.web.templatetags.tables import Cell, Column, Table
from stelsel.faces.web.who import organisations, publisher_name, short_label
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text, number, same
from stelsel.kernel.time import day, say_day
from stelsel.node import clock
from stelsel.nouns.organisation import CHANGES, JOINT_ARRANGEMENT, ORGANISATION, TYPES, Known, Organisations, partners

PAGE = 50
_ORGANISATIONS = Text(nl="Organisaties", en="Organisations")
_FIRST, _LAST = date(1800, 1, 1), date(2100, 1, 1)


LISTED = 8
"""How many entries of a kind the page lists; the others are counted."""


@page(needs="see")
def index(request: HttpRequest) -> HttpResponse:
    """The organisations of a day (`datum`, today when empty), by kind and by words in the name."""
    book, language = book_of(request), request.language  # type: ignore[attr-defined]
    asked = request.GET.get("datum", "").strip()
    when = _day(asked) if asked else clock.today()
    chosen, words = request.GET.get("soort", ""), request.GET.get("q", "").strip()[:100]
    every = organisations(book)
    there = book.memo(f"web.day.{when}", lambda: every.on(when)) if not asked else every.on(when)
    found = [one for one in there.organisations if _fits(one, chosen, words.lower())]
    found.sort(key=lambda one: one.body.name)
    here = page_number(request.GET.get("pagina", "1"))
    last = max(1, -(-len(found) // PAGE))
    here = min(here, last)
    query = "&".join(f"{name}={value}" for name, value in (("datum", asked), ("soort", chosen)) if value)
    counts = dict.fromkeys(TYPES, 0)
    for one in there.organisations:
        counts[one.body.organisation_type] += 1
    options = [(name, TYPES[name], count, name == chosen) for name, count in counts.items() if count]
    return show(
        request,
        "organisations",
        when=when,
        asked=asked,
        words=words,
        options=options,
        total=len(found),
        open_start=len(there.open_start),
        unknown=len(there.unknown),
        table=_listing(every, found[(here - 1) * PAGE : here * PAGE], when, language),
        number=here,
        last=last,
        url=f"?{query}{'&' if query else ''}{_words(words)}pagina=",
        trail=((same("Start"), paths(language)["start"]), (_ORGANISATIONS, "")),
    )


@page(needs="see")
def organisation(request: HttpRequest, code: str) -> HttpResponse:
    """One organisation, now or on a past day (`datum`)."""
    book, language = book_of(request), request.language  # type: ignore[attr-defined]
    every = organisations(book)
    known = by_code(book).get(code)
    if known is None:
        raise Http404
    asked = request.GET.get("datum", "").strip()
    when = _day(asked) if asked else clock.today()
    tooi, body = known.body.tooi or "", known.body
    record = book.get(known.entry)
    shared = partners(((record.id, one) for record, one in book.rows(JOINT_ARRANGEMENT)), tooi, when if asked else None)
    groups = Speaker(book, language).groups(ORGANISATION, body)
    return show(
        request,
        "organisation",
        known=known,
        body=body,
        kind=TYPES[body.organisation_type],
        asked=asked,
        when=when,
        name_then=every.name_on(tooi, when),
        verdict=_verdict(every, known, when, language),
        record=record,
        by=publisher_name(book, record.log.publisher) if record else "",
        groups=groups[:3],
        before=_others(every, body.predecessors, language),
        after=_others(every, body.successors, language),
        ended=CHANGES.get(body.ended_by) if body.ended_by else None,
        former=body.former_names,
        place=place(tooi, body.name),
        table=_partners(shared, language),
        partner_count=len(shared),
        arrangements=len({one.entry for partner in shared for one in partner.together}),
        cards=_cards(book, tooi, language),
        everything=_everything(book, tooi, language),
        entry_path=entry_path(language, known.entry),
        here=organisation_path(language, tooi),
        trail=(
            (same("Start"), paths(language)["start"]),
            (_ORGANISATIONS, paths(language)["organisations"]),
            (same(body.name), ""),
        ),
    )


def by_code(book: Book) -> dict[str, Known]:
    """Last part of the TOOI address -> organisation."""
    return book.memo(
        "web.by-code", lambda: {tooi.rpartition("/")[2]: one for tooi, one in organisations(book).by_tooi.items()}
    )


def _day(text: str) -> date:
    when = day(text, "datum")
    if not _FIRST <= when <= _LAST:
        raise bad_input(
            "day-out-of-range",
            "datum",
            Text(nl=f"{text} ligt buiten wat we weten.", en=f"{text} lies outside what we know."),
            Text(nl="Kies een dag tussen 1800 en 2100.", en="Choose a day between 1800 and 2100."),
        )
    return when


def _fits(one: Known, chosen: str, words: str) -> bool:
    if chosen and one.body.organisation_type != chosen:
        return False
    return not words or words in one.body.name.lower() or words in (one.body.abbreviation or "").lower()


def _words(words: str) -> str:
    return f"{urlencode({'q': words})}&" if words else ""


def _listing(every: Organisations, found: list[Known], when: date, language: str) -> Table:
    columns = (
        Column(Text(nl="Naam op die dag", en="Name on that day")),
        Column(Text(nl="Soort", en="Kind")),
        Column(Text(nl="Zetel", en="Seat")),
        Column(Text(nl="Sinds", en="Since")),
        Column(Text(nl="Tot en met", en="Until")),
    )
    lines = []
    for one in found:
        body = one.body
        name = every.name_on(body.tooi, when) if body.tooi else body.name
        href = organisation_path(language, body.tooi) if body.tooi else entry_path(language, one.entry)
        end = say_day(body.valid.end, language) if body.valid.end else "-"
        start = say_day(body.valid.start, language) if body.valid.start else None
        lines.append((Cell(name, href), TYPES[body.organisation_type], body.seat, start, end))
    empty = Text(
        nl="Op deze dag past geen organisatie. Kies een andere dag of soort.",
        en="No organisation fits on this day. Choose another day or kind.",
    )
    links = (
        (
            Text(nl="Alle organisaties, ook vroegere, als lijst", en="All organisations, past ones too, as a list"),
            kind_path(language, ORGANISATION.wire_plural),
        ),
    )
    return Table(_ORGANISATIONS, columns, lines, links, empty)


def _verdict(every: Organisations, known: Known, when: date, language: str) -> dict[str, Any]:
    """Whether it existed on the day; for a later day, who stands for it, step by step."""
    body = known.body
    if body.valid.start and when < body.valid.start:
        return {"existed": False, "early": True}
    found = every.successors(body.tooi or "", when)
    names = [
        (every.by_tooi[tooi].body.name, organisation_path(language, tooi)) for tooi in found.alive if tooi != body.tooi
    ]
    if body.valid.end is None and not body.active:
        return {"existed": None, "alive": names}
    return {
        "existed": body.tooi in found.alive,
        "alive": names,
        "ended": body.valid.end,
        "without": bool(found.without),
    }


def _others(every: Organisations, addresses: tuple[str, ...], language: str) -> list[dict[str, Any]]:
    found = []
    for tooi in addresses:
        one = every.by_tooi.get(tooi)
        body = one.body if one else None
        found.append(
            {
                "name": body.name if body else tooi.rpartition("/")[2],
                "href": organisation_path(language, tooi) if body else "",
                "start": body.valid.start if body else None,
                "end": body.valid.end if body else None,
            }
        )
    return found


def _partners(shared: Any, language: str) -> Table:
    columns = (
        Column(Text(nl="Organisatie", en="Organisation")),
        Column(Text(nl="Samen", en="Together"), numeric=True),
        Column(Text(nl="In welke regelingen", en="In which arrangements")),
    )
    lines = []
    for one in shared[:25]:
        href = organisation_path(language, one.organisation) if one.organisation else ""
        names = "; ".join(each.name for each in one.together[:4])
        more = one.count - 4
        names += Text(nl=f"; en nog {more}", en=f"; and {more} more").to(language) if more > 0 else ""
        lines.append((Cell(one.name, href), one.count, names))
    empty = Text(
        nl="Er is geen gemeenschappelijke regeling vastgelegd waaraan deze organisatie meedoet.",
        en="No joint arrangement is recorded in which this organisation takes part.",
    )
    title = Text(nl="Met wie deze organisatie het meest samenwerkt", en="With whom this organisation works most")
    return Table(title, columns, lines, empty=empty)


def _everything(book: Book, tooi: str, language: str) -> list[dict[str, Any]]:
    """Every kind of entry that names this organisation, over all rooms, with the first few of each. Joint arrangements
    and organisations have their own places on the page."""
    found = []
    for one in naming(book, tooi):
        if one.kind in (ORGANISATION.name, JOINT_ARRANGEMENT.name):
            continue
        kind = book.kinds[one.kind]
        records = [record for record in (book.get(address) for address in one.ids[:LISTED]) if record]
        links = [(short_label(book, record), entry_path(language, record.id)) for record in records]
        found.append({"title": kind.plural, "count": one.count, "links": links, "more": one.count - len(links)})
    return found


def _cards(book: Book, tooi: str, language: str) -> list[dict[str, Any]]:
    """One card per room: how many entries of that room name this organisation. A closed room says so."""
    counts = {one.kind: one.count for one in naming(book, tooi)}
    found = []
    for wire, title, _ in NDS:
        room = next((one for one in ROOMS if one.wire == wire), None)
        total = sum(counts.get(kind.name, 0) for kind in room.kinds) if room else None
        found.append(
            {
                "title": room.title if room else title,
                "count": None if total is None else number(total, language),
                "closed": room is None,
                "href": f"/{language}/kamers/{wire}",
            }
        )
    return found
