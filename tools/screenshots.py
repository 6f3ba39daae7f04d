# SPDX-License-Identifier: EUPL-1.2
"""`make screenshots`: photographs the pages of a node, one of each sort, in every way that people see them.

Walks the links from the start page, takes one page of each sort (the same path but for its identifiers), and saves
`<sort>-<language>-<view>.png`. Uses the node at the port if one answers, else starts one and stops it at the end.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from tools.environment import ROOT, Trouble, say

START_SECONDS = 180
SORTS_AT_MOST = 40
IDENTIFIER = re.compile(r"\d|^[^/]{24,}$|:")
NOT_PAGES = ("/api/", "/static/", "/.well-known/", "/healthz", "/readyz")


@dataclass(frozen=True)
class View:
    """One way of looking: width in CSS pixels, with or without JavaScript, light or dark."""

    name: str
    width: int
    javascript: bool = True
    scheme: str = "light"


VIEWS = (
    View("wide", 1280),
    View("narrow", 320),
    View("noscript", 1280, javascript=False),
    View("dark", 1280, scheme="dark"),
)
LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}


def sort_of(url: str) -> str:
    """The sort of page behind an address: its path with every identifier replaced."""
    path = urlsplit(url).path.strip("/")
    parts = ["x" if IDENTIFIER.search(part) else part for part in path.split("/") if part]
    return "-".join(parts) or "start"


def answers(base: str) -> bool:
    """True where a page is served at this address."""
    try:
        with urllib.request.urlopen(base, timeout=10):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


@contextlib.contextmanager
def node_at(port: int) -> Iterator[str]:
    """The address of a node: the one that runs at this port, or one that is started and stopped here."""
    base = f"http://localhost:{port}/"
    if answers(base):
        yield base
        return
    say(f"no node answers at {base}: starting one")
    command = [str(Path(sys.executable).parent / "stelsel"), "up", "--port", str(port)]
    surroundings = {"STELSEL_HOME": str(ROOT / "var"), **os.environ}
    with subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=subprocess.DEVNULL) as process:
        try:
            deadline = time.monotonic() + START_SECONDS
            while not answers(base):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise Trouble(f"The node did not start. Run `make up PORT={port}` to see why.")
                time.sleep(0.5)
            yield base
        finally:
            process.terminate()


def links(page: Any, base: str) -> list[str]:
    """The addresses on this page that stay on the site, without fragment and query."""
    found = [urljoin(page.url, link.get_attribute("href") or "") for link in page.locator("a[href]").all()]
    inside = [urldefrag(url).url.split("?")[0] for url in found if url.startswith(base)]
    return [url for url in dict.fromkeys(inside) if not urlsplit(url).path.startswith(NOT_PAGES)]


def walk(browser: Any, base: str, locale: str, extra: list[str]) -> dict[str, str]:
    """One address for each sort of page: sort -> address, the start page first."""
    with browser.new_context(locale=locale, java_script_enabled=False) as context:
        page = context.new_page()
        waiting, seen = [base, *(urljoin(base, path) for path in extra)], dict[str, str]()
        while waiting and len(seen) < SORTS_AT_MOST:
            url = waiting.pop(0)
            if sort_of(url) in seen:
                continue
            answer = page.goto(url)
            if answer is None or "html" not in answer.headers.get("content-type", ""):
                continue
            seen[sort_of(url)] = url
            waiting += links(page, base)
        return seen


def photograph(browser: Any, pages: dict[str, str], language: str, view: View, folder: Path) -> None:
    """Saves one picture of each page in this language and view."""
    with browser.new_context(
        locale=LANGUAGES[language],
        viewport={"width": view.width, "height": 800},
        java_script_enabled=view.javascript,
        color_scheme=view.scheme,
        reduced_motion="reduce",
    ) as context:
        page = context.new_page()
        for sort, url in pages.items():
            page.goto(url)
            page.screenshot(path=folder / f"{sort}-{language}-{view.name}.png", full_page=True)


def main() -> int:
    """Walks and photographs; returns the exit code."""
    parser = argparse.ArgumentParser(prog="make screenshots")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--into", type=Path, default=ROOT / "var" / "screenshots")
    parser.add_argument("paths", nargs="*", help="more pages that no link leads to, as /sign-in")
    asked = parser.parse_args()
    try:
        return take(asked.port, asked.into, asked.paths)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1


def take(port: int, folder: Path, extra: list[str]) -> int:
    """Photographs every sort of page of the node at this port into the folder. Raises Trouble."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        raise Trouble("Screenshots need Chromium. Run: sh tools/install_chromium.sh")
    folder.mkdir(parents=True, exist_ok=True)
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with node_at(port) as base, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=arguments)
        for language, locale in LANGUAGES.items():
            pages = walk(browser, base, locale, extra)
            for view in VIEWS:
                photograph(browser, pages, language, view, folder)
            say(f"{language}: {len(pages)} sorts of page, {len(VIEWS)} views each: {', '.join(pages)}")
        browser.close()
    say(f"saved in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
