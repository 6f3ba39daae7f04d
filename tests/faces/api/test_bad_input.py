# SPDX-License-Identifier: EUPL-1.2
"""Bad input gets a problem document with the place and the cure of everything that is wrong, and writes nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from stelsel.node.models import Revision
from stelsel.node.node import Node

SUPPLIERS = "/leveranciers"


def test_all_errors_in_the_query_come_together(api: Any) -> None:
    answer = api.get("/cloudaanbiedingen?page=0&pageSize=alles&kleur=rood")
    assert answer.status_code == 400
    errors = answer.json()["errors"]
    assert {(one["in"], one["name"]) for one in errors} == {
        ("query", "page"),
        ("query", "pageSize"),
        ("query", "kleur"),
    }
    assert all(one["reason"] and one["cure"] for one in errors)


@pytest.mark.parametrize(
    "query",
    ["page=1&page=2", "page=1e3", "page=-1", "page=99999999999", "page=²", "pageSize=501", "page="],
)
def test_impossible_pages(api: Any, query: str) -> None:
    assert api.get(f"/cloudaanbiedingen?{query}").status_code == 400


def test_a_day_that_is_none(api: Any) -> None:
    answer = api.get("/organisaties?datum=2026-02-30").json()
    assert answer["errors"][0]["name"] == "datum"
    assert api.get("/organisaties?datum=2026-02-28").status_code == 200


def test_impossible_values_of_a_question(api: Any) -> None:
    path = "/vragen/passend-cloudaanbod/antwoord"
    answer = api.get(f"{path}?titel=Web&vcpus=veel&aantal=half")
    assert answer.status_code == 400
    assert {(one["in"], one["name"]) for one in answer.json()["errors"]} == {("query", "vcpus"), ("query", "aantal")}
    assert api.get(f"{path}?titel=Web&maanden=0").status_code == 400
    assert api.get(f"{path}?kleur=rood").status_code == 400
    assert api.send(path, {"titel": "Web", "kleur": "rood"}).status_code == 400


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, "malformed-json"),
        (b" ", 400, "malformed-json"),
        (b"\xff\xfe", 400, "not-utf8"),
        (b'{"inhoud": {}, "inhoud": {}}', 400, "duplicate-key"),
        (b"[" * 100_000, 400, "too-deep"),
        (b'{"inhoud":' + b'{"a":' * 40 + b"1" + b"}" * 40 + b"}", 400, "too-deep"),
        (b"[]", 400, "not-an-object"),
        (b'{"inhoud": {"naam": 3}}', 400, "field"),
        (b'{"inhoud": {"naam": "x"}, "kleur": 1}', 400, "unknown-field"),
        (b'{"inhoud": {"naam": "x", "extra": 1.5}}', 400, "float"),
        (b'{"inhoud": {"naam": "x"}, "kring": "geheim"}', 400, "audience"),
        (b'{"inhoud": {"naam": "x"}, "naam": "Met Spatie"}', 400, "entry-id"),
        (b'{"inhoud": {"naam": "x"}, "betreft": "een-ander"}', 400, "stated-about-another"),
        (b'{"inhoud": {"naam": "x"}, "bron": {"naam": "krant", "datum": "gisteren"}}', 400, "date-format"),
        (b'{"inhoud": {"naam": "' + b"x" * 1_000_001 + b'"}}', 413, "too-large"),
    ],
)
def test_a_bad_entry_writes_nothing(api: Any, account: dict[str, str], body: bytes, status: int, code: str) -> None:
    before = Revision.objects.count()
    answer = api.send(SUPPLIERS, body, **account)
    assert answer.status_code == status
    error = answer.json()["errors"][0]
    assert error["code"] == code
    assert error["in"] == "body"
    assert error["cure"]
    assert Revision.objects.count() == before


def test_every_wrong_field_is_named(api: Any, account: dict[str, str]) -> None:
    body = {"inhoud": {"landVanVestiging": "Nederland", "voorbeeld": "misschien"}}
    errors = api.send(SUPPLIERS, body, **account).json()["errors"]
    assert {one["name"] for one in errors} == {"inhoud.naam", "inhoud.landVanVestiging", "inhoud.voorbeeld"}


def test_far_too_large_is_refused_unread(api: Any, account: dict[str, str]) -> None:
    assert api.send(SUPPLIERS, b" " * 2_000_000, **account).status_code == 413


def test_another_content_type(api: Any, account: dict[str, str]) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        assert api.send(SUPPLIERS, b"{}", content_type=kind, **account).status_code == 415


def test_who_may_not(api: Any, account: dict[str, str], small_node: Node) -> None:
    body = {"inhoud": {"naam": "x"}}
    nobody = api.send(SUPPLIERS, body)
    assert nobody.status_code == 401
    assert nobody.headers["WWW-Authenticate"].startswith("Basic")
    assert api.send(SUPPLIERS, {**body, "gepubliceerdDoor": "importeur"}, **account).status_code == 403
    assert api.get("/stand", Authorization="Basic AAAA").status_code == 401
    assert api.get("/stand", Authorization="Bearer x").status_code == 401


def test_many_wrong_passwords_wait(api: Any, account: dict[str, str]) -> None:
    import base64

    wrong = {"Authorization": "Basic " + base64.b64encode(b"ans:fout").decode()}
    codes = [api.get("/stand", **wrong).status_code for _ in range(6)]
    assert codes == [401] * 5 + [429]


def test_a_session_of_a_browser_does_not_publish(small_node: Node) -> None:
    from django.contrib.auth.models import User
    from django.test import Client

    from stelsel.node.models import Membership

    user = User.objects.create_user("bo", password="een lang wachtwoord")
    Membership.objects.create(user=user, publisher="wolk", role="publisher")
    client = Client()
    client.force_login(user)
    raw = json.dumps({"inhoud": {"naam": "x"}})
    assert client.post("/api/v1/leveranciers", raw, content_type="application/json").status_code == 401


def test_other_methods(api: Any) -> None:
    for method in ("PUT", "DELETE", "PATCH"):
        answer = api.call(method, "/api/v1/leveranciers")
        assert answer.status_code == 405
        assert set(answer.headers["Allow"].replace(" ", "").split(",")) >= {"GET", "POST"}


def test_an_unknown_host(api: Any) -> None:
    assert api.call("GET", "/api/v1/stand", Host="boos.example").status_code == 400


def test_a_fault_of_ours_is_a_problem_document(api: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from stelsel.book.book import Book

    def fail(*_: object) -> None:
        raise RuntimeError("kapot")

    monkeypatch.setattr(Book, "get", fail)
    answer = api.get("/leveranciers/importeur/wolk")
    assert answer.status_code == 500
    assert "kapot" not in answer.content.decode()


def test_english_on_request(api: Any) -> None:
    answer = api.get("/niets", **{"Accept-Language": "en"})
    assert answer.json()["title"] == "Not found"
    assert answer.headers["Content-Language"] == "en"
