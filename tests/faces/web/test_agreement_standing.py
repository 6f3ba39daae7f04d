# SPDX-License-Identifier: EUPL-1.2
"""How an agreement stands, on its page and from the command line: nobody signed, everybody signed, one ended it."""

from __future__ import annotations

import json
from html import unescape

import pytest
from django.test import Client

from stelsel.book.audience import ANYONE
from stelsel.faces.cli.ends import End
from stelsel.faces.cli.main import main
from stelsel.kernel.draft import Draft
from stelsel.kernel.problem import BadInput
from stelsel.kernel.time import Period
from stelsel.node import clock, desk
from stelsel.node.identity import OPERATOR
from stelsel.node.node import Node, submission
from stelsel.nouns.agreement import AGREEMENT_SIGNATURE, AgreementParty, AgreementSignature
from tests.faces.web.test_agreements import BASE, DELIVERY, published

HERE = f"wolk/agreement/{DELIVERY}"
PAGE = f"/nl/afspraken/wolk/{DELIVERY}"


def organisation(country: Node, publisher: str) -> str:
    log = country.logs.named(publisher, "public")
    assert log is not None
    return log.organisation


@pytest.fixture
def delivery(country: Node) -> str:
    """A delivery from wolk to buur, published by wolk."""
    parties = tuple(
        AgreementParty(organisation(country, who), role)  # type: ignore[arg-type]
        for who, role in (("wolk", "provider"), ("buur", "consumer"))
    )
    published(country, BASE)
    published(country, DELIVERY, agreement_parties=parties, valid=Period())
    return HERE


def sign(country: Node, publisher: str, outcome: str = "accept", reasons: str = "") -> None:
    """A signature in the public log of a publisher."""
    record = country.book(ANYONE).get(HERE)
    assert record is not None
    party = organisation(country, publisher)
    body = AgreementSignature(
        HERE,
        record.log.origin,
        record.index,
        record.hash.hex(),
        party,
        outcome,  # type: ignore[arg-type]
        "Mandaatbesluit 2026, artikel 4",
        clock.today(),
        reasons,
    )
    draft = Draft(AGREEMENT_SIGNATURE, f"{outcome}-{DELIVERY}", body)
    country.publish(publisher, "public", [submission(publisher, party, draft)])


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_the_page_tells_who_signed(delivery: str, country: Node, visitor: Client) -> None:
    text = read(visitor, PAGE)
    for said in (
        "Hoe het staat",
        "aangeboden: nog niemand tekende",
        "nog niet getekend",
        "Is er een afspraak voor deze",
    ):
        assert said in text
    sign(country, "wolk")
    assert "deels getekend" in read(visitor, PAGE)
    sign(country, "buur")
    text = read(visitor, PAGE)
    assert "<strong>van kracht</strong>" in text
    assert "Mandaatbesluit 2026, artikel 4" in text
    assert f"/nl/vermelding/wolk/agreement-signature/accept-{DELIVERY}" in text
    assert "<strong>in force</strong>" in read(visitor, PAGE.replace("/nl/", "/en/"))
    sign(country, "buur", "revoke", "Het doel <b>is</b> vervallen.")
    raw = visitor.get(PAGE).content.decode()
    assert "niet meer van kracht" in raw
    assert "Het doel &lt;b&gt;is&lt;/b&gt; vervallen." in raw


def test_a_base_holds_by_publication_and_asks_nobody(delivery: str, visitor: Client) -> None:
    text = read(visitor, f"/nl/afspraken/wolk/{BASE}")
    assert "van kracht door publicatie" in text
    assert "Partijen en handtekeningen" not in text


def test_a_signature_is_not_published_from_a_bare_form(delivery: str, country: Node) -> None:
    body = AgreementSignature(HERE, "x", 0, "a" * 64, "wolk", "accept", "Mandaat", clock.today())
    with pytest.raises(BadInput) as caught:
        desk.publish(country, "wolk", desk.Wish(AGREEMENT_SIGNATURE, body), OPERATOR)
    assert caught.value.findings[0].code == "names-no-leaf"


def test_the_command_tells_the_same(
    delivery: str, country: Node, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("stelsel.faces.cli.shared_options.start", lambda fresh=False: None)
    command = ["agreement", "standing", HERE]
    assert main(command) == End.OK
    said = capsys.readouterr().out
    assert "aangeboden: nog niemand tekende" in said
    assert "nog niets" in said
    assert "verzonnen voorbeeld" in said
    sign(country, "wolk")
    sign(country, "buur")
    assert main([*command, "--json"]) == End.OK
    found = json.loads(capsys.readouterr().out)
    assert (found["state"], found["inForce"], found["day"]) == ("in-force", True, clock.today().isoformat())
    assert [(one["role"], one["outcome"]) for one in found["parties"]] == [
        ("provider", "accept"),
        ("consumer", "accept"),
    ]
    assert main([*command, "--day", "2020-01-01", "--json"]) == End.OK
    assert json.loads(capsys.readouterr().out)["state"] == "offered"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ([HERE, "--day", "morgen"], "morgen"),
        (["wolk/agreement/bestaat-niet"], "bestaat-niet"),
        (["nergens"], "nergens"),
    ],
)
def test_the_command_refuses_what_is_not_there(
    more: list[str], told: str, delivery: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("stelsel.faces.cli.shared_options.start", lambda fresh=False: None)
    assert main(["agreement", "standing", *more]) == End.BAD_INPUT
    assert told in capsys.readouterr().err
