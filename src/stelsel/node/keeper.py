# SPDX-License-Identifier: EUPL-1.2
"""Keeps the logs of a running node as they promise: what a crash left is finished, and the state root is committed
within an hour after the last change. Audit events past their term and budgets that say nothing any more go too."""

import threading

import structlog
from django.db import DatabaseError, connections

from stelsel.kernel.problem import BadInput, Broken
from stelsel.node import clock
from stelsel.node.allowance import forget_old
from stelsel.node.audit_chain import cut
from stelsel.node.node import Node
from stelsel.node.processing_log import send_waiting
from stelsel.node.serve import Unavailable
from stelsel.register.append import append_state, finish_erasures, settle
from stelsel.register.records import LogName

_SECONDS = 300
say = structlog.get_logger("stelsel.register")


def keep(node: Node) -> list[LogName]:
    """Go round once; the logs that got a state entry. A log that cannot be kept is told and does not stop the rest."""
    kept = []
    for log in node.logs.sizes():
        try:
            with node.logs.writing(log.origin):
                settle(node.logs, log, node.signer(log.publisher))
            finish_erasures(node.logs, log)
            if append_state(node.logs, log, node.signer(log.publisher), clock.now(), clock.salt):
                kept.append(log)
        except (BadInput, Broken, Unavailable, OSError, DatabaseError) as problem:
            say.error("log-not-kept", origin=log.origin, problem=str(problem))
    _tidy()
    return kept


def _tidy() -> None:
    try:
        forget_old()
        cut()
    except DatabaseError as problem:
        say.error("tables-not-tidied", problem=str(problem))


def keep_going(node: Node, stop: threading.Event) -> None:
    """Go round now and every five minutes until `stop` is set."""
    while True:
        try:
            keep(node)
            _send_processing_log()
        except DatabaseError as problem:  # a server that is away now may be back the next time
            say.error("logs-not-kept", problem=str(problem))
        connections.close_all()
        if stop.wait(_SECONDS):
            return


def _send_processing_log() -> None:
    """To the collector, where one is set; what it does not take waits for the next round."""
    try:
        send_waiting()
    except (Unavailable, OSError, DatabaseError) as problem:
        say.error("processing-log-not-sent", problem=str(problem))
