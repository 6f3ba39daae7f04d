# SPDX-License-Identifier: EUPL-1.2
"""The tools of the contract and accessibility checks run and see faults."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from tools.screenshots import sort_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

POOR = {
    "openapi": "3.1.0",
    "info": {"title": "Poor", "version": "1"},
    "paths": {"/Aanbod_x/": {"get": {"responses": {}}}},
}


def test_spectral_refuses_a_poor_contract(spectral: tuple[str, ...], conformance: Path, tmp_path: Path) -> None:
    contract = tmp_path / "openapi.json"
    contract.write_text(json.dumps(POOR))
    rules = conformance / "spectral" / "ruleset.yaml"
    command = [*spectral, "lint", "--ruleset", str(rules), "--format", "json", "--quiet", str(contract)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    faults = {fault["code"] for fault in json.loads(run.stdout) if fault["severity"] == 0}
    assert run.returncode == 1, run.stderr
    assert len(faults) >= 2


def test_axe_sees_an_image_without_words(browser: Browser, axe_source: str) -> None:
    page = browser.new_page()
    page.set_content("<html lang=nl><title>x</title><main><h1>x</h1><img src='data:,'></main></html>")
    page.evaluate(axe_source)
    found = page.evaluate("axe.run().then(result => result.violations.map(fault => fault.id))")
    page.close()
    assert found == ["image-alt"]


def test_pages_of_one_sort_are_photographed_once() -> None:
    assert sort_of("http://localhost:8000/") == "start"
    assert sort_of("http://localhost:8000/nl/vermelding/4f2a91bc") == "nl-vermelding-x"
    assert sort_of("http://localhost:8000/nl/vragen/aanbod") == "nl-vragen-aanbod"
