# SPDX-License-Identifier: EUPL-1.2
"""What waited for a second person and was published since: the request goes on by itself. The same message is never
sent twice, so that this may be asked at any time. One whose dossiers cannot be read keeps no other one waiting.

A publication and the end of its request may cross. What waits for a request that is over is not published any more;
what was published all the same is taken back."""

import re

import structlog

from stelsel.book.audience import Asker
from stelsel.book.view import Record
from stelsel.kernel.problem import BadInput, NotAllowed
from stelsel.node import clock, desk, tasks
from stelsel.node.data_requests._deliver import deliver, messages_of
from stelsel.node.data_requests._here import address_of
from stelsel.node.identity import Person
from stelsel.node.models import DataRequest
from stelsel.node.node import Node
from stelsel.nouns.agreement import AGREEMENT
from stelsel.priorities.data.requests import VERSION, Published, Standing, encoded, standing

say = structlog.get_logger("stelsel.data_requests")
_OVER = "Het dataverzoek was al geëindigd. / The data request was over already."
_OF_A_REQUEST = re.compile(r"([a-z0-9-]+)/" + AGREEMENT.name + r"/.*-([0-9a-f]{8})-v[0-9]+")


def published(row: DataRequest, found: Standing, record: Record) -> bytes:
    """The message that the newest version stands there."""
    message = Published(
        data_request=row.pk,
        sequence=len(found.taken) + 1,
        party="provider",
        sent_at=clock.now(),
        version=VERSION,
        about_version=found.newest.number,
        entry=record.id,
        log=record.log.origin,
        index=record.index,
        hash=record.hash.hex(),
    )
    return encoded(message)


def go_on(node: Node, address: str) -> int:
    """After something was published at this address: tell the request that waited for it, if there is one. How many
    went on."""
    named = _OF_A_REQUEST.fullmatch(address)
    if named is None:
        return 0
    rows = DataRequest.objects.filter(provider=named[1], pk__startswith=named[2], status="agreed")
    return sum(_goes_on(node, row) for row in rows)


def all_go_on(node: Node) -> int:
    """The same for every request; for the daily work, so that nothing stays behind after a crash."""
    return sum(_goes_on(node, row) for row in DataRequest.objects.filter(status="agreed"))


def _goes_on(node: Node, row: DataRequest) -> bool:
    """Whether the agreed version stood in the log, and the request went on by that."""
    try:
        found = standing(messages_of(row), clock.today())
        if "publish" not in found.acts["provider"]:
            return False
        address = address_of(row, found.newest)
        record = node.book(Asker(frozenset({row.provider}), government=True)).get(address)
        if record is None or not record.payload or record.body(AGREEMENT) != found.newest.body:
            return False
        deliver(published(row, found, record))
    except BadInput:  # somebody acted at this moment, or its dossiers are gone
        return False
    except Exception as error:  # whatever is broken is of this request alone
        say.error("data-request-stays", request=row.pk, kind=type(error).__name__)
        return False
    return True


def let_go(address: str) -> None:
    """Before something is published at this address: close what waits there, if it is of a request that is over."""
    if _of_an_ended_request(address):
        tasks.close(f"change:{address}", _OVER)


def take_back_if_over(node: Node, who: Person, address: str) -> None:
    """After something was published at this address: take it back, if its request was over by then; that can wait for a
    second person. Where this person may not, it stays, and the node says so in its lines."""
    if not _of_an_ended_request(address) or node.book(who.asker).get(address) is None:
        return
    try:
        desk.withdraw(node, address.partition("/")[0], address, _OVER, who)
    except (BadInput, NotAllowed) as problem:
        say.error("agreement-of-ended-request", entry=address, code=problem.findings[0].code)


def _of_an_ended_request(address: str) -> bool:
    """Whether the request that this agreement is named after ended without an agreement."""
    named = _OF_A_REQUEST.fullmatch(address)
    if named is None:
        return False
    rows = DataRequest.objects.filter(provider=named[1], pk__startswith=named[2])
    states = set(rows.values_list("status", flat=True))
    return bool(states) and states <= {"refused", "withdrawn"}
