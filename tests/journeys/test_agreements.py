# SPDX-License-Identifier: EUPL-1.2
"""The page of an agreement in a real browser without JavaScript, on a narrow screen, in both languages: read, and a
delivery looked at; no page scrolls sideways, and axe finds nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from stelsel.node.node import node
from tests.faces.web.test_agreements import DELIVERY, published
from tests.journeys.test_bottlenecks import NARROW, clean, fits, press

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
ROWS = '[{"adres": {"postcode": "1234AB"}, "geboortedatum": "2000-01-01"}]'


def walk(page: Page, site: str, look: Callable[[], None]) -> None:
    """From the entry to the answer about a delivery."""
    page.goto(f"{site}/nl/vermelding/wolk/agreement/{DELIVERY}")
    with page.expect_navigation():
        page.get_by_role("link", name="Lees deze afspraak in gewone woorden").first.click()
    look()
    assert page.get_by_role("heading", name="Wat moet", exact=True).is_visible()
    press(page, "Kijk de levering na")
    look()
    assert page.get_by_text("Er is niets om na te kijken.").first.is_visible()
    page.locator("#voorbeeld").fill(ROWS)
    press(page, "Kijk de levering na")
    look()
    assert page.get_by_role("status").get_by_text("Buiten de afspraak.").is_visible()
    assert page.get_by_text("/geboortedatum").first.is_visible()
    page.goto(f"{site}/en/afspraken/wolk/{DELIVERY}")
    look()
    assert page.get_by_role("heading", name="How it stands", exact=True).is_visible()
    with page.expect_navigation():
        page.get_by_role("link", name="Is there an agreement for this sharing?").click()
    look()
    assert page.get_by_text("offered: nobody signed yet").first.is_visible()
    for wire in ("regeldekking", "past-de-levering"):
        page.goto(f"{site}/nl/vragen/{wire}?getoetsteAfspraak=wolk/agreement/{DELIVERY}&levering={ROWS}")
        look()
        assert page.get_by_text(
            "geboortedatum" if wire == "past-de-levering" else "niemand zei waar"
        ).first.is_visible()


def test_without_javascript_on_a_narrow_screen(site: str, open_page: Callable[..., Page]) -> None:
    published(node(), DELIVERY)
    page = open_page(java_script_enabled=False, viewport=NARROW)
    walk(page, site, lambda: None)


def test_no_page_scrolls_sideways(site: str, open_page: Callable[..., Page]) -> None:
    published(node(), DELIVERY)
    page = open_page(viewport=NARROW)
    walk(page, site, lambda: fits(page))


def test_no_page_has_an_accessibility_fault(site: str, open_page: Callable[..., Page], axe_source: str) -> None:
    published(node(), DELIVERY)
    page = open_page(bypass_csp=True)
    walk(page, site, lambda: clean(page, axe_source))
