# SPDX-License-Identifier: EUPL-1.2
"""The question box for other websites: lines that work as they stand, and let nothing through."""

from __future__ import annotations

import re
from html import unescape

from django.test import Client

from stelsel.node.node import Node
from tests.faces.web.test_pages import check


def lines(client: Client, town: str = "", language: str = "nl") -> str:
    page = client.get(f"/{language}/insluiten", {"gemeente": town}).content.decode()
    check(page, language)
    return unescape(re.search(r"<pre[^>]*>(.*?)</pre>", page, re.DOTALL)[1])  # type: ignore[index]


def test_a_form_on_another_website_gets_an_answer(country: Node) -> None:
    code = lines(Client(), "Nieuwstad")
    address = re.search(r'action="https?://[^/"]+([^"]+)"', code)[1]  # type: ignore[index]
    typed = dict(re.findall(r'name="(\w+)" value="([^"]*)"', code))
    foreign = Client(enforce_csrf_checks=True)
    answer = foreign.post(address, {**typed, "zaak": "ik ga verhuizen"}, HTTP_ORIGIN="https://www.example.org")
    assert answer.status_code == 200
    assert typed == {"woonplaats": "Nieuwstad"}


def test_other_forms_still_want_their_token(country: Node) -> None:
    foreign = Client(enforce_csrf_checks=True)
    assert foreign.post("/nl/gebeurtenissen/geboorte", {"scherm": "begin"}).status_code == 403


def test_what_is_typed_stays_text(country: Node) -> None:
    code = lines(Client(), '"><script>alert(1)</script>', "en")
    assert "<script>" not in code
    assert "woonplaats" not in lines(Client())
