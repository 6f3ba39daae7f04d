# SPDX-License-Identifier: EUPL-1.2
"""The desk of bottlenecks: raise one, join, take a step, merge and split. Web, API and command line use it alike."""

from stelsel.node.bottlenecks._acts import Figures, Move, join, may_act, step
from stelsel.node.bottlenecks._group import Said, group
from stelsel.node.bottlenecks._raise import Report, raise_one, report_body, steward_here

__all__ = [
    "Figures", "Move", "Report", "Said", "group", "join", "may_act", "raise_one", "report_body", "step", "steward_here",
]  # fmt: skip
