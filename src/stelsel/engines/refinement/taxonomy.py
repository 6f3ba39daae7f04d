# SPDX-License-Identifier: EUPL-1.2
"""Concepts and what is broader than what (SKOS `broader`); a concept may have several."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text


@dataclass(frozen=True)
class Taxonomy:
    """`broader` by concept: the ones directly above it; a top concept has none. `schemes` name concepts that belong
    together (a scheme may be left out)."""

    broader: Mapping[str, frozenset[str]] = field(default_factory=dict)
    schemes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    _above: dict[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)
    _below: dict[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    def __contains__(self, concept: object) -> bool:
        return concept in self.broader

    def __bool__(self) -> bool:
        return bool(self.broader)

    def above(self, concept: str) -> frozenset[str]:
        """A concept and all that is broader."""
        if not self._above:
            self._above.update(_closed(self.broader))
        return self._above.get(concept, frozenset((concept,)))

    def below(self, concept: str) -> frozenset[str]:
        """A concept and all that is narrower."""
        if not self._below:
            found: dict[str, set[str]] = {one: set() for one in self.broader}
            for one in self.broader:
                for upper in self.above(one):
                    found[upper].add(one)
            self._below.update({one: frozenset(them) for one, them in found.items()})
        return self._below.get(concept, frozenset((concept,)))

    def with_leaves(self, leaves: Mapping[str, Iterable[str]]) -> "Taxonomy":
        """The same with more concepts, each directly below some of these or of those before it; they are of the schemes
        of what they stand below."""
        broader = dict(self.broader)
        schemes = {name: set(them) for name, them in self.schemes.items()}
        for concept, told in leaves.items():
            upper = broader[concept] = frozenset(told)
            for them in schemes.values():
                if upper & them:
                    them.add(concept)
        return Taxonomy(broader, {name: frozenset(them) for name, them in schemes.items()})

    def with_those_below(self, other: "Taxonomy") -> "Taxonomy":
        """The same with the concepts of another that stand below one of these, there where they stand."""
        below: dict[str, list[str]] = {}
        for concept, upper in other.broader.items():
            for one in upper:
                below.setdefault(one, []).append(concept)
        leaves: dict[str, set[str]] = {}
        ready = [one for one in self.broader if one in below]
        for one in ready:  # grows
            for concept in below.get(one, ()):
                if concept in self:
                    continue
                if concept not in leaves:
                    ready.append(concept)
                leaves.setdefault(concept, set()).add(one)
        return self.with_leaves(leaves) if leaves else self

    def joined(self, other: "Taxonomy") -> "Taxonomy":
        """Both together; BadInput when that makes a circle."""
        if not other:
            return self
        if not self:
            return other
        broader = {
            one: self.broader.get(one, frozenset()) | other.broader.get(one, frozenset())
            for one in (*self.broader, *other.broader)
        }
        schemes = {
            name: self.schemes.get(name, frozenset()) | other.schemes.get(name, frozenset())
            for name in (*self.schemes, *other.schemes)
        }
        return taxonomy_of(broader, schemes)


def taxonomy_of(
    broader: Mapping[str, Iterable[str]], schemes: Mapping[str, Iterable[str]] | None = None, where: str = ""
) -> Taxonomy:
    """A taxonomy from what stands directly above each concept; a concept that is only named as broader is a top.
    BadInput for a circle, which it names."""
    whole = {one: frozenset(upper) for one, upper in broader.items()}
    for upper in list(whole.values()):
        for one in upper:
            whole.setdefault(one, frozenset())
    circle = _circle(whole)
    if circle:
        raise bad_input(
            "taxonomy-circle",
            where,
            Text(
                nl=f"Deze begrippen staan in een kring boven elkaar: {' < '.join(circle)}.",
                en=f"These concepts stand above each other in a circle: {' < '.join(circle)}.",
            ),
            Text(nl="Haal een van deze verwijzingen weg.", en="Take one of these references away."),
        )
    named = {name: frozenset(them) for name, them in (schemes or {}).items()}
    return Taxonomy(whole, named)


def _circle(broader: Mapping[str, frozenset[str]]) -> list[str]:
    """The concepts of one circle, the first one again at the end; empty when there is none."""
    done: set[str] = set()
    for start in broader:
        if start in done:
            continue
        path: list[str] = [start]
        on_path = {start}
        steps: list[Iterator[str]] = [iter(sorted(broader[start]))]
        while steps:
            above = next(steps[-1], None)
            if above is None:
                steps.pop()
                one = path.pop()
                on_path.discard(one)
                done.add(one)
            elif above in on_path:
                return [*path[path.index(above) :], above]
            elif above not in done:
                path.append(above)
                on_path.add(above)
                steps.append(iter(sorted(broader[above])))
    return []


MOST_PAIRS = 1_000_000
"""Pairs of a concept and one above it, at most: a chain of two thousand has two million."""


def _closed(broader: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """What is above each concept, itself with it. Without recursion: a taxonomy may be deep. BadInput when it is so
    deep or wide that this does not fit."""
    found: dict[str, frozenset[str]] = {}
    pairs = 0
    for start in broader:
        stack = [start]
        while stack:
            one = stack[-1]
            missing = [upper for upper in broader[one] if upper not in found]
            if missing:
                stack += missing
                continue
            stack.pop()
            found[one] = frozenset((one,)).union(*(found[upper] for upper in broader[one]))
            pairs += len(found[one])
            if pairs > MOST_PAIRS:
                raise bad_input("taxonomy-too-deep", "", _DEEP, _DEEP_CURE)
    return found


_DEEP = Text(nl="Deze taxonomie is te diep.", en="This taxonomy is too deep.")
_DEEP_CURE = Text(
    nl="Laat weg wat geen regel noemt, of zet minder begrippen boven elkaar.",
    en="Leave out what no rule names, or put fewer concepts above each other.",
)
