# SPDX-License-Identifier: EUPL-1.2
"""Earlier agreements about the same data: who got which of these fields before, for what, and how that stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.kernel.text import Text
from stelsel.nouns.agreement import AGREEMENT, Agreement, agreement_here, agreement_standing
from stelsel.priorities.data.requests._checks import Check

MOST = 10
"""Precedents that are shown."""


@dataclass(frozen=True)
class Precedent:
    """An earlier agreement for sharing: its record and body, the names of the fields that both have, whether a dataset
    is the same, and whether it is in force on the day."""

    record: Record
    body: Agreement
    shared_fields: tuple[str, ...]
    same_dataset: bool
    valid_now: bool


def precedents(book: Book, body: Agreement, today: date) -> tuple[Precedent, ...]:
    """The earlier agreements that have most in common with this one, at most ten."""
    names, sets = _names(body), _datasets(body)
    found = []
    for record, other in book.rows(AGREEMENT):
        if other.text_type != "sharing" or (other.identifier, other.version) == (body.identifier, body.version):
            continue
        common = tuple(sorted(names[one] for one in names.keys() & _names(other).keys()))
        same = bool(sets & _datasets(other))
        if common or same:
            now = agreement_standing(book, record.id, today).in_force
            found.append(Precedent(record, other, common, same, now))
    return tuple(sorted(found, key=_nearest)[:MOST])


def before(book: Book, body: Agreement, today: date) -> Iterator[Check]:
    """What the precedents say: which fields were agreed before, and which nobody got."""
    found = precedents(book, body, today)
    if not found:
        yield Check("precedents", "no-precedent", "unknown", _NONE)
        return
    near = found[0]
    words = _NEAREST.fill(title=near.body.title, count=str(len(near.shared_fields)))
    yield Check("precedents", "precedent", "good", words, near.record.id)
    again = next((one for one in found if _same_sharing(one, body)), None)
    if again is not None:
        yield Check("precedents", "already-agreed", "attention", _AGAIN.fill(title=again.body.title), again.record.id)
    known = {name for one in found for name in _names(one.body)}
    fresh = [name for key, name in _names(body).items() if key not in known]
    if fresh:
        yield Check("precedents", "never-shared", "attention", _NEVER.fill(fields=", ".join(fresh)))


def replaces(book: Book, body: Agreement) -> Iterator[Check]:
    """Whether what this agreement replaces is an agreement here, between the same two."""
    if not body.supersedes:
        return
    there = agreement_here(book, body.supersedes)
    if there is None:
        yield Check("precedents", "replaces-nothing", "bad", _NOTHING.fill(address=body.supersedes))
    elif _two(there[1]) != _two(body):
        yield Check("precedents", "replaces-others", "bad", _OTHERS.fill(address=body.supersedes), there[0].id)


def _two(body: Agreement) -> set[tuple[str, str]]:
    """Who gives and who gets."""
    return {
        (one.party_role, one.organisation)
        for one in body.agreement_parties
        if one.party_role in ("provider", "consumer")
    }


def _same_sharing(one: Precedent, body: Agreement) -> bool:
    """Whether these two share all of these fields already, and this agreement does not replace that one."""
    same = _two(one.body) == _two(body) and one.record.id != body.supersedes
    return same and one.valid_now and set(_names(body)) <= set(_names(one.body))


def _nearest(one: Precedent) -> tuple[bool, int, bool, str]:
    return (not one.same_dataset, -len(one.shared_fields), not one.valid_now, one.record.id)


def _names(body: Agreement) -> dict[str, str]:
    return {"".join(one.field_name.lower().split()): one.field_name for one in body.agreed_fields}


def _datasets(body: Agreement) -> set[str]:
    return {one.from_dataset for one in body.agreed_fields if one.from_dataset}


_NONE = Text(
    nl="Hier staat geen eerdere afspraak over deze gegevens.", en="There is no earlier agreement about this data here."
)
_NEAREST = Text(
    nl="Lijkt het meest op “{title}”. Velden die dezelfde zijn: {count}.",
    en="Most like “{title}”. Fields in common: {count}.",
)
_AGAIN = Text(
    nl="Deze twee hebben al een afspraak met al deze velden: “{title}”. Is een nieuwe nodig?",
    en="These two have an agreement with all of these fields already: “{title}”. Is a new one needed?",
)
_NOTHING = Text(
    nl="Op {address}, dat deze afspraak vervangt, staat geen afspraak die u mag zien.",
    en="At {address}, which this agreement replaces, there is no agreement that you may see.",
)
_OTHERS = Text(
    nl="{address}, dat deze afspraak vervangt, is een afspraak van anderen.",
    en="{address}, which this agreement replaces, is an agreement of others.",
)
_NEVER = Text(
    nl="Nieuw: geen eerdere afspraak heeft {fields}.",
    en="New: no earlier agreement has {fields}.",
)
