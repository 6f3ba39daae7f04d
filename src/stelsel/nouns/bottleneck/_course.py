# SPDX-License-Identifier: EUPL-1.2
"""The course of one bottleneck, folded from its steps. Who says first that it takes it up is the owner; from then on
only the log of the owner counts, in its order. Who raised it and the steward may reopen what is over, and the steward
may take it from an owner who sleeps: then somebody else can take it up."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from stelsel.book.view import Record
from stelsel.nouns.bottleneck._refs import day_of
from stelsel.nouns.bottleneck._step_kinds import BottleneckStep
from stelsel.nouns.bottleneck._terms import Event
from stelsel.nouns.bottleneck._words import Status, StepName


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that counts: where it stands, what it says, and on which day it was taken."""

    record: Record
    body: BottleneckStep
    day: date

    @property
    def by(self) -> str:
        """The publisher that took it."""
        return self.record.log.publisher


@dataclass
class Course:
    """Where a bottleneck stands: `raiser` and `steward` are publishers, `events` the days that terms count from."""

    raiser: str
    steward: str
    raised: date
    owner: str = ""
    status: Status = "open"
    steps: list[Taken] = field(default_factory=list)
    refused: list[Record] = field(default_factory=list)
    events: dict[Event, date] = field(default_factory=dict)
    planned: date | None = None
    solution: Taken | None = None
    dismissed: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.events = {"raised": self.raised}

    def acts(self, publisher: str) -> tuple[StepName, ...]:
        """What this publisher may do now."""
        found: list[StepName] = []
        over = self.status in ("adopted", "declined")
        if not self.owner and not over:
            found.append("taken-up")
        if self.owner == publisher and not over:
            found += ["term", "proposal"]
            found += ["trial", "adopted"] if self.status in ("proposal", "trial") else []
            found.append("declined")
        if self.owner == publisher and self.status == "adopted":
            found.append("not-recurred")
        if (over and publisher in (self.owner, self.raiser, self.steward)) or (
            self.owner and publisher == self.steward != self.owner
        ):
            found.append("reopened")
        return tuple(found)

    def take(self, record: Record, body: BottleneckStep) -> None:
        """Take a step in; one out of turn or of somebody else does not count."""
        by = record.log.publisher
        if body.step not in self.acts(by):
            self.refused.append(record)
            return
        found = Taken(record, body, day_of(record, body.happened_on, body.sample))
        self.steps.append(found)
        self._become(found, by)

    def _become(self, found: Taken, by: str) -> None:
        step = found.body.step
        if step == "taken-up":
            self.owner, self.status = by, "taken-up"
            self.events["taken-up"] = found.day
        elif step == "term":
            self.planned = found.body.last_day
        elif step in ("proposal", "trial"):
            self.status = "proposal" if step == "proposal" else "trial"
            self.events.setdefault("proposal", found.day)
        elif step in ("adopted", "declined"):
            self.status = "adopted" if step == "adopted" else "declined"
            self.solution = found if step == "adopted" else None
            self.events["adopted"] = found.day
        elif step == "not-recurred":
            self.dismissed |= {found.body.other_bottleneck or ""}
        else:
            self._reopen(found, by)

    def _reopen(self, found: Taken, by: str) -> None:
        """Back to the owner where the owner says so; else somebody has to take it up anew."""
        self.solution, self.planned = None, None
        if by == self.owner:
            self.status, self.events = "taken-up", {"raised": self.raised, "taken-up": found.day}
        else:
            self.owner, self.status, self.events = "", "open", {"raised": found.day}


def course(raiser: str, steward: str, raised: date, rows: Iterable[tuple[Record, BottleneckStep]]) -> Course:
    """The course by all steps, in the order of the logs."""
    found = Course(raiser, steward, raised)
    for record, body in rows:
        found.take(record, body)
    return found
