# SPDX-License-Identifier: EUPL-1.2
"""Kinds of the services room: PublicService (CPSV-AP 3.2.0), and all of them together."""

from datetime import date
from typing import Annotated, Literal

from stelsel.kernel.ids import TooiUri
from stelsel.kernel.kind import Body, Kind, about
from stelsel.kernel.retention import UNDECIDED
from stelsel.kernel.text import Text, same
from stelsel.kernel.values import LanguageText, Value
from stelsel.priorities.services.event_kinds import BUSINESS_EVENT, LIFE_EVENT
from stelsel.priorities.services.offer_kind import SERVICE_OFFER
from stelsel.priorities.services.part_kinds import CHANNEL, COST, EVIDENCE, REQUIREMENT, Addresses, Duration

Layer = Literal["central", "province", "water-board", "municipality"]
"""The four layers of government that the UPL marks: Rijk, Provincie, Waterschap, Gemeente."""

LAYERS: dict[Layer, Text] = {
    "central": Text(nl="Rijk", en="central government"),
    "province": Text(nl="provincie", en="province"),
    "water-board": Text(nl="waterschap", en="water board"),
    "municipality": Text(nl="gemeente", en="municipality"),
}

Addressee = Literal["citizen", "entrepreneur"]

ADDRESSEES: dict[Addressee, Text] = {
    "citizen": Text(nl="inwoner", en="citizen"),
    "entrepreneur": Text(nl="ondernemer", en="entrepreneur"),
}

Act = Literal["application", "subsidy", "notification", "obligation"]

ACTS: dict[Act, Text] = {
    "application": Text(nl="aanvraag", en="application"),
    "subsidy": Text(nl="subsidie", en="subsidy"),
    "notification": Text(nl="melding", en="notification"),
    "obligation": Text(nl="verplichting", en="obligation"),
}

Power = Literal["autonomy", "co-governance"]

POWERS: dict[Power, Text] = {
    "autonomy": Text(nl="autonomie", en="autonomy"),
    "co-governance": Text(nl="medebewind", en="co-governance"),
}


class LegalResource(Value, frozen=True):
    """A legal basis (cv:hasLegalResource): its title as published, and its link (Juriconnect jci1.3 or ELI) where the
    source has one."""

    title: str
    link: str | None = None

    def __str__(self) -> str:
        return self.title


class RuleLink(Value, frozen=True):
    """A rule text (cpsv:Rule): its identifier, and the first day of its version where one is meant."""

    identifier: str
    version: Annotated[date | None, about(unit="day", source="first day on which the version holds")] = None

    def __str__(self) -> str:
        return f"{self.identifier} {self.version}" if self.version else self.identifier


class PublicService(Body, frozen=True):
    """A service that public organisations offer, under its uniform product name. `layers` says which layers of
    government offer it; the organisation follows from the place and the day, but for `competent_authority`. No layer is
    unknown, never none. Parts are addresses of entries, or IRIs."""

    title: Annotated[str, about(source="CPSV-AP 3.2.0 dct:title; UPL UniformeProductnaam")]
    identifier: Annotated[str, about(source="CPSV-AP 3.2.0 dct:identifier; UPL URI")]
    layers: Annotated[tuple[Layer, ...], about(source="UPL Rijk, Provincie, Waterschap, Gemeente")] = ()
    addressee: Annotated[tuple[Addressee, ...], about(source="CPSV-AP 3.2.0 cv:addressee; UPL Burger, Bedrijf")] = ()
    acts: Annotated[tuple[Act, ...], about(source="UPL Aanvraag, Subsidie, Melding, Verplichting")] = ()
    powers: Annotated[tuple[Power, ...], about(source="UPL Autonomie, Medebewind")] = ()
    legal_resources: Annotated[
        tuple[LegalResource, ...], about(source="CPSV-AP 3.2.0 cv:hasLegalResource; UPL Grondslag")
    ] = ()
    thematic_areas: Annotated[
        tuple[str, ...], about(source="CPSV-AP 3.2.0 cv:thematicArea; Annex I of Regulation (EU) 2018/1724")
    ] = ()
    services_act: Annotated[bool, about(source="UPL Dienstenwet")] = False
    digid_mandate: Annotated[bool, about(source="UPL DigiDMacht")] = False
    observed_on: Annotated[date | None, about(unit="day", source="date of the data in the source")] = None
    descriptions: Annotated[tuple[LanguageText, ...], about(source="CPSV-AP 3.2.0 dct:description")] = ()
    competent_authority: Annotated[TooiUri | None, about(source="CPSV-AP 3.2.0 cv:hasCompetentAuthority; TOOI")] = None
    requirements: Annotated[Addresses, about(source="CPSV-AP 3.2.0 cv:holdsRequirement")] = ()
    evidence: Annotated[Addresses, about(source="CPSV-AP 3.2.0 cpsv:hasInput")] = ()
    costs: Annotated[Addresses, about(source="CPSV-AP 3.2.0 cv:hasCost")] = ()
    channels: Annotated[Addresses, about(source="CPSV-AP 3.2.0 cv:hasChannel")] = ()
    processing_time: Duration | None = None
    grouped_by: Annotated[Addresses, about(source="CPSV-AP 3.2.0 cv:isGroupedBy")] = ()
    rule: Annotated[RuleLink | None, about(source="CPSV-AP 3.2.0 cpsv:follows")] = None
    iri: Annotated[str | None, about(source="CPSV-AP 3.2.0 cpsv:PublicService; where the identifier is none")] = None


PUBLIC_SERVICE = Kind(
    name="public-service",
    major=1,
    body=PublicService,
    wire="dienst",
    wire_plural="diensten",
    title=Text(nl="Dienst", en="Public service"),
    plural=Text(nl="Diensten", en="Public services"),
    explain=Text(
        nl="Iets wat u bij de overheid kunt of moet regelen, met de bestuurslaag die het doet en de wet erbij.",
        en="Something you can or must arrange with government, with the layer that does it and the law.",
    ),
    room="services",
    label=lambda body: same(body.title),
    retention=UNDECIDED,
    groups=(
        (Text(nl="Wat", en="What"), ("title", "descriptions", "acts", "thematic_areas", "grouped_by")),
        (
            Text(nl="Wie", en="Who"),
            ("layers", "competent_authority", "addressee", "requirements", "digid_mandate", "services_act"),
        ),
        (Text(nl="Hoe", en="How"), ("channels", "evidence", "costs", "processing_time")),
        (Text(nl="Waarom", en="Why"), ("powers", "legal_resources", "rule")),
        (Text(nl="Herkomst", en="Origin"), ("identifier", "iri", "observed_on")),
    ),
    search=("title", "legal_resources"),
    facets=("layers", "addressee", "acts"),
)

KINDS = (PUBLIC_SERVICE, SERVICE_OFFER, LIFE_EVENT, BUSINESS_EVENT, REQUIREMENT, EVIDENCE, CHANNEL, COST)
"""Every kind of the room, the service first."""
