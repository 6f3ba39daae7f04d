# SPDX-License-Identifier: EUPL-1.2
"""`python -m bench [NAME ...]`: measures the claims named, or all; exit code 0 where every one holds."""

from __future__ import annotations

import sys

from bench.harness import BenchTrouble, measure, names
from tools.environment import Trouble


def main(wanted: list[str]) -> int:
    """Runs each claim in turn; unknown names are refused before anything runs."""
    known = names()
    unknown = [name for name in wanted if name not in known]
    if unknown or not known:
        print(f"No such claim: {', '.join(unknown) or '-'}. There are: {', '.join(known) or 'none'}", file=sys.stderr)
        return 2
    failed = 0
    for name in wanted or known:
        try:
            failed += not measure(name)
        except (BenchTrouble, Trouble) as trouble:
            print(f"{name}: {trouble}", file=sys.stderr)
            print(f"{name} ours=- peer=- ratio=- bar=- holds=no", flush=True)
            failed += 1
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
