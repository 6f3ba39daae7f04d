# SPDX-License-Identifier: EUPL-1.2
"""Every page in both languages: it answers, has one h1 and its language, and no inline style or script."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from stelsel.node.node import Node
from stelsel.register.folder import payload_path

PAGES = (
    "",
    "organisaties",
    "organisaties?datum=2000-01-01&soort=municipality&q=o",
    "organisaties/gm0344",
    "organisaties/gm0001?datum=2015-01-01",
    "vermelding/importeur/cloud-offer/m001",
    "vermelding/importeur/cloud-offer/m001/bewijs/public/5",
    "vermelding/importeur/joint-arrangement/samen",
    "vermelding/importeur/organisation/gm0344",
    "vragen",
    "vragen/passend-cloudaanbod",
    "zoeken",
    "zoeken?q=machine&soort=cloudaanbod",
    "kamers/cloud",
    "kamers/data",
    "soorten",
    "soorten/cloudaanbiedingen",
    "soorten/cloudaanbiedingen?sorteer=-vcpus&pagina=2&naamLeverancier=Wolk",
    "soorten/cloudaanbiedingen/uitleg",
    "publiceren",
    "aanmelden",
    "stand",
    "rechten",
    "bronnen",
    "broncode",
    "stijl",
    "toegankelijkheid",
    "beveiliging",
    "wegwijs",
    "overdragen",
    "overdragen?organisatie=gm0344",
    "zaak",
)


def check(html: str, language: str) -> None:
    """What holds for every page."""
    assert f'<html lang="{language}"' in html
    assert len(re.findall(r"<h1[\s>]", html)) == 1
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"|javascript:", html)
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)
    assert "{{" not in html
    assert "{%" not in html


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_page(visitor: Client, language: str, path: str) -> None:
    response = visitor.get(f"/{language}/{path}")
    assert response.status_code == 200
    check(response.content.decode(), language)
    assert response.headers["Content-Language"] == language
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("wire", ["cloudaanbod", "organisatie", "verklaring", "leverancier", "cloudbehoefte"])
def test_forms_behind_the_sign_in(signed_in, language: str, wire: str) -> None:
    response = signed_in("uitgever").get(f"/{language}/publiceren/{wire}")
    assert response.status_code == 200
    html = response.content.decode()
    check(html, language)
    assert html.count("csrfmiddlewaretoken") == 1
    for path in ("account", "publiceren"):
        check(signed_in("baas").get(f"/{language}/{path}").content.decode(), language)


@pytest.mark.parametrize(
    "path",
    [
        "nergens",
        "organisaties/gm9999",
        "vermelding/importeur/cloud-offer/nee",
        "vermelding/importeur/onzin/nee",
        "vragen/nee",
        "kamers/nee",
        "soorten/nee",
        "vermelding/importeur/cloud-offer/m001/bewijs/public/0/nee.txt",
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_not_there(visitor: Client, language: str, path: str) -> None:
    response = visitor.get(f"/{language}/{path}")
    assert response.status_code == 404
    check(response.content.decode(), language)


@pytest.mark.parametrize(
    "path",
    [
        "organisaties?datum=gisteren",
        "organisaties?datum=9999-12-31",
        "organisaties?pagina=0",
        "organisaties/gm0344?datum=2020-02-30",
        "soorten/cloudaanbiedingen?sorteer=onzin",
        "soorten/cloudaanbiedingen?pagina=x",
        "zoeken?q=a&pagina=-1",
        "vragen/passend-cloudaanbod?vcpus=veel",
        "vragen/passend-cloudaanbod?vcpus=-3&aantal=0",
        "vragen/passend-cloudaanbod?minimaalSeal=SOV-9+|+3",
        "vermelding/importeur/cloud-offer/M%20001",
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_bad_input_says_where_and_the_cure(visitor: Client, language: str, path: str) -> None:
    response = visitor.get(f"/{language}/{path}")
    assert response.status_code == 400
    html = response.content.decode()
    check(html, language)
    assert 'role="alert"' in html


def test_a_question_keeps_what_was_typed(visitor: Client) -> None:
    html = visitor.get("/nl/vragen/passend-cloudaanbod?vcpus=veel&geheugenMib=2048").content.decode()
    assert 'value="veel"' in html
    assert 'value="2048"' in html
    assert 'href="#vcpus"' in html


def test_the_first_address_follows_the_browser() -> None:
    assert Client().get("/", headers={"Accept-Language": "en-GB,nl;q=0.5"}).headers["Location"] == "/en/"
    assert Client().get("/", headers={"Accept-Language": "fr"}).headers["Location"] == "/nl/"


def test_the_other_language_keeps_the_question(visitor: Client) -> None:
    html = visitor.get("/nl/zoeken?q=machine").content.decode()
    assert 'href="/en/zoeken?q=machine"' in html


def test_files_for_machines(visitor: Client) -> None:
    assert visitor.get("/healthz").status_code == 200
    assert visitor.get("/readyz").status_code == 200
    text = visitor.get("/.well-known/security.txt").content.decode()
    assert {line.partition(":")[0] for line in text.splitlines()} == {
        "Contact",
        "Expires",
        "Preferred-Languages",
    }
    assert visitor.get("/nl/soorten/organisaties/schema.json").json()["$schema"].endswith("2020-12/schema")


def test_a_page_answers_only_the_methods_it_has(visitor: Client) -> None:
    assert visitor.post("/nl/organisaties").status_code == 405
    assert visitor.get("/nl/afmelden").status_code == 405


def test_a_form_that_is_too_large_is_refused_in_our_own_words(signed_in) -> None:
    response = signed_in("uitgever").post("/nl/publiceren/leverancier", {"naam": "x" * 1_300_000})
    assert response.status_code == 400
    check(response.content.decode(), "nl")


def test_a_fault_of_ours_is_said_in_the_same_look(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*given: object) -> None:
        raise RuntimeError("secret detail")

    visitor.raise_request_exception = False
    monkeypatch.setattr("stelsel.faces.web.kinds.order", fail)
    response = visitor.get("/en/soorten/organisaties")
    assert response.status_code == 500
    html = response.content.decode()
    check(html, "en")
    assert "secret detail" not in html


def test_a_proof_that_does_not_hold_is_never_shown_as_if(visitor: Client, country: Node) -> None:
    from stelsel.node.models import Revision

    visitor.get("/nl/vermelding/importeur/cloud-offer/m001")
    row = Revision.objects.get(entry="importeur/cloud-offer/m001")
    files = country.logs.files(row.log.origin)
    size = files.folder.size()
    path = files.path / payload_path(row.index // 256, min(size - row.index // 256 * 256, 256))
    (stored,) = country.logs.stored(row.log.origin, row.index, row.index + 1)
    path.write_bytes(path.read_bytes().replace(stored.payload, stored.payload[:-3] + b'x"}'))
    response = visitor.get("/nl/vermelding/importeur/cloud-offer/m001")
    assert response.status_code == 500
    html = response.content.decode()
    check(html, "nl")
    assert "De inhoud is niet wat er is vastgelegd" in html
