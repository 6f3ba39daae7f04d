# SPDX-License-Identifier: EUPL-1.2
"""Who works with whom, from joint arrangements."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from stelsel.nouns.organisation._kinds import JointArrangement, Participant


@dataclass(frozen=True)
class Together:
    """One arrangement that two organisations share. `since` is the later of the two days they joined; None when either
    is unknown."""

    entry: str
    name: str
    since: date | None


@dataclass(frozen=True)
class Partner:
    """Another participant: its name as published, its TOOI address when it has one (foreign ones have none), and what
    the two do together, by name of the arrangement."""

    name: str
    organisation: str | None
    together: tuple[Together, ...]

    @property
    def count(self) -> int:
        """The number of arrangements they share."""
        return len(self.together)


def partners(
    arrangements: Iterable[tuple[str, JointArrangement]], tooi: str, day: date | None = None
) -> tuple[Partner, ...]:
    """With whom the organisation `tooi` works, most shared arrangements first, then by name. `arrangements` are (entry
    address, body) pairs; counted are those in force now, or those in force on `day` with who had joined by then."""
    shared: dict[str, dict[str, Together]] = defaultdict(dict)
    who_is: dict[str, Participant] = {}
    for entry, body in arrangements:
        there = _taking_part(body, day)
        me = next((who for who in there if who.organisation == tooi), None)
        for who in there if me else ():
            if me and who.organisation != tooi:
                key = who.organisation or who.name
                who_is[key] = who
                shared[key][entry] = Together(entry, body.name, _since(me, who))
    found = [
        Partner(who_is[key].name, who_is[key].organisation, tuple(sorted(items.values(), key=_by_name)))
        for key, items in shared.items()
    ]
    return tuple(sorted(found, key=lambda partner: (-partner.count, partner.name)))


def _by_name(together: Together) -> tuple[str, str]:
    return (together.name, together.entry)


def _taking_part(body: JointArrangement, day: date | None) -> list[Participant]:
    if day is None:
        return list(body.participants) if body.active else []
    if not body.in_force.holds(day):
        return []
    return [who for who in body.participants if who.joined is None or who.joined <= day]


def _since(one: Participant, other: Participant) -> date | None:
    return max(one.joined, other.joined) if one.joined and other.joined else None
