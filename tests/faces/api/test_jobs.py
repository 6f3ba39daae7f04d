# SPDX-License-Identifier: EUPL-1.2
"""Background work over the API."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import User

from stelsel.node.background import check_book
from stelsel.node.jobs import Worker, ask
from stelsel.node.models import Job, Membership
from tests.faces.api.conftest import PASSWORD, basic

CHECK = {"opdracht": "check-book", "werktVoor": "wolk"}
Headers = dict[str, str]


@pytest.fixture
def reader(small_node: Any) -> Headers:
    """An account that may only read."""
    user = User.objects.create_user("lezer", password=PASSWORD)
    Membership.objects.create(user=user, publisher="wolk", role="reader")
    return basic("lezer", PASSWORD)


@pytest.fixture
def importer(small_node: Any) -> Headers:
    """A publisher elsewhere."""
    user = User.objects.create_user("imp", password=PASSWORD)
    Membership.objects.create(user=user, publisher="importeur", role="publisher")
    return basic("imp", PASSWORD)


def run_all() -> None:
    """A worker does what waits."""
    while Worker().run_one():
        pass


def test_asking_following_and_the_result(api: Any, account: Headers) -> None:
    asked = api.send("/opdrachten", CHECK, **account)
    assert asked.status_code == 202
    where = asked.headers["Location"].removeprefix("/api/v1")
    assert asked.json()["status"] == "waiting"
    assert asked.json()["titel"] == {"nl": "Controleer het hele boek", "en": "Check the whole book"}
    first = api.get(where, **account)
    assert "ETag" not in first.headers, "it changes while the position stands still"
    run_all()
    done = api.get(where, **account).json()
    assert (done["status"], done["gedaan"], done["vanTotaal"]) == ("done", 1, 1)
    assert "alles klopt" in done["uitkomst"]["nl"]
    assert done["cijfers"] == {"logs": 3, "entries": 1}
    listed = api.get("/opdrachten", **account).json()
    assert (listed["totaal"], listed["opdrachten"][0]["adres"]) == (1, done["adres"])
    assert api.get("/opdrachten?status=running", **account).json()["totaal"] == 0


def test_the_same_key_is_one_job(api: Any, account: Headers) -> None:
    body = {**CHECK, "sleutel": "2026"}
    assert api.send("/opdrachten", body, **account).json() == api.send("/opdrachten", body, **account).json()
    assert Job.objects.count() == 1


def test_stopping_and_trying_again(api: Any, account: Headers) -> None:
    where = api.send("/opdrachten", CHECK, **account).headers["Location"].removeprefix("/api/v1")
    assert api.send(f"{where}/herhalingen", {}, **account).status_code == 400
    assert api.send(f"{where}/annuleringen", {}, **account).json()["status"] == "cancelled"
    assert api.send(f"{where}/annuleringen", {}, **account).status_code == 400
    assert api.send(f"{where}/herhalingen", {}, **account).json()["status"] == "waiting"
    assert api.send(f"{where}/annuleringen", {"x": 1}, **account).status_code == 400


def test_nobody_sees_or_touches_what_is_not_theirs(
    api: Any, account: Headers, importer: Headers, reader: Headers
) -> None:
    where = api.send("/opdrachten", CHECK, **account).headers["Location"].removeprefix("/api/v1")
    node_wide = ask(check_book).id
    assert api.get("/opdrachten").status_code == 401
    assert api.get(where).status_code == 401
    assert api.get("/opdrachten", **importer).json()["totaal"] == 0
    assert api.get("/opdrachten", **reader).status_code == 403
    for who, status in ((importer, 404), (reader, 403)):
        for path in (where, f"/opdrachten/{node_wide}", f"/opdrachten/{uuid4()}", "/opdrachten/x"):
            assert api.get(path, **who).status_code == status
            assert api.send(f"{path}/annuleringen", {}, **who).status_code == status
    assert api.send("/opdrachten", CHECK, **importer).status_code == 403
    assert api.send("/opdrachten", CHECK, **reader).status_code == 403
    assert api.get(f"/opdrachten/{node_wide}", **account).status_code == 404
    assert Job.objects.filter(end="").count() == 2


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"opdracht": "record-path", "werktVoor": "wolk"},
        {**CHECK, "pad": "/etc/passwd"},
        {**CHECK, "sleutel": "x" * 200},
        {"opdracht": "record-attachment", "werktVoor": "wolk", "bijlage": "wolk/attachment/nee"},
        {"opdracht": "record-attachment", "werktVoor": "wolk", "bijlage": "x", "formaat": "zip"},
        {"opdracht": "record-attachment", "werktVoor": "wolk", "bijlage": "x", "kring": "allen"},
    ],
)
def test_what_does_not_fit_is_refused(api: Any, account: Headers, body: Any) -> None:
    assert api.send("/opdrachten", body, **account).status_code == 400
    assert not Job.objects.exists()
