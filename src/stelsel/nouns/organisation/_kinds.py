# SPDX-License-Identifier: EUPL-1.2
"""The kinds Organisation (TOOI) and JointArrangement (gemeenschappelijke regeling, Wgr)."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, get_args

from stelsel.kernel.ids import KvkNumber, Oin, Rsin, TooiUri
from stelsel.kernel.kind import Body, Kind, about
from stelsel.kernel.retention import ARCHIVES_ACT, Retention
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import Period
from stelsel.kernel.values import Value

OrganisationType = Literal[
    "municipality",
    "province",
    "water-board",
    "ministry",
    "agency",
    "independent-body",
    "joint-body",
    "advisory-council",
    "court",
    "inspectorate",
    "high-council",
    "caribbean-body",
    "police",
    "other",
]
"""Kinds of public organisation, after TOOI organisatiesoort."""

TYPES: dict[str, Text] = {
    "municipality": Text(nl="gemeente", en="municipality"),
    "province": Text(nl="provincie", en="province"),
    "water-board": Text(nl="waterschap", en="water board"),
    "ministry": Text(nl="ministerie", en="ministry"),
    "agency": Text(nl="agentschap", en="agency"),
    "independent-body": Text(nl="zelfstandig bestuursorgaan", en="independent administrative body"),
    "joint-body": Text(nl="samenwerkingsorganisatie", en="cooperation body"),
    "advisory-council": Text(nl="adviescollege", en="advisory council"),
    "court": Text(nl="rechterlijke instantie", en="court"),
    "inspectorate": Text(nl="inspectie", en="inspectorate"),
    "high-council": Text(nl="hoog college van staat", en="high council of state"),
    "caribbean-body": Text(nl="Caribisch openbaar lichaam", en="Caribbean public body"),
    "police": Text(nl="politie", en="police"),
    "other": Text(nl="andere organisatie", en="other organisation"),
}
assert set(TYPES) == set(get_args(OrganisationType)), "every kind of organisation has words"

PLURALS: dict[str, Text] = {
    "municipality": Text(nl="gemeenten", en="municipalities"),
    "province": Text(nl="provincies", en="provinces"),
    "water-board": Text(nl="waterschappen", en="water boards"),
    "ministry": Text(nl="ministeries", en="ministries"),
    "agency": Text(nl="agentschappen", en="agencies"),
    "independent-body": Text(nl="zelfstandige bestuursorganen", en="independent administrative bodies"),
    "joint-body": Text(nl="samenwerkingsorganisaties", en="cooperation bodies"),
    "advisory-council": Text(nl="adviescolleges", en="advisory councils"),
    "court": Text(nl="rechterlijke instanties", en="courts"),
    "inspectorate": Text(nl="inspecties", en="inspectorates"),
    "high-council": Text(nl="hoge colleges van staat", en="high councils of state"),
    "caribbean-body": Text(nl="Caribische openbare lichamen", en="Caribbean public bodies"),
    "police": Text(nl="politieorganisaties", en="police organisations"),
    "other": Text(nl="andere organisaties", en="other organisations"),
}
assert set(PLURALS) == set(TYPES), "every kind of organisation has a plural"

ChangeKind = Literal["merger", "extension", "reallocation", "closure"]
"""How an organisation ended, after the TOOI classes Samenvoeging, Uitbreiding, Herschikking and Opheffing."""

CHANGES: dict[ChangeKind, Text] = {
    "merger": Text(nl="samengevoegd", en="merged"),
    "extension": Text(nl="opgegaan in een bestaande organisatie", en="joined an existing organisation"),
    "reallocation": Text(nl="heringedeeld", en="reallocated"),
    "closure": Text(nl="opgeheven", en="closed"),
}


class FormerName(Value, frozen=True):
    """A name the organisation had before, and when; a missing first day is unknown."""

    name: str
    valid: Period = Period()


class Organisation(Body, frozen=True):
    """A public organisation, present or past. Identifiers stay empty unless a source gives them."""

    name: str
    organisation_type: OrganisationType
    abbreviation: str | None = None
    tooi: Annotated[TooiUri | None, about(source="TOOI register value lists (KOOP)")] = None
    oin: Annotated[Oin | None, about(source="Logius OIN register; not a key")] = None
    kvk: KvkNumber | None = None
    rsin: Rsin | None = None
    roo_id: Annotated[str | None, about(source="Register van Overheidsorganisaties")] = None
    wikidata: str | None = None
    legal_form: str | None = None
    seat: str | None = None
    province: TooiUri | None = None
    ministry: TooiUri | None = None
    website: str | None = None
    inhabitants: Annotated[int | None, about(unit="persons")] = None
    area_km2: Annotated[Decimal | None, about(unit="km2")] = None
    council_seats: int | None = None
    places: Annotated[tuple[str, ...], about(source="Basisregistratie Adressen en Gebouwen, woonplaats")] = ()
    active: bool = True
    valid: Annotated[Period, about(unit="days", source="TOOI begindatum and einddatum, else ROO")] = Period()
    predecessors: tuple[TooiUri, ...] = ()
    successors: tuple[TooiUri, ...] = ()
    ended_by: Annotated[ChangeKind | None, about(source="TOOI wijzigingsgebeurtenis")] = None
    former_names: Annotated[tuple[FormerName, ...], about(source="TOOI HistorischeVersie, else ROO")] = ()
    sample: bool = False


class Participant(Value, frozen=True):
    """One organisation in a joint arrangement. `share` is text as published; empty is not published."""

    name: str
    organisation: TooiUri | None = None
    joined: date | None = None
    bodies: tuple[str, ...] = ()
    share: str | None = None


class JointArrangement(Body, frozen=True):
    """A joint arrangement under the Wet gemeenschappelijke regelingen; each version is an entry of its own."""

    name: str
    form: str | None = None
    powers: str | None = None
    body: TooiUri | None = None
    body_name: str | None = None
    roo_id: str | None = None
    in_force: Period = Period()
    active: bool = True
    previous_version: str | None = None
    next_version: str | None = None
    policy_areas: tuple[str, ...] = ()
    participants: tuple[Participant, ...] = ()


_NAME = Text(nl="Naam", en="Name")
_NUMBERS = Text(nl="Nummers", en="Identifiers")
_TIME = Text(nl="In de tijd", en="Over time")

_FOR_EVER = Retention(
    "permanent",
    Text(
        nl="Wie een overheidsorganisatie was en wie haar opvolgde, is nodig om elk ander stuk te begrijpen.",
        en="What a public organisation was and who succeeded it is needed to understand every other record.",
    ),
    ARCHIVES_ACT,
)

ORGANISATION = Kind(
    name="organisation",
    major=1,
    body=Organisation,
    wire="organisatie",
    wire_plural="organisaties",
    title=Text(nl="Organisatie", en="Organisation"),
    plural=Text(nl="Organisaties", en="Organisations"),
    explain=Text(
        nl="Een overheidsorganisatie, nu of vroeger, met haar nummers en haar opvolgers.",
        en="A public organisation, present or past, with its identifiers and successors.",
    ),
    room="nouns",
    label=lambda body: same(body.name),
    retention=_FOR_EVER,
    groups=(
        (_NAME, ("name", "abbreviation", "organisation_type", "legal_form", "website", "sample")),
        (_NUMBERS, ("tooi", "oin", "kvk", "rsin", "roo_id", "wikidata")),
        (
            Text(nl="Plaats en omvang", en="Place and size"),
            ("seat", "province", "ministry", "inhabitants", "area_km2", "council_seats", "places"),
        ),
        (_TIME, ("active", "valid", "former_names", "predecessors", "successors", "ended_by")),
    ),
    search=("name", "abbreviation", "seat", "places"),
    facets=("organisation_type", "active"),
)

JOINT_ARRANGEMENT = Kind(
    name="joint-arrangement",
    major=1,
    body=JointArrangement,
    wire="gemeenschappelijke-regeling",
    wire_plural="gemeenschappelijke-regelingen",
    title=Text(nl="Gemeenschappelijke regeling", en="Joint arrangement"),
    plural=Text(nl="Gemeenschappelijke regelingen", en="Joint arrangements"),
    explain=Text(
        nl="Wat overheden samen doen, wie meedoet en sinds wanneer (Wet gemeenschappelijke regelingen).",
        en="What public bodies do together, who takes part and since when (Joint Arrangements Act).",
    ),
    room="nouns",
    label=lambda body: same(body.name),
    retention=_FOR_EVER,
    groups=(
        (_NAME, ("name", "form", "powers", "body", "body_name", "roo_id")),
        (_TIME, ("in_force", "active", "previous_version", "next_version")),
        (Text(nl="Wie en waarover", en="Who and about what"), ("participants", "policy_areas")),
    ),
    search=("name", "policy_areas"),
    facets=("form", "active"),
)
