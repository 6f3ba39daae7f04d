# SPDX-License-Identifier: EUPL-1.2
"""Public organisations of the Netherlands and what they do together."""

from stelsel.nouns.organisation._kinds import (
    JOINT_ARRANGEMENT,
    ORGANISATION,
    TYPES,
    JointArrangement,
    Organisation,
    Participant,
)

__all__ = ["JOINT_ARRANGEMENT", "ORGANISATION", "TYPES", "JointArrangement", "Organisation", "Participant"]
