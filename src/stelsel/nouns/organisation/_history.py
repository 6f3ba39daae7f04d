# SPDX-License-Identifier: EUPL-1.2
"""Organisations over time: who existed on a day, what they were called, and who came after them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from stelsel.nouns.organisation._kinds import ChangeKind, Organisation, OrganisationType
from stelsel.nouns.organisation._succession import is_version


@dataclass(frozen=True)
class Known:
    """An organisation and the address of the entry that says so."""

    entry: str
    body: Organisation


@dataclass(frozen=True)
class OnDay:
    """The organisations of one day. `open_start` are those among them whose first day nobody published: they count as
    existing before their last day. `unknown` are ended organisations without a last day: they are in neither."""

    day: date
    organisations: tuple[Known, ...]
    open_start: tuple[Known, ...]
    unknown: tuple[Known, ...]


@dataclass(frozen=True)
class Step:
    """One change: on `day` the organisation `old` was no more and `new` went on; `kind` is None when not published."""

    old: str
    new: str
    day: date
    kind: ChangeKind | None


@dataclass(frozen=True)
class Succession:
    """Who stands for an organisation on a day: `alive` (TOOI addresses), the steps that led there, and `without` for
    organisations on the way that ended with no known successor."""

    alive: tuple[str, ...]
    steps: tuple[Step, ...]
    without: tuple[str, ...]


class Organisations:
    """What is known of all organisations, made from (entry address, body) pairs. Former states of a living organisation
    (TOOI HistorischeVersie) are no organisations of their own: they stand in `by_tooi`, not in `on`."""

    def __init__(self, entries: Iterable[tuple[str, Organisation]]) -> None:
        self._all = tuple(Known(entry, body) for entry, body in entries)
        self.by_tooi: Mapping[str, Known] = {known.body.tooi: known for known in self._all if known.body.tooi}

    def __iter__(self) -> Iterator[Known]:
        return iter(self._all)

    def on(self, day: date) -> OnDay:
        """The organisations that existed on `day`; invented ones never count."""
        own = [known for known in self._all if not is_version(known.body.tooi) and not known.body.sample]
        there = tuple(known for known in own if existed(known.body, day))
        opened = tuple(known for known in there if known.body.valid.start is None)
        return OnDay(day, there, opened, tuple(known for known in own if existed(known.body, day) is None))

    def of_type(self, organisation_type: OrganisationType, day: date) -> tuple[Known, ...]:
        """The organisations of one type that existed on `day`."""
        return tuple(known for known in self.on(day).organisations if known.body.organisation_type == organisation_type)

    def name_on(self, tooi: str, day: date) -> str:
        """What the organisation was called on `day`, as far as known. KeyError when nobody published the address."""
        body = self.by_tooi[tooi].body
        return next((former.name for former in body.former_names if former.valid.holds(day)), body.name)

    def successors(self, tooi: str, day: date) -> Succession:
        """Who stands for the organisation on a later `day`: itself when it still existed, else those that came after
        it, step by step. KeyError when nobody published the address."""
        alive: list[str] = []
        steps: list[Step] = []
        without: list[str] = []
        waiting, seen = [self.by_tooi[tooi].body], {tooi}
        while waiting:
            body = waiting.pop(0)
            ended = body.valid.end
            if ended is None or ended >= day:
                alive.append(_address(body))
                continue
            after = [new for new in body.successors if new in self.by_tooi]
            if not after:
                without.append(_address(body))
            for new in after:
                steps.append(Step(_address(body), new, ended + timedelta(days=1), body.ended_by))
                if new not in seen:
                    seen.add(new)
                    waiting.append(self.by_tooi[new].body)
        return Succession(tuple(sorted(alive)), tuple(steps), tuple(without))


def existed(body: Organisation, day: date) -> bool | None:
    """Whether an organisation existed on `day`; an unknown first day counts as open. None: ended on an unknown day."""
    if body.valid.end is None and not body.active:
        return None
    return body.valid.holds(day)


def _address(body: Organisation) -> str:
    assert body.tooi is not None, "only organisations with an address have successors"
    return body.tooi
