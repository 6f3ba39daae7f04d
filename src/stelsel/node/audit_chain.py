# SPDX-License-Identifier: EUPL-1.2
"""The chain of the audit log: SHA-256 over the canonical JSON (RFC 8785) of an event under its wire names, with the
hash of the former event in it. Whoever has an export can compute every hash again without a node.

Past their term events are cut off at the old end. That is an event itself, `audit-cut`, which names the last number
that went and its hash, so that what is left still hangs on what was.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from stelsel.kernel.canonical import canonical
from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import wire
from stelsel.node import clock
from stelsel.node.models import AuditEvent, AuditHead

ZERO = "0" * 64
"""What stands for the hash before the first event."""
CUT = "audit-cut"
_WIRE = {
    field: wire("for_publisher" if field == "publisher" else field)
    for field in ("sequence", "moment", "action", "actor", "subject", "outcome", "publisher", "facts", "former_hash")
}
HASH = wire("hash")
COLUMNS = (*_WIRE.values(), HASH)
"""The names of an event on the wire, in order."""
CHAIN = (_WIRE["sequence"], _WIRE["former_hash"], HASH)
"""Those that hold the events together."""
_CHUNK = 2000


@dataclass(frozen=True)
class Chain:
    """What a check found: how many events, from and to which number, the hash of the last, and the first thing that
    does not hold (`broken` is its number)."""

    events: int
    first: int
    last: int
    head: str
    broken: int | None = None
    finding: Finding | None = None


def plain(event: AuditEvent) -> dict[str, Any]:
    """An event under its wire names, without its own hash."""
    found = {name: getattr(event, field) for field, name in _WIRE.items()}
    return {**found, wire("facts"): json.loads(event.facts)}


def digest(event: AuditEvent) -> str:
    """The hash of an event, in hex."""
    return hashlib.sha256(canonical(plain(event))).hexdigest()


def append(action: str, actor: str, subject: str, outcome: str, publisher: str, facts: str) -> AuditEvent:
    """Add an event; it stands when the transaction around this ends well. Writers wait for each other."""
    with transaction.atomic():
        head = _head()
        event = AuditEvent(
            sequence=head.sequence + 1,
            moment=clock.now(),
            action=action,
            actor=actor,
            subject=subject,
            outcome=outcome,
            publisher=publisher,
            facts=facts,
            former_hash=head.hash,
        )
        event.hash = digest(event)
        event.save()
        AuditHead.objects.filter(pk=1).update(sequence=event.sequence, hash=event.hash)
    return event


def cut(actor: str = "", days: int | None = None) -> int:
    """Cut off the events that are older than this number of days (that of the settings); how many went. The event that
    says so names the last of them."""
    limit = _before(settings.AUDIT_DAYS if days is None else days)
    with transaction.atomic():
        head = _head()
        last = _last_before(limit)
        if last is None:
            return 0
        gone = last.sequence - head.cut
        facts = {"events": gone, "through": last.sequence, "throughHash": last.hash}
        append(CUT, actor, "", "done", "", canonical(facts).decode())
        AuditHead.objects.filter(pk=1).update(cut=last.sequence)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM node_auditevent WHERE sequence <= %s", [last.sequence])
    return gone


def verify(kept: tuple[int, str] | None = None) -> Chain:
    """Compute every hash again, oldest first. `kept` is the number and hash of an event that somebody kept elsewhere:
    the chain must still have that hash there. The first event that does not hold is named."""
    head = AuditHead.objects.filter(pk=1).first() or AuditHead(sequence=0, hash=ZERO, cut=0)
    count, before, first, newest_cut = 0, None, 0, None
    seen: str | None = None
    for event in _every():
        if before is None:
            first, before = event.sequence, (event.sequence - 1, event.former_hash)
        why = _wrong(event, before)
        if why is not None:
            return Chain(count, first, before[0], before[1], event.sequence, _finding(event.sequence, why))
        count, before = count + 1, (event.sequence, event.hash)
        if event.action == CUT:
            newest_cut = json.loads(event.facts)
        if kept and kept[0] == event.sequence:
            seen = event.hash
    last, hashed = before or (0, ZERO)
    why_ends = _ends(head, first, last, hashed, newest_cut)
    if why_ends is not None:
        number, words = why_ends
        return Chain(count, first, last, hashed, number, _finding(number, words))
    if kept and seen != kept[1]:
        return Chain(count, first, last, hashed, kept[0], _finding(kept[0], _NOT_KEPT if seen else _NOT_THERE))
    return Chain(count, first, last, hashed)


def _last_before(limit: str) -> AuditEvent | None:
    """The last of the oldest events that are past their term. Reads only those and one more."""
    last = None
    for event in _every():
        if event.moment >= limit:
            return last
        last = event
    return last


def _every() -> Iterator[AuditEvent]:
    return AuditEvent.objects.order_by("sequence").iterator(chunk_size=_CHUNK)


def _wrong(event: AuditEvent, before: tuple[int, str]) -> Text | None:
    """Why an event does not follow the former one."""
    if event.sequence != before[0] + 1:
        return _GAP
    if event.former_hash != before[1]:
        return _LINK
    try:
        return None if digest(event) == event.hash else _CONTENT
    except ValueError:  # the facts are no JSON any more
        return _CONTENT


def _ends(
    head: AuditHead, first: int, last: int, hashed: str, newest_cut: dict[str, Any] | None
) -> tuple[int, Text] | None:
    """Whether the old end hangs on a cut that was recorded, and the new end is where it should be."""
    if (head.sequence, head.hash) != (last, hashed):
        return last + 1, _TAIL
    if first <= 1:
        return (first, _CUT_WRONG) if first == 1 and _former(first) != ZERO else None
    expected = {"through": first - 1, "throughHash": _former(first)}
    if newest_cut is None or any(newest_cut.get(name) != value for name, value in expected.items()):
        return first, _CUT_WRONG
    return None


def _former(sequence: int) -> str:
    former: str = AuditEvent.objects.values_list("former_hash", flat=True).get(sequence=sequence)
    return former


def _head() -> AuditHead:
    """The end of the chain, held until the transaction ends."""
    found = AuditHead.objects.select_for_update().filter(pk=1).first()
    if found is None:
        AuditHead.objects.bulk_create([AuditHead(pk=1, hash=ZERO)], ignore_conflicts=True)
        found = AuditHead.objects.select_for_update().get(pk=1)
    return found


def _before(days: int) -> str:
    moment = datetime.fromisoformat(clock.now()) - timedelta(days=days)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _finding(number: int, why: Text) -> Finding:
    return Finding("audit-chain", f"audit {number}", why, _CURE)


_GAP = Text(nl="Hiervoor ontbreekt een gebeurtenis.", en="An event is missing before this one.")
_LINK = Text(nl="Deze gebeurtenis volgt niet op de vorige.", en="This event does not follow the former one.")
_CONTENT = Text(nl="De inhoud is gewijzigd: de hash klopt niet.", en="The content was changed: the hash does not hold.")
_TAIL = Text(nl="De laatste gebeurtenissen ontbreken.", en="The last events are missing.")
_CUT_WRONG = Text(
    nl="Het begin van de keten ontbreekt, en geen gebeurtenis zegt waarom.",
    en="The beginning of the chain is missing, and no event says why.",
)
_NOT_KEPT = Text(nl="Hier stond eerder een andere hash.", en="There was another hash here before.")
_NOT_THERE = Text(nl="Deze gebeurtenis is er niet (meer).", en="This event is not there (any more).")
_CURE = Text(
    nl="Bewaar de database zoals zij is en onderzoek wie erbij kon. Vergelijk met een eerdere export.",
    en="Keep the database as it is and find out who could reach it. Compare with an earlier export.",
)
