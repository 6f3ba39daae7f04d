# SPDX-License-Identifier: EUPL-1.2
"""Ours for the claim `postgres`, in a process per database. `fill SIZE` makes a node and moves it to the address on
standard input; its last line is `{"entries", "move_s"}`. `ask ROUNDS` asks it pages as a visitor would; its last line
is `{"pages": {name: sha256}, "ms"}`.
"""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from time import perf_counter
from typing import Any

PAGES = {
    "start": "/nl/",
    "list": "/nl/soorten/leveranciers",
    "entry": "/nl/vermelding/meting/supplier/n7",
    "search": "/nl/zoeken?q=nummer",
}
CHUNK = 5_000


def fill(size: int, address: str) -> dict[str, Any]:
    """Publish that many suppliers and move the node."""
    import django

    django.setup()
    from django.db import connections

    from stelsel.kernel.draft import Draft
    from stelsel.node.keeper import keep
    from stelsel.node.move import move
    from stelsel.node.node import node
    from stelsel.node.serve import migrate
    from stelsel.nouns.supplier import SUPPLIER, Supplier

    migrate()
    made = node()
    made.enrol("meting")
    for first in range(0, size, CHUNK):
        names = {f"n{one}": f"Leverancier nummer {one}" for one in range(first, min(first + CHUNK, size))}
        drafts = [Draft(SUPPLIER, local, Supplier(name=name, sample=True)) for local, name in names.items()]
        made.publish_drafts("meting", "public", drafts)
    keep(made)
    made.in_use = None  # nobody is at work on it any more
    started = perf_counter()
    proof = move(made.home, made.origin, made.signing, address)
    spent = perf_counter() - started
    connections.close_all()
    return {"entries": sum(proof.logs.values()), "move_s": spent}


def ask(rounds: int) -> dict[str, Any]:
    """Ask every page that often, in turns, after one that is not counted."""
    from stelsel.faces.wsgi import application

    pages = {name: sha256(_call(application, path)).hexdigest() for name, path in PAGES.items()}
    spent: dict[str, list[float]] = {name: [] for name in PAGES}
    for _ in range(rounds):
        for name, path in PAGES.items():
            started = perf_counter()
            _call(application, path)
            spent[name].append((perf_counter() - started) * 1000)
    return {"pages": pages, "ms": spent}


def _call(application: Any, path: str) -> bytes:
    from django.test import RequestFactory

    asked = RequestFactory(SERVER_NAME="localhost", SERVER_PORT="8000", HTTP_HOST="localhost:8000").get(path)
    seen: list[str] = []
    response = application(asked.environ, lambda status, headers: seen.append(status))
    body = b"".join(response)
    response.close()
    assert seen == ["200 OK"], f"{path} answers {seen}"
    return body


if __name__ == "__main__":
    what, given = sys.argv[1], int(sys.argv[2])
    print(json.dumps(fill(given, sys.stdin.read()) if what == "fill" else ask(given)))
