# SPDX-License-Identifier: EUPL-1.2
"""Names on screen: of organisations, publishers and entries. Worked out once for a position."""

from __future__ import annotations

from django.utils.safestring import SafeString

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.kernel.ids import entry_id
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text, same
from stelsel.nouns.organisation import ORGANISATION, Organisations
from stelsel.nouns.supplier import SUPPLIER


def organisations(book: Book) -> Organisations:
    """Every organisation the book knows."""
    return book.memo(
        "web.organisations", lambda: Organisations((record.id, body) for record, body in book.rows(ORGANISATION))
    )


def name_of(book: Book, organisation: str) -> str:
    """The name of an organisation by TOOI address or publisher's name; the text itself where nobody gave a name."""
    known = organisations(book).by_tooi.get(organisation)
    if known is not None:
        return known.body.name
    return publishers(book).get(organisation, organisation.rpartition("/")[2])


def publishers(book: Book) -> dict[str, str]:
    """Publisher -> its name on screen: the organisation it is, else its own name with a capital."""

    def make() -> dict[str, str]:
        known = organisations(book).by_tooi
        logs = [view.log for view in book.views]
        return {
            log.publisher: known[log.organisation].body.name
            if log.organisation in known
            else _own_name(book, log.publisher)
            for log in logs
        }

    return book.memo("web.publishers", make)


def _own_name(book: Book, publisher: str) -> str:
    """What a publisher calls itself in an entry about itself; else its name in the address with a capital."""
    for kind in (ORGANISATION, SUPPLIER):
        record = book.get(f"{publisher}/{kind.name}/{publisher}")
        if record is not None and record.payload:
            name: str = record.body(kind).name
            return name
    return publisher.replace("-", " ").capitalize()


def publisher_name(book: Book, publisher: str) -> str:
    """The name of a publisher."""
    return publishers(book).get(publisher, publisher.replace("-", " ").capitalize())


MOST = 120
"""Characters of a title in a list or feed."""


def party_name(book: Book, organisation: str) -> str:
    """What a party of an agreement is called, by its TOOI address or its name as a publisher."""
    return publisher_name(book, organisation) if "/" not in organisation else name_of(book, organisation)


def short(text: str) -> str:
    """At most 120 characters, the last an ellipsis where it was cut; safe HTML stays as it is."""
    return text if len(text) <= MOST or isinstance(text, SafeString) else text[: MOST - 1].rstrip() + "…"


def short_label(book: Book, record: Record) -> Text:
    """The title of an entry for a list or feed."""
    label = label_of(book, record)
    return Text(nl=short(label.nl), en=short(label.en))


def label_of(book: Book, record: Record) -> Text:
    """The title of an entry; its address when its content is gone."""
    kind = book.kinds[entry_id(record.id).kind]
    if not record.payload:
        return same(record.id)
    try:
        label: Text = kind.label(record.body(kind))
    except BadInput:
        return same(record.id)
    return label
