# SPDX-License-Identifier: EUPL-1.2
"""A token of a provider that does not hold is refused, audited and explained; rotation of keys is followed."""

from __future__ import annotations

import base64
import hmac
import json
import warnings
from typing import Any

import pytest
from django.test import Client
from joserfc.errors import SecurityWarning
from joserfc.jwk import ECKey, RSAKey

from stelsel.node import clock
from stelsel.node.identity import provider
from tests.openid import CLIENT_ID, LEVELS, SUBSTANTIAL, Pretender, refused, signed_in_as


@pytest.mark.parametrize(
    ("claims", "reason", "words"),
    [
        ({"iss": "https://elders.invalid"}, "issuer", "andere aanbieder"),
        ({"iss": "https://provider.invalid/"}, "issuer", "andere aanbieder"),
        ({"aud": "iemand-anders"}, "audience", "andere site"),
        ({"aud": None}, "audience", "andere site"),
        ({"aud": [CLIENT_ID, "iemand-anders"]}, "audience", "andere site"),
        ({"azp": "iemand-anders"}, "audience", "andere site"),
        ({"nonce": "verzonnen"}, "nonce", "deze browser"),
        ({"nonce": None}, "nonce", "deze browser"),
        ({"exp": 1}, "expired", "verlopen"),
        ({"exp": None}, "expired", "verlopen"),
        ({"iat": 99_999_999_999}, "expired", "verlopen"),
        ({"iat": 1}, "expired", "verlopen"),
        ({"iat": None}, "expired", "verlopen"),
        ({"iat": "gisteren"}, "expired", "verlopen"),
        ({"nbf": 99_999_999_999}, "expired", "verlopen"),
        ({"acr": LEVELS[0]}, "level", "te weinig zekerheid"),
        ({"acr": None}, "level", "te weinig zekerheid"),
        ({"acr": "hoog"}, "level", "te weinig zekerheid"),
        ({"acr": [SUBSTANTIAL]}, "level", "te weinig zekerheid"),
        ({"sub": None}, "subject", "kenmerk"),
        ({"sub": "x" * 256}, "subject", "kenmerk"),
        ({"sub": "123456782"}, "citizen-number", "burgerservicenummer"),
        ({"sub": "s00000000:123456782"}, "citizen-number", "burgerservicenummer"),
        ({"sub_id_type": "urn:nl-eid-gdi:1.0:id:BSN"}, "citizen-number", "burgerservicenummer"),
        ({"represents": {"sub": "a", "iss": "b"}}, "representation", "namens een ander"),
        ({"at_hash": "AAAA"}, "token", "niet te lezen"),
    ],
)
def test_a_token_that_does_not_fit_is_refused(
    pretender: Pretender, audited: list[dict[str, Any]], claims: dict[str, Any], reason: str, words: str
) -> None:
    pretender.claims = claims
    client = Client()
    refused(pretender.walk(client), client, audited, reason, words)
    assert "123456782" not in json.dumps(audited)


def test_a_forged_signature_is_refused(pretender: Pretender, audited: list[dict[str, Any]]) -> None:
    client = Client()
    pretender.signs = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256", "kid": "one"})
    refused(pretender.walk(client), client, audited, "signature", "handtekening")


def test_an_unknown_key_is_refused(pretender: Pretender, audited: list[dict[str, Any]]) -> None:
    pretender.signs = ECKey.generate_key("P-256", {"kid": "two"})
    client = Client()
    refused(pretender.walk(client), client, audited, "key", "onbekende sleutel")


@pytest.mark.parametrize("header", [{"kid": None}, {"kid": ""}])
def test_a_token_without_a_key_name_is_refused(
    pretender: Pretender, audited: list[dict[str, Any]], header: dict[str, Any]
) -> None:
    pretender.header = header
    client = Client()
    refused(pretender.walk(client), client, audited, "key", "onbekende sleutel")


def test_no_signature_and_hmac_are_refused(pretender: Pretender, audited: list[dict[str, Any]]) -> None:
    client = Client()
    honest = pretender.sign().split(".")
    for header in ({"alg": "none"}, {"alg": "NONE", "kid": "one"}):
        encoded = base64.urlsafe_b64encode(json.dumps(header).encode()).rstrip(b"=").decode()
        pretender.code, pretender.token = "code-1", f"{encoded}.{honest[1]}."
        refused(pretender.walk(client), client, audited, "algorithm", "verboden manier")
    encoded = base64.urlsafe_b64encode(b'{"alg": "HS256", "kid": "one"}').rstrip(b"=").decode()
    signed = f"{encoded}.{honest[1]}"
    mac = hmac.digest(pretender.signs.as_pem(private=False), signed.encode(), "sha256")  # the public key as a secret
    pretender.code = "code-1"
    pretender.token = f"{signed}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"
    refused(pretender.walk(client), client, audited, "algorithm", "verboden manier")


@pytest.mark.parametrize("token", ["", "a.b.c", "a.b", "..", "é", "x" * 40_000, "e30.e30.e30"])
def test_what_is_no_token_is_refused(pretender: Pretender, audited: list[dict[str, Any]], token: str) -> None:
    pretender.token = token
    client = Client()
    response = pretender.walk(client)
    assert response.status_code == 403
    assert audited[-1]["reason"] in ("token", "algorithm")
    assert not signed_in_as(client)


def test_another_sort_of_token_is_refused(pretender: Pretender, audited: list[dict[str, Any]]) -> None:
    pretender.header = {"typ": "at+jwt"}
    client = Client()
    refused(pretender.walk(client), client, audited, "token", "niet te lezen")


def test_a_key_of_another_algorithm_is_refused(pretender: Pretender, audited: list[dict[str, Any]]) -> None:
    pretender.signs = RSAKey.generate_key(2048, {"kid": "rsa"})
    pretender.published = [RSAKey.import_key({**pretender.signs.as_dict(private=False), "alg": "PS256"})]
    pretender.header = {"alg": "RS256"}
    client = Client()
    refused(pretender.walk(client), client, audited, "algorithm", "verboden manier")


@pytest.mark.filterwarnings("ignore:Key size")
def test_a_weak_key_and_a_key_for_secrets_do_not_count(pretender: Pretender, audited: list[dict[str, Any]]) -> None:
    client = Client()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SecurityWarning)
        weak = RSAKey.generate_key(1024, {"kid": "weak"})
    for key in (
        weak,
        ECKey.generate_key("P-256", {"kid": "secrets", "use": "enc"}),
    ):
        provider.forget()
        pretender.code = "code-1"
        pretender.published = [key]
        pretender.header = {"kid": key.kid}
        refused(pretender.walk(client), client, audited, "key", "onbekende sleutel")


def test_keys_are_kept_and_rotation_is_followed(pretender: Pretender) -> None:
    def jwks_fetched() -> int:
        return sum(address.endswith("/jwks") for address, _ in pretender.asked)

    assert pretender.walk(Client()).status_code == 302
    pretender.code = "code-1"
    assert pretender.walk(Client()).status_code == 302
    assert jwks_fetched() == 1
    old = pretender.signs
    pretender.signs = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256", "kid": "two"})
    pretender.published, pretender.code = [pretender.signs], "code-1"
    assert pretender.walk(Client()).status_code == 302
    assert jwks_fetched() == 2
    pretender.signs, pretender.code = old, "code-1"
    assert pretender.walk(Client()).status_code == 403  # withdrawn by its provider
    assert jwks_fetched() == 2  # and whoever asks for unknown keys does not make us ask each time


def test_a_key_that_was_withdrawn_ends_with_what_is_kept(pretender: Pretender, monkeypatch: pytest.MonkeyPatch) -> None:
    pretender.seconds = "public, max-age=120"
    assert pretender.walk(Client()).status_code == 302
    pretender.published, pretender.code = [], "code-1"
    later = clock.monotonic() + 121
    monkeypatch.setattr(clock, "monotonic", lambda: later)
    assert pretender.walk(Client()).status_code == 403
