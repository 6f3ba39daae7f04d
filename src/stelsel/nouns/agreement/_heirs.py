# SPDX-License-Identifier: EUPL-1.2
"""Who stands for a party on a day. An agreement outlives the organisations that made it: after a merger its one
successor takes the seat. Where the successor cannot be told, nobody sits there and the reason says so."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from stelsel.book.book import Book
from stelsel.kernel.text import Text
from stelsel.kernel.time import say_day
from stelsel.nouns.organisation import ORGANISATION, Organisation

Told = Mapping[str, tuple[Organisation, ...]]
"""Everything that current entries say of an organisation, by TOOI address."""


_PUBLISHER = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_ITSELF = "{0}/" + ORGANISATION.name + "/{0}"
"""Where a publisher tells about itself."""


@dataclass(frozen=True)
class Turn:
    """The days on which one organisation speaks for the party, both included; None is open."""

    organisation: str
    start: date | None = None
    end: date | None = None

    def holds(self, organisation: str, day: date) -> bool:
        """Whether this organisation speaks for the party on this day."""
        late = self.start is not None and day < self.start
        return organisation == self.organisation and not late and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class Seat:
    """`named`: who the agreement names; `now`: who stands for it on the day, None where that cannot be told; `could`:
    who it could be then; `turns`: who spoke for it when; `why`: how the seat moved, or why nobody can tell."""

    named: str
    now: str | None
    turns: tuple[Turn, ...]
    could: tuple[str, ...] = ()
    why: tuple[Text, ...] = ()

    @property
    def anyone(self) -> frozenset[str]:
        """Everybody who may be meant by this party."""
        return frozenset({self.named, *self.could, *((self.now,) if self.now else ())})


def seat_of(book: Book, organisation: str, day: date) -> Seat:
    """Who stands for an organisation (TOOI address, or a publisher's own name) on a day. One that no entry tells of is
    taken as it is."""
    told = known_organisations(book)
    turns: list[Turn] = []
    why: list[Text] = []
    here, start = organisation, None
    while True:
        said = told.get(here, ())
        if len({(one.valid.end, one.active, frozenset(one.successors)) for one in said}) > 1:
            return _lost(organisation, turns, (), _DIFFER.fill(who=name_of(book, here)))
        if not said or _lives(said[0], day):
            turns.append(Turn(here, start))
            return Seat(organisation, here, tuple(turns), (), tuple(why))
        end, after = said[0].valid.end, sorted(set(said[0].successors))
        if end is None:
            return _lost(organisation, turns, (), _NO_DAY.fill(who=name_of(book, here)))
        turns.append(Turn(here, start, end))
        if len(after) > 1:
            heirs = ", ".join(name_of(book, one) for one in after)
            why_not = _SPLIT.fill(who=name_of(book, here), day=_day(end), heirs=heirs)
            return _lost(organisation, turns, tuple(after), why_not)
        if not after or after[0] not in told or any(one.organisation == after[0] for one in turns):
            return _lost(organisation, turns, (), _NO_SUCCESSOR.fill(who=name_of(book, here), day=_day(end)))
        start = end + timedelta(days=1)
        why.append(_MOVED.fill(who=name_of(book, here), day=_day(start), heir=name_of(book, after[0])))
        here = after[0]


def known_organisations(book: Book) -> Told:
    """What the current entries say, made once per position. An address that several entries tell of has several."""
    return book.memo("nouns.agreement-organisations", lambda: _told(book))


def name_of(book: Book, organisation: str) -> str:
    """What an organisation is called: by its TOOI address, or what a publisher without one calls itself; its address
    where no entry tells."""
    said = known_organisations(book).get(organisation, ())
    own = None if said or not _PUBLISHER.fullmatch(organisation) else book.get(_ITSELF.format(organisation))
    if own is not None and own.payload:
        name: str = own.body(ORGANISATION).name
        return name
    return min((one.name for one in said), default=organisation)


def _told(book: Book) -> dict[str, tuple[Organisation, ...]]:
    """Only an organisation itself and the register say that it ended or who came after it: what anybody else publishes
    of another moves no seat. The register is whoever recorded most organisations here."""
    rows = [(record, body) for record, body in book.rows(ORGANISATION) if body.tooi]
    recorded = Counter(record.log.publisher for record, _ in rows if record.envelope.mode == "recorded")
    register = min(recorded, key=lambda one: (-recorded[one], one), default="")
    found: dict[str, list[Organisation]] = defaultdict(list)
    for record, body in rows:
        own = record.envelope.mode == "stated" and record.log.organisation == body.tooi
        if own or (record.envelope.mode == "recorded" and record.log.publisher == register):
            found[body.tooi].append(body)
    return {tooi: tuple(said) for tooi, said in found.items()}


def _lives(body: Organisation, day: date) -> bool:
    end = body.valid.end
    return body.active if end is None else day <= end


def _lost(named: str, turns: Sequence[Turn], could: tuple[str, ...], why: Text) -> Seat:
    return Seat(named, None, tuple(turns), could, (why,))


def _day(day: date) -> Text:
    return Text(nl=say_day(day, "nl"), en=say_day(day, "en"))


_MOVED = Text(
    nl="{who} is vanaf {day} opgegaan in {heir}. De afspraak gaat mee.",
    en="{who} became part of {heir} on {day}. The agreement goes along.",
)
_SPLIT = Text(
    nl="{who} hield na {day} op te bestaan en heeft meer dan één opvolger: {heirs}. Wie de afspraak overneemt, is niet "
    "bekend.",
    en="{who} ceased to exist after {day} and has more than one successor: {heirs}. Who takes the agreement over is "
    "not known.",
)
_NO_SUCCESSOR = Text(
    nl="{who} hield na {day} op te bestaan. Wie haar opvolgt, staat niet in het register.",
    en="{who} ceased to exist after {day}. Who succeeds it is not in the register.",
)
_NO_DAY = Text(
    nl="{who} bestaat niet meer. Sinds welke dag, staat niet in het register.",
    en="{who} no longer exists. Since which day is not in the register.",
)
_DIFFER = Text(
    nl="Over {who} staan vermeldingen in het register die elkaar tegenspreken over einde of opvolgers.",
    en="The register holds entries about {who} that contradict each other on its end or its successors.",
)
