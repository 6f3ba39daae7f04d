# SPDX-License-Identifier: EUPL-1.2
"""Rules over the API: what there is, one case, its explanation, the next question; and nothing of a case in a log."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from django.test import Client
from structlog.testing import capture_logs

from stelsel.faces.api.contract import document
from stelsel.faces.api.rules import EXAMPLE
from stelsel.node.node import Node

RULE = "/api/v1/regels/wet_op_de_zorgtoeslag"


def send(path: str, body: Any) -> Any:
    raw = body if isinstance(body, bytes) else json.dumps(body)
    return Client().post(path, raw, content_type="application/json")


def example(**facts: Any) -> dict[str, Any]:
    """The example of the contract with some facts changed; None takes one away."""
    made = copy.deepcopy(EXAMPLE)
    person = made["feiten"]["personen"]["aanvrager"]
    person.update(facts)
    for name in [name for name, value in person.items() if value is None]:
        del person[name]
    return made


def test_every_rule_with_its_outcomes(small_node: Node) -> None:
    found = Client().get("/api/v1/regels").json()
    by_name = {one["regel"]: one for one in found["regels"]}
    assert "zorgtoeslag_per_jaar" in by_name["wet_op_de_zorgtoeslag"]["uitkomsten"]
    assert by_name["inkomenstoeslag_kerkrade"]["gebiedscode"] == "GM0928"
    assert Client().get(by_name["wet_op_de_zorgtoeslag"]["_links"]["versies"]).status_code == 200
    early = Client().get("/api/v1/regels?datum=1990-01-01").json()
    assert {one["regel"]: one["uitkomsten"] for one in early["regels"]}["wet_op_de_zorgtoeslag"] == []
    assert Client().get("/api/v1/regels?datum=morgen").status_code == 400


def test_the_versions_say_where_they_come_from(small_node: Node) -> None:
    found = Client().get(f"{RULE}/versies").json()
    assert [one["geldigheid"]["begin"] for one in found["versies"]] == ["2024-01-01", "2024-11-06"]
    assert {one["wijze"] for one in found["versies"]} == {"shipped"}
    assert all(len(one["teksthash"]) == 64 for one in found["versies"])
    assert Client().get("/api/v1/regels/nergens/versies").status_code == 404


def test_the_example_of_the_contract_computes(small_node: Node) -> None:
    response = send(f"{RULE}/bereken", EXAMPLE)
    found = response.json()
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert (found["waarde"], found["eenheid"], found["zekerheid"]) == (157300, "eurocent", "officieel")
    assert found["samenvatting"][0]["nl"] == "Zorgtoeslag per jaar is € 1.573,00."
    assert "uitleg" not in found
    shown = json.loads(document("https://stelsel.example"))["paths"]["/regels/{regel}/bereken"]["post"]
    assert shown["requestBody"]["content"]["application/json"]["example"] == EXAMPLE


def test_a_short_name_means_its_rule(small_node: Node) -> None:
    short = Client().get("/api/v1/regels/zorgtoeslag/versies").json()
    assert short["regel"] == "wet_op_de_zorgtoeslag"
    assert send("/api/v1/regels/zorgtoeslag/bereken", EXAMPLE).json()["waarde"] == 157300
    main = {name: one for name, one in EXAMPLE.items() if name != "uitkomst"}
    assert send("/api/v1/regels/zorgtoeslag/bereken", main).json()["uitkomst"] == "zorgtoeslag_per_jaar"


def test_a_strange_name_is_told_and_what_cannot_be_is_refused(small_node: Node) -> None:
    told = send(f"{RULE}/bereken", example(inkommen=3)).json()
    assert (told["waarde"], told["onbekendeGegevens"]) == (157300, ["aanvrager.inkommen"])
    refused = send(f"{RULE}/bereken", example(geboortedatum="2031-01-01"))
    assert refused.status_code == 400
    assert "aanvrager.geboortedatum" in refused.content.decode()
    assert send(f"{RULE}/bereken", example(bsn="1")).status_code == 400


def test_an_explanation_has_sentences_with_articles(small_node: Node) -> None:
    found = send(f"{RULE}/leg-uit", EXAMPLE).json()
    first = found["uitleg"][0]
    assert first["diepte"] == 0
    assert first["zin"]["en"].startswith("Health-care allowance a year is € 1,573.00.")
    assert (first["artikel"]["artikel"], first["artikel"]["lid"]) == ("2", "1")
    assert len(found["uitleg"]) > 20


def test_unknown_is_null_and_names_the_facts(small_node: Node) -> None:
    found = send(f"{RULE}/bereken", example(jaarinkomen=None)).json()
    assert (found["waarde"], found["zekerheid"], found["ontbreekt"]) == (None, "onbekend", ["aanvrager.jaarinkomen"])


def test_refused_and_provisional_say_why(small_node: Node) -> None:
    refused = send(f"{RULE}/bereken", example(woont_in_verdragsland=True)).json()
    assert (refused["waarde"], refused["zekerheid"]) == (None, "geweigerd")
    assert "landenfactor" in refused["redenen"][0]["bron"]
    doubt = send(f"{RULE}/bereken", example(verandert_dit_jaar=True, maanden_met_recht=6)).json()
    assert doubt["zekerheid"] == "voorlopig"
    assert {one["bron"] for one in doubt["redenen"]} == {"awir-change-during-month", "awir-part-year-rounding"}


def test_the_next_question_until_there_is_none(small_node: Node) -> None:
    asked = example(heeft_toeslagpartner=None, jaarinkomen=None)
    found = send(f"{RULE}/volgende-vraag", asked).json()
    question = found["volgendeVraag"]
    assert question["feit"] in found["berekening"]["ontbreekt"]
    assert question["soortAntwoord"] in ("yes-no", "amount")
    assert question["toelichting"]["nl"].startswith("Want het ")
    assert "volgendeVraag" not in send(f"{RULE}/volgende-vraag", EXAMPLE).json()


@pytest.mark.parametrize(
    ("body", "status", "name"),
    [
        ({}, 400, "feiten"),
        ({**EXAMPLE, "meer": 1}, 400, "meer"),
        ({**EXAMPLE, "datum": "ooit"}, 400, "datum"),
        ({**EXAMPLE, "feiten": []}, 400, "feiten"),
        ({**EXAMPLE, "feiten": {"personen": [1]}}, 400, "personen"),
        (example(jaarinkomen="veel"), 400, "aanvrager.jaarinkomen"),
        (example(jaarinkomen=1.5), 400, "feiten.personen.aanvrager.jaarinkomen"),
        (example(rendementsgrondslag=-1), 400, "aanvrager.rendementsgrondslag"),
        ({**EXAMPLE, "uitkomst": "iets"}, 400, "wet_op_de_zorgtoeslag.iets"),
        ({**EXAMPLE, "datum": "1990-01-01"}, 400, "wet_op_de_zorgtoeslag"),
        (b"[", 400, ""),
    ],
)
def test_bad_input_is_named(small_node: Node, body: Any, status: int, name: str) -> None:
    for call in ("bereken", "leg-uit", "volgende-vraag"):
        response = send(f"{RULE}/{call}", body)
        assert response.status_code == status, response.content
        assert response.headers["Content-Type"] == "application/problem+json"
        assert not name or name in {one["name"] for one in response.json()["errors"]}


def test_a_rule_that_is_not_there(small_node: Node) -> None:
    for call in ("bereken", "leg-uit", "volgende-vraag"):
        assert send(f"/api/v1/regels/nergens/{call}", EXAMPLE).status_code == 404


def test_no_word_of_a_case_in_a_log(small_node: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    with capture_logs() as logs:
        send(f"{RULE}/bereken", example(jaarinkomen="geheim27182"))

        def fail(*_: object, **__: object) -> None:
            raise RuntimeError("geheim27182")

        monkeypatch.setattr("stelsel.faces.api.rules.outcome_shape", fail)
        broken = send(f"{RULE}/bereken", EXAMPLE)
    assert broken.status_code == 500
    assert "geheim27182" not in str(logs)
    assert b"geheim27182" not in broken.content
