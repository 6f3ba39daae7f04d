# SPDX-License-Identifier: EUPL-1.2
"""The small country served over loopback, and a real browser in front of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from stelsel.node.node import node
from tests.faces.web import small_country

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture
def site(live_server: object) -> Iterator[str]:
    """The address of the small country."""
    small_country.build()
    yield str(live_server)
    node.cache_clear()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page in a fresh context; keywords go to the context (viewport, java_script_enabled, ...)."""
    contexts = []

    def fresh(**options: object) -> Page:
        context = browser.new_context(**{"locale": "nl-NL", **options})  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    yield fresh
    for context in contexts:
        context.close()
