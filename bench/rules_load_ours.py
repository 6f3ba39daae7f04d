# SPDX-License-Identifier: EUPL-1.2
"""Ours for the claim `rules-load`. Its last line is `{"s", "loaded", "refused", "bytes", "findings"}`."""

from __future__ import annotations

import json
import os
from pathlib import Path
from time import perf_counter

from stelsel.engines.rules import Library, check, load


def files() -> list[tuple[str, bytes]]:
    """The shared law files: name below their folder, and content."""
    root = Path(__file__).resolve().parents[1]
    folder = Path(os.environ.get("STELSEL_SHARED") or root.parent / "shared") / "data" / "services"
    return [(str(path.relative_to(folder)), path.read_bytes()) for path in sorted(folder.glob("law-*/**/*.yaml"))]


def main() -> None:
    """Measures once, as a start does, and prints."""
    given = files()
    started = perf_counter()
    texts, refused = load(given)
    findings = check(Library(texts))
    found = {
        "s": perf_counter() - started,
        "loaded": len(texts),
        "refused": len(refused),
        "bytes": sum(len(raw) for _, raw in given),
        "findings": len(findings),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
