# SPDX-License-Identifier: EUPL-1.2
"""Descriptions that fit shapes: built as small as they can be, and judged."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from stelsel.engines.refinement.shapes import (
    LANGUAGE_STRING,
    STRING,
    Limits,
    Opaque,
    Shapes,
    kind_of,
)
from stelsel.kernel.rdf import Literal, Statement, Term, turtle

_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SIGNS = re.compile("[^A-Za-z0-9]")
_EXAMPLE = "urn:voorbeeld:"
_MOST_VALUES = 64
"""Values of one sort that are made up, at most; a shape that asks for more is not looked at further."""
_ALSO_WITHOUT_VALUES = frozenset({"sh:qualifiedMinCount", "sh:equals", "sh:sparql", "sh:disjoint", "sh:lessThan"})
"""Opaque parts that may ask something of a node that has no value; others ask of values only."""
PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": _XSD,
}
_LEXICAL = {
    "decimal": "{n}.5",
    "double": "{n}.5E0",
    "float": "{n}.5E0",
    "duration": "P{n}D",
    "date": "20{n:02d}-01-01",
    "dateTime": "20{n:02d}-01-01T00:00:00Z",
    "time": "00:{n:02d}:00",
    "gYear": "20{n:02d}",
    "gYearMonth": "20{n:02d}-01",
    "hexBinary": "{n:02d}",
    "anyURI": "urn:voorbeeld:{n}",
    "string": "voorbeeld {n}",
}
_NUMBERS = ("integer", "nonNegativeInteger", "positiveInteger", "int", "long", "short")


@dataclass
class Description:
    """Nodes with their classes and values. `unsure`: parts of the profile that are not compared and speak of it."""

    focus: str
    classes: dict[str, frozenset[str]] = field(default_factory=dict)
    values: dict[tuple[str, str], tuple[Term, ...]] = field(default_factory=dict)
    unsure: tuple[Opaque, ...] = ()


def literals(datatype: str) -> Iterator[Literal]:
    """Literals of a datatype, all different."""
    name = datatype.removeprefix(_XSD)
    if datatype == LANGUAGE_STRING:
        yield from (Literal(f"voorbeeld {n}", "nl") for n in range(1, _MOST_VALUES))
    elif name == "boolean":
        yield from (Literal(one, "", datatype) for one in ("true", "false"))
    else:
        shape = "{n}" if name in _NUMBERS else _LEXICAL.get(name, "{n}")
        typed = "" if datatype == STRING else datatype
        yield from (Literal(shape.format(n=n), "", typed) for n in range(1, _MOST_VALUES))


def candidates(given: Limits, asked: Limits, builder: "Builder") -> Iterator[tuple[Term, frozenset[str]]]:
    """Values that a property may have, with the classes they are given: those that either text names, and of every
    sort that the texts tell apart enough to fill what they ask."""
    often = min(max(given.need, (asked.most or 0) + 1, asked.need) + 1, _MOST_VALUES)
    classes = given.classes
    named = {one for limits in (given, asked) for one in (*(limits.among or ()), *limits.held)}
    for one in sorted(given.among if given.among is not None else named, key=str):
        yield one, classes if kind_of(one) != "literal" else frozenset()
    if given.among is not None:
        return
    if builder.possible(classes):
        for at in range(often):
            yield builder.named(classes, at), classes
        for at in range(often):
            yield f"_:{builder.named(classes, at).removeprefix(_EXAMPLE)}", classes
    for datatype in sorted(given.datatypes | asked.datatypes | {STRING, LANGUAGE_STRING, f"{_XSD}boolean"}):
        for at, one in enumerate(literals(datatype)):
            if at >= often:
                break
            yield one, frozenset()


class Builder:
    """Builds descriptions that fit a profile."""

    def __init__(self, profile: Shapes) -> None:
        self.profile = profile
        self._possible: dict[frozenset[str], bool] = {}
        self._names: dict[frozenset[str], str] = {}

    def limits(self, name: str, path: str) -> Limits:
        """What the profile asks of a property of a class."""
        return self.profile.limits.get((name, path), Limits())

    def named(self, classes: frozenset[str], at: int) -> str:
        """The name of a made-up node of these classes."""
        if classes not in self._names:
            local = "-".join(sorted(_SIGNS.sub("", re.split("[/#:]", one)[-1]) for one in classes)) or "iets"
            taken = sum(one.split(".")[0] == local for one in self._names.values())
            self._names[classes] = f"{local}.{taken}" if taken else local
        return f"{_EXAMPLE}{self._names[classes]}-{at + 1}"

    def possible(self, classes: frozenset[str]) -> bool:
        """Whether a description that fits can have a node of these classes. A circle of nodes that need each other is
        possible: they may be the same nodes."""
        if classes not in self._possible:
            self._possible[classes] = True  # until it is shown that it is not
            found = all(self._fillable(one) for one in self.profile.of(classes).values())
            self._possible[classes] = found
        return self._possible[classes]

    def _fillable(self, limits: Limits) -> bool:
        if limits.most is not None and limits.most < limits.need:
            return False
        return not limits.need or self.fill(limits) is not None

    def fill(self, limits: Limits) -> dict[Term, frozenset[str]] | None:
        """As few values as the limits ask for; None when there are none that fit."""
        pool = {one: classes for one, classes in candidates(limits, limits, self) if limits.allows(one, classes)}
        found = {one: pool[one] for one in limits.held if one in pool}
        if len(found) < len(limits.held):
            return None
        for one, classes in pool.items():
            if len(found) >= limits.need:
                break
            found.setdefault(one, classes)
        return found if len(found) >= limits.need else None

    def description(self, name: str, path: str, values: dict[Term, frozenset[str]]) -> Description | None:
        """A description with a node of a class that has these values; None when no such thing fits."""
        focus = f"{_EXAMPLE}dit"
        made = Description(focus, {focus: frozenset({name})}, {(focus, path): tuple(values)})
        unsure: dict[Opaque, None] = {}
        waiting: list[tuple[str, frozenset[str]]] = [(focus, frozenset({name}))]
        waiting += [(str(one), classes) for one, classes in values.items() if not isinstance(one, Literal)]
        for node, classes in waiting[1:]:
            made.classes[node] = classes
        while waiting:
            node, classes = waiting.pop()
            for each in classes:
                unsure |= dict.fromkeys(self.profile.whole.get(each, ()))
            for step, limits in self.profile.of(classes).items():
                if (node, step) not in made.values:
                    filled = self.fill(limits) if limits.need else {}
                    if filled is None:
                        return None
                    made.values[node, step] = tuple(filled)
                    for one, its in filled.items():
                        if not isinstance(one, Literal) and one not in made.classes:
                            made.classes[one] = its
                            waiting.append((one, its))
                held = made.values[node, step]
                unsure |= dict.fromkeys(
                    one for one in sorted(limits.opaque) if held or one.component in _ALSO_WITHOUT_VALUES
                )
        made.unsure = tuple(unsure)
        return made


def fits(description: Description, shapes: Shapes) -> bool:
    """Whether a description fits what is compared of shapes."""
    for node, classes in description.classes.items():
        for path, limits in shapes.of(classes).items():
            held = description.values.get((node, path), ())
            if len(held) < limits.need or (limits.most is not None and len(held) > limits.most):
                return False
            if limits.held - set(held):
                return False
            for one in held:
                its = frozenset() if isinstance(one, Literal) else description.classes.get(one, frozenset())
                if not limits.allows(one, its):
                    return False
    return True


def described(description: Description) -> str:
    """A description as Turtle."""
    said = [Statement(node, _TYPE, one, "") for node, its in description.classes.items() for one in sorted(its)]
    said += [
        Statement(node, path, value, "") for (node, path), values in description.values.items() for value in values
    ]
    said.sort(key=lambda one: (one.subject != description.focus, one.subject, one.predicate != _TYPE))
    return turtle(said, PREFIXES).decode()
