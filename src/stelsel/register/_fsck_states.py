# SPDX-License-Identifier: EUPL-1.2
"""Do the state entries of a log carry the roots they should? Apart from the rest of fsck, so that it can run beside
it: it costs about as much as everything else together."""

from collections.abc import Iterator

import msgspec

from stelsel.kernel.problem import Broken
from stelsel.register.bundles import read_entries, read_payloads
from stelsel.register.folder import LogFolder
from stelsel.register.state import state_payload
from stelsel.register.state_tree import StateTree
from stelsel.register.tiles import WIDTH


class _Leaf(msgspec.Struct):
    """As much of an envelope as the state tree needs."""

    id: str
    op: str


_decode = msgspec.json.Decoder(_Leaf).decode


def wrong_states(folder: LogFolder, size: int) -> list[int]:
    """The indexes of state entries whose payload is not what the leaves before them lead to. Bundles that cannot be
    read are named elsewhere; nothing after them is judged here."""
    folder = LogFolder(folder.path, size)
    tree, wrong = StateTree.of({}), []
    changes: dict[str, tuple[int, str]] = {}
    try:
        for index, leaf in _leaves(folder, size):
            if leaf.op == "state":
                tree, changes = tree.updated(changes), {}
                if _payload(folder, index) != state_payload(index, tree):
                    wrong.append(index)
            elif leaf.op != "key":
                changes[leaf.id] = (index, leaf.op)
    except (Broken, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        pass
    return wrong


def _leaves(folder: LogFolder, size: int) -> Iterator[tuple[int, _Leaf]]:
    for number in range(-(-size // WIDTH)):
        leaves = read_entries(folder.entries(number))[: size - number * WIDTH]
        yield from enumerate(map(_decode, leaves), start=number * WIDTH)


def _payload(folder: LogFolder, index: int) -> bytes:
    """What a state entry says; empty when it is not there."""
    contents = read_payloads(folder.payloads(index // WIDTH))
    return contents[index % WIDTH][1] if index % WIDTH < len(contents) else b""
