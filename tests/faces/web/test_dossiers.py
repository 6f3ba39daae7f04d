# SPDX-License-Identifier: EUPL-1.2
"""Dossiers on the pages: kept from everybody else, from caches, logs and addresses; drafts that come back."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from stelsel.node import dossiers
from stelsel.node.identity import person_for
from stelsel.node.models import Dossier, DossierRevision, ProcessingRecord
from stelsel.node.node import Node

SECRET = "Zwijgzaamheid-7731"
ELSEWHERE = "0" * 32
OPENING = {
    "dossierdoel": "Bezwaar behandelen",
    "eigenaar": "",
    "rechtsgrond": "e",
    "wet": "Gemeentewet, art. 160",
    "bewaarjaren": "7",
    "bewaargrond": "Selectielijst 2020, categorie 9.1",
    "betrokkenen": "p-17 | personeelsnummer",
}
Sign = Callable[[str], Client]


def opened(client: Client, **more: str) -> str:
    """A dossier that this client opened; its address."""
    done = client.post("/nl/dossiers/openen", {**OPENING, **more})
    assert done.status_code == 302, done.content.decode()
    return str(done.headers["Location"])


def written(client: Client, here: str, text: str = SECRET) -> str:
    """A document in it; its address."""
    done = client.post(f"{here}/stukken", {"naam": "Notitie", "inhoud": text, "revisie": "0"})
    assert done.status_code == 302, done.content.decode()
    found = DossierRevision.objects.order_by("-id").values_list("document", flat=True).first()
    return f"{here}/stukken/{found}"


def test_open_write_read_share_close_and_see_who_looked(signed_in: Sign) -> None:
    owner, colleague = signed_in("uitgever"), signed_in("lezer")
    here = opened(owner)
    document = written(owner, here)
    page = owner.get(here).content.decode()
    assert SECRET in page
    assert "Gemeentewet, art. 160" in page
    assert "7 jaar na afsluiten" in page
    assert colleague.get(here).status_code == 404
    assert owner.post(f"{here}/delen", {"account": "lezer", "recht": "lezen"}).status_code == 302
    assert SECRET in colleague.get(here).content.decode()
    assert colleague.get(f"{here}/toegang").status_code == 403
    assert colleague.post(document, {"naam": "x", "inhoud": "y", "revisie": "1"}).status_code == 403
    log = owner.get(f"{here}/toegang").content.decode()
    rows = [re.sub(r"<[^>]+>", " ", row) for row in re.findall(r"<tr class.*?</tr>", log, re.DOTALL)]
    assert any("lezer" in row and "geweigerd" in row for row in rows)
    assert any("lezer" in row and "gedaan" in row for row in rows)
    assert SECRET not in log
    assert owner.post(f"{here}/sluiten").status_code == 302
    assert "afgesloten" in owner.get(here).content.decode()
    assert owner.post(f"{here}/stukken", {"naam": "x", "inhoud": "y"}).status_code == 400
    english = owner.get(here.replace("/nl/", "/en/")).content.decode()
    assert "7 years after closing" in english


def test_who_is_no_reader_gets_the_same_as_for_one_that_is_not_there(signed_in: Sign) -> None:
    here = opened(signed_in("uitgever"))
    document = written(signed_in("uitgever"), here).rpartition("/")[2]
    stranger = signed_in("buurman")
    for below in (
        "",
        "/stukken",
        f"/stukken/{document}",
        f"/stukken/{document}/bestand",
        "/toegang",
        "/delen",
        "/sluiten",
    ):
        for method in ("get", "post"):
            found = []
            for address in (here, f"/nl/dossiers/{ELSEWHERE}"):
                answer = getattr(stranger, method)(address + below, *([{"naam": "x"}] if method == "post" else []))
                text = re.sub(r"[0-9a-f]{32}|value=\"[A-Za-z0-9]{64}\"", "ID", answer.content.decode())
                headers = {
                    name: value for name, value in answer.headers.items() if name not in ("traceparent", "RateLimit")
                }
                found.append((answer.status_code, text, {**headers, "Content-Length": ""}))
            assert found[0] == found[1]
            assert found[0][0] == (
                405
                if (method == "post" and below in ("", "/toegang")) or ("bestand" in below and method == "post")
                else 404
            )


def test_nothing_is_kept_by_a_browser_or_proxy(signed_in: Sign, visitor: Client) -> None:
    owner = signed_in("uitgever")
    here = opened(owner)
    document = written(owner, here)
    for path in ("/nl/dossiers", here, document, f"{here}/toegang", f"{document}/bestand", f"/nl/dossiers/{ELSEWHERE}"):
        answer = owner.get(path)
        assert "no-store" in answer.headers["Cache-Control"], path
    away = visitor.get(here)
    assert away.status_code == 302
    assert away.headers["Location"].startswith("/nl/aanmelden")
    raw = owner.get(f"{document}/bestand")
    assert raw.content.decode() == SECRET
    assert raw.headers["Content-Type"] == "application/octet-stream"
    assert raw.headers["Content-Disposition"].startswith("attachment")
    assert SECRET not in str(raw.headers)


def test_no_word_of_it_in_a_log_or_an_error(signed_in: Sign, monkeypatch: Any, capfd: Any, caplog: Any) -> None:
    owner = signed_in("uitgever")
    owner.raise_request_exception = False
    here = opened(owner)
    document = written(owner, here)
    row = DossierRevision.objects.get()
    DossierRevision.objects.update(sealed=bytes(row.sealed)[:-1] + b"\x00")
    tampered = owner.get(here)
    assert tampered.status_code == 500
    assert "buiten het product om veranderd" in tampered.content.decode()

    def fails(*_: Any, **__: Any) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr(dossiers, "look", fails)
    monkeypatch.setattr(dossiers, "read", fails)
    monkeypatch.setattr(dossiers, "write", fails)
    answers = [owner.get(here), owner.get(document), owner.post(document, {"naam": SECRET, "inhoud": SECRET})]
    assert [one.status_code for one in answers] == [500] * 3
    out, err = capfd.readouterr()
    assert SECRET not in out + err + caplog.text + "".join(one.content.decode() for one in answers)


def test_the_second_of_two_writers_sees_both_versions(signed_in: Sign) -> None:
    owner, colleague = signed_in("uitgever"), signed_in("lezer")
    here = opened(owner)
    document = written(owner, here, "eerste")
    owner.post(f"{here}/delen", {"account": "lezer", "recht": "schrijven"})
    assert colleague.post(document, {"naam": "Notitie", "inhoud": "van lezer", "revisie": "1"}).status_code == 302
    late = owner.post(document, {"naam": "Notitie", "inhoud": "van uitgever", "revisie": "1"})
    page = late.content.decode()
    assert late.status_code == 409
    assert "van lezer" in page
    assert "van uitgever" in page
    again = {"naam": "Notitie", "inhoud": "samen", "revisie": re.search(r'name="revisie" value="(\d+)"', page)[1]}
    assert owner.post(document, again).status_code == 302
    assert "samen" in owner.get(here).content.decode()


def test_a_file_goes_in_and_out_and_a_large_one_is_refused(signed_in: Sign) -> None:
    owner = signed_in("uitgever")
    here = opened(owner)
    small = SimpleUploadedFile("scan.png", b"\x89PNG\x00\xff")
    assert owner.post(f"{here}/stukken", {"naam": "Scan", "bestand": small}).status_code == 302
    found = re.search(rf"{here}/stukken/[0-9a-f]+/bestand", owner.get(here).content.decode())
    assert found is not None
    assert owner.get(found[0]).content == b"\x89PNG\x00\xff"
    large = SimpleUploadedFile("groot.bin", b"x" * (dossiers.MOST_BYTES + 1))
    refused = owner.post(f"{here}/stukken", {"naam": "Groot", "bestand": large})
    assert refused.status_code == 400
    assert "te groot" in refused.content.decode()
    assert DossierRevision.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("wet", "", "hoort een wet"),
        ("bewaarjaren", "veel", "geen aantal jaren"),
        ("bewaarjaren", "", "Kies één bewaartermijn"),
        ("bewarenTot", "2020-01-01", "Kies één bewaartermijn"),
        ("dossierdoel", "", "Zeg waarvoor"),
        ("betrokkenen", "111222333", "pseudoniem"),
        ("eigenaar", "buur", "rol"),
    ],
)
def test_what_is_wrong_with_an_opening_stands_at_its_field(signed_in: Sign, field: str, value: str, said: str) -> None:
    answer = signed_in("uitgever").post("/nl/dossiers/openen", {**OPENING, field: value})
    assert answer.status_code == (403 if field == "eigenaar" else 400)
    assert said in answer.content.decode()
    assert not Dossier.objects.exists()


def test_a_publish_form_is_saved_taken_up_and_published(signed_in: Sign, country: Node) -> None:
    client = signed_in("uitgever")
    form = {"stelsel-uitgever": "wolk", "stelsel-kring": "public", "stelsel-wijze": "stated", "naam": "Nog <niet> af"}
    saved = client.post("/nl/publiceren/leverancier", {**form, "website": "geen adres", "stap": "bewaren"})
    address = saved.headers["Location"]
    assert saved.status_code == 302
    assert "Nog" not in address
    page = client.get(address).content.decode()
    assert "Uw concept is bewaard" in page
    assert 'value="Nog &lt;niet&gt; af"' in page
    assert 'value="geen adres"' in page
    hidden = dict(re.findall(r'<input type="hidden" name="(stelsel-[a-z]+)" value="([^"]*)">', page))
    assert signed_in("lezer").get(address).status_code in (403, 404)
    assert signed_in("buurman").get(address).status_code == 404
    better = {**form, **hidden, "naam": "Wolk Twee", "website": "https://wolk.invalid"}
    again = client.post("/nl/publiceren/leverancier", {**better, "stap": "bewaren"})
    assert again.status_code == 302
    assert Dossier.objects.count() == 1
    late = client.post("/nl/publiceren/leverancier", {**better, "naam": "Te laat", "stap": "bewaren"})
    assert late.headers["Location"].endswith("?botsing=1")
    both = client.get(late.headers["Location"]).content.decode()
    assert "Wolk Twee" in both
    assert "Te laat" in both
    assert "Beide versies" in both
    done = client.post("/nl/publiceren/leverancier", {**better, "stap": "publiceren"})
    assert done.headers["Location"].endswith("/vermelding/wolk/supplier/wolk-twee?ontvangst=1")
    (line,) = dossiers.mine(person_for(client.get("/nl/account").wsgi_request.user))
    assert line.entry == "wolk/supplier/wolk-twee"
    assert line.closed_at
    assert "ontvangstbewijs" in client.get(f"/nl/dossiers/{line.id}").content.decode()


def test_a_draft_can_be_thrown_away_and_a_dossier_held(signed_in: Sign) -> None:
    client = signed_in("uitgever")
    client.post("/nl/publiceren/leverancier", {"naam": "Weg ermee", "stap": "bewaren"})
    (row,) = Dossier.objects.all()
    here = f"/nl/dossiers/{row.id}"
    assert client.post(f"{here}/vasthouden", {"stap": "vasthouden", "toelichting": ""}).status_code == 400
    held = client.post(f"{here}/vasthouden", {"stap": "vasthouden", "toelichting": "Er loopt een rechtszaak"})
    assert held.status_code == 302
    assert client.post(f"{here}/weggooien").status_code == 400
    assert client.post(f"{here}/vasthouden", {"stap": "vrijgeven"}).status_code == 302
    assert client.post(f"{here}/weggooien").headers["Location"] == "/nl/dossiers"
    assert not Dossier.objects.exists()


def test_an_access_request_is_answered_by_an_administrator(signed_in: Sign) -> None:
    boss = signed_in("baas")
    here = opened(boss, eigenaar="wolk")
    written(boss, here)
    asked = {"kenmerk": "p-17", "soort": "personeelsnummer", "eigenaar": "wolk"}
    answer = boss.post("/nl/dossiers/inzageverzoek", asked)
    assert answer.headers["Content-Type"] == "application/zip"
    assert "no-store" in answer.headers["Cache-Control"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        assert SECRET in file.read("inzage.json").decode()
    assert signed_in("uitgever").post("/nl/dossiers/inzageverzoek", asked).status_code == 403
    wrong = boss.post("/nl/dossiers/inzageverzoek", {**asked, "kenmerk": "jan jansen"})
    assert wrong.status_code == 400
    assert "pseudoniem" in wrong.content.decode()


def test_the_trace_of_the_caller_is_taken_and_told(signed_in: Sign) -> None:
    client = signed_in("uitgever")
    here = opened(client)
    trace, span = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
    answer = client.get(here, headers={"traceparent": f"00-{trace}-{span}-01"})
    assert answer.headers["traceparent"].startswith(f"00-{trace}-")
    row = ProcessingRecord.objects.order_by("id").last()
    assert row is not None
    assert (bytes(row.trace_id).hex(), bytes(row.parent_span_id or b"").hex()) == (trace, span)
    assert row.attributes["dpl.stelsel.via"] == "web"
    assert "traceparent" not in client.get("/nl/").headers
