# SPDX-License-Identifier: EUPL-1.2
"""A passkey in a real browser, with the virtual authenticator of Chromium; and the same pages without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from stelsel.node.models import Passkey
from tests.faces.web.small_country import PASSWORD
from tests.journeys.test_walks import sign_in, violations
from tests.journeys.width import too_wide

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

pytestmark = pytest.mark.browser
WORDS = {
    "nl": ("Bevestig met wachtwoord", "Maak een passkey", "Aanmelden met passkey", "Meld af", "een passkey"),
    "en": ("Confirm with password", "Make a passkey", "Sign in with a passkey", "Sign out", "a passkey"),
}


@pytest.fixture
def place(site: str, settings: Any) -> str:
    """The small country at the one address where its passkeys count."""
    settings.URL = site
    return site


def authenticator(page: Page, **more: Any) -> tuple[CDPSession, str]:
    """A device with a screen lock in front of this page (WebDriver extension of WebAuthn Level 3, section 11)."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
        **more,
    }
    return session, session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


def add(page: Page, place: str, language: str, name: str) -> None:
    confirm, make, *_ = WORDS[language]
    page.goto(f"{place}/{language}/account/passkeys")
    if page.get_by_role("button", name=confirm).count():
        page.fill("#wachtwoord", PASSWORD)
        page.get_by_role("button", name=confirm).click()
    page.fill("#passkey-naam", name)
    page.get_by_role("button", name=make).click()
    page.wait_for_url("**klaar=toevoegen")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_add_and_sign_in(place: str, open_page: Callable[..., Page], axe_source: str, language: str) -> None:
    _, _, enter, leave, with_one = WORDS[language]
    page, said = open_page(), list[str]()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    session, device = authenticator(page)
    sign_in(page, place, "uitgever")
    add(page, place, language, "laptop")
    page.goto(f"{place}/{language}/account")
    page.get_by_role("button", name=leave).click()
    page.goto(f"{place}/{language}/aanmelden?verder=/{language}/account")
    page.get_by_role("button", name=enter).click()
    page.wait_for_url(f"{place}/{language}/account")
    assert with_one in page.inner_text("dl.utrecht-data-list")
    kept = session.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]
    assert [one["isResidentCredential"] for one in kept] == [True]
    assert Passkey.objects.get().counter == kept[0]["signCount"] > 0
    assert said == []


def test_a_second_one_the_password_off_and_a_removal(place: str, open_page: Callable[..., Page]) -> None:
    page = open_page()
    session, first = authenticator(page)
    sign_in(page, place, "uitgever")
    add(page, place, "nl", "laptop")
    page.fill("#passkey-naam", "nog eens")  # the same device is not asked twice
    page.get_by_role("button", name="Maak een passkey").click()
    page.get_by_text("Er is geen passkey gebruikt").wait_for()
    assert Passkey.objects.count() == 1
    session.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": first})
    authenticator(page)
    add(page, place, "nl", "telefoon")
    page.get_by_role("button", name="Zet het wachtwoord uit").click()
    page.get_by_text("Uw wachtwoord staat uit. Op andere").wait_for()
    page.get_by_role("button", name="Verwijder laptop").click()
    page.get_by_text("hebt u deze passkey nodig").first.wait_for()
    page.goto(f"{place}/nl/account")
    page.get_by_role("button", name="Meld af").click()
    page.goto(f"{place}/nl/aanmelden")
    page.get_by_role("button", name="Aanmelden met passkey").click()
    page.wait_for_url(f"{place}/nl/")
    page.goto(f"{place}/nl/account/passkeys")
    assert page.get_by_role("button", name="Bevestig met wachtwoord").count() == 0
    page.get_by_role("button", name="Bevestig met passkey").click()
    page.get_by_role("button", name="Zet het wachtwoord weer aan").click()
    page.get_by_role("button", name="Verwijder laptop").click()
    page.get_by_text("De passkey is verwijderd.").wait_for()
    assert [one.name for one in Passkey.objects.all()] == ["telefoon"]


def test_stopping_and_a_device_without_a_lock_are_explained(place: str, open_page: Callable[..., Page]) -> None:
    page = open_page()
    authenticator(page, hasUserVerification=False, isUserVerified=False)
    page.goto(f"{place}/nl/aanmelden")
    page.get_by_role("button", name="Aanmelden met passkey").click()
    page.get_by_text("Er is geen passkey gebruikt").wait_for()
    assert page.url == f"{place}/nl/aanmelden"


@pytest.mark.parametrize(("language", "width"), [("nl", 320), ("en", 1280)])
def test_every_state_of_the_page(
    place: str, open_page: Callable[..., Page], axe_source: str, language: str, width: int
) -> None:
    """axe, and nothing that scrolls sideways: empty, to confirm, to add, with two, with an error, the password off."""
    page, found = open_page(bypass_csp=True, viewport={"width": width, "height": 900}), list[Any]()

    def look() -> None:
        found.extend(violations(page, axe_source))
        wide = too_wide(page)
        found.extend([(page.url, wide)] if wide else [])

    authenticator(page)
    sign_in(page, place, "uitgever")
    page.goto(f"{place}/{language}/account/passkeys")
    look()
    page.fill("#wachtwoord", "mis")
    page.get_by_role("button", name=WORDS[language][0]).click()
    look()
    add(page, place, language, "LaptopmeteenheellangenaamdiedoorlooptzonderspatiestotzestigXX"[:60])
    look()
    authenticator(page, transport="usb")
    add(page, place, language, "telefoon")
    page.locator("button", has_text="uit" if language == "nl" else "off").last.click()
    page.wait_for_url("**klaar=uit")
    look()
    page.context.clear_cookies()
    page.goto(f"{place}/{language}/aanmelden")
    look()
    assert found == []


def test_without_javascript_nothing_is_missing(place: str, open_page: Callable[..., Page]) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{place}/nl/aanmelden")
    assert not page.get_by_role("button", name="Aanmelden met passkey").is_visible()
    sign_in(page, place, "uitgever")
    page.goto(f"{place}/nl/account")
    page.get_by_role("link", name="Beheer uw passkeys").click()
    page.fill("#wachtwoord", PASSWORD)
    page.get_by_role("button", name="Bevestig met wachtwoord").click()
    assert page.get_by_text("Voor een passkey is JavaScript nodig").is_visible()
    assert not page.get_by_role("button", name="Maak een passkey").is_visible()


def test_a_passkey_is_removed_without_javascript(place: str, open_page: Callable[..., Page]) -> None:
    page = open_page()
    authenticator(page)
    sign_in(page, place, "uitgever")
    add(page, place, "nl", "laptop")
    plain = open_page(java_script_enabled=False)
    sign_in(plain, place, "uitgever")
    plain.goto(f"{place}/nl/account/passkeys")
    plain.fill("#wachtwoord", PASSWORD)
    plain.get_by_role("button", name="Bevestig met wachtwoord").click()
    plain.get_by_role("button", name="Verwijder laptop").click()
    assert plain.get_by_text("U hebt nog geen passkey.").is_visible()
