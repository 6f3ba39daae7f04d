# SPDX-License-Identifier: EUPL-1.2
"""An agreement that a question is about."""

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import wire
from stelsel.nouns.agreement import AGREEMENT, Agreement


def agreement(book: Book, address: str, field: str) -> tuple[Record, Agreement]:
    """The agreement at an address, with its record. BadInput at the field where this asker may see none."""
    record = book.get(address.strip())
    if record is None or record.envelope.type.partition("/")[0] != AGREEMENT.name:
        raise bad_input("no-agreement", wire(field), _NONE, _NONE_CURE)
    body: Agreement = record.body(AGREEMENT)
    return record, body


_NONE = Text(nl="Hier staat geen afspraak die u mag zien.", en="There is no agreement here that you may see.")
_NONE_CURE = Text(
    nl="Geef het adres van een afspraak; u vindt ze bij de vermeldingen, onder Afspraken.",
    en="Give the address of an agreement; you find them with the entries, under Agreements.",
)
