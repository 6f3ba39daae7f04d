# SPDX-License-Identifier: EUPL-1.2
"""What shapes ask of descriptions, as values: per class and property how many values, of which kind.

The part of SHACL (W3C, 20 July 2017) that is compared: minCount, maxCount, class, datatype, nodeKind, in and hasValue,
on classes (targetClass) and single properties. Anything else is *opaque*: it is kept by its structure, and two that are
written the same ask the same. Shapes with another severity than sh:Violation recommend; they are left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal as Choice

from stelsel.kernel.rdf import Literal, Term

NodeKind = Choice["iri", "blank", "literal"]
EVERY_KIND: frozenset[NodeKind] = frozenset({"iri", "blank", "literal"})
STRING = "http://www.w3.org/2001/XMLSchema#string"
LANGUAGE_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


@dataclass(frozen=True, order=True)
class Opaque:
    """A part that is not compared: its name (sh:xone), its structure as text, and the shape it stands in."""

    component: str
    structure: str
    shape: str = field(compare=False, default="")


@dataclass(frozen=True)
class Limits:
    """What is asked of the values of one property. `datatypes` of more than one leave no value; `among` None: any;
    `held`: values that must be there; `shapes`: where it was told."""

    least: int = 0
    most: int | None = None
    classes: frozenset[str] = frozenset()
    datatypes: frozenset[str] = frozenset()
    kinds: frozenset[NodeKind] = EVERY_KIND
    among: frozenset[Term] | None = None
    held: frozenset[Term] = frozenset()
    opaque: frozenset[Opaque] = frozenset()
    shapes: tuple[str, ...] = ()

    def joined(self, other: "Limits") -> "Limits":
        """Both at once."""
        most = [one for one in (self.most, other.most) if one is not None]
        among = [one for one in (self.among, other.among) if one is not None]
        return Limits(
            max(self.least, other.least),
            min(most) if most else None,
            self.classes | other.classes,
            self.datatypes | other.datatypes,
            self.kinds & other.kinds,
            frozenset.intersection(*among) if among else None,
            self.held | other.held,
            self.opaque | other.opaque,
            tuple(dict.fromkeys((*self.shapes, *other.shapes))),
        )

    @property
    def need(self) -> int:
        """How many values there are at least."""
        return max(self.least, len(self.held))

    def allows(self, value: Term, classes: frozenset[str]) -> bool:
        """Whether a value fits, when it is an instance of these classes."""
        kind = kind_of(value)
        if kind not in self.kinds or (self.among is not None and value not in self.among):
            return False
        if self.datatypes and (kind != "literal" or self.datatypes != {datatype_of(value)}):
            return False
        return not self.classes or (kind != "literal" and self.classes <= classes)


@dataclass(frozen=True)
class Shapes:
    """Limits by (class, property). `whole` are opaque parts about a class as a whole, `elsewhere` those about other
    targets than a class, `dangling` property shapes that name no property (DCAT-AP 3.0.1 has two): they ask nothing."""

    limits: Mapping[tuple[str, str], Limits] = field(default_factory=dict)
    whole: Mapping[str, frozenset[Opaque]] = field(default_factory=dict)
    elsewhere: frozenset[Opaque] = frozenset()
    dangling: tuple[str, ...] = ()

    @property
    def classes(self) -> frozenset[str]:
        """The classes that are spoken of."""
        return frozenset((*(one for one, _ in self.limits), *self.whole))

    def of(self, classes: frozenset[str]) -> dict[str, Limits]:
        """What is asked of a node of these classes, by property."""
        found: dict[str, Limits] = {}
        for (name, path), limits in self.limits.items():
            if name in classes:
                found[path] = found[path].joined(limits) if path in found else limits
        return found

    def with_(self, other: "Shapes") -> "Shapes":
        """Both at once: a description has to fit each."""
        limits = dict(self.limits)
        for key, one in other.limits.items():
            limits[key] = limits[key].joined(one) if key in limits else one
        whole = {
            one: self.whole.get(one, frozenset()) | other.whole.get(one, frozenset())
            for one in (*self.whole, *other.whole)
        }
        return Shapes(limits, whole, self.elsewhere | other.elsewhere, (*self.dangling, *other.dangling))

    def replaced_by(self, other: "Shapes") -> "Shapes":
        """What is left when another text replaces each class that it speaks of: how a shape of the same name drops
        what it does not repeat."""
        gone = other.classes
        limits = {key: one for key, one in self.limits.items() if key[0] not in gone}
        whole = {key: one for key, one in self.whole.items() if key not in gone}
        return Shapes(limits, whole, self.elsewhere, self.dangling).with_(other)


def kind_of(value: Term) -> NodeKind:
    """The kind of node."""
    if isinstance(value, Literal):
        return "literal"
    return "blank" if value.startswith("_:") else "iri"


def datatype_of(value: Term) -> str:
    """The datatype of a literal; empty for what is none."""
    if not isinstance(value, Literal):
        return ""
    return LANGUAGE_STRING if value.language else value.datatype or STRING
