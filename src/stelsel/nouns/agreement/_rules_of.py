# SPDX-License-Identifier: EUPL-1.2
"""The rules in an agreement, as the engine compares and applies them; and back."""

from collections.abc import Callable, Mapping
from typing import Any

from stelsel.engines.refinement import (
    ALWAYS,
    NEVER,
    Attribute,
    Condition,
    Duty,
    Meaning,
    Permission,
    Prohibition,
    Rules,
    Taxonomy,
    number_or_day,
    taxonomy_of,
)
from stelsel.engines.refinement.written import condition_from, written
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.vocabulary import wire
from stelsel.nouns.agreement._body import Agreement
from stelsel.nouns.agreement._parts import (
    AgreedAttribute,
    AgreedConcept,
    AgreedDuty,
    AgreedPermission,
    AgreedProhibition,
    OwnTerm,
)


def rules_in(body: Agreement) -> Rules:
    """The rules of an agreement. BadInput names every condition that does not read."""
    findings: list[Finding] = []

    def read(text: str, absent: Condition, part: str, at: int, name: str) -> Condition:
        if not text.strip():
            return absent
        try:
            return condition_from(text, f"{wire(part)}[{at}].{wire(name)}")
        except BadInput as problem:
            findings.extend(problem.findings)
            return NEVER

    rules = Rules(
        body.title,
        body.default_outcome,
        tuple(
            Permission(one.rule_id, read(one.when, ALWAYS, "permissions", at, "when"), one.title)
            for at, one in enumerate(body.permissions)
        ),
        _prohibitions(body, read),
        _duties(body, read),
        {one.attribute_name: _attribute(one) for one in body.attributes},
        {
            (one.attribute_name or "", one.own_term): Meaning(one.base_terms, one.narrower)
            for one in body.own_terms
            if one.base_terms
        },
    )
    if findings:
        raise BadInput(*findings)
    return rules


_Read = Callable[[str, Condition, str, int, str], Condition]


def _prohibitions(body: Agreement, read: _Read) -> tuple[Prohibition, ...]:
    return tuple(
        Prohibition(
            one.rule_id,
            read(one.when, ALWAYS, "prohibitions", at, "when"),
            read(one.unless, NEVER, "prohibitions", at, "unless"),
            one.waivable,
            one.title,
        )
        for at, one in enumerate(body.prohibitions)
    )


def _duties(body: Agreement, read: _Read) -> tuple[Duty, ...]:
    return tuple(
        Duty(
            one.rule_id,
            read(one.when, ALWAYS, "duties", at, "when"),
            read(one.must, ALWAYS, "duties", at, "must"),
            one.waivable,
            one.title,
        )
        for at, one in enumerate(body.duties)
    )


def _attribute(told: AgreedAttribute) -> Attribute:
    least, most = number_or_day(told.least), number_or_day(told.most)
    return Attribute(told.attribute_name, told.attribute_type, told.value_list, least, most, told.scheme or "")


def taxonomy_in(body: Agreement) -> Taxonomy:
    """The concepts of an agreement. BadInput for a circle."""
    broader = {one.concept: one.broader_concepts for one in body.agreed_concepts}
    schemes: dict[str, set[str]] = {}
    for one in body.agreed_concepts:
        if one.scheme:
            schemes.setdefault(one.scheme, set()).add(one.concept)
    return taxonomy_of(broader, schemes, wire("agreed_concepts"))


def with_rules(body_parts: Mapping[str, Any], rules: Rules, taxonomy: Taxonomy) -> Agreement:
    """An agreement with these rules: what was read from a plain form, to be published. `body_parts` are the other
    fields, by English name."""
    scheme_of = {concept: name for name, held in taxonomy.schemes.items() for concept in held}
    return Agreement(
        **body_parts,
        default_outcome=rules.default,
        permissions=tuple(AgreedPermission(one.id, _said(one.when, ALWAYS), one.title) for one in rules.permissions),
        prohibitions=tuple(
            AgreedProhibition(one.id, _said(one.when, ALWAYS), _said(one.unless, NEVER), one.waivable, one.title)
            for one in rules.prohibitions
        ),
        duties=tuple(
            AgreedDuty(one.id, written(one.must), _said(one.when, ALWAYS), one.waivable, one.title)
            for one in rules.duties
        ),
        attributes=tuple(
            AgreedAttribute(
                one.name,
                one.type,
                one.values,
                one.taxonomy or None,
                None if one.least is None else str(one.least),
                None if one.most is None else str(one.most),
            )
            for one in rules.attributes.values()
        ),
        agreed_concepts=tuple(
            AgreedConcept(one, tuple(sorted(upper)), scheme_of.get(one)) for one, upper in taxonomy.broader.items()
        ),
        own_terms=tuple(
            OwnTerm(term, meaning.to, meaning.broader, attribute or None)
            for (attribute, term), meaning in rules.terms.items()
        ),
    )


def _said(condition: Condition, absent: Condition) -> str:
    return "" if condition == absent else written(condition)
