# SPDX-License-Identifier: EUPL-1.2
"""The shapes in an agreement, as the engine compares them."""

from stelsel.engines.refinement.shapes import EVERY_KIND, Limits, NodeKind, Shapes
from stelsel.kernel.rdf import Literal, Term
from stelsel.nouns.agreement._body import Agreement
from stelsel.nouns.agreement._parts import Shape

_PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_KINDS: dict[str, frozenset[NodeKind]] = {
    "sh:IRI": frozenset({"iri"}),
    "sh:BlankNode": frozenset({"blank"}),
    "sh:Literal": frozenset({"literal"}),
    "sh:BlankNodeOrIRI": frozenset({"blank", "iri"}),
    "sh:BlankNodeOrLiteral": frozenset({"blank", "literal"}),
    "sh:IRIOrLiteral": frozenset({"iri", "literal"}),
}
_SHACL = "http://www.w3.org/ns/shacl#"


def shapes_in(body: Agreement) -> Shapes:
    """The shapes of an agreement. Short names with a known prefix (dcat:Dataset) are their IRIs; `datatype` is a kind
    of node when it begins with sh:, a datatype when it begins with xsd: or is rdf:langString, else a class."""
    limits: dict[tuple[str, str], Limits] = {}
    for at, one in enumerate(body.shapes):
        key = (_iri(one.target_class), _iri(one.property_path))
        asked = _limits(one, f"{body.identifier}#{at}")
        limits[key] = limits[key].joined(asked) if key in limits else asked
    return Shapes(limits)


def _limits(one: Shape, name: str) -> Limits:
    kind = (one.datatype or "").replace(_SHACL, "sh:")
    told = _iri(kind) if kind else ""
    typed = told.startswith(_PREFIXES["xsd"]) or told == f"{_PREFIXES['rdf']}langString"
    datatypes = frozenset({told}) if typed else frozenset[str]()
    classes = frozenset({told}) if told and not typed and not kind.startswith("sh:") else frozenset[str]()
    among = frozenset(_value(it, told if typed else "") for it in one.value_list) if one.value_list else None
    kinds = _KINDS.get(kind, EVERY_KIND)
    return Limits(one.min_count, one.max_count, classes, datatypes, kinds, among, shapes=(name,))


def _iri(text: str) -> str:
    prefix, colon, rest = text.partition(":")
    return _PREFIXES[prefix] + rest if colon and prefix in _PREFIXES else text


def _value(text: str, datatype: str) -> Term:
    if not datatype and (text.startswith(("http://", "https://", "urn:")) or _iri(text) != text):
        return _iri(text)
    return Literal(text, "", "" if datatype == f"{_PREFIXES['xsd']}string" else datatype)
