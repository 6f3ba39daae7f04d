# SPDX-License-Identifier: EUPL-1.2
"""A session ends when its account changes, and a cookie that was changed is nobody's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client

from stelsel.node.identity import OPERATOR, accounts
from stelsel.node.models import Membership
from tests.faces.web.small_country import PASSWORD, SECRET

NEW = "vier losse woorden hier"
OWN = "/nl/vermelding/wolk/supplier/geheim"


def in_session(client: Client) -> bool:
    return "Aangemeld als" in client.get("/nl/").content.decode()


def member(name: str) -> Membership:
    return Membership.objects.get(user__username=name)


def test_a_role_that_was_taken_counts_at_once(signed_in: Callable[[str], Client]) -> None:
    reader, boss = signed_in("lezer"), signed_in("baas")
    assert SECRET in reader.get(OWN).content.decode()
    boss.post("/nl/beheer", {"stap": "weghalen", "lid": member("lezer").pk})
    gone = reader.get(OWN)
    assert gone.status_code == 404
    assert SECRET not in gone.content.decode()
    assert not in_session(reader)
    assert "Uw rollen zijn veranderd" in reader.get("/nl/aanmelden").content.decode()
    assert "Uw rollen zijn veranderd" not in reader.get("/nl/aanmelden").content.decode()  # told once
    assert in_session(boss)


@pytest.mark.parametrize("role", ["reader", "administrator"])
def test_another_role_ends_the_session(signed_in: Callable[[str], Client], role: str) -> None:
    client = signed_in("uitgever")
    assert client.get("/nl/publiceren/cloudaanbod").status_code == 200
    accounts.change_role(OPERATOR, member("uitgever").pk, role)
    answer = client.get("/nl/publiceren/cloudaanbod")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/nl/aanmelden?")
    assert not in_session(client)


def test_a_role_that_was_given_ends_the_session_too(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("lezer")
    accounts.give_role(OPERATOR, "lezer", "buur", "reader")
    assert not in_session(client)


def test_a_form_on_its_way_changes_nothing_any_more(signed_in: Callable[[str], Client]) -> None:
    boss = signed_in("baas")
    Membership.objects.create(user=User.objects.get(username="uitgever"), publisher="buur", role="reader")
    Membership.objects.filter(user__username="baas").update(role="reader")
    answer = boss.post("/nl/beheer", {"stap": "rol", "lid": member("lezer").pk, "rol": "administrator"})
    assert answer.status_code == 302
    assert member("lezer").role == "reader"


def test_a_switched_off_account_is_out_at_once(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("lezer")
    User.objects.filter(username="lezer").update(is_active=False)
    assert not in_session(client)


def test_another_password_ends_every_other_session(signed_in: Callable[[str], Client]) -> None:
    here, elsewhere = signed_in("lezer"), signed_in("lezer")
    form = {"huidig": PASSWORD, "nieuw": NEW, "nogmaals": NEW}
    answer = here.post("/nl/account/wachtwoord", form)
    assert answer.status_code == 200
    assert "Uw wachtwoord is gewijzigd" in answer.content.decode()
    assert in_session(here)
    assert not in_session(elsewhere)
    assert not Client().login(username="lezer", password=PASSWORD)
    assert Client().login(username="lezer", password=NEW)


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"huidig": "mis", "nieuw": NEW, "nogmaals": NEW}, "huidig"),
        ({"huidig": PASSWORD, "nieuw": "kort", "nogmaals": "kort"}, "nieuw"),
        ({"huidig": PASSWORD, "nieuw": NEW, "nogmaals": "iets anders dan dat"}, "nogmaals"),
        ({}, "huidig"),
    ],
)
def test_a_password_that_is_not_good_is_explained(
    signed_in: Callable[[str], Client], form: dict[str, str], field: str
) -> None:
    answer = signed_in("lezer").post("/nl/account/wachtwoord", form)
    assert answer.status_code == 400
    assert f'href="#{field}"' in answer.content.decode()
    assert NEW not in answer.content.decode()
    assert Client().login(username="lezer", password=PASSWORD)


def test_guessing_the_current_password_is_slowed_down(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("lezer")
    for _ in range(5):
        assert client.post("/nl/account/wachtwoord", {"huidig": "mis"}).status_code == 400
    assert client.post("/nl/account/wachtwoord", {"huidig": PASSWORD}).status_code == 429


def test_a_password_page_is_for_who_is_signed_in(visitor: Client) -> None:
    assert visitor.get("/nl/account/wachtwoord").headers["Location"].startswith("/nl/aanmelden")


@pytest.mark.parametrize("change", [lambda key: key[:-1], lambda key: key[::-1], lambda key: "a" * 32, lambda _: "é"])
def test_a_cookie_that_was_changed_is_nobodys(signed_in: Callable[[str], Client], change: Callable[[str], str]) -> None:
    client = signed_in("baas")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    client.cookies[settings.SESSION_COOKIE_NAME] = change(cookie.value)
    assert not in_session(client)
    assert client.get("/nl/beheer").status_code == 302


def test_a_session_whose_content_was_changed_is_nobodys(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("baas")
    stored = Session.objects.get(pk=client.session.session_key)
    stored.session_data = stored.session_data[:-4] + "AAAA"
    stored.save()
    assert not in_session(client)


def test_a_session_without_its_memory_is_nobodys(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("baas")
    session = client.session
    del session["sign-in"]
    session.save()
    assert not in_session(client)


def test_signing_in_begins_a_fresh_session(visitor: Client) -> None:
    visitor.get("/nl/aanmelden/bij/medewerkers")
    session = visitor.session
    session["x"] = "1"
    session.save()
    before = session.session_key
    visitor.cookies[settings.SESSION_COOKIE_NAME] = before
    visitor.post("/nl/aanmelden", {"naam": "lezer", "wachtwoord": PASSWORD})
    assert visitor.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


def test_a_password_in_the_wrong_field_is_not_logged(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[object, ...]] = []
    monkeypatch.setattr("stelsel.node.identity.sessions.audit", lambda *some, **more: told.append((some, more)))
    visitor.post("/nl/aanmelden", {"naam": PASSWORD, "wachtwoord": "x"})
    visitor.post("/nl/aanmelden", {"naam": "lezer", "wachtwoord": "x"})
    assert told == [
        (("sign-in", "", "page"), {"outcome": "failed", "reason": "password"}),
        (("sign-in", "lezer", "page"), {"outcome": "failed", "reason": "password"}),
    ]
