# SPDX-License-Identifier: EUPL-1.2
"""A file has at most 400 lines and a function at most 60."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.sources import code_files

FILE_LINES = 400
FUNCTION_LINES = 60


def long_functions(source: str) -> list[str]:
    """Functions in this Python source that are too long, as `name (lines)`."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                found.append(f"{node.name} ({lines} lines)")
    return found


def test_no_file_is_longer_than_400_lines(root: Path) -> None:
    counts = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in code_files(root)}
    assert counts, "no source found"
    too_long = [f"{path.relative_to(root)} ({count} lines)" for path, count in counts.items() if count > FILE_LINES]
    assert not too_long, f"longer than {FILE_LINES} lines: {too_long}. Split by meaning, not by length."


def test_no_function_is_longer_than_60_lines(root: Path) -> None:
    too_long = [
        f"{path.relative_to(root)}: {name}"
        for path in code_files(root, {".py"})
        for name in long_functions(path.read_text(encoding="utf-8"))
    ]
    assert not too_long, f"longer than {FUNCTION_LINES} lines: {too_long}. Give a part of it a name."


def test_a_long_function_is_seen() -> None:
    body = "    x = 1\n" * FUNCTION_LINES
    assert long_functions(f"def f():\n{body}") == ["f (61 lines)"]
    assert long_functions(f"def f():\n{body[10:]}") == []
