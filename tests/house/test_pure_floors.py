# SPDX-License-Identifier: EUPL-1.2
"""Below node nothing reads a clock, throws dice, opens a socket or a database, or writes a file."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.sources import floor_files

FLOORS = ("kernel", "register", "book", "engines", "nouns", "priorities", "programme", "catalogue.py")
MODULES = {
    "socket",
    "ssl",
    "sqlite3",
    "subprocess",
    "random",
    "secrets",
    "asyncio",
    "http.client",
    "urllib.request",
    "django",
    "granian",
}
CALLS = {
    "time.time",
    "time.monotonic",
    "time.sleep",
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "uuid.uuid4",
    "uuid.uuid1",
    "uuid4",
    "os.getenv",
    "os.urandom",
    "urandom",
}
NAMES = {"os.environ"}
WRITES = {"write_text", "write_bytes", "unlink", "mkdir"}


def dotted(node: ast.expr) -> str:
    """`a.b.c` for an attribute chain, else the empty string."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


def imported(node: ast.AST) -> list[str]:
    """The modules that this statement imports."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []


def offences(source: str) -> list[str]:
    """What this source does that only node may do, as `line N: what`."""
    found = []
    for node in ast.walk(ast.parse(source)):
        for module in imported(node):
            if module in MODULES or module.split(".")[0] in MODULES:
                found.append(f"line {node.lineno}: import {module}")
        if isinstance(node, ast.Attribute) and dotted(node) in NAMES:
            found.append(f"line {node.lineno}: {dotted(node)}")
        if isinstance(node, ast.Call):
            name = dotted(node.func)
            last = ".".join(name.split(".")[-2:])
            if name in CALLS or last in CALLS or name.split(".")[-1] in WRITES:
                found.append(f"line {node.lineno}: {name}()")
    return found


def test_the_floors_below_node_are_pure(root: Path) -> None:
    found = [
        f"{path.relative_to(root)} {offence}"
        for path in floor_files(root, FLOORS)
        for offence in offences(path.read_text(encoding="utf-8"))
    ]
    assert not found, "only node has clocks, dice, sockets, databases and files to write: " + "; ".join(found)


def test_an_offence_is_seen() -> None:
    assert offences("from datetime import datetime\nx = datetime.now()") == ["line 2: datetime.now()"]
    assert offences("import sqlite3") == ["line 1: import sqlite3"]
    assert offences("import os\nos.environ['A']") == ["line 2: os.environ"]
    assert offences("from datetime import date\nx = date(2026, 1, 1)") == []
