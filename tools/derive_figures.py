# SPDX-License-Identifier: EUPL-1.2
"""Makes the table of figures of laws anew from the collected table, and the page that tells how sure each law-year is.

python tools/derive_figures.py          reads $STELSEL_SHARED/field (default ../shared/field)
python tools/derive_figures.py --check  writes nothing; exit 1 when a file differs
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from stelsel.engines.rules.parameters import Parameters  # noqa: E402
from stelsel.priorities.services import figures, grades  # noqa: E402
from stelsel.priorities.services.exchange import figures as collected  # noqa: E402

PAGE = ROOT / "docs" / "rules-grades.md"


def main(arguments: list[str]) -> int:
    """Writes or compares table and page; 0 when done, 1 when the source is not there or a file differs."""
    source = Path(os.environ.get("STELSEL_SHARED") or ROOT.parent / "shared") / "field" / "parameters.csv"
    if not source.is_file():
        print(f"There is no {source}. Set STELSEL_SHARED to the folder that holds field/.", file=sys.stderr)
        return 1
    raw = collected.derive(source.read_bytes(), figures.doubts())
    known = Parameters.read(raw, figures.FIGURES.name, figures.DERIVED)
    files = {figures.FIGURES: raw, PAGE: grades.page(known).encode()}
    differs = [path for path, made in files.items() if not path.is_file() or path.read_bytes() != made]
    if "--check" in arguments:
        print(*(f"{path.name} differs" for path in differs), sep="\n")
        return 1 if differs else 0
    for path, made in files.items():
        path.write_bytes(made)
        print(f"{path.name}: {len(made):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
