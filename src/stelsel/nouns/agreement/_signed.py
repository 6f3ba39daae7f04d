# SPDX-License-Identifier: EUPL-1.2
"""A signature through its revisions. What it decides and when it was said stand in its first one; a correction mends
words alone. An end that counted stays one, also when it is withdrawn or erased afterwards."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.kernel.entry import GONE, Ref
from stelsel.kernel.ids import entry_id
from stelsel.nouns.agreement._signature import AGREEMENT_SIGNATURE, AgreementSignature

_END = re.compile(r"([0-9a-f]{16})-einde-[0-9]+")
_ERASED = "de redenen zijn gewist / the reasons were erased"


@dataclass(frozen=True)
class Signed:
    """A signature: its newest revision, what it says, the revision with which it was said (`first`), and the one that
    took it back (`gone`), if any."""

    record: Record
    body: AgreementSignature
    first: Record
    gone: Record | None = None

    @property
    def said(self) -> date:
        """Since which day it is known: the day it says, and never before the day its log took it in. So nobody can make
        lawful afterwards what was not."""
        return max(self.body.signed_on, _day(self.first))

    @property
    def day(self) -> date:
        """From which day it counts: the day on which it is said, or the later one that an end names."""
        return max(self.said, self.body.no_longer_from or self.said)

    @property
    def own(self) -> bool:
        """Whether the organisation itself says so: stated, in a log of its own."""
        log = self.record.log
        return log.organisation == self.body.signing_party and self.first.envelope.mode == "stated"

    @property
    def place(self) -> Ref:
        """The leaf that it signs."""
        return Ref(self.body.log, self.body.index, self.body.hash)

    @property
    def moment(self) -> tuple[str, str, int]:
        """When it was said; the later one says what a party wants. A correction moves it not."""
        return self.first.envelope.at, self.record.log.origin, self.first.index

    @property
    def ends(self) -> bool:
        """Whether it ends what was accepted."""
        return self.body.signature_outcome == "revoke"

    @property
    def stands(self) -> bool:
        """Whether it was not taken back: for an end, not before its day."""
        return self.gone is None or (self.ends and self.day <= _day(self.gone))


@dataclass(frozen=True)
class ErasedEnd:
    """An end of which the content was erased without being taken back first: the first digits of the leaf that it
    ended, as its name keeps them, and the revision with which it was said."""

    leaf: str
    first: Record

    def of(self, agreement: str, leaf: Record) -> Signed:
        """What is left of it. Its day is gone with the content, so it counts from when it was said."""
        log, said = self.first.log, _day(self.first)
        body = AgreementSignature(
            agreement, leaf.log.origin, leaf.index, leaf.hash.hex(), log.organisation, "revoke", "-", said, _ERASED
        )
        return Signed(self.first, body, self.first)


def end_name(leaf: Record, number: int) -> str:
    """The local name of the n-th end of a signature under this leaf. It says which leaf, also when all else is
    erased."""
    return f"{leaf.hash.hex()[:16]}-einde-{number}"


def signed_at(book: Book, address: str) -> tuple[Signed, ...]:
    """Every signature that was made at an address and of which the content is there, also those taken back."""
    return tuple(
        one for view in book.views for one in _of(view.history.get(address, ()), {}) if isinstance(one, Signed)
    )


def all_signed(book: Book) -> Iterator[Signed | ErasedEnd]:
    """Every signature that stands, and every end of which the content was erased."""
    for view in book.views:
        known = {record.index: body for record, body in view.bodies(AGREEMENT_SIGNATURE)}
        for address in view.addresses(AGREEMENT_SIGNATURE):
            yield from (one for one in _of(view.history[address], known) if isinstance(one, ErasedEnd) or one.stands)


def _of(history: Sequence[Record], known: Mapping[int, AgreementSignature]) -> Iterator[Signed | ErasedEnd]:
    """The signatures that were made at one address of one log. Where one was taken back another may follow."""
    runs: list[list[Record]] = []
    for one in history:
        if one.envelope.op == "put":
            runs.append([])
        if runs:
            runs[-1].append(one)
    for run in runs:
        first, gone = run[0], next((one for one in run if one.envelope.op in GONE), None)
        if first.payload:
            newest = [one for one in run if one.envelope.op not in GONE][-1]
            yield Signed(newest, _mended(first, newest, known), first, gone)
        elif gone is not None and gone.envelope.op == "erase":
            named = _END.fullmatch(entry_id(first.id).local)
            if named is not None:
                yield ErasedEnd(named[1], first)


def _mended(first: Record, newest: Record, known: Mapping[int, AgreementSignature]) -> AgreementSignature:
    """What the first revision decided, in the words of the newest."""
    said = known.get(newest.index) or newest.body(AGREEMENT_SIGNATURE)
    if newest is first:
        return said
    decided: AgreementSignature = first.body(AGREEMENT_SIGNATURE)
    return replace(decided, mandate_ground=said.mandate_ground, reasons=said.reasons)


def _day(record: Record) -> date:
    return date.fromisoformat(record.envelope.at[:10])
