# SPDX-License-Identifier: EUPL-1.2
"""Every page, operation of the API and file carries the headers that keep a browser safe, whatever the answer."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator

import pytest
from django.conf import settings as product
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from stelsel.faces.api.contract import OPERATIONS
from stelsel.faces.headers import ALWAYS
from stelsel.node import settings as node_settings
from stelsel.node.node import node
from stelsel.node.serve import Unavailable
from tests.faces.private_things import NEVER, parts
from tests.faces.web import small_country

PARTS = {
    "language": "nl",
    "publisher": "importeur",
    "kind": "cloud-offer",
    "local": "m001",
    "audience": "public",
    "index": "5",
    "code": "gm0344",
    "wire_plural": "cloudaanbiedingen",
    "wire": "leverancier",
    "file": "bon.tlog-proof",
    "rest": "checkpoint",
    "path": "stijl",
    "id": "wolk:reader",
    "regel": "wet_op_de_zorgtoeslag",
    "uitkomst": "zorgtoeslag_per_jaar",
    "gebeurtenis": "schulden",
    "vorm": "odrl",
}


def addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """An address for every pattern of the product; those of the API come from its operations."""
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            if not route.startswith("api/"):
                yield from addresses(one.url_patterns, route)
            continue
        known = {**PARTS, **parts(route, NEVER)}
        yield "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda match, known=known: known[match[1]], route)


@pytest.fixture
def country(db: None) -> Iterator[None]:
    small_country.build()
    yield
    node.cache_clear()


def client(account: str = "") -> Client:
    found = Client(raise_request_exception=False)
    assert not account or found.login(username=account, password=small_country.PASSWORD)
    return found


def check(response, where: str) -> None:
    headers = response.headers
    for name in (*ALWAYS, "Cross-Origin-Resource-Policy"):
        assert headers.get(name), f"{where}: no {name}"
    policy = headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy, where
    assert not re.search(r"unsafe|\*|https?:|data:", policy), where
    assert headers["X-Content-Type-Options"] == "nosniff", where
    assert headers["X-Frame-Options"] == "DENY", where
    assert "Server" not in headers, where
    assert headers.get("Content-Type") or not response.content, where


def test_every_page_in_every_role(country) -> None:
    found = sorted(set(addresses(get_resolver().url_patterns)))
    assert len(found) > 35
    for account in ("", "lezer", "baas"):
        visitor = client(account)
        for address in found:
            for method in ("get", "head", "post", "put"):
                if address == "/nl/afmelden" and method == "post":
                    continue
                response = getattr(visitor, method)(address)
                check(response, f"{method} {address} as {account or 'nobody'}")
                assert response.status_code < 500, address
                private = account and address.startswith("/nl/") and response.status_code < 400
                if private and "bestand" not in address and method != "put":
                    assert "no-store" in response.headers["Cache-Control"], address


def test_every_operation_of_the_api(country) -> None:
    visitor = client()
    assert len(OPERATIONS) > 50
    for operation in OPERATIONS.values():
        path = re.sub(r"\{(\w+)\}", "leverancier", operation.path)
        response = visitor.generic(operation.method, f"/api/v1{path}")
        check(response, f"{operation.method} {path}")
        assert response.headers["Cache-Control"] == "no-store", path
        assert response.headers["API-Version"], path
        assert "Strict-Transport-Security" in response.headers, path
        assert not response.cookies, path


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/nergens", "/nl/nergens", "/api/v1/nergens", "/logboek/a/b/c", "/static/nergens.css"]
)
def test_what_is_not_there(address: str) -> None:
    response = client().get(address)
    assert response.status_code == 404
    check(response, address)


@pytest.mark.django_db
def test_a_host_that_is_not_ours_is_refused() -> None:
    for address in ("/nl/", "/api/v1/stand", "/healthz"):
        response = client().get(address, headers={"Host": "elders.invalid"})
        assert response.status_code == 400 or address == "/healthz", address
        check(response, address)
    forwarded = client().get("/", headers={"X-Forwarded-Host": "elders.invalid"})
    assert "elders" not in forwarded.headers["Location"]


@pytest.mark.django_db
def test_with_tls_browsers_are_told_to_keep_to_it(settings) -> None:
    assert "Strict-Transport-Security" not in client().get("/nl/").headers
    settings.HTTPS = True
    value = client().get("/nl/").headers["Strict-Transport-Security"]
    assert int(re.search(r"max-age=(\d+)", value)[1]) >= 31_536_000  # type: ignore[index]


def reloaded(monkeypatch: pytest.MonkeyPatch, **values: str):
    """The settings of a node with these in its environment."""
    for name, value in values.items():
        monkeypatch.setenv(f"STELSEL_{name}", value)
    return importlib.reload(node_settings)


@pytest.fixture
def _as_it_was() -> Iterator[None]:
    yield
    importlib.reload(node_settings)


@pytest.mark.usefixtures("_as_it_was")
def test_with_tls_cookies_belong_to_this_host_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    found = reloaded(monkeypatch, URL="https://stelsel.example")
    assert found.SESSION_COOKIE_NAME == "__Host-sessionid"
    assert found.CSRF_COOKIE_NAME == "__Host-csrftoken"
    assert found.SESSION_COOKIE_SECURE
    assert found.CSRF_COOKIE_SECURE
    assert found.CSRF_TRUSTED_ORIGINS == ["https://stelsel.example"]
    assert not hasattr(found, "SESSION_COOKIE_DOMAIN")


@pytest.mark.usefixtures("_as_it_was")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HOSTS", "*"),
        ("HOSTS", " , "),
        ("PROXIES", "-1"),
        ("PROXIES", "all"),
        ("AUDIT_DAYS", "0"),
        ("AUDIT_DAYS", "forever"),
        ("SECURITY_CONTACT", "security@example.org"),
        ("SECURITY_CONTACT", "http://example.org"),
        ("SECURITY_CONTACT", "mailto:a@b.nl\nExpires: 2099-01-01T00:00:00Z"),
        ("SECURITY_POLICY", "http://example.org"),
        ("LIMITS", "everything=1/1"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    with pytest.raises(Unavailable, match=f"STELSEL_{name}"):
        reloaded(monkeypatch, **{name: value})
    monkeypatch.delenv(f"STELSEL_{name}")


@pytest.mark.django_db
def test_cookies_are_out_of_reach_of_scripts(country) -> None:
    response = Client().post("/nl/aanmelden", {"naam": "lezer", "wachtwoord": small_country.PASSWORD})
    session = response.cookies[product.SESSION_COOKIE_NAME]
    assert session["httponly"]
    assert session["samesite"] == "Lax"
    token = Client().get("/nl/aanmelden").cookies[product.CSRF_COOKIE_NAME]
    assert token["httponly"]
    assert token["path"] == "/"


def fields(text: str) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in text.splitlines())


@pytest.mark.django_db
def test_security_txt(settings) -> None:
    from datetime import UTC, datetime

    response = client().get("/.well-known/security.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    found = fields(response.content.decode())
    assert found["Contact"] == "mailto:security@localhost"
    expires = datetime.fromisoformat(found["Expires"])
    assert 0 < (expires - datetime.now(UTC)).days < 365
    assert "Canonical" not in found  # without TLS there is no address that RFC 9116 allows
    settings.HTTPS, settings.URL = True, "https://stelsel.example"
    settings.SECURITY_CONTACT = "https://stelsel.example/melden"
    found = fields(client().get("/.well-known/security.txt").content.decode())
    assert found["Contact"] == "https://stelsel.example/melden"
    assert found["Canonical"] == "https://stelsel.example/.well-known/security.txt"
    assert found["Policy"] == "https://stelsel.example/nl/beveiliging"
    settings.SECURITY_POLICY = "https://stelsel.example/beleid"
    assert (
        fields(client().get("/.well-known/security.txt").content.decode())["Policy"] == "https://stelsel.example/beleid"
    )
