# SPDX-License-Identifier: EUPL-1.2
"""Rules from whatever somebody has: the plain form, or an agreement as it stands in a register (wire names)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from stelsel.engines.refinement import Rules, Taxonomy, rules_of, taxonomy_from
from stelsel.engines.refinement.shapes import Shapes
from stelsel.kernel.vocabulary import wire
from stelsel.nouns.agreement._body import Agreement
from stelsel.nouns.agreement._kinds import AGREEMENT
from stelsel.nouns.agreement._rules_of import rules_in, taxonomy_in
from stelsel.nouns.agreement._shapes_of import shapes_in

_WIRE = frozenset(
    map(wire, ("default_outcome", "permissions", "prohibitions", "duties", "agreement_parties", "version"))
)
_TAXONOMY = ("taxonomy", "taxonomies")


@dataclass(frozen=True)
class Given:
    """Rules with the concepts that came with them, and the shapes that descriptions must fit."""

    rules: Rules
    taxonomy: Taxonomy
    shapes: Shapes = field(default_factory=Shapes)


def given_of(body: Agreement) -> Given:
    """The rules, concepts and shapes of an agreement. BadInput names what does not read."""
    return Given(rules_in(body), taxonomy_in(body), shapes_in(body))


def given(plain: Any, name: str = "") -> Given:
    """The rules in plain values of either form. BadInput names what does not read."""
    if isinstance(plain, Mapping) and _WIRE & set(plain):
        return given_of(AGREEMENT.convert(dict(plain)).body)
    rules = rules_of(plain, name)
    inline = next((plain[key] for key in _TAXONOMY if isinstance(plain.get(key), Mapping | list)), None)
    return Given(rules, taxonomy_from(inline, "/taxonomy"))


def taxonomy_of_both(base: Given, domain: Given, more: Taxonomy | None = None) -> Taxonomy:
    """The concepts of the base and of `more`, with those of the domain that stand below one of them: a concept that the
    domain has for itself says nothing in the base."""
    known = base.taxonomy.joined(more or Taxonomy())
    return known.joined(domain.taxonomy) if not known else known.with_those_below(domain.taxonomy)
