# SPDX-License-Identifier: EUPL-1.2
"""The parts of an agreement: parties, legal bases, fields, rules, terms, shapes and measures."""

from typing import Annotated, Literal

from stelsel.kernel.kind import about
from stelsel.kernel.lawful_basis import Ground
from stelsel.kernel.values import Value

PartyRole = Literal["provider", "consumer", "gatekeeper", "steward"]
"""Who gives, who gets, who judges requests, and who steers the system: aanbieder, afnemer, poortwachter and regisseur
of the federated data system (FDS)."""
AttributeType = Literal["concept", "choice", "boolean", "integer", "number", "date", "text"]
EnforcedBy = Literal["gateway", "api", "log", "contract", "organisation"]
"""Where a rule is enforced: at the gateway, in the API itself, afterwards in a log, by contract, or by how people work
(an organisational measure, dpv:OrganisationalMeasure)."""
RULE_ID = "^[A-Za-z0-9][A-Za-z0-9._:/-]{0,79}$"


class AgreementParty(Value, frozen=True):
    """A party, by its TOOI address; an organisation that merged is followed to its successor."""

    organisation: Annotated[str, about(source="TOOI")]
    party_role: Annotated[PartyRole, about(source="FDS roles; odrl:assigner, odrl:assignee")]


class LegalBasis(Value, frozen=True):
    """On what law the sharing rests: BWB or CELEX identifier, article, and the ground of article 6 of the GDPR when
    personal data is shared."""

    law_identifier: Annotated[str, about(source="BWB or CELEX identifier; prov:wasDerivedFrom")]
    article: str
    title: str = ""
    ground: Annotated[Ground | None, about(source="GDPR, article 6(1)")] = None


class AgreedField(Value, frozen=True):
    """One field that may be shared, to the level of the element. `json_path` is its place in a delivery (JSON Pointer,
    RFC 6901, with - for each item of a list)."""

    field_name: str
    concept: Annotated[str | None, about(source="skos:Concept; address of what the field means")] = None
    from_dataset: Annotated[str | None, about(source="dcat:Dataset; address of an entry or its own")] = None
    json_path: Annotated[str | None, about(source="RFC 6901")] = None
    mandatory_field: bool = False
    necessity: Annotated[str, about(source="GDPR, article 5(1)(c): adequate, relevant and limited")] = ""


class AgreedAttribute(Value, frozen=True):
    """What an act of sharing says, as far as rules speak of it. `scheme` names the taxonomy of a concept."""

    attribute_name: Annotated[str, about(source="odrl:leftOperand")]
    attribute_type: AttributeType = "text"
    value_list: tuple[str, ...] = ()
    scheme: str | None = None
    least: str | None = None
    most: str | None = None


class AgreedConcept(Value, frozen=True):
    """A concept and what stands directly above it."""

    concept: Annotated[str, about(source="skos:Concept")]
    broader_concepts: Annotated[tuple[str, ...], about(source="skos:broader")] = ()
    scheme: Annotated[str | None, about(source="skos:inScheme")] = None


class OwnTerm(Value, frozen=True):
    """What an own term means in the base; `narrower` when it is a concept of its own below the terms of the base."""

    own_term: str
    base_terms: Annotated[tuple[str, ...], about(source="skos:exactMatch, skos:broadMatch")] = ()
    narrower: bool = False
    attribute_name: str | None = None


class AgreedPermission(Value, frozen=True):
    """What may be."""

    rule_id: Annotated[str, about(source="odrl:permission, odrl:uid", pattern=RULE_ID)]
    when: str = ""
    title: str = ""


class AgreedProhibition(Value, frozen=True):
    """What may not be, unless."""

    rule_id: Annotated[str, about(source="odrl:prohibition, odrl:uid", pattern=RULE_ID)]
    when: str = ""
    unless: str = ""
    waivable: Annotated[bool, about(source="apnl:waivable")] = False
    title: str = ""


class AgreedDuty(Value, frozen=True):
    """What must be, when."""

    rule_id: Annotated[str, about(source="odrl:duty, odrl:obligation, odrl:uid", pattern=RULE_ID)]
    must: str
    when: str = ""
    waivable: Annotated[bool, about(source="apnl:waivable")] = False
    title: str = ""


class Shape(Value, frozen=True):
    """What a description must have: how many values of one property, of which type, from which list."""

    target_class: Annotated[str, about(source="sh:targetClass")]
    property_path: Annotated[str, about(source="sh:path")]
    min_count: Annotated[int, about(source="sh:minCount", ge=0)] = 0
    max_count: Annotated[int, about(source="sh:maxCount", ge=0)] | None = None
    datatype: Annotated[str | None, about(source="sh:datatype, sh:class or sh:nodeKind")] = None
    value_list: Annotated[tuple[str, ...], about(source="sh:in")] = ()


class Measure(Value, frozen=True):
    """Where a rule of this agreement is enforced. `field_name` narrows it to one field."""

    rule_id: Annotated[str, about(source="ODRL-AP-NL, apnl:conformsToPolicy", pattern=RULE_ID)]
    enforced_by: EnforcedBy
    at_address: Annotated[str | None, about(source="dcat:downloadURL or dcat:endpointURL")] = None
    field_name: str | None = None
    title: str = ""
