# SPDX-License-Identifier: EUPL-1.2
"""The guide to the right door: one question a screen, back without loss, and nothing kept or told anywhere."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from structlog.testing import capture_logs

from stelsel.kernel.draft import Draft
from stelsel.node import audit_tally, carried
from stelsel.node.models import AuditEvent
from stelsel.node.node import Node
from stelsel.priorities.services.guide import LIFE_EVENTS
from stelsel.priorities.services.kinds import PUBLIC_SERVICE, PublicService
from tests.faces.web.small_country import SOURCE, TOOI, municipality
from tests.faces.web.test_pages import check

HERE = "/nl/wegwijs"


@pytest.fixture
def services(country: Node) -> Node:
    """The small country with two services, and a town that is in two municipalities."""
    drafts = [
        Draft(
            PUBLIC_SERVICE,
            name.replace(" ", "-"),
            PublicService(title=name, identifier=name, layers=("municipality",)),
            "",
            SOURCE,
        )
        for name in ("verhuismelding", "omgevingsvergunning kap")
    ]
    twins = [
        municipality(code, f"Gemeente {name}", None, None, places=("Tweelingen",))
        for code, name in (("gm0901", "Links"), ("gm0902", "Rechts"))
    ]
    country.publish_drafts("importeur", "public", [*drafts, *twins])
    audit_tally.forget()
    return country


class Walk:
    """Somebody who walks through the guide: what the page shows is what is sent."""

    def __init__(self, client: Client | None = None) -> None:
        self.client = client or Client()
        self.at = HERE
        self.read(self.client.get(HERE))

    def read(self, response: Any) -> None:
        self.response = response
        self.page = response.content.decode()
        self.hidden = {name: self.field(name) for name in ("staat", "scherm")}

    def field(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', self.page)
        return unescape(found[1]) if found else ""

    def send(self, step: str = "verder", **typed: str) -> Walk:
        self.read(self.client.post(self.at, {**self.hidden, "stap": step, **typed}))
        return self

    @property
    def title(self) -> str:
        return re.search(r"<h1>(.*?)</h1>", self.page)[1]  # type: ignore[index]


def to_answer() -> Walk:
    return Walk().send(plaats="Nieuwstad").send(onderwerp="verhuizen").send(wie="citizen")


def test_from_place_to_answer_with_reasons(services: Node) -> None:
    walk = Walk()
    assert walk.title == "Waar woont of werkt u?"
    assert walk.send(plaats="Nieuwstad").title == "Waar gaat het over?"
    assert walk.send(onderwerp="verhuizen").title == "Wie bent u?"
    assert walk.send(wie="citizen").title == "Hier kunt u terecht"
    check(walk.page, "nl")
    assert "Voor “verhuismelding” gaat u naar Nieuwstad" in walk.page
    assert "Omdat" in walk.page
    assert "vastgelegd" in walk.page.lower()
    assert "<strong>Ik ga verhuizen</strong>" in walk.page


def test_own_words(services: Node) -> None:
    walk = Walk().send(plaats="Nieuwstad").send(onderwerp="anders", zaak="een boom kappen").send(wie="entrepreneur")
    assert "omgevingsvergunning kap" in walk.page
    assert "<strong>een boom kappen</strong>" in walk.page


def test_a_place_in_two_municipalities_asks_which(services: Node) -> None:
    walk = Walk().send(plaats="Tweelingen")
    assert walk.title == "Welke gemeente bedoelt u?"
    assert walk.send().response.status_code == 400
    assert walk.send(gemeente="Gemeente Elders").response.status_code == 400
    assert walk.send(gemeente="Gemeente Rechts").title == "Waar gaat het over?"
    assert walk.send("terug").title == "Welke gemeente bedoelt u?"
    assert re.search(r'value="Gemeente Rechts" checked', walk.page)
    walk.send(gemeente="Gemeente Rechts").send(onderwerp="verhuizen").send(wie="citizen")
    assert "gaat u naar Gemeente Rechts" in walk.page


def test_back_and_change_lose_nothing(services: Node) -> None:
    walk = Walk().send(plaats="Nieuwstad").send("terug", onderwerp="anders", zaak="een boom kappen")
    assert walk.title == "Waar woont of werkt u?"
    assert walk.field("plaats") == "Nieuwstad" or 'value="Nieuwstad"' in walk.page
    walk.send(plaats="Nieuwstad")
    assert 'value="een boom kappen"' in walk.page
    assert re.search(r'value="anders" checked', walk.page)
    walk.send(onderwerp="anders", zaak="een boom kappen").send(wie="entrepreneur")
    assert walk.send("onderwerp").title == "Waar gaat het over?"
    assert 'value="een boom kappen"' in walk.page
    assert re.search(r'value="entrepreneur" checked', walk.send(onderwerp="verhuizen").page)


def test_an_earlier_page_of_the_browser_still_works(services: Node) -> None:
    walk = Walk().send(plaats="Nieuwstad")
    earlier = dict(walk.hidden)
    walk.send(onderwerp="verhuizen").send(wie="citizen")
    walk.hidden = earlier  # the back button of the browser, twice
    assert walk.send(onderwerp="anders", zaak="een boom kappen").title == "Wie bent u?"
    assert "omgevingsvergunning kap" in walk.send(wie="citizen").page


def test_the_other_language_keeps_the_answers(services: Node) -> None:
    walk = Walk().send(plaats="Nieuwstad")
    walk.at = "/en/wegwijs"
    assert walk.send("taal").title == "What is it about?"
    assert walk.send(onderwerp="verhuizen").send(wie="citizen").title == "Where you can go"
    assert "I am moving house" in walk.page
    check(walk.page, "en")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "U hebt nog geen plaats ingevuld."),
        ({"plaats": "  "}, "U hebt nog geen plaats ingevuld."),
        ({"plaats": "Atlantis"}, "kennen we niet als plaats"),
        ({"plaats": "<b>x</b>"}, "kennen we niet als plaats"),
        ({"plaats": "x" * 5000}, "kennen we niet als plaats"),
        ({"plaats": "\0"}, "kennen we niet als plaats"),
    ],
)
def test_a_place_that_is_not_right_keeps_what_was_typed(services: Node, typed: dict[str, str], said: str) -> None:
    walk = Walk().send(**typed)
    assert walk.response.status_code == 400
    assert said in walk.page
    assert "<b>x" not in walk.page
    check(walk.page, "nl")
    assert walk.send(plaats="Nieuwstad").title == "Waar gaat het over?"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "U hebt nog niets gekozen."),
        ({"onderwerp": "onzin"}, "U hebt nog niets gekozen."),
        ({"onderwerp": "anders"}, "U hebt nog niet gezegd waar het over gaat."),
        ({"onderwerp": "anders", "zaak": "mijn bsn is 111222333"}, "Laat gegevens van personen weg"),
    ],
)
def test_a_subject_that_is_not_right_says_so(services: Node, typed: dict[str, str], said: str) -> None:
    walk = Walk().send(plaats="Nieuwstad").send(**typed)
    assert walk.response.status_code == 400
    assert said in walk.page


def test_nothing_stands_in_an_address_a_cookie_a_session_or_a_log(services: Node) -> None:
    from django.contrib.sessions.models import Session

    with capture_logs() as told:
        walk = to_answer()
    assert set(walk.client.cookies) == {"csrftoken"}
    assert not Session.objects.exists()
    own = re.findall(r'(?:href|action)="([^"]*wegwijs[^"]*)"', walk.page)
    assert set(own) <= {"/nl/wegwijs", "/en/wegwijs"}
    assert not re.search(r'href="[^"]*[?&]', walk.page)
    assert "Nieuwstad" not in json.dumps(told)
    assert not AuditEvent.objects.filter(action="journey-state").exists()
    cache = walk.response.headers["Cache-Control"]
    assert cache == "private, no-cache"  # so that the back button of a browser need not send anything again


def test_a_form_without_its_token_is_refused(services: Node) -> None:
    strict = Client(enforce_csrf_checks=True)
    page = strict.get(HERE).content.decode()
    sealed = re.search(r'name="staat" value="([^"]*)"', page)[1]  # type: ignore[index]
    fields = {"staat": sealed, "scherm": "plaats", "stap": "verder", "plaats": "Nieuwstad"}
    assert strict.post(HERE, fields).status_code == 403
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]*)"', page)[1]  # type: ignore[index]
    assert strict.post(HERE, {**fields, "csrfmiddlewaretoken": token}).status_code == 200


def test_a_state_of_another_browser_or_screen_or_hand_is_refused(services: Node) -> None:
    walk, other = Walk().send(plaats="Nieuwstad"), Walk()
    for fields in (
        {**walk.hidden, "scherm": "wie"},
        {**walk.hidden, "scherm": "nergens"},
        {**walk.hidden, "staat": walk.hidden["staat"][:-4] + "AAAA"},
        {**walk.hidden, "staat": ""},
        {"stap": "verder"},
    ):
        refused = walk.client.post(HERE, {**fields, "stap": "verder"})
        assert refused.status_code == 400
        assert "Begin opnieuw" in refused.content.decode()
        assert "niet bewaard" in refused.content.decode()
        assert "Nieuwstad" not in refused.content.decode()
    assert other.client.post(HERE, {**walk.hidden, "stap": "verder"}).status_code == 400
    (event,) = AuditEvent.objects.filter(action="journey-state")
    assert (event.actor, event.subject, event.outcome) == ("", "wegwijs", "refused")
    assert set(json.loads(event.facts)) == {"times", "why"}


def test_who_waits_too_long_is_told(services: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = Walk().send(plaats="Nieuwstad")
    late = carried.clock.posix() + 7300
    monkeypatch.setattr(carried.clock, "posix", lambda: late)
    walk.send(onderwerp="verhuizen")
    assert walk.response.status_code == 400
    assert "langer dan twee uur" in walk.page
    check(walk.page, "nl")


def test_every_event_has_a_need_of_its_own() -> None:
    assert len({one.code for one in LIFE_EVENTS}) == len({one.need for one in LIFE_EVENTS}) == len(LIFE_EVENTS) > 8
    assert TOOI
