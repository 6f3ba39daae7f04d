# SPDX-License-Identifier: EUPL-1.2
"""Agreements: the kind, the signatures under one, and its rules as the engine compares and applies them."""

from stelsel.nouns.agreement._body import Agreement, TextType
from stelsel.nouns.agreement._compared import Compared, compared, shape_words, shapes_plain
from stelsel.nouns.agreement._coverage import Coverage, Covered, coverage
from stelsel.nouns.agreement._coverage_words import COVERED, RULE_PARTS, SCOPE_VERDICTS, coverage_headline
from stelsel.nouns.agreement._given import Given, given, given_of, taxonomy_of_both
from stelsel.nouns.agreement._heirs import name_of, seat_of
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
from stelsel.nouns.agreement._signed import Signed, end_name, signed_at
from stelsel.nouns.agreement._signing import PartyStanding, agreements_ended, place_of
from stelsel.nouns.agreement._standing import (
    AgreementStanding,
    agreement_standing,
    agreements_between,
    in_force_now,
    successor_version,
)
from stelsel.nouns.agreement._standing_words import STATES, State
from stelsel.nouns.agreement._template import from_template, template_at, templates
from stelsel.nouns.agreement._verdict import act_words, conflict_words, headline, missing_words
from stelsel.nouns.agreement._versions import Link, agreement_here, carries, chain_of

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
    "STATES",
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
    "AgreementStanding",
    "Compared",
    "Coverage",
    "Covered",
    "Delivered",
    "EnforcedBy",
    "Given",
    "LegalBasis",
    "Link",
    "Measure",
    "OwnTerm",
    "PartyRole",
    "PartyStanding",
    "Scope",
    "Section",
    "Shape",
    "SignatureOutcome",
    "Signed",
    "State",
    "TextType",
    "act_words",
    "agreement_here",
    "agreement_standing",
    "agreements_between",
    "agreements_ended",
    "carries",
    "chain_of",
    "compared",
    "conflict_words",
    "coverage",
    "coverage_headline",
    "end_name",
    "example",
    "from_template",
    "given",
    "given_of",
    "headline",
    "in_force_now",
    "in_plain_words",
    "missing_words",
    "name_of",
    "place_of",
    "rules_in",
    "sample",
    "scope",
    "seat_of",
    "sentence",
    "shape_words",
    "shapes_in",
    "shapes_plain",
    "signed_at",
    "successor_version",
    "taxonomy_in",
    "taxonomy_of_both",
    "template_at",
    "templates",
    "with_rules",
]
