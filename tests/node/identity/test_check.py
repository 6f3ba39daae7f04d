# SPDX-License-Identifier: EUPL-1.2
"""An administrator is told what is wrong with how signing in is set up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import ECKey, RSAKey

from stelsel.node.identity import outbound, provider
from stelsel.node.identity.check import check
from tests.openid import SUBSTANTIAL, Pretender, configured, key_file


@pytest.fixture
def pretender(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pretender]:
    made = Pretender()
    settings.URL = "https://stelsel.invalid"
    settings.OIDC = configured(tmp_path, made.issuer)
    monkeypatch.setattr(outbound, "request", made.answer)
    provider.forget()
    yield made
    provider.forget()


def codes() -> set[tuple[str, str]]:
    return {(line.weight, line.finding.code) for line in check()}


def test_nothing_is_wrong(pretender: Pretender) -> None:
    assert codes() == set()


def test_nothing_is_set_up(settings: Any) -> None:
    settings.OIDC = {"employees": {"issuer": ""}}
    assert check() == ()


@pytest.mark.parametrize(
    ("setting", "value", "code"),
    [
        ("issuer", "http://provider.invalid", "issuer"),
        ("issuer", "geen adres", "issuer"),
        ("client_id", "", "client-id"),
        ("key_file", "/nergens", "key"),
        ("key_file", "", "key"),
    ],
)
def test_a_wrong_setting_is_named(pretender: Pretender, settings: Any, setting: str, value: str, code: str) -> None:
    settings.OIDC["employees"][setting] = value
    assert ("wrong", code) in codes()
    line = next(line for line in check() if line.finding.code == code)
    assert line.finding.where.startswith("STELSEL_OIDC_")
    assert line.finding.cure.nl


@pytest.mark.parametrize("sort", ["empty", "text", "public", "p521", "weak"])
@pytest.mark.filterwarnings("ignore:Key size")
def test_a_key_of_no_use_is_named(pretender: Pretender, settings: Any, tmp_path: Path, sort: str) -> None:
    path = tmp_path / "other.pem"
    made = {
        "empty": lambda: b"",
        "text": lambda: b"geen sleutel",
        "public": lambda: ECKey.generate_key("P-256").as_pem(private=False),
        "p521": lambda: ECKey.generate_key("P-521").as_pem(private=True),
        "weak": lambda: RSAKey.generate_key(1024).as_pem(private=True),
    }
    path.write_bytes(made[sort]())
    path.chmod(0o600)
    settings.OIDC["employees"]["key_file"] = str(path)
    assert ("wrong", "key") in codes()


def test_a_key_that_others_can_read_is_noted(pretender: Pretender, tmp_path: Path) -> None:
    key_file(tmp_path).chmod(0o644)
    assert codes() == {("note", "key-rights")}


def test_levels_are_noted(pretender: Pretender, settings: Any) -> None:
    settings.OIDC["employees"]["acr"] = ""
    assert codes() == {("note", "no-level")}
    settings.OIDC["employees"]["acr"] = "gold"
    assert codes() == {("note", "own-level")}
    settings.OIDC["employees"]["acr"] = SUBSTANTIAL
    pretender.metadata = {"acr_values_supported": ["1", "2"]}
    provider.forget()
    assert codes() == {("note", "offers")}


@pytest.mark.parametrize(
    "metadata",
    [
        {"code_challenge_methods_supported": ["plain"]},
        {"token_endpoint_auth_methods_supported": ["client_secret_basic"]},
        {"id_token_signing_alg_values_supported": ["HS256", "none"]},
        {"response_types_supported": ["id_token"]},
    ],
)
def test_a_provider_that_cannot_do_it_is_named(pretender: Pretender, metadata: dict[str, Any]) -> None:
    pretender.metadata = metadata
    assert codes() == {("wrong", "offers")}


def test_a_provider_without_keys_or_away_is_named(pretender: Pretender, monkeypatch: pytest.MonkeyPatch) -> None:
    pretender.published = []
    assert codes() == {("wrong", "keys")}
    provider.forget()

    def away(*_: object) -> outbound.Reply:
        raise OSError("away")

    monkeypatch.setattr(outbound, "request", away)
    assert codes() == {("wrong", "provider-away")}


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("https://10.0.0.1/token", "does not exist, or this node cannot reach it"),
        ("http://127.0.0.1:1/keys", "does not begin with https"),
        ("https://[::1]/", "does not exist, or this node cannot reach it"),
    ],
)
def test_a_provider_that_names_an_address_inside_is_not_followed_there(settings: Any, address: str, why: str) -> None:
    settings.OIDC = {"employees": {"issuer": "https://provider.invalid"}, "citizens": {"issuer": ""}}
    with pytest.raises(OSError, match=why):
        outbound.request(address)
    settings.OIDC = {"employees": {"issuer": "http://127.0.0.1:1"}, "citizens": {"issuer": ""}}
    with pytest.raises(OSError, match="There came no answer"):
        outbound.request("http://127.0.0.1:1/keys")


@pytest.mark.parametrize(
    "address",
    [
        "http://elders.invalid/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "https://user:pw@elders.invalid/",
        "https:///x",
        "",
    ],
)
def test_the_way_out_takes_https_only(address: str) -> None:
    assert not outbound.is_safe(address)
    with pytest.raises(OSError, match="not an https address"):
        outbound.request(address)
