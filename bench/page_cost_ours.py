# SPDX-License-Identifier: EUPL-1.2
"""Ours for the claim `page-cost`: a node with the example country, asked through WSGI as a visitor would.

Its last line is `{"pages": {name: html}, "cpu_ms": {name: [...]}}`.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from io import BytesIO
from time import process_time
from typing import Any

PATHS = {"start": "/nl/", "list": "/nl/soorten/cloudaanbiedingen"}


def main() -> None:
    """Loads, warms up, measures and prints."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"STELSEL_HOME": home, "DJANGO_SETTINGS_MODULE": "stelsel.node.settings"}
        print(json.dumps(_measure(int(sys.argv[1]))))


def _measure(rounds: int) -> dict[str, Any]:
    from bench.country import country

    country()
    from stelsel.faces.wsgi import application

    pages = {name: _call(application, path).decode() for name, path in PATHS.items()}
    cpu: dict[str, list[float]] = {}
    for name, path in PATHS.items():
        _call(application, path)
        cpu[name] = []
        for _ in range(rounds):
            started = process_time()
            body = _call(application, path)
            cpu[name].append((process_time() - started) * 1000)
            assert len(body) == len(pages[name].encode()), "the page is the same every time"
    return {"pages": pages, "cpu_ms": cpu}


def _call(application: Any, path: str) -> bytes:
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "HTTP_HOST": "localhost:8000",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(b""),
    }
    seen: list[str] = []
    response = application(environ, lambda status, headers: seen.append(status))
    body = b"".join(response)
    getattr(response, "close", lambda: None)()
    assert seen == ["200 OK"], f"{path} answers {seen}"
    return body


if __name__ == "__main__":
    main()
