# SPDX-License-Identifier: EUPL-1.2
"""Constraints of ODRL 2.2 (section 2.5) to conditions. What cannot be read is refused: a condition that falls away
would let through what it forbids."""

from collections.abc import Mapping
from fractions import Fraction

from stelsel.engines.refinement import ALWAYS, All, Atom, Condition, Not, Scalar, Some, operator_of
from stelsel.engines.refinement.operators import ORDERED, SETS
from stelsel.kernel.rdf import Literal, Term
from stelsel.kernel.text import Text
from stelsel.priorities.data.exchange._odrl_graph import Nodes, type_of
from stelsel.priorities.data.exchange._odrl_names import shortened, word_of

DEEPEST = 60
"""Constraints in constraints, at most."""
MOST_XONE = 12
"""Parts of an odrl:xone, at most: it is written out."""
ARTEFACT = "apnl:conformsToPolicy"
_JOINS: Mapping[str, type[All] | type[Some]] = {"odrl:and": All, "odrl:andSequence": All, "odrl:or": Some}
_SEEN = frozenset(
    "rdf:type odrl:leftOperand odrl:operator odrl:rightOperand apnl:waivable odrl:and odrl:or odrl:xone "
    "odrl:andSequence stelsel:not odrl:uid dct:title dct:description rdfs:label rdfs:comment sh:order".split()
)


def both(parts: list[Condition]) -> Condition:
    """All of them; always, when there is none."""
    if not parts:
        return ALWAYS
    return parts[0] if len(parts) == 1 else All(tuple(parts))


class Conditions:
    """Reads the conditions of one file."""

    def __init__(self, nodes: Nodes) -> None:
        self.nodes = nodes

    def of(self, subject: str, name: str) -> list[Condition]:
        """The constraints that a node has under a property; together they hold all."""
        return [self.one(node, 0) for node in self.nodes.nodes(subject, name)]

    def one(self, node: str, depth: int) -> Condition:
        """One constraint."""
        said = self.nodes.said.get(node)
        if depth > DEEPEST or not said:
            raise self._cannot(node, "odrl:Constraint")
        for strange in said.keys() - _SEEN:
            raise self._cannot(node, strange)
        parts = [self._joined(node, name, depth) for name in (*_JOINS, "odrl:xone", "stelsel:not") if name in said]
        if "odrl:leftOperand" in said:
            parts.append(self._compared(node))
        if not parts:
            raise self._cannot(node, "odrl:leftOperand")
        found = both(parts)
        return All((found,), waivable=True) if self.nodes.true(node, "apnl:waivable") else found

    def _joined(self, node: str, name: str, depth: int) -> Condition:
        parts = tuple(self.one(one, depth + 1) for one in self.nodes.nodes(node, name))
        if name == "stelsel:not":
            return Not(both(list(parts)))
        if name != "odrl:xone":
            return _JOINS[name](parts)
        if len(parts) > MOST_XONE:
            raise self._cannot(node, name)
        return Some(
            tuple(
                All((one, *(Not(other) for at, other in enumerate(parts) if at != here)))
                for here, one in enumerate(parts)
            )
        )

    def _compared(self, node: str) -> Condition:
        left, told = self.nodes.node(node, "odrl:leftOperand"), self.nodes.node(node, "odrl:operator")
        attribute = word_of("kenmerk", left) if left else self.nodes.text(node, "odrl:leftOperand")
        terms = self.nodes.terms(node, "odrl:rightOperand")
        if shortened(told) == ARTEFACT and terms:
            return Atom(attribute, "eq", (f"{ARTEFACT} {self._value(terms[0])}",))
        op = operator_of(told) if told else None
        if not attribute or op is None or not terms or (len(terms) > 1 and op in ORDERED):
            raise self._cannot(node, shortened(told) or "odrl:operator")
        values = tuple(sorted({self._value(one) for one in terms}, key=lambda one: (isinstance(one, str), str(one))))
        if len(values) > 1 and op in ("eq", "neq"):
            op = "isAnyOf" if op == "eq" else "isNoneOf"
        if len(values) == 1 or op in SETS:
            return Atom(attribute, op, values)
        return Some(tuple(Atom(attribute, op, (one,)) for one in values))

    def _value(self, term: Term) -> Scalar | bool:
        if not isinstance(term, Literal):
            return word_of("begrip", term)
        kind = type_of(term)
        if kind == "boolean":
            return term.text in ("true", "1")
        if kind in ("integer", "decimal", "int", "long", "nonNegativeInteger", "double", "float"):
            try:
                return Fraction(term.text)
            except (ValueError, ZeroDivisionError):
                return term.text
        return term.text

    def _cannot(self, node: str, what: str) -> Exception:
        return self.nodes.trouble("odrl-constraint", node, _CANNOT.fill(what=what[:80]), _CANNOT_CURE)


_CANNOT = Text(
    nl="Deze voorwaarde is niet te lezen ({what}).",
    en="This constraint cannot be read ({what}).",
)
_CANNOT_CURE = Text(
    nl="Geef leftOperand, een operator van ODRL 2.2 en rightOperand, of and, or of xone.",
    en="Give leftOperand, an operator of ODRL 2.2 and rightOperand, or and, or, or xone.",
)
