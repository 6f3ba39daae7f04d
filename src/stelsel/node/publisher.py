# SPDX-License-Identifier: EUPL-1.2
"""Publishing: drafts become signed entries. Threads that publish to one log at the same time share one commit and one
checkpoint (group commit); each gets its receipts only after that commit is durable."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

from stelsel.kernel.problem import BadInput
from stelsel.node import clock
from stelsel.node.audit import acting
from stelsel.node.audit_publishing import submitted
from stelsel.node.store import StoredLogs
from stelsel.register.append import append
from stelsel.register.log import LogName, Receipt, Submission
from stelsel.register.signer import Signer


@dataclass
class _Waiting:
    """What one thread handed in, for which account. `turn` is set when it is answered, or when it has to commit the
    next group."""

    submissions: Sequence[Submission]
    account: str
    promise: "Future[list[Receipt]]" = field(default_factory=Future)
    turn: threading.Event = field(default_factory=threading.Event)

    def answer(self, receipts: list[Receipt] | None, error: BaseException | None = None) -> None:
        """Tell the thread that waits."""
        if error is None:
            self.promise.set_result(receipts or [])
        else:
            self.promise.set_exception(error)
        self.turn.set()


@dataclass
class _Queue:
    """Who waits for one log, in order; `busy` while some thread commits."""

    guard: threading.Lock = field(default_factory=threading.Lock)
    waiting: list[_Waiting] = field(default_factory=list)
    busy: bool = False

    def join(self, one: _Waiting) -> bool:
        """Wait in line; True for a thread that finds nobody busy and has to commit."""
        with self.guard:
            self.waiting.append(one)
            first, self.busy = not self.busy, True
            return first

    def take(self) -> list[_Waiting]:
        """Everybody who waits."""
        with self.guard:
            group, self.waiting = self.waiting, []
            return group

    def hand_over(self) -> None:
        """Let the first who waits commit the next group."""
        with self.guard:
            self.busy = bool(self.waiting)
            if self.waiting:
                self.waiting[0].turn.set()


class Publisher:
    """Appends submissions to the logs of this node."""

    def __init__(self, logs: StoredLogs, signer: Callable[[str], Signer]) -> None:
        self._logs = logs
        self._signer = signer
        self._queues: dict[str, _Queue] = {}
        self._guard = threading.Lock()

    def publish(self, log: LogName, submissions: Sequence[Submission]) -> list[Receipt]:
        """Append, sign and store; returns when durable. BadInput or Broken when nothing of these was written."""
        queue, one = self._queue(log.origin), _Waiting(submissions, acting())
        if not queue.join(one):
            one.turn.wait()
        if not one.promise.done():
            try:
                self._commit(log, queue.take())
            finally:
                queue.hand_over()
        return one.promise.result()

    def _queue(self, origin: str) -> _Queue:
        with self._guard:
            return self._queues.setdefault(origin, _Queue())

    def _commit(self, log: LogName, group: list[_Waiting]) -> None:
        """Answer a whole group. One that is refused makes each be tried by itself, so that only the wrong one hears
        no."""

        def told(receipts: list[Receipt]) -> None:
            for one in group:
                one.answer(receipts[: len(one.submissions)])
                receipts = receipts[len(one.submissions) :]

        try:
            with submitted((item.id, one.account) for one in group for item in one.submissions):
                self._append(log, [item for one in group for item in one.submissions], told)
        except BadInput as problem:
            if len(group) == 1:
                group[0].answer(None, problem)
            for one in group if len(group) > 1 else ():
                self._commit(log, [one])
            return
        except BaseException as error:  # each waiting thread raises it
            for one in group:
                if not one.promise.done():
                    one.answer(None, error)

    def _append(
        self, log: LogName, submissions: Sequence[Submission], told: Callable[[list[Receipt]], None]
    ) -> list[Receipt]:
        return append(self._logs, log, self._signer(log.publisher), submissions, clock.now(), clock.salt, told)
