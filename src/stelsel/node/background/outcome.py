# SPDX-License-Identifier: EUPL-1.2
"""What a job leaves behind: one sentence, the figures, and what is wrong, as JSON that every face shows alike."""

from collections.abc import Sequence
from typing import Any

import msgspec

from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text

MOST_FINDINGS = 50
"""More are counted and not kept."""


def outcome(said: Text, findings: Sequence[Finding] = (), **figures: int) -> dict[str, Any]:
    """One sentence, at most so many findings, and figures by name."""
    kept = [msgspec.to_builtins(one) for one in findings[:MOST_FINDINGS]]
    return {"said": msgspec.to_builtins(said), "findings": kept, "found": len(findings), "figures": figures}
