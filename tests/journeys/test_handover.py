# SPDX-License-Identifier: EUPL-1.2
"""A handover in a real browser: without JavaScript on a narrow screen, from the form to the answer; and by axe."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from stelsel.node.models import Membership
from tests.journeys.test_walks import sign_in, violations
from tests.journeys.width import too_wide

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
NARROW = {"width": 320, "height": 700}


@pytest.fixture
def bodies(site: str) -> str:
    """The address of the small country, where wolk and buur are public organisations."""
    Membership.objects.filter(publisher__in=("wolk", "buur")).update(government=True)
    return site


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def hand_over(page: Page, site: str, look: Callable[[], None]) -> str:
    """Fill the form in, agree, and read the code; look at each page."""
    page.goto(f"{site}/nl/overdragen")
    look()
    page.get_by_label("Welke organisatie draagt over?").select_option("wolk")
    page.get_by_label("Welke organisatie moet antwoorden?").select_option("buur")
    page.get_by_label("Wat is de vraag?").fill("Wie maait de sloot bij de brug?")
    page.locator("#plaats").fill("Dorpsweg")
    page.locator("#geef-plaats").check()
    press(page, "Controleer wat u deelt")
    look()
    assert page.get_by_text("Dorpsweg").is_visible()
    page.locator("#toestemming").check()
    press(page, "Draag over")
    look()
    return page.locator("strong.st-hash").inner_text()


def walk(page: Page, desk: Page, site: str, look: Callable[[], None], look_at_desk: Callable[[], None]) -> None:
    """Both sides, until the answer is there."""
    code = hand_over(page, site, look)
    sign_in(desk, site, "buurman")
    desk.goto(f"{site}/nl/overdrachten")
    look_at_desk()
    with desk.expect_navigation():
        desk.get_by_role("link", name="Vraag", exact=True).click()
    look_at_desk()
    press(desk, "Neem aan")
    desk.get_by_label("Wat wilt u zeggen?").fill("Welk stuk?")
    press(desk, "Vraag meer")
    page.goto(f"{site}/nl/zaak")
    look()
    page.get_by_label("De code van uw zaak").fill(code)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    look()
    page.get_by_label("Uw antwoord").fill("Bij de brug.")
    press(page, "Verstuur mijn antwoord")
    assert page.get_by_text("Uw antwoord is verstuurd.").is_visible()
    desk.reload()
    desk.get_by_label("Wat wilt u zeggen?").fill("Donderdag.")
    press(desk, "Geef antwoord")
    look_at_desk()
    page.goto(f"{site}/nl/zaak")
    page.get_by_label("De code van uw zaak").fill(code)
    press(page, "Bekijk mijn zaak")
    assert page.get_by_text("Donderdag.").is_visible()
    assert code not in page.url
    look()


def test_without_javascript_on_a_narrow_screen(bodies: str, open_page: Callable[..., Page]) -> None:
    page, desk = (open_page(java_script_enabled=False, viewport=NARROW) for _ in range(2))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    wide: list[str] = []

    def looks(at: Page) -> Callable[[], None]:
        def look() -> None:
            extra = too_wide(at)
            wide.extend([f"{at.url} {extra}"] if extra else [])

        return look

    walk(page, desk, bodies, looks(page), looks(desk))
    assert wide == []
    assert not any("Dorpsweg" in url or "brug" in url for url in asked)


def test_axe_finds_nothing(bodies: str, open_page: Callable[..., Page], axe_source: str) -> None:
    page, desk = (open_page(bypass_csp=True) for _ in range(2))
    found: list[object] = []
    walk(
        page,
        desk,
        bodies,
        lambda: found.extend(violations(page, axe_source)),
        lambda: found.extend(violations(desk, axe_source)),
    )
    assert found == []
