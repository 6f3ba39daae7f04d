# SPDX-License-Identifier: EUPL-1.2
"""Publishing: drafts become signed entries. Threads that publish to one log at the same time share one commit and one
checkpoint (group commit); each gets its receipts only after that commit is durable."""

import threading
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

from stelsel.kernel.problem import BadInput
from stelsel.node import clock
from stelsel.node.keys import read_key
from stelsel.node.store import StoredLogs
from stelsel.register.append import append
from stelsel.register.log import LogName, Receipt, Submission


@dataclass
class _Queue:
    lock: threading.Lock = field(default_factory=threading.Lock)
    waiting: list[tuple[Sequence[Submission], "Future[list[Receipt]]"]] = field(default_factory=list)
    guard: threading.Lock = field(default_factory=threading.Lock)


class Publisher:
    """Appends submissions to the logs of this node."""

    def __init__(self, logs: StoredLogs, keys: Path) -> None:
        self._logs = logs
        self._keys = keys
        self._queues: dict[str, _Queue] = {}
        self._guard = threading.Lock()

    def publish(self, log: LogName, submissions: Sequence[Submission]) -> list[Receipt]:
        """Append, sign and store; returns when durable. BadInput or Broken when nothing of these was written."""
        queue = self._queue(log.origin)
        promise: Future[list[Receipt]] = Future()
        with queue.guard:
            queue.waiting.append((submissions, promise))
        with queue.lock:
            if not promise.done():
                self._commit(log, queue)
        return promise.result()

    def _queue(self, origin: str) -> _Queue:
        with self._guard:
            return self._queues.setdefault(origin, _Queue())

    def _commit(self, log: LogName, queue: _Queue) -> None:
        with queue.guard:
            group, queue.waiting = queue.waiting, []
        together = [item for submissions, _ in group for item in submissions]
        try:
            receipts = self._append(log, together)
        except BadInput:
            for submissions, promise in group:
                self._alone(log, submissions, promise)
            return
        except BaseException as error:
            for _, promise in group:
                promise.set_exception(error)
            raise
        for submissions, promise in group:
            promise.set_result(receipts[: len(submissions)])
            receipts = receipts[len(submissions) :]

    def _alone(self, log: LogName, submissions: Sequence[Submission], promise: "Future[list[Receipt]]") -> None:
        """One of a group was refused: each is tried by itself, so that only the wrong one hears no."""
        try:
            promise.set_result(self._append(log, submissions))
        except BaseException as error:  # the waiting thread re-raises it
            promise.set_exception(error)

    def _append(self, log: LogName, submissions: Sequence[Submission]) -> list[Receipt]:
        signer = read_key(self._keys, log.publisher)
        return append(self._logs, log, signer, submissions, clock.now(), clock.salt)
