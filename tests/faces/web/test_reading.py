# SPDX-License-Identifier: EUPL-1.2
"""What the pages say: organisations over time, links both ways, lists, proofs; and what they never say to others."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

from stelsel.kernel.documents import read_xml, unzip
from stelsel.kernel.draft import Draft
from stelsel.node.node import Node
from stelsel.priorities.cloud.kinds import CLOUD_DEMAND, CloudDemand, SealMinimum
from stelsel.register import receipt_verifier
from tests.faces.web.small_country import SECRET


def html(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_a_past_day_has_the_organisations_of_that_day(visitor: Client) -> None:
    then = html(visitor, "/nl/organisaties?datum=2000-01-01&soort=municipality")
    assert "Oudstad" in then
    assert "Nieuwstad" not in then
    now = html(visitor, "/nl/organisaties?soort=municipality")
    assert "Nieuwstad" in now
    assert "Oudstad" not in now


def test_an_organisation_that_ended_names_who_stands_for_it(visitor: Client) -> None:
    page = html(visitor, "/nl/organisaties/gm0001?datum=2015-01-01")
    assert "bestond deze organisatie niet meer" in page
    assert 'href="/nl/organisaties/gm0344"' in page
    early = html(visitor, "/nl/organisaties/gm0344?datum=2000-01-01")
    assert "bestond Nieuwstad nog niet" in early


def test_an_organisation_shows_with_whom_it_works(visitor: Client) -> None:
    page = html(visitor, "/nl/organisaties/gm0344")
    assert "Elders" in page
    assert "Samen &lt;b&gt;sterk&lt;/b&gt;" in page
    assert "<b>sterk" not in page


def test_links_go_both_ways(visitor: Client) -> None:
    offer = html(visitor, "/nl/vermelding/importeur/cloud-offer/m001")
    assert 'href="/nl/vermelding/importeur/supplier/wolk"' in offer
    supplier = html(visitor, "/nl/vermelding/importeur/supplier/wolk")
    assert 'href="/nl/vermelding/importeur/cloud-offer/m001"' in supplier
    assert "en nog 55" in supplier
    organisation = html(visitor, "/nl/vermelding/importeur/organisation/gm0344")
    assert "/nl/vermelding/importeur/joint-arrangement/samen" in organisation


def test_a_list_sorts_filters_and_turns_pages_by_links(visitor: Client) -> None:
    first = html(visitor, "/nl/soorten/cloudaanbiedingen?sorteer=-vcpus")
    assert first.index("machine 60") < first.index("machine 59")
    assert first.count("<tr class=") == 50
    assert 'aria-sort="descending"' in first
    second = html(visitor, "/nl/soorten/cloudaanbiedingen?sorteer=-vcpus&pagina=2")
    assert second.count("<tr class=") == 10
    half = html(visitor, "/nl/soorten/cloudaanbiedingen?naamLeverancier=Regen")
    assert "30 van 60 vermeldingen passen" in half


def test_a_list_exports_every_row_that_passes(visitor: Client) -> None:
    response = visitor.get("/nl/soorten/cloudaanbiedingen?naamLeverancier=Wolk&uitvoer=csv")
    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert len(rows) == 30
    assert rows[0]["id"] == "importeur/cloud-offer/m001"
    assert rows[0]["prijs.bedrag"] == "0.01"
    assert rows[0]["wijze"] == "recorded"


def test_a_list_leaves_as_a_spreadsheet_too(visitor: Client) -> None:
    assert "uitvoer=ods" in html(visitor, "/nl/soorten/cloudaanbiedingen")
    response = visitor.get("/nl/soorten/cloudaanbiedingen?naamLeverancier=Wolk&uitvoer=ods")
    assert response.headers["Content-Type"] == "application/vnd.oasis.opendocument.spreadsheet"
    assert response.headers["Content-Disposition"] == 'attachment; filename="cloudaanbiedingen.ods"'
    content = {one.name: one.content for one in unzip(response.content, "x.ods")}["content.xml"]
    found = read_xml(content, "content.xml")
    rows = [[dict(cell.attrib) for cell in row] for row in found.iter() if row.tag.endswith("}table-row")]
    assert len(rows) == 31
    assert any(value == "0.01" for cell in rows[1] for value in cell.values())


def test_the_proof_can_be_taken_away(visitor: Client) -> None:
    base = "/nl/vermelding/importeur/cloud-offer/m001/bewijs/public/5/"
    leaf = visitor.get(f"{base}blad.json").json()
    assert leaf["id"] == "importeur/cloud-offer/m001"
    response = visitor.get(f"{base}ontvangstbewijs.tlog-proof")
    assert response.headers["Content-Disposition"] == 'attachment; filename="importeur-public-5.tlog-proof"'
    proof, policy = response.content, visitor.get(f"{base}logboek.policy").content
    assert b"\nindex 5\n" in proof
    assert visitor.get(f"{base}ijkpunt.txt").content in proof
    facts = receipt_verifier.verify(proof, policy)
    assert (facts["entry"]["id"], facts["origin"]) == (leaf["id"], "stelsel.example/importeur/public")
    assert visitor.get(f"{base}receipt_verifier.py").content == Path(receipt_verifier.__file__).read_bytes()
    assert visitor.get(f"{base}iets.txt").status_code == 404
    assert json.loads(json.loads(visitor.get(f"{base}inhoud.json").content)["payload"])["titel"] == "machine 1"


@pytest.mark.parametrize("who", [None, "buurman", "uitgever"])
def test_an_own_entry_is_only_for_its_own(visitor: Client, signed_in, who: str | None) -> None:
    client = visitor if who is None else signed_in(who)
    mine = who == "uitgever"
    assert client.get("/nl/vermelding/wolk/supplier/geheim").status_code == (200 if mine else 404)
    assert client.get("/nl/vermelding/wolk/supplier/geheim/bewijs/own/0/blad.json").status_code == (
        200 if mine else 404
    )
    for path in ("", f"zoeken?q={SECRET.lower()}", "soorten/leveranciers", "soorten/leveranciers?uitvoer=csv", "stand"):
        response = client.get(f"/nl/{path}")
        text = b"".join(response.streaming_content) if response.streaming else response.content
        shown = SECRET.encode() in text.replace(f'value="{SECRET.lower()}"'.encode(), b"")
        assert mine or not shown, path
        assert shown or not mine or path in ("", "stand"), path
    suppliers = 3 if mine else 2
    assert f"{suppliers} leveranciers" in html(client, "/nl/")
    assert ("/wolk/own" in html(client, "/nl/stand")) is mine


def test_search_narrows_by_kind(visitor: Client) -> None:
    page = html(visitor, "/nl/zoeken?q=wolk")
    assert "soort=cloudaanbod" in page
    narrowed = html(visitor, "/nl/zoeken?q=wolk&soort=leverancier")
    assert "2 vermeldingen" in narrowed


def test_search_offers_the_question(visitor: Client) -> None:
    assert "/nl/vragen/passend-cloudaanbod" in html(visitor, "/nl/zoeken?q=welk+aanbod+past")


def test_stated_and_recorded_are_always_said(visitor: Client) -> None:
    assert "vastgelegd door Importeur" in html(visitor, "/nl/vermelding/importeur/cloud-offer/m001")
    stated = html(visitor, "/nl/vermelding/wolk/supplier/wolk")
    assert "zelf verklaard" in stated
    assert "Wolk zelf verklaarde dit zelf" in stated


def test_a_question_shows_reasons_and_the_same_question_elsewhere(visitor: Client) -> None:
    page = html(visitor, "/nl/vragen/passend-cloudaanbod?vcpus=4&locatieBinnen=EU")
    assert "Omdat" in page
    assert "/api/v1/vragen/passend-cloudaanbod/antwoord?vcpus=4&amp;locatieBinnen=EU" in page
    assert "stelsel ask passend-cloudaanbod --vcpus 4 --place-within EU" in page


def test_a_demand_leads_to_the_question_with_its_inputs(visitor: Client, country: Node) -> None:
    demand = CloudDemand(title="Proef", vcpus=Decimal(50), minimum_seal=(SealMinimum(objective="SOV-1", level=2),))
    country.publish_drafts("wolk", "public", [Draft(CLOUD_DEMAND, "proef", demand)])
    page = html(visitor, "/nl/vermelding/wolk/cloud-demand/proef")
    link = re.search(r'href="(/nl/vragen/passend-cloudaanbod\?[^"]+)"', page)
    assert link
    answer = visitor.get(link.group(1).replace("&amp;", "&"))
    assert answer.status_code == 200
    text = answer.content.decode()
    assert 'value="50"' in text
    assert '<option value="SOV-1 | 2" selected>' in text


def test_own_words_go_by_post_and_a_citizen_number_in_them_is_made_unreadable(visitor: Client) -> None:
    form = visitor.get("/nl/vragen/welke-deur").content.decode()
    assert '<form method="post" action="/nl/vragen/welke-deur" id="formulier"' in form
    page = visitor.post("/nl/vragen/welke-deur", {"zaak": "verhuizen, bsn 111222333"}).content.decode()
    assert "111222333" not in page
    assert "onleesbaar gemaakt" in page
    assert visitor.post("/nl/vragen/passend-cloudaanbod", {}).status_code == 405


def test_the_search_box_puts_no_citizen_number_in_an_address(visitor: Client) -> None:
    there = visitor.post("/nl/zoeken", {"q": "mijn bsn is 111222333"})
    assert there.status_code == 303
    assert "111222333" not in there.headers["Location"]
    typed = visitor.get("/nl/zoeken?q=mijn+bsn+is+111222333")
    assert typed.status_code == 303
    assert "111222333" not in typed.headers["Location"]
    assert "111222333" not in html(visitor, typed.headers["Location"])
