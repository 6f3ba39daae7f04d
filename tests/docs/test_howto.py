# SPDX-License-Identifier: EUPL-1.2
"""Every Python block of every how-to runs, in order, as one story."""

import re
from pathlib import Path
from typing import Any

import pytest

HOWTOS = sorted((Path(__file__).resolve().parents[2] / "docs" / "howto").glob("*.md"))
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("page", HOWTOS, ids=lambda page: page.stem)
def test_every_block_runs(page: Path) -> None:
    blocks = BLOCK.findall(page.read_text(encoding="utf-8"))
    assert blocks, f"{page.name} has no example"
    story: dict[str, Any] = {"__name__": page.stem.replace("-", "_")}
    for number, block in enumerate(blocks, start=1):
        exec(compile(block, f"{page.name} block {number}", "exec"), story)  # a how-to is our own text
