# SPDX-License-Identifier: EUPL-1.2
"""Shapes only tightened: is every description that fits a profile a description that fits the base?

IN LINE   yes: for each class and property the profile asks at least what the base asks.
CONFLICT  a description that fits the profile and not the base: the counterexample, judged again before it is given.
UNKNOWN   neither is sure: it depends on a part of a shape that is not compared, which is named.

Values of different properties do not depend on each other here, so each class and property is looked at by itself; the
counterexample is then a whole description, in which every node of a class fits what the profile asks of that class.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as Choice

from stelsel.engines.refinement._shape_descriptions import Builder, candidates, described, fits
from stelsel.engines.refinement.check import Verdict
from stelsel.engines.refinement.shapes import Limits, Opaque, Shapes
from stelsel.kernel.rdf import Term

Dropped = Choice["count", "most", "value", "held"]
"""Which part of the base is let go: fewest values, most values, what a value is, or a value that must be there."""


@dataclass(frozen=True)
class ShapeConflict:
    """One class and property for which the profile lets go what the base asks. `values` are those in the description
    (Turtle) that shows it; `shapes` the shapes of the base."""

    target_class: str
    path: str
    dropped: Dropped
    values: tuple[Term, ...]
    description: str
    shapes: tuple[str, ...]


@dataclass(frozen=True)
class ShapesChecked:
    """The verdict, a conflict for each class and property, what could not be compared, and the property shapes of
    either text that name no property."""

    verdict: Verdict
    conflicts: tuple[ShapeConflict, ...] = ()
    unknown: tuple[Opaque, ...] = ()
    dangling: tuple[str, ...] = ()


def check_shapes(base: Shapes, profile: Shapes) -> ShapesChecked:
    """Whether a profile only tightens a base."""
    conflicts: list[ShapeConflict] = []
    unknown: dict[Opaque, None] = dict.fromkeys(sorted(base.elsewhere - profile.elsewhere))
    builder = Builder(profile)
    for (name, path), asked in sorted(base.limits.items()):
        if not builder.possible(frozenset({name})):
            continue  # no description that fits the profile has a node of this class
        given = profile.limits.get((name, path), Limits())
        unknown |= dict.fromkeys(sorted(asked.opaque - given.opaque) if given.most != 0 else ())
        found = next(_conflicts(builder, base, name, path), None)
        if isinstance(found, ShapeConflict):
            conflicts.append(found)
        elif found is not None:
            unknown |= dict.fromkeys(found)
    for name, parts in sorted(base.whole.items()):
        if builder.possible(frozenset({name})):
            unknown |= dict.fromkeys(sorted(parts - profile.whole.get(name, frozenset())))
    verdict: Verdict = "CONFLICT" if conflicts else "UNKNOWN" if unknown else "IN LINE"
    dangling = tuple(dict.fromkeys((*base.dangling, *profile.dangling)))
    return ShapesChecked(verdict, tuple(conflicts), tuple(unknown), dangling)


def _conflicts(builder: Builder, base: Shapes, name: str, path: str) -> Iterator[ShapeConflict | tuple[Opaque, ...]]:
    """Conflicts that were judged again, surest first; then the parts on which it depends whether there is one."""
    asked = base.limits[name, path]
    unsure: list[Opaque] = []
    for values in _choices(builder, name, path, asked):
        dropped = _dropped(asked, values)
        if dropped is None:
            continue
        whole = builder.description(name, path, values)
        if whole is None or not fits(whole, builder.profile):
            unsure.append(Opaque("sh:property", f"{name} {path}", asked.shapes[0] if asked.shapes else ""))
            continue
        if whole.unsure:
            unsure += whole.unsure
            continue
        if fits(whole, base):
            continue
        yield ShapeConflict(name, path, dropped, tuple(values), described(whole), asked.shapes)
    if unsure:
        yield tuple(dict.fromkeys(unsure))


def _choices(builder: Builder, name: str, path: str, asked: Limits) -> Iterator[dict[Term, frozenset[str]]]:
    """Ways to fill one property that the profile allows: as few values as it may, one value of each sort, one more
    than the base allows, and without what the base wants there. Values with the classes they are instances of."""
    given = builder.limits(name, path)
    pool = {one: classes for one, classes in candidates(given, asked, builder) if given.allows(one, classes)}
    must = {one: classes for one, classes in pool.items() if one in given.held}
    if len(must) < len(given.held):
        return
    first = [one for one in pool if one not in asked.held]
    counts = [given.need, *([] if asked.most is None else [max(asked.most + 1, given.need)])]
    for count in counts:
        if given.most is None or count <= given.most:
            yield from _filled(must, pool, [*first, *pool], count)
    for one, classes in pool.items():
        if one not in must and (given.most is None or len(must) < given.most):
            yield from _filled({**must, one: classes}, pool, [*first, *pool], max(given.need, len(must) + 1))


def _filled(
    start: dict[Term, frozenset[str]], pool: dict[Term, frozenset[str]], order: list[Term], count: int
) -> Iterator[dict[Term, frozenset[str]]]:
    found = dict(start)
    for one in order:
        if len(found) >= count:
            break
        found.setdefault(one, pool[one])
    if len(found) >= count:
        yield found


def _dropped(asked: Limits, values: dict[Term, frozenset[str]]) -> Dropped | None:
    """The part of the base that these values break."""
    if len(values) < asked.least:
        return "count"
    if asked.most is not None and len(values) > asked.most:
        return "most"
    if not all(asked.allows(one, classes) for one, classes in values.items()):
        return "value"
    return "held" if asked.held - set(values) else None
