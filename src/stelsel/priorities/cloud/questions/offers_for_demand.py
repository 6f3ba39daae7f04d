# SPDX-License-Identifier: EUPL-1.2
"""Which offers fit this demand?"""

from stelsel.book.answer import Answer
from stelsel.book.book import Book
from stelsel.book.question import Budget, Question
from stelsel.kernel.text import Text
from stelsel.priorities.cloud.kinds import CloudDemand


def ask(book: Book, demand: CloudDemand, budget: Budget) -> Answer:
    """Being written."""
    return Answer(question="", inputs={}, verdict="list", headline=Text(nl="0 passen", en="0 fit"))


OFFERS_FOR_DEMAND: Question[CloudDemand] = Question(
    name="offers-for-demand",
    wire="passend-cloudaanbod",
    room="cloud",
    sentence=Text(nl="Welke aanbiedingen passen bij deze behoefte?", en="Which offers fit this demand?"),
    explain=Text(
        nl="Filtert op capaciteit, plaats, certificaten en soevereiniteit, en rangschikt wat past.",
        en="Filters by capacity, place, certificates and sovereignty, and ranks what fits.",
    ),
    inputs=CloudDemand,
    ask=ask,
    example={"titel": "Webapplicatie", "vcpus": "4", "geheugenMib": "8192", "locatieBinnen": "EU"},
)
