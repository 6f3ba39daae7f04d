# SPDX-License-Identifier: EUPL-1.2
"""Dispute, answer and erase through the forms."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from stelsel.book.audience import ANYONE, Asker
from stelsel.node.node import Node
from stelsel.nouns.dispute import disputes_of
from tests.faces.web.small_country import SECRET
from tests.faces.web.test_publishing import hidden, send

ENTRY = "wolk/supplier/wolk"
PATH, PAGE = f"/nl/betwisten/{ENTRY}", f"/nl/vermelding/{ENTRY}"
FORM = {"stelsel-uitgever": "buur", "watKloptNiet": "De naam <klopt> niet.", "veld": "naam", "moetZijn": "Wolk NV"}


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return str(response.content.decode())


def test_a_dispute_is_an_alert_until_it_is_answered(signed_in, visitor: Client, country: Node) -> None:
    neighbour = signed_in("buurman")
    assert "Betwist deze vermelding" in read(visitor, PAGE)
    assert "Betwist door" not in read(visitor, PAGE)
    assert "de hele vermelding" in read(neighbour, PATH)
    preview = send(neighbour, PATH, "voorbeeld", FORM).content.decode()
    assert "Er is nog niets gepubliceerd" in preview
    assert disputes_of(country.book(ANYONE), ENTRY) == ()
    back = send(neighbour, PATH, "wijzigen", hidden(preview)).content.decode()
    assert "De naam &lt;klopt&gt; niet." in back
    done = send(neighbour, PATH, "publiceren", hidden(preview))
    assert done.status_code == 302
    (found,) = disputes_of(country.book(ANYONE), ENTRY)
    shown = read(visitor, PAGE)
    assert re.search(r"utrecht-alert--warning.*?Betwist door Buur op \d+ \w+ \d{4}", shown, re.DOTALL)
    assert f'href="/nl/vermelding/{found.record.id}"' in shown
    assert "Disputed by Buur" in read(visitor, f"/en/vermelding/{ENTRY}")

    wolk, form = signed_in("uitgever"), f"/nl/beantwoorden/{found.record.id}"
    assert form in read(wolk, f"/nl/vermelding/{found.record.id}")
    assert form not in read(neighbour, f"/nl/vermelding/{found.record.id}")
    assert neighbour.get(form).status_code == 403
    refused = send(wolk, form, "publiceren", {"oordeel": "rejected", "redenen": ""})
    assert refused.status_code == 400
    assert 'href="#redenen"' in refused.content.decode()
    preview = send(wolk, form, "voorbeeld", {"oordeel": "rejected", "redenen": "Zo heten wij."}).content.decode()
    assert send(wolk, form, "publiceren", hidden(preview)).status_code == 302
    shown = read(visitor, PAGE)
    assert "utrecht-alert--warning" not in shown
    assert "niet terecht, zegt Wolk zelf" in shown
    assert "Zo heten wij." in shown


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"watKloptNiet": " "}, "watKloptNiet"),
        ({"veld": "kleur"}, "veld"),
        ({"stelsel-uitgever": "wolk"}, "stelsel-uitgever"),
        ({"watKloptNiet": "x" * 5000}, "watKloptNiet"),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_errors_keep_what_was_typed(signed_in, country: Node, change, field: str, language: str) -> None:
    before = country.book(ANYONE).position
    response = send(signed_in("buurman"), f"/{language}/betwisten/{ENTRY}", "publiceren", {**FORM, **change})
    assert response.status_code == 400
    assert f'href="#{field}"' in response.content.decode()
    assert "Wolk NV" in response.content.decode()
    assert country.book(ANYONE).position == before


def test_only_what_is_seen_and_only_by_whoever_publishes(signed_in, visitor: Client) -> None:
    assert signed_in("buurman").get("/nl/betwisten/wolk/supplier/geheim").status_code == 404
    assert visitor.get(PATH).headers["Location"] == f"/nl/aanmelden?verder={PATH}"
    assert signed_in("lezer").get(PATH).status_code == 403
    assert signed_in("buurman").get("/nl/publiceren/betwisting").status_code == 404
    assert signed_in("buurman").get("/nl/beantwoorden/wolk/supplier/wolk").status_code == 404


def test_the_dispute_is_about_the_revision_that_was_read(signed_in, country: Node) -> None:
    neighbour = signed_in("buurman")
    version = re.search(r'name="stelsel-versie" value="(\d+)"', read(neighbour, PATH))
    assert version
    change = {"naam": "Wolk nu", "stelsel-wijze": "stated", "stelsel-reden": "Beter"}
    assert send(signed_in("uitgever"), f"/nl/verbeteren/{ENTRY}", "publiceren", change).status_code == 302
    assert send(neighbour, PATH, "publiceren", {**FORM, "stelsel-versie": version[1]}).status_code == 302
    (found,) = disputes_of(country.book(ANYONE), ENTRY)
    assert found.revision.index == int(version[1])
    assert "over versie 1" in read(neighbour, PAGE)


def test_erasing_asks_for_a_reason_and_a_tick(signed_in, country: Node, visitor: Client) -> None:
    client, path = signed_in("uitgever"), "/nl/wissen/wolk/supplier/geheim"
    assert path in read(client, "/nl/vermelding/wolk/supplier/geheim")
    page = read(client, path)
    assert "Wat verdwijnt" in page
    assert "Wat blijft" in page
    refused = client.post(path, {"stelsel-reden": "Op verzoek"})
    assert refused.status_code == 400
    assert 'href="#stelsel-zeker"' in refused.content.decode()
    assert "Op verzoek</textarea>" in refused.content.decode()
    assert 'href="#stelsel-reden"' in client.post(path, {"stelsel-zeker": "on"}).content.decode()
    assert client.post(path, {"stelsel-reden": "Op verzoek", "stelsel-zeker": "on"}).status_code == 302
    shown = read(client, "/nl/vermelding/wolk/supplier/geheim")
    assert "voorgoed gewist" in shown
    assert SECRET not in shown
    assert client.get(path).status_code == 404
    assert visitor.get(path).status_code == 302
    assert signed_in("buurman").get(path).status_code == 404
    assert country.book(Asker(frozenset({"wolk"}))).get("wolk/supplier/geheim") is None


def test_what_was_withdrawn_can_still_be_erased(signed_in, country: Node) -> None:
    client = signed_in("uitgever")
    assert client.post(f"/nl/intrekken/{ENTRY}", {"stelsel-reden": "Klaar"}).status_code == 302
    form = {"stelsel-reden": "Op verzoek", "stelsel-zeker": "on"}
    assert client.post(f"/nl/wissen/{ENTRY}", form).status_code == 302
    history = country.book(ANYONE).history(ENTRY)
    assert [(one.envelope.op, one.payload) for one in history[:2]] == [("put", b""), ("withdraw", b"")]
    assert "Wolk zelf" not in read(client, PAGE)
