# SPDX-License-Identifier: EUPL-1.2
"""Attachments on the pages: from the entry to the form and back, without JavaScript."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from stelsel.node.node import Node

FORM = "/nl/publiceren/bijlage"
ENTRY = "wolk/supplier/wolk"
BYTES = b"<script>alert(1)</script>" * 1000
SHA256 = hashlib.sha256(BYTES).hexdigest()


def send(client: Client, name: str = "Exit plan.html", content: bytes = BYTES, **typed: str) -> Any:
    """The form with a file."""
    fields = {"hoortBij": ENTRY, "stelsel-uitgever": "wolk", "stelsel-kring": "", **typed}
    return client.post(FORM, {**fields, "bestand": SimpleUploadedFile(name, content, "text/html")})


def test_a_publisher_adds_a_file_to_an_entry(signed_in: Callable[[str], Client], visitor: Client) -> None:
    client = signed_in("uitgever")
    page = client.get(f"/nl/vermelding/{ENTRY}").content.decode()
    assert f"{FORM}?bij=wolk%2Fsupplier%2Fwolk" in page
    form = client.get(f"{FORM}?bij={ENTRY}").content.decode()
    assert 'enctype="multipart/form-data"' in form
    assert f'value="{ENTRY}"' in form
    done = send(client, titel="Exitplan", bewarenTot="2031-12-31")
    assert done.status_code == 302, done.content.decode()
    own = client.get(done.headers["Location"]).content.decode()
    assert "Gepubliceerd" in own
    assert "Download Exit plan.html (25,0 kB)" in own
    seen = visitor.get(f"/nl/vermelding/{ENTRY}").content.decode()
    assert SHA256 in seen
    assert "Exit plan.html, 25,0 kB" in seen
    assert "31 december 2031" in seen
    assert "Voeg bijlage toe" not in seen
    english = visitor.get(f"/en/vermelding/{ENTRY}").content.decode()
    assert "25.0 kB" in english


def test_the_file_is_taken_home_and_never_opened(signed_in: Callable[[str], Client], visitor: Client) -> None:
    place = send(signed_in("uitgever")).headers["Location"].partition("?")[0]
    response = visitor.get(f"{place}/bestand")
    assert b"".join(response.streaming_content) == BYTES
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"] == 'attachment; filename="Exit plan.html"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    head = visitor.head(f"{place}/bestand")
    assert (head.headers["Content-Length"], head.content) == (str(len(BYTES)), b"")


def test_what_is_own_is_for_nobody_else(signed_in: Callable[[str], Client], visitor: Client) -> None:
    place = send(signed_in("uitgever"), **{"stelsel-kring": "own"}).headers["Location"].partition("?")[0]
    for client in (visitor, signed_in("buurman")):
        assert client.get(f"{place}/bestand").status_code == client.get(place).status_code == 404
        assert SHA256 not in client.get(f"/nl/vermelding/{ENTRY}").content.decode()
    assert signed_in("lezer").get(f"{place}/bestand").status_code == 200


def test_errors_keep_what_was_typed(signed_in: Callable[[str], Client], country: Node) -> None:
    client = signed_in("uitgever")
    for content, said in ((b"", "Dit bestand is leeg."), (BYTES, "Dit bestand is groter dan 0 MB.")):
        country.attachments.most = 1000
        page = send(client, content=content, titel="Mijn titel")
        assert page.status_code == 400
        assert said in page.content.decode()
        assert 'value="Mijn titel"' in page.content.decode()
    page = client.post(FORM, {"stelsel-uitgever": "buur", "hoortBij": "x"})
    assert page.status_code == 400
    assert "Voor deze organisatie mag u niet publiceren." in page.content.decode()
    none = client.post(FORM, {"stelsel-uitgever": "wolk", "bestand": ""})
    assert "U koos nog geen bestand." in none.content.decode()
    wide = send(client, content=b"x", hoortBij="wolk/supplier/geheim", **{"stelsel-kring": "public"})
    assert "Minder mensen mogen de vermelding lezen." in wide.content.decode()
    assert country.attachments.halves() == []


def test_only_a_publisher_sees_the_form_and_only_with_its_token(
    signed_in: Callable[[str], Client], visitor: Client
) -> None:
    assert visitor.get(FORM).status_code == 302
    assert send(visitor).status_code == 302
    assert signed_in("lezer").get(FORM).status_code == 403
    strict = Client(enforce_csrf_checks=True)
    assert strict.login(username="uitgever", password="een lang wachtwoord")
    assert send(strict).status_code == 403
    token = strict.get(FORM).cookies["csrftoken"].value
    assert send(strict, csrfmiddlewaretoken=token).status_code == 302


def test_the_reference_page_tells_the_retention(visitor: Client) -> None:
    page = visitor.get("/nl/soorten/bijlagen/uitleg").content.decode()
    assert "5 jaar na vervanging of intrekking (voorlopig)" in page
    assert "Archiefwet 1995" in page
    assert visitor.get("/nl/soorten/bijlagen/schema.json").json()["x-bewaartermijn"]["jaren"] == 5
