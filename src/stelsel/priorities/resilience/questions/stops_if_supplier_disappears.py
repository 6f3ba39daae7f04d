# SPDX-License-Identifier: EUPL-1.2
"""What stops if this supplier disappears?

The answer rests on what the asker may see: its own systems. Of another organisation it says *unknown*, and no number.
"""

from datetime import date
from typing import Annotated

from stelsel.book.answer import Answer, Change, Choice, Reason, Unknown, Verdict
from stelsel.book.book import Book
from stelsel.book.question import Budget, Question
from stelsel.kernel.kind import about
from stelsel.kernel.text import Text, same
from stelsel.kernel.values import Value
from stelsel.nouns.system import SYSTEM
from stelsel.priorities.resilience import words
from stelsel.priorities.resilience.questions import _speak, _tables
from stelsel.priorities.resilience.questions._found import Found
from stelsel.priorities.resilience.questions._impact import impact
from stelsel.priorities.resilience.questions._landscape import Landscape, landscape
from stelsel.priorities.resilience.questions._named import meant


class Inputs(Value, frozen=True):
    """A supplier by address or name, the day (the day of asking when empty), and how many rows to show."""

    supplier: Annotated[str, about(min_length=1, max_length=300)]
    day: date | None = None
    limit: Annotated[int, about(unit="systems", ge=1, le=1000)] = 100


def ask(book: Book, inputs: Inputs, budget: Budget) -> Answer:
    """Per system: stops, degrades, unknown or not reached, with the path; people reached; concentration."""
    if not book.count(SYSTEM):
        return _unknown(words.NOT_YOURS, (Change(words.STATE_YOURS, words.THEN_YOURS),))
    land = landscape(book, inputs.day or book.day)
    budget.spend(len(land.systems) + land.net.graph.edges)
    gone = land.supplier_nodes(inputs.supplier.strip())
    if not land.systems:
        return _unknown(words.NOT_NAMED.fill(supplier=inputs.supplier.strip()))
    if not gone:
        return _which(inputs, land)
    return _answer(Found(land, gone, land.label(gone[0]), impact(land.net, gone)), inputs.limit)


def _which(inputs: Inputs, land: Landscape) -> Answer:
    """No one supplier is meant: which it may be, and what to type for each."""
    asked = inputs.supplier.strip()
    found = land.candidates(asked)
    if not found:
        return _unknown(words.NOT_NAMED.fill(supplier=asked))
    changes = tuple(
        Change(words.TYPE.fill(typed=typed), words.THEN_SUPPLIER.fill(supplier=label)) for label, typed in found
    )
    more = {"datum": inputs.day.isoformat()} if inputs.day else {}
    choices = tuple(Choice(same(label), {"leverancier": typed} | more) for label, typed in found)
    said = words.SEVERAL if meant(asked, land.by_name) else words.NEAR
    headline = said.fill(supplier=asked, names=", ".join(label for label, _ in found))
    return _unknown(headline, changes, choices)


def _unknown(headline: Text, changes: tuple[Change, ...] = (), choices: tuple[Choice, ...] = ()) -> Answer:
    """Nothing is known, so there is no number: not even how much is unknown."""
    return Answer(
        question="",
        inputs={},
        verdict="unknown",
        headline=headline,
        reasons=(Reason(words.STAYS_INSIDE),),
        unknown=(Unknown(words.OTHERS, words.ASK_THEM),),
        changes=changes,
        choices=choices,
    )


def _answer(found: Found, limit: int) -> Answer:
    charted = found.concentration is not None
    samples = sum(body.sample for _, body in found.land.systems.values())
    sample = words.SAMPLE.fill(count=_speak.count(samples), all=_speak.count(len(found.hits)))
    return Answer(
        question="",
        inputs={},
        verdict=_verdict(found),
        headline=_speak.headline(found),
        result=_tables.result(found),
        reasons=tuple(_speak.reasons(found)),
        unknown=tuple(_speak.unknowns(found)),
        changes=tuple(_speak.changes(found)),
        tables=(_tables.systems_table(found, limit), *((_tables.suppliers_table(found, limit),) if charted else ())),
        charts=(_tables.suppliers_chart(found),) if charted else (),
        notes=(words.CONCENTRATION_NOTE, *((sample,) if samples else ())),
    )


def _verdict(found: Found) -> Verdict:
    if found.of("stops"):
        return "yes"
    if found.of("degrades"):
        return "partly"
    return "unknown" if found.of("unknown") else "no"


STOPS_IF_SUPPLIER_DISAPPEARS: Question[Inputs] = Question(
    name="stops-if-supplier-disappears",
    wire="wat-valt-uit",
    room="resilience",
    sentence=Text(nl="Wat valt stil als deze leverancier wegvalt?", en="What stops if this supplier disappears?"),
    explain=Text(
        nl="Volgt wat van elkaar afhangt tot bij uw systemen. Alleen uw eigen organisatie ziet haar systemen.",
        en="Follows what depends on what up to your systems. Only your own organisation sees its systems.",
    ),
    inputs=Inputs,
    ask=ask,
    cost=5,
    example={"leverancier": "voorbeeldwolk/supplier/voorbeeldwolk"},
)
