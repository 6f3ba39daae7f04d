# SPDX-License-Identifier: EUPL-1.2
"""What a check says: a finding of the kernel with the text it is about, its line and how bad it is."""

from __future__ import annotations

from typing import Literal

from stelsel.engines.rules.model import RuleText
from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text

Severity = Literal["fault", "warning", "note"]
"""`fault`: wrong, or cannot give what it promises. `warning`: likely wrong, or right only in some cases. `note`: holds
today and will not hold for ever."""


class Check(Finding, frozen=True):
    """One thing a check found. `rule` is the id of the text, `file` and `at` (the line) where it stands; for a figure
    they are empty and 0, and `where` names it."""

    rule: str
    file: str
    at: int
    severity: Severity


def found(text: RuleText, at: int, code: str, what: Text, cure: Text, severity: Severity = "fault") -> Check:
    """What is wrong on a line of a text. The code is for machines: `rules-<code>`."""
    return Check(f"rules-{code}", f"{text.file} line {at}", what, cure, text.id, text.file, at, severity)
