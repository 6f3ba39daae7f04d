# SPDX-License-Identifier: EUPL-1.2
"""Kinds of what happens to people and to businesses, by which services are grouped (CPSV-AP 3.2.0)."""

from typing import Annotated

from stelsel.kernel.kind import Body, Kind, about
from stelsel.kernel.retention import UNDECIDED
from stelsel.kernel.text import Text
from stelsel.kernel.values import LanguageText
from stelsel.priorities.services.part_kinds import WHAT, WHENCE, Titles, first_title

_EVENT = "CPSV-AP 3.2.0, cv:Event"


class LifeEvent(Body, frozen=True):
    """Something that happens in somebody's life, such as a birth. `iri` is its address where it has one elsewhere."""

    titles: Annotated[Titles, about(source=f"{_EVENT}, dct:title", min_length=1)]
    identifier: Annotated[str, about(source=f"{_EVENT}, dct:identifier", min_length=1)]
    descriptions: Annotated[tuple[LanguageText, ...], about(source=f"{_EVENT}, dct:description")] = ()
    iri: Annotated[str | None, about(source="CPSV-AP 3.2.0, cv:LifeEvent")] = None
    sample: bool = False


class BusinessEvent(Body, frozen=True):
    """Something that happens in the life of a business, such as its start. `iri` is its address elsewhere."""

    titles: Annotated[Titles, about(source=f"{_EVENT}, dct:title", min_length=1)]
    identifier: Annotated[str, about(source=f"{_EVENT}, dct:identifier", min_length=1)]
    descriptions: Annotated[tuple[LanguageText, ...], about(source=f"{_EVENT}, dct:description")] = ()
    iri: Annotated[str | None, about(source="CPSV-AP 3.2.0, cv:BusinessEvent")] = None
    sample: bool = False


_GROUPS = ((WHAT, ("titles", "descriptions")), (WHENCE, ("identifier", "iri", "sample")))

LIFE_EVENT = Kind(
    name="life-event",
    major=1,
    body=LifeEvent,
    wire="levensgebeurtenis",
    wire_plural="levensgebeurtenissen",
    title=Text(nl="Levensgebeurtenis", en="Life event"),
    plural=Text(nl="Levensgebeurtenissen", en="Life events"),
    explain=Text(
        nl="Iets wat in een leven gebeurt, zoals een geboorte, en waar diensten bij horen.",
        en="Something that happens in a life, such as a birth, and that services belong to.",
    ),
    room="services",
    label=lambda body: first_title(body.titles),
    retention=UNDECIDED,
    groups=_GROUPS,
    search=("titles", "descriptions"),
)

BUSINESS_EVENT = Kind(
    name="business-event",
    major=1,
    body=BusinessEvent,
    wire="ondernemersgebeurtenis",
    wire_plural="ondernemersgebeurtenissen",
    title=Text(nl="Ondernemersgebeurtenis", en="Business event"),
    plural=Text(nl="Ondernemersgebeurtenissen", en="Business events"),
    explain=Text(
        nl="Iets wat een bedrijf meemaakt, zoals de start, en waar diensten bij horen.",
        en="Something that a business goes through, such as its start, and that services belong to.",
    ),
    room="services",
    label=lambda body: first_title(body.titles),
    retention=UNDECIDED,
    groups=_GROUPS,
    search=("titles", "descriptions"),
)
