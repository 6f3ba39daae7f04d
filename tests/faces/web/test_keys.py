# SPDX-License-Identifier: EUPL-1.2
"""The page of service accounts and keys: shown once, for administrators, of their own organisation."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from stelsel.node import clock
from stelsel.node.identity import Person, service
from stelsel.node.models import ServiceKey
from tests.faces.machines import machine

PAGE = "/nl/beheer/sleutels"
KEY = re.compile(r"stl_[a-z2-9]{10}_[A-Za-z0-9_-]{49}")


def form(**more: str) -> dict[str, str]:
    until = (clock.today() + timedelta(days=90)).isoformat()
    told = {"naam": "zaaksysteem", "uitgever": "wolk", "rol": "publisher", "sleutel": "Koppeling", "tot-en-met": until}
    return {"stap": "maken", **told, **more}


def test_a_key_is_shown_once(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("baas")
    made = client.post(PAGE, form())
    assert made.status_code == 200
    assert made.headers["Cache-Control"] == "no-store"
    (key,) = KEY.findall(made.content.decode())
    assert isinstance(service.person_of_key(key), Person)
    again = client.get(PAGE).content.decode()
    assert not KEY.search(again)
    assert key[4:14] in again
    assert "Laatst gebruikt op" in again
    assert "Made by baas" in client.get("/en/beheer/sleutels").content.decode()


def test_another_key_revoking_and_the_end(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("baas")
    (first,) = KEY.findall(client.post(PAGE, form()).content.decode())
    (second,) = KEY.findall(client.post(PAGE, form(stap="sleutel", account="zaaksysteem")).content.decode())
    assert "Maak nog een sleutel" not in client.get(PAGE).content.decode()
    third = client.post(PAGE, form(stap="sleutel", account="zaaksysteem"))
    assert third.status_code == 400
    assert "twee geldige sleutels" in third.content.decode()
    assert client.post(PAGE, {"stap": "intrekken", "id": first[4:14]}).status_code == 302
    assert isinstance(service.person_of_key(second), Person)
    assert not isinstance(service.person_of_key(first), Person)
    assert client.post(PAGE, {"stap": "opheffen", "account": "zaaksysteem"}).status_code == 302
    assert not isinstance(service.person_of_key(second), Person)
    assert "nog geen dienstaccounts" in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("naam", "x"),
        ("naam", "baas"),
        ("rol", "operator"),
        ("sleutel", "dhr. Jansen"),
        ("tot-en-met", "gisteren"),
        ("tot-en-met", "2020-01-01"),
        ("naam", "nul\0teken"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(signed_in: Callable[[str], Client], field: str, value: str) -> None:
    refused = signed_in("baas").post(PAGE, form(**{field: value}))
    assert refused.status_code == 400
    assert f'href="#{field}"' in refused.content.decode()
    assert not ServiceKey.objects.exists()


def test_only_of_ones_own_organisation(signed_in: Callable[[str], Client], visitor: Client) -> None:
    key = machine("buur", "reader", "van-de-buren")
    client = signed_in("baas")
    assert "van-de-buren" not in client.get(PAGE).content.decode()
    assert client.post(PAGE, form(uitgever="buur")).status_code == 403
    for told in (
        {"stap": "intrekken", "id": key[4:14]},
        {"stap": "opheffen", "account": "van-de-buren"},
        form(stap="sleutel", account="van-de-buren"),
        {"stap": "intrekken", "id": "x" * 5000},
        {"stap": "opheffen", "account": "\0"},
    ):
        assert client.post(PAGE, told).status_code == 400
    assert isinstance(service.person_of_key(key), Person)
    assert signed_in("uitgever").get(PAGE).status_code == 403
    assert visitor.get(PAGE).status_code == 302


def test_service_accounts_stand_on_their_own_page(signed_in: Callable[[str], Client]) -> None:
    machine("wolk", "reader", "zaaksysteem")
    client = signed_in("baas")
    assert "zaaksysteem" not in client.get("/nl/beheer").content.decode()
    assert PAGE in client.get("/nl/beheer").content.decode()
    assert "zaaksysteem" not in client.get("/nl/beheer/mandaten").content.decode()
