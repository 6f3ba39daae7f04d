# SPDX-License-Identifier: EUPL-1.2
"""The list of services leaves as a catalogue: all of it or what passes a filter, of what the visitor may see."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client

from stelsel.kernel.draft import Draft
from stelsel.node.node import Node
from stelsel.priorities.services.kinds import PUBLIC_SERVICE, PublicService

PAGE = "/nl/soorten/diensten"


def service(name: str, layer: str) -> Draft:
    """An invented service of one layer."""
    body = PublicService(title=name, identifier=f"https://voorbeeld.example/{name}", layers=(layer,))  # type: ignore[arg-type]
    return Draft(PUBLIC_SERVICE, name, body)


@pytest.fixture
def services(country: Node) -> Node:
    """Two services for everybody and one of wolk alone."""
    country.publish_drafts("wolk", "public", [service("lantaarn", "municipality"), service("dijk", "water-board")])
    country.publish_drafts("wolk", "own", [service("kelder", "province")])
    return country


def named(client: Client, address: str) -> set[str]:
    """The services in the JSON-LD at this address."""
    nodes = json.loads(client.get(address).content)["@graph"]
    return {one["@id"].rpartition("/")[2] for one in nodes if "cpsv:PublicService" in one["@type"]}


def test_the_list_offers_both_forms(services: Node, visitor: Client) -> None:
    page = visitor.get(PAGE).content.decode()
    assert "uitvoer=turtle" in page
    assert "uitvoer=jsonld" in page
    assert "uitvoer=turtle" not in visitor.get("/nl/soorten/leveranciers").content.decode()
    assert "CPSV-AP catalogue" in visitor.get("/en/soorten/diensten").content.decode()


def test_a_file_has_its_type_and_name(services: Node, visitor: Client) -> None:
    turtle = visitor.get(f"{PAGE}?uitvoer=turtle")
    assert turtle.headers["Content-Type"] == "text/turtle; charset=utf-8"
    assert turtle.headers["Content-Disposition"] == 'attachment; filename="diensten.ttl"'
    assert b"cpsv:PublicService" in turtle.content
    assert visitor.get(f"{PAGE}?uitvoer=jsonld").headers["Content-Type"] == "application/ld+json"


def test_what_passes_the_filter_leaves(services: Node, visitor: Client) -> None:
    assert named(visitor, f"{PAGE}?uitvoer=jsonld") == {"lantaarn", "dijk"}
    assert named(visitor, f"{PAGE}?bestuurslagen=municipality&uitvoer=jsonld") == {"lantaarn"}


def test_only_what_the_visitor_may_see(services: Node, visitor: Client, signed_in: Callable[[str], Client]) -> None:
    assert "kelder" not in named(visitor, f"{PAGE}?uitvoer=jsonld")
    assert "kelder" in named(signed_in("baas"), f"{PAGE}?uitvoer=jsonld")


def test_another_kind_has_no_catalogue(services: Node, visitor: Client) -> None:
    assert visitor.get("/nl/soorten/leveranciers?uitvoer=turtle").headers["Content-Type"].startswith("text/html")
