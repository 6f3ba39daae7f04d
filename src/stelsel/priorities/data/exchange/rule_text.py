# SPDX-License-Identifier: EUPL-1.2
"""An agreement as a rule text that executes (RegelRecht schema 0.5.6, docs/rules-language.md): an article for each
rule, and one whose output `toegestaan` says whether an act of sharing may happen. The same outcome as `ruling` gives.

One act of sharing stands in the facts as one person: {"personen": {"aanvrager": {"doel": "zorg", "niveau": 3}}}. The
language has no taxonomies: a concept is written out as the list of all concepts below it, as they stood when it was
made. A waivable part is written like any other.
"""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import yaml

from stelsel.engines.refinement import All, Atom, Condition, Not, Scalar, Some, atoms_of, decimal
from stelsel.engines.refinement.enumerated import enumerated
from stelsel.engines.refinement.model import Rules, Type
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.nouns.agreement import Agreement, LegalBasis, rules_in, sentence, taxonomy_in

MEDIA_TYPE = "application/yaml"
OUTPUT = "toegestaan"
PERSON = "aanvrager"
_SCHEMA = "https://raw.githubusercontent.com/MinBZK/regelrecht/refs/tags/schema-v0.5.6/schema/v0.5.6/schema.json"
_TYPES: Mapping[Type, str] = {
    "concept": "string",
    "choice": "string",
    "text": "string",
    "boolean": "boolean",
    "integer": "number",
    "number": "number",
    "date": "date",
}
_COMPARED = {
    "lt": "LESS_THAN",
    "lteq": "LESS_THAN_OR_EQUAL",
    "gt": "GREATER_THAN",
    "gteq": "GREATER_THAN_OR_EQUAL",
}
_NOT_A_FACT = frozenset({"bsn", "burgerservicenummer", "sofinummer"})
_BWB = re.compile(r"BWBR[0-9]{7}")
Plain = dict[str, Any]


def write(body: Agreement, address: str = "", base: Agreement | None = None) -> bytes:
    """The rule text in UTF-8; `address` is where the agreement stands, `base` the one that it refines, whose concepts
    and attributes it may use. BadInput when the rules do not read, or hold what the language cannot."""
    document = _Document(body, address, base).whole()
    head = "# SPDX-License-Identifier: EUPL-1.2\n# Gemaakt uit een afspraak; wijzig de afspraak, niet deze tekst.\n"
    told: str = yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=110)
    return (head + told).encode()


def identifier(body: Agreement) -> str:
    """The name of the rule text: small letters, digits and underscores."""
    return _slug(body.identifier)[:100] or "afspraak"


def fact_names(rules: Rules) -> dict[str, str]:
    """By attribute, its name as a fact. Facts know no capitals and no signs, so some get a number."""
    found: dict[str, str] = {}
    for attribute in sorted({*rules.attributes, *(one.attribute for one in rules.atoms())}):
        name = _slug(attribute) or "kenmerk"
        name = f"k_{name}" if name in _NOT_A_FACT or name[0].isdigit() or name == OUTPUT else name
        taken, at = name, 2
        while taken in found.values():
            taken, at = f"{name}_{at}", at + 1
        found[attribute] = taken
    return found


def facts_of(rules: Rules, act: Mapping[str, Any]) -> Plain:
    """The facts of an act of sharing; what is None is unknown."""
    names = fact_names(rules)
    return {"personen": {PERSON: {names[key]: one for key, one in act.items() if key in names}}}


class _Document:
    def __init__(self, body: Agreement, address: str, base: Agreement | None) -> None:
        self.body, self.rules, self.taxonomy = body, rules_in(body), taxonomy_in(body)
        self.attributes = dict(self.rules.attributes)
        if base is not None:
            self.attributes = {**rules_in(base).attributes, **self.attributes}
            self.taxonomy = taxonomy_in(base).joined(self.taxonomy)
        self.names = fact_names(self.rules)
        self.url = address or f"urn:stelsel:afspraak:{identifier(body)}"
        self.outputs: set[str] = {OUTPUT}

    def whole(self) -> Plain:
        """The document as plain values."""
        body = self.body
        document: Plain = {
            "$schema": _SCHEMA,
            "$id": identifier(body),
            "name": body.title,
            "regulatory_layer": "UITVOERINGSBELEID",
            "publication_date": str(body.published or body.valid.start or "1970-01-01"),
        }
        if body.valid.start:
            document["valid_from"] = str(body.valid.start)
        if body.valid.end:
            document["valid_to"] = str(body.valid.end)
        if bases := [_law(one) for one in body.legal_bases]:
            document["legal_basis"] = bases
        document["url"] = self.url
        document["articles"] = list(self._articles())
        return document

    def _articles(self) -> Iterator[Plain]:
        rules, number = self.rules, 0
        may: list[Any] = []
        against: list[Any] = []
        for part, some, held in (("toestemming", self._permissions(), may), ("verbod", self._against(), against)):
            for name, title, what, condition, told in some:
                number += 1
                output = self._output(what or part, name)
                held.append(f"${output}")
                yield self._article(number, output, title, self.value(condition), condition, told)
        allowed = _joined("AND", [
            True if rules.default == "permit" else _joined("OR", may),
            {"operation": "NOT", "value": _joined("OR", against)} if against else True,
        ])  # fmt: skip
        summary = _OUTCOME_PERMIT if rules.default == "permit" else _OUTCOME
        yield self._shaped(number + 1, OUTPUT, summary, [], allowed)

    def _permissions(self) -> Iterator[tuple[str, str, str, Condition, Text]]:
        for one in self.rules.permissions:
            yield one.id, one.title, "toestemming", one.when, _MAY

    def _against(self) -> Iterator[tuple[str, str, str, Condition, Text]]:
        for one in self.rules.prohibitions:
            yield one.id, one.title, "verbod", All((one.when, Not(one.unless))), _MAY_NOT
        for duty in self.rules.duties:
            yield duty.id, duty.title, "plicht", All((duty.when, Not(duty.must))), _UNMET

    def _output(self, part: str, name: str) -> str:
        first = f"{part}_{_slug(name)}".rstrip("_")
        taken, at = first, 2
        while taken in self.outputs or taken in self.names.values():
            taken, at = f"{first}_{at}", at + 1
        self.outputs.add(taken)
        return taken

    def _article(self, number: int, output: str, title: str, value: Any, condition: Condition, told: Text) -> Plain:
        said = sentence(condition)
        summary = told.fill(title=f"{title}: " if title else "", said=said)
        used = list(dict.fromkeys(one.attribute for one in atoms_of(condition)))
        return self._shaped(number, output, summary, [self._fact(one) for one in used], value)

    def _shaped(self, number: int, output: str, summary: Text, facts: list[Plain], value: Any) -> Plain:
        action: Plain = {"output": output, "value": value}
        first = next(iter(self.body.legal_bases), None)
        if first is not None:
            action["legal_basis"] = _basis(first)
        execution: Plain = {"parameters": [{"name": "bsn", "type": "string", "required": True}]}
        if facts:
            execution["input"] = facts
        execution |= {"output": [{"name": output, "type": "boolean"}], "actions": [action]}
        return {
            "number": str(number),
            "summary": {"nl": summary.nl, "en": summary.en},
            "url": self.url,
            "machine_readable": {"execution": execution},
        }

    def _fact(self, attribute: str) -> Plain:
        declared = self.attributes.get(attribute)
        kind = _TYPES[declared.type] if declared else self._guessed(attribute)
        return {"name": self.names[attribute], "type": kind, "description": attribute, "source": {}}

    def _guessed(self, attribute: str) -> str:
        """The type of an attribute that nothing declares, from what it is compared with."""
        values = [one for atom in self.rules.atoms() if atom.attribute == attribute for one in atom.values]
        if all(isinstance(one, bool) for one in values):
            return "boolean"
        return "number" if all(isinstance(one, Fraction) for one in values) else "string"

    def value(self, condition: Condition) -> Any:
        """A condition as an expression of the language."""
        if isinstance(condition, Atom):
            return self._compared(condition)
        if isinstance(condition, Not):
            inner = self.value(condition.part)
            return (not inner) if isinstance(inner, bool) else {"operation": "NOT", "value": inner}
        return _joined("OR" if isinstance(condition, Some) else "AND", [self.value(one) for one in condition.parts])

    def _compared(self, atom: Atom) -> Any:
        subject = f"${self.names[atom.attribute]}"
        if atom.op in _COMPARED:
            return {"operation": _COMPARED[atom.op], "subject": subject, "value": self._plain(atom, atom.values[0])}
        values = [self._plain(atom, one) for one in enumerated(atom, self.taxonomy)]
        if len(values) == 1:
            told: Any = {"operation": "EQUALS", "subject": subject, "value": values[0]}
        else:
            told = {"operation": "IN", "subject": subject, "values": values}
        return {"operation": "NOT", "value": told} if atom.op in ("neq", "isNoneOf") else told

    def _plain(self, atom: Atom, value: Scalar | bool) -> Any:
        declared = self.attributes.get(atom.attribute)
        kind = _TYPES[declared.type] if declared else self._guessed(atom.attribute)
        if isinstance(value, bool):
            return value if kind == "boolean" else str(value).lower()
        if isinstance(value, Fraction):
            told = decimal(value)
            return (int(value) if value.denominator == 1 else float(told)) if kind == "number" else told
        if value.startswith("$"):
            raise bad_input("rule-text-cannot", atom.where, _DOLLAR.fill(value=value[:60]), _DOLLAR_CURE)
        if kind == "boolean" and value in ("true", "false"):
            return value == "true"
        return value


def _joined(operation: str, parts: list[Any]) -> Any:
    """AND or OR, without what does not matter; a plain yes or no when that decides."""
    decides = operation == "OR"
    if any(one is decides for one in parts):
        return decides
    left = [one for one in parts if not isinstance(one, bool)]
    if not left:
        return not decides
    return left[0] if len(left) == 1 else {"operation": operation, "conditions": left}


def _law(one: LegalBasis) -> Plain:
    return {"law_id": one.law_identifier, "article": one.article}


def _basis(one: LegalBasis) -> Plain:
    law = {"bwb_id": one.law_identifier} if _BWB.fullmatch(one.law_identifier) else {}
    return {"law": one.title or one.law_identifier, **law, "article": one.article}


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


_MAY = Text(nl="{title}delen mag als dit geldt: {said}.", en="{title}sharing is allowed when this holds: {said}.")
_MAY_NOT = Text(
    nl="{title}delen mag niet als dit geldt: {said}.", en="{title}sharing is not allowed when this holds: {said}."
)
_UNMET = Text(
    nl="{title}aan de plicht is niet voldaan als dit geldt: {said}.",
    en="{title}the duty is not met when this holds: {said}.",
)
_OUTCOME = Text(
    nl="Delen mag als een toestemming geldt, geen verbod geldt en aan elke plicht is voldaan.",
    en="Sharing is allowed when a permission holds, no prohibition holds and every duty is met.",
)
_OUTCOME_PERMIT = Text(
    nl="Delen mag als geen verbod geldt en aan elke plicht is voldaan.",
    en="Sharing is allowed when no prohibition holds and every duty is met.",
)
_DOLLAR = Text(
    nl="De waarde {value} begint met een dollarteken; een regeltekst leest dat als een naam.",
    en="The value {value} begins with a dollar sign; a rule text reads that as a name.",
)
_DOLLAR_CURE = Text(nl="Kies een andere waarde.", en="Choose another value.")
