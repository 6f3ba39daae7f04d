# SPDX-License-Identifier: EUPL-1.2
"""Walking the decision aid with the answers given so far. What somebody does not know is followed along every answer,
so that unknown never passes for one of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from stelsel.priorities.ai.policy import UNKNOWN, Option, Step, Tree

Labels = frozenset[str]


@dataclass(frozen=True)
class Taken:
    """One step of the path: the question and the answer; None where it was answered with unknown."""

    step: Step
    option: Option | None


@dataclass(frozen=True)
class Walked:
    """Where the answers lead. `path` are the steps taken; after an unknown answer it goes on along its first open way.
    `next` is the question to ask now, None where nothing is left to ask. `possible` are the conclusions still possible;
    the outcome is known when there is one and nothing left to ask. `unused` are answers that did not come up."""

    path: tuple[Taken, ...]
    next: Step | None
    labels: Labels
    possible: frozenset[str]
    unused: tuple[str, ...]

    @property
    def outcome(self) -> str | None:
        """The conclusion, when no answer can change it any more."""
        return next(iter(self.possible)) if self.next is None and len(self.possible) == 1 else None

    @property
    def unsure(self) -> tuple[Step, ...]:
        """Questions on the path that were answered with unknown."""
        return tuple(taken.step for taken in self.path if taken.option is None)


def walk(tree: Tree, given: Mapping[str, str]) -> Walked:
    """Follow the answers as far as they go."""
    path: list[Taken] = []
    seen: set[str] = set()
    asked = _follow(tree, given, tree.first, frozenset(), path, seen)
    possible = reachable(tree, given, tree.first, frozenset())
    unused = tuple(f"{name}={key}" for name, key in given.items() if name not in seen)
    labels = frozenset(label for taken in path if taken.option for label in taken.option.labels)
    return Walked(tuple(path), asked if len(possible) > 1 else None, labels, possible, unused)


def _follow(
    tree: Tree, given: Mapping[str, str], at: str, labels: Labels, path: list[Taken], seen: set[str]
) -> Step | None:
    """Goes on from a question; returns the first one that has no answer yet, None where every way ends."""
    while at in tree.steps:
        step = tree.steps[at]
        key = given.get(at, step.options[0].key if len(step.options) == 1 else "")
        if not key:
            return step
        seen.add(at)
        option = step.option(key)
        path.append(Taken(step, option))
        if option is None:
            return _along_each(tree, given, step, labels, path, seen)
        at, labels = option.follow(labels), labels | option.labels
    return None


def _along_each(
    tree: Tree, given: Mapping[str, str], step: Step, labels: Labels, path: list[Taken], seen: set[str]
) -> Step | None:
    """After an unknown answer: the first way with something left to ask; its steps go on the path."""
    asked = None
    for option in step.options:
        further: list[Taken] = []
        after = labels | option.labels
        found = _follow(tree, given, option.follow(labels), after, further, seen)
        if asked is None and found is not None:
            known = {taken.step.id for taken in path}
            path += [taken for taken in further if taken.step.id not in known]
            asked = found
    return asked


def reachable(tree: Tree, given: Mapping[str, str], at: str, labels: Labels) -> frozenset[str]:
    """The conclusions that these answers leave possible from a question on; questions without an answer, or with
    unknown, may go any way."""
    found: dict[tuple[str, Labels], frozenset[str]] = {}

    def ends(at: str, labels: Labels) -> frozenset[str]:
        if at in tree.conclusions:
            return frozenset((at,))
        kept = found.get((at, labels))
        if kept is None:
            step = tree.steps[at]
            key = given.get(at, UNKNOWN)
            options = step.options if key == UNKNOWN else [one for one in step.options if one.key == key]
            kept = frozenset().union(*(ends(option.follow(labels), labels | option.labels) for option in options))
            found[at, labels] = kept
        return kept

    return ends(at, labels)


def variants(tree: Tree, given: Mapping[str, str], walked: Walked) -> list[tuple[Step, Option, Walked]]:
    """Every other answer to a question on the path, with where it would lead; the last question first."""
    return [
        (taken.step, option, walk(tree, {**given, taken.step.id: option.key}))
        for taken in reversed(walked.path)
        for option in taken.step.options
        if taken.option is None or option.key != taken.option.key
    ]
