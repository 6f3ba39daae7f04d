# SPDX-License-Identifier: EUPL-1.2
"""Which files are the project's own source, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

FOLDERS = ("src", "tests", "tools", "bench")
CODE = {".py", ".js", ".css", ".html", ".sh"}
NOT_OURS = {"__pycache__", ".venv", "node_modules", "conformance", "vendor", "build", "dist"}


def code_files(root: Path, suffixes: set[str] = CODE) -> Iterator[Path]:
    """Every source file of our own with one of these suffixes, sorted."""
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            parts = set(path.relative_to(root).parts)
            if path.suffix in suffixes and path.is_file() and not parts & NOT_OURS and ".egg-info" not in str(path):
                yield path


def floor_files(root: Path, floors: tuple[str, ...]) -> Iterator[Path]:
    """Every Python file of these floors of the product."""
    for name in floors:
        place = root / "src" / "stelsel" / name
        yield from sorted(place.rglob("*.py")) if place.is_dir() else [place] * place.is_file()
