# SPDX-License-Identifier: EUPL-1.2
"""From the messages of a handover to how it stands. Pure and total: a message that does not fit is left out and named,
whatever it is; what follows it is judged as if it had never come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text
from stelsel.kernel.working_days import ends
from stelsel.priorities.services.handover._messages import (
    BY,
    Accepted,
    Answered,
    AskedMore,
    Escalated,
    Message,
    Offered,
    Party,
    Refused,
    ToldMore,
    Withdrawn,
)
from stelsel.priorities.services.handover._terms import TERMS, Ground, TermName

Status = Literal["nothing", "offered", "accepted", "asked", "refused", "answered", "withdrawn"]
"""nothing: no offer yet. asked: the person was asked something. answered, withdrawn: over."""
OVER: frozenset[Status] = frozenset({"answered", "withdrawn"})
Act = Literal["accept", "refuse", "ask", "tell", "answer", "withdraw", "escalate"]
ACTS: Mapping[Act, type[Message]] = {
    "accept": Accepted,
    "refuse": Refused,
    "ask": AskedMore,
    "tell": ToldMore,
    "answer": Answered,
    "withdraw": Withdrawn,
    "escalate": Escalated,
}
"""Name of an act -> the message that it sends."""
PARTIES: tuple[Party, ...] = ("giver", "taker", "person", "node")


@dataclass(frozen=True)
class TermLine:
    """One term of this handover: its ground, from which day it counts, its last day, on which day it was met (None: not
    yet), how it was counted, and whether it is over without having been met. `paused`: it waits for the person."""

    ground: Ground
    since: date
    last_day: date
    met: date | None
    words: Text
    overdue: bool
    paused: bool = False

    @property
    def open(self) -> bool:
        """Whether it still runs."""
        return self.met is None


@dataclass(frozen=True)
class Standing:
    """How a handover stands on a day. `waits_for` is empty when it is over or nothing was offered; `due` the nearest
    last day that still runs; `acts` what each party can do next; `taken` the messages that count, in order; `findings`
    one for each that does not; `escalated` the terms that were escalated."""

    today: date
    offered: Offered | None
    status: Status
    waits_for: Party | Literal[""]
    terms: tuple[TermLine, ...]
    due: date | None
    overdue: bool
    acts: Mapping[Party, tuple[Act, ...]]
    taken: tuple[Message, ...]
    findings: tuple[Finding, ...]
    escalated: frozenset[TermName]

    @property
    def over(self) -> bool:
        """Whether nothing more can come."""
        return self.status in OVER


def standing(messages: Iterable[Message], today: date) -> Standing:
    """How a handover stands on this day by these messages, in the order in which they came."""
    taken: list[Message] = []
    findings: list[Finding] = []
    for one in messages:
        wrong = against(taken, one)
        if wrong is None:
            taken.append(one)
        else:
            findings.append(wrong)
    return _standing(tuple(taken), tuple(findings), today)


def against(taken: list[Message] | tuple[Message, ...], new: Message) -> Finding | None:
    """Why this message cannot follow those that count; None when it can."""
    if not taken:
        return _against_first(new)
    first, last = taken[0], taken[-1]
    if new.handover != first.handover:
        return _finding("handover-other")
    if new in taken or new.sequence < last.sequence + 1:
        return _finding("handover-twice")
    if new.sequence != last.sequence + 1 or new.sent_at < last.sent_at:
        return _finding("handover-order")
    if new.party not in BY[type(new)]:
        return _finding("handover-party")
    return _against_state(tuple(taken), new)


def _against_first(new: Message) -> Finding | None:
    if not isinstance(new, Offered):
        return _finding("handover-no-offer")
    if new.sequence != 1:
        return _finding("handover-order")
    if new.party != "giver":
        return _finding("handover-party")
    if new.giver == new.taker:
        return _finding("handover-to-oneself")
    if new.consent.given_at > new.sent_at:
        return _finding("handover-consent")
    return None


def _against_state(taken: tuple[Message, ...], new: Message) -> Finding | None:
    if isinstance(new, Offered):
        return _finding("handover-twice")
    before = _standing(taken, (), day_of(new))
    if before.over:
        return _finding("handover-over")
    kinds = [ACTS[act] for act in before.acts[new.party]]
    if type(new) in kinds:
        return None
    others = any(type(new) is ACTS[act] for party in PARTIES for act in before.acts[party])
    if isinstance(new, Escalated):
        return _finding("handover-not-late")
    return _finding("handover-party" if others else "handover-not-now")


def day_of(message: Message) -> date:
    """The day (UTC) on which it was sent."""
    return date.fromisoformat(message.sent_at[:10])


def _standing(taken: tuple[Message, ...], findings: tuple[Finding, ...], today: date) -> Standing:
    first = taken[0] if taken else None
    offered = first if isinstance(first, Offered) else None
    status = _status(taken)
    terms = _terms(taken, status, today)
    late = frozenset(one.ground.name for one in terms if one.overdue)
    escalated = _escalated(taken)
    running = [one.last_day for one in terms if one.open and not one.paused and status not in OVER]
    return Standing(
        today=today,
        offered=offered,
        status=status,
        waits_for=_waits_for(status),
        terms=terms,
        due=min(running, default=None),
        overdue=bool(late),
        acts=_acts(taken, status, bool(late - escalated)),
        taken=taken,
        findings=findings,
        escalated=escalated,
    )


def _status(taken: tuple[Message, ...]) -> Status:
    status: Status = "nothing"
    accepted = False
    for one in taken:
        match one:
            case Offered():
                status = "offered"
            case Accepted():
                accepted, status = True, "asked" if status == "asked" else "accepted"
            case AskedMore():
                status = "asked"
            case ToldMore():
                status = "accepted" if accepted else "offered"
            case Refused():
                status = "refused"
            case Answered():
                status = "answered"
            case Withdrawn():
                status = "withdrawn"
            case Escalated():
                pass
    return status


def _waits_for(status: Status) -> Party | Literal[""]:
    match status:
        case "offered" | "accepted":
            return "taker"
        case "asked":
            return "person"
        case "refused":
            return "giver"
        case _:
            return ""


def _acts(taken: tuple[Message, ...], status: Status, late: bool) -> dict[Party, tuple[Act, ...]]:
    """What each party can do; who did not accept can still refuse, also while the person was asked."""
    found: dict[Party, list[Act]] = {party: [] for party in PARTIES}
    if status in OVER or status == "nothing":
        return dict.fromkeys(PARTIES, ())
    if status == "refused":
        found["giver"].append("answer")
    else:
        if not any(isinstance(one, Accepted) for one in taken):
            found["taker"] += ["accept", "refuse"]
        if status == "asked":
            found["person"].append("tell")
        else:
            found["taker"].append("ask")
        found["taker"].append("answer")
    found["person"].append("withdraw")
    if late:
        for party in PARTIES:
            found[party].append("escalate")
    return {party: tuple(acts) for party, acts in found.items()}


def _terms(taken: tuple[Message, ...], status: Status, today: date) -> tuple[TermLine, ...]:
    if not taken:
        return ()
    begun = day_of(taken[0])
    forward = TermLine(TERMS["forward"], begun, begun, begun, TERMS["forward"].source, overdue=False)
    responded = _first(taken, (Accepted, Refused, AskedMore, Answered, Withdrawn))
    refused = _first(taken, (Refused,))
    over = _first(taken, (Answered, Withdrawn))
    lines = [forward, _line("respond", begun, responded, today)]
    if refused is None:
        lines.append(_line("decide", begun, over, today, paused=status == "asked"))
    else:
        lines.append(_line("return", refused, over, today))
    return tuple(lines)


def _line(name: TermName, since: date, met: date | None, today: date, paused: bool = False) -> TermLine:
    ground = TERMS[name]
    assert ground.term is not None, "only forwarding is at once"
    ending = ends(since, ground.term)
    late = met is None and not paused and today > ending.last_day
    return TermLine(ground, since, ending.last_day, met, ending.words, late, paused)


def _first(taken: tuple[Message, ...], kinds: tuple[type[Message], ...]) -> date | None:
    return next((day_of(one) for one in taken if isinstance(one, kinds)), None)


def _escalated(taken: tuple[Message, ...]) -> frozenset[TermName]:
    """The terms that were over when somebody escalated."""
    found: frozenset[TermName] = frozenset()
    for at, one in enumerate(taken):
        if isinstance(one, Escalated):
            lines = _terms(taken[:at], _status(taken[:at]), day_of(one))
            found |= {line.ground.name for line in lines if line.overdue}
    return found


def _finding(code: str) -> Finding:
    return Finding(code, "overdracht", *_WORDS[code])


_AGAIN = Text(nl="Bekijk hoe de overdracht nu staat.", en="See how the handover stands now.")
_WORDS = {
    "handover-other": (
        Text(nl="Dit bericht hoort bij een andere overdracht.", en="This message is of another handover."),
        _AGAIN,
    ),
    "handover-twice": (Text(nl="Dit bericht was er al.", en="This message was there already."), _AGAIN),
    "handover-order": (
        Text(nl="Dit bericht komt niet op zijn beurt.", en="This message does not come in its turn."),
        Text(nl="Stuur eerst wat eraan voorafgaat.", en="First send what comes before it."),
    ),
    "handover-party": (
        Text(nl="Deze partij mag dit nu niet.", en="This party may not do this now."),
        Text(nl="Kijk op wie de overdracht wacht.", en="See for whom the handover waits."),
    ),
    "handover-no-offer": (
        Text(nl="Er is nog niets overgedragen.", en="Nothing was handed over yet."),
        Text(nl="Begin met de vraag.", en="Begin with the question."),
    ),
    "handover-to-oneself": (
        Text(nl="Een organisatie draagt niets over aan zichzelf.", en="An organisation hands nothing over to itself."),
        Text(nl="Kies een andere organisatie.", en="Choose another organisation."),
    ),
    "handover-consent": (
        Text(nl="De toestemming is van later dan de overdracht.", en="The consent is later than the handover."),
        Text(nl="Vraag eerst toestemming.", en="Ask for consent first."),
    ),
    "handover-over": (Text(nl="Deze overdracht is al klaar.", en="This handover is over already."), _AGAIN),
    "handover-not-late": (
        Text(nl="Er is geen termijn voorbij, of dat is al gemeld.", en="No term is over, or that was told already."),
        Text(nl="Wacht tot na de laatste dag.", en="Wait until after the last day."),
    ),
    "handover-not-now": (Text(nl="Dit kan nu niet.", en="This is not possible now."), _AGAIN),
}  # fmt: skip
"""Code -> what is wrong and what to do."""
