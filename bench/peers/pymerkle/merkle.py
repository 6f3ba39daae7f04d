# SPDX-License-Identifier: EUPL-1.2
"""The peer for the claim `merkle`: pymerkle's tree in memory, entries appended in one call, and its root.

Argument: how many entries. Last line: {"s": ..., "root": ...}, seconds of the processor.
"""

import json
import sys
from time import process_time

from pymerkle import InmemoryTree


def main():
    """Measures and prints."""
    entries = [b"%0200d" % number for number in range(int(sys.argv[1]))]
    started = process_time()
    tree = InmemoryTree(algorithm="sha256")
    tree.append_entries(entries)
    root = tree.get_root()
    print(json.dumps({"s": process_time() - started, "root": root.hex()}))


if __name__ == "__main__":
    main()
