# SPDX-License-Identifier: EUPL-1.2
"""Kinds of the services room: PublicService (CPSV-AP 3.2.0)."""

from datetime import date
from typing import Annotated, Literal

from stelsel.kernel.kind import Body, Kind, about
from stelsel.kernel.retention import UNDECIDED
from stelsel.kernel.text import Text, same
from stelsel.kernel.values import Value

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


class PublicService(Body, frozen=True):
    """A service that public organisations offer, under its uniform product name. `layers` says which layers of
    government offer it; the organisation follows from the place and the day. No layer is unknown, never none."""

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
        (Text(nl="Wat", en="What"), ("title", "acts", "thematic_areas")),
        (Text(nl="Wie", en="Who"), ("layers", "addressee", "digid_mandate", "services_act")),
        (Text(nl="Waarom", en="Why"), ("powers", "legal_resources")),
        (Text(nl="Herkomst", en="Origin"), ("identifier", "observed_on")),
    ),
    search=("title", "legal_resources"),
    facets=("layers", "addressee", "acts"),
)

KINDS = (PUBLIC_SERVICE,)
