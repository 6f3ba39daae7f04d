# SPDX-License-Identifier: EUPL-1.2
"""Makes the small tables and shapes that ship with the product from the collected registers. Same input, same bytes.

python tools/derive_organisations.py          reads $STELSEL_SHARED/data (default ../shared/data)
python tools/derive_organisations.py --check  writes nothing; exit 1 when a shipped file differs
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "src" / "stelsel" / "node" / "example" / "data"
MAP = Path("ground", "geometry", "gemeenten-2023-2026.topojson")


def derived(data: Path) -> tuple[dict[str, bytes], Counter[str]]:
    """The shipped files by name, and how many rows were refused under which code."""
    from stelsel.nouns import geography, organisation

    reading = organisation.read_folder(data)
    files = {**organisation.write(reading.drafts), **geography.derive((data / MAP).read_bytes())}
    return files, Counter(refused.code for refused in reading.refused)


def main(arguments: list[str]) -> int:
    """Write the files, or compare them."""
    sys.path.insert(0, str(ROOT / "src"))
    data = Path(os.environ.get("STELSEL_SHARED") or ROOT.parent / "shared") / "data"
    if not data.is_dir():
        print(f"There is no real input in {data}. Set STELSEL_SHARED to the folder that holds data/.")
        return 2
    files, refused = derived(data)
    different = [name for name, raw in files.items() if not _same(SHIPPED / name, raw)]
    if "--check" not in arguments:
        SHIPPED.mkdir(parents=True, exist_ok=True)
        for name in different:
            (SHIPPED / name).write_bytes(files[name])
    for name, raw in files.items():
        print(f"{name:24} {len(raw):>9,} bytes {'changed' if name in different else 'same'}")
    print("refused: " + (", ".join(f"{count} {code}" for code, count in sorted(refused.items())) or "nothing"))
    return 1 if different and "--check" in arguments else 0


def _same(path: Path, raw: bytes) -> bool:
    return path.is_file() and path.read_bytes() == raw


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
