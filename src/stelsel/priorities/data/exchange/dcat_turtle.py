# SPDX-License-Identifier: EUPL-1.2
"""A DCAT catalogue in Turtle, plain or packed with gzip."""

from stelsel.kernel.draft import Reading
from stelsel.kernel.entry import Source
from stelsel.kernel.rdf import TURTLE, statements, unpacked
from stelsel.priorities.data.exchange._describe import describe
from stelsel.priorities.data.exchange._graph import Graph, Origin, graph_of, of_class
from stelsel.priorities.data.exchange._problems import file_problem

_CLASSES = ("dcat:Dataset", "dcat:Distribution", "dcat:DataService")


def read(raw: bytes, file: str, source: Source, country: str) -> Reading:
    """Drafts of everything in the catalogue; what a source may not say or says twice is refused part by part.
    BadInput for a file that is broken, packed wrongly, too large or holds no DCAT."""
    return describe(read_graph(raw, file, source), country, source.link)


def read_graph(raw: bytes, file: str, source: Source) -> Graph:
    """The descriptions in the catalogue."""
    plain = unpacked(raw, file)
    found = graph_of(statements(plain, file, TURTLE, source.link), Origin(file, source, plain))
    if not any(True for name in _CLASSES for _ in of_class(found, name)):
        raise file_problem("no-dcat", file)
    return found
