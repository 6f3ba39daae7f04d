# SPDX-License-Identifier: EUPL-1.2
"""What the SHACL shapes of CPSV-AP say, for tests: target classes with property shapes of minCount, maxCount, class and
datatype. Shapes that ask anything else are refused, so that nothing is passed over.
Source: https://www.w3.org/TR/shacl/, sections 2.1.3.1, 4.1.1, 4.1.2, 4.2.1 and 4.2.2."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

SH = "http://www.w3.org/ns/shacl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SHAPES = Path("services/cpsv-ap/cpsv-ap-3.2.0-SHACL.ttl")
TYPE = ox.NamedNode(f"{RDF}type")
SAYS_NOTHING = {"name", "description", "property", "path", "targetClass", "closed"}
CHECKED = {"minCount", "maxCount", "class", "datatype"}
LEXICAL = {
    f"{XSD}double": re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([Ee][+-]?[0-9]+)?|[+-]?INF|NaN"),
    f"{XSD}duration": re.compile(r"-?P(?!$)([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T(?!$)([0-9]+H)?([0-9]+M)?([0-9.]+S)?)?"),
}


@dataclass(frozen=True)
class Asked:
    """One constraint: of nodes of a class, on a property, what, and its value."""

    of: str
    path: str
    what: str
    value: str


@cache
def shapes(file: Path) -> tuple[Asked, ...]:
    """Every constraint in the file; AssertionError for one that is not checked here."""
    store = ox.Store()
    store.load(file.read_bytes(), format=ox.RdfFormat.TURTLE)
    used = {quad.predicate.value.removeprefix(SH) for quad in store if quad.predicate.value.startswith(SH)}
    assert used <= SAYS_NOTHING | CHECKED, f"the shapes ask more than is checked: {used - SAYS_NOTHING - CHECKED}"
    closed = {quad.object.value for quad in store.quads_for_pattern(None, ox.NamedNode(f"{SH}closed"), None)}
    assert closed <= {"false"}, "no shape is closed"
    found = []
    for target in store.quads_for_pattern(None, ox.NamedNode(f"{SH}targetClass"), None):
        for held in store.quads_for_pattern(target.subject, ox.NamedNode(f"{SH}property"), None):
            parts = {(q.predicate.value.removeprefix(SH), q.object.value)
                     for q in store.quads_for_pattern(held.object, None, None)}  # fmt: skip
            (path,) = (value for name, value in parts if name == "path")
            found += [Asked(target.object.value, path, name, value) for name, value in parts if name in CHECKED]
    return tuple(sorted(found, key=str))


def violations(raw: bytes, file: Path, form: ox.RdfFormat = ox.RdfFormat.TURTLE) -> Counter[Asked]:
    """What of the shapes does not hold in this RDF, and how often."""
    store = ox.Store()
    store.load(raw, format=form)
    found: Counter[Asked] = Counter()
    for asked in shapes(file):
        path = ox.NamedNode(asked.path)
        for node in store.quads_for_pattern(None, TYPE, ox.NamedNode(asked.of)):
            values = [quad.object for quad in store.quads_for_pattern(node.subject, path, None)]
            found[asked] += _broken(store, asked, values)
    return +found


def _broken(store: ox.Store, asked: Asked, values: list[object]) -> int:
    if asked.what == "minCount":
        return int(len(values) < int(asked.value))
    if asked.what == "maxCount":
        return int(len(values) > int(asked.value))
    if asked.what == "class":
        return sum(not _is_of(store, value, asked.value) for value in values)
    return sum(not _is_typed(value, asked.value) for value in values)


def _is_of(store: ox.Store, value: object, name: str) -> bool:
    return not isinstance(value, ox.Literal) and ox.Quad(value, TYPE, ox.NamedNode(name)) in store  # type: ignore[arg-type]


def _is_typed(value: object, datatype: str) -> bool:
    if not isinstance(value, ox.Literal) or value.datatype.value != datatype:
        return False
    return datatype not in LEXICAL or bool(LEXICAL[datatype].fullmatch(value.value))
