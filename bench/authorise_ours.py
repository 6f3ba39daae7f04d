# SPDX-License-Identifier: EUPL-1.2
"""Ours for the claim `authorise`: a node with the example country, asked through WSGI by somebody who may see it all.

Its last line is `{"cpu_ms": {"checked": [...], "unchecked": [...]}, "same": ..., "rows": ..., ...}`.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from io import BytesIO
from time import process_time, process_time_ns
from typing import Any
from unittest.mock import patch

PATH = "/nl/soorten/cloudaanbiedingen"
_TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=")[A-Za-z0-9]{64}')


def main() -> None:
    """Loads, warms up, measures and prints."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"STELSEL_HOME": home, "DJANGO_SETTINGS_MODULE": "stelsel.node.settings"}
        print(json.dumps(_measure(int(sys.argv[1]))))


def _measure(rounds: int) -> dict[str, Any]:
    from bench.country import country

    country()
    from stelsel.faces.wsgi import application

    cookie = _everywhere()
    cpu: dict[str, list[float]] = {"checked": [], "unchecked": []}
    pages: dict[str, bytes] = {}
    for turn in range(rounds + 10):
        for name in ("checked", "unchecked") if turn % 2 else ("unchecked", "checked"):
            with unchecked() if name == "unchecked" else nullcontext():
                started = process_time()
                pages[name] = _call(application, cookie)
                spent = (process_time() - started) * 1000
            if turn >= 10:
                cpu[name].append(spent)
    same = _TOKEN.sub(rb"\1", pages["checked"]) == _TOKEN.sub(rb"\1", pages["unchecked"])
    return {"cpu_ms": cpu, "same": same, "rows": pages["checked"].count(b"<tr"), **_costs(application, cookie)}


def _everywhere() -> str:
    """A session of an account with a role at every publisher, in government."""
    from django.contrib.auth.models import User
    from django.test import Client

    from stelsel.node.models import Membership
    from stelsel.node.node import node

    user = User.objects.create_user("overal", password="een lang wachtwoord")
    for publisher in {log.publisher for log in node().logs.sizes()}:
        Membership.objects.create(user=user, publisher=publisher, role="reader", government=True)
    client = Client()
    client.login(username="overal", password="een lang wachtwoord")
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


@contextmanager
def unchecked() -> Iterator[None]:
    """Every check says yes."""
    with (
        patch("stelsel.book.audience.Asker.may_see", lambda self, log: True),
        patch("stelsel.faces.web.shell.require", lambda *given: None),
    ):
        yield


def _costs(application: Callable[..., Any], cookie: str) -> dict[str, Any]:
    """What one check takes, and whether a page asks at all."""
    from stelsel.book.audience import Asker
    from stelsel.node.identity import Person
    from stelsel.node.node import node
    from stelsel.node.permission import require

    logs = list(node().logs.sizes())
    who = Asker(frozenset({logs[0].publisher}), True)
    person = Person("overal", {logs[0].publisher: "reader"}, who)
    asked: list[int] = []
    before = Asker.may_see

    def counting(self: Asker, log: Any) -> bool:
        asked.append(1)
        return before(self, log)

    with patch("stelsel.book.audience.Asker.may_see", counting):
        _call(application, cookie)
    return {
        "check_ns": _each(lambda: [who.may_see(log) for log in logs]) / len(logs),
        "door_ns": _each(lambda: require(person, "see")),
        "logs": len(logs),
        "asked": len(asked),
    }


def _each(make: Callable[[], Any], times: int = 20_000) -> float:
    started = process_time_ns()
    for _ in range(times):
        make()
    return (process_time_ns() - started) / times


def _call(application: Callable[..., Any], cookie: str) -> bytes:
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": PATH,
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "HTTP_HOST": "localhost:8000",
        "HTTP_COOKIE": cookie,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(b""),
    }
    seen: list[str] = []
    response = application(environ, lambda status, headers: seen.append(status))
    body = b"".join(response)
    getattr(response, "close", lambda: None)()
    assert seen == ["200 OK"], f"{PATH} answers {seen}"
    return body


if __name__ == "__main__":
    main()
