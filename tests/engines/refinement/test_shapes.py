# SPDX-License-Identifier: EUPL-1.2
"""Shapes only tightened: real files, made-up shapes, and every counterexample judged by a validator of its own."""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from stelsel.engines.refinement.shape_check import ShapesChecked, check_shapes
from stelsel.engines.refinement.shapes import Shapes
from stelsel.engines.refinement.shapes_read import read_shapes
from stelsel.kernel.problem import BadInput
from stelsel.nouns.agreement import Agreement, Shape, shapes_in

SHARED = Path(os.environ.get("STELSEL_SHARED") or Path(__file__).resolve().parents[4] / "shared") / "data"
FOLDER = SHARED / "data" / "dcat-ap-nl-shapes"
SH, RDF = "http://www.w3.org/ns/shacl#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
KINDS = {"IRI": "i", "BlankNode": "b", "Literal": "l", "BlankNodeOrIRI": "bi", "IRIOrLiteral": "il"}
HEAD = (
    "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix x: <urn:x:> . "
    "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
)
real = pytest.mark.skipif(not FOLDER.is_dir(), reason="the shared data is not here")


class Validator:
    """SHACL core as far as these files use it, straight on the triples; shares no code with the engine."""

    def __init__(self, *files: bytes) -> None:
        self.store = ox.Store()
        for one in files:
            self.store.load(one, format=ox.RdfFormat.TURTLE, base_iri="urn:base:")

    def _objects(self, subject: Any, name: str) -> list[Any]:
        found = self.store.quads_for_pattern(subject, ox.NamedNode(name), None)
        return [one.object for one in found]

    def conforms(self, turtle: str) -> bool:
        data = ox.Store()
        data.load(turtle.encode(), format=ox.RdfFormat.TURTLE, base_iri="urn:base:")
        for quad in self.store.quads_for_pattern(None, ox.NamedNode(f"{SH}targetClass"), None):
            for focus in data.quads_for_pattern(None, ox.NamedNode(f"{RDF}type"), quad.object):
                for part in self._objects(quad.subject, f"{SH}property"):
                    if not self._fits(data, focus.subject, part):
                        return False
        return True

    def _fits(self, data: ox.Store, focus: Any, part: Any) -> bool:
        paths = self._objects(part, f"{SH}path")
        if not paths:
            return True
        values = [one.object for one in data.quads_for_pattern(focus, paths[0], None)]
        for one in self._objects(part, f"{SH}minCount"):
            if len(values) < int(one.value):
                return False
        for one in self._objects(part, f"{SH}maxCount"):
            if len(values) > int(one.value):
                return False
        if any(one not in values for one in self._objects(part, f"{SH}hasValue")):
            return False
        return all(self._value(data, part, one) for one in values)

    def _value(self, data: ox.Store, part: Any, value: Any) -> bool:
        literal = isinstance(value, ox.Literal)
        for one in self._objects(part, f"{SH}class"):
            if literal or not list(data.quads_for_pattern(value, ox.NamedNode(f"{RDF}type"), one)):
                return False
        for one in self._objects(part, f"{SH}datatype"):
            if not literal or value.datatype != one:
                return False
        for one in self._objects(part, f"{SH}nodeKind"):
            sort = "l" if literal else "b" if isinstance(value, ox.BlankNode) else "i"
            if sort not in KINDS[one.value.removeprefix(SH)]:
                return False
        return all(value in self._list(one) for one in self._objects(part, f"{SH}in"))

    def _list(self, head: Any) -> list[Any]:
        found = []
        while head.value != f"{RDF}nil":
            found += self._objects(head, f"{RDF}first")
            head = self._objects(head, f"{RDF}rest")[0]
        return found


def judged(found: ShapesChecked, base: list[bytes], profile: list[bytes]) -> None:
    """Each counterexample fits the profile and not the base."""
    asks, allows = Validator(*base), Validator(*profile)
    for one in found.conflicts:
        assert allows.conforms(one.description), one
        assert not asks.conforms(one.description), one


def file(name: str) -> bytes:
    """One of the published files."""
    return (FOLDER / name).read_bytes()


@real
def test_dcat_ap_nl_with_dcat_ap_is_in_line_and_alone_it_is_not() -> None:
    raw = file("dcat-ap-SHACL.ttl"), file("dcat-ap-nl-SHACL.ttl")
    base, own = read_shapes(raw[0], "ap.ttl"), read_shapes(raw[1], "nl.ttl")
    assert len(base.dangling) == 2
    assert all("DataServiceShape" in one for one in base.dangling)
    both = check_shapes(base, base.with_(own))
    assert (both.verdict, both.conflicts, both.dangling) == ("IN LINE", (), base.dangling)
    alone = check_shapes(base, own)
    assert alone.verdict == "CONFLICT"
    judged(alone, [raw[0]], [raw[1]])
    told = {(one.target_class.rsplit("#")[-1], one.path.rsplit("/")[-1], one.dropped) for one in alone.conflicts}
    assert ("Dataset", "title", "count") in told
    assert ("DataService", "dcat#endpointURL", "count") in told
    assert ("Dataset", "publisher", "value") in told
    replaced = check_shapes(base, base.replaced_by(own))
    assert replaced.verdict == "CONFLICT"
    assert len(replaced.conflicts) < len(alone.conflicts)


@real
def test_the_other_direction_needs_what_is_not_compared() -> None:
    base, own = (read_shapes(file(name), name) for name in ("dcat-ap-nl-SHACL.ttl", "dcat-ap-SHACL.ttl"))
    found = check_shapes(base, own)
    assert found.verdict == "CONFLICT"
    judged(found, [file("dcat-ap-nl-SHACL.ttl")], [file("dcat-ap-SHACL.ttl")])
    assert "sh:node" in {one.component for one in found.unknown}


MOBILITY = """
x:AgentShape a sh:NodeShape ; sh:targetClass <http://xmlns.com/foaf/0.1/Agent> ;
  sh:property [ sh:path <http://purl.org/dc/terms/type> ; sh:maxCount 1 ] .
x:DatasetShape a sh:NodeShape ; sh:targetClass <http://www.w3.org/ns/dcat#Dataset> ;
  sh:property [ sh:path <http://purl.org/dc/terms/publisher> ; sh:minCount 1 ;
    sh:class <http://xmlns.com/foaf/0.1/Agent> ] .
"""


@real
def test_a_replaced_shape_that_drops_a_name_is_seen() -> None:
    raw = file("dcat-ap-SHACL.ttl")
    base, own = read_shapes(raw, "ap.ttl"), read_shapes((HEAD + MOBILITY).encode(), "mobility.ttl")
    assert check_shapes(base, base.with_(own)).verdict == "IN LINE"
    found = check_shapes(base, base.replaced_by(own))
    names = [one for one in found.conflicts if one.path.endswith("foaf/0.1/name")]
    assert [(one.target_class, one.dropped) for one in names] == [("http://xmlns.com/foaf/0.1/Agent", "count")]
    assert "a foaf:Agent" in names[0].description


def shapes(text: str) -> Shapes:
    """Shapes of one class x:C, from the properties in Turtle."""
    return read_shapes(whole(text), "x.ttl")


def whole(text: str) -> bytes:
    """A file with one shape of the class x:C."""
    parts = " ; ".join(f"sh:property [ {one} ]" for one in text.split("|") if one.strip())
    return (HEAD + f"x:S a sh:NodeShape ; sh:targetClass x:C {';' if parts else ''} {parts} .").encode()


P = "sh:path x:p ;"
CASES = [
    (f"{P} sh:minCount 1", f"{P} sh:minCount 2", "IN LINE"),
    (f"{P} sh:minCount 2", f"{P} sh:minCount 1", "CONFLICT"),
    (f"{P} sh:minCount 1", f"{P} sh:hasValue x:a", "IN LINE"),
    (f"{P} sh:maxCount 1", f"{P} sh:maxCount 0", "IN LINE"),
    (f"{P} sh:maxCount 1", f"{P} sh:in (x:a)", "IN LINE"),
    (f"{P} sh:maxCount 1", f"{P} sh:in (x:a x:b)", "CONFLICT"),
    (f"{P} sh:in (x:a x:b)", f"{P} sh:in (x:a)", "IN LINE"),
    (f"{P} sh:in (x:a)", f"{P} sh:in (x:a x:b)", "CONFLICT"),
    (f"{P} sh:in (x:a)", f"{P} sh:class x:K", "CONFLICT"),
    (f"{P} sh:nodeKind sh:IRI", f"{P} sh:in (x:a x:b)", "IN LINE"),
    (f"{P} sh:nodeKind sh:BlankNodeOrIRI", f"{P} sh:class x:K", "IN LINE"),
    (f"{P} sh:nodeKind sh:IRI", f"{P} sh:nodeKind sh:BlankNodeOrIRI", "CONFLICT"),
    (f"{P} sh:nodeKind sh:Literal", f"{P} sh:datatype xsd:date", "IN LINE"),
    (f"{P} sh:datatype xsd:date", f"{P} sh:nodeKind sh:Literal", "CONFLICT"),
    (f"{P} sh:datatype xsd:string", f"{P} sh:datatype xsd:date", "CONFLICT"),
    (f"{P} sh:hasValue x:a", f"{P} sh:minCount 2 ; sh:in (x:a x:b)", "IN LINE"),
    (f"{P} sh:hasValue x:a", f"{P} sh:minCount 1 ; sh:in (x:a x:b)", "CONFLICT"),
    (f"{P} sh:class x:K", f"{P} sh:class x:K ; sh:class x:L", "IN LINE"),
    (f"{P} sh:class x:K", "sh:path x:q ; sh:class x:K", "CONFLICT"),
    (f"{P} sh:maxCount 3", f"{P} sh:minCount 1 ; sh:maxCount 0", "IN LINE"),
    (f"{P} sh:minCount 9", f"{P} sh:minCount 1 ; sh:datatype xsd:date ; sh:class x:K", "IN LINE"),
    (f"{P} sh:minCount 2", f"{P} sh:datatype xsd:boolean ; sh:minCount 3", "IN LINE"),
    (f"{P} sh:pattern 'a'", f"{P} sh:minCount 1", "UNKNOWN"),
    (f"{P} sh:pattern 'a'", f"{P} sh:pattern 'a' ; sh:minCount 1", "IN LINE"),
    (f"{P} sh:pattern 'a'", f"{P} sh:maxCount 0", "IN LINE"),
    (f"{P} sh:maxCount 1", f"{P} sh:pattern 'a'", "UNKNOWN"),
    (f"{P} sh:minCount 1", f"{P} sh:pattern 'a'", "CONFLICT"),
    (f"{P} sh:maxCount 1", "sh:path x:q ; sh:pattern 'a' ; sh:minCount 1", "UNKNOWN"),
    (f"{P} sh:or ([sh:class x:K] [sh:class x:L])", f"{P} sh:or ([sh:class x:K] [sh:class x:L])", "IN LINE"),
    (f"{P} sh:minCount 1 ; sh:severity sh:Warning", "", "IN LINE"),
    ("sh:path ( x:p x:q ) ; sh:minCount 1", f"{P} sh:minCount 1", "UNKNOWN"),
    ("sh:name 'dangling' ; sh:minCount 1", f"{P} sh:minCount 1", "IN LINE"),
]


@pytest.mark.parametrize(("base", "profile", "verdict"), CASES)
def test_each_part_of_a_shape(base: str, profile: str, verdict: str) -> None:
    found = check_shapes(shapes(base), shapes(profile))
    assert found.verdict == verdict
    assert (verdict == "UNKNOWN") == bool(found.unknown and not found.conflicts)
    judged(found, [whole(base)], [whole(profile)])


PARTS = [
    "sh:minCount 1", "sh:minCount 2", "sh:maxCount 0", "sh:maxCount 1", "sh:maxCount 2", "sh:class x:C", "sh:class x:K",
    "sh:class x:K ; sh:class x:L", "sh:datatype xsd:string", "sh:datatype xsd:boolean", "sh:nodeKind sh:IRI",
    "sh:nodeKind sh:BlankNodeOrIRI", "sh:nodeKind sh:Literal", "sh:in (x:a x:b)", "sh:in (x:a 'w' true)",
    "sh:hasValue x:a", "sh:hasValue true",
]  # fmt: skip
VALUES = ["x:a", "x:b", "x:c", "_:b", "'w'", "'v'@nl", "true", "false", "2"]


def _drawn(dice: random.Random) -> str:
    paths = [f"sh:path x:{name} ; {' ; '.join(dice.sample(PARTS, dice.randint(1, 3)))}" for name in "pq"]
    return "|".join(dice.sample(paths, dice.randint(1, 2)))


def _description(dice: random.Random) -> str:
    nodes = ["x:a", "x:b", "x:c", "_:b", "x:focus"]
    lines = [
        f"{one} a x:{kind} ." for one in nodes for kind in "CKL" if dice.random() < (0.9 if one == "x:focus" else 0.3)
    ]
    lines += [
        f"{one} x:{path} {dice.choice(VALUES)} ." for one in nodes for path in "pq" for _ in range(dice.randint(0, 2))
    ]
    return HEAD + "\n".join(lines)


def test_made_up_shapes_beside_made_up_descriptions() -> None:
    dice, seen = random.Random(4), set()
    descriptions = [_description(dice) for _ in range(60)]
    for _ in range(150):
        base, profile = _drawn(dice), _drawn(dice)
        if dice.random() < 0.5:
            profile = f"{base}|{profile}"
        found = check_shapes(shapes(base), shapes(profile))
        judged(found, [whole(base)], [whole(profile)])
        seen.add(found.verdict)
        if found.verdict == "IN LINE":
            asks, allows = Validator(whole(base)), Validator(whole(profile))
            assert all(asks.conforms(one) for one in descriptions if allows.conforms(one)), (base, profile)
    assert {"IN LINE", "CONFLICT"} <= seen


def test_shapes_in_an_agreement() -> None:
    base = Agreement(identifier="a", version="1", title="a", shapes=(Shape("dcat:Dataset", "dct:title", 1),))
    domain = Agreement(
        identifier="b",
        version="1",
        title="b",
        shapes=(
            Shape("dcat:Dataset", "dct:title", 1, 1, "rdf:langString"),
            Shape("dcat:Dataset", "dct:type", 0, None, None, ("https://x.example/a", "b")),
            Shape("dcat:Dataset", "dct:publisher", 1, None, "foaf:Agent"),
            Shape("dcat:Dataset", "dct:license", 0, None, "sh:IRI"),
        ),
    )
    assert check_shapes(shapes_in(base), shapes_in(domain)).verdict == "IN LINE"
    found = check_shapes(shapes_in(domain), shapes_in(base))
    assert {one.dropped for one in found.conflicts} == {"value", "count"}
    assert len(found.conflicts) == 4


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<a> <b> <c> .",
        b"{",
        (HEAD + "x:S sh:targetClass x:C ; sh:property [ sh:path x:p ; sh:minCount 'veel' ] .").encode(),
    ],
)
def test_what_holds_no_shapes_is_refused(raw: bytes) -> None:
    with pytest.raises(BadInput):
        read_shapes(raw, "x.ttl")
