# SPDX-License-Identifier: EUPL-1.2
"""A bottleneck in a real browser without JavaScript, on a narrow screen: raised, joined, solved, and prevented before a
dataset is published; each page by axe where it runs scripts, and none scrolls sideways."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.journeys.test_walks import sign_in, violations
from tests.journeys.width import too_wide

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
NARROW = {"width": 320, "height": 700}
WORDS = "De definitie van een huishouden verschilt per registratie, het begrip betekent bij ons iets anders."


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).first.click()


def fits(page: Page) -> None:
    """Nothing scrolls sideways."""
    assert too_wide(page) <= 0, page.url


def walk(page: Page, other: Page, site: str, look: Callable[[], None], look_there: Callable[[], None]) -> None:
    """From own words to a dataset that heeds what was learned; `page` is of wolk, `other` of buur."""
    sign_in(page, site, "uitgever")
    sign_in(other, site, "buurman")
    page.goto(f"{site}/nl/knelpunten/melden")
    look()
    page.get_by_label("Wat staat er in de weg?").fill(WORDS)
    press(page, "Lees mijn melding")
    look()
    page.get_by_label("Titel in een paar woorden").fill("Huishouden betekent niet overal hetzelfde")
    press(page, "Zet op het bord")
    look()
    assert page.get_by_text("Uw melding staat op het bord.").is_visible()
    other.goto(f"{site}/nl/knelpunten")
    look_there()
    follow(other, "Huishouden betekent niet overal hetzelfde")
    look_there()
    for act, typed in (
        ("Sluit u aan", {"mensenPerJaar": "1200"}),
        ("Pak op", {}),
        ("Doe een voorstel", {"tekst": "Eén begrip met twee varianten."}),
    ):
        follow(other, act)
        look_there()
        for name, text in typed.items():
            other.locator(f"#{name}").fill(text)
        press(other, act)
    follow(other, "Neem een oplossing aan")
    look_there()
    other.locator("#soortOplossing").select_option("concept")
    other.locator("#gekozenOplossing").fill("https://buur.invalid/begrip")
    other.locator("#watVeranderde").fill("Elke dataset zegt wat een huishouden is.")
    other.locator("#les1-bij").select_option("dataset")
    other.locator("#les1-als").select_option("keyword")
    other.locator("#les1-waarde").fill("huishouden")
    other.locator("#les1-vraagt").select_option("meaning")
    press(other, "Neem een oplossing aan")
    look_there()
    assert other.get_by_text("Het knelpunt is opgelost.").is_visible()

    page.goto(f"{site}/nl/publiceren/dataset")
    page.locator("#iri").fill("https://wolk.invalid/huishoudens")
    page.locator("#titels").fill("nl | Huishoudens per buurt")
    press(page, "Bekijk voorbeeld")
    look()
    assert page.get_by_role("heading", name="Dit stond eerder in de weg").is_visible()
    press(page, "Wijzig eerst")
    page.locator("#beschrijvingen").fill("nl | Een huishouden deelt een adres.")
    press(page, "Bekijk voorbeeld")
    assert not page.get_by_role("heading", name="Dit stond eerder in de weg").is_visible()
    press(page, "Publiceer vermelding")
    page.goto(f"{site}/nl/knelpunten")
    look()
    assert page.get_by_role("heading", name="Wat is voorkomen").is_visible()


def test_without_javascript_on_a_narrow_screen(site: str, open_page: Callable[..., Page]) -> None:
    page, other = (open_page(java_script_enabled=False, viewport=NARROW) for _ in range(2))
    walk(page, other, site, lambda: None, lambda: None)


def test_no_page_scrolls_sideways(site: str, open_page: Callable[..., Page]) -> None:
    page, other = (open_page(viewport=NARROW) for _ in range(2))
    walk(page, other, site, lambda: fits(page), lambda: fits(other))


def test_no_page_has_an_accessibility_fault(site: str, open_page: Callable[..., Page], axe_source: str) -> None:
    page, other = open_page(bypass_csp=True), open_page(bypass_csp=True)
    walk(page, other, site, lambda: clean(page, axe_source), lambda: clean(other, axe_source))


def clean(page: Page, axe_source: str) -> None:
    found = violations(page, axe_source)
    assert found == [], (page.url, found)
