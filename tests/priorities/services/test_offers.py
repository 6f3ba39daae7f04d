# SPDX-License-Identifier: EUPL-1.2
"""Who offers what where: the own page of the organisation that is the door, with who said so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from stelsel.kernel.draft import Draft
from stelsel.kernel.time import Period
from stelsel.priorities.services.offer_kind import SERVICE_OFFER, ServiceOffer
from stelsel.priorities.services.sayings import TERMS
from tests.priorities.services.books import ask, country

UTRECHT = "https://identifier.overheid.nl/tooi/id/gemeente/gm0344"
PAGE = "https://www.utrecht.example/verhuizen"


def offer(**more: object) -> Draft:
    body = ServiceOffer(product=f"{TERMS}verhuismelding", organisation=UTRECHT, link=PAGE, **more)  # type: ignore[arg-type]
    return Draft(SERVICE_OFFER, "verhuizen", body)


def website(root: Path, *drafts: Draft, town: str = "Utrecht") -> tuple[str, str]:
    answer = ask(country(root, drafts), zaak="ik ga verhuizen", woonplaats=town)
    return answer.result["services"][0]["doors"][0]["website"], " ".join(one.text.nl for one in answer.reasons)


def test_the_own_page_of_who_offers_it_is_shown_and_cited(root: Path) -> None:
    without, _ = website(root)
    shown, reasons = website(root, offer())
    assert without != PAGE
    assert shown == PAGE
    assert f"biedt deze dienst zelf aan: {PAGE}" in reasons


def test_what_is_over_invented_or_elsewhere_does_not_count(root: Path) -> None:
    over = offer(valid=Period(None, date(2020, 1, 1)))
    assert website(root, over)[0] != PAGE
    assert website(root, offer(sample=True))[0] != PAGE
    assert website(root, offer(), town="Amersfoort")[0] != PAGE
