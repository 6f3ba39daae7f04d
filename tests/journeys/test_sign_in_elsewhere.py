# SPDX-License-Identifier: EUPL-1.2
"""Somebody signs in at a real OpenID provider, in a real browser, and gets a role."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from stelsel.node.identity import provider
from stelsel.node.identity.check import check
from stelsel.node.identity.client_key import public_jwks
from stelsel.node.models import Membership, Subject
from tests.openid import CLIENT_ID, LEVELS, SUBSTANTIAL, configured, real_provider

if TYPE_CHECKING:
    from playwright.sync_api import Page, Response

pytestmark = pytest.mark.browser
RECORD = Path(__file__).resolve().parents[2] / "var" / "oidc" / "sign-in.md"


@pytest.fixture
def issuer(site: str, settings: Any, tmp_path: Path, node: Path, node_tools: Path) -> Iterator[str]:
    """The provider, set up on both sides."""
    settings.URL = site
    settings.OIDC = configured(tmp_path, "http://127.0.0.1:1")
    asked = provider.provider("employees")
    assert asked is not None
    with real_provider(node, node_tools, asked.redirect_uri, public_jwks(asked)) as found:
        settings.OIDC["employees"]["issuer"] = found
        provider.forget()
        yield found
    provider.forget()


def at_provider(page: Page, site: str, account: str, level: str) -> None:
    page.goto(f"{site}/nl/aanmelden?verder=/nl/account")
    page.get_by_role("link", name="Meld aan met Proefaanbieder").click()
    page.fill("#account", account)
    page.select_option("#acr", level)
    page.get_by_role("button", name="Continue").click()


def test_a_sign_in_at_a_real_provider(site: str, issuer: str, open_page: Callable[..., Page]) -> None:
    assert check() == ()
    page, answers = open_page(java_script_enabled=False), list[str]()
    seen: list[Response] = []
    page.on("request", lambda one: answers.append(one.url) if "/terug?" in one.url else None)
    page.on("response", lambda one: seen.append(one) if one.request.is_navigation_request() else None)
    at_provider(page, site, "medewerker-1", SUBSTANTIAL)
    page.wait_for_url(f"{site}/nl/account")
    check_request(next(one.url for one in seen if one.url.startswith(issuer) and "code_challenge" in one.url), site)
    record(seen, site, issuer)
    shown = page.inner_text("main")
    assert "eIDAS substantieel" in shown
    assert "U hebt nog geen rol" in shown
    linked = Subject.objects.get()
    assert (linked.issuer, linked.subject) == (issuer, f"pairwise-medewerker-1-{CLIENT_ID}")
    assert not linked.user.has_usable_password()
    Membership.objects.create(user=linked.user, publisher="wolk", role="reader")
    page.reload()
    assert "Uw rollen zijn veranderd" in page.inner_text("main")
    page.get_by_role("link", name="Meld aan met Proefaanbieder").click()  # still signed in at the provider
    page.wait_for_url(f"{site}/nl/account")
    assert "lezer" in page.inner_text("main")
    assert Subject.objects.count() == 1
    page.goto(answers[-1])  # the same answer a second time
    assert "al gebruikt" in page.inner_text("main")


def check_request(url: str, site: str) -> None:
    """What OIDC NLGOV 1.0.1 asks of the request that starts a sign-in."""
    asked = dict(parse_qsl(urlsplit(url).query))
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert asked["redirect_uri"].startswith(f"{site}/")
    assert asked["acr_values"].split()
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 22, "128 bits in base64url"
    assert "client_secret" not in asked


def record(seen: list[Response], site: str, issuer: str) -> None:
    """The sign-in as the browser saw it, to read afterwards: names of what goes along, never the values."""
    lines = [
        "# A sign-in at a real OpenID provider, as the browser saw it",
        "",
        "| at | request | status |",
        "| --- | --- | --- |",
    ]
    for one in seen:
        where, parts = ("provider" if one.url.startswith(issuer) else "node"), urlsplit(one.url)
        names = "".join(f" `{name}`" for name, _ in parse_qsl(parts.query))
        path = re.sub(r"/[A-Za-z0-9_-]{20,}", "/...", parts.path)
        lines.append(f"| {where} | {one.request.method} {path}{names} | {one.status} |")
    RECORD.parent.mkdir(parents=True, exist_ok=True)
    RECORD.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_a_level_that_is_too_low_is_refused(site: str, issuer: str, open_page: Callable[..., Page]) -> None:
    page = open_page()
    at_provider(page, site, "medewerker-2", LEVELS[0])
    page.get_by_role("heading", name="U bent niet aangemeld.").wait_for()
    assert "te weinig zekerheid" in page.inner_text("main")
    assert not Subject.objects.exists()


def test_stopping_at_the_provider_is_explained(site: str, issuer: str, open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto(f"{site}/en/aanmelden")
    page.get_by_role("link", name="Sign in with Proefaanbieder").click()
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("heading", name="You are not signed in.").wait_for()
    assert "was stopped at the provider" in page.inner_text("main")
