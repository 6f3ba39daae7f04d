# SPDX-License-Identifier: EUPL-1.2
"""Ours for the claim `synthesise`. Its last line is `{"s", "persons", "households", "mb_written", "peak_mb"}`."""

from __future__ import annotations

import json
import resource
import sys
import tempfile
from pathlib import Path
from time import perf_counter


def main(persons: int) -> None:
    """Makes and writes once, the imports of the product counted in, and prints."""
    started = perf_counter()
    from stelsel.engines.synthetic import Options
    from stelsel.node.synthetic import write

    with tempfile.TemporaryDirectory() as folder:
        written = write(Options(persons, seed=1), Path(folder) / "country")
        seconds = perf_counter() - started
        size = sum((written.folder / name).stat().st_size for name in written.files)
    found = {
        "s": seconds,
        "persons": written.persons,
        "households": written.households,
        "mb_written": size / 1e6,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3,
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(int(sys.argv[1]))
