# SPDX-License-Identifier: EUPL-1.2
"""The service-desk screen: the question, the doors with where each sentence stands, and on from there."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from structlog.testing import capture_logs

from stelsel.book.audience import ANYONE
from stelsel.kernel.draft import Draft
from stelsel.node.node import Node
from stelsel.priorities.services.confirmations import ROUTING_CONFIRMATION
from stelsel.priorities.services.kinds import PUBLIC_SERVICE, PublicService
from stelsel.priorities.services.sayings import TERMS
from tests.faces.web.small_country import SOURCE
from tests.faces.web.test_pages import check

HERE = "/nl/balie"
ASKED = {"zaak": "mijn kind is net geboren, waar geef ik dat aan", "woonplaats": "Nieuwstad", "wie": "citizen"}


@pytest.fixture
def services(country: Node) -> Node:
    drafts = [
        Draft(
            PUBLIC_SERVICE,
            name,
            PublicService(title=name, identifier=f"{TERMS}{name}", layers=("municipality",)),
            "",
            SOURCE,
        )
        for name in ("geboorteaangifte", "verhuismelding", "parkeervergunning")
    ]
    country.publish_drafts("importeur", "public", drafts)
    return country


@pytest.fixture
def staff(services: Node, signed_in: Callable[[str], Client]) -> Client:
    return signed_in("uitgever")


def test_only_who_works_at_a_desk_sees_it(services: Node) -> None:
    assert Client().get(HERE).status_code in (302, 403)


def test_one_screen_with_doors_sources_events_and_handover(staff: Client) -> None:
    check(staff.get(HERE).content.decode(), "nl")
    page = staff.post(HERE, ASKED).content.decode()
    check(page, "nl")
    said = unescape(page)
    assert "Een geboorte aangeven" in said
    assert "Nieuwstad" in said
    assert "Burgerlijk Wetboek boek 1, artikel 19e lid 7" in said
    assert "/nl/gebeurtenissen/geboorte" in said
    assert 'action="/nl/overdragen"' in said
    assert "Omdat" in said


def test_it_speaks_english_as_well(staff: Client) -> None:
    page = staff.post("/en/balie", ASKED | {"zaak": "I had a baby yesterday"}).content.decode()
    check(page, "en")
    assert "Registering a birth" in page


def test_bad_input_is_told_and_kept(staff: Client) -> None:
    empty = staff.post(HERE, {"zaak": "  "})
    assert empty.status_code == 400
    masked = staff.post(HERE, ASKED | {"zaak": "verhuizen, bsn 111222333"})
    assert masked.status_code == 200
    assert "111222333" not in masked.content.decode()
    assert "onleesbaar gemaakt" in masked.content.decode()


def test_a_confirmed_door_is_an_entry_without_the_question(staff: Client, services: Node) -> None:
    with capture_logs() as logs:
        page = staff.post(HERE, ASKED).content.decode()
        sealed = unescape(re.search(r'name="staat" value="([^"]*)"', page)[1])  # type: ignore[index]
        after = staff.post(HERE, ASKED | {"staat": sealed, "stap": "bevestig:geboorteaangifte"}).content.decode()
    assert "Bevestigd." in after
    rows = services.book(ANYONE).rows(ROUTING_CONFIRMATION)
    ((_, body),) = rows
    assert body.confirmed == f"{TERMS}geboorteaangifte"
    assert body.week is not None
    assert body.week.weekday() == 0
    assert "net geboren" not in str(logs)
    wrong = staff.post(HERE, ASKED | {"staat": sealed, "stap": "bevestig:rijbewijs"}).content.decode()
    assert "Niet bevestigd" in wrong
    lost = staff.post(HERE, ASKED | {"staat": "x", "stap": "bevestig:geboorteaangifte"})
    assert lost.status_code == 200
    assert len(services.book(ANYONE).rows(ROUTING_CONFIRMATION)) == 1


def test_the_question_goes_along_to_the_handover(staff: Client) -> None:
    page = staff.post("/nl/overdragen", {"stap": "terug", "dienst": "geboorteaangifte", "vraag": "Mijn vraag"})
    assert "Mijn vraag" in page.content.decode()
