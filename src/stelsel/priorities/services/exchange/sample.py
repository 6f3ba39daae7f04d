# SPDX-License-Identifier: EUPL-1.2
"""What an invented municipality states about its own services, labelled as an example."""

from datetime import date
from decimal import Decimal

from stelsel.kernel.draft import Draft, Reading
from stelsel.kernel.time import Period
from stelsel.kernel.values import LanguageText, Money
from stelsel.priorities.services.event_kinds import BUSINESS_EVENT, LIFE_EVENT, BusinessEvent, LifeEvent
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
from stelsel.priorities.services.sayings import TERMS

WHO = "gemeente-voorbeeldstad"


def sample() -> dict[str, dict[str, Reading]]:
    """By publisher and audience: what one municipality offers, how, and what it costs."""
    return {WHO: {"public": Reading((*_parts(), *_events(), *_offers()))}}


def _both(nl: str, en: str) -> tuple[LanguageText, ...]:
    return LanguageText("nl", f"{nl} (voorbeeld)"), LanguageText("en", f"{en} (example)")


def _parts() -> tuple[Draft, ...]:
    counter = Channel(
        identifier="balie",
        channel_type="counter",
        descriptions=_both("Balie van Voorbeeldstad", "Counter of Voorbeeldstad"),
        contact="info@voorbeeldstad.example",
        sample=True,
    )
    page = Channel(
        identifier="website",
        channel_type="online",
        descriptions=_both("Website van Voorbeeldstad", "Website of Voorbeeldstad"),
        link="https://voorbeeldstad.example/",
        sample=True,
    )
    fee = Cost(
        identifier="paspoort",
        price=Money(Decimal("70.00"), "EUR"),
        descriptions=_both("Verzonnen prijs van een paspoort", "Invented price of a passport"),
        channel=f"{WHO}/channel/balie",
        sample=True,
    )
    photo = Evidence(titles=_both("Een pasfoto", "A passport photograph"), identifier="pasfoto", sample=True)
    resident = Requirement(
        titles=_both("U woont in Voorbeeldstad", "You live in Voorbeeldstad"), identifier="inwoner", sample=True
    )
    return (
        Draft(CHANNEL, "balie", counter),
        Draft(CHANNEL, "website", page),
        Draft(COST, "paspoort", fee),
        Draft(EVIDENCE, "pasfoto", photo),
        Draft(REQUIREMENT, "inwoner", resident),
    )


def _events() -> tuple[Draft, ...]:
    feast = LifeEvent(titles=_both("Buurtfeest houden", "Holding a street party"), identifier="buurtfeest", sample=True)
    stall = BusinessEvent(titles=_both("Op de markt staan", "Having a stall"), identifier="marktkraam", sample=True)
    return Draft(LIFE_EVENT, "buurtfeest", feast), Draft(BUSINESS_EVENT, "marktkraam", stall)


def _offers() -> tuple[Draft, ...]:
    passport = ServiceOffer(
        product=f"{TERMS}paspoort",
        titles=_both("Paspoort aanvragen in Voorbeeldstad", "Applying for a passport in Voorbeeldstad"),
        valid=Period(date(2026, 1, 1)),
        link="https://voorbeeldstad.example/paspoort",
        contact="info@voorbeeldstad.example",
        channels=(f"{WHO}/channel/balie",),
        costs=(f"{WHO}/cost/paspoort",),
        processing_time="P5D",
        sample=True,
    )
    parking = ServiceOffer(
        product=f"{TERMS}parkeervergunning",
        titles=_both("Parkeren in Voorbeeldstad", "Parking in Voorbeeldstad"),
        link="https://voorbeeldstad.example/parkeren",
        channels=(f"{WHO}/channel/website", f"{WHO}/channel/balie"),
        sample=True,
    )
    return Draft(SERVICE_OFFER, "paspoort", passport), Draft(SERVICE_OFFER, "parkeervergunning", parking)
