# SPDX-License-Identifier: EUPL-1.2
"""Proofs of this node that a revision is the newest of its address, and that a listing leaves nothing out."""

from functools import lru_cache

from stelsel.kernel.entry import LOG_OPERATIONS
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.node.models import Revision
from stelsel.node.node import Node
from stelsel.node.store import StoredLogs
from stelsel.register.checkpoint import head_of
from stelsel.register.records import LogName
from stelsel.register.state import state_id
from stelsel.register.state_proof import Opened, Tail, write_proof
from stelsel.register.state_prover import prove_latest, prove_listing, tail_of
from stelsel.register.state_tree import StateTree
from stelsel.register.tiles import subtree_of


def newest_proof(node: Node, log: LogName, address: str) -> bytes:
    """A file that shows which revision of this address is the newest in the log, or that it never was there. BadInput
    for a log without entries."""
    tree, tail = _parts(node, log)
    return write_proof(prove_latest(address, tree, tail))


def listing_proof(node: Node, log: LogName, prefix: str) -> bytes:
    """A file that shows everything in the log below a prefix, such as `importeur/cloud-offer/`. BadInput when that is
    more than one file can hold."""
    tree, tail = _parts(node, log)
    return write_proof(prove_listing(prefix, tree, tail))


def _parts(node: Node, log: LogName) -> tuple[StateTree, Tail]:
    note = node.logs.note(log.origin)
    if note is None:
        raise _empty(log)
    size = head_of(note).size
    last = node.logs.latest(log.origin, [state_id(log)]).get(state_id(log))
    start = last.index if last else 0
    stored = list(node.logs.stored(log.origin, start, size))
    opened = Opened(stored[0].payload, stored[0].salt) if last else None
    subtree = subtree_of(size, lambda level, number: node.logs.tile(log.origin, level, number))
    tail = tail_of(note, size, [one.leaf for one in stored], subtree, opened)
    return (_tree(node.logs, log.origin, start) if last else StateTree.of({})), tail


@lru_cache(maxsize=8)
def _tree(logs: StoredLogs, origin: str, size: int) -> StateTree:
    """The state tree over the first `size` leaves of one of these logs; kept, for it stays the same until the next
    state entry."""
    rows = Revision.objects.filter(log__origin=origin, index__lt=size).exclude(op__in=LOG_OPERATIONS)
    return StateTree.of({entry: (index, op) for entry, index, op in rows.order_by("index").values_list(*_FIELDS)})


_FIELDS = ("entry", "index", "op")


def _empty(log: LogName) -> BadInput:
    return bad_input(
        "empty-log",
        log.origin,
        Text(nl="Dit logboek heeft nog geen vermeldingen.", en="This log has no entries yet."),
        Text(nl="Vraag het bewijs als er iets staat.", en="Ask for the proof when something stands there."),
    )
