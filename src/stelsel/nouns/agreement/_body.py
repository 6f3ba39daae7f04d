# SPDX-License-Identifier: EUPL-1.2
"""What an agreement holds: what parties bind themselves to when they share data, or what a base asks of all of them."""

from datetime import date
from typing import Annotated, Literal

from stelsel.kernel.kind import Body, about
from stelsel.kernel.time import Period
from stelsel.nouns.agreement._parts import (
    AgreedAttribute,
    AgreedConcept,
    AgreedDuty,
    AgreedField,
    AgreedPermission,
    AgreedProhibition,
    AgreementParty,
    LegalBasis,
    Measure,
    OwnTerm,
    Shape,
)

TextType = Literal["base", "profile", "sharing", "policy"]
"""base: what every agreement must be in line with; profile: a domain's own text that refines a base; sharing: what a
provider and a consumer agree on; policy: what one organisation asks of all who want its data."""


class Agreement(Body, frozen=True):
    """An agreement. Conditions are lines such as `purpose isA care and level >= 2`; an act of sharing is allowed when a
    permission holds (or the default is permit), no prohibition holds without its exception, and every duty that applies
    is met. `refines` and `supersedes` are addresses of agreements; each version is an entry of its own."""

    identifier: Annotated[str, about(source="odrl:uid; the same in every version")]
    version: Annotated[str, about(source="dcat:version")]
    title: Annotated[str, about(source="dct:title")]
    text_type: TextType = "sharing"
    summary: Annotated[str, about(source="dct:description")] = ""
    agreement_parties: Annotated[tuple[AgreementParty, ...], about(source="odrl:assigner, odrl:assignee")] = ()
    sharing_purpose: Annotated[str, about(source="GDPR, article 5(1)(b); odrl:purpose")] = ""
    legal_bases: Annotated[tuple[LegalBasis, ...], about(source="prov:wasDerivedFrom")] = ()
    agreed_fields: tuple[AgreedField, ...] = ()
    default_outcome: Literal["deny", "permit"] = "deny"
    permissions: tuple[AgreedPermission, ...] = ()
    prohibitions: tuple[AgreedProhibition, ...] = ()
    duties: tuple[AgreedDuty, ...] = ()
    attributes: tuple[AgreedAttribute, ...] = ()
    agreed_concepts: tuple[AgreedConcept, ...] = ()
    own_terms: tuple[OwnTerm, ...] = ()
    shapes: tuple[Shape, ...] = ()
    measures: tuple[Measure, ...] = ()
    refines: Annotated[str | None, about(source="odrl:inheritFrom; address of an entry")] = None
    supersedes: Annotated[str | None, about(source="dct:replaces; address of an entry")] = None
    valid: Annotated[Period, about(unit="days")] = Period()
    published: Annotated[date | None, about(unit="day")] = None
    sample: bool = False
