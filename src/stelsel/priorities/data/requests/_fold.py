# SPDX-License-Identifier: EUPL-1.2
"""From the messages of a data request to how it stands. Pure and total: a message that does not fit is left out and
named; what follows it is judged as if it had never come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text
from stelsel.kernel.working_days import ends
from stelsel.nouns.agreement import Agreement
from stelsel.priorities.data.requests._first import against_body, against_first
from stelsel.priorities.data.requests._messages import (
    BY,
    MOST_MESSAGES,
    Advised,
    Agreed,
    Escalated,
    Explained,
    Inquired,
    Message,
    Party,
    Proposed,
    Published,
    Refused,
    Requested,
    Signed,
    Withdrawn,
    agreement_of,
)
from stelsel.priorities.data.requests._refusals import finding
from stelsel.priorities.data.requests._terms import TERMS, Ground, TermName
from stelsel.priorities.data.requests._versions import asks_more

Status = Literal[
    "nothing", "requested", "questioned", "negotiating", "agreed", "published", "signed", "refused", "withdrawn"
]
"""nothing: no request yet. requested: the gatekeeper looks. questioned: the consumer was asked something. negotiating:
about the newest version. agreed: both want the same version. published: it waits for signatures. The rest: over."""
OVER: frozenset[Status] = frozenset({"signed", "refused", "withdrawn"})
Act = Literal[
    "inquire", "explain", "advise", "propose", "agree", "refuse", "withdraw", "publish", "sign", "escalate"
]  # fmt: skip
ACTS: Mapping[Act, type[Message]] = {
    "inquire": Inquired,
    "explain": Explained,
    "advise": Advised,
    "propose": Proposed,
    "agree": Agreed,
    "refuse": Refused,
    "withdraw": Withdrawn,
    "publish": Published,
    "sign": Signed,
    "escalate": Escalated,
}
"""Name of an act -> the message that it sends."""
_POSSIBLE: Mapping[Status, Mapping[Party, tuple[Act, ...]]] = {
    "requested": {
        "consumer": ("propose", "withdraw"),
        "provider": ("inquire", "refuse"),
        "gatekeeper": ("inquire", "advise"),
    },
    "questioned": {"consumer": ("explain", "withdraw"), "provider": ("refuse",)},
    "negotiating": {
        "consumer": ("agree", "propose", "withdraw"),
        "provider": ("agree", "propose", "inquire", "refuse"),
        "gatekeeper": ("inquire", "advise"),
    },
    "agreed": {
        "consumer": ("propose", "withdraw"),
        "provider": ("publish", "propose", "refuse"),
        "gatekeeper": ("advise",),
    },
    "published": {"consumer": ("sign", "withdraw"), "provider": ("sign", "refuse")},
}
"""What each party can do, by how it stands."""
PARTIES: tuple[Party, ...] = ("consumer", "provider", "gatekeeper", "node")
MOST_VERSIONS, MOST_QUESTIONS = 40, 40
"""In one request, so that it can always be ended."""
SIGNERS: tuple[Party, ...] = ("consumer", "provider")

_MEETS: Mapping[TermName, tuple[type[Message], ...]] = {
    "advise": (Advised,),
    "explain": (Explained,),
    "answer": (Agreed, Proposed, Refused),
    "publish": (Published,),
    "sign": (Signed,),
}
"""What meets a term, from who it is of."""
_Wait = tuple[TermName, Party, int]
"""What is waited for: the term, of whom, and about which version (0: none)."""


@dataclass(frozen=True)
class Version:
    """A version of the agreement: its number (from 1), who proposed it, when, why, and the whole of it."""

    number: int
    by: Party
    day: date
    why: str
    body: Agreement


@dataclass(frozen=True)
class TermLine:
    """One term of this request: its ground, of whom, from which day it counts, its last day, on which day it was met
    (None: not yet), how it was counted, whether it is over without having been met, and whether it `lapsed`:
    something else took its place on that day."""

    ground: Ground
    party: Party
    since: date
    last_day: date
    met: date | None
    words: Text
    overdue: bool
    lapsed: bool = False


@dataclass(frozen=True)
class Standing:
    """How a request stands on a day. `waits_for` is empty when it is over; `due` the nearest last day that still runs;
    `acts` what each party can do next; `advice` the newest of the gatekeeper; `agreed` who agrees with the newest
    version; `signed` who signed; `taken` the messages that count; `findings` one for each that does not."""

    today: date
    first: Requested | None
    status: Status
    waits_for: tuple[Party, ...]
    versions: tuple[Version, ...]
    advice: Advised | None
    agreed: frozenset[Party]
    published: Published | None
    signed: Mapping[Party, Signed]
    terms: tuple[TermLine, ...]
    due: date | None
    overdue: bool
    escalated: bool
    acts: Mapping[Party, tuple[Act, ...]]
    taken: tuple[Message, ...]
    findings: tuple[Finding, ...]

    @property
    def over(self) -> bool:
        """Whether nothing more can come."""
        return self.status in OVER

    @property
    def newest(self) -> Version:
        """The version that is on the table. IndexError before a request."""
        return self.versions[-1]


def standing(messages: Iterable[Message], today: date) -> Standing:
    """How a request stands on this day by these messages, in the order in which they came."""
    course = _Course()
    for one in messages:
        wrong = course.against(one)
        if wrong is None:
            course.take(one)
        else:
            course.findings.append(wrong)
    return course.standing(today)


def against(taken: Iterable[Message], new: Message) -> Finding | None:
    """Why this message cannot follow those that count; None when it can."""
    course = _Course()
    for one in taken:
        if course.against(one) is None:
            course.take(one)
    return course.against(new)


def day_of(message: Message) -> date:
    """The day (UTC) on which it was sent."""
    return date.fromisoformat(message.sent_at[:10])


@dataclass
class _Course:
    """What is known after the messages so far."""

    taken: list[Message] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    versions: list[Version] = field(default_factory=list)
    advice: Advised | None = None
    needs_advice: bool = True
    agreed: set[Party] = field(default_factory=set)
    question: Inquired | None = None
    published: Published | None = None
    signed: dict[Party, Signed] = field(default_factory=dict)
    ended: Status | None = None
    waits: dict[_Wait, date] = field(default_factory=dict)
    met: list[tuple[_Wait, date, date, bool]] = field(default_factory=list)
    escalated: set[_Wait] = field(default_factory=set)

    def take(self, one: Message) -> None:
        """Go on with a message that fits."""
        self.taken.append(one)
        match one:
            case Requested() | Proposed():
                self._version(one)
            case Inquired():
                self.question = one
            case Explained():
                self.question = None
            case Advised():
                self.advice, self.needs_advice = one, False
            case Agreed():
                self.agreed.add(one.party)
            case Published():
                self.published = one
            case Signed():
                self.signed[one.party] = one
            case Refused():
                self.ended = "refused"
            case Withdrawn():
                self.ended = "withdrawn"
            case Escalated():
                self.escalated |= self._late(day_of(one))
        if all(party in self.signed for party in SIGNERS):
            self.ended = "signed"
        self._wait(day_of(one))

    def _version(self, one: Requested | Proposed) -> None:
        body = agreement_of(one)
        number = len(self.versions) + 1
        self.versions.append(Version(number, one.party, day_of(one), one.text, body))
        self.agreed = {one.party}
        advised = self.versions[self.advice.about_version - 1].body if self.advice else None
        self.needs_advice = advised is None or asks_more(advised, body)

    def _wait(self, day: date) -> None:
        """What is waited for from this day on, and what was until now."""
        now = set(self._waiting())
        for gone in [one for one in self.waits if one not in now]:
            self.met.append((gone, self.waits.pop(gone), day, not self._done(gone)))
            self.escalated.discard(gone)
        for new in now:
            self.waits.setdefault(new, day)

    def _done(self, wait: _Wait) -> bool:
        """Whether the last message is what was waited for, and not something else that took its place."""
        last = self.taken[-1]
        return isinstance(last, _MEETS[wait[0]]) and last.party == wait[1]

    def _waiting(self) -> Iterable[_Wait]:
        match self.status:
            case "requested":
                yield "advise", "gatekeeper", len(self.versions)
            case "questioned":
                yield "explain", "consumer", len(self.taken)
            case "negotiating":
                yield from (("answer", one, len(self.versions)) for one in SIGNERS if one not in self.agreed)
            case "agreed":
                yield "publish", "provider", len(self.versions)
            case "published":
                yield from (("sign", one, 0) for one in SIGNERS if one not in self.signed)
            case _:
                return

    @property
    def status(self) -> Status:
        """How it stands."""
        if self.ended or not self.versions:
            return self.ended or "nothing"
        if self.published:
            return "published"
        if self.question:
            return "questioned"
        if self.needs_advice:
            return "requested"
        return "agreed" if self.agreed >= set(SIGNERS) else "negotiating"

    def acts(self, day: date) -> dict[Party, tuple[Act, ...]]:
        """What each party can do on this day."""
        possible = _POSSIBLE.get(self.status, {})
        late = self.status not in OVER and bool(self._late(day) - self.escalated)
        return {
            party: (
                *(act for act in possible.get(party, ()) if self._still(act, party)),
                *(("escalate",) if late else ()),
            )
            for party in PARTIES
        }  # fmt: skip

    def _still(self, act: Act, party: Party) -> bool:
        """Whether it was not done already, for what is done once."""
        match act:
            case "agree":
                return party not in self.agreed
            case "sign" | "refuse" | "withdraw":
                return party not in self.signed
            case "propose":
                return len(self.versions) < MOST_VERSIONS
            case "inquire":
                return sum(isinstance(one, Inquired) for one in self.taken) < MOST_QUESTIONS
            case "advise":
                return self.advice is None or self.advice.about_version != len(self.versions)
            case _:
                return True

    def _late(self, day: date) -> set[_Wait]:
        return {wait for wait, since in self.waits.items() if day > ends(since, TERMS[wait[0]].term).last_day}

    def against(self, new: Message) -> Finding | None:
        """Why this message cannot come now."""
        if not self.taken:
            return against_first(new)
        first, last = self.taken[0], self.taken[-1]
        if new.data_request != first.data_request:
            return finding("request-other")
        if isinstance(new, Requested) or new.sequence <= last.sequence:
            return finding("request-twice")
        if new.sequence != last.sequence + 1 or new.sent_at < last.sent_at or len(self.taken) >= MOST_MESSAGES:
            return finding("request-order")
        if new.party not in BY[type(new)]:
            return finding("request-party")
        if self.status in OVER:
            return finding("request-over")
        return self._against_state(new)

    def _against_state(self, new: Message) -> Finding | None:
        acts = self.acts(day_of(new))
        if not any(type(new) is ACTS[act] for act in acts[new.party]):
            if isinstance(new, Escalated):
                return finding("request-not-late")
            others = any(type(new) is ACTS[act] for party in PARTIES for act in acts[party])
            return finding("request-party" if others else "request-not-now")
        if isinstance(new, Advised | Agreed | Published) and new.about_version != len(self.versions):
            return finding("request-old-version")
        if isinstance(new, Proposed):
            return against_body(new, self.versions[0].body, self.versions[-1].body)
        return None

    def standing(self, today: date) -> Standing:
        """All of it, as it is on this day."""
        first = self.taken[0] if self.taken else None
        terms = self._terms(today)
        status, late = self.status, self._late(today)
        running = [one.last_day for one in terms if one.met is None]
        return Standing(
            today=today,
            first=first if isinstance(first, Requested) else None,
            status=status,
            waits_for=tuple(party for party in PARTIES if any(party == wait[1] for wait in self.waits)),
            versions=tuple(self.versions),
            advice=self.advice,
            agreed=frozenset(self.agreed),
            published=self.published,
            signed=dict(self.signed),
            terms=terms,
            due=min(running, default=None),
            overdue=bool(late),
            escalated=bool(late & self.escalated),
            acts=self.acts(today),
            taken=tuple(self.taken),
            findings=tuple(self.findings),
        )

    def _terms(self, today: date) -> tuple[TermLine, ...]:
        rows = [*self.met, *((wait, since, None, False) for wait, since in self.waits.items())]
        ordered = sorted(rows, key=lambda row: row[1])
        return tuple(_line(wait, since, met, today, lapsed) for wait, since, met, lapsed in ordered)


def _line(wait: _Wait, since: date, met: date | None, today: date, lapsed: bool) -> TermLine:
    ground = TERMS[wait[0]]
    ending = ends(since, ground.term)
    late = met is None and today > ending.last_day
    return TermLine(ground, wait[1], since, ending.last_day, met, ending.words, late, lapsed)
