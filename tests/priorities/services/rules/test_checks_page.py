# SPDX-License-Identifier: EUPL-1.2
"""The page about the checks is what the tool makes, and tells of every check and every file."""

from __future__ import annotations

import re
from pathlib import Path

from stelsel.engines.rules import Library, check, load
from stelsel.priorities.services.figures import figures
from tools.derive_checks import PAGE, own, page, shared


def test_the_page_is_what_the_tool_makes(shared_data: Path) -> None:
    files = shared(shared_data / "services")
    made = page(files)
    assert PAGE.read_text(encoding="utf-8") == made, "run tools/derive_checks.py"
    assert all(f"| {name} | yes |" in made for name, _ in files)
    assert len(files) == 102


def test_every_finding_stands_in_the_table_of_checks(shared_data: Path) -> None:
    told = set(re.findall(r"`([a-z-]+)`", PAGE.read_text(encoding="utf-8").partition("The patterns come")[0]))
    for files, table in ((own(), figures()), (shared(shared_data / "services"), None)):
        found = check(Library(load(files)[0]), table)
        assert {one.code.removeprefix("rules-") for one in found} <= told
