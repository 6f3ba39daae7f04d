# SPDX-License-Identifier: EUPL-1.2
"""The kinds Bottleneck, Support and Grouping. A bottleneck is what stands in the way of work with data, in neutral
words: what happened to a person stays in a dossier. The layer of government is no field: it follows from who
publishes."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from stelsel.kernel.ids import entry_id
from stelsel.kernel.kind import Body, Kind, about
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.retention import UNDECIDED
from stelsel.kernel.text import Text, same
from stelsel.kernel.values import Value
from stelsel.kernel.vocabulary import wire
from stelsel.nouns.bottleneck._story import personal_story
from stelsel.nouns.bottleneck._words import Cause, CauseSaid, Grouping
from stelsel.nouns.dispute._kinds import ADDRESS

LONG = 2000
"""Characters of a summary and of reasons, at most."""
MOST_TITLE = 160
MOST_NAMED = 40
"""Datasets, agreements and articles that one entry may name of each."""
LAW = r"^(BWBR[0-9]{7}|CVDR[0-9]{1,8}|[0-9]{5}[A-Z]{1,2}[0-9]{4})$"
_IRI = re.compile(r"https?://[^\s<>\"]{3,490}")
_ROOMS = frozenset({"cloud", "data", "ai", "services", "resilience", "people"})
_HASH = Annotated[str, about(source="leaf hash, RFC 6962 section 2.1", pattern="^[0-9a-f]{64}$")]


class ArticleNamed(Value, frozen=True):
    """An article of a law: `law` is its identifier: BWBR of a national law, CVDR of a local one, CELEX of
    the Union."""

    law: Annotated[str, about(source="BWB-id, CVDR-id or CELEX", pattern=LAW)]
    article: Annotated[str, about(max_length=40)] | None = None


class Bottleneck(Body, frozen=True):
    """What stands in the way. `datasets` and `agreements` are addresses of entries, or IRIs where there is no entry.
    `steward` names the publisher that decides which bottlenecks are one: its log gives the order. Without one only
    the publisher itself does. `raised_on` counts for an example only: else the log says when."""

    title: str
    summary: Annotated[str, about(max_length=LONG)]
    cause: Cause | None = None
    cause_said: CauseSaid | None = None
    datasets: Annotated[tuple[str, ...], about(source="addresses of entries, or IRIs")] = ()
    agreements: Annotated[tuple[str, ...], about(source="addresses of entries, or IRIs")] = ()
    articles: tuple[ArticleNamed, ...] = ()
    process: Annotated[str, about(max_length=200)] | None = None
    rooms: tuple[str, ...] = ()
    steward: Annotated[str, about(source="name of a publisher", pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")] | None = None
    raised_on: Annotated[date, about(unit="day")] | None = None
    sample: bool = False


class Support(Body, frozen=True):
    """An organisation that has this bottleneck too, with what it costs a year. What is left out is unknown, not nought.
    `bottleneck` is its address; `log`, `index` and `hash` say which revision of it."""

    bottleneck: Annotated[str, about(source="address of the bottleneck", pattern=ADDRESS)]
    log: str
    index: Annotated[int, about(ge=0)]
    hash: _HASH
    processes: tuple[str, ...] = ()
    cases_per_year: Annotated[int, about(unit="a year", ge=0, le=1_000_000_000)] | None = None
    hours_per_year: Annotated[int, about(unit="hours a year", ge=0, le=1_000_000_000)] | None = None
    euros_per_year: Annotated[int, about(unit="euros a year", ge=0, le=100_000_000_000)] | None = None
    people_per_year: Annotated[int, about(unit="persons a year", ge=0, le=100_000_000)] | None = None
    sample: bool = False


class BottleneckGrouping(Body, frozen=True):
    """Says that a bottleneck is the same as the leading one (merge), stands apart again (split), or is not the same as
    another, which then stands in `leading` (different: it is no longer proposed). A merge counts in the log of the
    steward that both name, the rest in that of its own; the later one decides, and a circle does not count."""

    bottleneck: Annotated[str, about(source="address of the bottleneck", pattern=ADDRESS)]
    log: str
    index: Annotated[int, about(ge=0)]
    hash: _HASH
    grouping: Grouping
    reasons: Annotated[str, about(max_length=LONG)]
    leading: Annotated[str, about(source="address of the leading bottleneck", pattern=ADDRESS)] | None = None
    sample: bool = False


_SAY = Text(nl="Schrijf in gewone woorden wat er in de weg staat.", en="Write in plain words what stands in the way.")
_NEUTRAL = Text(
    nl="Schrijf wat er met gegevens of regels misgaat, zonder ik, mijn of iemands verhaal. Het verhaal zelf kan in een "
    "dossier.",
    en="Write what goes wrong with data or rules, without I, my or anybody's story. The story itself can go in a "
    "dossier.",
)


def check_bottleneck(body: Bottleneck) -> Sequence[Finding]:
    """What types cannot see: no words, a person's story, addresses that are none, a cause without who said so."""
    found = [*_empty(body, ("title", "summary"), _SAY), *_stories(body)]
    if len(body.title) > MOST_TITLE:
        found.append(_finding("title", "title", _LONG_TITLE, _SHORTER))
    for field in ("datasets", "agreements"):
        found += _addresses(field, getattr(body, field))
    if len(body.articles) > MOST_NAMED:
        found.append(_finding("too-many", "articles", _MANY, _FEWER))
    if set(body.rooms) - _ROOMS:
        found.append(_finding("room", "rooms", _NO_ROOM, Text(nl=_OR_ROOMS, en=_OR_ROOMS)))
    if (body.cause is None) != (body.cause_said is None):
        found.append(_finding("cause", "cause_said", _CAUSE, _CAUSE_CURE))
    return found


def check_support(body: Support) -> Sequence[Finding]:
    """What types cannot see: work told as somebody's story, more kinds of work than one joins with."""
    told = [one for one in body.processes if personal_story(one) or len(one) > 200]
    return [_finding("personal-story", "processes", _STORY, _NEUTRAL)] if told else _many("processes", body.processes)


def check_grouping(body: BottleneckGrouping) -> Sequence[Finding]:
    """What types cannot see: no reasons, no leading one for a merge, or itself."""
    found = _empty(body, ("reasons",), Text(nl="Zeg waarom.", en="Say why."))
    if (body.grouping == "split") == (body.leading is not None):
        found.append(_finding("leading", "leading", _LEADING, _LEADING_CURE))
    if body.leading == body.bottleneck:
        found.append(_finding("itself", "leading", _ITSELF, _LEADING_CURE))
    return found


def _stories(body: Bottleneck) -> list[Finding]:
    held = ("title", "summary", "process")
    return [
        _finding("personal-story", one, _STORY, _NEUTRAL) for one in held if personal_story(getattr(body, one) or "")
    ]


def _empty(body: Any, fields: Sequence[str], cure: Text) -> list[Finding]:
    return [_finding("says-nothing", one, _NOTHING, cure) for one in fields if not getattr(body, one).strip()]


def _addresses(field: str, given: Sequence[str]) -> list[Finding]:
    wrong = [one for one in given if not (re.fullmatch(ADDRESS, one) or _IRI.fullmatch(one))]
    return [_finding("no-address", field, _NO_ADDRESS, _ADDRESS_CURE)] if wrong else _many(field, given)


def _many(field: str, given: Sequence[str]) -> list[Finding]:
    return [_finding("too-many", field, _MANY, _FEWER)] if len(given) > MOST_NAMED else []


def _finding(code: str, field: str, what: Text, cure: Text) -> Finding:
    return Finding(code, wire(field), what, cure)


def named(address: str) -> str:
    """The local name in an address, for a title."""
    try:
        return entry_id(address).local
    except BadInput:
        return address


_NOTHING = Text(nl="Hier staat nog niets.", en="There is nothing here yet.")
_STORY = Text(nl="Dit lijkt te vertellen wat een persoon overkwam.", en="This seems to tell what happened to a person.")
_LONG_TITLE = Text(nl=f"De titel is langer dan {MOST_TITLE} tekens.", en=f"The title is over {MOST_TITLE} characters.")
_SHORTER = Text(nl="Maak de titel korter.", en="Make the title shorter.")
_NO_ADDRESS = Text(
    nl="Dit is geen adres van een vermelding en geen webadres.", en="This is no address of an entry and no web address."
)
_ADDRESS_CURE = Text(
    nl="Neem het adres over van de vermelding (uitgever/dataset/naam), of begin met https://.",
    en="Copy the address of the entry (publisher/dataset/name), or begin with https://.",
)
_MANY = Text(nl=f"Dit zijn er meer dan {MOST_NAMED}.", en=f"These are more than {MOST_NAMED}.")
_FEWER = Text(nl="Noem de belangrijkste.", en="Name the most important ones.")
_NO_ROOM = Text(nl="Deze prioriteit bestaat niet.", en="There is no such priority.")
_OR_ROOMS = ", ".join(sorted(_ROOMS))
_CAUSE = Text(
    nl="Een oorzaak en hoe die is gekozen horen bij elkaar.", en="A cause and how it was chosen belong together."
)
_CAUSE_CURE = Text(nl="Vul beide in, of geen van beide.", en="Fill in both, or neither.")
_LEADING = Text(
    nl="Bundelen en verschillen noemen een ander knelpunt, splitsen niet.",
    en="A merge or a difference names another bottleneck, a split does not.",
)
_LEADING_CURE = Text(nl="Kies een ander knelpunt.", en="Choose another bottleneck.")
_ITSELF = Text(nl="Een knelpunt valt niet onder zichzelf.", en="A bottleneck does not come under itself.")
_WHICH = (Text(nl="Waarbij", en="To what"), ("bottleneck", "log", "index", "hash"))
_EXAMPLE = Text(nl="Herkomst", en="Origin")

BOTTLENECK = Kind(
    name="bottleneck",
    major=1,
    body=Bottleneck,
    wire="knelpunt",
    wire_plural="knelpunten",
    title=Text(nl="Knelpunt", en="Bottleneck"),
    plural=Text(nl="Knelpunten", en="Bottlenecks"),
    explain=Text(
        nl="Wat in de weg staat bij het delen of gebruiken van gegevens, om samen op te lossen.",
        en="What stands in the way of sharing or using data, to be solved together.",
    ),
    room="nouns",
    retention=UNDECIDED,
    label=lambda body: same(body.title or "-"),
    groups=(
        (Text(nl="Wat staat in de weg", en="What stands in the way"), ("title", "summary", "process", "rooms")),
        (Text(nl="Waardoor", en="By what"), ("cause", "cause_said", "datasets", "agreements", "articles")),
        (Text(nl="Wie brengt samen", en="Who brings together"), ("steward",)),
        (_EXAMPLE, ("raised_on", "sample")),
    ),
    search=("title", "summary", "process"),
    facets=("cause",),
    check=check_bottleneck,
)

SUPPORT = Kind(
    name="bottleneck-support",
    major=1,
    body=Support,
    wire="aansluiting",
    wire_plural="aansluitingen",
    title=Text(nl="Aansluiting", en="Support"),
    plural=Text(nl="Aansluitingen", en="Support"),
    explain=Text(
        nl="Een organisatie zegt dat zij een knelpunt ook heeft, en wat het kost.",
        en="An organisation says that it has a bottleneck too, and what it costs.",
    ),
    room="nouns",
    retention=UNDECIDED,
    label=lambda body: Text(nl=f"Aansluiting bij {named(body.bottleneck)}", en=f"Support for {named(body.bottleneck)}"),
    groups=(
        (
            Text(nl="Wat het kost", en="What it costs"),
            ("processes", "cases_per_year", "hours_per_year", "euros_per_year", "people_per_year"),
        ),
        _WHICH,
        (_EXAMPLE, ("sample",)),
    ),
    check=check_support,
)

GROUPING = Kind(
    name="bottleneck-grouping",
    major=1,
    body=BottleneckGrouping,
    wire="bundeling",
    wire_plural="bundelingen",
    title=Text(nl="Bundeling", en="Grouping"),
    plural=Text(nl="Bundelingen", en="Groupings"),
    explain=Text(
        nl="De regisseur zegt welke knelpunten hetzelfde zijn, of weer apart staan.",
        en="The steward says which bottlenecks are the same, or stand apart again.",
    ),
    room="nouns",
    retention=UNDECIDED,
    label=lambda body: Text(nl=f"Bundeling van {named(body.bottleneck)}", en=f"Grouping of {named(body.bottleneck)}"),
    groups=(
        (Text(nl="Wat en waarom", en="What and why"), ("grouping", "leading", "reasons")),
        _WHICH,
        (_EXAMPLE, ("sample",)),
    ),
    search=("reasons",),
    decider="steward that the bottlenecks name",
    check=check_grouping,
)
