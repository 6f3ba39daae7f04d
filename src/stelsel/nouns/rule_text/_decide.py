# SPDX-License-Identifier: EUPL-1.2
"""Which texts count, of all that are published. One decider for every rule.

**Who may speak.** For a place (a municipality, province or water board): the organisation whose place it is. For the
whole country: an organisation of the State. Anybody may *record* a text of one of these with its source, and says whom
it is about. All else is a model: it holds nowhere, until the organisation of a place adopts it there.

**Who decides.** Of one rule at one place the organisation itself goes before whoever recorded it: from the first day
of what it stated or adopted, no recorded version counts any more. Among those who record, the first decides. Of two
versions with the same first day an adoption goes before a statement, that before a record, and then the one published
last. A rule that holds everywhere cannot be had again for one place under the same name.

A shipped file counts only for a rule of which the register never had a text.

**How sure.** A text says itself how well it was read (its grade), and so do figures. That is believed of the
organisation whose text it is, and of the files that ship here, which were read against their sources. What somebody
else recorded counts as a secondary source at best, so that nobody makes the law of another official.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from stelsel.book.view import Record
from stelsel.kernel.entry import Ref
from stelsel.kernel.text import Text
from stelsel.nouns.rule_text._places import is_state, place_of
from stelsel.nouns.rule_text._shipped import checked_hashes
from stelsel.nouns.rule_text._standing import order

if TYPE_CHECKING:
    from stelsel.engines.rules.model import RuleText

Grade = Literal["L", "O", "S", "I"]
"""As the engine has it, without loading the engine."""
LOCAL = frozenset({"GEMEENTELIJKE_VERORDENING", "PROVINCIALE_VERORDENING", "WATERSCHAPS_VERORDENING"})
GRADES: tuple[Grade, ...] = ("L", "O", "S", "I")
How = Literal["adopted", "stated", "recorded", "shipped"]
RANK: dict[How, int] = {"adopted": 0, "stated": 1, "recorded": 2, "shipped": 3}
Series = tuple[str, str, str]


@dataclass(frozen=True)
class Source:
    """Where a text or table comes from: how it came to count, the address and place in a log (log, index, leaf hash) of
    the entry, its publisher, the source that a record names, and the entry that adopted it. `hash` is the SHA-256 of
    the text or table. Of a shipped file only `file`, its name, and the hash. `best` is the best grade that it can have
    here; see the top of this file."""

    how: How
    file: str
    hash: str
    publisher: str = ""
    entry: Ref | None = None
    named: str = ""
    link: str = ""
    adoption: Ref | None = None
    best: Grade = "L"

    def graded(self, grade: Grade) -> Grade:
        """The grade that a text or figure of this source counts with."""
        return max(grade, self.best, key=GRADES.index)


@dataclass(frozen=True)
class Left:
    """A text or table that does not count: its address, a code for machines and why."""

    file: str
    code: str
    why: Text


@dataclass(frozen=True)
class Candidate:
    """A text that may count: what it says, where it comes from, and when it was published (sorts as text)."""

    text: RuleText
    source: Source
    told: tuple[str, str, int] = ("", "", 0)

    @property
    def series(self) -> Series:
        """One rule at one place."""
        return self.text.id, self.text.service, self.text.place

    @property
    def rank(self) -> int:
        """Who goes before whom."""
        return RANK[self.source.how]


def ref(record: Record) -> Ref:
    """Where a record stands."""
    return Ref(record.log.origin, record.index, record.hash.hex())


def source_of(record: Record, hash: str, file: str = "", adoption: Record | None = None) -> Source:
    """The source of an entry; `hash` of its text or table."""
    named = record.source
    own = adoption is not None or record.envelope.mode == "stated" or hash in checked_hashes()
    return Source(
        how="adopted" if adoption else record.envelope.mode,
        file=file or record.id,
        hash=hash,
        publisher=(adoption or record).log.publisher,
        entry=ref(record),
        named=named.name if named else "",
        link=named.link if named else "",
        adoption=ref(adoption) if adoption else None,
        best="L" if own else "S",
    )


def may_speak(record: Record, text: RuleText) -> bool:
    """Whether the organisation that an entry is about may give this text; see the top of this file."""
    organisation = record.envelope.org
    if text.place or text.layer in LOCAL:
        return bool(text.place) and place_of(organisation) == text.place
    return record.envelope.mode == "recorded" or is_state(organisation)


def decide(candidates: Iterable[Candidate], ever: frozenset[Series]) -> tuple[list[Candidate], list[Left]]:
    """The texts that count, the best decider first, and what does not count and why. `ever`: the rules of which the
    register had a text once."""
    series: dict[Series, list[Candidate]] = {}
    left: list[Left] = []
    given = list(candidates)
    everywhere = {one.text.id for one in given if not one.text.place}
    for one in given:
        if one.text.place and one.text.id in everywhere:
            left.append(Left(one.source.file, "taken", _TAKEN))
        elif one.source.how != "shipped" or one.series not in ever:
            series.setdefault(one.series, []).append(one)
    kept = [one for some in series.values() for one in _decided(some, left)]
    return sorted(kept, key=lambda one: (one.rank, -one.text.valid_from.toordinal(), one.told)), left


def _decided(some: Sequence[Candidate], left: list[Left]) -> Iterable[Candidate]:
    own = [one.text.valid_from for one in some if one.rank < RANK["recorded"]]
    recorded = [one for one in some if one.source.how == "recorded"]
    first = min(recorded, key=lambda one: one.told).source.publisher if recorded else ""
    found: dict[int, Candidate] = {}
    for one in sorted(some, key=lambda one: (-one.rank, one.told)):
        if one.rank >= RANK["recorded"] and own and one.text.valid_from >= min(own):
            left.append(Left(one.source.file, "decided", _DECIDED))
        elif one.source.how == "recorded" and one.source.publisher != first:
            left.append(Left(one.source.file, "second", _SECOND))
        else:
            day = one.text.valid_from.toordinal()
            if day in found:
                left.append(Left(found[day].source.file, "replaced", _REPLACED))
            found[day] = one
    return found.values()


def told(record: Record) -> tuple[str, str, int]:
    """When an entry was published."""
    return order(record)


NOT_THEIRS = Text(
    nl="Deze tekst geldt nergens, tot de organisatie van de plaats hem overneemt. Publiceert u voor een ander? Noem "
    "dan om wie het gaat (TOOI-adres) en de bron.",
    en="This text holds nowhere until the organisation of the place adopts it. Do you publish for another? Then name "
    "whom it is about (TOOI address) and the source.",
)
_TAKEN = Text(
    nl="Een regel met deze naam geldt al in het hele land.",
    en="A rule of this name holds in the whole country already.",
)
_DECIDED = Text(
    nl="De organisatie zelf zegt vanaf deze dag wat er geldt.",
    en="The organisation itself says what holds from this day on.",
)
_SECOND = Text(nl="Een ander legde deze regel eerder vast.", en="Somebody else recorded this rule before.")
_REPLACED = Text(
    nl="Een andere vermelding van dezelfde dag gaat voor.", en="Another entry of the same day goes before."
)
