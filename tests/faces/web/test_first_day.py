# SPDX-License-Identifier: EUPL-1.2
"""What a new user met: filters on every list, the feed, words for codes, and what a refused question says."""

from __future__ import annotations

import json
from base64 import b64encode
from html import unescape
from urllib.parse import urlencode

import polars as pl
import pytest
from django.test import Client

from stelsel.book.audience import ANYONE
from stelsel.book.columns import columns
from stelsel.book.facets import facet_counts, facet_filter
from stelsel.catalogue import KINDS
from stelsel.faces.web.choices import choice
from stelsel.faces.web.rows import Asked, facet_values, order
from stelsel.faces.web.who import short
from stelsel.kernel.draft import Draft
from stelsel.kernel.vocabulary import wire
from stelsel.node import desk
from stelsel.node.identity import OPERATOR
from stelsel.node.node import Node
from stelsel.nouns.supplier import SUPPLIER, Supplier
from stelsel.priorities.services.kinds import PUBLIC_SERVICE, PublicService
from tests.faces.web.small_country import PASSWORD

LISTS = pl.DataFrame({"_id": ["a", "b", "c"], "kring": [["x", "Y"], ["y"], None]})


def test_a_facet_of_lists_counts_and_filters_its_elements() -> None:
    assert facet_counts(LISTS.with_columns(pl.Series("kring", [["x", "y"], ["y", "y"], None])), "kring", 9) == [
        ("y", 2),
        ("x", 1),
    ]
    for wanted, found in ((["y"], ["a", "b"]), (["X"], ["a"]), (["x", "y"], ["a", "b"]), (["z"], [])):
        assert LISTS.filter(facet_filter(LISTS, "kring", wanted))["_id"].to_list() == found


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_facet_of_every_kind_filters_its_column(kind) -> None:
    schema = {"_id": pl.String, **{column.name: column.type for column in columns(kind)}}
    value = {pl.Boolean: True}
    row = {
        name: ["een", "twee"] if isinstance(type_, pl.List) else value.get(type_, "een")
        for name, type_ in schema.items()
        if name in ("_id", *kind.facets)
    }
    frame = pl.DataFrame([row], schema={name: schema[name] for name in row})
    for name in kind.facets:
        counts = facet_counts(frame, name, 9)
        assert counts, name
        for found, _ in counts:
            assert frame.filter(facet_filter(frame, name, [found])).height == 1, name


def service(number: int) -> PublicService:
    """An invented service of municipalities, for both or for citizens."""
    addressee = ("citizen", "entrepreneur") if number == 1 else ("citizen",)
    return PublicService(
        title=f"Dienst {number}",
        identifier=f"https://voorbeeld.invalid/dienst/{number}",
        layers=("municipality",),
        addressee=addressee,
        acts=("application",),
    )


@pytest.fixture
def services(country: Node) -> Node:
    country.publish_drafts("importeur", "public", [Draft(PUBLIC_SERVICE, f"d{n}", service(n)) for n in (1, 2)])
    return country


def test_every_list_opens_with_every_filter(services: Node) -> None:
    client, book = Client(), services.book(ANYONE)
    for kind in KINDS.values():
        asked = [{}] + [{wire(name): values[0][0]} for name, values in facet_values(book, kind).items() if values]
        for query in asked:
            page = client.get(f"/nl/soorten/{kind.wire_plural}?{urlencode(query)}")
            assert page.status_code == 200, (kind.name, query)
            reply = client.get(f"/api/v1/{kind.wire_plural}?{urlencode(query)}")
            assert reply.status_code == 200, (kind.name, query)
            assert (reply.json()["totaal"] > 0) == (book.count(kind) > 0), (kind.name, query)


def test_lists_in_an_entry_filter_one_by_one(services: Node) -> None:
    book = services.book(ANYONE)
    assert len(order(book, PUBLIC_SERVICE, Asked(facets=(("addressee", "citizen"),)))) == 2
    assert len(order(book, PUBLIC_SERVICE, Asked(facets=(("addressee", "entrepreneur"),)))) == 1
    for query, total in (("bestuurslagen=municipality", 2), ("doelgroep=entrepreneur", 1), ("doelgroep=citizen", 2)):
        assert Client().get(f"/api/v1/{PUBLIC_SERVICE.wire_plural}?{query}").json()["totaal"] == total, query


def test_the_feed_names_no_withdrawn_entry_and_cuts_long_titles(country: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stelsel.faces.web.start.NEWEST", 1000)  # all was appended in the same moment
    long = "Lang " * 40
    drafts = [Draft(SUPPLIER, "weg", Supplier(name="Wegwezen")), Draft(SUPPLIER, "lang", Supplier(name=long))]
    country.publish_drafts("buur", "public", drafts)
    desk.withdraw(country, "buur", "buur/supplier/weg", "bestaat niet", OPERATOR)
    html = Client().get("/nl/").content.decode()
    assert "Wegwezen" not in html
    assert ">een ingetrokken vermelding</a>" in html
    assert 'href="/nl/vermelding/buur/supplier/weg"' in html
    assert short(long) in html
    assert len(short(long)) <= 120
    assert long.strip() not in html
    assert long.strip() not in Client().get("/nl/soorten/leveranciers").content.decode()


def test_general_codes_have_general_words() -> None:
    assert choice("other", "architecture").nl == "anders"
    assert choice("other", "organisation_type").nl == "andere organisatie"
    assert choice("application", "component_type").nl == "toepassing"
    assert choice("application", "acts").nl == "aanvraag"
    assert choice("general-availability").to("en") == "generally available"
    assert choice("general-availability").nl == "leverbaar"
    for code in ("low-stock", "no-stock", "listed", "listed, not certified"):
        assert choice(code).nl != code


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "De vraag klopt nog niet."), ("en", "The question is not right")]
)
def test_a_refused_question_does_not_speak_of_storing(visitor: Client, language: str, words: str) -> None:
    page = unescape(visitor.get(f"/{language}/vragen/passend-cloudaanbod?vcpus=veel").content.decode())
    assert words in page
    reply = visitor.get("/api/v1/vragen/passend-cloudaanbod/antwoord?vcpus=veel", headers={"Accept-Language": language})
    assert reply.status_code == 400
    assert reply.json()["detail"].startswith(words)
    for text in (page, reply.content.decode()):
        assert "opgeslagen" not in text
        assert "saved" not in text


def test_the_example_says_where_to_ask(visitor: Client) -> None:
    html = visitor.get("/nl/vragen/passend-cloudaanbod").content.decode()
    assert "Vul links" not in html
    assert "Vul uw eigen vraag in het formulier in." in html


def test_a_reader_is_told_where_a_role_is_missing(country: Node) -> None:
    headers = {"Authorization": "Basic " + b64encode(f"lezer:{PASSWORD}".encode()).decode()}
    body = json.dumps({"inhoud": {"naam": "x"}})
    reply = Client().post("/api/v1/leveranciers", body, content_type="application/json", headers=headers)
    assert reply.status_code == 403
    assert "bij wolk" in reply.json()["detail"]
    assert "—" not in reply.json()["detail"]
