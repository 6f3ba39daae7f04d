# SPDX-License-Identifier: EUPL-1.2
"""Agreements: the kind, and the rules in one as the engine compares and applies them."""

from stelsel.nouns.agreement._body import Agreement, TextType
from stelsel.nouns.agreement._kinds import AGREEMENT
from stelsel.nouns.agreement._parts import (
    AgreedAttribute,
    AgreedConcept,
    AgreedDuty,
    AgreedField,
    AgreedPermission,
    AgreedProhibition,
    AgreementParty,
    EnforcedBy,
    LegalBasis,
    Measure,
    OwnTerm,
    PartyRole,
    Shape,
)
from stelsel.nouns.agreement._rules_of import rules_in, taxonomy_in, with_rules

__all__ = [
    "AGREEMENT",
    "AgreedAttribute",
    "AgreedConcept",
    "AgreedDuty",
    "AgreedField",
    "AgreedPermission",
    "AgreedProhibition",
    "Agreement",
    "AgreementParty",
    "EnforcedBy",
    "LegalBasis",
    "Measure",
    "OwnTerm",
    "PartyRole",
    "Shape",
    "TextType",
    "rules_in",
    "taxonomy_in",
    "with_rules",
]
