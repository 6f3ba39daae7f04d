# SPDX-License-Identifier: EUPL-1.2
"""The letter of the board for a layer of government and a month: to read, to print, and as text to send on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from stelsel.faces.web.addresses import bottleneck_path, paths
from stelsel.faces.web.shell import book_of, page, show
from stelsel.faces.web.templatetags.fields import Field
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import say_month
from stelsel.nouns.bottleneck import BOTTLENECK, LAYERS, Layer, letter, letter_counts, letter_text, letter_title

TITLE = Text(nl="Brief van het knelpuntenbord", en="Letter of the board of bottlenecks")
MONTHS = 24
"""Months back that can be chosen."""


@page(needs="see")
def letter_page(request: HttpRequest) -> HttpResponse:
    """The letter that the address asks for; with `vorm=tekst` as plain text."""
    book, language = book_of(request), request.language  # type: ignore[attr-defined]
    layer = request.GET.get("laag", "")
    if layer and layer not in LAYERS:
        raise bad_input("choice", "laag", *_NO_LAYER)
    made = letter(book, cast(Layer, layer) if layer else None, request.GET.get("maand", ""))
    known = paths(language)
    if request.GET.get("vorm", "") == "tekst":
        text = letter_text(
            made, language, lambda one: f"{settings.URL}{bottleneck_path(language, one)}",
            f"{settings.URL}{known['bottlenecks']}",
        )  # fmt: skip
        response = HttpResponse(text, content_type="text/plain; charset=utf-8")
        name = f"knelpunten-{layer or 'alle'}-{made.first:%Y-%m}.txt"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    month = f"{made.first:%Y-%m}"
    return show(
        request,
        "bottleneck-letter",
        title=letter_title(made),
        counts=letter_counts(made),
        letter=made,
        parts=[
            (part.heading, [(line, bottleneck_path(language, line.id)) for line in part.lines])
            for part in made.parts
            if part.lines
        ],
        fields=_fields(layer, month, book.day),
        here=known["bottleneck_letter"],
        text=f"{known['bottleneck_letter']}?laag={layer}&maand={month}&vorm=tekst",
        board=known["bottlenecks"],
        trail=((same("Start"), known["start"]), (BOTTLENECK.plural, known["bottlenecks"]), (TITLE, "")),
    )


def _fields(layer: str, month: str, today: date) -> list[Field]:
    layers = [("", Text(nl="alle organisaties", en="all organisations")), *LAYERS.items()]
    months = {f"{day:%Y-%m}": Text(nl=say_month(day, "nl"), en=say_month(day, "en")) for day in _months(today)}
    if month not in months:
        months[month] = same(month)
    return [
        Field(
            "laag", Text(nl="Bestuurslaag", en="Layer of government"), "select", layer, options=layers, required=False
        ),
        Field("maand", Text(nl="Maand", en="Month"), "select", month, options=[*months.items()], required=False),
    ]


def _months(today: date) -> list[date]:
    found = [today.replace(day=1)]
    while len(found) < MONTHS:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found


_NO_LAYER = (
    Text(nl="Deze bestuurslaag bestaat niet.", en="There is no such layer of government."),
    Text(nl=", ".join(LAYERS), en=", ".join(LAYERS)),
)
