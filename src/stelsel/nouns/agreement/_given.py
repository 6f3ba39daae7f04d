# SPDX-License-Identifier: EUPL-1.2
"""Rules from whatever somebody has: the plain form, or an agreement as it stands in a register (wire names)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from stelsel.engines.refinement import Rules, Taxonomy, rules_of, taxonomy_from
from stelsel.kernel.vocabulary import wire
from stelsel.nouns.agreement._kinds import AGREEMENT
from stelsel.nouns.agreement._rules_of import rules_in, taxonomy_in

_WIRE = frozenset(
    map(wire, ("default_outcome", "permissions", "prohibitions", "duties", "agreement_parties", "version"))
)
_TAXONOMY = ("taxonomy", "taxonomies")


@dataclass(frozen=True)
class Given:
    """Rules with the concepts that came with them."""

    rules: Rules
    taxonomy: Taxonomy


def given(plain: Any, name: str = "") -> Given:
    """The rules in plain values of either form. BadInput names what does not read."""
    if isinstance(plain, Mapping) and _WIRE & set(plain):
        body = AGREEMENT.convert(dict(plain)).body
        return Given(rules_in(body), taxonomy_in(body))
    rules = rules_of(plain, name)
    inline = next((plain[key] for key in _TAXONOMY if isinstance(plain.get(key), Mapping | list)), None)
    return Given(rules, taxonomy_from(inline, "/taxonomy"))


def taxonomy_of_both(base: Given, domain: Given, more: Taxonomy | None = None) -> Taxonomy:
    """The concepts of the base and of `more`, with those of the domain that stand below one of them: a concept that the
    domain has for itself says nothing in the base."""
    known = base.taxonomy.joined(more or Taxonomy())
    return known.joined(domain.taxonomy) if not known else known.with_those_below(domain.taxonomy)
