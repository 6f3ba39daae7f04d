# SPDX-License-Identifier: EUPL-1.2
"""The catalogue of services over the API: the form that was asked for, and only what the caller may see."""

from __future__ import annotations

import json

import pytest

from stelsel.faces.api.catalogue import accepted
from stelsel.node.node import Node
from tests.faces.api.conftest import Api
from tests.priorities.services import cpsv_samples as samples

PATH = "/diensten-catalogus"
TURTLE, JSON_LD = "text/turtle", "application/ld+json"


@pytest.fixture
def services(small_node: Node, api: Api) -> Api:
    """The API of a node with services, and one that only its publisher may see."""
    small_node.enrol(samples.WHO)
    small_node.publish_drafts(samples.WHO, "public", samples.DRAFTS)
    hidden = samples.PublicService(title="geheime dienst", identifier="https://wolk.example/geheim")
    small_node.publish_drafts("wolk", "own", [samples.Draft(samples.PUBLIC_SERVICE, "geheim", hidden)])
    return api


@pytest.mark.parametrize(
    ("header", "form"),
    [
        ("", "turtle"),
        ("*/*", "turtle"),
        (TURTLE, "turtle"),
        (JSON_LD, "jsonld"),
        ("application/*", "jsonld"),
        (f"{TURTLE};q=0.5, {JSON_LD}", "jsonld"),
        (f"{TURTLE};q=0, */*", "jsonld"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "turtle"),
        ("text/html", ""),
        ("application/json", ""),
        (f"{TURTLE};q=nan", ""),
        (f"{TURTLE};q=x", ""),
        ("*/*;q=0", ""),
        (";;,,", ""),
    ],
)
def test_the_form_follows_what_is_accepted(header: str, form: str) -> None:
    assert accepted(header) == form


def test_both_forms_are_there_at_one_address(services: Api) -> None:
    for headers, kind in (({}, TURTLE), ({"Accept": TURTLE}, TURTLE), ({"Accept": JSON_LD}, JSON_LD)):
        response = services.get(PATH, **headers)
        assert response.status_code == 200
        assert response.headers["Content-Type"].partition(";")[0] == kind
        assert response.headers["Vary"] == "Authorization, Accept-Language, Accept"
        assert samples.SERVICE.identifier.encode() in response.content
    nodes = json.loads(services.get(f"{PATH}?formaat=jsonld").content)["@graph"]
    assert any(one["@id"] == "http://localhost:8000/api/v1/kanalen/voorbeeldstad/balie" for one in nodes)
    assert services.get(f"{PATH}?formaat=turtle", Accept=JSON_LD).headers["Content-Type"].startswith(TURTLE)


def test_an_entry_is_where_the_catalogue_says_that_it_is(services: Api) -> None:
    nodes = json.loads(services.get(f"{PATH}?formaat=jsonld").content)["@graph"]
    here = [one["@id"] for one in nodes if "/api/v1/" in one["@id"] and "diensten-catalogus" not in one["@id"]]
    assert len(here) >= 9
    for address in here:
        path = address.partition("/api/v1")[2].partition("#")[0]
        assert services.get(path).status_code == 200, path


def test_an_etag_is_of_one_form_and_one_position(services: Api) -> None:
    turtle, json_ld = (services.get(PATH, Accept=kind).headers["ETag"] for kind in (TURTLE, JSON_LD))
    assert turtle != json_ld
    again = services.get(PATH, **{"Accept": TURTLE, "If-None-Match": turtle})
    assert (again.status_code, again.content) == (304, b"")
    assert services.get(PATH, **{"Accept": JSON_LD, "If-None-Match": turtle}).status_code == 200


def test_only_what_the_caller_may_see(services: Api, account: dict[str, str]) -> None:
    assert b"geheim" not in services.get(PATH).content
    assert b"geheime dienst" in services.get(PATH, **account).content
    assert services.get(PATH).headers["ETag"] != services.get(PATH, **account).headers["ETag"]


def test_what_cannot_be_given_is_a_problem_that_says_what_can(services: Api) -> None:
    for language, said in (("nl", "Vraag een van die twee"), ("en", "Ask one of these")):
        response = services.get(PATH, **{"Accept": "text/html", "Accept-Language": language})
        assert response.status_code == 406
        assert said in response.json()["detail"]
    wrong = services.get(f"{PATH}?formaat=xml")
    assert (wrong.status_code, wrong.json()["errors"][0]["name"]) == (400, "formaat")


def test_the_contract_names_both_forms(services: Api) -> None:
    paths = services.get("/openapi.json").json()["paths"]
    responses = paths[PATH]["get"]["responses"]
    assert list(responses["200"]["content"]) == [TURTLE, JSON_LD]
    assert "406" in responses
