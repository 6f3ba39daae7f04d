# SPDX-License-Identifier: EUPL-1.2
"""Which layer of government a bottleneck comes from: by the kind of organisation of who publishes it, as TOOI or the
organisation itself says. Where nobody says it, it is unknown."""

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.nouns.bottleneck._words import Layer, layer_of
from stelsel.nouns.organisation import ORGANISATION, Organisation


def layer_at(book: Book, record: Record) -> Layer | None:
    """The layer of the organisation that an entry is about."""
    found = _organisations(book).get(record.envelope.org)
    if found is None:
        own = book.get(f"{record.log.publisher}/{ORGANISATION.name}/{record.log.publisher}")
        found = own.body(ORGANISATION) if own is not None and own.payload else None
    return layer_of(found.organisation_type) if found is not None else None


def _organisations(book: Book) -> dict[str, Organisation]:
    """Organisations by TOOI address."""
    return book.memo(
        "nouns.bottlenecks.organisations", lambda: {body.tooi: body for _, body in book.rows(ORGANISATION) if body.tooi}
    )
