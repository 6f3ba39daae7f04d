# SPDX-License-Identifier: EUPL-1.2
"""Public organisations of the Netherlands, over time, and what they do together."""

from stelsel.nouns.organisation._exchange import read, read_folder
from stelsel.nouns.organisation._history import Known, OnDay, Organisations, Step, Succession, existed
from stelsel.nouns.organisation._kinds import (
    CHANGES,
    JOINT_ARRANGEMENT,
    ORGANISATION,
    TYPES,
    FormerName,
    JointArrangement,
    Organisation,
    Participant,
)
from stelsel.nouns.organisation._partners import Partner, Together, partners
from stelsel.nouns.organisation._question import ORGANISATIONS_ON_DAY, organisations
from stelsel.nouns.organisation._shipped import example, write

__all__ = [
    "CHANGES",
    "JOINT_ARRANGEMENT",
    "ORGANISATION",
    "ORGANISATIONS_ON_DAY",
    "TYPES",
    "FormerName",
    "JointArrangement",
    "Known",
    "OnDay",
    "Organisation",
    "Organisations",
    "Participant",
    "Partner",
    "Step",
    "Succession",
    "Together",
    "example",
    "existed",
    "organisations",
    "partners",
    "read",
    "read_folder",
    "write",
]
