# SPDX-License-Identifier: EUPL-1.2
"""Names that lead nowhere, promises that nothing keeps, circles, and parts of one article by what uses them."""

from __future__ import annotations

from collections.abc import Iterator

from stelsel.engines.rules.checks._found import Check, found
from stelsel.engines.rules.library import Library, Scope, Version
from stelsel.engines.rules.model import Action, Const, Expr, Field, ForEach, Input, OpenTerm, Ref
from stelsel.engines.rules.parameters import Parameters
from stelsel.engines.rules.sample import inside
from stelsel.kernel.text import Text

_BUILT_IN = {"bsn", "calculation_date", "referencedate", "january_first", "prev_january_first", "year"}
_DEFINITION = "="
_Node = tuple[int, str]


def unknown_references(library: Library, figures: Parameters | None = None) -> tuple[Check, ...]:
    """Names that nothing in the text has, rules that are not in the library, outputs that a rule does not give, and
    outputs that are promised and not made."""
    return tuple(
        one
        for version in library.versions
        for scope in version.scopes
        for one in (
            *_unknown_names(version, scope),
            *_unknown_sources(library, version, scope),
            *_unmade(version, scope),
            *_unknown_targets(library, version, scope),
        )
    )


def cycles(library: Library, figures: Parameters | None = None) -> tuple[Check, ...]:
    """Outputs that, by way of references within and across texts, need themselves. Each circle is told once."""
    circles: list[Check] = []
    state: dict[_Node, int] = {}
    for version in library.versions:
        for name, scope in version.outputs.items():
            if (id(scope), name) not in state:
                circles += _circles(library, version, scope, name, state)
    return tuple(circles)


def roots(scope: Scope) -> Iterator[Expr]:
    """The expressions of an article: what its outputs, definitions, defaults and questions are made of."""
    article = scope.article
    yield from (one.value for one in article.actions)
    yield from (expr for _, expr in article.definitions)
    yield from (expr for one in article.inputs for _, expr in one.given)
    yield from (one.default for one in article.open_terms if one.default is not None)
    yield from (one.when for one in article.impossible)


def _unknown_names(version: Version, scope: Scope) -> Iterator[Check]:
    loops = {one.name for root in roots(scope) for one in inside(root) if isinstance(one, ForEach)}
    for root in roots(scope):
        if any(isinstance(one, ForEach) for one in inside(root)):
            continue  # inside a FOREACH a name may be a part of the item
        for one in inside(root):
            if not isinstance(one, Ref):
                continue
            name = one.name.lower()
            if not (name in scope.any_case or name in version.outputs or name in _BUILT_IN or one.name in loops):
                yield found(version.text, one.line, "reference", _NO_NAME.fill(name=one.name), _NAME_CURE)


def _unknown_sources(library: Library, version: Version, scope: Scope) -> Iterator[Check]:
    for one in scope.article.inputs:
        if one.source is None:
            continue
        law = one.source.law or version.text.id
        service = one.source.service or version.text.service
        if not library.known(law, service):
            named = f"{law} ({service})" if service else law
            yield found(version.text, one.line, "reference", _NO_LAW.fill(law=named), _LAW_CURE)
        elif target_of(library, version, one) is None:
            said = _NO_OUTPUT.fill(law=law, output=one.source.output)
            yield found(version.text, one.line, "reference", said, _NAME_CURE)


def _unknown_targets(library: Library, version: Version, scope: Scope) -> Iterator[Check]:
    """Terms that an article says it fills in, and that the other text does not leave open."""
    for one in scope.article.implements:
        others = library.versions_of(one.law)
        terms = {
            term.name.lower() for other in others for article in other.text.articles for term in article.open_terms
        }
        if not others:
            yield found(version.text, one.line, "target", _NO_LAW.fill(law=one.law), _LAW_CURE, "warning")
        elif one.name.lower() not in terms:
            said = _NO_TERM.fill(law=one.law, term=one.name)
            yield found(version.text, one.line, "target", said, _TERM_CURE.fill(some=", ".join(sorted(terms))[:300]))


def _unmade(version: Version, scope: Scope) -> Iterator[Check]:
    for one in scope.article.outputs:
        if one.name.lower() not in scope.actions:
            yield found(version.text, one.line, "unmade", _UNMADE.fill(output=one.name), _UNMADE_CURE)


def target_of(library: Library, version: Version, one: Input) -> tuple[Version, Scope] | None:
    """The article that an input asks, in the newest version of its text that gives it."""
    source = one.source
    assert source is not None
    name = source.output.lower()
    if not source.law:
        scope = version.outputs.get(name)
        return (version, scope) if scope else None
    for other in reversed(library.versions_of(source.law, source.service)):
        scope = other.outputs.get(name) or other.promised.get(name)
        if scope:
            return other, scope
    return None


def _circles(library: Library, version: Version, scope: Scope, name: str, state: dict[_Node, int]) -> Iterator[Check]:
    """Walks from one output along what it needs; an output met again on the way closes a circle."""
    path: list[tuple[Version, Scope, str]] = [(version, scope, name)]
    waiting = [_needs(library, *path[0])]
    state[id(scope), name] = 1
    while path:
        following = next(waiting[-1], None)
        if following is None:
            waiting.pop()
            _, done, output = path.pop()
            state[id(done), output] = 2
            continue
        key = (id(following[1]), following[2])
        if state.get(key) == 1:
            at = next(at for at, (_, some, output) in enumerate(path) if (id(some), output) == key)
            around = " > ".join([*(one[2] for one in path[at:]), following[2]]).replace(_DEFINITION, "")
            made = _made_of(following[1], following[2])
            line = made.line if made else 0
            yield found(following[0].text, line, "cycle", _CYCLE.fill(around=around[:300]), _CYCLE_CURE)
        elif key not in state:
            state[key] = 1
            path.append(following)
            waiting.append(_needs(library, *following))


def _made_of(scope: Scope, name: str) -> Action | Expr | None:
    """What an output is made of, or a definition, which is named with `_DEFINITION` before it."""
    if name.startswith(_DEFINITION):
        thing = scope.exact.get(name.removeprefix(_DEFINITION))
        return None if isinstance(thing, Field | Input | OpenTerm) else thing
    return scope.actions.get(name)


def _as_written(scope: Scope, name: str) -> str:
    return next((one for one, _ in scope.article.definitions if one.lower() == name.lower()), name)


def _needs(library: Library, version: Version, scope: Scope, name: str) -> Iterator[tuple[Version, Scope, str]]:
    """The outputs and definitions that one of them may need."""
    made = _made_of(scope, name)
    waiting: list[Expr] = [] if made is None else [made.value if isinstance(made, Action) else made]
    seen = set[str]()
    while waiting:
        for one in inside(waiting.pop()):
            if not isinstance(one, Ref) or one.name in seen:
                continue
            seen.add(one.name)
            thing = scope.exact.get(one.name) or scope.any_case.get(one.name.lower())
            if isinstance(thing, Input):
                waiting += [expr for _, expr in thing.given]
                target = target_of(library, version, thing) if thing.source else None
                if target and thing.source:
                    yield *target, thing.source.output.lower()
            elif isinstance(thing, Action):
                yield version, scope, thing.output.lower()
            elif thing is not None and not isinstance(thing, Field | OpenTerm | Const):
                named = one.name if one.name in scope.exact else _as_written(scope, one.name)
                yield version, scope, _DEFINITION + named
            elif thing is None and (other := version.outputs.get(one.name.lower())):
                yield version, other, one.name.lower()


_NO_NAME = Text(nl="De naam “{name}” staat nergens in deze tekst.", en="Nothing in this text has the name “{name}”.")
_NAME_CURE = Text(nl="Verbeter de naam of voeg hem toe.", en="Mend the name or add it.")
_NO_TERM = Text(nl="“{law}” laat het begrip “{term}” niet open.", en="“{law}” does not leave the term “{term}” open.")
_TERM_CURE = Text(nl="Het laat open: {some}.", en="It leaves open: {some}.")
_NO_LAW = Text(nl="De regel “{law}” is er niet.", en="The rule “{law}” is not there.")
_LAW_CURE = Text(nl="Voeg die regel toe of verbeter de verwijzing.", en="Add that rule or mend the reference.")
_NO_OUTPUT = Text(nl="“{law}” geeft geen “{output}”.", en="“{law}” gives no “{output}”.")
_UNMADE = Text(nl="“{output}” is beloofd en nergens berekend.", en="“{output}” is promised and computed nowhere.")
_UNMADE_CURE = Text(nl="Voeg de berekening toe of laat de belofte weg.", en="Add the computation or drop the promise.")
_CYCLE = Text(nl="Dit heeft zichzelf nodig: {around}.", en="This needs itself: {around}.")
_CYCLE_CURE = Text(nl="Doorbreek de kring.", en="Break the circle.")
