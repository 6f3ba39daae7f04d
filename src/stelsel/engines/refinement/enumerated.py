# SPDX-License-Identifier: EUPL-1.2
"""Comparisons with concepts written out as lists, for languages that have no taxonomies."""

from stelsel.engines.refinement._plain_attributes import said
from stelsel.engines.refinement.model import Atom, Scalar
from stelsel.engines.refinement.taxonomy import Taxonomy


def enumerated(atom: Atom, taxonomy: Taxonomy) -> tuple[Scalar | bool, ...]:
    """The values for which a comparison that is no order holds; for neq and isNoneOf those for which it does not.
    What was told comes first, then what the taxonomy adds, in the order of the alphabet."""
    words = [one for one in atom.values if isinstance(one, str)]
    if atom.op == "isAllOf":
        if len(words) < len(atom.values):
            return atom.values[:1] if len(set(map(said, atom.values))) == 1 else ()
        return tuple(sorted(frozenset.intersection(*(taxonomy.below(one) | {one} for one in words))))
    more: set[str] = set()
    if atom.op == "isA":
        more = {low for one in words for low in taxonomy.below(one)}
    elif atom.op == "hasPart":
        more = {up for one in words for up in taxonomy.above(one)}
    return (*atom.values, *sorted(more - set(words)))
