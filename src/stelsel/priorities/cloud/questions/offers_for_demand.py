# SPDX-License-Identifier: EUPL-1.2
"""Which offers fit this demand, and why not the others?"""

from stelsel.book.answer import Answer
from stelsel.book.book import Book
from stelsel.book.question import Budget, Question
from stelsel.kernel.text import Text
from stelsel.priorities.cloud import words
from stelsel.priorities.cloud.questions import _speak, _tables
from stelsel.priorities.cloud.questions._arrays import offers
from stelsel.priorities.cloud.questions._claims import proven
from stelsel.priorities.cloud.questions._inputs import Inputs, check
from stelsel.priorities.cloud.questions._match import Match, match


def find(book: Book, inputs: Inputs, budget: Budget) -> Match:
    """Filter, score and rank, without words. The day of the demand, else of asking, decides which claims hold."""
    arrays = offers(book)
    budget.spend(len(arrays))
    return match(inputs, arrays, proven(book, arrays, inputs.day or book.day))


def ask(book: Book, inputs: Inputs, budget: Budget) -> Answer:
    """The ranked offers with total price, every other offer under its reasons, what is unknown and what would help."""
    found = find(book, inputs, budget)
    return Answer(
        question="",
        inputs={},
        verdict="list" if len(found.ranked) else "unknown" if len(found.filtered.only_unknown) else "no",
        headline=_speak.offer_headline(inputs.offer, found) if inputs.offer else _headline(found),
        result=_tables.result(inputs, found),
        reasons=tuple(_speak.reasons(book, inputs, found)),
        unknown=tuple(_speak.unknowns(found)),
        changes=tuple(_speak.changes(inputs, found)),
        tables=(_tables.ranked_table(inputs, found), _tables.out_table(found)),
        charts=(_tables.front_chart(found),),
        notes=(words.DATED,),
    )


def _headline(found: Match) -> Text:
    everything = _speak.count(len(found.arrays))
    if not len(found.ranked):
        return words.HEADLINE_NONE.fill(all=everything)
    samples = int(found.arrays.sample[found.ranked].sum())
    if samples == len(found.ranked):
        return words.HEADLINE_ONLY_SAMPLE.fill(all=everything, sample=_speak.count(samples))
    alone = len(found.ranked) == 1
    said = words.HEADLINE_ONE if alone else words.HEADLINE_SAMPLE if samples else words.HEADLINE
    return said.fill(fit=_speak.count(len(found.ranked)), all=everything, sample=_speak.count(samples))


OFFERS_FOR_DEMAND: Question[Inputs] = Question(
    name="offers-for-demand",
    wire="passend-cloudaanbod",
    room="cloud",
    sentence=Text(nl="Welke aanbiedingen passen bij deze behoefte?", en="Which offers fit this demand?"),
    explain=Text(
        nl="Filtert op capaciteit, plaats, certificaten en soevereiniteit, en rangschikt wat past.",
        en="Filters by capacity, place, certificates and sovereignty, and ranks what fits.",
    ),
    inputs=Inputs,
    ask=ask,
    cost=4,
    check=check,
    example={"vcpus": "4", "geheugenMib": "8192", "locatieBinnen": "EU"},
)
