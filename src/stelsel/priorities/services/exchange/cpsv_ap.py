# SPDX-License-Identifier: EUPL-1.2
"""A catalogue of public services as CPSV-AP 3.2.0 (SEMIC), in Turtle and JSON-LD, both directions.

Out: every class has what the SHACL shapes of the standard ask. What the standard has no place for is said in
docs/decisions/0031. A cpsv:Rule is no machine-readable rule there; ours names the rule text that is one.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from stelsel.kernel.kind import Body
from stelsel.kernel.text import Text
from stelsel.kernel.values import LanguageText
from stelsel.priorities.services.exchange._cpsv_graph import Graph, safe
from stelsel.priorities.services.exchange._cpsv_names import NETHERLANDS, PREFIXES, curie
from stelsel.priorities.services.exchange._cpsv_read import read
from stelsel.priorities.services.kinds import RuleLink

MEDIA_TYPES = {"turtle": "text/turtle", "jsonld": "application/ld+json"}
"""Format -> media type (RFC 6838 registrations of Turtle and JSON-LD)."""

__all__ = [
    "MEDIA_TYPES",
    "NETHERLANDS",
    "Authority",
    "Catalogue",
    "Item",
    "RuleShown",
    "graph_of",
    "read",
    "safe",
    "write",
]


@dataclass(frozen=True)
class Authority:
    """Who is competent: an IRI, a name, and the IRI and name of the place where."""

    iri: str
    name: Text
    place: str
    place_name: Text


@dataclass(frozen=True)
class RuleShown:
    """A rule text as the catalogue shows it: its IRI, its name, and the address of its law."""

    iri: str
    name: str
    law: str = ""


@dataclass(frozen=True)
class Item:
    """A body under its IRI. `titles` are those of a service or an offer, `authorities` the IRIs of who is competent."""

    iri: str
    body: Body
    titles: tuple[LanguageText, ...] = ()
    authorities: tuple[str, ...] = ()


@dataclass(frozen=True)
class Catalogue:
    """What is written: the IRI of the catalogue itself, the position it was made at, its items, who is competent by
    IRI, rule texts by link, and the IRI of each thing that items speak of (an address of an entry, or a name)."""

    iri: str
    position: str
    items: tuple[Item, ...]
    authorities: Mapping[str, Authority] = field(default_factory=dict)
    rules: Mapping[RuleLink, RuleShown] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


def graph_of(catalogue: Catalogue) -> Graph:
    """The catalogue as statements, in the order of its items."""
    from stelsel.priorities.services.exchange._cpsv_write import Writer

    return Writer(catalogue).graph()


def write(catalogue: Catalogue, form: str) -> bytes:
    """The catalogue in UTF-8: `turtle` or `jsonld`. The same bytes for the same catalogue."""
    found = graph_of(catalogue)
    if form == "turtle":
        from stelsel.kernel.rdf import turtle

        return turtle(found.statements(), PREFIXES)
    nodes = [_node(subject, said) for subject, said in found.by_subject()]
    return json.dumps({"@context": PREFIXES, "@graph": nodes}, ensure_ascii=False, indent=1).encode() + b"\n"


def _node(subject: str, said: Mapping[str, list[Any]]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": subject}
    for predicate, terms in said.items():
        if predicate == "rdf:type":
            node["@type"] = [curie(str(one)) for one in terms]
        else:
            node[predicate] = [_value(one) for one in terms]
    return node


def _value(term: Any) -> dict[str, str]:
    if isinstance(term, str):
        return {"@id": term}
    if term.language:
        return {"@value": term.text, "@language": term.language}
    return {"@value": term.text, **({"@type": curie(term.datatype)} if term.datatype else {})}
