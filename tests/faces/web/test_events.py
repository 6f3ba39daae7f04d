# SPDX-License-Identifier: EUPL-1.2
"""Life and business events: the list for somebody, asked in few questions, with nothing kept or told anywhere."""

from __future__ import annotations

import gzip
import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from structlog.testing import capture_logs

from stelsel.kernel.draft import Draft
from stelsel.node import audit_tally, journey_counts
from stelsel.node.models import JourneyCount
from stelsel.node.node import Node
from stelsel.priorities.services.events import events, wire_of
from stelsel.priorities.services.kinds import PUBLIC_SERVICE, PublicService
from stelsel.priorities.services.sayings import TERMS
from tests.faces.web.small_country import SOURCE
from tests.faces.web.test_guide import Walk as GuideWalk
from tests.faces.web.test_pages import check

HERE = "/nl/gebeurtenissen/geboorte"


class Walk(GuideWalk):
    """Somebody who walks through an event."""

    def __init__(self, at: str = HERE) -> None:
        self.client = Client()
        self.at = at
        self.read(self.client.get(at))

    @property
    def steps(self) -> list[str]:
        return [unescape(one) for one in re.findall(r"<h3>(.*?)</h3>", self.page)]


@pytest.fixture
def services(country: Node) -> Node:
    draft = Draft(
        PUBLIC_SERVICE,
        "geboorteaangifte",
        PublicService(title="geboorteaangifte", identifier=f"{TERMS}geboorteaangifte", layers=("municipality",)),
        "",
        SOURCE,
    )
    country.publish_drafts("importeur", "public", [draft])
    audit_tally.forget()
    return country


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_event_has_a_page_that_says_what_there_is_to_arrange(country: Node, language: str) -> None:
    client = Client()
    index = client.get(f"/{language}/gebeurtenissen").content.decode()
    check(index, language)
    for one in events().values():
        address = f"/{language}/gebeurtenissen/{wire_of(one.code)}"
        assert address in index
        page = client.get(address).content.decode()
        check(page, language)
        assert unescape(page).count("<h3>") == len(one.steps)
    assert client.get("/nl/gebeurtenissen/iets-anders").status_code == 404


def test_from_start_to_a_list_with_days_and_doors(services: Node) -> None:
    walk = Walk().send("begin")
    assert walk.title == "Waar woont of werkt u?"
    assert walk.send(plaats="Nieuwstad").title == unescape(events()["birth"].day.ask.nl)
    walk.send(dag="2026-11-30")
    asked = 0
    while walk.field("scherm") == "vraag":
        asked += 1
        assert asked <= len(events()["birth"].questions)
        walk.send(antwoord=re.search(r'name="antwoord"[^>]* value="([^"]*)"', walk.page)[1])  # type: ignore[index]
    check(walk.page, "nl")
    assert walk.steps
    assert "Uiterlijk 3 december 2026" in walk.page
    assert "Nieuwstad" in walk.page
    assert "Burgerlijk Wetboek boek 1, artikel 19e lid 7" in walk.page


def test_who_tells_nothing_gets_a_list_that_says_what_is_unknown(services: Node) -> None:
    walk = Walk().send("begin")
    for _ in range(len(events()["birth"].questions) + 2):
        walk.send("weet-niet")
    assert walk.field("scherm") == "antwoord"
    assert "Misschien ook" in walk.page
    assert "deze dag is voorbij" not in walk.page
    assert "niet verteld" in walk.page


def test_bad_input_says_what_and_keeps_it(services: Node) -> None:
    walk = Walk().send("begin").send(plaats="Nergenshuizen")
    assert walk.response.status_code == 400
    assert "kennen we niet als plaats" in walk.page
    walk.send(plaats="Nieuwstad").send(dag="31-2-2026")
    assert walk.response.status_code == 400
    assert "geen dag die bestaat" in walk.page
    assert 'value="31-2-2026"' in walk.page
    walk.send(dag="30-11-2026").send()
    assert walk.response.status_code == 400
    assert walk.send(antwoord="anders").response.status_code == 400


def test_back_change_and_language_lose_nothing(services: Node) -> None:
    walk = Walk().send("begin").send(plaats="Nieuwstad").send(dag="30-11-2026")
    first = walk.title
    walk.send("weet-niet").send("terug")
    assert walk.title == first
    assert 'value="30-11-2026"' in walk.send("terug").page
    assert 'value="Nieuwstad"' in walk.send("terug").page
    walk.send(plaats="Nieuwstad").send(dag="30-11-2026")
    walk.at = walk.at.replace("/nl/", "/en/")
    walk.send("taal")
    check(walk.page, "en")
    while walk.field("scherm") == "vraag":
        walk.send("weet-niet")
    assert walk.send("wijzig:dag").field("scherm") == "dag"


def test_what_one_is_entitled_to_is_asked_and_shown_on_the_list(services: Node) -> None:
    walk = Walk().send("begin")
    while walk.field("scherm") != "antwoord":
        walk.send("weet-niet")
    code = re.search(r'value="(recht:[a-z0-9-]+)"', walk.page)[1]  # type: ignore[index]
    walk.send(code)
    assert walk.field("scherm") == "recht"
    assert walk.send().response.status_code == 400
    for _ in range(30):
        if walk.field("scherm") == "antwoord":
            break
        walk.send("weet-niet")
    assert "Dit is een berekening, geen besluit." in walk.page
    check(walk.page, "nl")


def test_what_was_told_is_nowhere_but_in_the_page(services: Node, capsys: pytest.CaptureFixture[str]) -> None:
    with capture_logs() as logs:
        walk = Walk().send("begin").send(plaats="Nieuwstad").send(dag="1-2-2003")
        while walk.field("scherm") == "vraag":
            walk.send("weet-niet")
    assert "no-store" in walk.response.headers["Cache-Control"]
    assert "2003" not in str(logs)
    assert "2003" not in "".join(capsys.readouterr())
    assert "Nieuwstad" not in str(walk.client.cookies)


def test_a_changed_or_foreign_state_begins_again(services: Node) -> None:
    walk = Walk().send("begin").send(plaats="Nieuwstad")
    walk.hidden["staat"] = walk.hidden["staat"][:-4] + "AAAA"
    assert walk.send(dag="1-2-2026").response.status_code == 400
    other = Walk().send("begin").send(plaats="Nieuwstad")
    other.at = "/nl/gebeurtenissen/schulden"
    assert other.send(dag="1-2-2026").response.status_code == 400
    assert "Begin opnieuw" in other.page


def test_two_questions_after_it_are_counted_without_who(services: Node) -> None:
    walk = Walk().send("begin")
    while walk.field("scherm") != "antwoord":
        walk.send("weet-niet")
    after = unescape(re.findall(r'name="staat" value="([^"]*)"', walk.page)[-1])
    said = walk.client.post("/nl/ervaringen", {"staat": after, "gevonden": "yes", "moeite": "2"})
    page = said.content.decode()
    check(page, "nl")
    assert "is geteld" in page
    assert "minder dan 5" in page
    for _ in range(5):
        walk.client.post("/nl/ervaringen", {"staat": after, "gevonden": "yes", "moeite": "2"})
    assert "100% (tussen" in walk.client.get("/nl/ervaringen").content.decode()
    assert Client().post("/nl/ervaringen", {"staat": after, "gevonden": "no"}).status_code == 400
    assert walk.client.post("/nl/ervaringen", {"staat": after, "gevonden": "misschien"}).status_code == 400
    counted = journey_counts.counts(["birth"])["birth"]
    assert (counted["at-plaats"], counted["at-antwoord"], counted["found-yes"]) == (1, 1, 6)
    check(Client().get("/en/ervaringen").content.decode(), "en")
    JourneyCount.objects.update(week=date(2020, 1, 6))
    assert journey_counts.forget() > 0
    assert not journey_counts.counts(["birth"])["birth"]


MOST_BYTES = 120 * 1024
"""Of a page of a journey with all that it loads, compressed."""


def test_a_page_of_a_journey_is_light(services: Node) -> None:
    """The list with everything written out is the heaviest; every page has the same stylesheets and script."""
    walk = Walk().send("begin").send(plaats="Nieuwstad").send(dag="30-11-2026")
    while walk.field("scherm") == "vraag":
        walk.send("weet-niet")
    walk.send("afdrukken")
    loaded = re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js|svg))"', walk.page)
    assert len(loaded) > 5
    parts = [walk.page.encode(), *(Path(finders.find(name)).read_bytes() for name in loaded)]
    assert sum(len(gzip.compress(one)) for one in parts) <= MOST_BYTES
