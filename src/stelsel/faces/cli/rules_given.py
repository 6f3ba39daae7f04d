# SPDX-License-Identifier: EUPL-1.2
"""With which rules a command computes: those of the register or the shipped ones, with files of the user."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from stelsel.faces.cli.publish import unreadable
from stelsel.faces.cli.shared_options import asker, has_node, language, open_node, spoken
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text

if TYPE_CHECKING:
    from stelsel.book.book import Book
    from stelsel.engines.rules import Facts, Figures, Library, Outcome, RuleText
    from stelsel.engines.rules.doubts import Doubt
    from stelsel.nouns.rule_text import Rules


@dataclass(frozen=True)
class Given:
    """The rules of a command: those of the register or the shipped ones (`rules`), with files of the user (`own`, by
    name) in the place of what they replace. `book` is None without a register."""

    library: Library
    rules: Rules
    book: Book | None = None
    own: frozenset[str] = frozenset()

    @property
    def figures(self) -> Figures:
        return self.rules.figures

    @property
    def doubts(self) -> Mapping[str, Doubt]:
        return self.rules.doubts


@dataclass(frozen=True)
class Asked:
    """What is asked of the rules: rule, output, day, day of knowledge and person."""

    given: Given
    rule: str
    output: str
    on: date
    known_at: date | None
    about: str
    noted: set[str] = field(default_factory=set)

    def outcome(self, facts: object) -> Outcome:
        """The outcome for facts in plain JSON. BadInput for facts that do not fit."""
        from stelsel.engines.rules import evaluate

        return evaluate(
            self.given.library,
            self.rule,
            self.output,
            self.facts(facts),
            self.on,
            known_at=self.known_at,
            figures=self.given.figures,
        )

    def facts(self, facts: object) -> Facts:
        """The facts about this person, with names of places as codes. BadInput for facts that do not fit or cannot be,
        and where there is no such person. What no rule knows is told once."""
        from stelsel.engines.rules import Facts
        from stelsel.engines.rules.fact_names import strange
        from stelsel.engines.rules.impossible import refuse_impossible

        given = self.given
        made = Facts(_placed(given.book, facts, self.on), self.about)
        if made.people and self.about not in made.people and self.about != "aanvrager":
            cure = _ABOUT_CURE.fill(some=", ".join(sorted(made.people))[:200])
            raise bad_input("facts-about", "--about", _ABOUT.fill(about=self.about[:80]), cure)
        refuse_impossible(
            given.library, self.rule, self.output, made, self.on, known_at=self.known_at, figures=given.figures
        )
        for one in strange(given.library, made):
            self._note(one.line(language()))
        for fact, code in made.places.items():
            if code not in {one.text.place for one in given.library.versions}:
                self._note(_unknown_place(given.book, fact, code, self.on))
        return made

    def _note(self, said: str) -> None:
        if said and said not in self.noted:
            self.noted.add(said)
            print(said, file=sys.stderr)


def _placed(book: Book | None, facts: object, on: date) -> object:
    """The facts with a code where a name of a place stood. Without a register names stay as they are."""
    if book is None or not isinstance(facts, dict):
        return facts
    from stelsel.priorities.services.rule_places import placed

    return placed(book, facts, on)


def _unknown_place(book: Book | None, fact: str, code: str, on: date) -> str:
    if book is None:
        return ""
    from stelsel.priorities.services.rule_places import is_known

    return "" if is_known(book, fact, code, on) else _PLACE.fill(fact=fact, code=code).to(language())


def rules_given(texts: str, publisher: str, known_at: date | None) -> Given:
    """The rules of the node in this folder, else the shipped ones, and says so; with the files below `texts` for the
    rules that they are versions of."""
    from stelsel.nouns.rule_text import rules_in, shipped_rules

    if has_node():
        book = open_node().book(asker(publisher))
        rules = rules_in(book, known_at)
    else:
        book, rules = None, shipped_rules()
        _tell(_NO_NODE)
    if book is not None and rules.shipped:
        _tell(_SHIPPED)
    return _with_files(rules, book, texts) if texts else Given(rules.library, rules, book)


def asked_of(given: Given, rule: str, output: str, on: str, known_at: date | None, about: str) -> Asked:
    """The question in full. BadInput for a rule, output or day that is not there."""
    from stelsel.priorities.services.laws import find_rule

    found, wanted = find_rule(given.library, rule, output)
    return Asked(given, found, wanted, day_or_today(on), known_at, about)


def day_or_today(text: str) -> date:
    """A day, today when nothing is typed."""
    from stelsel.kernel.time import day

    if text:
        return day(text, "--on")
    from datetime import UTC, datetime

    return datetime.now(UTC).date()


def day_known(text: str) -> date | None:
    """The day of knowledge, None when nothing is typed."""
    from stelsel.kernel.time import day

    return day(text, "--known-at") if text else None


def _with_files(rules: Rules, book: Book | None, texts: str) -> Given:
    """Rules with the files (.yaml) of a folder: all versions of a rule that stands in a file come from the files.
    BadInput where none of them reads."""
    from stelsel.engines.rules import Library, load

    own, refused = load(files_of([texts]))
    if not own:
        raise BadInput(*(one for some in refused.values() for one in some[:1]))
    for findings in refused.values():
        _tell(Text(nl=f"Overgeslagen: {findings[0].line('nl')}", en=f"Left out: {findings[0].line('en')}"))
    kept = others(rules, own)
    _tell(_OWN.fill(some=", ".join(sorted({one.id for one in own}))[:300]))
    drafts = [msgspec.structs.replace(one, grade="I") for one in own]  # nobody vouches for a file of your own
    return Given(Library([*drafts, *kept]), rules, book, frozenset(one.file for one in own))


def others(rules: Rules, own: Iterable[RuleText]) -> list[RuleText]:
    """The texts of rules of which there is no file."""
    replaced = {(one.id, one.service, one.place) for one in own}
    texts = [one.text for one in rules.library.versions]
    return [one for one in texts if (one.id, one.service, one.place) not in replaced]


def files_of(paths: Iterable[str]) -> list[tuple[str, bytes]]:
    """Name and content of every file .yaml that is named or lies below a folder. BadInput for none."""
    found: list[tuple[str, bytes]] = []
    for given in paths:
        path = Path(given)
        some = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
        try:
            found += [
                (one.relative_to(path).as_posix() if path.is_dir() else str(one), one.read_bytes()) for one in some
            ]
        except OSError as error:
            raise unreadable(str(error.filename or path), error) from None
    if not found:
        raise bad_input("rules-no-files", ", ".join(paths)[:200], _NO_FILES, _NO_FILES_CURE)
    return found


def source_rows(asked: Asked, outcome: Outcome) -> list[dict[str, Any]]:
    """Where each text that was used comes from."""
    from stelsel.nouns.rule_text import texts_used

    own = asked.given.own
    mine = [
        {"bestand": file, "hash": digest, "wijze": "file"}
        for file, digest in sorted(outcome.texts.items())
        if file in own
    ]
    return mine + [one for one in texts_used(asked.given.rules, outcome) if one["bestand"] not in own]


def _tell(said: Text) -> None:
    print(spoken(said.nl, said.en), file=sys.stderr)


_NO_NODE = Text(
    nl="Hier staat geen node: we rekenen met de meegeleverde regels.",
    en="There is no node here: we compute with the shipped rules.",
)
_SHIPPED = Text(
    nl="Niet alle regels staan in dit register: van de rest nemen we de meegeleverde.",
    en="Not all rules stand in this register: of the rest we take the shipped ones.",
)
_OWN = Text(nl="Uit uw bestanden: {some}.", en="From your files: {some}.")
_PLACE = Text(
    nl="{fact}: {code} staat niet in dit register; we rekenen of deze plaats geen eigen regels heeft.",
    en="{fact}: {code} does not stand in this register; we compute as if this place has no rules of its own.",
)
_NO_FILES = Text(nl="Hier staan geen regelteksten.", en="There are no rule texts here.")
_NO_FILES_CURE = Text(nl="Noem een bestand .yaml of een map ermee.", en="Name a file .yaml or a folder with them.")
_ABOUT = Text(nl="“{about}” staat niet bij de personen.", en="“{about}” is not one of the people.")
_ABOUT_CURE = Text(nl="Kies uit: {some}.", en="Choose from: {some}.")
