# SPDX-License-Identifier: EUPL-1.2
"""Disputing, answering and erasing over the API."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from stelsel.node.models import Membership
from stelsel.node.node import Node
from tests.faces.api.conftest import PASSWORD, basic

ENTRY = "/leveranciers/importeur/wolk"
WRONG = {"watKloptNiet": "Wij heten anders.", "veld": "naam", "moetZijn": "Wolk NV"}


@pytest.fixture
def importer(small_node: Node) -> dict[str, str]:
    """The account of the publisher whose entry is disputed."""
    user = User.objects.create_user("imke", password=PASSWORD)
    Membership.objects.create(user=user, publisher="importeur", role="publisher")
    return basic("imke", PASSWORD)


def below(made: Any) -> str:
    """The address of what was made, below /api/v1."""
    assert made.status_code == 201, made.content
    return str(made.headers["Location"]).removeprefix("/api/v1")


def test_a_dispute_stands_beside_the_entry_until_it_is_answered(
    api: Any, account: dict[str, str], importer: dict[str, str]
) -> None:
    before = api.get(ENTRY).json()
    assert "betwistingen" not in before
    path = below(api.send(f"{ENTRY}/betwistingen", WRONG, **account))
    dispute = api.get(path).json()
    assert dispute["bewerking"] == "dispute"
    assert dispute["gepubliceerdDoor"] == "wolk"
    assert dispute["verwijzing"] == {name: before[name] for name in ("logboek", "index", "hash")}
    (beside,) = api.get(ENTRY).json()["betwistingen"]
    assert (beside["status"], beside["gepubliceerdDoor"], beside["veld"]) == ("open", "wolk", "naam")
    assert beside["_links"]["self"] == f"/api/v1{path}"

    refused = api.send(f"{path}/antwoorden", {"oordeel": "rejected", "redenen": "Nee."}, **account)
    assert refused.json()["errors"][0]["code"] == "not-the-decider"
    empty = api.send(f"{path}/antwoorden", {"oordeel": "rejected", "redenen": " "}, **importer)
    assert empty.json()["errors"][0]["name"] == "redenen"
    answer = below(api.send(f"{path}/antwoorden", {"oordeel": "rejected", "redenen": "De bron zegt Wolk."}, **importer))
    (beside,) = api.get(ENTRY).json()["betwistingen"]
    assert (beside["status"], beside["oordeel"], beside["redenen"]) == ("answered", "rejected", "De bron zegt Wolk.")
    assert beside["_links"]["antwoord"] == f"/api/v1{answer}"
    again = api.send(f"{path}/antwoorden", {"oordeel": "accepted", "redenen": "Toch."}, **importer)
    assert again.json()["errors"][0]["code"] == "answered"


def test_whoever_disputes_takes_it_back(api: Any, account: dict[str, str], importer: dict[str, str]) -> None:
    path = below(api.send(f"{ENTRY}/betwistingen", WRONG, **account))
    assert api.send(f"{path}/intrekkingen", {"toelichting": "Vergist"}, **importer).status_code == 403
    assert api.send(f"{path}/intrekkingen", {"toelichting": "Vergist"}, **account).status_code == 201
    (beside,) = api.get(ENTRY).json()["betwistingen"]
    assert beside["status"] == "withdrawn"
    assert "watKloptNiet" not in beside


@pytest.mark.parametrize(
    ("entry", "change", "name"),
    [
        (ENTRY, {"watKloptNiet": " "}, "watKloptNiet"),
        (ENTRY, {"veld": "kleur"}, "veld"),
        (ENTRY, {"kring": "iedereen"}, "kring"),
        (ENTRY, {"index": 999}, "importeur/supplier/wolk"),
        ("/leveranciers/importeur/niets", {}, "importeur/supplier/niets"),
        ("/leveranciers/wolk/geheim", {"kring": "public"}, "kring"),
    ],
)
def test_what_is_wrong_with_a_dispute_is_named(
    api: Any, account: dict[str, str], entry: str, change: dict[str, Any], name: str
) -> None:
    refused = api.send(f"{entry}/betwistingen", {**WRONG, **change}, **account)
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["name"] == name


def test_what_nobody_may_see_nobody_disputes(api: Any, account: dict[str, str], importer: dict[str, str]) -> None:
    refused = api.send("/leveranciers/wolk/geheim/betwistingen", WRONG, **importer)
    assert refused.json()["errors"][0]["code"] == "not-there"
    assert api.send(f"{ENTRY}/betwistingen", WRONG).status_code == 401
    own = below(api.send("/leveranciers/wolk/geheim/betwistingen", WRONG, **account))
    assert api.get(own).status_code == 404
    assert api.get(own, **account).status_code == 200


def test_a_dispute_has_no_bare_form(api: Any, account: dict[str, str]) -> None:
    assert api.send("/betwistingen", {"inhoud": {}}, **account).status_code == 405


def test_erased_content_is_gone_and_its_history_stays(api: Any, account: dict[str, str]) -> None:
    path = below(api.send("/leveranciers", {"inhoud": {"naam": "Rozengeur"}, "naam": "weg"}, **account))
    assert api.send(f"{path}/wissingen", {"toelichting": " "}, **account).status_code == 400
    assert api.send(f"{path}/wissingen", {"toelichting": "Verzoek"}).status_code == 401
    assert api.send(f"{path}/wissingen", {"toelichting": "Verzoek"}, **account).status_code == 201
    assert api.get(path).status_code == 404
    history = api.get(f"{path}/historie")
    assert [one["bewerking"] for one in history.json()["vermeldingen"]] == ["put", "erase"]
    assert b"Rozengeur" not in history.content
