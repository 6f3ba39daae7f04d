# SPDX-License-Identifier: EUPL-1.2
"""What can be wrong with rule texts together, without a case. `CHECKS` is the list; each is a function from a library
and the table of figures to what it found. Add a check by adding a function."""

from __future__ import annotations

from collections.abc import Callable

from stelsel.engines.rules.checks._found import Check, Severity
from stelsel.engines.rules.checks.branches import unreachable_branches
from stelsel.engines.rules.checks.lint import defect_patterns
from stelsel.engines.rules.checks.references import cycles, unknown_references
from stelsel.engines.rules.checks.texts import text_drift, type_clashes
from stelsel.engines.rules.checks.unused import unused_names
from stelsel.engines.rules.checks.validity import figure_days, version_days
from stelsel.engines.rules.library import Library
from stelsel.engines.rules.parameters import Parameters

Checker = Callable[[Library, Parameters | None], tuple[Check, ...]]

CHECKS: tuple[Checker, ...] = (
    unknown_references,
    cycles,
    type_clashes,
    text_drift,
    unreachable_branches,
    unused_names,
    version_days,
    figure_days,
    defect_patterns,
)

__all__ = ["CHECKS", "Check", "Checker", "Severity", "check"]


def check(library: Library, figures: Parameters | None = None) -> tuple[Check, ...]:
    """All that all checks find. Without `figures` nothing is said about the days of figures."""
    return tuple(one for checker in CHECKS for one in checker(library, figures))
