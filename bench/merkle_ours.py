# SPDX-License-Identifier: EUPL-1.2
"""Ours for the claim `merkle`: entries to leaf hashes, all tiles, and the root from the tiles.

Argument: how many entries. Its last line is `{"s", "extend_s", "root"}`, seconds of the processor.
"""

from __future__ import annotations

import json
import sys
from time import process_time

from stelsel.register.tiles import extend, root_from_tiles
from stelsel.register.tree import leaf_hashes, root_of


def main() -> None:
    """Measures and prints."""
    entries = [b"%0200d" % number for number in range(int(sys.argv[1]))]
    started = process_time()
    hashes = leaf_hashes(entries)
    hashed = process_time()
    tiles = extend(0, hashes, lambda level, number: b"")
    root = root_from_tiles(len(hashes), lambda level, number: tiles[level, number])
    ended = process_time()
    assert root == root_of(hashes), "the tiles carry the root of the leaves"
    print(json.dumps({"s": ended - started, "extend_s": ended - hashed, "root": root.hex()}))


if __name__ == "__main__":
    main()
