# SPDX-License-Identifier: EUPL-1.2
"""Makes the small table of public counts that the synthetic country is fitted to. Same input, same bytes.

python tools/derive_population.py          reads $STELSEL_SHARED/data (default ../shared/data)
python tools/derive_population.py --check  writes nothing; exit 1 when the shipped file differs
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from stelsel.engines.synthetic import marginals  # noqa: E402

SHIPPED = ROOT / "src" / "stelsel" / "node" / "example" / "data" / marginals.FILE
SOURCES = ("municipality-age-sex-2021.csv", "municipality-indicators-2021.csv")


def derived(data: Path) -> bytes:
    """The table from the collected files below `data`."""
    age_sex, indicators = ((data / "ground" / "population" / name).read_bytes() for name in SOURCES)
    return marginals.derive(age_sex, indicators)


def main(arguments: list[str]) -> int:
    """Writes or compares the table; 0 when done, 1 when it differs, 2 when the sources are not there."""
    data = Path(os.environ.get("STELSEL_SHARED") or ROOT.parent / "shared") / "data"
    if not data.is_dir():
        print(f"There is no real input in {data}. Set STELSEL_SHARED to the folder that holds data/.", file=sys.stderr)
        return 2
    raw = derived(data)
    same = SHIPPED.is_file() and SHIPPED.read_bytes() == raw
    print(f"{marginals.FILE}: {len(raw):,} bytes, {'same' if same else 'changed'}")
    if "--check" in arguments:
        return 0 if same else 1
    SHIPPED.write_bytes(raw)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
