# SPDX-License-Identifier: EUPL-1.2
"""The page of a proof: what it says in both languages, about old, erased and withdrawn revisions, and to whom."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from stelsel.book.audience import ANYONE
from stelsel.node.desk import erase
from stelsel.node.identity import OPERATOR
from stelsel.node.node import Node
from stelsel.register import receipt_verifier
from stelsel.register.log import Submission
from stelsel.register.note import read_vkey
from tests.register.test_cose_receipt import verify

OFFER = "vermelding/importeur/cloud-offer/m001"
WORDS = {
    "nl": ("vastgelegd door Importeur", "Wat dit niet bewijst", "UTC", "--lang nl", "Plaats (de eerste is 0)"),
    "en": ("recorded by Importeur", "What this does not prove", "UTC", "--lang en", "Place (the first is 0)"),
}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_says_what_a_lawyer_asks(visitor: Client, language: str) -> None:
    page = visitor.get(f"/{language}/{OFFER}/bewijs/public/5").content.decode()
    for words in WORDS[language]:
        assert words in page
    policy = visitor.get(f"/{language}/{OFFER}/bewijs/public/5/logboek.policy").content
    proof = visitor.get(f"/{language}/{OFFER}/bewijs/public/5/ontvangstbewijs.tlog-proof").content
    facts = receipt_verifier.verify(proof, policy)
    assert facts["leaf_hash"] in page
    assert all(part in page for part in (facts["origin"], facts["entry"]["id"], facts["entry"]["at"], "machine 1"))
    prints = re.findall(r"(?:[0-9a-f]{8} ){7}[0-9a-f]{8}", page)
    assert len(prints) == len(set(prints)) == 2
    assert f'href="/{language}/{OFFER}/bewijs/public/5"' in visitor.get(f"/{language}/{OFFER}").content.decode()


def test_the_proof_is_there_as_a_cose_receipt(visitor: Client, country: Node) -> None:
    answer = visitor.get(f"/nl/{OFFER}/bewijs/public/5/ontvangstbewijs.cose")
    assert answer.headers["Content-Type"].startswith("application/cose")
    leaf = visitor.get(f"/nl/{OFFER}/bewijs/public/5/blad.json").content
    record = country.book(ANYONE).history("importeur/cloud-offer/m001")[0]
    ed25519, ml_dsa_44 = (read_vkey(one)[2] for one in country.vkeys(record.log))
    found = verify(answer.content, leaf, (ed25519, ml_dsa_44))
    assert found[0][1] == 5
    assert found[15][2] == "importeur/cloud-offer/m001"


def change(op: str, country: Node) -> tuple[int, int]:
    """Corrects or withdraws the supplier of wolk: the place before and after."""
    before = country.book(ANYONE).get("wolk/supplier/wolk")
    assert before is not None
    organisation = before.log.organisation
    item = Submission(op, "supplier/1", "wolk/supplier/wolk", before.payload, organisation, None, "Omdat het moest")
    (receipt,) = country.publish("wolk", "public", [item])
    return before.index, receipt.index


@pytest.mark.parametrize("op", ["correct", "withdraw"])
def test_an_older_revision_says_that_there_is_a_newer_one(visitor: Client, country: Node, op: str) -> None:
    old, new = change(op, country)
    base = "/nl/vermelding/wolk/supplier/wolk/bewijs/public"
    before, after = (visitor.get(f"{base}/{index}").content.decode() for index in (old, new))
    assert "Niet de nieuwste versie" in before
    assert "Niet de nieuwste versie" not in after
    assert "Omdat het moest" in after
    assert "zelf verklaard door" in after


def test_what_was_erased_is_still_proven_to_have_stood_there(visitor: Client, country: Node) -> None:
    erase(country, "importeur", "importeur/cloud-offer/m001", "Het moest weg.", OPERATOR)
    base = f"/nl/{OFFER}/bewijs/public/5"
    page = visitor.get(base).content.decode()
    assert "De inhoud is gewist" in page
    assert "machine 1" not in page
    facts = receipt_verifier.verify(
        visitor.get(f"{base}/ontvangstbewijs.tlog-proof").content, visitor.get(f"{base}/logboek.policy").content
    )
    assert facts["content"] is None
    assert visitor.get(f"{base}/inhoud.json").status_code == 404


@pytest.mark.parametrize("who", [None, "buurman", "uitgever"])
def test_a_proof_is_for_who_may_see_the_entry(visitor: Client, signed_in, who: str | None) -> None:
    client = visitor if who is None else signed_in(who)
    expected = 200 if who == "uitgever" else 404
    for file in ("", "/ontvangstbewijs.tlog-proof", "/logboek.policy", "/receipt_verifier.py"):
        assert client.get(f"/nl/vermelding/wolk/supplier/geheim/bewijs/own/0{file}").status_code == expected
    assert client.get(f"/nl/{OFFER}/bewijs/public/6").status_code == 404
    assert client.get(f"/nl/{OFFER}/bewijs/gov/5").status_code == 404
