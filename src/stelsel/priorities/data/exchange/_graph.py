# SPDX-License-Identifier: EUPL-1.2
"""Descriptions by subject, each with where it was read; and the short names of DCAT properties."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from stelsel.kernel.entry import Source
from stelsel.kernel.rdf import Literal, Statement, Term

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}
"""Namespaces by the prefix that the standard writes."""


def curie(iri: str) -> str:
    """dct:title for its IRI; an IRI outside these namespaces stays whole."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def iri(curie: str) -> str:
    """The IRI of dct:title."""
    prefix, _, local = curie.partition(":")
    return PREFIXES[prefix] + local


@dataclass(frozen=True)
class Origin:
    """Where a description was read: the file, and the source to name in the entry."""

    file: str
    source: Source
    raw: bytes = field(default=b"", repr=False, compare=False)

    def line(self, subject: str) -> int:
        """The line on which a subject is first described; 0 where the text does not tell."""
        at = self.raw.find(f"\n<{subject}>".encode())
        return self.raw.count(b"\n", 0, at) + 2 if at >= 0 else int(self.raw.startswith(f"<{subject}>".encode()))


@dataclass
class Node:
    """One subject: its properties by CURIE, in the order of the file without doubles, and where it was read."""

    origin: Origin
    properties: dict[str, list[Term]] = field(default_factory=dict)

    def add(self, predicate: str, value: Term) -> None:
        """One more value."""
        held = self.properties.setdefault(curie(predicate), [])
        if value not in held:
            held.append(value)

    def iris(self, name: str) -> list[str]:
        """IRIs and blank nodes of a property, sorted."""
        return sorted(value for value in self.properties.get(name, ()) if isinstance(value, str))

    def literals(self, name: str) -> list[Literal]:
        """Texts of a property, sorted."""
        return sorted(value for value in self.properties.get(name, ()) if isinstance(value, Literal))


Graph = dict[str, Node]
"""Descriptions by subject."""


def graph_of(statements: Iterable[Statement], origin: Origin) -> Graph:
    """The statements by subject."""
    found: Graph = {}
    for statement in statements:
        node = found.get(statement.subject)
        if node is None:
            node = found[statement.subject] = Node(origin)
        node.add(statement.predicate, statement.object)
    return found


def of_class(graph: Graph, name: str) -> Iterator[tuple[str, Node]]:
    """Subjects of a class, sorted by their IRI."""
    wanted = iri(name)
    for subject in sorted(graph):
        if wanted in graph[subject].properties.get("rdf:type", ()):
            yield subject, graph[subject]
