# SPDX-License-Identifier: EUPL-1.2
"""Dossiers over the API: private, with the names of the contract, never from a cache."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from typing import Any

import pytest
from django.contrib.auth.models import User

from stelsel.node import dossiers
from stelsel.node.models import Membership
from tests.faces.api.conftest import PASSWORD, basic

SECRET = "Zwijgzaamheid-7731"
OPENING = {
    "dossierdoel": "Bezwaar behandelen",
    "rechtsgrond": "e",
    "wet": "Gemeentewet, art. 160",
    "bewaarjaren": 7,
    "bewaargrond": "Selectielijst 2020, categorie 9.1",
    "betrokkenen": [{"betrokkeneKenmerk": "p-17"}],
}


def other(name: str, publisher: str = "wolk", role: str = "administrator") -> dict[str, str]:
    """The header of another account."""
    user = User.objects.create_user(name, password=PASSWORD)
    Membership.objects.create(user=user, publisher=publisher, role=role)
    return basic(name, PASSWORD)


def opened(api: Any, account: dict[str, str], **more: Any) -> str:
    """A new dossier; its address below /api/v1."""
    made = api.send("/dossiers", {**OPENING, **more}, **account)
    assert made.status_code == 201, made.content
    return str(made.headers["Location"].removeprefix("/api/v1"))


def test_from_opening_to_closing_with_an_entry(api: Any, account: dict[str, str]) -> None:
    here = opened(api, account, soort="supplier")
    made = api.send(f"{here}/stukken", {"naam": "opzet", "inhoud": {"naam": "Wolk BV"}}, **account)
    assert made.status_code == 201
    place = made.headers["Location"].removeprefix("/api/v1")
    assert api.get(place, **account).json()["inhoud"] == {"naam": "Wolk BV"}
    document = made.json()["stuk"]
    better = {"naam": "opzet", "inhoud": {"naam": "Wolk NV"}, "stuk": document, "revisieGezien": 1}
    assert api.send(f"{here}/stukken", better, **account).json()["revisie"] == 2
    late = api.send(f"{here}/stukken", better, **account)
    assert (late.status_code, late.json()["errors"][0]["code"]) == (409, "overtaken")
    assert api.get(f"{place}?revisie=1", **account).json()["inhoud"] == {"naam": "Wolk BV"}
    raw = api.send(f"{here}/stukken", {"naam": "foto", "base64": base64.b64encode(b"\x00\xff").decode()}, **account)
    assert base64.b64decode(raw.json()["base64"]) == b"\x00\xff"
    wish = {"stuk": document, "soort": "leverancier", "gepubliceerdDoor": "wolk", "kring": "public", "naam": "nv"}
    closed = api.send(f"{here}/afsluitingen", {"publicatie": wish}, **account)
    assert closed.status_code == 201, closed.content
    assert closed.json()["vermelding"] == "wolk/supplier/nv"
    assert api.get("/leveranciers/wolk/nv").json()["inhoud"] == {"naam": "Wolk NV"}
    receipt = api.get(f"{here}/stukken/ontvangstbewijs", **account).json()["inhoud"]
    assert receipt["adres"] == "wolk/supplier/nv"
    assert api.send(f"{here}/stukken", better, **account).json()["errors"][0]["code"] == "closed"
    (line,) = api.get("/dossiers", **account).json()["dossiers"]
    assert "stukken" not in line


def test_only_with_an_account_and_only_for_readers(api: Any, account: dict[str, str]) -> None:
    here = opened(api, account)
    document = api.send(f"{here}/stukken", {"naam": "n", "inhoud": SECRET}, **account).json()["stuk"]
    stranger, elsewhere = other("bob"), f"/dossiers/{'0' * 32}"
    assert api.get(here).status_code == 401
    assert api.get("/dossiers").status_code == 401
    for below in ("", f"/stukken/{document}", "/verwerkingen"):
        told = [api.get(place + below, **stranger) for place in (here, elsewhere)]
        assert {one.status_code for one in told} == {404}
        plain = [{**one.json(), "instance": ""} for one in told]
        assert plain[0] == plain[1]
    for below, body in (
        ("/stukken", {"naam": "n", "inhoud": "x"}),
        ("/lezers", {"account": "bob", "recht": "lezen"}),
        ("/afsluitingen", {}),
        ("/bewaarplichten", {"toelichting": "een lange reden"}),
    ):
        told = [api.send(place + below, body, **stranger) for place in (here, elsewhere)]
        assert [one.status_code for one in told] == [404, 404]
    assert api.send(f"{here}/lezers", {"account": "bob", "recht": "lezen"}, **account).status_code == 201
    assert api.get(here, **stranger).json()["mag"] == ["lezen"]
    assert api.send(f"{here}/stukken", {"naam": "n", "inhoud": "x"}, **stranger).status_code == 403
    assert api.send(f"{here}/lezers", {"account": "zo-niet", "recht": "lezen"}, **account).status_code == 400


def test_it_is_never_answered_from_a_cache(api: Any, account: dict[str, str]) -> None:
    here = opened(api, account)
    first = api.get(here, **account)
    assert "ETag" not in first.headers
    stand = api.get("/stand", **account).headers["ETag"]
    assert api.get(here, **{**account, "If-None-Match": stand}).status_code == 200


def test_who_looked_with_the_names_of_the_standard(api: Any, account: dict[str, str]) -> None:
    trace, span = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
    here = opened(api, account)
    answer = api.get(here, traceparent=f"00-{trace}-{span}-01", tracestate="a=1", **account)
    assert answer.headers["traceparent"].startswith(f"00-{trace}-")
    found = api.get(f"{here}/verwerkingen?pageSize=2", **account).json()
    read = found["verwerkingen"][1]
    assert (read["name"], read["trace_id"], read["parent_span_id"]) == ("dossier.lezen", trace, span)
    assert read["foreign_operation"] == {
        "trace_id": trace, "span_id": span, "entity": "https://stelsel.example/wolk",
    }  # fmt: skip
    attributes = {one["key"]: one["value"] for one in read["attributes"]}
    activity = attributes["dpl.core.processing_activity_id"].removeprefix("http://localhost:8000/api/v1")
    shown = api.get(activity, **account).json()
    assert (shown["dossierdoel"], shown["rechtsgrond"], shown["wet"]) == (
        "Bezwaar behandelen", "e", "Gemeentewet, art. 160",
    )  # fmt: skip
    assert api.get(activity, **other("bob")).status_code == 404


def test_bad_input_is_named(api: Any, account: dict[str, str]) -> None:
    def codes(path: str, body: Any) -> tuple[int, list[str]]:
        answer = api.send(path, body, **account)
        return answer.status_code, [one["code"] for one in answer.json().get("errors", [])]

    assert codes("/dossiers", {**OPENING, "wet": ""}) == (400, ["no-law"])
    assert codes("/dossiers", {**OPENING, "bewaarjaren": None})[1] == ["no-term"]
    assert codes("/dossiers", {**OPENING, "bewaarjaren": None, "bewarenTot": "2020-01-01"})[1] == ["past-term"]
    assert codes("/dossiers", {**OPENING, "betrokkenen": [{"betrokkeneKenmerk": "111222333"}]})[0] == 400
    assert codes("/dossiers", {**OPENING, "rechtsgrond": "z"})[0] == 400
    assert codes("/dossiers", {**OPENING, "eigenaar": "importeur"})[0] == 403
    here = opened(api, account)
    assert codes(f"{here}/stukken", {"naam": "n"})[1] == ["one-content"]
    assert codes(f"{here}/stukken", {"naam": "n", "base64": "é"})[1] == ["no-base64"]
    assert codes(f"{here}/stukken", {"naam": "", "inhoud": "x"})[1] == ["document-name"]
    assert codes(f"{here}/stukken", {"naam": "n", "inhoud": "x" * (dossiers.MOST_BYTES + 1)})[0] == 413
    assert codes(f"{here}/stukken", {"naam": "n", "inhoud": "x", "stuk": "f" * 32, "revisieGezien": 1})[0] == 404
    assert codes(f"{here}/bewaarplichten", {"toelichting": "x"})[1] == ["no-reason"]


def test_an_access_request_over_the_api(api: Any, account: dict[str, str]) -> None:
    boss = other("baas")
    here = opened(api, boss, eigenaar="wolk")
    api.send(f"{here}/stukken", {"naam": "n", "inhoud": SECRET}, **boss)
    asked = {"betrokkeneKenmerk": "p-17", "eigenaar": "wolk"}
    answer = api.send("/inzageverzoeken", asked, **boss)
    assert answer.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        assert SECRET in json.dumps(json.loads(file.read("inzage.json")))
    assert api.send("/inzageverzoeken", asked, **account).status_code == 403


def test_no_word_of_it_in_a_log(api: Any, account: dict[str, str], monkeypatch: Any, capfd: Any) -> None:
    here = opened(api, account)

    def fails(*_: Any, **__: Any) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr(dossiers, "write", fails)
    answer = api.send(f"{here}/stukken", {"naam": SECRET, "inhoud": SECRET}, **account)
    assert answer.status_code == 500
    out, err = capfd.readouterr()
    assert SECRET not in out + err + answer.content.decode()


@pytest.mark.parametrize(
    "path", ["/dossiers/x", "/verwerkingsactiviteiten/x", "/verwerkingsactiviteiten/99999999999999999"]
)
def test_odd_addresses_are_not_there(api: Any, account: dict[str, str], path: str) -> None:
    assert api.get(path, **account).status_code == 404
