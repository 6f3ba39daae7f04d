# SPDX-License-Identifier: EUPL-1.2
"""The page of mandates, giving a role to an account that is there, and how signing in is set up."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import User
from django.test import Client

from stelsel.node.models import Mandate, Membership

FORM = {"stap": "geven", "account": "uitgever", "uitgever": "wolk", "handeling": "publish", "soort": "cloud-demand",
        "bedrag": "25000", "vanaf": "2026-01-01", "tot-en-met": "2099-12-31"}  # fmt: skip


def test_granting_and_revoking(signed_in: Callable[[str], Client]) -> None:
    boss = signed_in("baas")
    assert "nog geen mandaten" in boss.get("/nl/beheer/mandaten").content.decode()
    assert boss.post("/nl/beheer/mandaten", FORM).status_code == 302
    shown = boss.get("/nl/beheer/mandaten").content.decode()
    assert "uitgever" in shown
    assert "25.000,00" in shown
    assert "31 december 2099" in shown
    assert "Nu: geldt." in shown
    boss.post("/nl/beheer/mandaten", {"stap": "intrekken", "mandaat": Mandate.objects.get().pk})
    assert "Ingetrokken door baas" in boss.get("/nl/beheer/mandaten").content.decode()


def test_a_mandate_for_anything(signed_in: Callable[[str], Client]) -> None:
    boss = signed_in("baas")
    assert boss.post("/nl/beheer/mandaten", {"account": "lezer", "uitgever": "wolk"}).status_code == 302
    shown = boss.get("/nl/beheer/mandaten").content.decode()
    assert "elke handeling, elke soort, zonder grens aan het bedrag" in shown
    assert "tot het wordt ingetrokken" in shown


def test_a_form_that_does_not_fit_names_the_field(signed_in: Callable[[str], Client]) -> None:
    boss = signed_in("baas")
    for change, field in (
        ({"bedrag": "veel"}, "bedrag"),
        ({"account": "buurman"}, "account"),
        ({"vanaf": "x"}, "vanaf"),
    ):
        answer = boss.post("/nl/beheer/mandaten", {**FORM, **change})
        assert answer.status_code == 400
        assert f'href="#{field}"' in answer.content.decode()
    assert not Mandate.objects.exists()


def test_only_for_ones_own_organisation(signed_in: Callable[[str], Client], visitor: Client) -> None:
    assert visitor.get("/nl/beheer/mandaten").status_code == 302
    assert signed_in("uitgever").get("/nl/beheer/mandaten").status_code == 403
    assert signed_in("uitgever").post("/nl/beheer/mandaten", FORM).status_code == 403
    assert signed_in("buurman").post("/nl/beheer/mandaten", FORM).status_code == 403
    signed_in("baas").post("/nl/beheer/mandaten", FORM)
    number = Mandate.objects.get().pk
    neighbour = signed_in("buurman")
    assert neighbour.post("/nl/beheer/mandaten", {"stap": "intrekken", "mandaat": number}).status_code == 400
    assert "25.000" not in neighbour.get("/nl/beheer/mandaten").content.decode()
    assert Mandate.objects.get().revoked_on is None


def test_an_account_that_is_there_gets_a_role(signed_in: Callable[[str], Client]) -> None:
    User.objects.create(username="account-abc")
    boss = signed_in("baas")
    form = {"stap": "toevoegen", "naam": "account-abc", "wachtwoord": "", "uitgever": "wolk", "rol": "publisher"}
    assert boss.post("/nl/beheer", form).status_code == 302
    assert Membership.objects.get(user__username="account-abc").role == "publisher"
    for change in ({}, {"naam": "niemand"}, {"naam": "buurman", "uitgever": "buur"}, {"rol": "koning"}):
        assert boss.post("/nl/beheer", {**form, **change}).status_code == 400


def test_how_signing_in_is_set_up(signed_in: Callable[[str], Client], visitor: Client) -> None:
    assert "geen andere aanbieder ingesteld" in signed_in("baas").get("/nl/beheer/aanmelden").content.decode()
    assert signed_in("lezer").get("/nl/beheer/aanmelden").status_code == 403
    assert visitor.get("/nl/beheer/aanmelden").status_code == 302
