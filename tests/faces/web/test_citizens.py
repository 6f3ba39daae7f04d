# SPDX-License-Identifier: EUPL-1.2
"""Citizens and companies: the stand-in of the example country, and acting for another on the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from stelsel.kernel.draft import Draft
from stelsel.node import clock
from stelsel.node.example.citizens import PERSONAS
from stelsel.node.example.load import MARKER
from stelsel.node.models import Membership, Representation, Subject
from stelsel.node.node import Node
from stelsel.priorities.services.kinds import PUBLIC_SERVICE, PublicService
from tests.faces.web.small_country import SOURCE

SAML = "urn:oasis:names:tc:SAML:2.0:ac:classes:"
SERVICE = "importeur/public-service/paspoort"
NEXT_WEEK = (clock.today() + timedelta(days=7)).isoformat()


@pytest.fixture
def example(country: Node, settings: Any) -> Iterator[Path]:
    """The mark of the example country, and a public service."""
    body = PublicService(title="Paspoort", identifier="https://voorbeeld.invalid/paspoort")
    country.publish_drafts("importeur", "public", [Draft(PUBLIC_SERVICE, "paspoort", body, "", SOURCE)])
    marker = Path(settings.HOME, MARKER)
    marker.write_text("{}")
    yield marker
    marker.unlink(missing_ok=True)


def enter(name: str = "voorbeeld-burger-een", acr: str = f"{SAML}Smartcard") -> Client:
    client = Client(headers={"host": "localhost"})
    answer = client.post("/nl/aanmelden/voorbeeld", {"wie": f"{name} {acr}", "verder": "/nl/account"})
    assert answer.status_code == 302
    return client


def page(client: Client, path: str) -> str:
    shown: str = client.get(path).content.decode()
    return shown


def test_the_stand_in_says_that_it_is_no_digid(example: Path) -> None:
    client = Client(headers={"host": "localhost"})
    assert "/nl/aanmelden/voorbeeld" in page(client, "/nl/aanmelden")
    shown = page(client, "/nl/aanmelden/voorbeeld")
    assert "Dit is geen DigiD en geen eHerkenning" in shown
    assert "voorbeeld</span>" in shown
    assert "This is not DigiD" in page(client, "/en/aanmelden/voorbeeld")


def test_the_stand_in_signs_in_at_a_level(example: Path) -> None:
    client = enter()
    shown = page(client, "/nl/account")
    assert "voorbeeld-burger-een" in shown
    assert "DigiD Substantieel" in shown
    again = enter(acr=f"{SAML}SmartcardPKI")
    assert "DigiD Hoog" in page(again, "/nl/account")
    assert Subject.objects.count() == 1
    assert client.get("/nl/beheer").status_code == 403


@pytest.mark.parametrize(
    "who",
    [
        "",
        "niemand x",
        f"voorbeeld-burger-een {SAML}X509",
        "voorbeeld-burger-een urn:etoegang:core:assurance-class:loa3",
    ],
)
def test_only_what_is_listed_signs_in(example: Path, who: str) -> None:
    client = Client(headers={"host": "localhost"})
    assert client.post("/nl/aanmelden/voorbeeld", {"wie": who}).status_code == 400
    assert not Subject.objects.exists()


@pytest.mark.parametrize("onward", ["https://elders.invalid/", "//elders.invalid/", "/\\elders.invalid"])
def test_the_stand_in_leads_nowhere_else(example: Path, onward: str) -> None:
    client = Client(headers={"host": "localhost"})
    form = {"wie": f"voorbeeld-burger-een {SAML}Smartcard", "verder": onward}
    assert client.post("/nl/aanmelden/voorbeeld", form).headers["Location"] == "/nl/"


def test_the_stand_in_is_not_there_otherwise(example: Path) -> None:
    form = {"wie": f"{PERSONAS[0].name} {SAML}Smartcard"}
    for elsewhere in (
        Client(REMOTE_ADDR="192.0.2.7", headers={"host": "localhost"}),
        Client(headers={"host": "localhost", "x-forwarded-for": "192.0.2.7"}),
    ):
        assert elsewhere.get("/nl/aanmelden/voorbeeld").status_code == 404
        assert elsewhere.post("/nl/aanmelden/voorbeeld", form).status_code == 404
        assert "aanmelden/voorbeeld" not in page(elsewhere, "/nl/aanmelden")
    example.unlink()
    assert Client(headers={"host": "localhost"}).post("/nl/aanmelden/voorbeeld", form).status_code == 404
    assert not Subject.objects.exists()


def test_its_session_ends_on_another_machine(example: Path) -> None:
    client = enter()
    client.defaults["REMOTE_ADDR"] = "192.0.2.7"
    assert "Aangemeld als" not in page(client, "/nl/")


def authorised(party: Client) -> str:
    """A code that the party made."""
    form = {"stap": "machtigen", "noem-mij": "De Bakkerij", "diensten": SERVICE, "tot-en-met": NEXT_WEEK}
    answer = party.post("/nl/machtigen", form)
    assert "no-store" in answer.headers["Cache-Control"]
    (code,) = re.findall(r"[A-Z2-9]{4}(?:-[A-Z2-9]{4}){3}(?=</strong>)", answer.content.decode())
    return code


def test_acting_for_another_stands_on_every_page(example: Path) -> None:
    party = enter("voorbeeld-bakkerij", "urn:etoegang:core:assurance-class:loa3")
    assert "Paspoort" in page(party, "/nl/machtigen?dienst=pasp")
    adviser = enter("voorbeeld-adviseur", "urn:etoegang:core:assurance-class:loa4")
    assert adviser.post("/nl/machtigen", {"stap": "code", "code": authorised(party)}).status_code == 302
    number = Representation.objects.get().pk
    assert "De Bakkerij" in page(adviser, "/nl/machtigen")
    adviser.post("/nl/machtigen/handelen", {"machtiging": number})
    for path in ("/nl/", "/nl/vragen", "/nl/account", "/nl/nergens"):
        assert "U handelt namens De Bakkerij" in page(adviser, path)
    assert "You act for De Bakkerij" in page(adviser, "/en/")
    assert "U handelt namens" not in page(party, "/nl/")
    adviser.post("/nl/machtigen/handelen", {})
    assert "U handelt namens" not in page(adviser, "/nl/")
    adviser.post("/nl/machtigen/handelen", {"machtiging": number})
    party.post("/nl/machtigen", {"stap": "einde", "machtiging": number})
    assert "U handelt namens" not in page(adviser, "/nl/")
    assert adviser.post("/nl/machtigen/handelen", {"machtiging": number}).status_code == 400


@pytest.mark.parametrize("number", ["99999", "-1", "1; drop", "é", "1" * 30])
def test_acting_for_whom_one_may_not_is_refused(example: Path, number: str) -> None:
    client = enter()
    client.post("/nl/machtigen/handelen", {"machtiging": number})
    assert "U handelt namens" not in page(client, "/nl/")


def test_another_sign_in_acts_for_nobody(example: Path) -> None:
    party = enter("voorbeeld-bakkerij", "urn:etoegang:core:assurance-class:loa3")
    adviser = enter("voorbeeld-adviseur", "urn:etoegang:core:assurance-class:loa4")
    adviser.post("/nl/machtigen", {"stap": "code", "code": authorised(party)})
    adviser.post("/nl/machtigen/handelen", {"machtiging": Representation.objects.get().pk})
    adviser.post("/nl/aanmelden/voorbeeld", {"wie": "voorbeeld-adviseur urn:etoegang:core:assurance-class:loa4"})
    assert "U handelt namens" not in page(adviser, "/nl/")


def test_a_citizen_gets_no_role_at_an_organisation(example: Path, signed_in: Any) -> None:
    enter()
    form = {"stap": "toevoegen", "naam": "voorbeeld-burger-een", "uitgever": "wolk", "rol": "reader"}
    answer = signed_in("baas").post("/nl/beheer", form)
    assert answer.status_code == 400
    assert not Membership.objects.filter(user__username="voorbeeld-burger-een").exists()


def test_representation_is_for_citizens_and_companies(signed_in: Any, visitor: Client) -> None:
    assert signed_in("baas").get("/nl/machtigen").status_code == 403
    assert visitor.get("/nl/machtigen").status_code == 302


def test_a_form_that_does_not_fit_keeps_what_was_typed(example: Path) -> None:
    form = {"stap": "machtigen", "noem-mij": "De Bakkerij", "diensten": SERVICE, "tot-en-met": "gisteren"}
    answer = enter().post("/nl/machtigen", form)
    assert answer.status_code == 400
    shown = answer.content.decode()
    assert 'href="#tot-en-met"' in shown
    assert 'value="De Bakkerij"' in shown
    assert "checked" in shown
