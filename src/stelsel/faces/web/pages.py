# SPDX-License-Identifier: EUPL-1.2
"""Fixed pages: accessibility, sources, the style page, the position, and files machines ask for."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers

from stelsel.faces.needs import needing
from stelsel.faces.web.addresses import paths
from stelsel.faces.web.shell import book_of, page, show
from stelsel.faces.web.templatetags.tables import Column, Table
from stelsel.kernel.text import Text, same
from stelsel.node import clock
from stelsel.node.node import node


@needing("see")
def choose_language(request: HttpRequest, path: str = "") -> HttpResponse:
    """To the language the browser prefers; Dutch when it prefers neither."""
    asked = translation.get_language_from_request(request)
    language = "en" if asked.startswith("en") else "nl"
    response = HttpResponseRedirect(f"/{language}/{path}")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@page(needs="see")
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return _fixed(request, "accessibility", Text(nl="Toegankelijkheid", en="Accessibility"))


@page(needs="see")
def attribution(request: HttpRequest) -> HttpResponse:
    """Sources and licences: every source that a recorded entry names, with its days and how many entries."""
    book = book_of(request)

    def make() -> list[tuple[object, ...]]:
        found: dict[tuple[str, str], tuple[str, str, int]] = {}
        for view in book.views:
            for records in view.current.values():
                for one in records.values():
                    if one.source:
                        key = (one.source.name, urlsplit(one.source.link).netloc)
                        first, last, count = found.get(key, (one.source.day, one.source.day, 0))
                        found[key] = (min(first, one.source.day), max(last, one.source.day), count + 1)
        return [(*key, *value) for key, value in sorted(found.items())]

    columns = (
        Column(Text(nl="Bron", en="Source")),
        Column(Text(nl="Gegevens van", en="Data of")),
        Column(Text(nl="Adres", en="Address")),
        Column(Text(nl="Vermeldingen", en="Entries"), numeric=True),
    )
    title = Text(nl="Bronnen van wat is vastgelegd", en="Sources of what was recorded")
    empty = Text(nl="Er is nog niets vastgelegd uit een bron.", en="Nothing has been recorded from a source yet.")
    rows = [
        (name, first if first == last else f"{first} – {last}", host or same("-"), count)
        for name, host, first, last, count in book.memo("web.sources", make)
    ]
    table = Table(title, columns, rows, empty=empty)
    return _fixed(request, "attribution", Text(nl="Bronnen en licenties", en="Sources and licences"), table=table)


@page(needs="see")
def position(request: HttpRequest) -> HttpResponse:
    """The position of this page load: every log the reader may see, with its size."""
    book = book_of(request)
    columns = (Column(Text(nl="Logboek", en="Log")), Column(Text(nl="Vermeldingen", en="Entries"), numeric=True))
    title = Text(nl="Logboeken die u mag zien", en="Logs you may see")
    table = Table(title, columns, [(origin, size) for origin, size in book.position.logs])
    return _fixed(request, "position", Text(nl="Stand", en="Position"), table=table, hash=book.position.hash)


@page(needs="see")
def source(request: HttpRequest) -> HttpResponse:
    """Where the source code of what runs here can be had (EUPL-1.2, article 5)."""
    return _fixed(request, "source", Text(nl="Broncode", en="Source code"))


@page(needs="see")
def style(request: HttpRequest) -> HttpResponse:
    """Every component once."""
    return render(request, "stelsel/style.html")


def _fixed(request: HttpRequest, template: str, title: Text, **values: object) -> HttpResponse:
    trail = ((same("Start"), paths(request.language)["start"]), (title, ""))  # type: ignore[attr-defined]
    return show(request, template, heading=title, trail=trail, **values)


@needing("see")
def healthy(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@needing("see")
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers and the logs can be read; 503 otherwise."""
    try:
        connection.ensure_connection()
        sizes = node().logs.sizes()
    except Exception:  # whatever it is, this process can serve nobody now
        return HttpResponse("not ready: the database does not answer\n", status=503, content_type="text/plain")
    return HttpResponse(f"ready: {len(sizes)} logs\n", content_type="text/plain")


@needing("see")
def security(request: HttpRequest) -> HttpResponse:
    """security.txt (RFC 9116): where weaknesses are reported. It expires well within a year. Addresses of this node
    stand in it only with TLS, as section 2.5 asks."""
    secure = settings.URL if settings.HTTPS else ""
    policy = settings.SECURITY_POLICY or (secure and f"{secure}{paths('nl')['reporting']}")
    lines = (
        f"Contact: {security_contact()}",
        f"Expires: {clock.today() + timedelta(days=180)}T00:00:00Z",
        "Preferred-Languages: nl, en",
        f"Canonical: {secure}/.well-known/security.txt" if secure else "",
        f"Policy: {policy}" if policy else "",
    )
    text = "".join(f"{line}\n" for line in lines if line)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def security_contact() -> str:
    """Where weaknesses are reported: the setting, else the mailbox that RFC 2142 names for the host of this node."""
    return settings.SECURITY_CONTACT or f"mailto:security@{urlsplit(settings.URL).hostname}"


@page(needs="see")
def reporting(request: HttpRequest) -> HttpResponse:
    """How to report a weakness, and what happens then."""
    title = Text(nl="Een kwetsbaarheid melden", en="Report a weakness")
    contact = security_contact()
    return _fixed(request, "reporting", title, contact=contact, shown=contact.removeprefix("mailto:"))


@needing("see")
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be indexed; forms and filtered lists need not be."""
    lines = (
        "User-agent: *",
        "Disallow: /api/",
        "Disallow: /nl/publiceren",
        "Disallow: /en/publiceren",
        "Disallow: /nl/dossiers",
        "Disallow: /en/dossiers",
        "Disallow: /*?",
        "",
    )
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@needing("see")
def theme(request: HttpRequest) -> HttpResponse:
    """The stylesheet an organisation mounted."""
    if not settings.THEME or not Path(settings.THEME).is_file():
        raise Http404
    return HttpResponse(Path(settings.THEME).read_bytes(), content_type="text/css; charset=utf-8")
