# SPDX-License-Identifier: EUPL-1.2
"""Who offers what: which organisation says (or has it recorded) that it offers a product on a day, and on what page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.priorities.services.offer_kind import SERVICE_OFFER, ServiceOffer


@dataclass(frozen=True)
class Offered:
    """An offer: its entry, and the organisation's own page about it (empty: not told)."""

    record: Record
    body: ServiceOffer

    @property
    def link(self) -> str:
        """The organisation's own page."""
        return self.body.link or ""


def offers(book: Book) -> Mapping[tuple[str, str], tuple[Offered, ...]]:
    """Offers by (TOOI address of the organisation, address of the product); invented ones never count. Made once per
    position."""
    return book.memo("services-offers", lambda: _by_organisation(book))


def offer_of(book: Book, organisation: str, product: str, day: date) -> Offered | None:
    """What this organisation offers of a product on that day; None where nobody told. Stated goes before recorded."""
    found = [one for one in offers(book).get((organisation, product), ()) if one.body.valid.holds(day)]
    return min(found, key=lambda one: one.record.envelope.src is not None, default=None)


def _by_organisation(book: Book) -> Mapping[tuple[str, str], tuple[Offered, ...]]:
    found: dict[tuple[str, str], tuple[Offered, ...]] = {}
    for record, body in book.rows(SERVICE_OFFER):
        organisation = body.organisation or record.envelope.org
        if not body.sample and organisation:
            key = (str(organisation), body.product)
            found[key] = (*found.get(key, ()), Offered(record, body))
    return found
