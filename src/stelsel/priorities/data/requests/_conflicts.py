# SPDX-License-Identifier: EUPL-1.2
"""Is the agreement that is asked for in line with every text that applies: what it refines, and what the provider asks
of all who want its data."""

from collections.abc import Iterator
from datetime import date

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
    agreement_here,
    agreement_standing,
    compared,
    conflict_words,
    given_of,
    missing_words,
    shape_words,
    taxonomy_of_both,
)
from stelsel.priorities.data.requests._checks import Check, State

_STATES: dict[str, State] = {"IN LINE": "good", "CONFLICT": "bad", "UNKNOWN": "unknown"}


def applying(
    book: Book, body: Agreement, provider: str, today: date, first: Agreement | None = None
) -> tuple[tuple[Record, Agreement], ...]:
    """The texts that apply: the one that this agreement (or its first version) refines with all above it, and each
    policy of the provider that is in force."""
    found: dict[str, tuple[Record, Agreement]] = {}
    for start in dict.fromkeys((body.refines, first.refines if first else None)):
        _take_above(book, start, found)
    for record, text in book.rows(AGREEMENT):
        own = text.text_type == "policy" and record.log.publisher == provider
        if own and agreement_standing(book, record.id, today).in_force:
            found.setdefault(record.id, (record, text))
    return tuple(found.values())


def _take_above(book: Book, start: str | None, found: dict[str, tuple[Record, Agreement]]) -> None:
    above = start
    while above and above not in found:
        here = agreement_here(book, above)
        if here is None:
            break
        found[above], above = here, here[1].refines


def beside_bases(book: Book, body: Agreement) -> tuple[Check, ...]:
    """Whether an agreement is in line with the text that it refines and with all above that, each with the act that
    shows a conflict; nothing where it refines none. A base that this asker does not see is unknown."""
    found: dict[str, tuple[Record, Agreement]] = {}
    _take_above(book, body.refines, found)
    if body.refines and not found:
        return (Check("conflicts", "no-base", "unknown", _NOT_HERE.fill(address=body.refines), body.refines),)
    return tuple(_beside(record, text, body) for record, text in found.values())


def breadth(book: Book, body: Agreement) -> Iterator[Check]:
    """Each permission that is as wide as it can be: without a condition, or just as in the base. The purpose of an
    agreement is mostly narrower."""
    if not body.permissions and body.default_outcome == "deny":
        yield Check("minimal", "nothing-allowed", "bad", _ALLOWS_NOTHING)
    base = agreement_here(book, body.refines) if body.refines else None
    wide = {" ".join(one.when.split()) for one in base[1].permissions} if base else set[str]()
    for one in body.permissions:
        when = " ".join(one.when.split())
        if not when:
            yield Check("minimal", "no-condition", "attention", _NO_CONDITION.fill(rule=one.title or one.rule_id))
        elif when in wide:
            yield Check("minimal", "wide-as-base", "attention", _WIDE.fill(rule=one.title or one.rule_id, when=when))


def conflicts(
    book: Book, body: Agreement, provider: str, today: date, first: Agreement | None = None
) -> Iterator[Check]:
    """A line for each text that applies, with the act that shows a conflict; one that cannot be compared hides no
    other."""
    texts = applying(book, body, provider, today, first)
    if body.refines and not any(record.id == body.refines for record, _ in texts):
        yield Check("conflicts", "no-base", "unknown", _NOT_HERE.fill(address=body.refines), body.refines)
    for record, text in texts:
        yield _beside(record, text, body)
    if first is not None and first.refines and body.refines != first.refines:
        yield Check("conflicts", "other-base", "attention", _OTHER_BASE.fill(address=first.refines), first.refines)
    if not texts and not body.refines:
        yield Check("conflicts", "no-texts", "unknown", _NO_TEXTS)


def _beside(record: Record, text: Agreement, body: Agreement) -> Check:
    """One text that applies beside this agreement."""
    try:
        base, mine = given_of(text), given_of(body)
        found = compared(base, mine, taxonomy_of_both(base, mine))
    except BadInput as problem:
        said = _NOT_COMPARED.fill(title=text.title, why=problem.findings[0].what)
        return Check("conflicts", "not-comparable", "unknown", said, record.id)
    return Check("conflicts", "in-line", _STATES[found.verdict], _said(found, base.rules, mine.rules), record.id)


def _said(found: Compared, base: Rules, mine: Rules) -> Text:
    words = found.headline(base.name, mine.name)
    more = [_ACT.fill(act=act_words(one), why=conflict_words(one, base, mine)) for one in found.rules.conflicts]
    more += [missing_words(term) for term in found.rules.missing]
    more += [shape_words(one) for one in (found.shapes.conflicts if found.shapes else ())]
    return Text(nl=" ".join([words.nl, *(one.nl for one in more)]), en=" ".join([words.en, *(one.en for one in more)]))


_ACT = Text(nl="Bijvoorbeeld: {act}. {why}", en="For instance: {act}. {why}")
_NOT_HERE = Text(
    nl="De afspraak {address}, die deze verfijnt, staat hier niet of is niet voor u.",
    en="The agreement {address}, which this one refines, is not here or not for you.",
)
_ALLOWS_NOTHING = Text(
    nl="Er staat geen toestemming in: met deze afspraak mag er niets.",
    en="There is no permission in it: with this agreement nothing may be shared.",
)
_NOT_COMPARED = Text(nl="Met “{title}” is niet te vergelijken: {why}", en="Not compared with “{title}”: {why}")
_NO_CONDITION = Text(
    nl="De toestemming “{rule}” heeft geen voorwaarde: alles mag. Zet het doel erin.",
    en="Permission “{rule}” has no condition: anything may be. Put the purpose in it.",
)
_WIDE = Text(
    nl="De toestemming “{rule}” is even breed als in de basis ({when}). Is het doel niet smaller?",
    en="Permission “{rule}” is as wide as in the base ({when}). Is the purpose not narrower?",
)
_OTHER_BASE = Text(
    nl="De eerste versie verfijnde {address}; deze versie niet meer. Die basis is er nog wel naast gelegd.",
    en="The first version refined {address}; this one does not any more. It was still compared with that base.",
)
_NO_TEXTS = Text(
    nl="Deze afspraak verfijnt geen andere, en de aanbieder heeft geen regels die nu gelden en die u mag zien. Er is "
    "niets om naast te leggen.",
    en="This agreement refines no other, and the provider has no rules in force that you may see. There is nothing "
    "to compare it with.",
)
