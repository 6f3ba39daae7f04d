# SPDX-License-Identifier: EUPL-1.2
"""A company lets an adviser act for it, in a real browser on a narrow screen, by the stand-in of the example."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from stelsel.kernel.draft import Draft
from stelsel.node.example.load import MARKER
from stelsel.node.node import node as the_node
from stelsel.priorities.services.kinds import PUBLIC_SERVICE, PublicService
from tests.faces.web.small_country import SOURCE
from tests.journeys.test_walks import violations
from tests.journeys.width import too_wide

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture
def example(site: str, settings: Any) -> Iterator[str]:
    """The small country, marked as an example country, with a public service."""
    title = "Parkeervergunning voor bewoners van de binnenstad"
    body = PublicService(title=title, identifier="https://voorbeeld.invalid/parkeren")
    the_node().publish_drafts("importeur", "public", [Draft(PUBLIC_SERVICE, "parkeren", body, "", SOURCE)])
    marker = Path(settings.HOME, MARKER)
    marker.write_text("{}")
    yield site
    marker.unlink()


def enter(page: Page, site: str, party: str) -> None:
    page.goto(f"{site}/nl/aanmelden")
    page.get_by_role("link", name="Meld aan als verzonnen burger").click()
    page.get_by_role("button", name=re.compile(f"{party}.*EH3")).click()
    page.wait_for_url(f"{site}/nl/")


def test_an_adviser_acts_for_a_bakery(example: str, open_page: Callable[..., Page], axe_source: str) -> None:
    narrow = {"viewport": {"width": 320, "height": 800}, "bypass_csp": True}
    bakery, adviser = open_page(**narrow), open_page(**narrow)
    enter(bakery, example, "Bakkerij")
    bakery.goto(f"{example}/nl/machtigen")
    bakery.fill("#dienst", "parkeer")
    bakery.get_by_role("button", name="Zoek dienst").click()
    bakery.get_by_label("Parkeervergunning").check()
    bakery.fill("#noem-mij", "De Bakkerij")
    bakery.fill("#tot-en-met", "2029-12-31")
    bakery.get_by_role("button", name="Maak een code").click()
    code = bakery.inner_text("strong.st-hash")
    found = violations(bakery, axe_source)
    enter(adviser, example, "Adviesbureau")
    adviser.goto(f"{example}/nl/machtigen")
    adviser.fill("#code", code)
    adviser.get_by_role("button", name="Gebruik deze code").click()
    adviser.get_by_role("button", name="Handel namens De Bakkerij").click()
    for path in ("nl/", "nl/machtigen", "en/account", "nl/vragen/passend-cloudaanbod"):
        adviser.goto(f"{example}/{path}")
        assert "De Bakkerij" in adviser.inner_text(".st-notice >> nth=1")
        assert too_wide(adviser) <= 0
        found += violations(adviser, axe_source)
    assert found == []
    adviser.get_by_role("button", name="Handel weer voor uzelf").click()
    adviser.goto(f"{example}/nl/")
    assert "De Bakkerij" not in adviser.inner_text("body")
