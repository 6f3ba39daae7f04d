# SPDX-License-Identifier: EUPL-1.2
"""Who already does this? Applications like the one described, duplicates as one, and why they are alike."""

from typing import Annotated, Any

import numpy as np

from stelsel.book.answer import Answer
from stelsel.book.book import Book
from stelsel.book.question import Budget, Question
from stelsel.kernel.kind import about
from stelsel.kernel.problem import bad_input
from stelsel.kernel.values import Value
from stelsel.priorities.ai.kinds import FOREIGN
from stelsel.priorities.ai.questions import _speak, _tables, _words
from stelsel.priorities.ai.questions._corpus import Corpus, corpus
from stelsel.priorities.ai.questions._similar import Found, asked_row, asked_text, similar

MOST_CHARACTERS = 5_000


class Inputs(Value, frozen=True):
    """What somebody wants to do, in words or as the address of an application; whether other countries count."""

    query: str = ""
    application: str | None = None
    include_foreign: bool = False
    limit: Annotated[int, about(ge=1, le=100)] = 20


def check(inputs: Inputs) -> None:
    """BadInput without words and address, and for a text that is too long."""
    if not inputs.query.strip() and inputs.application is None:
        raise bad_input("nothing-asked", "zoektekst", *_words.NO_QUESTION)
    if len(inputs.query) > MOST_CHARACTERS:
        raise bad_input("too-long", "zoektekst", *_words.TOO_LONG)


def find(book: Book, inputs: Inputs, foreign: bool) -> tuple[Corpus, Found]:
    """The similar groups, with or without other countries."""
    have = corpus(book)
    allowed = np.ones(len(have), np.bool_) if foreign else ~have.foreign
    if inputs.application is None:
        return have, similar(have, asked_text(have, inputs.query), allowed, inputs.limit)
    row = have.position.get(inputs.application)
    if row is None:
        raise bad_input("unknown-application", "toepassing", *_words.NO_APPLICATION)
    allowed[row] = False
    return have, similar(have, asked_row(have, row), allowed, inputs.limit)


def ask(book: Book, inputs: Inputs, budget: Budget) -> Answer:
    """The applications most alike, grouped; who has them; what is unknown; what other registers would add."""
    budget.spend(len(corpus(book)))
    have, found = find(book, inputs, inputs.include_foreign)
    more = None if inputs.include_foreign else find(book, inputs, True)[1]
    bodies = [have.records[row][1] for group in found.groups for row in group.rows]
    who = {body.organisation_name for body in bodies if body.organisation_name}
    headline = _words.HEADLINE.fill(
        groups=_words.count(found.total_groups),
        shown=_words.count(len(found.groups)),
        organisations=_words.count(len(who)),
        rows=_words.count(len(bodies)),
    )
    return Answer(
        question="",
        inputs={},
        verdict="list" if found.groups else "unknown",
        headline=headline if found.groups else _words.NONE,
        result=_tables.result(have, found),
        reasons=tuple(_speak.reasons(have, found)),
        unknown=tuple(_speak.unknowns(found, bodies)),
        changes=tuple(_speak.changes(have, found, more)),
        tables=(_tables.groups(have, found), _tables.members(have, found)) if found.groups else (),
        charts=tuple(_tables.chart(have, found)),
        notes=(_words.FOREIGN_NOTE,) if any(body.register in FOREIGN for body in bodies) else (),
    )


_EXAMPLE: dict[str, Any] = {"zoektekst": "documenten anonimiseren"}

WHO_DOES_THIS: Question[Inputs] = Question(
    name="who-does-this",
    wire="wie-doet-dit-al",
    room="ai",
    sentence=_words.SENTENCE,
    explain=_words.EXPLAIN,
    inputs=Inputs,
    ask=ask,
    cost=3,
    check=check,
    example=_EXAMPLE,
)
