# SPDX-License-Identifier: EUPL-1.2
"""Publish, correct and withdraw through the forms: preview first, errors keep what was typed, a reason is required."""

from __future__ import annotations

import html as html_module
import re
from typing import Any

import pytest
from django.test import Client

from stelsel.book.audience import ANYONE, Asker
from stelsel.node.node import Node
from tests.nouns.rule_text.texts import law

FORM = {
    "stelsel-uitgever": "wolk",
    "stelsel-kring": "public",
    "stelsel-wijze": "stated",
    "naam": "Wolk <BV>",
    "website": "https://wolk.invalid",
}


def hidden(page: str) -> dict[str, list[str]]:
    """What the preview carries along."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<textarea hidden name="([^"]+)">\n(.*?)</textarea>', page, re.DOTALL):
        found.setdefault(name, []).append(html_module.unescape(value))
    return found


def send(client: Client, path: str, step: str, form: dict[str, Any]) -> Any:
    return client.post(path, {**form, "stap": step})


def test_publish_with_preview(signed_in, country: Node) -> None:
    client = signed_in("uitgever")
    preview = send(client, "/nl/publiceren/leverancier", "voorbeeld", FORM)
    assert preview.status_code == 200
    page = preview.content.decode()
    assert "Er is nog niets gepubliceerd" in page
    assert "Wolk &lt;BV&gt;" in page
    assert country.book(ANYONE).get("wolk/supplier/wolk-bv") is None
    back = send(client, "/nl/publiceren/leverancier", "wijzigen", hidden(page))
    assert 'value="Wolk &lt;BV&gt;"' in back.content.decode()
    done = send(client, "/nl/publiceren/leverancier", "publiceren", hidden(page))
    assert done.status_code == 302
    assert done.headers["Location"] == "/nl/vermelding/wolk/supplier/wolk-bv?ontvangst=1"
    assert "staat in het logboek" in client.get(done.headers["Location"]).content.decode()
    record = country.book(ANYONE).get("wolk/supplier/wolk-bv")
    assert record is not None
    assert record.envelope.mode == "stated"
    again = send(client, "/nl/publiceren/leverancier", "publiceren", FORM)
    assert again.status_code == 400
    assert "bestaat al" in again.content.decode()


def test_recorded_needs_a_source_and_may_be_about_another(signed_in, country: Node) -> None:
    client = signed_in("uitgever")
    form = {**FORM, "stelsel-wijze": "recorded", "stelsel-over": "gm0344"}
    refused = send(client, "/en/publiceren/leverancier", "publiceren", form)
    assert refused.status_code == 400
    assert 'href="#stelsel-bron"' in refused.content.decode()
    form |= {
        "stelsel-bron": "Nieuwsbrief",
        "stelsel-bron-dag": "2026-02-01",
        "stelsel-bron-link": "https://nieuws.invalid",
    }
    assert send(client, "/en/publiceren/leverancier", "publiceren", form).status_code == 302
    record = country.book(ANYONE).get("wolk/supplier/wolk-bv")
    assert record is not None
    assert record.envelope.mode == "recorded"
    assert record.envelope.org.endswith("/gm0344")


def test_an_own_entry_goes_to_the_own_log(signed_in, country: Node) -> None:
    form = {**FORM, "stelsel-kring": "own", "stelsel-naam": "stil"}
    assert send(signed_in("uitgever"), "/nl/publiceren/leverancier", "publiceren", form).status_code == 302
    assert country.book(ANYONE).get("wolk/supplier/stil") is None
    assert country.book(Asker(frozenset({"wolk"}))).get("wolk/supplier/stil") is not None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"naam": ""}, "naam"),
        ({"landVanZeggenschap": "Nederland"}, "landVanZeggenschap"),
        ({"voorbeeld": "misschien"}, "voorbeeld"),
        ({"stelsel-uitgever": "buur"}, "stelsel-uitgever"),
        ({"stelsel-kring": "iedereen"}, "stelsel-kring"),
        ({"stelsel-naam": "Met Spaties"}, "stelsel-naam"),
    ],
)
def test_errors_keep_what_was_typed(signed_in, country: Node, change: dict[str, str], field: str) -> None:
    before = country.book(ANYONE).position
    response = send(signed_in("uitgever"), "/nl/publiceren/leverancier", "publiceren", {**FORM, **change})
    page = response.content.decode()
    assert response.status_code == 400
    assert f'href="#{field}"' in page
    assert 'value="https://wolk.invalid"' in page
    assert country.book(ANYONE).position == before


def test_a_correction_needs_a_reason_and_shows_the_difference(signed_in, country: Node) -> None:
    client, path = signed_in("uitgever"), "/nl/verbeteren/wolk/supplier/wolk"
    page = client.get(path).content.decode()
    assert 'value="Wolk zelf"' in page
    version = re.search(r'name="stelsel-versie" value="(\d+)"', page)
    assert version
    form = {"naam": "Wolk nu", "stelsel-wijze": "stated", "stelsel-versie": version.group(1)}
    refused = send(client, path, "voorbeeld", form)
    assert refused.status_code == 400
    assert 'href="#stelsel-reden"' in refused.content.decode()
    form["stelsel-reden"] = "Nieuwe naam"
    assert send(client, path, "voorbeeld", form).status_code == 200
    assert send(client, path, "publiceren", form).status_code == 302
    shown = client.get("/nl/vermelding/wolk/supplier/wolk").content.decode()
    assert "<del>Wolk zelf</del> → <ins>Wolk nu</ins>" in shown
    assert "Nieuwe naam" in shown
    assert shown.count("versie ") == 2
    late = send(client, path, "publiceren", {**form, "naam": "Te laat"})
    assert late.status_code == 400
    assert "intussen veranderd" in late.content.decode()


def test_a_rule_text_fills_its_own_fields_and_a_fault_is_told_with_its_line(signed_in, country: Node) -> None:
    client, path = signed_in("uitgever"), "/nl/publiceren/regeltekst"
    form = {key: value for key, value in FORM.items() if key.startswith("stelsel")} | {"regeltekst": law()}
    assert "<textarea" in client.get(path).content.decode()
    broken = send(client, path, "publiceren", {**form, "regeltekst": law().replace("MULTIPLY", "MAAL")})
    assert broken.status_code == 400
    assert "Regel 19: De bewerking “MAAL” bestaat niet." in broken.content.decode()
    other = send(client, path, "publiceren", {**form, "identificatie": "iets_anders"})
    assert other.status_code == 400
    assert "Regel 1: De tekst zegt hier iets anders: wet_op_iets." in other.content.decode()
    done = send(client, path, "publiceren", form)
    assert done.status_code == 302
    page = client.get(done.headers["Location"]).content.decode()
    assert "<pre>$id: wet_op_iets" in page
    assert "Wet op iets (2025-01-01)" in page


def test_withdraw(signed_in, country: Node) -> None:
    client, path = signed_in("uitgever"), "/nl/intrekken/wolk/supplier/wolk"
    assert client.get(path).status_code == 200
    assert client.post(path, {"stelsel-versie": "0"}).status_code == 400
    done = client.post(path, {"stelsel-versie": "0", "stelsel-reden": "Gestopt"})
    assert done.status_code == 302
    page = client.get(done.headers["Location"]).content.decode()
    assert "Deze vermelding is ingetrokken" in page
    assert "Gestopt" in page
    assert country.book(ANYONE).get("wolk/supplier/wolk") is None


@pytest.mark.parametrize(
    "path", ["publiceren/leverancier", "verbeteren/wolk/supplier/wolk", "intrekken/wolk/supplier/wolk"]
)
def test_who_may_publish(visitor: Client, signed_in, path: str) -> None:
    assert visitor.get(f"/nl/{path}").headers["Location"] == f"/nl/aanmelden?verder=/nl/{path}"
    assert signed_in("lezer").post(f"/nl/{path}", FORM).status_code == 403
    if "wolk" in path:
        assert signed_in("buurman").post(f"/nl/{path}", FORM).status_code == 403


def test_a_form_without_its_token_is_refused(country: Node) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.login(username="uitgever", password="een lang wachtwoord")
    response = client.post("/nl/publiceren/leverancier", FORM)
    assert response.status_code == 403
    assert "verlopen" in response.content.decode()
