# SPDX-License-Identifier: EUPL-1.2
"""Invented entries of every kind of the catalogue, which speak of each other."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from stelsel.kernel.draft import Draft
from stelsel.kernel.time import Period
from stelsel.kernel.values import LanguageText, Money
from stelsel.priorities.services.event_kinds import BUSINESS_EVENT, LIFE_EVENT, BusinessEvent, LifeEvent
from stelsel.priorities.services.kinds import PUBLIC_SERVICE, LegalResource, PublicService, RuleLink
from stelsel.priorities.services.offer_kind import SERVICE_OFFER, ServiceOffer
from stelsel.priorities.services.part_kinds import (
    CHANNEL,
    COST,
    EVIDENCE,
    REQUIREMENT,
    Channel,
    Cost,
    Evidence,
    Requirement,
)

UTRECHT = "https://identifier.overheid.nl/tooi/id/gemeente/gm0344"
WHO = "voorbeeldstad"
PRODUCT = "http://standaarden.overheid.nl/owms/terms/paspoort"
EU = "http://publications.europa.eu/resource/authority"


def both(nl: str, en: str) -> tuple[LanguageText, ...]:
    """Words in two languages."""
    return LanguageText("nl", nl), LanguageText("en", en)


SERVICE = PublicService(
    title="lantaarn aansteken",
    identifier="https://voorbeeldstad.example/diensten/lantaarn",
    layers=("municipality",),
    addressee=("citizen", "entrepreneur"),
    acts=("application",),
    legal_resources=(LegalResource("Lantaarnverordening artikel 1", "https://voorbeeldstad.example/regels/1"),
                     LegalResource("Een wet zonder koppeling")),
    thematic_areas=("A1",),
    descriptions=both("Wij steken een lantaarn aan.", "We light a lantern."),
    competent_authority=UTRECHT,
    requirements=(f"{WHO}/requirement/donker",),
    evidence=(f"{WHO}/evidence/foto",),
    costs=(f"{WHO}/cost/lantaarn", f"{WHO}/cost/onbekend"),
    channels=(f"{WHO}/channel/balie", f"{WHO}/channel/online"),
    processing_time="P8W",
    grouped_by=(f"{WHO}/life-event/avond", f"{WHO}/business-event/markt"),
    rule=RuleLink("participatiewet", date(2026, 1, 1)),
)  # fmt: skip

DRAFTS = (
    Draft(PUBLIC_SERVICE, "lantaarn", SERVICE),
    Draft(LIFE_EVENT, "avond", LifeEvent(titles=both("Avond", "Evening"), identifier="avond")),
    Draft(BUSINESS_EVENT, "markt", BusinessEvent(titles=both("Markt", "Market"), identifier="markt")),
    Draft(REQUIREMENT, "donker", Requirement(
        titles=both("Het is donker", "It is dark"), identifier="donker", evidence=(f"{WHO}/evidence/foto",))),
    Draft(EVIDENCE, "foto", Evidence(
        titles=both("Een foto", "A photograph"), identifier="foto", languages=(f"{EU}/language/NLD",),
        link="https://voorbeeldstad.example/foto", requirements=(f"{WHO}/requirement/donker",))),
    Draft(CHANNEL, "balie", Channel(
        identifier="balie", channel_type="counter", descriptions=both("De balie", "The counter"), owner=UTRECHT,
        contact="info@voorbeeldstad.example", processing_time="PT30M")),
    Draft(CHANNEL, "online", Channel(
        identifier="online", channel_type="online", link="https://voorbeeldstad.example/aanvraag")),
    Draft(COST, "lantaarn", Cost(
        identifier="lantaarn", price=Money(Decimal("12.50"), "EUR"), descriptions=both("Per keer", "Each time"),
        channel=f"{WHO}/channel/balie", defined_by=UTRECHT)),
    Draft(COST, "onbekend", Cost(identifier="onbekend")),
    Draft(SERVICE_OFFER, "paspoort", ServiceOffer(
        organisation=UTRECHT, product=PRODUCT, valid=Period(date(2024, 1, 1), None),
        link="https://voorbeeldstad.example/paspoort", contact="https://voorbeeldstad.example/contact",
        channels=(f"{WHO}/channel/balie",), costs=(f"{WHO}/cost/lantaarn",), processing_time="P5D")),
    Draft(SERVICE_OFFER, "iets", ServiceOffer(
        organisation=UTRECHT, product="http://standaarden.overheid.nl/owms/terms/ietsNieuws",
        titles=both("Iets nieuws", "Something new"), descriptions=both("Nog niet op de lijst.", "Not listed yet."))),
)  # fmt: skip
"""A service with everything, its parts, and two offers."""
