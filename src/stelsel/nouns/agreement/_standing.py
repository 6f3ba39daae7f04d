# SPDX-License-Identifier: EUPL-1.2
"""How an agreement stands on a day: who signed, whether it is in force, and what came in its place. Pure.

What a party signs is one leaf: a correction asks for new signatures. A version that was in force once ends the one that
it replaces for good, also when it ends itself; one that nobody signed ends nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from stelsel.book.answer import Reason, ref
from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.nouns.agreement import _standing_words as words
from stelsel.nouns.agreement._body import Agreement
from stelsel.nouns.agreement._heirs import seat_of
from stelsel.nouns.agreement._kinds import AGREEMENT
from stelsel.nouns.agreement._own_standing import body_standing
from stelsel.nouns.agreement._signed import Signed
from stelsel.nouns.agreement._signing import PartyStanding, signatures_under
from stelsel.nouns.agreement._standing_words import State
from stelsel.nouns.agreement._versions import (
    Revision,
    agreement_here,
    chain_of,
    claims_on,
    may_replace,
    revisions_of,
    was_in_force,
)

MOST_TOLD = 10
"""Agreements that wrongly say that they replace this one, told at most: anybody can publish them."""


@dataclass(frozen=True)
class AgreementStanding:
    """How an agreement stands on `day`: its state, the reasons, each party that must sign, the version that came in its
    place (an address), the addresses of a circle, and the signatures that do not count."""

    address: str
    record: Record
    body: Agreement
    day: date
    state: State
    reasons: tuple[Reason, ...]
    parties: tuple[PartyStanding, ...] = ()
    replaced_by: str | None = None
    circle: tuple[str, ...] = ()
    foreign: tuple[Signed, ...] = ()

    @property
    def in_force(self) -> bool:
        """Whether it holds on the day."""
        return self.state in ("in-force", "base")

    @property
    def unsigned(self) -> tuple[PartyStanding, ...]:
        """The parties that have not said anything yet."""
        return tuple(one for one in self.parties if one.signature is None)

    @property
    def ends(self) -> tuple[Signed, ...]:
        """The ends that parties said, those that count already and those of a later day, the first day first."""
        said = [
            *(one.signature for one in self.parties if one.signature and one.outcome == "revoke"),
            *(one.ending for one in self.parties if one.ending),
        ]
        once = {one.record.id: one for one in said}
        return tuple(sorted(once.values(), key=lambda one: (one.day, one.moment)))

    @property
    def end_reasons(self) -> tuple[Reason, ...]:
        """From when it no longer holds, by whom and why; empty where no party ends it."""
        ids = {one.record.id for one in self.ends}
        return tuple(one for one in self.reasons if one.ref is not None and one.ref.id in ids)


def agreement_standing(book: Book, address: str, today: date) -> AgreementStanding:
    """How the agreement at an address stands on a day. BadInput where this asker sees none there."""
    found = agreement_here(book, address)
    if found is None:
        raise bad_input("no-agreement", address, _NONE, _NONE_CURE)
    record, body = found
    signed = signatures_under(book, address)
    own = body_standing(book, body, record, signed, today)
    chain, circle = chain_of(book, address, body, "supersedes")
    here = Revision(record, body)
    foreign = _foreign(signed, own.parties)
    aside = (*_strangers(book, address, here, today), *_not_counting(foreign))
    if circle and chain[-1] == address:
        text = Reason(words.CIRCLE.fill(chain=" → ".join(chain)), ref(record))
        reasons = (text, *own.reasons, *aside)
        return AgreementStanding(address, record, body, today, "unknown", reasons, own.parties, None, chain, foreign)
    newer, maybe = _newer(book, address, here, today)
    state, reasons = own.state, own.reasons
    if newer is not None and state not in ("ended", "refused"):
        state, reasons = "ended", (_told(words.REPLACED, newer), *_without_days(reasons))
    elif maybe is not None and state in ("in-force", "base", "not-yet"):
        state, reasons = "unknown", (_told(words.MAYBE_REPLACED, maybe), *_without_days(reasons))
    replaced = newer.record.id if newer else None
    return AgreementStanding(
        address, record, body, today, state, (*reasons, *aside), own.parties, replaced, (), foreign
    )


def _without_days(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """What goes on to be true when another version decides: not that the day lies within the validity."""
    return tuple(one for one in reasons if one.text != words.VALID)


def successor_version(book: Book, address: str, today: date) -> str | None:
    """The address of the newest version that came in the place of this one; None when there is none."""
    return agreement_standing(book, address, today).replaced_by


def agreements_between(book: Book, provider: str, consumer: str, today: date) -> tuple[AgreementStanding, ...]:
    """Every agreement about a delivery from one organisation to another (TOOI addresses), or from and to those that
    they came after, with how each stands; those in force first."""
    gives, gets = (seat_of(book, one, today).anyone for one in (provider, consumer))
    found = {
        record.id
        for record, body in book.rows(AGREEMENT)
        if body.text_type == "sharing"
        and _names(book, body, "provider", gives, today)
        and _names(book, body, "consumer", gets, today)
    }
    standing = [agreement_standing(book, address, today) for address in sorted(found)]
    return tuple(sorted(standing, key=lambda one: (not one.in_force, one.address)))


def in_force_now(book: Book, provider: str, consumer: str, today: date) -> tuple[AgreementStanding, ...]:
    """The agreements that are in force between two organisations on a day."""
    return tuple(one for one in agreements_between(book, provider, consumer, today) if one.in_force)


def _names(book: Book, body: Agreement, role: str, who: frozenset[str], today: date) -> bool:
    return any(
        one.party_role == role and (one.organisation in who or seat_of(book, one.organisation, today).anyone & who)
        for one in body.agreement_parties
    )


def _newer(book: Book, address: str, old: Revision, today: date) -> tuple[Revision | None, Revision | None]:
    """The newest version that was ever in force, and one of which that cannot be told."""
    newest, maybe = None, None
    for new in claims_on(book, address):
        for one in revisions_of(book, new):
            if not may_replace(book, old, one, today):
                continue
            if was_in_force(book, new, one, today):
                newest = one
            elif one.until is None and _unsure(book, new, one, today):
                maybe = one
    return newest, maybe


def _unsure(book: Book, address: str, one: Revision, today: date) -> bool:
    return body_standing(book, one.body, one.record, signatures_under(book, address), today).state == "unknown"


def _strangers(book: Book, address: str, old: Revision, today: date) -> Iterator[Reason]:
    for new in claims_on(book, address)[:MOST_TOLD]:
        found = agreement_here(book, new)
        if found and found[1].supersedes == address and not may_replace(book, old, Revision(*found), today):
            yield Reason(words.NOT_OURS.fill(address=new), ref(found[0]))


def _foreign(signed: tuple[Signed, ...], parties: tuple[PartyStanding, ...]) -> tuple[Signed, ...]:
    """The signatures that are of no party, not of its own log, or of a later day."""
    ours = {id(mine) for one in parties for mine in (one.signature, *one.earlier, *one.older, one.ending)}
    return tuple(one for one in signed if id(one) not in ours)


def _not_counting(foreign: tuple[Signed, ...]) -> Iterator[Reason]:
    if foreign:
        yield Reason(words.FOREIGN.fill(count=len(foreign)))


def _told(text: Text, one: Revision) -> Reason:
    return Reason(text.fill(title=one.body.title, version=one.body.version), ref(one.record))


_NONE = Text(nl="Hier staat geen afspraak die u mag zien.", en="There is no agreement here that you may see.")
_NONE_CURE = Text(
    nl="Geef het adres van een afspraak; u vindt ze bij de vermeldingen, onder Afspraken.",
    en="Give the address of an agreement; you find them with the entries, under Agreements.",
)
