# SPDX-License-Identifier: EUPL-1.2
"""Is the agreement that is asked for in line with every text that applies: what it refines, and what the provider asks
of all who want its data."""

from collections.abc import Iterator
from dataclasses import dataclass

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.engines.refinement import Rules
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text
from stelsel.nouns.agreement import (
    AGREEMENT,
    Agreement,
    Compared,
    act_words,
    compared,
    conflict_words,
    given_of,
    missing_words,
    shape_words,
    taxonomy_of_both,
)
from stelsel.priorities.data.requests._checks import Check, State

_STATES: dict[str, State] = {"IN LINE": "good", "CONFLICT": "bad", "UNKNOWN": "unknown"}


@dataclass(frozen=True)
class Against:
    """A text that applies with what the comparison found, and the rules of both for words."""

    record: Record
    found: Compared
    base: Rules
    domain: Rules


def applying(book: Book, body: Agreement, provider: str) -> tuple[tuple[Record, Agreement], ...]:
    """The texts that apply: the one that this agreement refines with all above it, and each policy of the provider."""
    found: dict[str, tuple[Record, Agreement]] = {}
    above = body.refines
    while above and above not in found:
        record = book.get(above) if above.count("/") == 2 else None
        if record is None or record.envelope.type.partition("/")[0] != AGREEMENT.name:
            break
        text: Agreement = record.body(AGREEMENT)
        found[above], above = (record, text), text.refines
    for record, text in book.rows(AGREEMENT):
        if text.text_type == "policy" and record.log.publisher == provider:
            found.setdefault(record.id, (record, text))
    return tuple(found.values())


def against(book: Book, body: Agreement, provider: str) -> tuple[Against, ...]:
    """The comparison with each text that applies. BadInput where the agreement itself does not read."""
    mine, found = given_of(body), []
    for record, text in applying(book, body, provider):
        base = given_of(text)
        whole = compared(base, mine, taxonomy_of_both(base, mine))
        found.append(Against(record, whole, base.rules, mine.rules))
    return tuple(found)


def conflicts(book: Book, body: Agreement, provider: str) -> Iterator[Check]:
    """A line for each text that applies, with the act that shows a conflict."""
    if body.refines and not any(record.id == body.refines for record, _ in applying(book, body, provider)):
        yield Check("conflicts", "no-base", "unknown", _NOT_HERE.fill(address=body.refines), body.refines)
    try:
        found = against(book, body, provider)
    except BadInput as problem:
        yield Check("conflicts", "not-comparable", "unknown", problem.findings[0].what)
        return
    for one in found:
        yield Check("conflicts", "in-line", _STATES[one.found.verdict], _said(one), one.record.id)
    if not found and not body.refines:
        yield Check("conflicts", "no-texts", "unknown", _NO_TEXTS)


def _said(one: Against) -> Text:
    words = one.found.headline(one.base.name, one.domain.name)
    shown = one.found.rules.conflicts
    more = [_ACT.fill(act=act_words(each), why=conflict_words(each, one.base, one.domain)) for each in shown]
    more += [missing_words(term) for term in one.found.rules.missing]
    more += [shape_words(each) for each in (one.found.shapes.conflicts if one.found.shapes else ())]
    return Text(
        nl=" ".join([words.nl, *(each.nl for each in more)]), en=" ".join([words.en, *(each.en for each in more)])
    )


_ACT = Text(nl="Bijvoorbeeld: {act}. {why}", en="For instance: {act}. {why}")
_NOT_HERE = Text(
    nl="De afspraak {address}, die deze verfijnt, staat hier niet of is niet voor u.",
    en="The agreement {address}, which this one refines, is not here or not for you.",
)
_NO_TEXTS = Text(
    nl="Deze afspraak verfijnt geen andere, en de aanbieder heeft geen eigen regels gepubliceerd. Er is niets om naast "
    "te leggen.",
    en="This agreement refines no other, and the provider published no rules of its own. There is nothing to compare "
    "it with.",
)
