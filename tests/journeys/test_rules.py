# SPDX-License-Identifier: EUPL-1.2
"""Rules in a real browser: find one, read it, try it without JavaScript at 320 pixels, by keyboard, and with axe."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.journeys.test_walks import tab_to, violations
from tests.journeys.width import too_wide

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

FORM = "regels/wet_op_de_zorgtoeslag/bereken/zorgtoeslag_per_jaar"
YES_NO = {
    "is_verzekerd": "ja",
    "heeft_toeslagpartner": "nee",
    "woont_in_verdragsland": "nee",
    "verandert_dit_jaar": "nee",
}


def fill(page: Page) -> None:
    """One person alone, with an income that is partly too high."""
    for name, answer in YES_NO.items():
        page.check(f'[name="aanvrager.{name}"][value="{answer}"]')
    page.fill('[name="aanvrager.geboortedatum"]', "1980-05-15")
    page.fill('[name="aanvrager.rendementsgrondslag"]', "0")
    page.fill('[name="aanvrager.jaarinkomen"]', "31.415")
    page.fill('[name="dag"]', "2025-07-01")


def test_from_the_room_to_an_outcome_without_javascript(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page(java_script_enabled=False, viewport={"width": 320, "height": 700})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/nl/kamers/diensten")
    page.get_by_role("link", name="Waar heb ik recht op?").click()
    page.get_by_role("link", name="Wet op de zorgtoeslag").click()
    assert too_wide(page) == 0
    page.get_by_role("link", name="Vul alles in één keer in").first.click()
    fill(page)
    page.get_by_role("button", name="Reken uit").last.click()
    assert page.get_by_text("Zorgtoeslag per jaar: € 1.161,00.").is_visible()
    assert page.get_by_text("officieel", exact=True).is_visible()
    page.get_by_text("Geldt het hele jaar: ja.").click()
    assert page.get_by_text("Aan alle voorwaarden is voldaan.").first.is_visible()
    assert too_wide(page) == 0
    page.get_by_text("Verander uw antwoorden en reken opnieuw").click()
    page.fill('[name="aanvrager.jaarinkomen"]', "20000")
    page.get_by_role("button", name="Reken opnieuw").last.click()
    assert page.get_by_text("Zorgtoeslag per jaar: € 1.573,00.").is_visible()
    page.get_by_role("button", name="English").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Health-care allowance a year"
    assert page.input_value('[name="aanvrager.jaarinkomen"]') == "20000"
    assert not [url for url in asked if "31" in url.partition("?")[2] or "20000" in url]
    assert {cookie["name"] for cookie in page.context.cookies()} == {"csrftoken"}


def test_step_by_step_by_keyboard(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{site}/nl/regels/wet_op_de_zorgtoeslag/stap-voor-stap/zorgtoeslag_per_jaar")
    tab_to(page, '[name="aanvrager.geboortedatum"]')
    page.fill('[name="aanvrager.geboortedatum"]', "1980-05-15")
    page.keyboard.press("Enter")
    page.get_by_text("Geboortedatum: 15 mei 1980").wait_for()
    tab_to(page, 'button[value="terug"]')
    page.keyboard.press("Enter")
    page.get_by_text("Vraag 1 van").wait_for()
    assert page.input_value('[name="aanvrager.geboortedatum"]') == "1980-05-15"


def test_an_error_leads_to_its_field(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{site}/nl/{FORM}")
    fill(page)
    page.fill('[name="aanvrager.jaarinkomen"]', "veel")
    page.get_by_role("button", name="Reken uit").last.click()
    page.get_by_role("alert").get_by_role("link").first.click()
    assert page.evaluate("location.hash") == "#aanvrager.jaarinkomen"
    assert page.input_value('[name="aanvrager.jaarinkomen"]') == "veel"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_axe_finds_nothing_on_form_question_and_outcome(
    site: str, open_page: Callable[..., Page], axe_source: str, language: str
) -> None:
    page = open_page(bypass_csp=True)
    page.goto(f"{site}/{language}/{FORM}")
    found = violations(page, axe_source)
    fill(page)
    page.locator("#formulier .nl-button--primary").click()
    found += violations(page, axe_source)
    page.goto(f"{site}/{language}/regels/wet_op_het_kindgebonden_budget/bereken/kindgebonden_budget_per_jaar")
    page.fill('[name="aanvrager.kinderen"]', "2")
    page.locator('button[value="vakken"]').click()
    found += violations(page, axe_source)
    page.locator("#formulier .nl-button--primary").click()
    found += violations(page, axe_source)
    assert found == []
