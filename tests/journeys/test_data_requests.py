# SPDX-License-Identifier: EUPL-1.2
"""A data request in a real browser without JavaScript, on a narrow screen: asked, judged, a version with less,
published and signed by both, until the agreement is in force and ends; each page by axe where it runs scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.journeys.test_walks import sign_in, violations
from tests.journeys.width import too_wide
from tests.node.data_requests.parties import mandate
from tests.node.dossiers.people import person

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
NARROW = {"width": 320, "height": 700}
FORM = {
    "titel": "Storingen per wijk",
    "delingsdoel": "Bewoners op tijd zeggen dat de stroom uitvalt, en nergens anders voor.",
    "rechtsgronden": "BWBR0005416 | 160 | Gemeentewet | e",
    "velden": "wijk | om te weten wie het raakt\ngeboortedatum | om te zien wie 18 jaar of ouder is",
    "tekst": "Wij bellen bewoners bij een storing.",
}


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


Look = Callable[[], None]


def walk(page: Page, other: Page, site: str, look: Look, look_there: Look) -> None:
    """From the form to signatures, and the page of the agreement; `page` is of wolk, which asks, `other` of buur."""
    sign_in(page, site, "uitgever")
    sign_in(other, site, "buurman")
    place = ask(page, site, look)
    other.goto(f"{site}/nl/dataverzoeken")
    look_there()
    other.goto(place)
    judge(other, look_there)
    page.goto(place)
    look()
    press(page, "Ga akkoord")
    other.goto(place)
    look_there()
    press(other, "Publiceer de afspraak")
    mandate(person("uitgever", "wolk"), "wolk"), mandate(person("buurman", "buur"), "buur")
    for one, see in ((other, look_there), (page, look)):
        one.goto(place)
        press(one, "Onderteken de afspraak")
        see()
    assert page.get_by_text("beide getekend").is_visible()
    with page.expect_navigation():
        page.get_by_role("link", name="Bekijk de gepubliceerde afspraak, en wie tekende").click()
    look()
    end(page, look)
    other.goto(place)
    look_there()
    assert other.get_by_text("omdat: Het plan gaat niet door.").first.is_visible()


def end(page: Page, look: Look) -> None:
    """The agreement is ended from a later day, first with nothing filled in."""
    with page.expect_navigation():
        page.get_by_role("link", name="Zeg deze afspraak op", exact=True).click()
    look()
    press(page, "Zeg de afspraak op")
    look()
    assert page.get_by_text("U hebt niet gezegd waarom").first.is_visible()
    page.locator("#nietMeerVanaf").fill("2035-01-01")
    page.locator("#redenen").fill("Het plan gaat niet door.")
    press(page, "Zeg de afspraak op")
    look()
    assert page.get_by_text("opgezegd: geldt niet meer vanaf 1 januari 2035").is_visible()


def ask(page: Page, site: str, look: Look) -> str:
    """The request, first with nothing filled in; returns its page."""
    page.goto(f"{site}/nl/dataverzoeken")
    look()
    with page.expect_navigation():
        page.get_by_role("link", name="Vraag gegevens", exact=True).click()
    look()
    press(page, "Kijk na")
    look()
    assert page.get_by_text("U hebt nog niet gezegd waarom").first.is_visible()
    for name in ("aanbiederUitgever", "poortwachterUitgever"):
        page.locator(f"#{name}").select_option("buur")
    for name, text in FORM.items():
        page.locator(f"#{name}").fill(text)
    press(page, "Kijk na")
    look()
    assert page.get_by_text("voor deze reden is minder genoeg").first.is_visible()
    press(page, "Verstuur het verzoek")
    look()
    return page.url


def judge(other: Page, look: Look) -> None:
    """Advice, first without a word, and a version with less."""
    look()
    other.get_by_label("dit kan onder voorwaarden").check()
    press(other, "Geef advies")
    look()
    assert other.get_by_text("U hebt nog niets geschreven").first.is_visible()
    other.locator("#tekst-advies").fill("Zonder geboortedatum.")
    press(other, "Geef advies")
    with other.expect_navigation():
        other.get_by_role("link", name="Stel een andere versie voor", exact=True).click()
    look()
    other.locator("#tekst").fill("Alleen de wijk.")
    other.locator("#velden").fill("wijk | om te weten wie het raakt")
    press(other, "Kijk na")
    look()
    press(other, "Stel deze versie voor")


def test_from_ask_to_force_without_javascript(site: str, open_page: Callable[..., Page]) -> None:
    pages = [open_page(java_script_enabled=False, viewport=NARROW) for _ in range(2)]
    asked: list[str] = []
    for page in pages:
        page.on("request", lambda request: asked.append(request.url))

    def fits(page: Page) -> Callable[[], None]:
        def look() -> None:
            assert too_wide(page) <= 0, page.url

        return look

    walk(pages[0], pages[1], site, fits(pages[0]), fits(pages[1]))
    assert pages[0].get_by_text("van kracht").first.is_visible()
    assert all(url.startswith(site) for url in asked)


def test_axe_finds_nothing_from_ask_to_force(site: str, open_page: Callable[..., Page], axe_source: str) -> None:
    pages = [open_page(bypass_csp=True) for _ in range(2)]
    found: list[str] = []

    def reads(page: Page) -> Callable[[], None]:
        return lambda: found.extend(violations(page, axe_source))

    walk(pages[0], pages[1], site, reads(pages[0]), reads(pages[1]))
    assert found == []
