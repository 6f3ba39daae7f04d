# SPDX-License-Identifier: EUPL-1.2
"""From an agreement to the node of its policy in ODRL-AP-NL, as JSON-LD with short names."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any
from urllib.parse import quote

from stelsel.engines.refinement import ALWAYS, NEVER, All, Atom, Condition, Not, Scalar, Some, decimal
from stelsel.nouns.agreement import Agreement, rules_in
from stelsel.priorities.data.exchange._odrl_names import APNL, OWN, expanded, law_of, node_of

Node = dict[str, Any]
CLASSES = {"base": "odrl:Set", "profile": "odrl:Set", "policy": "odrl:Offer", "sharing": "odrl:Agreement"}
ROLES = {
    "provider": "odrl:assigner",
    "consumer": "odrl:assignee",
    "gatekeeper": "stelsel:gatekeeper",
    "steward": "stelsel:steward",
}


class Writer:
    """Writes one agreement. `publisher` is who publishes it (TOOI address, or a publisher's name)."""

    def __init__(self, body: Agreement, publisher: str) -> None:
        self.body, self.publisher = body, publisher or _giver(body)
        self.uid = node_of("afspraak", body.identifier)
        self.concepts = {one.concept for one in body.agreed_concepts}

    def policy(self) -> Node:
        """The policy with everything in it; what is empty is left out."""
        body = self.body
        node: Node = {
            "@id": self.uid,
            "@type": CLASSES[body.text_type],
            "odrl:uid": _link(self.uid),
            "odrl:profile": [_link(APNL), _link(OWN)],
            "dct:title": _dutch(body.title),
            "dct:description": _dutch(body.summary) if body.summary else None,
            "dct:publisher": _link(node_of("organisatie", self.publisher)) if self.publisher else None,
            "dct:issued": _day(body.published),
            "dcat:version": body.version,
            "schema:validFrom": _day(body.valid.start),
            "schema:validThrough": _day(body.valid.end),
            "odrl:conflict": _link(expanded("odrl:prohibit")),
            "stelsel:textType": body.text_type,
            "stelsel:default": body.default_outcome,
            "stelsel:sample": True if body.sample else None,
            "stelsel:purpose": _dutch(body.sharing_purpose) if body.sharing_purpose else None,
            **self._links(),
            **self._rules(),
            **self._words(),
        }
        return {key: value for key, value in node.items() if value not in (None, [], "")}

    def _links(self) -> Node:
        body, node = self.body, dict[str, Any]()
        for one in body.agreement_parties:
            node.setdefault(ROLES[one.party_role], []).append(_link(node_of("organisatie", one.organisation)))
        node["odrl:inheritFrom"] = _link(node_of("adres", body.refines)) if body.refines else None
        node["dct:replaces"] = _link(node_of("adres", body.supersedes)) if body.supersedes else None
        laws = dict.fromkeys(law_of(one.law_identifier) for one in body.legal_bases)
        node["prov:wasDerivedFrom"] = [_link(one) for one in laws]
        node["stelsel:legalBasis"] = [
            _filled(
                at,
                {
                    "stelsel:law": _link(law_of(one.law_identifier)),
                    "stelsel:article": one.article,
                    "dct:title": _dutch(one.title) if one.title else None,
                    "stelsel:ground": one.ground,
                },
            )
            for at, one in enumerate(body.legal_bases)
        ]
        return node

    def _rules(self) -> Node:
        body, rules = self.body, rules_in(self.body)
        use = _link(expanded("odrl:use"))
        permissions = [
            self._rule(at, "permission", one.id, one.title, one.when, {"odrl:action": use})
            for at, one in enumerate(rules.permissions)
        ]
        prohibitions = [
            self._rule(at, "prohibition", one.id, one.title, one.when, {
                "odrl:action": use,
                "stelsel:unless": self.condition(one.unless) if one.unless != NEVER else None,
                "apnl:waivable": True if one.waivable else None,
            })
            for at, one in enumerate(rules.prohibitions)
        ]  # fmt: skip
        duties = [
            self._rule(at, "duty", one.id, one.title, one.when, {
                "odrl:action": {
                    "rdf:value": _link(expanded("stelsel:meet")),
                    "odrl:refinement": self.condition(one.must),
                },
                "apnl:waivable": True if one.waivable else None,
            })
            for at, one in enumerate(rules.duties)
        ]  # fmt: skip
        assets = [self._field(at) for at in range(len(body.agreed_fields))]
        return {
            "odrl:target": {"@id": f"{self.uid}#data", "@type": "odrl:AssetCollection", "stelsel:field": assets},
            "odrl:permission": permissions,
            "odrl:prohibition": prohibitions,
            "odrl:obligation": duties,
        }

    def _rule(self, at: int, part: str, name: str, title: str, when: Condition, more: Node) -> Node:
        return _filled(
            at,
            {
                "@id": self._rule_node(part, name),
                "@type": f"odrl:{part.capitalize()}",
                "dct:identifier": name,
                "dct:title": _dutch(title) if title else None,
                "odrl:constraint": self.condition(when) if when != ALWAYS else None,
                **more,
            },
        )

    def _rule_node(self, part: str, name: str) -> str:
        return f"{self.uid}#{part}/{quote(name, safe='')}"

    def condition(self, condition: Condition) -> Node:
        """A constraint, or a logical one."""
        if isinstance(condition, Atom):
            return self._compared(condition)
        if condition.waivable and isinstance(condition, All) and len(condition.parts) == 1:
            inner = self.condition(condition.parts[0])
            if "apnl:waivable" not in inner:
                return {**inner, "apnl:waivable": True}
        waivable = {"apnl:waivable": True} if condition.waivable else {}
        if isinstance(condition, Not):
            return {"@type": "odrl:LogicalConstraint", "stelsel:not": self.condition(condition.part), **waivable}
        join = "odrl:or" if isinstance(condition, Some) else "odrl:and"
        parts = [self.condition(one) for one in condition.parts]
        return {"@type": "odrl:LogicalConstraint", join: {"@list": parts}, **waivable}

    def _compared(self, atom: Atom) -> Node:
        return {
            "@type": "odrl:Constraint",
            "odrl:leftOperand": _link(node_of("kenmerk", atom.attribute)),
            "odrl:operator": _link(expanded(f"odrl:{atom.op}")),
            "odrl:rightOperand": [self._value(one) for one in atom.values],
            **({"apnl:waivable": True} if atom.waivable else {}),
        }

    def _value(self, value: Scalar | bool) -> Any:
        if isinstance(value, bool):
            return value
        if isinstance(value, Fraction):
            whole = value.denominator == 1
            return {"@value": decimal(value), "@type": f"xsd:{'integer' if whole else 'decimal'}"}
        iri = node_of("begrip", value)
        return _link(iri) if value in self.concepts or iri == value else value

    def _field(self, at: int) -> Node:
        one = self.body.agreed_fields[at]
        return _filled(
            at,
            {
                "@id": f"{self.uid}#field/{quote(one.field_name, safe='')}",
                "@type": "odrl:Asset",
                "odrl:partOf": _link(f"{self.uid}#data"),
                "dct:identifier": one.field_name,
                "dct:subject": _link(node_of("begrip", one.concept)) if one.concept else None,
                "dct:source": _link(node_of("adres", one.from_dataset)) if one.from_dataset else None,
                "stelsel:jsonPath": {"@value": one.json_path} if one.json_path is not None else None,
                "stelsel:mandatory": True if one.mandatory_field else None,
                "stelsel:necessity": _dutch(one.necessity) if one.necessity else None,
            },
        )

    def _words(self) -> Node:
        body = self.body
        parts: dict[str, Iterator[Node]] = {
            "stelsel:attribute": self._attributes(),
            "stelsel:concept": self._concepts(),
            "stelsel:ownTerm": self._terms(),
            "stelsel:shape": self._shapes(),
            "stelsel:measure": self._measures(),
        }
        return {name: [_filled(at, one) for at, one in enumerate(some)] for name, some in parts.items()} if body else {}

    def _attributes(self) -> Iterator[Node]:
        for one in self.body.attributes:
            yield {
                "@id": node_of("kenmerk", one.attribute_name),
                "@type": "odrl:LeftOperand",
                "stelsel:attributeType": one.attribute_type,
                "stelsel:values": {"@list": list(one.value_list)} if one.value_list else None,
                "stelsel:scheme": one.scheme,
                "stelsel:least": one.least,
                "stelsel:most": one.most,
            }

    def _concepts(self) -> Iterator[Node]:
        for one in self.body.agreed_concepts:
            yield {
                "@id": node_of("begrip", one.concept),
                "@type": "skos:Concept",
                "skos:broader": [_link(node_of("begrip", upper)) for upper in one.broader_concepts],
                "skos:inScheme": _link(node_of("schema", one.scheme)) if one.scheme else None,
            }

    def _terms(self) -> Iterator[Node]:
        for one in self.body.own_terms:
            yield {
                "stelsel:term": {"@value": one.own_term},
                "stelsel:baseTerms": {"@list": list(one.base_terms)},
                "stelsel:narrower": True if one.narrower else None,
                "stelsel:ofAttribute": _link(node_of("kenmerk", one.attribute_name)) if one.attribute_name else None,
            }

    def _shapes(self) -> Iterator[Node]:
        for one in self.body.shapes:
            yield {
                "stelsel:targetClass": one.target_class,
                "stelsel:path": one.property_path,
                "sh:minCount": one.min_count,
                "sh:maxCount": one.max_count,
                "stelsel:datatype": one.datatype,
                "sh:in": {"@list": list(one.value_list)} if one.value_list else None,
            }

    def _measures(self) -> Iterator[Node]:
        by_id = {one.rule_id: part for part, some in (
            ("permission", self.body.permissions), ("prohibition", self.body.prohibitions), ("duty", self.body.duties)
        ) for one in some}  # fmt: skip
        for one in self.body.measures:
            people = one.enforced_by in ("organisation", "contract")
            yield {
                "@type": "dpv:OrganisationalMeasure" if people else "dpv:TechnicalMeasure",
                "stelsel:ofRule": _link(self._rule_node(by_id.get(one.rule_id, "rule"), one.rule_id)),
                "stelsel:ruleId": one.rule_id,
                "stelsel:enforcedBy": one.enforced_by,
                "dcat:endpointURL": _link(node_of("adres", one.at_address)) if one.at_address else None,
                "stelsel:fieldName": one.field_name,
                "dct:title": _dutch(one.title) if one.title else None,
            }


def _giver(body: Agreement) -> str:
    """Who publishes, where nobody said: the steward or else the provider."""
    by_role = {one.party_role: one.organisation for one in reversed(body.agreement_parties)}
    return by_role.get("steward") or by_role.get("provider") or ""


def _filled(at: int, node: Node) -> Node:
    """A node with its place in the list, without what is empty."""
    return {**{key: value for key, value in node.items() if value not in (None, [])}, "sh:order": at}


def _link(iri: str) -> Node:
    return {"@id": iri}


def _dutch(text: str) -> Node:
    return {"@value": text, "@language": "nl"}


def _day(day: Any) -> Node | None:
    return None if day is None else {"@value": day.isoformat(), "@type": "xsd:date"}
