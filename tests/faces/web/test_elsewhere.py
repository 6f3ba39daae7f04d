# SPDX-License-Identifier: EUPL-1.2
"""Signing in with an account elsewhere: what is asked, what comes back, and which account that is."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client
from joserfc import jwt
from joserfc.jwk import ECKey

from stelsel.node.identity import outbound
from stelsel.node.models import Membership, Subject
from tests.openid import CLIENT_ID, SUBSTANTIAL, Pretender, refused, said, signed_in_as


def test_what_is_asked(pretender: Pretender) -> None:
    client = Client()
    query = pretender.begin(client)
    assert query["response_type"] == "code"
    assert query["scope"] == "openid"
    assert query["client_id"] == CLIENT_ID
    assert query["redirect_uri"] == "https://stelsel.invalid/oidc/medewerkers/terug"
    assert query["acr_values"] == f"{SUBSTANTIAL} http://eidas.europa.eu/LoA/high"
    assert query["code_challenge_method"] == "S256"
    assert len(query["state"]) >= 22
    assert len(query["nonce"]) >= 22
    verifier = client.session["oidc_states"][query["state"]]["code_verifier"]
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    assert query["code_challenge"] == digest
    assert pretender.begin(client)["state"] != query["state"]


def test_the_token_request_proves_who_we_are(pretender: Pretender, settings: Any) -> None:
    key = ECKey.import_key(Path(settings.OIDC["employees"]["key_file"]).read_bytes())
    assertions = []
    for code in ("code-1", "code-2"):
        pretender.code = code
        assert pretender.walk(Client(), code=code).status_code == 302
        form = pretender.asked[-1][1] if pretender.asked[-1][1] else pretender.asked[-2][1]
        assert form is not None
        assert form["grant_type"] == "authorization_code"
        assert form["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
        assert "client_secret" not in form
        assert 43 <= len(form["code_verifier"]) <= 128
        assertions.append(jwt.decode(form["client_assertion"], key, algorithms=["ES256"]))
    claims = assertions[0].claims
    assert claims["iss"] == claims["sub"] == CLIENT_ID
    assert claims["aud"] == "https://provider.invalid/token"
    assert 0 < claims["exp"] - claims["iat"] <= 60
    assert len(claims["jti"]) >= 22
    assert claims["jti"] != assertions[1].claims["jti"]
    assert assertions[0].header["kid"]


def test_a_new_account_has_no_role_no_password_no_address(pretender: Pretender, audited: list[dict[str, Any]]) -> None:
    pretender.claims = {"email": "lezer@wolk.invalid", "preferred_username": "baas"}
    client = Client()
    response = pretender.walk(client)
    assert response.status_code == 302
    assert response.headers["Location"] == "/nl/account"
    user = User.objects.get(username=signed_in_as(client))
    assert user.username.startswith("account-")
    assert not user.has_usable_password()
    assert user.email == ""
    assert not user.memberships.exists()
    page = said(client.get("/nl/account"))
    assert user.username in page
    assert "eIDAS substantieel" in page
    assert client.get("/nl/beheer").status_code == 403
    assert [one["action"] for one in audited if one["outcome"] == "done"] == ["account-linked", "sign-in"]
    again = Client()
    pretender.code = "code-1"
    pretender.claims = {"email": "other@wolk.invalid"}
    assert pretender.walk(again).status_code == 302
    assert signed_in_as(again) == user.username


@pytest.mark.parametrize("answer", [{"state": "verzonnen"}, {"state": ""}])
def test_a_state_that_is_not_ours_is_refused(
    pretender: Pretender, audited: list[dict[str, Any]], answer: dict[str, str]
) -> None:
    client = Client()
    refused(pretender.walk(client, **answer), client, audited, "state", "niet begonnen")
    assert not any(form for _, form in pretender.asked)


def test_a_state_of_another_browser_is_refused(pretender: Pretender, audited: list[dict[str, Any]]) -> None:
    query = pretender.begin(Client())
    other = Client()
    answer = {"code": "code-1", "state": query["state"], "iss": pretender.issuer}
    refused(other.get("/oidc/medewerkers/terug", answer), other, audited, "state", "niet begonnen")


def test_a_state_counts_once(pretender: Pretender, audited: list[dict[str, Any]]) -> None:
    client = Client()
    query = pretender.begin(client)
    answer = {"code": "code-1", "state": query["state"], "iss": pretender.issuer}
    assert client.get("/oidc/medewerkers/terug", answer).status_code == 302
    client.post("/nl/afmelden")
    replay = client.get("/oidc/medewerkers/terug", answer)
    assert replay.status_code == 403
    assert "al gebruikt" in said(replay)
    assert not signed_in_as(client)


def test_a_code_counts_once(pretender: Pretender, audited: list[dict[str, Any]]) -> None:
    assert pretender.walk(Client()).status_code == 302
    Subject.objects.all().delete()
    other = Client()
    refused(pretender.walk(other, code="code-1"), other, audited, "code", "code van deze aanmelding")


def test_a_sign_in_that_took_too_long_is_refused(pretender: Pretender, audited: list[dict[str, Any]]) -> None:
    client = Client()
    query = pretender.begin(client)
    session = client.session
    session["oidc_states"][query["state"]]["added_on"] -= 601
    session.save()
    answer = {"code": "code-1", "state": query["state"], "iss": pretender.issuer}
    refused(client.get("/oidc/medewerkers/terug", answer), client, audited, "state-old", "te lang")


@pytest.mark.parametrize("issuer", ["https://elders.invalid", ""])
def test_an_answer_of_another_provider_is_refused(
    pretender: Pretender, audited: list[dict[str, Any]], issuer: str
) -> None:
    client = Client()
    refused(pretender.walk(client, iss=issuer), client, audited, "issuer", "andere aanbieder")
    assert not any(form for _, form in pretender.asked)


@pytest.mark.parametrize(("error", "words"), [("access_denied", "gestopt"), ("<script>", "meldt een fout")])
def test_an_error_of_the_provider_is_explained(
    pretender: Pretender, audited: list[dict[str, Any]], error: str, words: str
) -> None:
    client = Client()
    response = pretender.walk(client, code="", error=error)
    assert response.status_code == 403
    assert words in said(response)
    assert "<script>" not in said(response).partition("<main")[2]


@pytest.mark.parametrize("status", [301, 404, 500])
def test_a_provider_that_is_away_is_explained(
    pretender: Pretender, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    monkeypatch.setattr(outbound, "request", lambda *_: outbound.Reply(status, {}, b"<html>"))
    response = Client().get("/nl/aanmelden/bij/medewerkers")
    assert response.status_code == 403
    assert "antwoordt niet" in said(response)


@pytest.mark.parametrize(
    "metadata",
    [{"issuer": "https://elders.invalid"}, {"token_endpoint": "http://provider.invalid/token"}, {"jwks_uri": None}],
)
def test_metadata_that_do_not_fit_are_refused(pretender: Pretender, metadata: dict[str, Any]) -> None:
    pretender.metadata = metadata
    assert Client().get("/nl/aanmelden/bij/medewerkers").status_code == 403


@pytest.mark.parametrize(
    "onward", ["https://elders.invalid/", "//elders.invalid/", "javascript:alert(1)", "/\\elders.invalid", ""]
)
def test_it_leads_nowhere_else(pretender: Pretender, onward: str) -> None:
    assert pretender.walk(Client(), onward).headers["Location"] == "/nl/"


def test_the_host_that_was_asked_for_does_not_change_the_address(pretender: Pretender) -> None:
    away = Client().get("/nl/aanmelden/bij/medewerkers", headers={"host": "localhost"})
    assert "redirect_uri=https%3A%2F%2Fstelsel.invalid%2F" in away.headers["Location"]


def test_a_local_account_of_that_name_is_not_taken_over(pretender: Pretender, settings: Any) -> None:
    settings.OIDC["employees"]["name_claim"] = "preferred_username"
    client = Client()
    pretender.claims = {"preferred_username": "baas"}
    assert pretender.walk(client).status_code == 302
    assert signed_in_as(client).startswith("account-")
    pretender.claims, pretender.code = {"preferred_username": "j.jansen", "sub": "another"}, "code-1"
    assert pretender.walk(client).status_code == 302
    assert signed_in_as(client) == "j.jansen"


def test_a_claim_gives_and_takes_roles(pretender: Pretender, settings: Any) -> None:
    settings.OIDC["employees"]["role_claim"] = "stelsel"
    pretender.claims = {"stelsel": ["wolk:publisher", "wolk", "nergens:reader", "buur:koning", "buur:reader:gov", 7]}
    client = Client()
    assert pretender.walk(client).status_code == 302
    held = Membership.objects.filter(user__username=signed_in_as(client))
    assert {(one.publisher, one.role, one.government) for one in held} == {
        ("wolk", "publisher", False),
        ("buur", "reader", True),
    }
    assert client.get("/nl/publiceren/cloudaanbod").status_code == 200
    pretender.claims, pretender.code = {"stelsel": "wolk:reader"}, "code-1"
    other = Client()
    assert pretender.walk(other).status_code == 302
    assert [(one.publisher, one.role) for one in held.all()] == [("wolk", "reader")]
    assert client.get("/nl/publiceren/cloudaanbod").status_code == 302  # its session knew other roles


def test_a_role_of_an_administrator_outlives_the_claim(pretender: Pretender, settings: Any) -> None:
    client = Client()
    assert pretender.walk(client).status_code == 302
    Membership.objects.create(user_id=client.session["_auth_user_id"], publisher="wolk", role="reader")
    settings.OIDC["employees"]["role_claim"] = "stelsel"
    pretender.code = "code-1"
    assert pretender.walk(client).status_code == 302
    (held,) = Membership.objects.filter(user__username=signed_in_as(client))
    assert (held.publisher, held.role, held.by_claim) == ("wolk", "reader", False)


def test_a_switched_off_account_stays_out(pretender: Pretender, audited: list[dict[str, Any]]) -> None:
    client = Client()
    assert pretender.walk(client).status_code == 302
    User.objects.filter(username=signed_in_as(client)).update(is_active=False)
    assert "Aangemeld als" not in said(client.get("/nl/"))
    pretender.code = "code-1"
    again = pretender.walk(Client())
    assert again.status_code == 403
    assert "uitgezet" in said(again)


def test_a_password_form_never_uses_a_code(pretender: Pretender) -> None:
    client = Client()
    query = pretender.begin(client)
    path = f"/nl/aanmelden?code=code-1&state={query['state']}"
    assert client.post(path, {"naam": "x", "wachtwoord": "y"}).status_code == 400
    assert not any(form for _, form in pretender.asked)


def test_our_public_key_is_there_to_register(pretender: Pretender) -> None:
    told = Client().get("/oidc/medewerkers/sleutels.json").json()
    (key,) = told["keys"]
    assert {"kty", "crv", "x", "y", "kid", "use", "alg"} == set(key)
    assert Client().get("/oidc/burgers/sleutels.json").status_code == 404
    assert Client().get("/oidc/iemand/sleutels.json").status_code == 404


def test_without_a_provider_nothing_is_offered(visitor: Client) -> None:
    assert "aanmelden/bij" not in said(visitor.get("/nl/aanmelden"))
    assert visitor.get("/nl/aanmelden/bij/medewerkers").status_code == 404
    assert visitor.get("/oidc/medewerkers/terug?code=a&state=b").status_code == 404
    assert visitor.post("/oidc/medewerkers/terug").status_code == 405


def test_the_button_remembers_where_one_was_going(pretender: Pretender) -> None:
    page = said(Client().get("/nl/aanmelden?verder=/nl/stand"))
    assert "Meld aan met Proefaanbieder" in page
    assert "/nl/aanmelden/bij/medewerkers?verder=%2Fnl%2Fstand" in page


def test_a_secret_never_stands_in_the_log(pretender: Pretender, audited: list[dict[str, Any]]) -> None:
    assert pretender.walk(Client()).status_code == 302
    told = json.dumps(audited)
    for _, form in pretender.asked:
        for value in (form or {}).values():
            if len(value) > 20 and not urlsplit(value).scheme:
                assert value not in told
    assert pretender.nonce not in told
