# SPDX-License-Identifier: EUPL-1.2
"""Statements of ODRL by subject and short property, with lists and order."""

from collections.abc import Iterable

from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.rdf import Literal, Statement, Term
from stelsel.kernel.text import Text
from stelsel.priorities.data.exchange._odrl_names import expanded, shortened

MOST_ITEMS = 5_000
"""Items in one list, at most."""
_NIL = expanded("rdf:nil")
_XSD = expanded("xsd:string").removesuffix("string")


class Nodes:
    """What is said of each subject. Places in findings are IRIs, shortened."""

    def __init__(self, some: Iterable[Statement], file: str) -> None:
        self.file = file
        self.said: dict[str, dict[str, list[Term]]] = {}
        for one in some:
            held = self.said.setdefault(one.subject, {}).setdefault(shortened(one.predicate), [])
            if one.object not in held:
                held.append(one.object)

    def trouble(self, code: str, subject: str, what: Text, cure: Text) -> BadInput:
        """A finding at a node."""
        problem: BadInput = bad_input(code, f"{self.file} {shortened(subject)}".strip(), what, cure)
        return problem

    def terms(self, subject: str, name: str) -> list[Term]:
        """All values; those of a list one by one, else in their own order (sh:order, else the alphabet)."""
        found: list[Term] = []
        for one in self.said.get(subject, {}).get(name, ()):
            if isinstance(one, str) and (one == _NIL or "rdf:first" in self.said.get(one, {})):
                found += self._listed(one)
            else:
                found.append(one)
        return found

    def _listed(self, head: str) -> list[Term]:
        found: list[Term] = []
        while head != _NIL:
            node = self.said.get(head, {})
            rest = node.get("rdf:rest", [_NIL])[0]
            found += node.get("rdf:first", [])[:1]
            if len(found) > MOST_ITEMS or not isinstance(rest, str):
                raise self.trouble("odrl-list", head, _LIST, _LIST_CURE)
            head = rest
        return found

    def nodes(self, subject: str, name: str) -> list[str]:
        """The nodes among the values, by sh:order and then by IRI; those of a list in its order."""
        held = [one for one in self.terms(subject, name) if isinstance(one, str)]
        raw = self.said.get(subject, {}).get(name, ())
        if len(raw) == 1 and len(held) > 1:
            return held
        return sorted(held, key=lambda one: (self.order(one), self._key(one)))

    def _key(self, node: str) -> str:
        """What a node without an IRI is ordered by: its identifier, since names of blank nodes mean nothing."""
        return (self.text(node, "dct:identifier") or self.text(node, "odrl:uid")) if node.startswith("_:") else node

    def order(self, node: str) -> int:
        """The place that a node says it has in its list."""
        told = self.text(node, "sh:order")
        return int(told) if told.isdigit() and len(told) < 9 else MOST_ITEMS

    def node(self, subject: str, name: str) -> str:
        """The first node, or nothing."""
        return next(iter(self.nodes(subject, name)), "")

    def text(self, subject: str, name: str) -> str:
        """One text: Dutch before English before any other."""
        held = [one for one in self.said.get(subject, {}).get(name, ()) if isinstance(one, Literal)]
        held.sort(key=lambda one: ({"nl": 0, "": 1, "en": 2}.get(one.language[:2], 3), one.text))
        return held[0].text if held else ""

    def texts(self, subject: str, name: str) -> tuple[str, ...]:
        """All texts, those of a list in its order."""
        return tuple(one.text for one in self.terms(subject, name) if isinstance(one, Literal))

    def true(self, subject: str, name: str) -> bool:
        """Whether it says yes."""
        return self.text(subject, name) in ("true", "1")

    def of_class(self, *classes: str) -> list[str]:
        """The subjects of these classes, in the order of the alphabet."""
        wanted = {expanded(one) for one in classes}
        return sorted(one for one, node in self.said.items() if wanted & {str(it) for it in node.get("rdf:type", ())})


def type_of(value: Literal) -> str:
    """The datatype of a literal as a short word: integer, decimal, boolean, date; empty for text."""
    return value.datatype.removeprefix(_XSD) if value.datatype.startswith(_XSD) else ""


_LIST = Text(nl="Deze lijst heeft geen einde, of is te lang.", en="This list has no end, or is too long.")
_LIST_CURE = Text(nl="Maak de lijst korter.", en="Make the list shorter.")
