# SPDX-License-Identifier: EUPL-1.2
"""The audit log as people read it: administrators the events of their own publishers, the operator all of them; and as
files, one event a line with its hash."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Literal

from django.db.models import Q, QuerySet

from stelsel.kernel import documents
from stelsel.kernel.canonical import canonical
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.time import day
from stelsel.node.audit_chain import CHAIN, COLUMNS, HASH, plain
from stelsel.node.identity import Person
from stelsel.node.models import AuditEvent, Membership
from stelsel.node.permission import may, require

Form = Literal["jsonl", "csv"]
FORMS: tuple[Form, ...] = ("jsonl", "csv")
MEDIA_TYPES: dict[Form, str] = {"jsonl": "application/jsonl; charset=utf-8", "csv": "text/csv; charset=utf-8"}
Events = QuerySet[AuditEvent]


def every(since: str = "", action: str = "") -> Events:
    """All events, newest first: for the operator. From a day on, of one action. BadInput for no day."""
    found: Events = AuditEvent.objects.order_by("-sequence")
    if since:
        found = found.filter(moment__gte=f"{day(since, 'sinds').isoformat()}T00:00:00Z")
    return found.filter(action=action.replace("\0", "?")) if action else found


def of_administrator(person: Person, since: str = "", action: str = "") -> Events:
    """What an administrator may read, newest first: what is about the publishers where it may read the audit log, and
    the signing in and out of the accounts there. NotAllowed for who may read it nowhere."""
    mine = [publisher for publisher in person.roles if may(person, "read-audit", publisher)]
    if not mine:
        require(person, "read-audit")
    accounts = Membership.objects.filter(publisher__in=mine).values_list("user__username", flat=True)
    own = Q(publisher__in=mine) | Q(publisher="", actor__in=list(accounts))
    return every(since, action).filter(own)


def actions(events: Events) -> list[str]:
    """The actions that occur, sorted."""
    return sorted(events.order_by().values_list("action", flat=True).distinct())


def lines(events: Iterable[AuditEvent], form: Form, whole_chain: bool = True) -> Iterator[str]:
    """The events as JSON Lines (canonical, with the hash) or CSV (RFC 4180); a cell that a spreadsheet would run as a
    formula gets a quote in front. Who reads only some of them (`whole_chain` False) gets no numbers and hashes: these
    prove nothing without the rest, and would tell how much happens elsewhere."""
    names = [name for name in COLUMNS if whole_chain or name not in CHAIN]
    whole = ({**plain(event), HASH: event.hash} for event in events)
    told = ({name: one[name] for name in names} for one in whole)
    if form == "csv":
        yield from documents.lines(chain([names], (map(_cell, one.values()) for one in told)))
    else:
        yield from (canonical(one).decode() + "\n" for one in told)


def form_named(name: str) -> Form:
    """The form of an export. BadInput for another."""
    if name not in FORMS:
        raise bad_input(
            "format",
            "uitvoer",
            Text(nl=f"“{name[:20]}” kennen we niet.", en=f"We do not know “{name[:20]}”."),
            Text(nl="Kies jsonl of csv.", en="Choose jsonl or csv."),
        )
    return name  # type: ignore[return-value]


def facts_of(event: AuditEvent) -> dict[str, str | int]:
    """The further facts."""
    found: dict[str, str | int] = json.loads(event.facts)
    return found


def _cell(value: object) -> object:
    return canonical(value).decode() if isinstance(value, dict) else value
