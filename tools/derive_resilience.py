# SPDX-License-Identifier: EUPL-1.2
"""Makes the resilience tables of the example country anew from the collected sources, and counts what loaded.

python tools/derive_resilience.py       reads $STELSEL_SHARED/data/resilience (default ../shared/data/resilience)
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from stelsel.priorities.resilience import exchange  # noqa: E402

TABLES = ROOT / "src" / "stelsel" / "node" / "example" / "data"


def main() -> int:
    """Writes the tables; 0 when done, 1 when the sources are not there."""
    place = Path(os.environ.get("STELSEL_SHARED") or ROOT.parent / "shared") / "data" / "resilience"
    if not place.is_dir():
        print(f"There are no sources in {place}. Set STELSEL_SHARED to the folder that holds data/.", file=sys.stderr)
        return 1
    reading = exchange.read_all(place)
    kinds = Counter(draft.kind.name for draft in reading.drafts)
    print("loaded:", ", ".join(f"{count} {name}" for name, count in sorted(kinds.items())))
    for code, count in sorted(Counter(row.code for row in reading.refused).items()):
        print(f"refused: {count} {code}")
    for name, raw in exchange.derive(place).items():
        (TABLES / name).write_bytes(raw)
        print(f"{name}: {len(raw):,} bytes, {raw.count(10) - 1} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
