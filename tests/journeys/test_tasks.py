# SPDX-License-Identifier: EUPL-1.2
"""The inbox in a real browser: reachable, readable at 320 pixels, without JavaScript, and nothing for axe to find."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from stelsel.book.audience import Asker
from stelsel.kernel.text import Text
from stelsel.node import dispute_desk, tasks
from stelsel.node.node import node
from stelsel.nouns.task import NewTask, Receiver, TaskReason
from tests.faces.web.small_country import PASSWORD
from tests.journeys.width import too_wide
from tests.node.people import person, supplier

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
ENTRY = "wolk/supplier/wolk"
PAGES = ("taken", "taken/1", "taken/2", "taken/3", "taken/vervanging", "taken/wensen", "", "account")


def fill() -> None:
    """A held publication, a dispute, a task for one account, a wish."""
    here = node()
    tasks.set_rule(tasks.OPERATOR, "wolk", "publish-entry", True, 2)
    tasks.submit(here, "wolk", "public", supplier("Nieuwe Wolk"), "uitgever")
    said = dispute_desk.Objection("De naam klopt niet.")
    dispute_desk.dispute(here, here.book(Asker(frozenset({"buur"}))), "buur", ENTRY, said, tasks.OPERATOR)
    why = TaskReason(Text(nl="Het contract loopt af.", en="The contract ends."), entry=ENTRY)
    title = Text(nl="Verleng het contract", en="Renew the contract")
    tasks.open_task(NewTask("judge", "wolk", Receiver("account", "baas"), title, (why,), "dossier:12"))
    today = tasks.inbox(person("baas"))[0].task.asked_at.date()
    tasks.substitute(person("baas"), "wolk", "baas", "uitgever", today, today)


def sign_in(page: Page, site: str) -> None:
    page.goto(f"{site}/nl/aanmelden")
    page.fill("[name=naam]", "baas")
    page.fill("[name=wachtwoord]", PASSWORD)
    page.click("main form button[type=submit]")


def test_the_inbox_reads_well_at_320_pixels(site: str, open_page: Callable[..., Page], axe_source: str) -> None:
    fill()
    page = open_page(viewport={"width": 320, "height": 800})
    sign_in(page, site)
    for path in (f"{language}/{one}" for language in ("nl", "en") for one in PAGES):
        page.goto(f"{site}/{path}")
        assert too_wide(page) <= 0, path
        page.evaluate(axe_source)
        found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})")
        assert [one["id"] for one in found["violations"]] == [], path


def test_deciding_without_javascript(site: str, open_page: Callable[..., Page]) -> None:
    fill()
    page = open_page(java_script_enabled=False)
    sign_in(page, site)
    page.click("text=Taken (3)")
    page.click("a:has-text('Nieuwe Wolk')")
    page.click("button:has-text('Keur goed')")
    assert "De reden ontbreekt" in page.inner_text("main")
    page.fill("[name=redenen]", "Naam en adres kloppen.")
    page.click("button:has-text('Keur goed')")
    assert "goedgekeurd door baas" in page.inner_text("main")
    page.goto(f"{site}/nl/vermelding/wolk/supplier/nieuw")
    assert "Nieuwe Wolk" in page.inner_text("h1")
