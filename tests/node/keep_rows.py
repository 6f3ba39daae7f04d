# SPDX-License-Identifier: EUPL-1.2
"""A process that keeps the same hundred rows as others beside it, and reads them back.

Usage: python keep_rows.py FOLDER; it writes how many rows came back that were not what was put.
"""

import sys
from pathlib import Path

from stelsel.node.derived import KeptFiles

ROWS = {f"{number:064x}": number.to_bytes(4) * 896 for number in range(100)}


def main() -> None:
    kept, wrong = KeptFiles(Path(sys.argv[1]) / "x", lambda: "proef"), 0
    for _ in range(5):
        kept.put(ROWS)
        found = kept.get(list(ROWS))
        wrong += sum(found.get(key) != row for key, row in ROWS.items())
    sys.stdout.write(str(wrong))


if __name__ == "__main__":
    main()
