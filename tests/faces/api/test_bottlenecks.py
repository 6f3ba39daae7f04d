# SPDX-License-Identifier: EUPL-1.2
"""Bottlenecks over the API: proposed, raised, joined, solved, prevented; refusals are problem documents."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from stelsel.node.models import Membership
from stelsel.node.node import Node
from tests.faces.api.conftest import PASSWORD, basic

BODY = {
    "titel": "Huishouden betekent niet overal hetzelfde",
    "samenvatting": "Het begrip huishouden betekent niet overal hetzelfde.",
    "oorzaak": "definition",
    "oorzaakHoe": "chosen",
    "regisseur": "wolk",
}
DATASET = {"iri": "https://wolk.invalid/huishoudens", "titels": [{"taal": "nl", "tekst": "Huishouden per buurt"}]}


@pytest.fixture
def importer(small_node: Node) -> dict[str, str]:
    """An account of another publisher."""
    user = User.objects.create_user("imke", password=PASSWORD)
    Membership.objects.create(user=user, publisher="importeur", role="publisher")
    return basic("imke", PASSWORD)


def made(response: Any) -> str:
    """The address of what was made, below /api/v1."""
    assert response.status_code == 201, response.content
    return str(response.headers["Location"]).removeprefix("/api/v1")


def codes(response: Any) -> list[str]:
    assert response.status_code == 400, response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    return [one["code"] for one in response.json()["errors"]]


def test_from_words_to_prevented(api: Any, account: dict[str, str], importer: dict[str, str]) -> None:
    said = {"eigenWoorden": "De definitie van huishouden is overal anders, het begrip betekent niet hetzelfde."}
    assert api.send("/knelpunten/voorstellen", said).status_code == 401
    proposed = api.send("/knelpunten/voorstellen", said, **account).json()
    assert proposed["oorzaak"] == "definition"
    assert "definitie" in proposed["oorzaken"][0]["woorden"]

    path = made(api.send("/knelpunten", {"inhoud": BODY, "naam": "huishouden"}, **account))
    again = api.send("/knelpunten", {"inhoud": BODY, "naam": "nog-eens"}, **account)
    assert codes(again) == ["reported-before"]
    stand = api.get(f"{path}/stand").json()
    assert (stand["status"], stand["aantalOrganisaties"], stand["aantalMetCijfers"]) == ("open", 1, 0)
    assert "mensenPerJaar" not in stand
    assert stand["omvangsklasse"] == "unknown"

    made(api.send(f"{path}/aansluitingen", {"mensenPerJaar": 1200}, **importer))
    assert codes(api.send(f"{path}/aansluitingen", {}, **importer)) == ["joined"]
    assert codes(api.send(f"{path}/stappen", {"stap": "proposal", "tekst": "x"}, **importer)) == ["not-now"]
    made(api.send(f"{path}/stappen", {"stap": "taken-up"}, **importer))
    assert "proposal" in api.get(f"{path}/stand", **importer).json()["mogelijkeStappen"]
    made(api.send(f"{path}/stappen", {"stap": "proposal", "tekst": "Eén begrip."}, **importer))
    solved = {
        "stap": "adopted", "soortOplossing": "concept", "gekozenOplossing": "https://x.invalid/huishouden",
        "watVeranderde": "Elke dataset zegt wat huishouden betekent.",
        "lessen": [{"lesBij": "dataset", "lesVraagt": "meaning", "lesAls": "keyword", "lesWaarde": "huishouden"}],
    }  # fmt: skip
    vague = {**solved, "lessen": [{"lesBij": "dataset", "lesVraagt": "van alles"}]}
    assert codes(api.send(f"{path}/stappen", vague, **importer)) == ["lesson-needs"]
    made(api.send(f"{path}/stappen", solved, **importer))

    refused = api.send("/datasets", {"inhoud": DATASET, "naam": "huishoudens"}, **account)
    assert codes(refused) == ["solved-before", "reason-needed"]
    assert "Huishouden betekent niet overal" in refused.json()["errors"][0]["reason"]
    better = {**DATASET, "beschrijvingen": [{"taal": "nl", "tekst": "Een huishouden deelt een adres."}]}
    made(api.send("/datasets", {"inhoud": better, "naam": "huishoudens"}, **account))
    board = api.get("/vragen/knelpuntenbord/antwoord").json()["uitkomst"]
    assert (board["open"], board["solved"], board["prevented"]) == (0, 1, 1)
    gone_on = {"inhoud": {**DATASET, "iri": "https://wolk.invalid/b"}, "naam": "b", "ondanks": "Volgt in maart."}
    made(api.send("/datasets", gone_on, **account))
    assert api.get("/knelpunttoetsen").json()["totaal"] == 2
    asked = api.get("/vragen/eerder-opgelost/antwoord?vermelding=wolk/dataset/b").json()
    assert asked["oordeel"] == "yes"


def test_merging_is_of_the_steward(api: Any, account: dict[str, str], importer: dict[str, str]) -> None:
    one = made(api.send("/knelpunten", {"inhoud": BODY, "naam": "een"}, **account))
    other = {**BODY, "titel": "Telt anders", "samenvatting": "Twee registraties tellen een huishouden anders."}
    two = made(api.send("/knelpunten", {"inhoud": other, "naam": "twee"}, **importer))
    merge = {"leidendKnelpunt": "wolk/bottleneck/een", "redenen": "Hetzelfde begrip."}
    assert codes(api.send(f"{two}/bundelingen", merge, **importer)) == ["not-the-steward"]
    made(api.send(f"{two}/bundelingen", merge, **account))
    assert api.get(f"{two}/stand").json()["leidendKnelpunt"] == "wolk/bottleneck/een"
    circle = {"leidendKnelpunt": "importeur/bottleneck/twee", "redenen": "Andersom."}
    assert codes(api.send(f"{one}/bundelingen", circle, **account)) == ["circle"]
    assert codes(api.send(f"{two}/stappen", {"stap": "taken-up"}, **account)) == ["merged"]
    made(api.send(f"{two}/bundelingen", {"redenen": "Toch apart."}, **account))
    assert codes(api.send(f"{two}/bundelingen", {"redenen": "Nog eens."}, **account)) == ["apart"]
    differs = {**circle, "bundelwijze": "different"}
    made(api.send(f"{one}/bundelingen", differs, **account))
    assert "leidendKnelpunt" not in api.get(f"{one}/stand").json()
    assert codes(api.send(f"{one}/bundelingen", {**differs, "leidendKnelpunt": ""}, **account)) == ["entry-id"]
    found = api.get("/vragen/mogelijk-hetzelfde/antwoord").json()
    assert found["uitkomst"]["groups"] == [], "they were told apart"
    assert api.get("/vragen/mogelijk-hetzelfde/antwoord?knelpunt=wolk/bottleneck/er-niet").status_code == 400
    assert api.get("/knelpunten/wolk/er-niet/stand").status_code == 404


def test_a_story_and_an_unknown_dataset_are_refused(api: Any, account: dict[str, str]) -> None:
    story = {**BODY, "samenvatting": "Mijn moeder van 83 kreeg geen uitkering."}
    assert codes(api.send("/knelpunten", {"inhoud": story}, **account)) == ["personal-story"]
    unknown = {**BODY, "datasets": ["wolk/dataset/er-niet"]}
    assert codes(api.send("/knelpunten", {"inhoud": unknown}, **account)) == ["unknown-dataset"]
    assert api.get("/knelpunten").json()["totaal"] == 0
    bare = api.send("/aansluitingen", {"inhoud": {}}, **account)
    assert bare.status_code in (404, 405)
