# SPDX-License-Identifier: EUPL-1.2
"""Every example of asking about a case runs."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

from bench.interview_rules import our_own
from stelsel.priorities.services.figures import figures

PAGE = Path(__file__).resolve().parents[2] / "docs" / "rules-asking.md"


def test_the_examples_hold() -> None:
    examples = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    names = {"library": our_own()[0].library, "figures": figures(), "Fraction": Fraction}
    assert len(examples) == 6
    for example in examples:
        exec(example, names)
