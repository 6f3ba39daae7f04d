# SPDX-License-Identifier: EUPL-1.2
"""From a policy of ODRL-AP-NL to an agreement. What is read with less certainty is warned of, never dropped in
silence."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from stelsel.engines.refinement import ALWAYS, Atom, Condition, atoms_of, written
from stelsel.kernel.canonical import canonical
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import wire
from stelsel.nouns.agreement import AGREEMENT, Agreement
from stelsel.priorities.data.exchange._odrl_conditions import ARTEFACT, Conditions, both
from stelsel.priorities.data.exchange._odrl_graph import Nodes
from stelsel.priorities.data.exchange._odrl_names import KNOWN_PROFILES, expanded, law_in, shortened, word_of
from stelsel.priorities.data.exchange._odrl_write import ROLES

POLICIES = ("odrl:Set", "odrl:Offer", "odrl:Agreement", "odrl:Policy")
_TYPES = {"odrl:Agreement": "sharing", "odrl:Offer": "policy"}
_SEEN = frozenset(
    "rdf:type odrl:uid odrl:profile dct:title dct:description dct:publisher dct:issued dcat:version dct:identifier "
    "schema:validFrom schema:validThrough odrl:conflict odrl:inheritFrom dct:replaces prov:wasDerivedFrom "
    "odrl:target odrl:permission odrl:prohibition odrl:obligation odrl:duty odrl:assigner odrl:assignee "
    "apnl:instantiates".split()
)
_OF_RULES = frozenset(
    "rdf:type odrl:uid dct:identifier dct:title dct:description rdfs:label sh:order odrl:action odrl:constraint "
    "odrl:target odrl:assigner odrl:assignee odrl:duty apnl:waivable stelsel:unless".split()
)
Plain = dict[str, Any]


class PolicyReader:
    """Reads one policy."""

    def __init__(self, nodes: Nodes, subject: str) -> None:
        self.nodes, self.subject = nodes, subject
        self.conditions = Conditions(nodes)
        self.warnings: list[Finding] = []
        self.duties: list[Plain] = []
        self.names: set[str] = set()

    def body(self) -> Agreement:
        """The agreement. BadInput for what does not read."""
        nodes, subject = self.nodes, self.subject
        self._profiles()
        title = nodes.text(subject, "dct:title") or nodes.text(subject, "rdfs:label")
        if not title:
            raise nodes.trouble("odrl-title", subject, _NO_TITLE, _NO_TITLE_CURE)
        for name in sorted(nodes.said[subject].keys() - _SEEN):
            if not name.startswith("stelsel:"):
                self.warn("odrl-property", subject, _NOT_TAKEN.fill(what=name))
        plain: Plain = {
            "identifier": word_of("afspraak", nodes.node(subject, "odrl:uid") or subject),
            "version": nodes.text(subject, "dcat:version") or nodes.text(subject, "dct:issued"),
            "title": title,
            "text_type": nodes.text(subject, "stelsel:textType") or self._type(),
            "summary": nodes.text(subject, "dct:description"),
            "sharing_purpose": nodes.text(subject, "stelsel:purpose"),
            "default_outcome": nodes.text(subject, "stelsel:default") or "deny",
            "valid": {"start": self._day("schema:validFrom"), "end": self._day("schema:validThrough")},
            "published": self._day("dct:issued"),
            "sample": nodes.true(subject, "stelsel:sample"),
            "refines": self._address("odrl:inheritFrom") or self._address("apnl:instantiates"),
            "supersedes": self._address("dct:replaces"),
            "agreement_parties": list(self._parties()),
            "legal_bases": list(self._bases()),
            "permissions": [self._permission(one) for one in nodes.nodes(subject, "odrl:permission")],
            "prohibitions": [self._prohibition(one) for one in nodes.nodes(subject, "odrl:prohibition")],
            "agreed_fields": [self._field(one) for one in nodes.nodes(self._target(), "stelsel:field")],
            "attributes": list(self._attributes()),
            "agreed_concepts": list(self._concepts()),
            "own_terms": list(self._terms()),
            "shapes": list(self._shapes()),
            "measures": list(self._measures()),
        }
        duties = [*nodes.nodes(subject, "odrl:obligation"), *nodes.nodes(subject, "odrl:duty")]
        plain["duties"] = [*(self._duty(one) for one in duties), *self.duties]
        return self._agreement(_on_wire(plain))

    def _agreement(self, plain: Plain) -> Agreement:
        """What keeps it from being published is warned of: somebody may fill it in."""
        body: Agreement = AGREEMENT.decode_body(canonical(plain))
        try:
            AGREEMENT.convert(plain)
        except BadInput as problem:
            self.warnings += problem.findings
        return body

    def warn(self, code: str, node: str, what: Text) -> None:
        """Something that was read, and that somebody has to look at."""
        self.warnings.append(Finding(code, shortened(node), what, _LOOK))

    def _profiles(self) -> None:
        held = self.nodes.nodes(self.subject, "odrl:profile")
        for one in held:
            if one not in KNOWN_PROFILES:
                self.warn("odrl-profile", self.subject, _PROFILE.fill(what=one[:120]))
        if not held:
            self.warn("odrl-profile", self.subject, _NO_PROFILE)
        for name in ("dct:publisher", "odrl:uid"):
            if not self.nodes.node(self.subject, name):
                self.warn("odrl-mandatory", self.subject, _MANDATORY.fill(what=name))
        conflict = self.nodes.node(self.subject, "odrl:conflict")
        if conflict and conflict != expanded("odrl:prohibit"):
            self.warn("odrl-conflict", self.subject, _CONFLICT.fill(what=shortened(conflict)))

    def _type(self) -> str:
        held = {shortened(str(one)) for one in self.nodes.said[self.subject].get("rdf:type", ())}
        return next((_TYPES[one] for one in _TYPES if one in held), "base")

    def _target(self) -> str:
        held = self.nodes.nodes(self.subject, "odrl:target")
        return next((one for one in held if "stelsel:field" in self.nodes.said.get(one, {})), "")

    def _address(self, name: str) -> str | None:
        held = self.nodes.nodes(self.subject, name)
        if len(held) > 1:
            self.warn("odrl-several", self.subject, _SEVERAL.fill(what=name))
        return word_of("adres", held[0]) if held else None

    def _day(self, name: str) -> str | None:
        told = self.nodes.text(self.subject, name)[:10]
        try:
            return date.fromisoformat(told).isoformat() if told else None
        except ValueError:
            self.warn("odrl-day", self.subject, _NO_DAY.fill(what=name))
            return None

    def _parties(self) -> Iterator[Plain]:
        for role, name in ROLES.items():
            for one in self.nodes.nodes(self.subject, name):
                yield {"organisation": word_of("organisatie", one), "party_role": role}

    def _bases(self) -> Iterator[Plain]:
        told = set()
        for one in self.nodes.nodes(self.subject, "stelsel:legalBasis"):
            law = self.nodes.node(one, "stelsel:law")
            told.add(law)
            yield {
                "law_identifier": law_in(law),
                "article": self.nodes.text(one, "stelsel:article"),
                "title": self.nodes.text(one, "dct:title"),
                "ground": self.nodes.text(one, "stelsel:ground") or None,
            }
        offers = set(self.nodes.nodes(self.subject, "apnl:instantiates"))
        for law in self.nodes.nodes(self.subject, "prov:wasDerivedFrom"):
            if law not in told | offers:
                yield {"law_identifier": law_in(law), "article": "", "title": "", "ground": None}

    def _name(self, node: str) -> str:
        told = self.nodes.text(node, "dct:identifier")
        if not told:
            told = "".join(sign if sign.isalnum() and sign.isascii() else "-" for sign in shortened(node)[-60:])
            told = f"r-{told.strip('-')}"
        name, at = told, 2
        while name in self.names:
            name, at = f"{told}-{at}", at + 1
        self.names.add(name)
        return name

    def _title(self, node: str) -> str:
        return self.nodes.text(node, "dct:title") or self.nodes.text(node, "rdfs:label")

    def _rule(self, node: str) -> tuple[Plain, Condition]:
        """What every rule has, and when it applies: its constraints, and what narrows it to an action, target or
        party of its own."""
        for name in sorted(self.nodes.said.get(node, {}).keys() - _OF_RULES):
            self.warn("odrl-property", node, _NOT_TAKEN.fill(what=name))
        parts = self.conditions.of(node, "odrl:constraint")
        for action in self.nodes.nodes(node, "odrl:action"):
            meant = self.nodes.node(action, "rdf:value") or action
            if shortened(meant) not in ("odrl:use", "stelsel:meet"):
                parts.append(Atom("odrl:action", "eq", (shortened(meant),)))
            if shortened(meant) != "stelsel:meet":
                parts += self.conditions.of(action, "odrl:refinement")
        for name in ("odrl:target", "odrl:assignee"):
            held = tuple(self.nodes.nodes(node, name))
            if held:
                parts.append(Atom(name, "isAnyOf" if len(held) > 1 else "eq", held))
        self._artefacts(node, parts)
        return {"rule_id": self._name(node), "title": self._title(node)}, both(parts)

    def _artefacts(self, node: str, parts: list[Condition]) -> None:
        for part in parts:
            for atom in atoms_of(part):
                if str(atom.values[0]).startswith(ARTEFACT):
                    self.warn("odrl-artefact", node, _ARTEFACT.fill(what=str(atom.values[0])[:120]))

    def _permission(self, node: str) -> Plain:
        plain, when = self._rule(node)
        for duty in self.nodes.nodes(node, "odrl:duty"):
            self.warn("odrl-duty", duty, _OWN_DUTY)
            self.duties.append(self._duty(duty, when))
        return {**plain, "when": _said(when)}

    def _prohibition(self, node: str) -> Plain:
        plain, when = self._rule(node)
        unless = self.conditions.of(node, "stelsel:unless")
        return {
            **plain,
            "when": _said(when),
            "unless": written(both(unless)) if unless else "",
            "waivable": self.nodes.true(node, "apnl:waivable"),
        }

    def _duty(self, node: str, before: Condition = ALWAYS) -> Plain:
        must: list[Condition] = []
        for action in self.nodes.nodes(node, "odrl:action"):
            meant = shortened(self.nodes.node(action, "rdf:value") or action)
            must += self.conditions.of(action, "odrl:refinement") if meant == "stelsel:meet" else [_done(meant)]
        if not must:
            raise self.nodes.trouble("odrl-action", node, _NO_ACTION, _NO_ACTION_CURE)
        when = both([*([] if before == ALWAYS else [before]), *self.conditions.of(node, "odrl:constraint")])
        return {
            "rule_id": self._name(node),
            "title": self._title(node),
            "when": _said(when),
            "must": written(both(must)),
            "waivable": self.nodes.true(node, "apnl:waivable"),
        }

    def _field(self, node: str) -> Plain:
        concept, source = self.nodes.node(node, "dct:subject"), self.nodes.node(node, "dct:source")
        return {
            "field_name": self.nodes.text(node, "dct:identifier"),
            "concept": word_of("begrip", concept) if concept else None,
            "from_dataset": word_of("adres", source) if source else None,
            "json_path": next(iter(self.nodes.texts(node, "stelsel:jsonPath")), None),
            "mandatory_field": self.nodes.true(node, "stelsel:mandatory"),
            "necessity": self.nodes.text(node, "stelsel:necessity"),
        }

    def _attributes(self) -> Iterator[Plain]:
        for one in self.nodes.nodes(self.subject, "stelsel:attribute"):
            yield {
                "attribute_name": word_of("kenmerk", one),
                "attribute_type": self.nodes.text(one, "stelsel:attributeType") or "text",
                "value_list": list(self.nodes.texts(one, "stelsel:values")),
                "scheme": self.nodes.text(one, "stelsel:scheme") or None,
                "least": self.nodes.text(one, "stelsel:least") or None,
                "most": self.nodes.text(one, "stelsel:most") or None,
            }

    def _concepts(self) -> Iterator[Plain]:
        for one in self.nodes.nodes(self.subject, "stelsel:concept"):
            scheme = self.nodes.node(one, "skos:inScheme")
            yield {
                "concept": word_of("begrip", one),
                "broader_concepts": [word_of("begrip", upper) for upper in self.nodes.nodes(one, "skos:broader")],
                "scheme": word_of("schema", scheme) if scheme else None,
            }

    def _terms(self) -> Iterator[Plain]:
        for one in self.nodes.nodes(self.subject, "stelsel:ownTerm"):
            attribute = self.nodes.node(one, "stelsel:ofAttribute")
            yield {
                "own_term": self.nodes.text(one, "stelsel:term"),
                "base_terms": list(self.nodes.texts(one, "stelsel:baseTerms")),
                "narrower": self.nodes.true(one, "stelsel:narrower"),
                "attribute_name": word_of("kenmerk", attribute) if attribute else None,
            }

    def _shapes(self) -> Iterator[Plain]:
        for one in self.nodes.nodes(self.subject, "stelsel:shape"):
            most = self.nodes.text(one, "sh:maxCount")
            yield {
                "target_class": self.nodes.text(one, "stelsel:targetClass"),
                "property_path": self.nodes.text(one, "stelsel:path"),
                "min_count": int(self.nodes.text(one, "sh:minCount") or 0),
                "max_count": int(most) if most else None,
                "datatype": self.nodes.text(one, "stelsel:datatype") or None,
                "value_list": list(self.nodes.texts(one, "sh:in")),
            }

    def _measures(self) -> Iterator[Plain]:
        for one in self.nodes.nodes(self.subject, "stelsel:measure"):
            address = self.nodes.node(one, "dcat:endpointURL")
            yield {
                "rule_id": self.nodes.text(one, "stelsel:ruleId"),
                "enforced_by": self.nodes.text(one, "stelsel:enforcedBy"),
                "at_address": word_of("adres", address) if address else None,
                "field_name": self.nodes.text(one, "stelsel:fieldName") or None,
                "title": self.nodes.text(one, "dct:title"),
            }


def _done(action: str) -> Condition:
    """A duty to do something, as an attribute that says whether it is done."""
    return Atom(action, "eq", (True,))


def _said(condition: Condition) -> str:
    return "" if condition == ALWAYS else written(condition)


def _on_wire(value: Any) -> Any:
    """Wire names, without what is not told."""
    if isinstance(value, dict):
        return {wire(key): _on_wire(one) for key, one in value.items() if one is not None}
    return [_on_wire(one) for one in value] if isinstance(value, list) else value


_LOOK = Text(nl="Kijk dit na voordat u de afspraak publiceert.", en="Check this before you publish the agreement.")
_PROFILE = Text(nl="Dit profiel kennen wij niet: {what}.", en="We do not know this profile: {what}.")
_NO_PROFILE = Text(nl="Er staat geen profiel bij.", en="It names no profile.")
_MANDATORY = Text(nl="{what} ontbreekt; ODRL-AP-NL vraagt het.", en="{what} is missing; ODRL-AP-NL asks for it.")
_CONFLICT = Text(
    nl="Bij strijd geldt hier {what}. Bij ons wint altijd het verbod.",
    en="On a conflict {what} holds here. With us the prohibition always wins.",
)
_NOT_TAKEN = Text(nl="{what} nemen wij niet over.", en="{what} is not taken over.")
_SEVERAL = Text(
    nl="{what} staat er vaker; wij nemen het eerste.", en="{what} stands there more than once; we take the first."
)
_NO_DAY = Text(nl="{what} is geen dag.", en="{what} is no day.")
_ARTEFACT = Text(
    nl="Deze regel hangt af van een artefact ({what}). Zonder dat is de uitkomst onbekend.",
    en="This rule depends on an artefact ({what}). Without it the outcome is unknown.",
)
_OWN_DUTY = Text(
    nl="Deze plicht hoort bij één toestemming. Bij ons geldt zij altijd waar die toestemming geldt.",
    en="This duty belongs to one permission. With us it holds wherever that permission holds.",
)
_NO_TITLE = Text(nl="De titel ontbreekt (dct:title).", en="The title is missing (dct:title).")
_NO_TITLE_CURE = Text(nl="Geef de afspraak een titel.", en="Give the agreement a title.")
_NO_ACTION = Text(
    nl="Deze plicht zegt niet wat er moet (odrl:action).", en="This duty does not say what must be done (odrl:action)."
)
_NO_ACTION_CURE = Text(nl="Geef de handeling.", en="Give the action.")
