# SPDX-License-Identifier: EUPL-1.2
"""The least that Python can do for the claim `merkle`: one hashlib call for each leaf and node, level by level.

Argument: how many entries. Last line: {"s": ..., "root": ...}, seconds of the processor.
"""

import json
import sys
from hashlib import sha256
from time import process_time


def main():
    """Measures and prints."""
    entries = [b"%0200d" % number for number in range(int(sys.argv[1]))]
    started = process_time()
    level = [sha256(b"\x00" + entry).digest() for entry in entries]
    while len(level) > 1:
        each = iter(level)
        odd = level[-1:] if len(level) % 2 else []
        level = [sha256(b"\x01" + left + right).digest() for left, right in zip(each, each)] + odd  # noqa: B905
    print(json.dumps({"s": process_time() - started, "root": level[0].hex()}))


if __name__ == "__main__":
    main()
