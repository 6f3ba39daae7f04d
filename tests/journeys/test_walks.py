# SPDX-License-Identifier: EUPL-1.2
"""Walks through the pages in a real browser: without JavaScript, on a narrow screen, with only a keyboard, with axe."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.faces.web.small_country import PASSWORD
from tests.journeys.width import too_wide

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PAGES = (
    "",
    "organisaties",
    "organisaties/gm0344",
    "vermelding/importeur/cloud-offer/m001",
    "vermelding/importeur/cloud-offer/m001/bewijs/public/5",
    "vragen",
    "vragen/passend-cloudaanbod",
    "vragen/passend-cloudaanbod?vcpus=veel",
    "zoeken?q=machine",
    "kamers/cloud",
    "kamers/data",
    "soorten",
    "soorten/cloudaanbiedingen",
    "soorten/cloudaanbiedingen/uitleg",
    "publiceren",
    "aanmelden",
    "stand",
    "rechten",
    "bronnen",
    "broncode",
    "stijl",
    "toegankelijkheid",
    "beveiliging",
    "wegwijs",
    "overdragen",
    "overdragen?organisatie=gm0344",
    "zaak",
    "regels",
    "regels/wet_op_de_zorgtoeslag",
    "regels/participatiewet/verschil",
    "regels/wet_op_de_zorgtoeslag/bereken/zorgtoeslag_per_jaar",
    "regels/wet_op_de_zorgtoeslag/stap-voor-stap/zorgtoeslag_per_jaar",
    "nergens",
)
SIGNED_IN = (
    "account",
    "account/wachtwoord",
    "account/passkeys",
    "beheer",
    "beheer/auditlog",
    "beheer/mandaten",
    "beheer/aanmelden",
    "dossiers",
    "dossiers/openen",
    "dossiers/inzageverzoek",
    "overdrachten",
    "publiceren/cloudaanbod",
    "publiceren/bijlage?bij=wolk/supplier/wolk",
    "vermelding/wolk/supplier/wolk",
    "verbeteren/wolk/supplier/wolk",
    "intrekken/wolk/supplier/wolk",
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def sign_in(page: Page, site: str, name: str) -> None:
    page.goto(f"{site}/nl/aanmelden")
    page.fill("#naam", name)
    page.fill("#wachtwoord", PASSWORD)
    page.get_by_role("button", name="Meld aan").click()
    page.wait_for_url(f"{site}/nl/")


def violations(page: Page, axe_source: str) -> list[Any]:
    """What axe finds on the page as it stands, with every folded part open."""
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.evaluate(axe_source)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [(page.url, one["id"], one["nodes"][0]["target"]) for one in found["violations"]]


@pytest.mark.campaign
@pytest.mark.parametrize("language", ["nl", "en"])
def test_axe_finds_nothing(
    site: str, open_page: Callable[..., Page], axe_source: str, language: str, campaign: bool
) -> None:
    """Every page in Dutch; in English, where only the words differ, one page in four and in a campaign all."""
    page = open_page(bypass_csp=True)
    found = []
    step = 1 if campaign or language == "nl" else 4
    for path in PAGES[::step]:
        page.goto(f"{site}/{language}/{path}")
        found += violations(page, axe_source)
    sign_in(page, site, "baas")
    for path in SIGNED_IN[::step]:
        page.goto(f"{site}/{language}/{path}")
        found += violations(page, axe_source)
    assert found == []


def test_nothing_scrolls_sideways_at_320_pixels(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page(viewport={"width": 320, "height": 800})
    wide = []

    def look(path: str) -> None:
        page.goto(f"{site}/nl/{path}")
        extra = too_wide(page)
        wide.extend([(path, extra)] if extra else [])

    for path in PAGES:
        look(path)
    sign_in(page, site, "baas")
    for path in SIGNED_IN:
        look(path)
    assert wide == []


def test_no_page_breaks_its_own_security_policy(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url} {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url} {error}"))
    for path in PAGES[:-1]:
        if "veel" not in path:
            page.goto(f"{site}/nl/{path}")
    assert said == []


def test_a_proof_on_paper(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page(java_script_enabled=False, viewport={"width": 640, "height": 900})
    page.goto(f"{site}/nl/vermelding/importeur/cloud-offer/m001")
    page.get_by_role("link", name="Bekijk het bewijs als pagina").click()
    page.emulate_media(media="print")
    for name in (".utrecht-nav-bar", ".st-search", ".st-language", ".utrecht-breadcrumb-nav", ".no-print"):
        assert not page.locator(name).first.is_visible(), name
    for text in ("Wat dit bewijst", "Wat dit niet bewijst", "Vingerafdrukken van de sleutels", "zonder ons"):
        assert page.get_by_role("heading", name=text).is_visible()
    assert too_wide(page) <= 0
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_publish_without_javascript(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page(java_script_enabled=False)
    sign_in(page, site, "uitgever")
    page.get_by_role("link", name="Publiceren").click()
    page.get_by_role("link", name="Leverancier", exact=True).click()
    page.get_by_role("button", name="Bekijk voorbeeld").click()
    page.get_by_role("alert").get_by_role("link").first.click()
    page.fill("[name=naam]", "Zonder script")
    page.get_by_role("button", name="Bekijk voorbeeld").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Voorbeeld: Zonder script"
    page.get_by_role("button", name="Publiceer vermelding").click()
    assert page.url == f"{site}/nl/vermelding/wolk/supplier/zonder-script?ontvangst=1"
    assert page.get_by_text("staat in het logboek").count() == 1
    page.get_by_text("Zo controleert u deze vermelding zelf").click()
    assert page.get_by_text("Hash van het blad").is_visible()


def test_ask_without_javascript(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{site}/nl/")
    page.get_by_role("link", name="Welke aanbiedingen passen bij deze behoefte?").click()
    page.fill("#vcpus", "50")
    page.fill("#geheugenMib", "")
    page.get_by_role("button", name="Beantwoord de vraag").click()
    answer = page.get_by_role("region", name="Antwoord").inner_text()
    assert "Geen echt aanbod past zeker; wel 11 verzonnen voorbeelden (van 60)." in answer


def test_with_only_a_keyboard(site: str, open_page: Callable[..., Page]) -> None:
    """Skip link, search, a result; then sign in and publish: nothing but Tab, Enter and letters."""
    page = open_page()
    keys = page.keyboard
    page.goto(f"{site}/nl/stand")
    keys.press("Tab")
    assert page.evaluate("document.activeElement.className") == "nl-skip-link"
    keys.press("Enter")
    assert page.evaluate("location.hash") == "#inhoud"
    page.goto(f"{site}/nl/stand")
    tab_to(page, "#zoek-overal")
    keys.type("machine 7")
    keys.press("Enter")
    page.wait_for_url("**/nl/zoeken?q=machine+7")
    tab_to(page, ".st-results a")
    keys.press("Enter")
    page.wait_for_url("**/nl/vermelding/importeur/cloud-offer/*")
    page.goto(f"{site}/nl/publiceren/leverancier")
    tab_to(page, "#naam")
    keys.type("uitgever")
    keys.press("Tab")
    keys.type(PASSWORD)
    keys.press("Enter")
    page.wait_for_url(f"{site}/nl/publiceren/leverancier")
    tab_to(page, "#naam")
    keys.type("Met toetsen")
    keys.press("Enter")
    page.wait_for_selector("text=Er is nog niets gepubliceerd")
    tab_to(page, "button[value=publiceren]")
    keys.press("Enter")
    page.wait_for_url("**/nl/vermelding/wolk/supplier/met-toetsen?ontvangst=1")


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until this element has the focus, which must be visible."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert style != "none", f"{selector} has no visible focus"
            return
    pytest.fail(f"Tab does not reach {selector}")
