# SPDX-License-Identifier: EUPL-1.2
"""Kinds of the parts of a public service: Channel, Evidence, Cost and Requirement (CPSV-AP 3.2.0).

Where one speaks of another it gives the address of its entry, or its IRI. Contacts are functional: never a person.
"""

from typing import Annotated, Literal

from stelsel.kernel.ids import TooiUri
from stelsel.kernel.kind import Body, Kind, about
from stelsel.kernel.retention import UNDECIDED
from stelsel.kernel.text import Text, same
from stelsel.kernel.values import LanguageText, Money

_STANDARD = "CPSV-AP 3.2.0"
DURATION = "^P(?!$)([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?)?$(?![^P])"
"""A duration of ISO 8601, in whole numbers: P56D, P8W, PT30M. The end of it lets no line break through, as $ would."""
Duration = Annotated[str, about(unit="duration", source=f"{_STANDARD}, cv:processingTime; ISO 8601", pattern=DURATION)]
Titles = tuple[LanguageText, ...]
Addresses = tuple[str, ...]
"""Addresses of entries (publisher/kind/name), or IRIs."""

ChannelType = Literal["online", "app", "mail", "phone", "post", "counter", "home-visit", "other"]

CHANNEL_TYPES: dict[ChannelType, Text] = {
    "online": Text(nl="online", en="online"),
    "app": Text(nl="met een app", en="with an app"),
    "mail": Text(nl="per e-mail", en="by e-mail"),
    "phone": Text(nl="per telefoon", en="by phone"),
    "post": Text(nl="per post", en="by post"),
    "counter": Text(nl="aan de balie", en="at the counter"),
    "home-visit": Text(nl="bij u thuis", en="at your home"),
    "other": Text(nl="anders", en="other"),
}


class Channel(Body, frozen=True):
    """A way in which a service can be had. `contact` is a functional mailbox, a page or a general number."""

    identifier: Annotated[str, about(source=f"{_STANDARD}, cv:Channel, dct:identifier", min_length=1)]
    channel_type: Annotated[ChannelType, about(source=f"{_STANDARD}, cv:Channel, dct:type")]
    descriptions: Annotated[Titles, about(source=f"{_STANDARD}, cv:Channel, dct:description")] = ()
    owner: Annotated[TooiUri | None, about(source=f"{_STANDARD}, cv:ownedBy; TOOI")] = None
    link: Annotated[str | None, about(source="rdfs:seeAlso; the standard has no address of a channel")] = None
    contact: Annotated[str | None, about(source=f"{_STANDARD}, cv:ContactPoint; functional only")] = None
    processing_time: Duration | None = None
    iri: Annotated[str | None, about(source=f"{_STANDARD}, cv:Channel")] = None
    sample: bool = False


class Evidence(Body, frozen=True):
    """Something to bring or to send, such as an identity document. `page` explains it."""

    titles: Annotated[Titles, about(source=f"{_STANDARD}, cv:Evidence, dct:title", min_length=1)]
    identifier: Annotated[str, about(source=f"{_STANDARD}, cv:Evidence, dct:identifier", min_length=1)]
    descriptions: Annotated[Titles, about(source=f"{_STANDARD}, cv:Evidence, dct:description")] = ()
    languages: Annotated[tuple[str, ...], about(source=f"{_STANDARD}, dct:language, EU language")] = ()
    link: Annotated[str | None, about(source=f"{_STANDARD}, foaf:page")] = None
    requirements: Annotated[Addresses, about(source=f"{_STANDARD}, cv:supportsRequirement")] = ()
    iri: Annotated[str | None, about(source=f"{_STANDARD}, cv:Evidence")] = None
    sample: bool = False


class Cost(Body, frozen=True):
    """What a service costs whoever asks for it. No amount is unknown, never free; free is an amount of 0."""

    identifier: Annotated[str, about(source=f"{_STANDARD}, cv:Cost, dct:identifier", min_length=1)]
    price: Annotated[Money | None, about(source=f"{_STANDARD}, cv:hasValue, cv:currency")] = None
    descriptions: Annotated[Titles, about(source=f"{_STANDARD}, cv:Cost, dct:description")] = ()
    channel: Annotated[str | None, about(source=f"{_STANDARD}, cv:ifAccessedThrough; address of an entry or IRI")] = (
        None
    )
    defined_by: Annotated[TooiUri | None, about(source=f"{_STANDARD}, cv:isDefinedBy; TOOI")] = None
    iri: Annotated[str | None, about(source=f"{_STANDARD}, cv:Cost")] = None
    sample: bool = False


class Requirement(Body, frozen=True):
    """What somebody or something must meet to get a service."""

    titles: Annotated[Titles, about(source=f"{_STANDARD}, cv:Requirement, dct:title", min_length=1)]
    identifier: Annotated[str, about(source=f"{_STANDARD}, cv:Requirement, dct:identifier", min_length=1)]
    descriptions: Annotated[Titles, about(source=f"{_STANDARD}, cccev; dct:description")] = ()
    evidence: Annotated[Addresses, about(source=f"{_STANDARD}, cv:hasSupportingEvidence")] = ()
    iri: Annotated[str | None, about(source=f"{_STANDARD}, cv:Requirement")] = None
    sample: bool = False


def first_title(titles: Titles) -> Text:
    """The title in Dutch and in English; where one lacks, the first there is."""
    said = {one.language: one.text for one in reversed(titles)}
    first = titles[0].text if titles else "?"
    return Text(nl=said.get("nl") or first or "?", en=said.get("en") or first or "?")


def _channel_label(body: Channel) -> Text:
    return first_title(body.descriptions) if body.descriptions else CHANNEL_TYPES[body.channel_type]


WHAT = Text(nl="Wat", en="What")
WHENCE = Text(nl="Herkomst", en="Origin")
_WHERE = Text(nl="Waar", en="Where")

CHANNEL = Kind(
    name="channel",
    major=1,
    body=Channel,
    wire="kanaal",
    wire_plural="kanalen",
    title=Text(nl="Kanaal", en="Channel"),
    plural=Text(nl="Kanalen", en="Channels"),
    explain=Text(
        nl="Een manier waarop u een dienst krijgt: online, aan de balie, per telefoon of anders.",
        en="A way in which you get a service: online, at the counter, by phone or otherwise.",
    ),
    room="services",
    label=_channel_label,
    retention=UNDECIDED,
    groups=(
        (WHAT, ("channel_type", "descriptions", "processing_time")),
        (_WHERE, ("owner", "link", "contact")),
        (WHENCE, ("identifier", "iri", "sample")),
    ),
    search=("descriptions",),
    facets=("channel_type",),
)

EVIDENCE = Kind(
    name="evidence",
    major=1,
    body=Evidence,
    wire="bewijsstuk",
    wire_plural="bewijsstukken",
    title=Text(nl="Bewijsstuk", en="Evidence"),
    plural=Text(nl="Bewijsstukken", en="Evidence"),
    explain=Text(
        nl="Iets wat u meeneemt of meestuurt als u een dienst vraagt.",
        en="Something that you bring or send along when you ask for a service.",
    ),
    room="services",
    label=lambda body: first_title(body.titles),
    retention=UNDECIDED,
    groups=(
        (WHAT, ("titles", "descriptions", "requirements")),
        (_WHERE, ("languages", "link")),
        (WHENCE, ("identifier", "iri", "sample")),
    ),
    search=("titles", "descriptions"),
)

COST = Kind(
    name="cost",
    major=1,
    body=Cost,
    wire="kosten",
    wire_plural="kostenopgaven",
    title=Text(nl="Kosten", en="Cost"),
    plural=Text(nl="Kosten", en="Costs"),
    explain=Text(
        nl="Wat u voor een dienst betaalt. Zonder bedrag is het onbekend, niet gratis.",
        en="What you pay for a service. Without an amount it is unknown, not free.",
    ),
    room="services",
    label=lambda body: first_title(body.descriptions) if body.descriptions else same(body.identifier),
    retention=UNDECIDED,
    groups=(
        (WHAT, ("price", "descriptions")),
        (_WHERE, ("channel", "defined_by")),
        (WHENCE, ("identifier", "iri", "sample")),
    ),
    search=("descriptions",),
)

REQUIREMENT = Kind(
    name="requirement",
    major=1,
    body=Requirement,
    wire="voorwaarde",
    wire_plural="voorwaarden",
    title=Text(nl="Voorwaarde", en="Requirement"),
    plural=Text(nl="Voorwaarden", en="Requirements"),
    explain=Text(
        nl="Waaraan u of uw zaak moet voldoen om een dienst te krijgen.",
        en="What you or your case must meet to get a service.",
    ),
    room="services",
    label=lambda body: first_title(body.titles),
    retention=UNDECIDED,
    groups=((WHAT, ("titles", "descriptions", "evidence")), (WHENCE, ("identifier", "iri", "sample"))),
    search=("titles", "descriptions"),
)
