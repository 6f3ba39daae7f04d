# SPDX-License-Identifier: EUPL-1.2
"""Reading: lists, one entry, history, search, logs, proofs, schemas, the position."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from stelsel.kernel.entry import commitment, decode_envelope
from stelsel.register.checkpoint import MlDsa44Verifier
from stelsel.register.log import Proof, check_proof
from stelsel.register.note import ED25519, Ed25519Verifier, read_vkey


def test_a_list_has_pages_and_links(api: Any) -> None:
    first = api.get("/cloudaanbiedingen?pageSize=3").json()
    assert (first["totaal"], len(first["vermeldingen"])) == (7, 3)
    assert "prev" not in first["_links"]
    second = api.get(first["_links"]["next"].removeprefix("/api/v1")).json()
    assert second["vermeldingen"][0]["inhoud"]["titel"] == "machine 4"
    last = api.get(second["_links"]["last"].removeprefix("/api/v1")).json()
    assert len(last["vermeldingen"]) == 1
    assert "next" not in last["_links"]
    assert first["stand"] == api.get("/stand").json()["hash"]


def test_a_list_filters_by_facets(api: Any) -> None:
    found = api.get("/cloudaanbiedingen?naamLeverancier=Regen").json()
    assert found["totaal"] == 3
    both = api.get("/cloudaanbiedingen?naamLeverancier=Regen&naamLeverancier=Wolk").json()
    assert both["totaal"] == 7
    assert api.get("/cloudaanbiedingen?naamLeverancier=Niemand").json()["vermeldingen"] == []


def test_one_entry_says_who_said_it(api: Any) -> None:
    one = api.get("/cloudaanbiedingen/importeur/m1").json()
    assert one["wijze"] == "recorded"
    assert one["gepubliceerdDoor"] == "importeur"
    assert one["betreft"] == "wolk"
    assert one["bron"] == {"naam": "Fixture", "datum": "2026-01-31", "koppeling": "https://voorbeeld.invalid/prijzen"}
    assert one["inhoud"]["vcpus"] == "1"
    history = api.get(one["_links"]["historie"].removeprefix("/api/v1")).json()
    assert [revision["revisie"] for revision in history["vermeldingen"]] == [1]


def test_what_is_not_yours_is_not_there(api: Any, account: dict[str, str]) -> None:
    assert api.get("/leveranciers/wolk/geheim").status_code == 404
    assert api.get("/leveranciers/wolk/geheim/historie").status_code == 404
    assert api.get("/bewijzen/wolk/supplier/geheim").status_code == 404
    assert api.get("/leveranciers").json()["totaal"] == 1
    assert api.get("/leveranciers/wolk/geheim", **account).json()["inhoud"]["naam"] == "Geheim"
    assert api.get("/leveranciers", **account).json()["totaal"] == 2
    assert api.get("/stand").json()["hash"] != api.get("/stand", **account).json()["hash"]


def test_search_finds_and_counts(api: Any) -> None:
    found = api.get("/zoekresultaten?zoektekst=machine").json()
    assert found["totaal"] == 7
    assert found["facetten"]["soort"] == {"cloudaanbod": 7}
    assert api.get("/zoekresultaten?zoektekst=wolk&soort=leverancier").json()["totaal"] == 1


def test_a_proof_can_be_checked_without_us(api: Any) -> None:
    proof = api.get("/bewijzen/importeur/cloudaanbod/m5").json()
    keys = [read_vkey(key) for key in proof["sleutels"]]
    known = [Ed25519Verifier(n, p) if kind == ED25519 else MlDsa44Verifier(n, p) for n, kind, p in keys]
    leaf = base64.b64decode(proof["blad"])
    hashes = tuple(base64.b64decode(one) for one in proof["hashpad"])
    checkpoint = check_proof(leaf, Proof(proof["index"], hashes, proof["ijkpunt"]), known)
    assert (checkpoint.origin, checkpoint.size) == (proof["logboek"], 8)
    envelope = decode_envelope(leaf)
    assert commitment(base64.b64decode(proof["zout"]), base64.b64decode(proof["lading"])) == envelope.h


def test_logs_show_keys_and_checkpoint_only_to_those_who_may(api: Any, account: dict[str, str]) -> None:
    shown = api.get("/logboeken").json()["logboeken"]
    assert {one["kring"] for one in shown} == {"public"}
    mine = api.get("/logboeken", **account).json()["logboeken"]
    assert {one["kring"] for one in mine if one["gepubliceerdDoor"] == "wolk"} == {"own", "public", "gov"}


def test_schema_of_a_kind(api: Any) -> None:
    schema = api.get("/soorten/cloudaanbod/schema").json()
    assert "CloudOffer" in schema["$defs"]
    assert api.get("/soorten/cloudaanbiedingen/schema").json() == schema
    assert api.get("/soorten/niets/schema").status_code == 404


def test_the_same_position_needs_no_second_answer(api: Any) -> None:
    first = api.get("/cloudaanbiedingen?pageSize=2")
    again = api.get("/cloudaanbiedingen?pageSize=2", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = api.get("/cloudaanbiedingen?pageSize=3", **{"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


def test_questions_and_answers(api: Any) -> None:
    questions = api.get("/vragen").json()["vragen"]
    links = {one["vraag"]: one["_links"]["antwoord"] for one in questions}
    path = links["passend-cloudaanbod"].removeprefix("/api/v1")
    by_get = api.get(f"{path}?titel=Web&vcpus=4&locatieBinnen=EU").json()
    by_post = api.send(path, {"titel": "Web", "vcpus": "4", "locatieBinnen": "EU"}).json()
    assert by_get == by_post
    assert by_get["vraag"] == "passend-cloudaanbod"
    assert by_get["hoofdregel"]["nl"]
    assert by_get["stand"] == api.get("/stand").json()["hash"]


def test_the_contract_is_found(api: Any) -> None:
    assert api.get("/openapi.json").json()["openapi"] == "3.1.0"
    assert api.get("/docs").headers["Location"] == "/api/v1/openapi.json"
    assert api.call("POST", "/api/v1/openapi.json").status_code == 405


def test_head_is_get_without_a_body(api: Any) -> None:
    full = api.get("/stand")
    head = api.call("HEAD", "/api/v1/stand")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == str(len(full.content))


@pytest.mark.parametrize("path", ["/api/v1/cloudaanbiedingen/", "/api/v1/niets", "/api/v1", "/api/", "/api/v2/stand"])
def test_another_address_is_a_problem_document(api: Any, path: str) -> None:
    assert api.call("GET", path).status_code == 404
