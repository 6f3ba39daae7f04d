# SPDX-License-Identifier: EUPL-1.2
"""From the entries that an asker may see to the rules that hold: texts, figures, and where each comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.kernel.entry import Ref
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text
from stelsel.nouns.rule_text._decide import (
    NOT_THEIRS,
    Candidate,
    Left,
    Series,
    Source,
    decide,
    may_speak,
    ref,
    source_of,
    told,
)
from stelsel.nouns.rule_text._kinds import ADOPTION, RULE_TEXT, Adoption, PublishedText
from stelsel.nouns.rule_text._places import place_of
from stelsel.nouns.rule_text._reading import read_text
from stelsel.nouns.rule_text._shipped import shipped_texts
from stelsel.nouns.rule_text._standing import every, standing
from stelsel.nouns.rule_text._standing import told as day_of
from stelsel.nouns.rule_text._tables import Table, by_law, shipped_tables, tables_in, united

if TYPE_CHECKING:
    from stelsel.engines.rules.doubts import Doubt
    from stelsel.engines.rules.library import Library
    from stelsel.engines.rules.model import RuleText
    from stelsel.engines.rules.parameters import Parameters


@dataclass(frozen=True)
class Rules:
    """What holds: a library of texts, the figures and the lines of doubt. `sources` says of each text by its `file`
    where it comes from, `tables` of the figures of each law. `refused` is what does not count, and why. `shipped` where
    a text or table is a shipped file because the register never had one."""

    library: Library
    figures: Parameters
    doubts: Mapping[str, Doubt]
    sources: Mapping[str, Source]
    tables: Mapping[str, tuple[Source, ...]]
    refused: tuple[Left, ...]

    @property
    def shipped(self) -> bool:
        """Whether a part comes from shipped files."""
        return any(one.how == "shipped" for some in (self.sources.values(), *self.tables.values()) for one in some)


def rules_in(book: Book, known_at: date | None = None) -> Rules:
    """The rules that this asker may see, as they stand; with `known_at` as they stood here on that day. Made once per
    position, so per audience; what a text says is read once per content."""
    return book.memo(f"nouns.rules {known_at or ''}", lambda: _rules_in(book, known_at))


@cache
def shipped_rules() -> Rules:
    """The rules of the shipped files alone, for whoever has no register."""
    return rules_of((), (), frozenset(), shipped_tables())


def rules_of(
    found: Iterable[Candidate], left: Iterable[Left], ever: frozenset[Series], tables: Iterable[Table]
) -> Rules:
    """The rules of some candidates, with shipped files for what the register never had."""
    from stelsel.engines.rules.library import Library

    given = list(tables)
    kept, decided = decide([*found, *_shipped()], ever)
    figures, doubts, wrong = united(given)
    return Rules(
        Library(one.text for one in kept),
        figures,
        doubts,
        {one.text.file: one.source for one in kept},
        by_law(given),
        (*left, *decided, *wrong),
    )


def _rules_in(book: Book, known_at: date | None) -> Rules:
    left: list[Left] = []
    found = [*_texts(book, known_at, left), *_adopted(book, known_at, left)]
    tables, others = tables_in(book, known_at)
    return rules_of(found, (*left, *others), frozenset(_ever(book)), tables)


def _texts(book: Book, known_at: date | None, left: list[Left]) -> Iterator[Candidate]:
    for record in standing(book, RULE_TEXT, known_at):
        text = _read(record, left)
        if text is None:
            continue
        if not may_speak(record, text):
            left.append(Left(record.id, "not-theirs", NOT_THEIRS))
            continue
        known_from = text.known_from if text.known_from != date.min else day_of(record)
        source = source_of(record, text.hash)
        grade = source.graded(text.grade)
        named = msgspec.structs.replace(text, file=record.id, known_from=known_from, grade=grade)
        yield Candidate(_local(named), source, told(record))


def _adopted(book: Book, known_at: date | None, left: list[Left]) -> Iterator[Candidate]:
    adoptions = standing(book, ADOPTION, known_at)
    known = {ref(one): one for one in every(book, RULE_TEXT)} if adoptions else {}
    for record in adoptions:
        body: Adoption = record.body(ADOPTION)
        place, target = place_of(record.envelope.org), known.get(Ref(body.log, body.index, body.hash))
        if not place or record.envelope.mode != "stated":
            left.append(Left(record.id, "no-place", _NO_PLACE))
        elif target is None:
            left.append(Left(record.id, "no-text", _NO_TEXT))
        elif text := _read(target, left):
            named = msgspec.structs.replace(
                text,
                file=record.id,
                place=place,
                valid_from=body.valid.start or date.min,
                valid_to=body.valid.end,
                known_from=body.published or day_of(record),
            )
            yield Candidate(_local(named), source_of(target, text.hash, record.id, record), told(record))


def _local(text: RuleText) -> RuleText:
    """A text of one place without its hooks: they would join decisions everywhere."""
    if not text.place or not any(one.hooks for one in text.articles):
        return text
    articles = tuple(msgspec.structs.replace(one, hooks=()) for one in text.articles)
    return msgspec.structs.replace(text, articles=articles)


def _ever(book: Book) -> Iterator[Series]:
    """Every rule of which somebody who may speak once published a text."""
    for record in every(book, RULE_TEXT):
        text = _read(record, [])
        if text and may_speak(record, text):
            yield text.id, text.service, text.place


def _read(record: Record, left: list[Left]) -> RuleText | None:
    body: PublishedText = record.body(RULE_TEXT)
    try:
        return read_text(body.rule_text)
    except BadInput as problem:  # written by a newer version of this software, or past its limits
        left.append(Left(record.id, "unreadable", problem.findings[0].what))
        return None


@cache
def _shipped() -> tuple[Candidate, ...]:
    texts = (read_text(text, file) for file, text in shipped_texts())
    return tuple(Candidate(text, Source("shipped", text.file, text.hash)) for text in texts)


_NO_PLACE = Text(
    nl="Alleen een gemeente, provincie of waterschap neemt een tekst over, voor de eigen plaats.",
    en="Only a municipality, province or water board adopts a text, for its own place.",
)
_NO_TEXT = Text(
    nl="De tekst die hier wordt overgenomen is er niet, of niet voor u.",
    en="The text that is adopted here is not there, or not for you.",
)
