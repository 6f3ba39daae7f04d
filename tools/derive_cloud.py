# SPDX-License-Identifier: EUPL-1.2
"""Makes the cloud tables of the example country anew from the collected sources, and counts what loaded and what not.

python tools/derive_cloud.py            reads $STELSEL_SHARED/data/cloud (default ../shared/data/cloud)
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from stelsel.kernel.draft import Reading  # noqa: E402
from stelsel.priorities.cloud import exchange  # noqa: E402
from stelsel.priorities.cloud.exchange import originals  # noqa: E402

TABLES = ROOT / "src" / "stelsel" / "node" / "example" / "data"


def line(file: str, reading: Reading) -> str:
    """One line of counts for a source file."""
    bodies = [draft.body for draft in reading.drafts]
    codes = Counter(refused.code for refused in reading.refused)
    refused = ", ".join(f"{count} {code}" for code, count in sorted(codes.items())) or "none"
    priced = sum(getattr(body, "price", None) is not None for body in bodies)
    spot = sum(getattr(body, "term", "") == "spot" for body in bodies)
    rows = len(bodies) + len(reading.refused)
    return f"{file}: {rows} rows, {len(bodies)} loaded, refused: {refused}; {priced} with a price, {spot} spot"


def main() -> int:
    """Writes the tables; 0 when done, 1 when the sources are not there."""
    place = Path(os.environ.get("STELSEL_SHARED") or ROOT.parent / "shared") / "data" / "cloud"
    if not place.is_dir():
        print(f"There are no sources in {place}. Set STELSEL_SHARED to the folder that holds data/.", file=sys.stderr)
        return 1
    collected = originals.read(place)
    for readings in (collected.suppliers, collected.claims, collected.offers):
        print(*(line(file, reading) for file, reading in readings.items()), sep="\n")
    for name, raw in exchange.derive(collected, (TABLES / exchange.PARENTS).read_bytes()).items():
        (TABLES / name).write_bytes(raw)
        print(f"{name}: {len(raw):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
