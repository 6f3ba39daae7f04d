# SPDX-License-Identifier: EUPL-1.2
"""Signing in and out, guessing slowed down, and roles that stay within one organisation."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from stelsel.node.example.accounts import GROUP
from stelsel.node.identity import FAILURES_PER_ACCOUNT
from stelsel.node.models import Membership
from tests.faces.web.small_country import PASSWORD

RIGHT = {"naam": "uitgever", "wachtwoord": PASSWORD}


def test_sign_in_and_out(visitor: Client) -> None:
    assert visitor.post("/nl/aanmelden", {**RIGHT, "verder": "/nl/stand"}).headers["Location"] == "/nl/stand"
    assert "Aangemeld als uitgever" in visitor.get("/nl/").content.decode()
    assert visitor.post("/nl/afmelden").status_code == 302
    assert "Aangemeld als" not in visitor.get("/nl/").content.decode()


def test_no_safe_method_signs_out(signed_in) -> None:
    client = signed_in("uitgever")
    assert client.head("/nl/afmelden").status_code == client.get("/nl/afmelden").status_code == 405
    assert "Aangemeld als uitgever" in client.get("/nl/").content.decode()


@pytest.mark.parametrize(
    "onward", ["https://elders.invalid/", "//elders.invalid/", "javascript:alert(1)", "/\\elders.invalid", ""]
)
def test_sign_in_leads_nowhere_else(visitor: Client, onward: str) -> None:
    assert visitor.post("/nl/aanmelden", {**RIGHT, "verder": onward}).headers["Location"] == "/nl/"


def test_a_wrong_password_says_so_and_keeps_the_name(visitor: Client) -> None:
    response = visitor.post("/nl/aanmelden", {"naam": "uitgever", "wachtwoord": "mis"})
    assert response.status_code == 400
    page = response.content.decode()
    assert 'value="uitgever"' in page
    assert "mis" not in page.partition("<form method")[2].partition("</form>")[0].replace("mist", "")


def test_guessing_is_slowed_down(visitor: Client) -> None:
    for _ in range(FAILURES_PER_ACCOUNT):
        assert visitor.post("/nl/aanmelden", {"naam": "Uitgever", "wachtwoord": "mis"}).status_code == 400
    refused = visitor.post("/nl/aanmelden", RIGHT)
    assert refused.status_code == 429
    assert "Wacht een kwartier" in refused.content.decode()
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert elsewhere.post("/nl/aanmelden", RIGHT).status_code == 302


def test_a_demo_account_stays_signed_in_only_on_this_machine(visitor: Client) -> None:
    group = Group.objects.create(name=GROUP)
    User.objects.get(username="uitgever").groups.add(group)
    here = Client(headers={"host": "localhost"})
    assert here.post("/nl/aanmelden", RIGHT).status_code == 302
    assert "Aangemeld als uitgever" in here.get("/nl/").content.decode()
    here.defaults["REMOTE_ADDR"] = "192.0.2.7"
    assert here.get("/nl/account").status_code == 302
    assert "werkt alleen op deze machine zelf" in here.get("/nl/aanmelden").content.decode()
    here.defaults["REMOTE_ADDR"] = "127.0.0.1"
    assert "Aangemeld als" not in here.get("/nl/").content.decode()


def test_only_administrators_manage(visitor: Client, signed_in) -> None:
    assert visitor.get("/nl/beheer").status_code == 302
    assert signed_in("uitgever").get("/nl/beheer").status_code == 403
    page = signed_in("baas").get("/nl/beheer").content.decode()
    assert "lezer" in page
    assert "buurman" not in page


def test_an_administrator_adds_an_account(signed_in) -> None:
    form = {"stap": "toevoegen", "naam": "nieuw", "wachtwoord": "kort", "uitgever": "wolk", "rol": "publisher"}
    client = signed_in("baas")
    short = client.post("/nl/beheer", form)
    assert short.status_code == 400
    assert 'href="#wachtwoord"' in short.content.decode()
    assert (
        client.post("/nl/beheer", {**form, "wachtwoord": "heel lang en vreemd 7", "uitgever": "buur"}).status_code
        == 400
    )
    assert client.post("/nl/beheer", {**form, "wachtwoord": "heel lang en vreemd 7"}).status_code == 302
    assert Membership.objects.get(user=User.objects.get(username="nieuw")).role == "publisher"
    assert (
        client.post("/nl/beheer", {**form, "naam": "NIEUW", "wachtwoord": "heel lang en vreemd 7"}).status_code == 400
    )


def test_an_administrator_changes_only_its_own(signed_in) -> None:
    client = signed_in("baas")
    reader = Membership.objects.get(user__username="lezer")
    assert client.post("/nl/beheer", {"stap": "rol", "lid": reader.pk, "rol": "publisher"}).status_code == 302
    reader.refresh_from_db()
    assert reader.role == "publisher"
    other = Membership.objects.get(user__username="buurman")
    assert client.post("/nl/beheer", {"stap": "weghalen", "lid": other.pk}).status_code == 400
    own = Membership.objects.get(user__username="baas")
    last = client.post("/nl/beheer", {"stap": "weghalen", "lid": own.pk})
    assert last.status_code == 400
    assert "laatste beheerder" in last.content.decode()
    assert Membership.objects.filter(pk__in=[other.pk, own.pk]).count() == 2


def test_what_a_database_cannot_hold_is_a_wrong_word(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("baas")
    new = {"stap": "toevoegen", "naam": "nul\0teken", "wachtwoord": PASSWORD, "uitgever": "wolk", "rol": "reader"}
    assert client.post("/nl/beheer", new).status_code == 400
    assert client.post("/nl/beheer", {"stap": "weghalen", "lid": str(10**30)}).status_code == 400
