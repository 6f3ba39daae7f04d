# SPDX-License-Identifier: EUPL-1.2
"""Claims: who says what about a service, with which evidence, for which period."""

from stelsel.nouns.claim._kinds import CLAIM, OBJECTIVES, Claim
from stelsel.nouns.claim._standing import Standing, held, judged, standing

__all__ = ["CLAIM", "OBJECTIVES", "Claim", "Standing", "held", "judged", "standing"]
