# SPDX-License-Identifier: EUPL-1.2
"""Two texts in one vocabulary: that of the base. A term of the domain that the base does not know becomes an axis of
its own (a *loose* axis), of which nobody knows what it means in the base."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from stelsel.engines.refinement import _term_words as words
from stelsel.engines.refinement._plain_attributes import number_or_day, said
from stelsel.engines.refinement.axes import NUMERIC, Axis, list_axis, number_axis, text_axis
from stelsel.engines.refinement.model import (
    NEVER,
    All,
    Atom,
    Attribute,
    Condition,
    Meaning,
    Not,
    Rules,
    Scalar,
    Some,
    Type,
    atoms_of,
)
from stelsel.engines.refinement.operators import NEGATED, OF_CONCEPTS, ORDERED
from stelsel.engines.refinement.taxonomy import Taxonomy
from stelsel.kernel.problem import BadInput, Finding

BOOLEANS = ("false", "true")


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the domain without a meaning in the base: an attribute (value is empty) or a value of an attribute."""

    attribute: str
    value: str = ""


@dataclass(frozen=True)
class Shared:
    """Both texts over the same axes. `loose` says of an axis which term of the domain it stands for; `attribute_of` of
    which attribute of the base a loose value is. `tied` are the axes of the base that unknown terms may speak of: those
    of the loose values, and, when there is a loose attribute, those that the domain does not use itself. `apart` says
    that a value is one thing at a time."""

    base: Rules
    domain: Rules
    axes: tuple[Axis, ...]
    places: Mapping[str, int]
    loose: Mapping[int, Term]
    taxonomy: Taxonomy
    attributes: Mapping[str, Attribute]
    attribute_of: Mapping[int, str]
    tied: frozenset[int]
    apart: tuple[tuple[str, tuple[tuple[int, int], ...]], ...]


def shared(base: Rules, domain: Rules, taxonomy: Taxonomy) -> Shared:
    """Brings both texts to the vocabulary of the base. BadInput where the base itself does not hold together."""
    vocabulary = _Vocabulary(base, domain, taxonomy)
    base_in = vocabulary.rules(base, own=False)
    domain_in = vocabulary.rules(domain, own=True)
    if vocabulary.findings:
        raise BadInput(*vocabulary.findings)
    axes: list[Axis] = []
    places: dict[str, int] = {}
    loose: dict[int, Term] = {}
    held: dict[str, list[Atom]] = {}
    for atom in (*base_in.atoms(), *domain_in.atoms()):
        held.setdefault(atom.attribute, []).append(atom)
    for name, attribute in vocabulary.attributes.items():
        places[name] = len(axes)
        if name in vocabulary.loose:
            loose[len(axes)] = vocabulary.loose[name]
        axis = _axis(attribute, held.get(name, ()), vocabulary)
        if not axis.full:
            raise BadInput(words.no_values(f"/attributes/{name}", name))
        axes.append(axis)
    attribute_of = {places[key]: name for key, name in vocabulary.loose_values.items()}
    tied = {places[name] for name in attribute_of.values() if name not in vocabulary.loose}
    if any(not term.value for term in loose.values()):
        used = {atom.attribute for atom in domain_in.atoms()}
        tied |= {place for name, place in places.items() if name not in used and place not in loose}
    return Shared(
        base_in,
        domain_in,
        tuple(axes),
        places,
        loose,
        vocabulary.taxonomy,
        vocabulary.attributes,
        attribute_of,
        frozenset(tied),
        _apart(places, vocabulary.loose_values),
    )


def _apart(places: Mapping[str, int], values: Mapping[str, str]) -> tuple[tuple[str, tuple[tuple[int, int], ...]], ...]:
    """Two unknown values of one attribute are not both its value."""
    exact = [(places[key], name) for key, name in values.items() if " eq " in key]
    return tuple(
        ("|", ((one, _NO), (other, _NO)))
        for number, (one, name) in enumerate(exact)
        for other, its in exact[number + 1 :]
        if name == its
    )


_NO = 1 << BOOLEANS.index("false")


def _axis(attribute: Attribute, atoms: Sequence[Atom], vocabulary: "_Vocabulary") -> Axis:
    if attribute.type in NUMERIC:
        return number_axis(attribute, atoms)
    if attribute.type == "text":
        return text_axis(attribute, atoms)
    return list_axis(attribute, vocabulary.taxonomy, vocabulary.values_of(attribute))


class _Vocabulary:
    """The attributes and values of the base, and how terms of the domain come to them."""

    def __init__(self, base: Rules, domain: Rules, taxonomy: Taxonomy) -> None:
        self.taxonomy = taxonomy
        self.findings: list[Finding] = []
        self.loose: dict[str, Term] = {}
        self.loose_values: dict[str, str] = {}
        self.base_terms, self.domain_terms = base.terms, domain.terms
        self.domain_attributes = domain.attributes
        self.domain_used = _used(domain, {}, {})
        self.named = {*base.attributes, *base.bare}
        self.declared = {*base.attributes, *domain.attributes}
        self.base_attributes = base.attributes
        self.base_used = _used(base, {}, base.terms)
        self.domain_renamed = _used(domain, {}, domain.terms)
        known = {*self.base_used, *self.named} if self.named else None
        used = _used(domain, {name: list(them) for name, them in self.base_used.items()}, domain.terms, known)
        self.attributes: dict[str, Attribute] = {}
        for name in (*base.attributes, *sorted(base.bare), *used):
            if name in self.attributes:
                continue
            told = base.attributes.get(name) or domain.attributes.get(name)
            found = told or inferred(name, used.get(name, ()), taxonomy)
            if found.type == "concept" and not taxonomy and not found.values:
                found = Attribute(name, "text")  # nobody said what is above what
            self.attributes[name] = found
        self._place_leaves(domain)
        self._values: dict[str, frozenset[str]] = {}
        self._undeclared(base)

    def _undeclared(self, base: Rules) -> None:
        if not self.named:
            return
        for atom in base.atoms():
            name = self._renamed(atom.attribute, self.base_terms)
            if name not in self.named:
                self.findings.append(words.unknown_attribute(atom.where, atom.attribute, sorted(self.named)))

    def _place_leaves(self, domain: Rules) -> None:
        """Terms that are narrower than a term of the base become concepts below it."""
        leaves = {
            term: meaning.to
            for (_, term), meaning in domain.terms.items()
            if meaning.broader and term not in self.taxonomy and all(one in self.taxonomy for one in meaning.to)
        }
        if leaves:
            self.taxonomy = self.taxonomy.with_leaves(leaves)

    def values_of(self, attribute: Attribute) -> frozenset[str]:
        """The values that an attribute of a list can have."""
        if attribute.name not in self._values:
            self._values[attribute.name] = self._found_values(attribute)
        return self._values[attribute.name]

    def _found_values(self, attribute: Attribute) -> frozenset[str]:
        if attribute.type == "boolean":
            return frozenset(BOOLEANS)
        if attribute.values and attribute.type == "choice":
            return frozenset(attribute.values) | self._values_in_base(attribute)
        if attribute.values:
            leaves = {
                term
                for (_, term), meaning in self.domain_terms.items()
                if meaning.broader and set(meaning.to) & set(attribute.values)
            }
            return frozenset(attribute.values) | leaves
        for named in (attribute.taxonomy, attribute.name):
            if named in self.taxonomy.schemes:
                return self.taxonomy.schemes[named]
            if named in self.taxonomy and not (named == attribute.name and self.taxonomy.broader[named]):
                return self.taxonomy.below(named)
        return self._trees(attribute)

    def _trees(self, attribute: Attribute) -> frozenset[str]:
        """All concepts, but for those under tops that other attributes use and this one does not; and the values that
        an undeclared attribute has in the base."""
        mine: set[str] = set()
        others: set[str] = set()
        for name, atoms in (*self.base_used.items(), *self.domain_renamed.items()):
            tops = {top for atom in atoms for value in atom.values for top in self._tops(said(value))}
            (mine if name == attribute.name else others).update(tops)
        held = {one for one in self.taxonomy.broader if not (self._tops(one) <= others - mine)}
        return frozenset(held) | (self._values_in_base(attribute) if attribute.name not in self.declared else set())

    def _values_in_base(self, attribute: Attribute) -> set[str]:
        """The values that the base compares an attribute with which it does not declare itself."""
        if attribute.name in self.base_attributes:
            return set()
        return {said(value) for atom in self.base_used.get(attribute.name, ()) for value in atom.values}

    def _tops(self, concept: str) -> set[str]:
        if concept not in self.taxonomy:
            return set()
        return {one for one in self.taxonomy.above(concept) if not self.taxonomy.broader[one]}

    def rules(self, rules: Rules, own: bool) -> Rules:
        """The rules in terms of the base."""

        def to(condition: Condition) -> Condition:
            return self._condition(condition, own)

        return replace(
            rules,
            permissions=tuple(replace(one, when=to(one.when)) for one in rules.permissions),
            prohibitions=tuple(replace(one, when=to(one.when), unless=to(one.unless)) for one in rules.prohibitions),
            duties=tuple(replace(one, when=to(one.when), must=to(one.must)) for one in rules.duties),
        )

    def _condition(self, condition: Condition, own: bool) -> Condition:
        if isinstance(condition, Atom):
            return self._comparison(condition, own)
        if isinstance(condition, Not):
            return Not(self._condition(condition.part, own), condition.waivable)
        parts = tuple(self._condition(one, own) for one in condition.parts)
        return type(condition)(parts, condition.waivable)

    def _renamed(self, name: str, terms: Mapping[tuple[str, str], Meaning]) -> str:
        meaning = terms.get(("", name))
        return meaning.to[0] if meaning and len(meaning.to) == 1 and not meaning.broader else name

    def _comparison(self, atom: Atom, own: bool) -> Condition:
        name = self._renamed(atom.attribute, self.domain_terms) if own else atom.attribute
        name = self._renamed(name, self.base_terms)
        attribute = self.attributes.get(name)
        if attribute is None:
            return self._loose_attribute(atom, own)
        return self._over_values(replace(atom, attribute=name), attribute, atom.attribute, own)

    def _loose_attribute(self, atom: Atom, own: bool) -> Condition:
        """A comparison of an attribute that the base does not have; the base itself cannot have one (see
        `_undeclared`)."""
        if not own:
            return NEVER
        key = f"?{atom.attribute}"
        if key not in self.attributes:
            self.loose[key] = Term(atom.attribute)
            told = self._domain_attribute(atom.attribute)
            self.attributes[key] = replace(told, name=key)
        return self._over_values(replace(atom, attribute=key), self.attributes[key], atom.attribute, own)

    def _domain_attribute(self, name: str) -> Attribute:
        told = self.domain_attributes.get(name) or inferred(name, self.domain_used.get(name, ()), Taxonomy())
        if told.type == "choice":
            used = {said(value) for atom in self.domain_used.get(name, ()) for value in atom.values}
            return replace(told, values=tuple(dict.fromkeys((*told.values, *sorted(used)))))
        return Attribute(name, "text") if told.type == "concept" else told

    def _over_values(self, atom: Atom, attribute: Attribute, said_as: str, own: bool) -> Condition:
        """A comparison with its values in terms of the base; a value without a meaning there becomes an axis."""
        op = NEGATED.get(atom.op, atom.op)
        known: list[Scalar | bool] = []
        unknown: list[str] = []
        for value in atom.values:
            meant = self._meant(value, attribute, said_as, own, op)
            known += meant
            if not meant:
                unknown.append(said(value))
        if not self._fits(op, attribute, atom):
            return NEVER
        one = replace(atom, op="isAnyOf" if op == "eq" and len(known) != 1 else op, values=tuple(known), waivable=False)
        if unknown and not own:
            held = sorted(self.values_of(attribute)) if attribute.type not in NUMERIC else []
            self.findings.append(words.unknown_value(atom.where, unknown[0], said_as, held))
            return NEVER
        parts: list[Condition] = [self._loose_value(attribute, said_as, op, value) for value in unknown]
        if op == "isAllOf":
            found: Condition = All((*((one,) if known else ()), *parts))
        else:
            found = Some((*((one,) if known else ()), *parts)) if parts or not known else one
        return Not(found) if atom.op in NEGATED else found

    def _fits(self, op: str, attribute: Attribute, atom: Atom) -> bool:
        wrong = (op in ORDERED and attribute.type not in NUMERIC) or (
            op in OF_CONCEPTS and attribute.type in (*NUMERIC, "boolean")
        )
        if wrong:
            self.findings.append(words.wrong_operator(atom.where, atom.op, atom.attribute, attribute.type))
        return not wrong

    def _meant(
        self, value: Scalar | bool, attribute: Attribute, said_as: str, own: bool, op: str
    ) -> list[Scalar | bool]:
        """What a value is in the base; nothing when the base does not know it. Of a loose attribute nobody knows which
        of its own concepts lie below another."""
        if attribute.type in NUMERIC:
            number = number_or_day(value)
            return [] if number is None else [number]
        text = said(value)
        names = self._through(text, said_as, attribute.name, self.domain_terms) if own else [text]
        names = [one for name in names for one in self._through(name, said_as, attribute.name, self.base_terms)]
        if attribute.name in self.loose:
            return [] if op in OF_CONCEPTS else [text]
        if attribute.type == "text":
            return list(names)
        held = self.values_of(attribute)
        found: list[Scalar | bool] = [one for one in names if one in held]
        return found if len(found) == len(names) else []

    def _through(self, text: str, said_as: str, name: str, terms: Mapping[tuple[str, str], Meaning]) -> Sequence[str]:
        meaning = terms.get((said_as, text)) or terms.get((name, text)) or terms.get(("", text))
        return (text,) if meaning is None or meaning.broader else meaning.to

    def _loose_value(self, attribute: Attribute, said_as: str, op: str, value: str) -> Atom:
        """ "Is this the value that nobody knows here?": one yes or no for each way in which it is asked."""
        asked = op if op in (*OF_CONCEPTS, *ORDERED) else "eq"
        key = f"?{attribute.name} {asked} {value}"
        if key not in self.attributes:
            self.attributes[key] = Attribute(key, "boolean")
            self.loose[key] = Term(said_as, value)
            self.loose_values[key] = attribute.name
        return Atom(key, "eq", ("true",))


def _used(
    rules: Rules,
    found: dict[str, list[Atom]],
    terms: Mapping[tuple[str, str], Meaning],
    only: Iterable[str] | None = None,
) -> dict[str, list[Atom]]:
    """The comparisons of a text by attribute, after renaming."""
    wanted = None if only is None else set(only)
    for condition in rules.conditions():
        for atom in atoms_of(condition):
            meaning = terms.get(("", atom.attribute))
            name = meaning.to[0] if meaning and len(meaning.to) == 1 else atom.attribute
            if wanted is None or name in wanted:
                found.setdefault(name, []).append(atom)
    return found


def inferred(name: str, atoms: Sequence[Atom], taxonomy: Taxonomy) -> Attribute:
    """An attribute that nobody declared, from what it is compared with."""
    values = [value for atom in atoms for value in atom.values]
    texts = {said(value) for value in values}
    concepts = texts & set(taxonomy.broader)
    if name in taxonomy.schemes or (concepts and (concepts == texts or any(one.op in OF_CONCEPTS for one in atoms))):
        scheme = name if name in taxonomy.schemes else ""
        return Attribute(name, "concept", taxonomy=scheme)
    return Attribute(name, _type(values, texts, atoms))


def _type(values: Sequence[Scalar | bool], texts: set[str], atoms: Sequence[Atom]) -> Type:
    if values and texts <= set(BOOLEANS):
        return "boolean"
    if values and all(isinstance(one, Fraction) for one in values):
        return "number"
    ordered = any(one.op in ORDERED for one in atoms)
    if ordered and all(number_or_day(one) is not None for one in values):
        return "date" if all(str(one).count("-") == 2 for one in values) else "number"
    return "text"
