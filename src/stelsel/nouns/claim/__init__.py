# SPDX-License-Identifier: EUPL-1.2
"""Claims: who says what about a service, with which evidence, for which period."""

from stelsel.nouns.claim._kinds import CLAIM, Claim, standing

__all__ = ["CLAIM", "Claim", "standing"]
