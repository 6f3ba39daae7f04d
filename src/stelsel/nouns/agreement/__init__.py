# SPDX-License-Identifier: EUPL-1.2
"""Agreements: the kind, and the rules in one as the engine compares and applies them."""

from stelsel.nouns.agreement._body import Agreement, TextType
from stelsel.nouns.agreement._given import Given, given, taxonomy_of_both
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
from stelsel.nouns.agreement._verdict import act_words, conflict_words, headline, missing_words

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
    "Given",
    "LegalBasis",
    "Measure",
    "OwnTerm",
    "PartyRole",
    "Shape",
    "TextType",
    "act_words",
    "conflict_words",
    "given",
    "headline",
    "missing_words",
    "rules_in",
    "taxonomy_in",
    "taxonomy_of_both",
    "with_rules",
]
