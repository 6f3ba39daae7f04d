# SPDX-License-Identifier: EUPL-1.2
"""Passkeys of an account: adding and removing them, the password off, and roles that want more than a password."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from stelsel.node import clock
from stelsel.node.identity import FAILURES_PER_ACCOUNT, passkeys
from stelsel.node.models import Membership, Passkey, PasskeyOwner, Subject
from tests.authenticator import UP, Authenticator, b64
from tests.faces.web.passkey_steps import DOOR, PAGE, UNKNOWN, SignIn, add, asked, confirm, enter, last, said
from tests.faces.web.small_country import PASSWORD


@pytest.fixture(autouse=True)
def _free(settings: Any) -> None:
    settings.LIMITS = {}


# adding


def test_a_passkey_is_added_listed_used_and_removed(visitor: Client, signed_in: SignIn) -> None:
    client, device = signed_in("uitgever"), Authenticator()
    key = add(client, "laptop <b>", device)
    page = said(client.get(PAGE))
    assert "laptop &lt;b&gt;" in page
    assert "nog niet" in page
    answer = device.use(key, asked(visitor, "aanmelden"))
    entered = visitor.post(DOOR, {"antwoord": answer, "verder": "/nl/stand"})
    assert entered.headers["Location"] == "/nl/stand"
    assert "een passkey" in said(visitor.get("/nl/account"))
    assert visitor.get("/nl/publiceren/leverancier").status_code == 200
    assert last("sign-in")[:2] == ("uitgever", "done")
    kept = Passkey.objects.get()
    assert (kept.made, kept.last_used, kept.counter) == (clock.today(), clock.today(), 2)
    assert client.post(PAGE, {"stap": "verwijderen", "nummer": kept.pk}).status_code == 302
    assert not Passkey.objects.exists()
    assert visitor.get("/nl/account").status_code == 302  # its session went with it
    assert "passkey waarmee u was aangemeld" in said(visitor.get("/nl/aanmelden"))
    assert client.get("/nl/account").status_code == 200


def test_what_the_browser_is_asked(signed_in: SignIn) -> None:
    client = signed_in("uitgever")
    key = add(client)
    told = asked(client, "toevoegen")["publicKey"]
    assert told["rp"]["id"] == "localhost"
    assert told["attestation"] == "none"
    assert told["authenticatorSelection"]["residentKey"] == told["authenticatorSelection"]["userVerification"]
    assert told["authenticatorSelection"]["userVerification"] == "required"
    assert [one["id"] for one in told["excludeCredentials"]] == [b64(key.id)]
    handle = PasskeyOwner.objects.get().handle
    assert told["user"]["id"] == handle
    assert len(handle) == 43
    assert [one["alg"] for one in told["pubKeyCredParams"]] == [-7, -8, -257]
    use = asked(client, "aanmelden")["publicKey"]
    assert "allowCredentials" not in use
    assert use["userVerification"] == "required"


@pytest.mark.parametrize("step", ["toevoegen", "verwijderen", "uit", "aan"])
def test_an_open_session_alone_changes_nothing(signed_in: SignIn, step: str) -> None:
    client = signed_in("uitgever")
    assert client.post(PAGE, {"stap": step, "vraag": "1"}).status_code == (400 if step == "toevoegen" else 200)
    response = client.post(PAGE, {"stap": step, "antwoord": "{}", "passkey-naam": "x", "nummer": "1"})
    assert response.status_code == 400
    assert "Bevestig eerst dat u het bent." in said(response)


def test_confirming_ends_and_is_for_one_account(signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in("uitgever")
    assert "Dit is niet uw wachtwoord" in said(client.post(PAGE, {"stap": "bevestigen", "wachtwoord": "mis"}))
    confirm(client)
    now = clock.posix()
    monkeypatch.setattr(clock, "posix", lambda: now + 301)
    assert client.post(PAGE, {"stap": "toevoegen", "vraag": "1"}).status_code == 400


def test_guessing_the_password_here_is_slowed_down(signed_in: SignIn) -> None:
    client = signed_in("uitgever")
    for _ in range(FAILURES_PER_ACCOUNT):
        assert client.post(PAGE, {"stap": "bevestigen", "wachtwoord": "mis"}).status_code == 400
    assert client.post(PAGE, {"stap": "bevestigen", "wachtwoord": PASSWORD}).status_code == 429


BAD_MAKERS = {
    "origin": (Authenticator(origin="http://localhost:8001"), "ander adres"),
    "scheme": (Authenticator(origin="https://localhost:8000"), "ander adres"),
    "frame": (Authenticator(cross_origin=True), "ander adres"),
    "nobody": (Authenticator(flags=UP), "controleerde niet dat u het bent"),
    "algorithm": (Authenticator(algorithm=-47), "kan hier niet worden toegevoegd"),
}


@pytest.mark.parametrize("harm", BAD_MAKERS)
def test_a_bad_passkey_is_not_kept(signed_in: SignIn, harm: str) -> None:
    device, words = BAD_MAKERS[harm]
    client = signed_in("uitgever")
    confirm(client)
    _, answer = device.make(asked(client, "toevoegen"))
    response = client.post(PAGE, {"stap": "toevoegen", "passkey-naam": "x", "antwoord": answer})
    assert response.status_code == 400
    assert words in said(response)
    assert not Passkey.objects.exists()
    assert last("change-passkeys")[:2] == ("uitgever", "refused")


def test_a_credential_belongs_to_one_account(signed_in: SignIn) -> None:
    key, other = add(signed_in("uitgever")), signed_in("lezer")
    confirm(other)
    answer = Authenticator().attest(key, asked(other, "toevoegen"))
    response = other.post(PAGE, {"stap": "toevoegen", "passkey-naam": "x", "antwoord": answer})
    assert "kan hier niet worden toegevoegd" in said(response)
    assert Passkey.objects.get().owner.user.username == "uitgever"
    number = Passkey.objects.get().pk
    assert other.post(PAGE, {"stap": "verwijderen", "nummer": number}).status_code == 400
    assert Passkey.objects.count() == 1


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "a\u200bb\u0007"])
def test_a_passkey_has_a_name(signed_in: SignIn, name: str) -> None:
    client = signed_in("uitgever")
    confirm(client)
    _, answer = Authenticator().make(asked(client, "toevoegen"))
    response = client.post(PAGE, {"stap": "toevoegen", "passkey-naam": name, "antwoord": answer})
    assert 'href="#passkey-naam"' in said(response)


def test_there_is_an_end_to_it(signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in("uitgever")
    monkeypatch.setattr(passkeys, "MOST", 1)
    add(client)
    _, answer = Authenticator().make(asked(client, "toevoegen"))
    response = client.post(PAGE, {"stap": "toevoegen", "passkey-naam": "x", "antwoord": answer})
    assert "twintig passkeys" in said(response)


def test_who_signs_in_elsewhere_has_none_here(signed_in: SignIn) -> None:
    client, user = signed_in("uitgever"), User.objects.get(username="uitgever")
    Subject.objects.create(user=user, issuer="https://aanbieder.invalid", subject="x")
    assert "U meldt elders aan" in said(client.get(PAGE))
    confirm(client)
    assert client.post(PAGE, {"stap": "toevoegen", "vraag": "1"}).status_code == 400


# the password off and on


def test_the_password_goes_off_and_on(visitor: Client, signed_in: SignIn) -> None:
    device, other, client = Authenticator(), signed_in("uitgever"), signed_in("uitgever")
    key = add(client, device=device)
    assert client.post(PAGE, {"stap": "uit"}).status_code == 400  # one passkey is too few
    add(client, "sleutel")
    assert client.post(PAGE, {"stap": "uit"}).status_code == 302
    assert client.get("/nl/account").status_code == 200
    assert other.get("/nl/account").status_code == 302  # every other session ended
    right = {"naam": "uitgever", "wachtwoord": PASSWORD}
    assert visitor.post("/nl/aanmelden", right).status_code == 400
    number = Passkey.objects.order_by("pk")[0].pk
    assert "hebt u deze passkey nodig" in said(client.post(PAGE, {"stap": "verwijderen", "nummer": number}))
    assert "staat uit" in said(client.get("/nl/account/wachtwoord"))
    assert enter(visitor, key, device).status_code == 302
    assert visitor.post(PAGE, {"stap": "bevestigen", "wachtwoord": PASSWORD}).status_code == 400
    answer = device.use(key, asked(visitor, "bevestigen"))
    assert visitor.post(PAGE, {"stap": "bevestigen", "antwoord": answer}).status_code == 302
    assert visitor.post(PAGE, {"stap": "aan"}).status_code == 302
    assert Client().post("/nl/aanmelden", right).status_code == 302


def test_the_operator_puts_the_password_back(signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    from typer.testing import CliRunner

    from stelsel.faces.cli import account

    monkeypatch.setattr(account, "open_node", lambda: None)  # it is open
    client = signed_in("uitgever")
    for name in ("een", "twee"):
        add(client, name)
    assert client.post(PAGE, {"stap": "uit"}).status_code == 302
    user = User.objects.get(username="uitgever")
    assert not user.has_usable_password()
    answer = CliRunner().invoke(account.app, ["password-on", "uitgever"])
    assert (answer.exit_code, "staat weer aan" in answer.output) == (0, True), answer.output
    assert User.objects.get(username="uitgever").check_password(PASSWORD)
    assert last("password-on")[:2] == ("(operator)", "done")
    assert client.get("/nl/account").status_code == 302  # made with the other state of the account


def test_another_account_s_passkey_confirms_nothing(signed_in: SignIn) -> None:
    device, client = Authenticator(), signed_in("uitgever")
    add(client)
    theirs = add(signed_in("lezer"), device=device)
    client.session.flush()
    client = signed_in("uitgever")
    answer = device.use(theirs, asked(client, "bevestigen"))
    response = client.post(PAGE, {"stap": "bevestigen", "antwoord": answer})
    assert UNKNOWN in said(response)


# a second factor


def test_a_role_that_wants_more_than_a_password(visitor: Client, signed_in: SignIn, settings: Any) -> None:
    settings.SECOND_FACTOR = ("publisher",)
    right, device = {"naam": "uitgever", "wachtwoord": PASSWORD}, Authenticator()
    assert Client().post("/nl/aanmelden", {**right, "naam": "lezer"}).headers["Location"] == "/nl/"
    first = visitor.post("/nl/aanmelden", right)
    assert first.headers["Location"] == PAGE
    assert "telt uw rol niet" in said(visitor.get(PAGE))
    assert "telt uw rol niet" in said(visitor.get("/nl/account"))
    assert visitor.get("/nl/publiceren/leverancier").status_code == 403
    key = add(visitor, device=device)
    assert visitor.get("/nl/publiceren/leverancier").status_code == 403
    assert visitor.post(PAGE, {"stap": "bevestigen", "wachtwoord": PASSWORD}).status_code == 400
    again = Client().post("/nl/aanmelden", right)
    assert again.status_code == 403
    assert "Meld u aan met uw passkey." in said(again)
    fresh = Client()
    assert enter(fresh, key, device).status_code == 302
    assert fresh.get("/nl/publiceren/leverancier").status_code == 200


def test_the_api_gives_no_role_for_a_password_alone(signed_in: SignIn, settings: Any) -> None:
    settings.SECOND_FACTOR = ("publisher",)
    credentials = {"Authorization": "Basic " + base64.b64encode(f"uitgever:{PASSWORD}".encode()).decode()}
    signed_in("uitgever")
    assert Client().get("/api/v1/stand", headers=credentials).status_code == 401
    Membership.objects.filter(user__username="uitgever").update(role="reader")
    assert Client().get("/api/v1/stand", headers=credentials).status_code == 200


def test_only_pages_of_this_site_may_use_passkeys(visitor: Client) -> None:
    policy = visitor.get("/nl/aanmelden").headers["Permissions-Policy"]
    assert "publickey-credentials-get=(self)" in policy
    assert "publickey-credentials-create=(self)" in policy


@pytest.mark.parametrize("url", ["http://stelsel.example", "https://192.0.2.1", "https://[2001:db8::1]"])
def test_where_browsers_allow_none_the_site_says_so(
    visitor: Client, signed_in: SignIn, settings: Any, url: str
) -> None:
    settings.URL = url
    assert "passkeys.js" not in said(visitor.get("/nl/aanmelden"))
    client = signed_in("uitgever")
    confirm(client)
    assert "alleen op het vaste adres" in said(client.get(PAGE))
