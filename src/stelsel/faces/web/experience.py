# SPDX-License-Identifier: EUPL-1.2
"""Two questions after a journey, and what people found of journeys: shares with their bands, and where people stop.
Answers are counted by week; nothing says who gave them."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from stelsel.faces.web.addresses import event_path, paths
from stelsel.faces.web.carried_by import browser_of
from stelsel.faces.web.place_asked import WHERE
from stelsel.faces.web.shell import page, show
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.templatetags.tables import Cell, Column, Table
from stelsel.kernel.text import Text, number, same
from stelsel.node import journey_counts
from stelsel.node.audit_tally import refused
from stelsel.node.carried import Journey, Lost
from stelsel.priorities.services.events import Event, events
from stelsel.priorities.services.experience import EFFORTS, FEWEST, FOUND, Band, Experience, experience_of

TITLE = Text(nl="Hoe ging het?", en="How did it go?")
BOARD = Text(nl="Hoe het mensen verging", en="How it went for people")
_SCREEN = "ervaring"


class Walked(msgspec.Struct, frozen=True):
    """Which journey somebody finished."""

    journey: str


AFTER = Journey("ervaring", Walked)


def sealed(request: HttpRequest, journey: str) -> str:
    """What the two questions carry, so that only who finished a journey here answers them."""
    return AFTER.seal(Walked(journey), _SCREEN, browser_of(request))


@page("GET", "POST", needs="see")
def experience(request: HttpRequest) -> HttpResponse:
    """What people found; after a POST the answers are counted."""
    if request.method != "POST":
        return _board(request)
    try:
        walked = AFTER.open(request.POST.get("staat", ""), _SCREEN, browser_of(request))
    except Lost as lost:
        refused("journey-state", "", AFTER.name, why=lost.why)
        return _board(request, _LOST, 400)
    found, effort = request.POST.get("gevonden", ""), request.POST.get("moeite", "")
    told = [f"found-{found}"] if found in FOUND else []
    told += [f"effort-{effort}"] if effort in {str(one) for one in EFFORTS} else []
    if not told:
        return _board(request, _NOTHING, 400)
    journey_counts.note(walked.journey, *told)
    return _board(request, _THANKS)


def fields() -> list[Field]:
    """The two questions."""
    found = [
        ("yes", Text(nl="Ja", en="Yes")),
        ("partly", Text(nl="Voor een deel", en="Partly")),
        ("no", Text(nl="Nee", en="No")),
    ]
    hard = [
        ("1", Text(nl="1, heel makkelijk", en="1, very easy")),
        *((str(one), same(str(one))) for one in EFFORTS[1:-1]),
        ("5", Text(nl="5, heel moeilijk", en="5, very hard")),
    ]
    return [
        Field(
            "gevonden",
            Text(nl="Weet u nu wat u moet doen?", en="Do you know what to do now?"),
            "radio",
            options=found,
            required=False,
        ),
        Field(
            "moeite", Text(nl="Hoe makkelijk was het?", en="How easy was it?"), "radio", options=hard, required=False
        ),
    ]


def _board(request: HttpRequest, said: Text | None = None, status: int = 200) -> HttpResponse:
    language = request.language  # type: ignore[attr-defined]
    all_counts = journey_counts.counts(events())
    rows = [
        (one, experience_of(all_counts[one.code], screens_of(one))) for one in events().values() if all_counts[one.code]
    ]
    known = paths(language)
    return show(
        request,
        "experience",
        status,
        said=said,
        table=_table(rows, language) if rows else None,
        stops=[(one, _said_stops(one, found)) for one, found in rows if found.stops],
        fewest=FEWEST,
        weeks=journey_counts.WEEKS,
        trail=((same("Start"), known["start"]), (BOARD, "")),
        title=BOARD,
    )


def screens_of(event: Event) -> tuple[str, ...]:
    """The screens of an event by the names under which they are counted, in order."""
    return ("plaats", "dag", *(one.code for one in event.questions), "antwoord")


def _table(rows: list[tuple[Event, Experience]], language: str) -> Table:
    columns = (
        Column(Text(nl="Gebeurtenis", en="Event")),
        Column(Text(nl="Begonnen", en="Begun"), numeric=True),
        Column(Text(nl="Tot de lijst", en="Reached the list"), numeric=True),
        Column(Text(nl="Gaven antwoord", en="Answered"), numeric=True),
        Column(Text(nl="Weet wat te doen", en="Knows what to do")),
        Column(Text(nl="Moeite (1 makkelijk, 5 moeilijk)", en="Effort (1 easy, 5 hard)")),
    )
    cells = [
        (
            Cell(one.title, event_path(language, one.code)),
            _few(found.begun),
            _few(found.finished),
            _few(found.answered),
            _percent(found.found),
            _scale(found.effort),
        )
        for one, found in rows
    ]
    return Table(BOARD, columns, cells)


def _few(times: int) -> Any:
    return times if times >= FEWEST or not times else _TOO_FEW


def _percent(band: Band | None) -> Text:
    if band is None:
        return _TOO_FEW
    share, low, high = (round(100 * one) for one in (band.value, band.low, band.high))
    return Text(nl=f"{share}% (tussen {low}% en {high}%)", en=f"{share}% (between {low}% and {high}%)")


def _scale(band: Band | None) -> Text:
    if band is None:
        return _TOO_FEW

    def said(language: str) -> tuple[str, ...]:
        return tuple(number(one, language, 1) for one in (band.value, band.low, band.high))

    (nl, nl_low, nl_high), (en, en_low, en_high) = said("nl"), said("en")
    return Text(nl=f"{nl} (tussen {nl_low} en {nl_high})", en=f"{en} (between {en_low} and {en_high})")


def _said_stops(event: Event, found: Experience) -> list[tuple[Text, int, int]]:
    asked = {one.code: one.ask for one in event.questions}
    return [(asked.get(one.screen, _SCREENS.get(one.screen, same(one.screen))), one.left, one.shown)
            for one in found.stops]  # fmt: skip


_SCREENS = {"plaats": WHERE, "dag": Text(nl="De dag", en="The day")}
_TOO_FEW = Text(nl=f"minder dan {FEWEST}, niet verteld", en=f"fewer than {FEWEST}, not told")
_THANKS = Text(
    nl="Dank u. Uw antwoord is geteld, zonder wie u bent.",
    en="Thank you. Your answer was counted, without who you are.",
)
_NOTHING = Text(nl="U koos geen antwoord. Er is niets geteld.", en="You chose no answer. Nothing was counted.")
_LOST = Text(
    nl="Deze vragen horen niet bij dit bezoek. Er is niets geteld. Loop een gebeurtenis door en antwoord daarna.",
    en="These questions do not belong to this visit. Nothing was counted. Walk through an event and answer after it.",
)
