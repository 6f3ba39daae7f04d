# SPDX-License-Identifier: EUPL-1.2
"""Which door: what somebody needs, in own words, to the service and the organisation of a place and a day."""

from stelsel.book.answer import Answer
from stelsel.book.book import Book
from stelsel.book.question import Budget, Question
from stelsel.kernel.text import Text
from stelsel.priorities.services.questions import _open, _speak, _tables
from stelsel.priorities.services.questions._find import Inputs, check, find


def ask(book: Book, inputs: Inputs, budget: Budget) -> Answer:
    """The door with reasons; several services or doors with the question that decides; or an honest: not known."""
    found = find(book, inputs, budget)
    return Answer(
        question="",
        inputs={},
        verdict=_speak.verdict(found),
        headline=_speak.headline(found),
        result=_tables.result(found),
        reasons=tuple(_speak.reasons(book, found)),
        unknown=tuple(_open.unknowns(found)),
        choices=tuple(_open.choices(found)),
        changes=tuple(_open.changes(book, found)),
        tables=tuple(_tables.tables(found)),
    )


WHICH_DOOR: Question[Inputs] = Question(
    name="which-door",
    wire="welke-deur",
    room="services",
    sentence=Text(
        nl="Bij welke organisatie kan ik terecht met mijn zaak?", en="Which organisation is the right door for my case?"
    ),
    explain=Text(
        nl="Zoekt op woorden welke dienst u bedoelt, en welke overheid die in uw plaats doet.",
        en="Finds by words which service you mean, and which public body does it at your place.",
    ),
    inputs=Inputs,
    ask=ask,
    cost=2,
    own_words=True,
    check=check,
    example={"zaak": "ik ga verhuizen", "woonplaats": "Haaren", "datum": "2020-06-01"},
)
