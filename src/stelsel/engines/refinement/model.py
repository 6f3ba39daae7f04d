# SPDX-License-Identifier: EUPL-1.2
"""The rules of an agreement as values: conditions over the attributes of one act of sharing.

One *act of sharing* gives one value to every attribute. A text allows an act when a permission holds (or its default is
permit), no prohibition holds without its exception, and every duty that applies is met.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

Operator = Literal["eq", "neq", "lt", "lteq", "gt", "gteq", "isAnyOf", "isNoneOf", "isAllOf", "isA", "hasPart"]
"""Operators of ODRL 2.2 (section 2.5.3), over a single value: `isA` is the value itself or a narrower concept (which is
also what isPartOf means here), `hasPart` the value itself or a broader one; the other ones compare values exactly."""

Type = Literal["concept", "choice", "boolean", "integer", "number", "date", "text"]
"""concept: of a taxonomy; choice: of a list; number: any rational; date: a day; text: anything."""

Scalar = str | Fraction
"""A value of an attribute: words and yes or no (true, false) as text, numbers and days (ordinals) as fractions."""

Default = Literal["deny", "permit"]


@dataclass(frozen=True, slots=True)
class Atom:
    """An attribute compared with values. `where` is the place it was read from."""

    attribute: str
    op: Operator
    values: tuple[Scalar | bool, ...]
    waivable: bool = False
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; without parts: always."""

    parts: "tuple[Condition, ...]" = ()
    waivable: bool = False


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds; without parts: never."""

    parts: "tuple[Condition, ...]" = ()
    waivable: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Condition"
    waivable: bool = False


Condition = Atom | All | Some | Not
ALWAYS = All()
NEVER = Some()


@dataclass(frozen=True, slots=True)
class Permission:
    """An act may happen when this holds."""

    id: str
    when: Condition = ALWAYS
    title: str = ""


@dataclass(frozen=True, slots=True)
class Prohibition:
    """An act may not happen when this holds, unless its exception does. A base that marks it `waivable` lets another
    text leave it out."""

    id: str
    when: Condition = ALWAYS
    unless: Condition = NEVER
    waivable: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """Where `when` holds, `must` has to hold too."""

    id: str
    when: Condition = ALWAYS
    must: Condition = ALWAYS
    waivable: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """What an act says. `values` of a choice, or the only concepts of a concept (empty: all of its taxonomy), or the
    only numbers or days; `least` and `most` bound numbers and days, both included."""

    name: str
    type: Type
    values: tuple[str, ...] = ()
    least: Fraction | None = None
    most: Fraction | None = None
    taxonomy: str = ""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A term of a domain in terms of the base: the same as one of `to` (several: any of them), or, when `broader`, a
    concept of its own directly below them."""

    to: tuple[str, ...]
    broader: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one text. `terms` maps own terms to those of a base: (attribute or "", term). `bare` are attributes
    that were declared by name alone: their use tells what they are. `ignored` are the places of what was not read."""

    name: str = ""
    default: Default = "deny"
    permissions: tuple[Permission, ...] = ()
    prohibitions: tuple[Prohibition, ...] = ()
    duties: tuple[Duty, ...] = ()
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    terms: Mapping[tuple[str, str], Meaning] = field(default_factory=dict)
    bare: frozenset[str] = frozenset()
    ignored: tuple[str, ...] = ()

    def conditions(self) -> Iterator[Condition]:
        """Every condition of every rule."""
        for permission in self.permissions:
            yield permission.when
        for prohibition in self.prohibitions:
            yield from (prohibition.when, prohibition.unless)
        for duty in self.duties:
            yield from (duty.when, duty.must)

    def atoms(self) -> Iterator[Atom]:
        """Every comparison in every rule."""
        for condition in self.conditions():
            yield from atoms_of(condition)


def atoms_of(condition: Condition) -> Iterator[Atom]:
    """The comparisons in a condition, as they stand."""
    if isinstance(condition, Atom):
        yield condition
    elif isinstance(condition, Not):
        yield from atoms_of(condition.part)
    else:
        for part in condition.parts:
            yield from atoms_of(part)
