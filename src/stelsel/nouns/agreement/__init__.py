# SPDX-License-Identifier: EUPL-1.2
"""Agreements: the kind, the signatures under one, and its rules as the engine compares and applies them."""

from stelsel.nouns.agreement._body import Agreement, TextType
from stelsel.nouns.agreement._coverage import Coverage, Covered, coverage
from stelsel.nouns.agreement._coverage_words import COVERED, RULE_PARTS, SCOPE_VERDICTS, coverage_headline
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
from stelsel.nouns.agreement._plain_words import (
    ATTRIBUTE_TYPES,
    DEFAULTS,
    PLACES,
    ROLES,
    TEXT_TYPES,
    Section,
    in_plain_words,
)
from stelsel.nouns.agreement._rules_of import rules_in, taxonomy_in, with_rules
from stelsel.nouns.agreement._sample import PROFILES, example, sample
from stelsel.nouns.agreement._scope import Delivered, Scope, scope
from stelsel.nouns.agreement._sentences import sentence
from stelsel.nouns.agreement._shapes_of import shapes_in
from stelsel.nouns.agreement._signature import (
    AGREEMENT_SIGNATURE,
    SIGNATURE_OUTCOMES,
    AgreementSignature,
    SignatureOutcome,
)
from stelsel.nouns.agreement._verdict import act_words, conflict_words, headline, missing_words

__all__ = [
    "AGREEMENT",
    "AGREEMENT_SIGNATURE",
    "ATTRIBUTE_TYPES",
    "COVERED",
    "DEFAULTS",
    "PLACES",
    "PROFILES",
    "ROLES",
    "RULE_PARTS",
    "SCOPE_VERDICTS",
    "SIGNATURE_OUTCOMES",
    "TEXT_TYPES",
    "AgreedAttribute",
    "AgreedConcept",
    "AgreedDuty",
    "AgreedField",
    "AgreedPermission",
    "AgreedProhibition",
    "Agreement",
    "AgreementParty",
    "AgreementSignature",
    "Coverage",
    "Covered",
    "Delivered",
    "EnforcedBy",
    "Given",
    "LegalBasis",
    "Measure",
    "OwnTerm",
    "PartyRole",
    "Scope",
    "Section",
    "Shape",
    "SignatureOutcome",
    "TextType",
    "act_words",
    "conflict_words",
    "coverage",
    "coverage_headline",
    "example",
    "given",
    "headline",
    "in_plain_words",
    "missing_words",
    "rules_in",
    "sample",
    "scope",
    "sentence",
    "shapes_in",
    "taxonomy_in",
    "taxonomy_of_both",
    "with_rules",
]
