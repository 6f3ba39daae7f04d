# SPDX-License-Identifier: EUPL-1.2
"""Makes the programme table of the example country anew from the collected sources, and counts what loaded.

python tools/derive_programme.py            reads $STELSEL_SHARED/data/invest (default ../shared/data/invest)
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from stelsel.programme import exchange  # noqa: E402

TABLES = ROOT / "src" / "stelsel" / "node" / "example" / "data"


def main() -> int:
    """Writes the tables; 0 when done, 1 when the sources are not there."""
    place = Path(os.environ.get("STELSEL_SHARED") or ROOT.parent / "shared") / "data"
    if not (place / "invest").is_dir():
        print(f"There are no sources in {place}. Set STELSEL_SHARED to the folder that holds data/.", file=sys.stderr)
        return 1
    collected = exchange.read_all(place)
    print(*(f"{kind}: {count}" for kind, count in Counter(d.kind.name for d in collected.drafts).items()), sep="\n")
    counted = Counter((row.file, row.code) for row in collected.refused)
    print(*(f"refused {file}: {count} {code}" for (file, code), count in sorted(counted.items())), sep="\n")
    for name, raw in exchange.derive(collected).items():
        (TABLES / name).write_bytes(raw)
        print(f"{name}: {len(raw):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
