# SPDX-License-Identifier: EUPL-1.2
"""A walk through the decision aid in words: steps with their articles, the next question, what else would change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from stelsel.book.answer import Cell, Change, Column, Reason, Ref, Table, Unknown, ref
from stelsel.book.view import Record
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import say_day
from stelsel.priorities.ai.kinds import DecisionAidText
from stelsel.priorities.ai.policy import UNKNOWN, Option, Step, Tree
from stelsel.priorities.ai.questions import _act_words as words
from stelsel.priorities.ai.questions._outcome import outcome, said_since, since
from stelsel.priorities.ai.questions._walk import Taken, Walked, variants, walk

Texts = Mapping[str, tuple[Record, DecisionAidText]]
SHOWN_CHANGES = 8

_OPTION_COLUMNS = (
    Column("answer", Text(nl="Antwoord", en="Answer")),
    Column("write", Text(nl="Voeg toe", en="Add")),
    Column("left", Text(nl="Uitkomsten die dan mogelijk blijven", en="Outcomes that then stay possible"), number=True),
)
_DUTY_COLUMNS = (
    Column("article", Text(nl="Artikel", en="Article")),
    Column("about", Text(nl="Gaat over", en="Is about")),
    Column("since", Text(nl="Geldt vanaf", en="Applies from")),
    Column("link", Text(nl="Wettekst", en="Text of the law")),
)
_POSSIBLE_COLUMNS = (
    Column("outcome", Text(nl="Uitkomst", en="Outcome")),
    Column("number", Text(nl="Nummer", en="Number")),
)
_TEXT_COLUMNS = (
    Column("step", Text(nl="Stap", en="Step")),
    Column("text", Text(nl="Tekst", en="Text")),
    Column("explain", Text(nl="Uitleg of verplichting", en="Explanation or duty")),
)


@dataclass(frozen=True)
class Speaker:
    """A walk, the answers it was made with, the official texts where they were imported, and the application entry with
    the questions that it answered, if any."""

    tree: Tree
    walked: Walked
    given: Mapping[str, str]
    texts: Texts
    application: Record | None
    stated: frozenset[str]

    def reasons(self) -> Iterator[Reason]:
        """One line for each step, with its article; then the conclusion."""
        for taken in self.walked.path:
            if len(taken.step.options) > 1:
                yield Reason(self._line(taken), self._ref(taken.step.id), *self._rule(taken.step.articles))
        if self.walked.outcome is not None:
            line = words.CONCLUSION.fill(id=self.walked.outcome, version=self.tree.version)
            numbers = self.tree.conclusions[self.walked.outcome]
            yield Reason(line, self._ref(self.walked.outcome), *self._rule(numbers))

    def _line(self, taken: Taken) -> Text:
        said = {"id": taken.step.id, "question": taken.step.words}
        if taken.option is not None and taken.step.id in self.stated:
            return words.STEP_STATED.fill(**said, answer=taken.option.words)
        if taken.option is None:
            return words.STEP_UNKNOWN.fill(**said)
        return words.STEP.fill(**said, answer=taken.option.words)

    def _rule(self, numbers: tuple[str, ...]) -> tuple[Text, str]:
        return self.tree.rule(numbers) or words.AID, self.tree.link_to(numbers)

    def _ref(self, step: str) -> Ref | None:
        if self.application is not None and step in self.stated:
            return ref(self.application)
        found = self.texts.get(step)
        return ref(found[0]) if found else None

    def unknowns(self) -> Iterator[Unknown]:
        """The questions answered with unknown, and the one that is next."""
        for step in self.walked.unsure:
            yield Unknown(words.NOT_KNOWN.fill(id=step.id, question=step.words), words.ASK)
        if self.walked.next is not None:
            step = self.walked.next
            yield Unknown(words.NOT_KNOWN.fill(id=step.id, question=step.words), words.CHOOSE)

    def changes(self) -> Iterator[Change]:
        """Other answers that would lead elsewhere, the last question first; only when there is nothing left to ask."""
        if self.walked.next is not None:
            return
        shown = 0
        for step, option, other in variants(self.tree, self.given, self.walked):
            if other.possible != self.walked.possible and shown < SHOWN_CHANGES:
                shown += 1
                change = words.IF.fill(id=step.id, answer=option.words, question=step.words)
                yield Change(change, self._effect(other))

    def _effect(self, other: Walked) -> Text:
        if other.outcome is not None:
            return outcome(other.outcome).words
        if other.next is not None:
            return words.THEN_ASKED.fill(id=other.next.id, question=other.next.words)
        return words.THEN_OPEN.fill(count=len(other.possible))

    def tables(self) -> Iterator[Table]:
        """The answers to choose from, or the articles of the outcome, or what is still possible; and the full texts."""
        if self.walked.next is not None:
            yield self._options(self.walked.next)
        elif self.walked.outcome is not None:
            if self.tree.conclusions[self.walked.outcome]:
                yield self._duties(self.walked.outcome)
        else:
            rows = tuple((outcome(one).words, same(one)) for one in sorted(self.walked.possible, key=_in_order))
            yield Table(words.POSSIBLE, _POSSIBLE_COLUMNS, rows, len(rows))
        full = tuple(self._full())
        if full:
            yield Table(words.FULL, _TEXT_COLUMNS, full, len(full))

    def _options(self, step: Step) -> Table:
        rows = tuple(
            (option.words, same(f"{step.id}={option.key}"), len(self._after(step, option.key).possible))
            for option in step.options
        )
        unknown = (words.DONT_KNOW, same(f"{step.id}={UNKNOWN}"), len(self._after(step, UNKNOWN).possible))
        return Table(words.OPTIONS.fill(id=step.id), _OPTION_COLUMNS, (*rows, unknown), len(rows) + 1)

    def _after(self, step: Step, key: str) -> Walked:
        return walk(self.tree, {**self.given, step.id: key})

    def _duties(self, id: str) -> Table:
        articles = [self.tree.articles[number] for number in self.tree.conclusions[id]]
        rows = tuple(
            (
                one.name,
                one.about,
                said_since(self.tree, one, self.walked.path) if outcome(id).has_duties else None,
                same(self.tree.link + one.anchor),
            )
            for one in articles
        )
        return Table(words.DUTIES, _DUTY_COLUMNS, rows, len(rows))

    def _full(self) -> Iterator[tuple[Any, ...]]:
        """The official words of the steps, the next question and the outcome, where they were imported."""
        asked = self.walked.next.id if self.walked.next else self.walked.outcome
        for step in (asked, *(taken.step.id for taken in reversed(self.walked.path))):
            found = self.texts.get(step or "")
            if found:
                record, body = found
                more = body.explain or body.obligation
                yield Cell(same(body.step), record.id), same(body.text), same(more) if more else None

    def notes(self) -> Iterator[Text]:
        """Where the tree comes from, and what this is not."""
        day = Text(nl=say_day(self.tree.day, "nl"), en=say_day(self.tree.day, "en"))
        if self.walked.next is not None:
            yield words.EXPLAINED.fill(explain=self.walked.next.explain)
        yield words.OWN_WORDS.fill(version=self.tree.version, day=day)
        if self.walked.outcome is not None and outcome(self.walked.outcome).has_duties:
            yield words.PROVISIONAL
        if self.walked.unused:
            yield words.UNUSED.fill(answers=", ".join(self.walked.unused))
        yield words.ADVICE

    def result(self) -> dict[str, Any]:
        """The walk as data: steps, the next question with its answers, the outcome with its articles and days."""
        ended = self.walked.outcome
        return {
            "tree": f"{self.tree.id} {self.tree.version}",
            "steps": [_step(taken) for taken in self.walked.path],
            "labels": sorted(self.walked.labels),
            "next": self._next(self.walked.next) if self.walked.next else None,
            "outcome": self._outcome(ended) if ended else None,
            "possible": sorted(self.walked.possible, key=_in_order),
            "unused": list(self.walked.unused),
        }

    def _next(self, step: Step) -> dict[str, Any]:
        so_far = [f"{name}={key}" for name, key in self.given.items()]
        options = [(option.key, option.words) for option in step.options] + [(UNKNOWN, words.DONT_KNOW)]
        return {
            "id": step.id,
            "question": {"nl": step.words.nl, "en": step.words.en},
            "explain": {"nl": step.explain.nl, "en": step.explain.en},
            "articles": list(step.articles),
            "options": [
                {"key": key, "nl": said.nl, "en": said.en, "answers": [*so_far, f"{step.id}={key}"]}
                for key, said in options
            ],
        }

    def _outcome(self, id: str) -> dict[str, Any]:
        found = outcome(id)
        days = {
            number: since(self.tree, self.tree.articles[number], self.walked.path) if found.has_duties else None
            for number in self.tree.conclusions[id]
        }
        return {
            "id": id,
            "class": found.klass,
            "applies": found.applies,
            "articles": [
                {"number": number, "from": day.isoformat() if day else None, "link": self.tree.link_to([number])}
                for number, day in days.items()
            ],
        }


def _step(taken: Taken) -> dict[str, Any]:
    option: Option | None = taken.option
    return {
        "question": taken.step.id,
        "answer": option.key if option else UNKNOWN,
        "articles": list(taken.step.articles),
    }


def _in_order(id: str) -> tuple[int, ...]:
    return tuple(map(int, id.split(".")))
