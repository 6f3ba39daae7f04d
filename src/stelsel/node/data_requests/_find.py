# SPDX-License-Identifier: EUPL-1.2
"""Seeing data requests, for who works at one of the parties. Whoever may not gets the same as for one that is not
there."""

from dataclasses import dataclass, replace

from django.db.models import Q

from stelsel.node import clock
from stelsel.node.data_requests._deliver import dossiers_of
from stelsel.node.data_requests._here import held_key
from stelsel.node.dossiers import NotThere, conversation
from stelsel.node.identity import Person
from stelsel.node.models import DataRequest, Dossier, Task
from stelsel.node.permission import where
from stelsel.priorities.data.requests import Party, Standing, read_kept, standing

MOST = 200
"""Requests in one list."""
_SIDES: tuple[Party, ...] = ("consumer", "provider", "gatekeeper")


@dataclass(frozen=True)
class Seen:
    """A request as somebody sees it: its row, how it stands, and as which parties they look."""

    row: DataRequest
    standing: Standing
    sides: tuple[Party, ...]

    def after(self, standing: Standing) -> "Seen":
        """The same request after a step of who looks, without reading it again."""
        self.row.refresh_from_db()
        return replace(self, standing=standing)


def look(who: Person, id: str) -> Seen:
    """A request for who may deal with it at one of its parties; the reading is logged. NotThere for others."""
    row = DataRequest.objects.filter(pk=id).first()
    if row is None:
        raise NotThere
    here = where(who, "request-data")
    sides = tuple(side for side in _SIDES if getattr(row, side) in here)
    every = dossiers_of(row)
    if not sides or not every:
        if every:
            conversation.refuse_hearing(who, every[0])
        raise NotThere
    own = _own(row, sides)
    if own is None:
        raise NotThere
    held = conversation.hear(who, own)
    return Seen(row, standing((read_kept(one.content.data) for one in held), clock.today()), sides)


def held_task(seen: Seen) -> int | None:
    """The number of the task in which the publication of the newest version waits for a second person; None when
    nothing waits so."""
    key = held_key(seen.row, seen.standing.newest)
    found: int | None = Task.objects.filter(open_key=key, state="open").values_list("pk", flat=True).first()
    return found


def listed(who: Person) -> list[DataRequest]:
    """The requests of the organisations where this person may deal with them: what waits first, nearest last day first.
    Nothing of what stands in them."""
    here = where(who, "request-data")
    mine = Q(consumer__in=here) | Q(provider__in=here) | Q(gatekeeper__in=here)
    rows = DataRequest.objects.filter(mine)
    found = [*rows.exclude(waits_for="")[:MOST], *rows.filter(waits_for="")[:MOST]]
    return sorted(found, key=lambda row: (row.waits_for == "", row.due is None, row.due or row.requested_on, row.pk))


def waits_for_me(row: DataRequest, here: tuple[str, ...]) -> bool:
    """Whether a request waits for one of these publishers."""
    return any(getattr(row, party) in here for party in row.waits_for.split())


def _own(row: DataRequest, sides: tuple[Party, ...]) -> Dossier | None:
    """The dossier of the organisation that looks."""
    every = {"consumer": row.consumer_dossier, "provider": row.provider_dossier, "gatekeeper": row.gatekeeper_dossier}
    if row.gatekeeper in (row.consumer, row.provider):
        every["gatekeeper"] = row.provider_dossier if row.gatekeeper == row.provider else row.consumer_dossier
    return next((every[side] for side in sides if every[side] is not None), None)
