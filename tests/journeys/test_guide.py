# SPDX-License-Identifier: EUPL-1.2
"""The guide to the right door in a real browser: without JavaScript, on a narrow screen, by keyboard, and Back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from stelsel.kernel.draft import Draft
from stelsel.node.node import node
from stelsel.priorities.services.kinds import PUBLIC_SERVICE, PublicService
from tests.faces.web.small_country import SOURCE
from tests.journeys.test_walks import violations
from tests.journeys.width import too_wide

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture
def guide(site: str) -> str:
    """The address of the guide, where one service can be found."""
    body = PublicService(title="verhuismelding", identifier="verhuismelding", layers=("municipality",))
    node().publish_drafts("importeur", "public", [Draft(PUBLIC_SERVICE, "verhuismelding", body, "", SOURCE)])
    return f"{site}/nl/wegwijs"


def onward(page: Page) -> None:
    page.get_by_role("button", name="Volgende vraag").click()


def test_without_javascript_on_a_narrow_screen(guide: str, open_page: Callable[..., Page]) -> None:
    page = open_page(java_script_enabled=False, viewport={"width": 320, "height": 600})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(guide)
    page.get_by_label("Plaats of gemeente").fill("Nieuwstad")
    onward(page)
    page.get_by_label("Ik ga verhuizen").check()
    onward(page)
    onward(page)
    assert page.get_by_text("Voor “verhuismelding” gaat u naar Nieuwstad").is_visible()
    page.go_back()
    assert page.get_by_role("heading", level=1).inner_text() == "Wie bent u?"
    page.go_back()
    assert page.get_by_label("Ik ga verhuizen").is_checked()
    page.get_by_label("Iets anders, namelijk:").check()
    page.get_by_label("In uw eigen woorden").fill("verhuizing doorgeven")
    page.get_by_role("button", name="Vorige vraag").click()
    assert page.get_by_label("Plaats of gemeente").input_value() == "Nieuwstad"
    onward(page)
    assert page.get_by_label("In uw eigen woorden").input_value() == "verhuizing doorgeven"
    assert {url for url in asked if "wegwijs" in url} == {guide}
    assert {cookie["name"] for cookie in page.context.cookies()} == {"csrftoken"}


def test_by_keyboard_alone_and_with_axe(guide: str, open_page: Callable[..., Page], axe_source: str) -> None:
    page = open_page(bypass_csp=True, viewport={"width": 320, "height": 800})
    page.goto(guide)
    found = violations(page, axe_source)
    page.locator("#plaats").focus()
    page.keyboard.type("Nieuwstad")
    page.keyboard.press("Enter")
    page.wait_for_selector("#onderwerp-1")
    found += violations(page, axe_source)
    page.locator("#onderwerp-1").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_selector("#wie-1")
    found += violations(page, axe_source)
    page.locator("#wie-1").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Hier kunt u terecht")
    found += violations(page, axe_source)
    assert found == []
    assert too_wide(page) <= 0
