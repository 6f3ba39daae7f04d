# SPDX-License-Identifier: EUPL-1.2
"""SHACL to shapes as values. A property shape without a path asks nothing and is told; what is not compared is kept as
an opaque part, so that it is never taken for nothing."""

from collections.abc import Iterable, Mapping

from stelsel.engines.refinement.shapes import EVERY_KIND, Limits, NodeKind, Opaque, Shapes
from stelsel.kernel.problem import bad_input
from stelsel.kernel.rdf import JSON_LD, TURTLE, Literal, Term, statements
from stelsel.kernel.text import Text

SH = "http://www.w3.org/ns/shacl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_KINDS: Mapping[str, frozenset[NodeKind]] = {
    "IRI": frozenset({"iri"}),
    "BlankNode": frozenset({"blank"}),
    "Literal": frozenset({"literal"}),
    "BlankNodeOrIRI": frozenset({"blank", "iri"}),
    "BlankNodeOrLiteral": frozenset({"blank", "literal"}),
    "IRIOrLiteral": frozenset({"iri", "literal"}),
}
_WORDS = frozenset("name description order group message severity defaultValue targetClass property path".split())
"""Parts that ask nothing of a description, or are read by themselves."""
_MOST = 1_000
Node = dict[str, list[Term]]


def read_shapes(raw: bytes, file: str) -> Shapes:
    """The shapes in a file of Turtle or JSON-LD. BadInput when it does not read, or holds no shape."""
    head = raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    syntax = JSON_LD if head in (b"{", b"[") else TURTLE
    nodes: dict[str, Node] = {}
    for one in statements(raw, file, syntax, "https://shapes.invalid/", typed=True):
        nodes.setdefault(one.subject, {}).setdefault(one.predicate, []).append(one.object)
    found = _Reader(nodes, file).all()
    if not found.classes and not found.elsewhere:
        raise bad_input("no-shapes", file, _NONE, _NONE_CURE)
    return found


class _Reader:
    def __init__(self, nodes: dict[str, Node], file: str) -> None:
        self.nodes, self.file = nodes, file

    def all(self) -> Shapes:
        """Every shape with a target."""
        limits: dict[tuple[str, str], Limits] = {}
        whole: dict[str, frozenset[Opaque]] = {}
        elsewhere: set[Opaque] = set()
        dangling: list[str] = []
        for subject in sorted(self.nodes):
            for how in ("targetNode", "targetSubjectsOf", "targetObjectsOf", "target"):
                if self._has(subject, how):
                    elsewhere.add(Opaque(f"sh:{how}", self._structure(subject, ()), subject))
            for name in self._iris(subject, "targetClass"):
                whole[name] = whole.get(name, frozenset()) | frozenset(self._opaque(subject))
                for part in self._iris(subject, "property"):
                    path = self._path(part)
                    if not self._has(part, "path"):
                        dangling.append(part)
                    elif path is None:
                        whole[name] |= {Opaque("sh:path", self._structure(part, ()), part)}
                    elif self._counts(part):
                        one = self._limits(part)
                        limits[name, path] = limits[name, path].joined(one) if (name, path) in limits else one
        return Shapes(limits, whole, frozenset(elsewhere), tuple(dict.fromkeys(dangling)))

    def _counts(self, part: str) -> bool:
        """Whether a shape asks, and does not only recommend; one that is switched off asks nothing."""
        severity = self._iris(part, "severity")
        off = any(isinstance(one, Literal) and one.text == "true" for one in self._terms(part, "deactivated"))
        return not off and (not severity or severity[0] == f"{SH}Violation")

    def _limits(self, part: str) -> Limits:
        kinds = EVERY_KIND
        for one in self._iris(part, "nodeKind"):
            kinds &= _KINDS.get(one.removeprefix(SH), EVERY_KIND)
        most = [self._number(part, one) for one in self._terms(part, "maxCount")]
        found = Limits(
            max((self._number(part, one) for one in self._terms(part, "minCount")), default=0),
            min(most) if most else None,
            frozenset(self._iris(part, "class")),
            frozenset(self._iris(part, "datatype")),
            kinds,
            None,
            frozenset(self._terms(part, "hasValue")),
            frozenset(self._opaque(part)),
            (part,),
        )
        for head in self._iris(part, "in"):
            found = found.joined(Limits(among=frozenset(self._listed(head))))
        return found

    def _opaque(self, subject: str) -> Iterable[Opaque]:
        """What a shape asks that is not compared."""
        known = _WORDS | {"minCount", "maxCount", "class", "datatype", "nodeKind", "in", "hasValue", "deactivated"}
        for predicate, terms in sorted(self.nodes.get(subject, {}).items()):
            name = predicate.removeprefix(SH)
            if name == predicate or name in known or name.startswith("target"):
                continue
            if name == "closed" and all(isinstance(one, Literal) and one.text == "false" for one in terms):
                continue
            told = " ".join(sorted(self._told(one, ()) for one in terms))
            yield Opaque(f"sh:{name}", told, subject)
        if not self._has(subject, "path"):  # constraints on the node itself
            for name in ("class", "datatype", "nodeKind", "in", "hasValue"):
                for one in self._terms(subject, name):
                    yield Opaque(f"sh:{name}", self._told(one, ()), subject)

    def _structure(self, node: str, seen: tuple[str, ...]) -> str:
        """What is said of a node, as one text in which names of blank nodes do not matter."""
        if node in seen or len(seen) > 20:
            return "..."
        parts = []
        for predicate, terms in sorted(self.nodes.get(node, {}).items()):
            if predicate.removeprefix(SH) not in ("name", "description", "message", "order", "group"):
                told = sorted(self._told(one, (*seen, node)) for one in terms)
                parts.append(f"{predicate} {' '.join(told)}")
        return f"[{'; '.join(parts)}]"

    def _told(self, term: Term, seen: tuple[str, ...]) -> str:
        if isinstance(term, Literal):
            return repr(tuple(term))
        blank = term.startswith("_:")
        own = self._structure(term, seen) if term in self.nodes else ""
        return own if blank else f"<{term}>{own}"

    def _path(self, part: str) -> str | None:
        """The one property that a shape speaks of; None for a path of several steps."""
        held = self._iris(part, "path")
        return held[0] if len(held) == 1 and not held[0].startswith("_:") else None

    def _number(self, part: str, term: Term) -> int:
        text = term.text if isinstance(term, Literal) else ""
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise bad_input("shape-count", f"{self.file} {part}", _COUNT.fill(told=text[:40]), _COUNT_CURE)
        return int(text)

    def _listed(self, head: str) -> list[Term]:
        found: list[Term] = []
        while head != f"{_RDF}nil" and len(found) <= _MOST:
            node = self.nodes.get(head, {})
            found += node.get(f"{_RDF}first", [])[:1]
            rest = node.get(f"{_RDF}rest", [f"{_RDF}nil"])[0]
            head = rest if isinstance(rest, str) else f"{_RDF}nil"
        if len(found) > _MOST:
            raise bad_input("shape-list", self.file, _LIST, _LIST_CURE)
        return found

    def _terms(self, subject: str, name: str) -> list[Term]:
        return self.nodes.get(subject, {}).get(SH + name, [])

    def _has(self, subject: str, name: str) -> bool:
        return bool(self._terms(subject, name))

    def _iris(self, subject: str, name: str) -> list[str]:
        return [one for one in self._terms(subject, name) if isinstance(one, str)]


_NONE = Text(nl="Hierin staat geen vorm van SHACL met een doelklasse.", en="This holds no shape of SHACL with a class.")
_NONE_CURE = Text(nl="Geef een bestand met sh:targetClass.", en="Give a file with sh:targetClass.")
_COUNT = Text(nl="“{told}” is geen aantal.", en="“{told}” is no count.")
_COUNT_CURE = Text(nl="Geef een heel getal van 0 of meer.", en="Give a whole number of 0 or more.")
_LIST = Text(nl="Deze lijst heeft geen einde, of is te lang.", en="This list has no end, or is too long.")
_LIST_CURE = Text(nl="Maak hem korter.", en="Make it shorter.")
