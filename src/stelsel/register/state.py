# SPDX-License-Identifier: EUPL-1.2
"""The state entry: a leaf that carries the root of the state tree over everything before it.

Made at least every 4,096 leaves, and an hour after the last one when the log has grown, so that anybody can be shown
that a revision is the newest of its address and that nothing was left out of a listing.
"""

import base64
from collections.abc import Mapping
from datetime import datetime, timedelta

from stelsel.kernel.canonical import canonical
from stelsel.kernel.entry import LOG_OPERATIONS, decode_envelope
from stelsel.register.records import Latest, LogName, LogStore, Submission
from stelsel.register.state_tree import StateTree

STATE_EVERY = 4_096
"""Most leaves from one state entry to the next, that one included."""
STATE_WITHIN = timedelta(hours=1)
STATE_TYPE = "log-state/1"


def state_id(log: LogName) -> str:
    """The address of a log's state entries."""
    return f"{log.publisher}/log-state/{log.audience}"


def state_submission(log: LogName, size: int, newest: Mapping[str, Latest]) -> Submission:
    """The state entry over the first `size` leaves."""
    listed = {entry: (one.index, one.op) for entry, one in newest.items() if one.op not in LOG_OPERATIONS}
    tree = StateTree.of(listed)
    return Submission("state", STATE_TYPE, state_id(log), state_payload(size, tree), log.organisation)


def state_payload(size: int, tree: StateTree) -> bytes:
    """What a state entry says: how many leaves and addresses it covers, and the root (base64)."""
    return canonical({"size": size, "count": tree.count, "root": base64.b64encode(tree.root).decode()})


def is_due(store: LogStore, log: LogName, last: Latest | None, at: str) -> bool:
    """Whether an hour has passed since the last state entry (or the first entry) of a log with entries."""
    first = next(iter(store.stored(log.origin, last.index if last else 0, (last.index if last else 0) + 1)), None)
    if first is None:
        return False
    since = datetime.fromisoformat(decode_envelope(first.leaf).at)
    return datetime.fromisoformat(at) - since >= STATE_WITHIN
