# SPDX-License-Identifier: EUPL-1.2
"""Makes the tables of the data room and its table of obligation levels anew from the collected sources.

python tools/derive_data.py            reads $STELSEL_SHARED/data/data (default ../shared/data/data)
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from stelsel.kernel.draft import Reading  # noqa: E402
from stelsel.priorities.data import exchange, policy  # noqa: E402
from stelsel.priorities.data.exchange import dcat_shapes  # noqa: E402

TABLES = ROOT / "src" / "stelsel" / "node" / "example" / "data"
SHAPES = Path("data/dcat-ap-nl-shapes")


def line(name: str, reading: Reading) -> str:
    """One line of counts for a source."""
    kinds = Counter(draft.kind.name for draft in reading.drafts)
    codes = Counter(refused.code for refused in reading.refused)
    loaded = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    return f"{name}: {loaded}; turned away: {', '.join(f'{n} {code}' for code, n in sorted(codes.items())) or 'none'}"


def levels(folder: Path) -> bytes:
    """The table of obligation levels as it ships."""
    files = ("dcat-ap-OPT.ttl", "dcat-ap-nl-OPT.ttl", "dcat-ap-nl-LBL.ttl")
    found = dcat_shapes.profile(*((folder / SHAPES / name).read_bytes() for name in files))
    head = {
        "title": "DCAT-AP-NL",
        "version": "3.0.1",
        "date": "2026-05-04",
        "link": "https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/",
        "properties": found,
    }
    return (json.dumps(head, ensure_ascii=False, indent=1) + "\n").encode()


def main() -> int:
    """Writes the tables; 0 when done, 1 when the sources are not there."""
    place = Path(os.environ.get("STELSEL_SHARED") or ROOT.parent / "shared") / "data"
    if not (place / "data").is_dir():
        print(f"There are no sources in {place / 'data'}. Set STELSEL_SHARED to the folder of data/.", file=sys.stderr)
        return 1
    (policy.RULES / policy.PROFILE).write_bytes(levels(place))
    found = exchange.collect(place)
    for name, reading in (("catalogue", found.catalogue), ("with stream", found.united), ("services", found.services)):
        print(line(name, reading))
    print(f"stream: {len(found.pages.pages)} pages, {len(found.pages.not_fetched)} not fetched yet")
    for name, raw in exchange.derive(found).items():
        (TABLES / name).write_bytes(raw)
        print(f"{name}: {len(raw):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
