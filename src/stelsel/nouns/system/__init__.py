# SPDX-License-Identifier: EUPL-1.2
"""Systems: what an organisation runs or has run for it, and how many people it reaches."""

from stelsel.nouns.system._kinds import SYSTEM, System

__all__ = ["SYSTEM", "System"]
