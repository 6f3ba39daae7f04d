# SPDX-License-Identifier: EUPL-1.2
"""The names of CPSV-AP 3.2.0: namespaces as the standard writes them, and which field of a kind is which property."""

from collections.abc import Mapping
from typing import Any

from stelsel.kernel.kind import Kind
from stelsel.priorities.services.event_kinds import BUSINESS_EVENT, LIFE_EVENT
from stelsel.priorities.services.kinds import PUBLIC_SERVICE
from stelsel.priorities.services.part_kinds import CHANNEL, COST, EVIDENCE, REQUIREMENT

PREFIXES = {
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Namespaces by prefix."""

NETHERLANDS = "http://publications.europa.eu/resource/authority/atu/NLD"
CURRENCY = "http://publications.europa.eu/resource/authority/currency/"

CLASSES: Mapping[str, Kind[Any]] = {
    "cpsv:PublicService": PUBLIC_SERVICE,
    "cv:LifeEvent": LIFE_EVENT,
    "cv:BusinessEvent": BUSINESS_EVENT,
    "cv:Requirement": REQUIREMENT,
    "cv:Evidence": EVIDENCE,
    "cv:Channel": CHANNEL,
    "cv:Cost": COST,
}
"""The classes that become entries."""

TEXTS = {"dct:title": "titles", "dct:description": "descriptions"}
"""Properties with words in languages."""

LINKS: Mapping[str, Mapping[str, str]] = {
    "cpsv:PublicService": {
        "cv:holdsRequirement": "requirements",
        "cpsv:hasInput": "evidence",
        "cv:hasCost": "costs",
        "cv:hasChannel": "channels",
        "cv:isGroupedBy": "grouped_by",
    },
    "cv:Requirement": {"cv:hasSupportingEvidence": "evidence"},
    "cv:Evidence": {"cv:supportsRequirement": "requirements", "dct:language": "languages"},
    "cv:Cost": {"cv:ifAccessedThrough": "channel"},
}
"""By class: property that leads to another description, and the field of our kind."""


def iri(curie: str) -> str:
    """The IRI of dct:title."""
    prefix, _, local = curie.partition(":")
    return PREFIXES[prefix] + local


def curie(address: str) -> str:
    """dct:title for its IRI; an IRI outside these namespaces stays whole."""
    for prefix, namespace in PREFIXES.items():
        if address.startswith(namespace):
            return f"{prefix}:{address.removeprefix(namespace)}"
    return address
