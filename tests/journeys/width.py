# SPDX-License-Identifier: EUPL-1.2
"""How much wider a page is than its window; asked of the page that is there, not of one that is still arriving."""

from playwright.sync_api import Page


def too_wide(page: Page) -> int:
    """Pixels that stick out to the side of the loaded page; 0 where nothing scrolls sideways."""
    page.wait_for_load_state("load")
    page.wait_for_selector("body", state="attached")
    found: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found
