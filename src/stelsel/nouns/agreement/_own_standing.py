# SPDX-License-Identifier: EUPL-1.2
"""How one revision stands by itself on a day: its days and its signatures, without what other versions say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from stelsel.book.answer import Reason, ref
from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.kernel.text import Text
from stelsel.kernel.time import say_day
from stelsel.nouns.agreement import _standing_words as words
from stelsel.nouns.agreement._body import Agreement
from stelsel.nouns.agreement._heirs import name_of
from stelsel.nouns.agreement._plain_words import ROLES
from stelsel.nouns.agreement._signed import Signed
from stelsel.nouns.agreement._signing import PartyStanding, parties_of
from stelsel.nouns.agreement._standing_words import State


@dataclass(frozen=True)
class OwnStanding:
    """The state of one revision by itself, why, and its parties."""

    state: State
    reasons: tuple[Reason, ...]
    parties: tuple[PartyStanding, ...]


def body_standing(book: Book, body: Agreement, record: Record, signed: Sequence[Signed], day: date) -> OwnStanding:
    """How this revision stands by itself on a day, with the signatures that name the agreement."""
    parties = parties_of(book, body, record, signed, day)
    state, first = _state(body, record, parties, day)
    return OwnStanding(state, (*first, *_said(book, parties)), parties)


def _state(
    body: Agreement, record: Record, parties: Sequence[PartyStanding], day: date
) -> tuple[State, tuple[Reason, ...]]:
    said = {one.outcome for one in parties}
    if body.valid.end is not None and body.valid.end < day:
        return "ended", (Reason(words.OVER.fill(day=in_words(body.valid.end)), ref(record)),)
    if said & {"reject", "revoke"}:
        return ("refused" if "reject" in said else "ended"), ()
    if body.text_type == "sharing" and not _both(body):
        return "unknown", (Reason(words.NO_PARTIES, ref(record)),)
    if not parties:
        return _by_publication(body, record, day)
    if any(one.seat.now is None for one in parties):
        return "unknown", ()
    if None in said:
        return ("offered" if said == {None} else "partly-signed"), ()
    return _when_signed(body, record, day)


def _when_signed(body: Agreement, record: Record, day: date) -> tuple[State, tuple[Reason, ...]]:
    if body.valid.start is not None and day < body.valid.start:
        return "not-yet", (Reason(words.LATER.fill(day=in_words(body.valid.start)), ref(record)),)
    return "in-force", (Reason(words.VALID, ref(record)),)


def _both(body: Agreement) -> bool:
    return {"provider", "consumer"} <= {one.party_role for one in body.agreement_parties}


def _by_publication(body: Agreement, record: Record, day: date) -> tuple[State, tuple[Reason, ...]]:
    here, published = ref(record), body.published or published_on(record)
    if body.valid.start is not None and day < body.valid.start:
        return "not-yet", (Reason(words.LATER.fill(day=in_words(body.valid.start)), here),)
    if day < published:
        return "not-yet", (Reason(words.UNPUBLISHED.fill(day=in_words(published)), here),)
    return "base", (Reason(words.PUBLISHED, here), Reason(words.VALID, here))


def published_on(record: Record) -> date:
    """The day on which its log took a revision in."""
    return date.fromisoformat(record.envelope.at[:10])


def _said(book: Book, parties: Sequence[PartyStanding]) -> Iterator[Reason]:
    told: set[Text] = set()
    for one in parties:
        who = {"who": name_of(book, one.organisation), "role": ROLES[one.role]}
        for text in one.seat.why:
            if text not in told:
                told.add(text)
                yield Reason(text)
        yield _signature(book, one, who)
        if one.ending is not None:
            yield _end(words.ENDING, one.ending, who)
        if one.older and one.signature is None:
            yield Reason(words.OLDER.fill(**who), ref(one.older[-1].record))


def _signature(book: Book, one: PartyStanding, who: dict[str, object]) -> Reason:
    if one.signature is None:
        return Reason(words.UNSIGNED.fill(**who))
    body, at = one.signature.body, ref(one.signature.record)
    if body.signature_outcome == "reject":
        return Reason(words.REJECTED.fill(**who, why=body.reasons), at)
    if body.signature_outcome == "revoke":
        return _end(words.REVOKED, one.signature, who)
    day, now = in_words(one.signature.day), one.seat.now
    if now is None or not one.by_predecessor:
        return Reason(words.ACCEPTED.fill(**who, day=day), at)
    signer, heir = name_of(book, body.signing_party), name_of(book, now)
    return Reason(words.CARRIED.fill(**who, day=day, signer=signer, heir=heir), at)


def _end(text: Text, end: Signed, who: dict[str, object]) -> Reason:
    """That a party ends it: from which day, and why."""
    return Reason(text.fill(**who, day=in_words(end.day), why=end.body.reasons), ref(end.record))


def in_words(day: date) -> Text:
    """A day as people say it."""
    return Text(nl=say_day(day, "nl"), en=say_day(day, "en"))
