# SPDX-License-Identifier: EUPL-1.2
"""What an article declares and none of its outputs uses."""

from __future__ import annotations

from collections.abc import Iterator

from stelsel.engines.rules.checks._found import Check, found
from stelsel.engines.rules.checks.references import roots, target_of
from stelsel.engines.rules.library import Library, Scope, Version
from stelsel.engines.rules.model import Expr, Field, Input, OpenTerm, Ref
from stelsel.engines.rules.parameters import Parameters
from stelsel.engines.rules.sample import inside
from stelsel.kernel.text import Text


def unused_names(library: Library, figures: Parameters | None = None) -> tuple[Check, ...]:
    """Parameters, definitions and inputs that no output needs. The person a question is about (`bsn`), what a part
    that is not executed mentions, and what a rule that is asked takes over, count as used."""
    return tuple(
        one for version in library.versions for scope in version.scopes for one in _unused(library, version, scope)
    )


def _unused(library: Library, version: Version, scope: Scope) -> Iterator[Check]:
    article = scope.article
    if not article.actions:
        return
    used = used_names(scope) | _not_executed(scope) | _passed_on(library, version, scope) | {"bsn"}
    lines = {name.lower(): expr.line for name, expr in article.definitions}
    for field in article.parameters:
        if field.name.lower() not in used and version.text.format == "regelrecht":
            yield found(version.text, field.line, "unused", _PARAMETER.fill(name=field.name), _CURE, "warning")
    for name, expr in article.definitions:
        if name.lower() not in used:
            yield found(
                version.text, lines[name.lower()] or expr.line, "unused", _DEFINITION.fill(name=name), _CURE, "warning"
            )
    for one in article.inputs:
        if one.name.lower() not in used:
            yield found(version.text, one.line, "unused", _INPUT.fill(name=one.name), _CURE, "warning")


def used_names(scope: Scope) -> set[str]:
    """The names that the outputs of an article need, directly or by way of others, in small letters."""
    waiting: list[Expr] = [one.value for one in scope.article.actions]
    waiting += [one.default for one in scope.article.open_terms if one.default is not None]
    waiting += [one.when for one in scope.article.impossible]
    used = set[str]()
    while waiting:
        for one in inside(waiting.pop()):
            if not isinstance(one, Ref) or one.name.lower() in used:
                continue
            used.add(one.name.lower())
            thing = scope.exact.get(one.name) or scope.any_case.get(one.name.lower())
            if isinstance(thing, Input):
                waiting += [expr for _, expr in thing.given]
            elif thing is not None and not isinstance(thing, Field | OpenTerm) and not hasattr(thing, "output"):
                waiting.append(thing)
    return used


def _not_executed(scope: Scope) -> set[str]:
    """Names that stand only in parts that are read and not executed."""
    executed = {one.name.lower() for root in roots(scope) for one in inside(root) if isinstance(one, Ref)}
    return set(scope.article.mentions) - executed


def _passed_on(library: Library, version: Version, scope: Scope) -> set[str]:
    """Parameters that a rule takes over by their name when this article asks it."""
    asked = (target_of(library, version, one) for one in scope.article.inputs if one.source)
    return {field.name.lower() for target in asked if target for field in target[1].article.parameters}


_PARAMETER = Text(nl="Niets in dit artikel gebruikt de parameter “{name}”.",
                  en="Nothing in this article uses the parameter “{name}”.")  # fmt: skip
_DEFINITION = Text(nl="Niets in dit artikel gebruikt de definitie “{name}”.",
                   en="Nothing in this article uses the definition “{name}”.")  # fmt: skip
_INPUT = Text(nl="Niets in dit artikel gebruikt het gegeven “{name}”.",
              en="Nothing in this article uses the input “{name}”.")  # fmt: skip
_CURE = Text(nl="Gebruik het waar de wet het noemt, of laat het weg.", en="Use it where the law names it, or drop it.")
