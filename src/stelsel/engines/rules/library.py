# SPDX-License-Identifier: EUPL-1.2
"""A set of rule texts: which version holds on a day as known on a day, and what fills in, replaces or joins what."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from itertools import pairwise

from stelsel.engines.rules.model import Action, Article, Expr, Field, Input, OpenTerm, RuleText
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text

Named = Field | Input | OpenTerm | Action | Expr


class Scope:
    """One article with its names, as written and in small letters. Within an article a name is a parameter, else a
    definition, an input, an open term, an output; the first that has it."""

    def __init__(self, text: RuleText, article: Article) -> None:
        self.text, self.article = text, article
        named: list[tuple[str, Named]] = [(one.name, one) for one in article.parameters]
        named += article.definitions
        named += [(one.name, one) for one in article.inputs]
        named += [(one.name, one) for one in article.open_terms]
        named += [(one.output, one) for one in article.actions]
        self.exact: dict[str, Named] = {}
        self.any_case: dict[str, Named] = {}
        for name, thing in named:
            self.exact.setdefault(name, thing)
            self.any_case.setdefault(name.lower(), thing)
        self.actions = {one.output.lower(): one for one in article.actions}
        self.kinds = {one.name.lower(): one.kind for one in article.outputs}


class Version:
    """One rule text with its articles as scopes; of each output the article that gives it."""

    def __init__(self, text: RuleText) -> None:
        self.text = text
        self.scopes = tuple(Scope(text, one) for one in text.articles)
        self.outputs: dict[str, Scope] = {}
        for scope in self.scopes:
            for name in scope.actions:
                self.outputs.setdefault(name, scope)
        self.promised = {field.name.lower(): scope for scope in self.scopes for field in scope.article.outputs}


class Library:
    """Rule texts by id (and service), in their versions. BadInput for two texts that are the same version."""

    def __init__(self, texts: Iterable[RuleText]) -> None:
        series: dict[tuple[str, str, str], list[Version]] = {}
        for text in texts:
            series.setdefault((text.id, text.service, text.place), []).append(Version(text))
        self.series = {key: tuple(sorted(some, key=lambda one: one.text.valid_from)) for key, some in series.items()}
        self._by_id: dict[str, list[tuple[str, str, str]]] = {}
        for key, some in self.series.items():
            self._by_id.setdefault(key[0], []).append(key)
            for one, after in pairwise(some):
                if one.text.valid_from == after.text.valid_from:
                    raise bad_input("rules-same-version", f"{one.text.file}, {after.text.file}", _SAME, _SAME_CURE)
        self.versions = tuple(one for some in self.series.values() for one in some)
        self._implements: dict[tuple[str, str], list[tuple[Version, Scope]]] = {}
        self._overrides: dict[tuple[str, str], list[tuple[Version, Scope]]] = {}
        self._hooks: dict[str, list[tuple[Version, Scope]]] = {}
        for version in self.versions:
            for scope in version.scopes:
                for target in scope.article.implements:
                    self._implements.setdefault((target.law, target.name.lower()), []).append((version, scope))
                for target in scope.article.overrides:
                    self._overrides.setdefault((target.law, target.name.lower()), []).append((version, scope))
                for hook in scope.article.hooks:
                    self._hooks.setdefault(hook.legal_character, []).append((version, scope))

    def known(self, law: str, service: str = "") -> bool:
        """Whether there is any version of this text."""
        return any(not service or key[1] == service for key in self._by_id.get(law, ()))

    def versions_of(self, law: str, service: str = "") -> list[Version]:
        """All versions of a text, the oldest first."""
        keys = [key for key in self._by_id.get(law, ()) if not service or key[1] == service]
        return sorted((one for key in keys for one in self.series[key]), key=lambda one: one.text.valid_from)

    def find(
        self, law: str, service: str, output: str, on: date, known_at: date | None, places: Collection[str] = ()
    ) -> Version | None:
        """The version of a text that holds on a day, as it was known on a day; of several texts with one id (of
        several organisations or places) the one that gives the output: that of one of `places` before the one that
        holds everywhere, and that before one of another place."""
        found = [
            version
            for key in self._by_id.get(law, ())
            if not service or key[1] == service
            if (version := holding(self.series[key], on, known_at))
        ]
        found.sort(key=lambda one: one.text.place not in places if one.text.place else 0.5)
        name = output.lower()
        giving = [one for one in found if name in one.outputs or name in one.promised]
        return next(iter(giving or found), None)

    def fillers(self, law: str, term: str, on: date, known_at: date | None) -> list[tuple[Version, Scope]]:
        """The articles that fill in an open term of a law on a day."""
        return self._holding(self._implements.get((law, term.lower()), ()), on, known_at)

    def overriding(self, law: str, output: str, by: str, on: date, known_at: date | None) -> Scope | None:
        """The article of the text `by` that takes the place of an output of a law."""
        for version, scope in self._holding(self._overrides.get((law, output.lower()), ()), on, known_at):
            if version.text.id == by:
                return scope
        return None

    def hooked(self, legal_character: str, output: str, on: date, known_at: date | None) -> Scope | None:
        """The article that joins every decision of this character and gives the output."""
        for _, scope in self._holding(self._hooks.get(legal_character, ()), on, known_at):
            if output.lower() in scope.actions:
                return scope
        return None

    def _holding(
        self, some: Iterable[tuple[Version, Scope]], on: date, known_at: date | None
    ) -> list[tuple[Version, Scope]]:
        return [
            (version, scope)
            for version, scope in some
            if holding(self.series[version.text.id, version.text.service, version.text.place], on, known_at) is version
        ]


def holding(versions: Iterable[Version], on: date, known_at: date | None) -> Version | None:
    """The last version that has begun on a day and was published by `known_at`; none when its end is past: an older
    version does not come back."""
    found = None
    for one in versions:
        if one.text.valid_from <= on and (known_at is None or one.text.known_from <= known_at):
            found = one
    return None if found is None or (found.text.valid_to and found.text.valid_to < on) else found


_SAME = Text(nl="Deze twee teksten zijn dezelfde versie.", en="These two texts are the same version.")
_SAME_CURE = Text(nl="Laat er een weg of geef een andere ingangsdag.", en="Leave one out or give another first day.")
