# SPDX-License-Identifier: EUPL-1.2
"""Makes the table of services of the example country anew from the collected list, and counts what loaded and what not.

python tools/derive_services.py          reads $STELSEL_SHARED/data (default ../shared/data)
python tools/derive_services.py --check  writes nothing; exit 1 when the shipped file differs
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from stelsel.priorities.services import exchange  # noqa: E402

TABLES = ROOT / "src" / "stelsel" / "node" / "example" / "data"


def main(arguments: list[str]) -> int:
    """Writes or compares the table; 0 when done, 1 when the sources are not there or a file differs."""
    data = Path(os.environ.get("STELSEL_SHARED") or ROOT.parent / "shared") / "data"
    if not data.is_dir():
        print(f"There are no sources in {data}. Set STELSEL_SHARED to the folder that holds data/.", file=sys.stderr)
        return 1
    files, reading = exchange.derive(data)
    refused = Counter(row.code for row in reading.refused)
    print(f"{len(reading.drafts)} services, refused: {dict(refused) or 'none'}")
    differs = [
        name for name, raw in files.items() if not (TABLES / name).is_file() or (TABLES / name).read_bytes() != raw
    ]
    if "--check" in arguments:
        print(*(f"{name} differs" for name in differs), sep="\n")
        return 1 if differs else 0
    for name, raw in files.items():
        (TABLES / name).write_bytes(raw)
        print(f"{name}: {len(raw):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
