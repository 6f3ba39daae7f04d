# SPDX-License-Identifier: EUPL-1.2
"""Only the fetch package makes requests; nothing else under src opens a connection but the few named here."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.test_pure_floors import imported

CLOSED = (
    "urllib.request",
    "urllib.error",
    "http.client",
    "requests",
    "httpx",
    "aiohttp",
    "socket",
    "urllib3",
    "ftplib",
    "asyncio",
    "xmlrpc",
)
FETCH = "node/fetch/"
MAY = {
    "node/serve.py": "socket: looks whether the port of the pages is free, and whether they answer",
    "node/population/spark.py": "socket: looks whether the Spark master that the operator names answers",
    "node/signing/client.py": "socket: the Unix socket of the signer on this machine",
    "node/signing/server.py": "socket: the signer's side of that socket",
    "node/signing/remote.py": "http.client: the own signer of the operator, named in a file there; sealed requests, "
    "signed answers, no address that anybody else can give",
}
"""File below src/stelsel -> why it may."""


def closed(source: str) -> set[str]:
    """The modules in this source that open connections."""
    names = [(node, name) for node in ast.walk(ast.parse(source)) for name in imported(node)]
    names += [
        (node, f"{node.module}.{alias.name}")
        for node, _ in list(names)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]
    return {one for _, name in names for one in CLOSED if name == one or name.startswith(f"{one}.")}


def test_fetch_is_the_only_way_out(root: Path) -> None:
    place = root / "src" / "stelsel"
    found = {
        path.relative_to(place).as_posix(): names
        for path in sorted(place.rglob("*.py"))
        if (names := closed(path.read_text(encoding="utf-8")))
    }
    outside = {file: names for file, names in found.items() if not file.startswith(FETCH)}
    assert outside.keys() == MAY.keys(), "use stelsel.node.fetch, or name the file here with its reason"
    for file, names in outside.items():
        assert names == {MAY[file].partition(":")[0]}


def test_a_way_out_is_seen() -> None:
    assert closed("import urllib.request") == {"urllib.request"}
    assert closed("from urllib import request") == {"urllib.request"}
    assert closed("from http import client, HTTPStatus") == {"http.client"}
    assert closed("import requests.adapters as x") == {"requests"}
    assert closed("from urllib.parse import urlsplit\nimport http\nimport socketserver") == set()
