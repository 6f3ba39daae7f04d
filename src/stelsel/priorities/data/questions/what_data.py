# SPDX-License-Identifier: EUPL-1.2
"""What data is there about this, from whom, and may I use it?"""

from collections.abc import Iterator

from stelsel.book.answer import Answer
from stelsel.book.book import Book
from stelsel.book.question import Budget, Question
from stelsel.kernel.text import Text
from stelsel.priorities.data import words
from stelsel.priorities.data.policy import purposes
from stelsel.priorities.data.questions import _speak, _tables
from stelsel.priorities.data.questions._choose import MOST, Chosen, choose
from stelsel.priorities.data.questions._holdings import holdings, who
from stelsel.priorities.data.questions._inputs import Inputs


def ask(book: Book, inputs: Inputs, budget: Budget) -> Answer:
    """The hits with publisher and verdict, facets to narrow by, what is unknown, and what the descriptions lack."""
    budget.spend(len(holdings(book)))
    chosen = choose(book, inputs)
    hits, purpose = chosen.holdings, inputs.purpose
    lacks = _speak.lacking(hits)
    alone = inputs.dataset is not None
    return Answer(
        question="",
        inputs={},
        verdict=hits[0].verdicts[purpose] if alone else "list" if hits else "unknown",
        headline=_one(chosen, inputs) if alone else _headline(chosen, inputs),
        result=_tables.result(chosen, lacks, purpose, inputs.limit),
        reasons=tuple(_speak.reasons(hits, purpose)) if hits else (),
        unknown=tuple(_speak.unknowns(hits, purpose)),
        changes=tuple(_speak.changes(lacks, alone)),
        tables=(
            _tables.hits_table(hits, purpose, inputs.limit),
            _tables.missing_table(lacks),
            *(() if alone else (_tables.facet_table(chosen.facets),)),
        ),
        charts=() if alone else (_tables.publishers_chart(hits),),
        notes=tuple(_notes(chosen)),
    )


def _one(chosen: Chosen, inputs: Inputs) -> Text:
    one = chosen.holdings[0]
    verdict = words.VERDICTS[one.verdicts[inputs.purpose]]
    purpose = purposes()[inputs.purpose]
    said = Text(nl=f"mag u {purpose.nl}? {verdict.nl}.", en=f"may you {purpose.en}? {verdict.en}.")
    return words.ONE.fill(label=one.label, who=who(one), verdict=said)


def _headline(chosen: Chosen, inputs: Inputs) -> Text:
    about: Text | str = words.ABOUT.fill(query=inputs.query) if inputs.query.strip() else ""
    hits = chosen.holdings
    if not hits:
        return words.NOTHING.fill(about=about or words.CHOICE)
    verdicts = [one.verdicts[inputs.purpose] for one in hits]
    publishers = len({one.who for one in hits})
    return words.HEADLINE.fill(
        count=words.HOLDINGS.fill(count=_speak.count(len(hits))) if len(hits) > 1 else words.HOLDING,
        about=about,
        publishers=words.PUBLISHERS.fill(count=_speak.count(publishers)) if publishers > 1 else words.PUBLISHER,
        purpose=purposes()[inputs.purpose],
        **{name: _speak.count(verdicts.count(name)) for name in ("yes", "no", "unknown")},
    )


def _notes(chosen: Chosen) -> Iterator[Text]:
    recorded = {one.body.country for one in chosen.holdings if one.record.envelope.mode == "recorded"}
    if "BE" in recorded:
        yield words.RECORDED
    if "NL" in recorded:
        yield words.REGISTERED
    if chosen.searched:
        yield words.MEANT.fill(text=chosen.searched)
    if chosen.cut:
        yield words.TOO_MANY.fill(most=_speak.count(MOST))


WHAT_DATA: Question[Inputs] = Question(
    name="what-data",
    wire="welke-data",
    room="data",
    sentence=Text(
        nl="Welke data is er over een onderwerp, van wie, en mag ik die gebruiken?",
        en="What data is there about a subject, from whom, and may I use it?",
    ),
    explain=Text(
        nl="Zoekt datasets en dataservices, leest de licentie, en noemt wat er ontbreekt volgens DCAT-AP-NL.",
        en="Searches datasets and data services, reads the licence, and names what is missing after DCAT-AP-NL.",
    ),
    inputs=Inputs,
    ask=ask,
    cost=4,
    example={"zoektekst": "water", "gebruiksdoel": "commercial"},
)
