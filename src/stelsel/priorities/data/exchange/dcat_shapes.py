# SPDX-License-Identifier: EUPL-1.2
"""The obligation levels of DCAT-AP-NL from its published shapes: which property of which class is V, A, C or O.

DCAT-AP-NL builds on DCAT-AP: a level that DCAT-AP-NL gives counts, else that of DCAT-AP. Read from the files *-OPT.ttl
(levels) and *-LBL.ttl (labels); shapes without a path are left out, as DCAT-AP 3.0.1 has a few by mistake.
"""

from typing import Any

from stelsel.kernel.entry import Source
from stelsel.kernel.rdf import TURTLE, statements
from stelsel.priorities.data.exchange._graph import Graph, Origin, curie, graph_of

CLASSES = {"dataset": "Dataset", "distribution": "Distribution", "data-service": "DataService"}
_LEVELS = {"verplicht": "V", "aanbevolen": "A", "conditioneel": "C", "optioneel": "O"}
_SHACL = "http://www.w3.org/ns/shacl#"
_OPTION = "http://definities.geostandaarden.nl/dcat-ap-nl/id/concept/optionaliteit"
_ORDER = "VACO"


def profile(base: bytes, national: bytes, labels: bytes) -> dict[str, list[dict[str, str]]]:
    """By kind, its properties with level, the standard that sets it, and labels in both languages; sorted by level."""
    levels = {"DCAT-AP": _graph(base, "dcat-ap-OPT.ttl"), "DCAT-AP-NL": _graph(national, "dcat-ap-nl-OPT.ttl")}
    named = _graph(labels, "dcat-ap-nl-LBL.ttl")
    found: dict[str, list[dict[str, str]]] = {}
    for kind, name in CLASSES.items():
        rows: dict[str, dict[str, str]] = {}
        for standard, graph in levels.items():
            for path, level in _levels(graph, name).items():
                rows[path] = {"path": path, "level": level, "standard": standard, **_labels(named, name, path)}
        found[kind] = sorted(rows.values(), key=lambda row: (_ORDER.index(row["level"]), row["path"]))
    return found


def _graph(raw: bytes, file: str) -> Graph:
    return graph_of(statements(raw, file, TURTLE, "https://shapes.invalid/"), Origin(file, Source(file, "")))


def _shapes(graph: Graph, name: str) -> list[str]:
    """The property shapes of a class."""
    ends = (f"/{name}Shape", f":{name}Shape", f"#{name}Shape")
    return [
        part
        for subject, node in graph.items()
        if subject.endswith(ends)
        for part in node.iris(f"{_SHACL}property")
        if part in graph and graph[part].iris(f"{_SHACL}path")
    ]


def _levels(graph: Graph, name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in _shapes(graph, name):
        for option in graph[part].iris(_OPTION):
            found[curie(graph[part].iris(f"{_SHACL}path")[0])] = _LEVELS[option.rpartition("/")[2]]
    return found


def _labels(graph: Graph, name: str, path: str) -> dict[str, Any]:
    """Labels of the class's own shape, else of any class, else the name of the property itself."""
    own = [part for part in _shapes(graph, name) if curie(graph[part].iris(f"{_SHACL}path")[0]) == path]
    other = [part for part, node in graph.items() if [curie(one) for one in node.iris(f"{_SHACL}path")] == [path]]
    for part in (*own, *sorted(other)):
        held = {one.language: one.text for one in graph[part].literals("rdfs:label")}
        if {"nl", "en"} <= set(held):
            return {"nl": held["nl"].lower(), "en": held["en"].lower()}
    local = path.rpartition(":")[2]
    return {"nl": local, "en": local}
