# SPDX-License-Identifier: EUPL-1.2
"""What may not be undone of signatures: an end that counts, and an acceptance by which an agreement is or was in force.
Asked before each correction, withdrawal and erasure, at once or after four eyes."""

from collections.abc import Iterator

from stelsel.book.book import Book
from stelsel.kernel.entry import GONE
from stelsel.kernel.ids import entry_id
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text
from stelsel.node import clock
from stelsel.nouns.agreement import AGREEMENT_SIGNATURE, Signed, carries, signed_at


def refuse_undoing(book: Book, address: str, op: str) -> None:
    """BadInput where this change of the entry at an address would make lawful afterwards what was not, or end an
    agreement without notice. Other kinds of entries pass."""
    if entry_id(address).kind != AGREEMENT_SIGNATURE.name:
        return
    for one in signed_at(book, address):
        for finding in _against(book, one, op):
            raise BadInput(finding)


def _against(book: Book, one: Signed, op: str) -> Iterator[Finding]:
    today, here = clock.today(), one.record.id
    if one.ends and one.stands and one.day <= today:
        yield Finding("end-counts", here, _COUNTS, _COUNTS_CURE)
    elif one.ends and one.gone is None and op == "erase":
        yield Finding("end-not-taken-back", here, _PENDING, _PENDING_CURE)
    elif one.gone is None and op in GONE and carries(book, one, today):
        yield Finding("signature-holds", here, _HOLDS, _HOLDS_CURE)


_COUNTS = Text(
    nl="Deze opzegging geldt al. Zij kan niet meer worden teruggenomen, veranderd of gewist.",
    en="This end counts already. It cannot be taken back, changed or erased any more.",
)
_COUNTS_CURE = Text(
    nl="Wilt u weer gegevens delen? Begin een nieuw dataverzoek.",
    en="Do you want to share data again? Begin a new data request.",
)
_PENDING = Text(
    nl="Deze opzegging is nog niet teruggenomen. Zonder de inhoud is niet te zien vanaf welke dag zij geldt.",
    en="This end was not taken back yet. Without its content nobody can see from which day it counts.",
)
_PENDING_CURE = Text(nl="Neem de opzegging eerst terug. Wis haar daarna.", en="Take the end back first. Then erase it.")
_HOLDS = Text(
    nl="Door deze handtekening is of was een afspraak van kracht. Zij kan niet worden teruggenomen of gewist.",
    en="By this signature an agreement is or was in force. It cannot be taken back or erased.",
)
_HOLDS_CURE = Text(
    nl="Wilt u stoppen? Zeg op bij de afspraak, met redenen en de eerste dag waarop zij niet meer geldt.",
    en="Do you want to stop? End your signature at the agreement, with reasons and the first day on which it no longer "
    "holds.",
)
