# SPDX-License-Identifier: EUPL-1.2
"""Which signature of a party counts: the newest of it on exactly this leaf, from a log of the organisation itself. An
end that counts is the last: nothing that is said later revives that leaf."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.kernel.entry import Ref
from stelsel.nouns.agreement._body import Agreement
from stelsel.nouns.agreement._heirs import Seat, seat_of
from stelsel.nouns.agreement._kinds import AGREEMENT
from stelsel.nouns.agreement._parts import PartyRole
from stelsel.nouns.agreement._signature import SignatureOutcome
from stelsel.nouns.agreement._signed import ErasedEnd, Signed, all_signed


@dataclass(frozen=True)
class PartyStanding:
    """A party that must sign: who sits there, the signature that counts, those it replaced by that one (`earlier`),
    its signatures under other revisions (`older`), and its end that was said and counts from a later day
    (`ending`)."""

    organisation: str
    role: PartyRole
    seat: Seat
    signature: Signed | None = None
    earlier: tuple[Signed, ...] = ()
    older: tuple[Signed, ...] = ()
    ending: Signed | None = None

    @property
    def outcome(self) -> SignatureOutcome | None:
        """What the party said; None when it has not signed."""
        return self.signature.body.signature_outcome if self.signature else None

    @property
    def by_predecessor(self) -> bool:
        """Whether the signature is of an organisation that the one of now came after."""
        return self.signature is not None and self.signature.body.signing_party != self.seat.now


def place_of(record: Record) -> Ref:
    """Where a revision stands."""
    return Ref(record.log.origin, record.index, record.hash.hex())


def signatures_under(book: Book, address: str) -> tuple[Signed, ...]:
    """Every signature that names this agreement, own or not, oldest first."""
    return _kept(book).get(address, ())


def agreements_ended(book: Book) -> tuple[str, ...]:
    """The addresses of the agreements of which somebody said an end that was not taken back."""
    return tuple(sorted(address for address, them in _kept(book).items() if any(one.ends for one in them)))


def _kept(book: Book) -> dict[str, tuple[Signed, ...]]:
    return book.memo("nouns.agreement-signatures", lambda: _by_agreement(book))


def _by_agreement(book: Book) -> dict[str, tuple[Signed, ...]]:
    found: dict[str, list[Signed]] = defaultdict(list)
    erased: dict[str, list[ErasedEnd]] = defaultdict(list)
    for one in all_signed(book):
        if isinstance(one, Signed):
            found[one.body.agreement].append(one)
        else:
            erased[one.leaf].append(one)
    for leaf in _leaves(book) if erased else ():
        found[leaf.id].extend(one.of(leaf.id, leaf) for one in erased.get(leaf.hash.hex()[:16], ()))
    return {address: tuple(sorted(them, key=lambda one: one.moment)) for address, them in found.items()}


def _leaves(book: Book) -> list[Record]:
    """Every revision of every agreement."""
    return [leaf for view in book.views for address in view.addresses(AGREEMENT) for leaf in view.history[address]]


def must_sign(body: Agreement, record: Record) -> tuple[tuple[str, PartyRole], ...]:
    """Who must sign: provider and consumer of a text about a delivery; a gatekeeper judges and is not bound by it. Of a
    base, profile or policy every party but the organisation that states it: publishing it says the same."""
    sharing = body.text_type == "sharing"
    own = record.log.organisation if record.envelope.mode == "stated" and not sharing else None
    return tuple(
        dict.fromkeys(
            (one.organisation, one.party_role)
            for one in body.agreement_parties
            if (one.party_role in ("provider", "consumer") if sharing else one.organisation != own)
        )
    )


def parties_of(
    book: Book, body: Agreement, record: Record, signed: Sequence[Signed], day: date
) -> tuple[PartyStanding, ...]:
    """Each party that must sign this revision, as it stands on a day."""
    return tuple(
        _party(organisation, role, seat_of(book, organisation, day), place_of(record), signed, day)
        for organisation, role in must_sign(body, record)
    )


def _party(
    organisation: str, role: PartyRole, seat: Seat, place: Ref, signed: Sequence[Signed], day: date
) -> PartyStanding:
    told = [one for one in signed if one.own and one.said <= day and _speaks(seat, one)]
    mine = [one for one in told if one.day <= day]
    here = [one for one in mine if one.place == place]
    lasting = [one for one in told if one.place == place and one.ends and not _taken_back(one, told)]
    newest = max(here, key=lambda one: one.moment, default=None)
    final = min((one for one in lasting if one.day <= day), key=_first, default=None)
    counts = final or newest
    earlier = tuple(one for one in here if one is not counts)
    older = tuple(one for one in mine if one.place != place)
    ending = None if final else min((one for one in lasting if one.day > day), key=_first, default=None)
    return PartyStanding(organisation, role, seat, counts, earlier, older, ending)


def _first(end: Signed) -> tuple[date, tuple[str, str, int]]:
    return end.day, end.moment


def _taken_back(end: Signed, told: Sequence[Signed]) -> bool:
    """Whether the party said something else of this leaf after it, before its day came."""
    return any(
        one.place == end.place and not one.ends and one.moment > end.moment and one.said < end.day for one in told
    )


def _speaks(seat: Seat, one: Signed) -> bool:
    """Whether its organisation spoke for the party on the day on which it said this."""
    return any(turn.holds(one.body.signing_party, one.said) for turn in seat.turns)
