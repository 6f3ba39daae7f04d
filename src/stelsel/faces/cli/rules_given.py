# SPDX-License-Identifier: EUPL-1.2
"""With which rules a command computes: those of the register, of a folder of files, or the shipped ones."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stelsel.faces.cli.publish import unreadable
from stelsel.faces.cli.shared_options import asker, has_node, open_node, spoken
from stelsel.kernel.problem import BadInput, Finding, bad_input
from stelsel.kernel.text import Text

if TYPE_CHECKING:
    from stelsel.book.book import Book
    from stelsel.engines.rules import Facts, Figures, Library, Outcome
    from stelsel.engines.rules.doubts import Doubt
    from stelsel.nouns.rule_text import Rules


@dataclass(frozen=True)
class Given:
    """The rules of a command; `rules` and `book` are None where they come from files of the user."""

    library: Library
    figures: Figures
    doubts: Mapping[str, Doubt]
    rules: Rules | None = None
    book: Book | None = None
    refused: Mapping[str, tuple[Finding, ...]] | None = None


@dataclass(frozen=True)
class Asked:
    """What is asked of the rules: rule, output, day, day of knowledge and person."""

    given: Given
    rule: str
    output: str
    on: date
    known_at: date | None
    about: str

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
        """The facts about this person. BadInput for facts that do not fit, and where there is no such person."""
        from stelsel.engines.rules import Facts

        made = Facts(facts, self.about)
        if made.people and self.about not in made.people and self.about != "aanvrager":
            cure = _ABOUT_CURE.fill(some=", ".join(sorted(made.people))[:200])
            raise bad_input("facts-about", "--about", _ABOUT.fill(about=self.about[:80]), cure)
        return made


def rules_given(texts: str, publisher: str, known_at: date | None) -> Given:
    """The rules of the files below `texts`, else of the node in this folder, else the shipped ones, and says so."""
    if texts:
        return _of_files([texts])
    from stelsel.nouns.rule_text import rules_in, shipped_rules

    if has_node():
        book = open_node().book(asker(publisher))
        rules = rules_in(book, known_at)
    else:
        book, rules = None, shipped_rules()
        _tell(_NO_NODE)
    if book is not None and rules.shipped:
        _tell(_SHIPPED)
    return Given(rules.library, rules.figures, rules.doubts, rules, book)


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


def _of_files(paths: Iterable[str]) -> Given:
    """Rules of files (.yaml) and folders; figures are the shipped ones. BadInput where none of them reads."""
    from stelsel.engines.rules import Library, load
    from stelsel.nouns.rule_text import shipped_rules

    texts, refused = load(files_of(paths))
    if not texts:
        raise BadInput(*(one for some in refused.values() for one in some[:1]))
    for name, findings in refused.items():
        _tell(Text(nl=f"Overgeslagen: {findings[0].line('nl')}", en=f"Left out: {findings[0].line('en')}"), name)
    shipped = shipped_rules()
    return Given(Library(texts), shipped.figures, shipped.doubts, refused=refused)


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
    if asked.given.rules is None:
        return [{"bestand": file, "hash": digest, "wijze": "file"} for file, digest in sorted(outcome.texts.items())]
    from stelsel.nouns.rule_text import texts_used

    return texts_used(asked.given.rules, outcome)


def _tell(said: Text, where: str = "") -> None:
    print(spoken(said.nl, said.en), file=sys.stderr)


_NO_NODE = Text(
    nl="Hier staat geen node: we rekenen met de meegeleverde regels.",
    en="There is no node here: we compute with the shipped rules.",
)
_SHIPPED = Text(
    nl="Niet alle regels staan in dit register: van de rest nemen we de meegeleverde.",
    en="Not all rules stand in this register: of the rest we take the shipped ones.",
)
_NO_FILES = Text(nl="Hier staan geen regelteksten.", en="There are no rule texts here.")
_NO_FILES_CURE = Text(nl="Noem een bestand .yaml of een map ermee.", en="Name a file .yaml or a folder with them.")
_ABOUT = Text(nl="“{about}” staat niet bij de personen.", en="“{about}” is not one of the people.")
_ABOUT_CURE = Text(nl="Kies uit: {some}.", en="Choose from: {some}.")
