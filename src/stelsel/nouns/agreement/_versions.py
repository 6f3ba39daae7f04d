# SPDX-License-Identifier: EUPL-1.2
"""Which agreement says that it replaces which, whether it may, and whether it was ever in force."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.nouns.agreement._body import Agreement
from stelsel.nouns.agreement._heirs import seat_of
from stelsel.nouns.agreement._kinds import AGREEMENT
from stelsel.nouns.agreement._own_standing import body_standing, published_on
from stelsel.nouns.agreement._signed import Signed
from stelsel.nouns.agreement._signing import must_sign, place_of, signatures_under

Link = Literal["supersedes", "refines"]


@dataclass(frozen=True)
class Revision:
    """One revision of an agreement with what it says; `until`: the day the next one came, None for the newest."""

    record: Record
    body: Agreement
    until: date | None = None


def agreement_here(book: Book, address: str) -> tuple[Record, Agreement] | None:
    """The current revision at an address; None where this asker sees no agreement there, and for an address of
    elsewhere."""
    return book.memo("nouns.agreement-current", lambda: _current(book)).get(address)


def _current(book: Book) -> dict[str, tuple[Record, Agreement]]:
    """By address; of an entry in two logs of its publisher the one published last, as `Book.get` has it."""
    found: dict[str, tuple[Record, Agreement]] = {}
    for record, body in book.rows(AGREEMENT):
        before = found.get(record.id)
        if before is None or _moment(record) > _moment(before[0]):
            found[record.id] = (record, body)
    return found


def _moment(record: Record) -> tuple[str, str, int]:
    return record.envelope.at, record.log.origin, record.index


def revisions_of(book: Book, address: str) -> tuple[Revision, ...]:
    """Every revision of an agreement whose words are still there, oldest first, and until when each was the newest."""
    return book.memo("nouns.agreement-revisions", lambda: _every_revision(book)).get(address, ())


def _every_revision(book: Book) -> dict[str, tuple[Revision, ...]]:
    addresses = dict.fromkeys(one for view in book.views for one in view.addresses(AGREEMENT))
    return {address: _revisions(book.history(address)) for address in addresses}


def _revisions(history: Sequence[Record]) -> tuple[Revision, ...]:
    return tuple(
        Revision(one, one.body(AGREEMENT), published_on(history[at + 1]) if at + 1 < len(history) else None)
        for at, one in enumerate(history)
        if one.payload and one.envelope.op in ("put", "correct")
    )


def chain_of(
    book: Book, address: str, body: Agreement, link: Link, beside: Mapping[str, Agreement] | None = None
) -> tuple[tuple[str, ...], bool]:
    """The addresses that lead from an agreement back through `link`, itself first, and whether they come back to one
    that was passed (which then stands last too). It ends at what this asker does not see. `beside`: agreements that are
    to be published together with it, by address."""
    coming = beside or {}
    passed, said = {address: None}, getattr(body, link)
    while said:
        if said in passed:
            return (*passed, said), True
        passed[said] = None
        here = agreement_here(book, said)
        found = coming.get(said) or (here[1] if here else None)
        said = getattr(found, link) if found else None
    return tuple(passed), False


def claims_on(book: Book, address: str) -> tuple[str, ...]:
    """The agreements of which some revision says that it replaces this one, or one that does; nearest first."""
    claims = book.memo("nouns.agreement-claims", lambda: _claims(book))
    found: dict[str, None] = {}
    waiting = [address]
    for one in waiting:  # grows
        fresh = [new for new in claims.get(one, ()) if new not in found and new != address]
        found.update(dict.fromkeys(fresh))
        waiting.extend(fresh)
    return tuple(found)


def _claims(book: Book) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for address in dict.fromkeys(one for view in book.views for one in view.addresses(AGREEMENT)):
        for revision in revisions_of(book, address):
            if revision.body.supersedes:
                found[revision.body.supersedes].add(address)
    return {old: tuple(sorted(new)) for old, new in found.items()}


def may_replace(book: Book, old: Revision, new: Revision, day: date) -> bool:
    """Whether a text binds everybody whom the old one binds; where nobody signs, whether it is of the same publisher or
    of the one that came after it. Else anybody could end an agreement of others."""
    needed = must_sign(old.body, old.record)
    if not needed:
        mine = old.record.log
        return new.record.log.publisher == mine.publisher or _now(book, mine.organisation, day) == _now(
            book, new.record.log.organisation, day
        )
    bound = {_now(book, one, day) for one, _ in must_sign(new.body, new.record)}
    return {_now(book, one, day) for one, _ in needed} <= bound


def _now(book: Book, organisation: str, day: date) -> str:
    """Who stands for it; itself where that cannot be told, so that only the same name is the same."""
    return seat_of(book, organisation, day).now or organisation


def was_in_force(book: Book, address: str, one: Revision, day: date) -> bool:
    """Whether this revision was in force on some day up to this one, while it was the newest. Also when it ended since:
    what it replaced does not come back by itself."""
    kept: dict[tuple[str, int], date | None] = book.memo("nouns.agreement-first-days", dict)
    key = (one.record.log.origin, one.record.index)
    if key not in kept:
        kept[key] = _first_day(book, address, one)
    first = kept[key]
    return first is not None and first <= day


def _first_day(book: Book, address: str, one: Revision) -> date | None:
    """The first day on which it was in force; the days on which that can begin are few."""
    signed = signatures_under(book, address)
    for when in _turning(signed, one):
        if body_standing(book, one.body, one.record, signed, when).state in ("in-force", "base"):
            return when
    return None


def _turning(signed: Sequence[Signed], one: Revision) -> list[date]:
    published = published_on(one.record)
    first, last = min(published, one.body.published or date.max), one.until or date.max
    days = {first, published, one.body.valid.start or first, *(it.day for it in signed if it.own)}
    return sorted(when for when in days if first <= when <= last)


def carries(book: Book, one: Signed, day: date) -> bool:
    """Whether this is an acceptance of a party under a revision that was in force on some day up to this one."""
    if one.body.signature_outcome != "accept" or not one.own:
        return False
    address = one.body.agreement
    under = next((it for it in revisions_of(book, address) if place_of(it.record) == one.place), None)
    if under is None or not was_in_force(book, address, under, day):
        return False
    parties = body_standing(book, under.body, under.record, signatures_under(book, address), day).parties
    mine = (it for party in parties for it in (party.signature, *party.earlier) if it is not None)
    return any(it.record.id == one.record.id for it in mine)
