# SPDX-License-Identifier: EUPL-1.2
"""Makes the AI table of the example country and the rule file of the decision aid anew from the collected sources.

python tools/derive_ai.py            reads $STELSEL_SHARED/data (default ../shared/data)
python tools/derive_ai.py --check    writes nothing; exit 1 when a shipped file differs
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from stelsel.kernel.draft import Reading  # noqa: E402
from stelsel.priorities.ai import exchange  # noqa: E402

PLACES = {
    exchange.TABLE: ROOT / "src" / "stelsel" / "node" / "example" / "data",
    exchange.RULES: ROOT / "src" / "stelsel" / "priorities" / "ai" / "rules",
}


def line(file: str, reading: Reading) -> str:
    """One line of counts for a source file."""
    codes = Counter(row.code for row in reading.refused)
    said = ", ".join(f"{count} {code}" for code, count in sorted(codes.items())) or "none"
    linked = sum(bool(draft.about) for draft in reading.drafts)
    return f"{file}: {len(reading.drafts)} loaded, {linked} linked to an organisation; refused or left out: {said}"


def main(arguments: list[str]) -> int:
    """Writes or compares the files; 2 when the sources are not there."""
    data = Path(os.environ.get("STELSEL_SHARED") or ROOT.parent / "shared") / "data"
    if not (data / "ai").is_dir():
        print(f"There are no sources in {data}. Set STELSEL_SHARED to the folder that holds data/.", file=sys.stderr)
        return 2
    found = exchange.registers(data)
    print(*(line(file, reading) for file, reading in found.items()), sep="\n")
    different = False
    for name, raw in exchange.derive(data, found).items():
        path = PLACES[name] / name
        same = path.is_file() and path.read_bytes() == raw
        different = different or not same
        if not same and "--check" not in arguments:
            path.write_bytes(raw)
        print(f"{name}: {len(raw):,} bytes, {'same' if same else 'changed'}")
    return 1 if different and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
