# SPDX-License-Identifier: EUPL-1.2
"""Administrators read what was done for their own organisation, and nothing of another's."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

import stelsel
from stelsel.faces.web.audit_words import ACTIONS
from stelsel.node import audit_tally
from stelsel.node.audit import audit
from stelsel.node.audit_chain import verify
from stelsel.node.models import AuditEvent, Membership
from tests.faces.web.small_country import PASSWORD, SECRET
from tests.faces.web.test_pages import check

LOG = "/nl/beheer/auditlog"


def events(client: Client, query: str = "") -> list[dict]:
    response = client.get(f"{LOG}?uitvoer=jsonl{query}")
    assert response.status_code == 200
    return [json.loads(line) for line in b"".join(response.streaming_content).splitlines()]


def test_only_administrators_read_it(visitor: Client, signed_in) -> None:
    audit_tally.forget()
    assert visitor.get(LOG).headers["Location"] == f"/nl/aanmelden?verder={LOG}"
    for name in ("lezer", "uitgever"):
        for query in ("", "?uitvoer=csv"):
            refused = signed_in(name).get(LOG + query)
            assert refused.status_code == 403
            assert "beheerder" in refused.content.decode()
    assert AuditEvent.objects.filter(action="forbidden", actor="lezer", outcome="refused").count() == 1
    page = signed_in("baas").get(LOG)
    assert page.status_code == 200
    check(page.content.decode(), "nl")
    check(signed_in("baas").get("/en/beheer/auditlog").content.decode(), "en")


def test_what_people_do_is_recorded_with_who_did_it(visitor: Client, signed_in) -> None:
    audit_tally.forget()
    assert visitor.post("/nl/aanmelden", {"naam": "BAAS", "wachtwoord": "mis"}).status_code == 400
    visitor.post("/nl/aanmelden", {"naam": "een geheim dat hier niet hoort", "wachtwoord": "mis"})
    assert visitor.post("/nl/aanmelden", {"naam": "baas", "wachtwoord": PASSWORD}).status_code == 302
    new = {"stap": "toevoegen", "naam": "nieuw", "wachtwoord": "drie-bomen-fiets", "uitgever": "wolk", "rol": "reader"}
    assert visitor.post("/nl/beheer", new).status_code == 302
    member = Membership.objects.get(user__username="nieuw")
    visitor.post("/nl/beheer", {"stap": "rol", "lid": member.pk, "rol": "publisher"})
    visitor.post("/nl/beheer", {"stap": "weghalen", "lid": member.pk})
    withdrawn = visitor.post("/nl/intrekken/wolk/supplier/wolk", {"stelsel-reden": "weg", "stelsel-versie": "0"})
    assert withdrawn.status_code == 302
    visitor.post("/nl/afmelden")
    found = [(*map(one.get, ("handeling", "uitvoerder", "onderwerp", "afloop")),) for one in events(signed_in("baas"))]
    assert found[-7:-1] == [
        ("sign-in", "baas", "page", "failed"),
        ("sign-in", "baas", "page", "done"),
        ("add-account", "baas", "nieuw", "done"),
        ("change-role", "baas", "nieuw", "done"),
        ("remove-role", "baas", "nieuw", "done"),
        ("withdraw", "baas", "wolk/supplier/wolk", "done"),
    ]
    assert found[-1] == ("sign-out", "baas", "page", "done")
    whole = "".join(json.dumps(one) for one in AuditEvent.objects.values())
    assert "een geheim" not in whole
    assert SECRET not in whole
    assert verify().broken is None


def test_nothing_of_another_organisation(signed_in) -> None:
    audit("dossier-opened", "uitgever", "zaak-1", publisher="buur")
    audit("sign-in", "buurman", "page")
    audit("sign-in", "baas", "page")
    audit("keep", "", "node")
    mine, theirs = events(signed_in("baas")), events(signed_in("buurman"))
    assert {one["bijUitgever"] for one in mine} == {"wolk", ""}
    assert {one["uitvoerder"] for one in mine if not one["bijUitgever"]} == {"baas"}
    assert [one["onderwerp"] for one in theirs] == ["zaak-1", "page"]
    html = signed_in("buurman").get(LOG).content.decode()
    assert "wolk/supplier" not in html


def test_one_account_at_two_organisations_shows_only_what_is_about_each(signed_in) -> None:
    shared = User.objects.create_user("dubbel", password=PASSWORD)
    for publisher in ("wolk", "buur"):
        Membership.objects.create(user=shared, publisher=publisher, role="publisher")
    audit("publish", "dubbel", "buur/supplier/x")
    assert "buur/supplier/x" in [one["onderwerp"] for one in events(signed_in("buurman"))]
    assert "buur/supplier/x" not in [one["onderwerp"] for one in events(signed_in("baas"))]


def test_it_is_filtered_and_paged(signed_in) -> None:
    for number in range(60):
        audit("dossier-opened", "uitgever", f"zaak-{number}", publisher="buur")
    neighbour = signed_in("buurman")
    page = neighbour.get(f"{LOG}?handeling=dossier-opened").content.decode()
    assert "60 gebeurtenissen" in page
    assert page.count("<tr class=") == 50
    second = neighbour.get(f"{LOG}?handeling=dossier-opened&pagina=2").content.decode()
    assert second.count("<tr class=") == 10
    assert not events(neighbour, "&sinds=2999-01-01")
    assert len(events(neighbour, "&handeling=dossier-opened")) == 60
    rows = b"".join(neighbour.get(f"{LOG}?uitvoer=csv").streaming_content).decode()
    assert rows.startswith("tijdstip,handeling,uitvoerder,")
    assert "hash" not in rows.lower().splitlines()[0], "numbers and hashes would tell how much happens elsewhere"


@pytest.mark.parametrize("query", ["?sinds=gisteren", "?uitvoer=xml", "?sinds=2026-13-01"])
def test_bad_input_is_explained(signed_in, query: str) -> None:
    response = signed_in("baas").get(LOG + query)
    assert response.status_code == 400
    check(response.content.decode(), "nl")
    assert signed_in("baas").get(f"{LOG}?pagina=onzin&handeling=%00").status_code == 200


def test_every_action_has_words() -> None:
    """What is recorded anywhere in the product can be read on the page by who does not know its code."""
    source = Path(stelsel.__file__).parent
    calls = re.compile(r"\baudit\(\s*\"([a-z.-]+)\"")
    recorded = {name for path in source.rglob("*.py") for name in calls.findall(path.read_text(encoding="utf-8"))}
    assert len(recorded) > 25
    assert recorded - set(ACTIONS) == set()
