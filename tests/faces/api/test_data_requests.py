# SPDX-License-Identifier: EUPL-1.2
"""Data requests over the API: the same roles, refusals and steps as on the pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from stelsel.kernel.vocabulary import wire
from stelsel.node.models import DossierRevision, Membership, ProcessingRecord
from stelsel.node.node import Node
from stelsel.node.signatures import Notice, end
from stelsel.node.tasks import OPERATOR, set_rule
from tests.faces.api.conftest import PASSWORD, Api, basic
from tests.node.data_requests.parties import (
    CONSUMER,
    ID,
    PROVIDER,
    SECRET,
    VALUES,
    agreed,
    asked,
    enrolled,
    gea,
    in_force,
    learned,
    mandate,
    wim,
)
from tests.node.dossiers.people import person

HERE = f"/dataverzoeken/{ID}"
POST = f"{HERE}/berichten"


@pytest.fixture(autouse=True)
def parties(small_node: Node) -> Node:
    """The three organisations, and a stranger."""
    enrolled(small_node)
    person("vreemd", "wolk", "publisher")
    return small_node


def as_(name: str) -> dict[str, str]:
    """The header of an account."""
    user = User.objects.get(username=name)
    user.set_password(PASSWORD)
    user.save()
    return basic(name, PASSWORD)


def ok(answer: Any, status: int = 200) -> Any:
    assert answer.status_code == status, answer.content
    return answer.json()


def test_from_advice_to_signatures_over_the_api(api: Api, small_node: Node) -> None:
    asked(small_node)
    wims, geas, pias = as_("wim"), as_("gea"), as_("pia")
    (one,) = ok(api.get("/dataverzoeken", **pias))["dataverzoeken"]
    assert (one["dataverzoek"], one["status"], one["wachtOp"]) == (ID, "requested", ["gatekeeper"])
    assert one["eigenRollen"] == ["gatekeeper"]
    assert SECRET not in api.get("/dataverzoeken", **pias).content.decode()
    shown = ok(api.get(HERE, **pias))
    assert shown["mogelijkeStappen"] == ["inquire", "advise"]
    (first,) = shown["berichten"]
    assert first["soort"] == "aangevraagd"
    assert SECRET in first["tekst"]
    version = first["voorgesteldeAfspraak"]
    said = {"stap": "advise", "overVersie": 1, "advies": "go-ahead", "tekst": "Dit kan."}
    codes = shown["toetsing"]["opgevallen"]
    assert codes
    found = ok(api.send(POST, {**said, "opgevallen": codes}, **pias))
    assert found["berichten"][-1]["opgevallen"] == codes
    fewer = {**version, wire("agreed_fields"): version[wire("agreed_fields")][:1]}
    proposed = {"stap": "propose", "tekst": "Minder.", "overVersie": 1, "voorgesteldeAfspraak": fewer}
    assert ok(api.send(POST, proposed, **geas))["nieuwsteVersie"] == 2
    assert ok(api.send(POST, {"stap": "agree", "overVersie": 2}, **wims))["status"] == "agreed"
    found = ok(api.send(POST, {"stap": "publish"}, **geas))
    assert (found["status"], found["standAfspraak"]) == ("published", "offered")
    for who, publisher in ((gea(), PROVIDER), (wim(), CONSUMER)):
        mandate(who, publisher)
    assert ok(api.send(POST, {"stap": "sign", "partij": "provider"}, **geas))["standAfspraak"] == "partly-signed"
    found = ok(api.send(POST, {"stap": "sign"}, **wims))
    assert (found["status"], found["standAfspraak"]) == ("signed", "in-force")
    assert "mogelijkeStappen" not in found
    assert found["vermelding"].startswith(f"{PROVIDER}/agreement/")


def test_the_gatekeeper_sees_what_stands_out_and_says_what_it_saw(api: Api, small_node: Node) -> None:
    asked(small_node)
    for name in ("wim", "gea"):
        assert "toetsing" not in ok(api.get(HERE, **as_(name)))
    looked = ok(api.get(HERE, **as_("pia")))["toetsing"]
    assert looked["overVersie"] == 1
    assert looked["opgevallen"] == list(
        dict.fromkeys(one["toetscode"] for one in looked["toetsen"] if one["toetsoordeel"] != "good")
    )
    assert [one["veldnaam"] for one in looked["getoetsteVelden"]] == ["postcode", "huisnummer"]
    assert all({"nl", "en"} <= set(one["wat"]) for one in looked["toetsen"])
    said = {"stap": "advise", "overVersie": 1, "advies": "go-ahead", "tekst": "Dit kan."}
    before = DossierRevision.objects.count()
    for wrong in ({**said, "opgevallen": ["verzonnen"]}, {"stap": "inquire", "tekst": "Wat?", "opgevallen": ["x"]}):
        (error,) = ok(api.send(POST, wrong, **as_("pia")), 400)["errors"]
        assert (error["code"], error["name"]) == ("not-seen", "opgevallen")
    assert DossierRevision.objects.count() == before
    assert "opgevallen" not in ok(api.send(POST, said, **as_("pia")))["berichten"][-1], "nobody said what they saw"


def test_a_precedent_is_shown_to_the_gatekeeper(api: Api, small_node: Node) -> None:
    address = in_force(small_node)
    other = "f" * 32
    asked(small_node, id=other, values={**VALUES, wire("sharing_purpose"): "Iets anders doen met de adressen."})
    (found,) = ok(api.get(f"/dataverzoeken/{other}", **as_("pia")))["toetsing"]["precedenten"]
    assert (found["vermelding"], found["vanKracht"]) == (address, True)
    assert found["gedeeldeVelden"] == ["huisnummer", "postcode"]
    assert found["grondslagInWoorden"]


def test_a_step_reads_the_dossier_once(api: Api, small_node: Node) -> None:
    asked(small_node)
    wims, geas, pias = as_("wim"), as_("gea"), as_("pia")
    mandate(gea(), PROVIDER)

    def readings(body: dict[str, Any], who: dict[str, str]) -> int:
        before = ProcessingRecord.objects.filter(name="dossier.lezen").count()
        ok(api.send(POST, body, **who))
        return ProcessingRecord.objects.filter(name="dossier.lezen").count() - before

    said = {"stap": "advise", "overVersie": 1, "advies": "go-ahead", "tekst": "Dit kan."}
    assert readings(said, pias) == 1
    assert readings({"stap": "agree", "overVersie": 1}, geas) == 1
    assert readings({"stap": "publish"}, geas) == 1
    assert readings({"stap": "sign"}, geas) == 1
    assert readings({"stap": "withdraw", "tekst": "Toch niet."}, wims) == 1


def test_who_is_no_party_finds_nothing(api: Api, small_node: Node, account: dict[str, str]) -> None:
    asked(small_node)
    for path in ("/dataverzoeken", HERE):
        assert api.get(path).status_code == 401
    assert api.send(POST, {"stap": "agree"}).status_code == 401
    stranger = as_("vreemd")
    assert ok(api.get("/dataverzoeken", **stranger)) == {
        "totaal": 0,
        "dataverzoeken": [],
        "_links": {"self": "/api/v1/dataverzoeken"},
    }
    for place in (HERE, f"/dataverzoeken/{'f' * 32}", "/dataverzoeken/x"):
        assert api.get(place, **stranger).status_code == 404
        assert api.send(f"{place}/berichten", {"stap": "refuse", "tekst": "Nee."}, **stranger).status_code == 404
    person("lees", PROVIDER, "reader")
    assert api.get(HERE, **as_("lees")).status_code == 403


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("gea", {"stap": "agree", "overVersie": 1}, "request-not-now"),
        ("gea", {"stap": "advise", "tekst": "Ja", "advies": "go-ahead"}, "request-party"),
        ("pia", {"stap": "advise", "overVersie": 1, "tekst": "Ja"}, "no-advice"),
        ("pia", {"stap": "inquire"}, "no-text"),
        ("pia", {"stap": "inquire", "tekst": "x" * 5_000}, "field"),
        ("pia", {"stap": "inquire", "tekst": "Geldt dit ook voor bsn 111222333?"}, "bsn"),
        ("wim", {"stap": "propose", "tekst": "Zo."}, "missing"),
        ("wim", {"stap": "propose", "tekst": "Zo.", "voorgesteldeAfspraak": {"titel": 3}}, "field"),
        ("wim", {"stap": "publish"}, "request-not-now"),
        ("wim", {"stap": "sign"}, "request-not-now"),
        ("wim", {"stap": "sign", "partij": "gatekeeper"}, "field"),
        ("wim", {"stap": "dansen"}, "field"),
        ("wim", {"stap": "withdraw", "tekst": "Weg.", "extra": 1}, "unknown-field"),
        ("wim", {}, "missing"),
    ],
)
def test_what_does_not_fit_is_named_and_nothing_is_written(
    api: Api, small_node: Node, name: str, body: dict[str, Any], code: str
) -> None:
    asked(small_node)
    before = DossierRevision.objects.count(), dict(small_node.logs.sizes())
    answer = api.send(POST, body, **as_(name))
    found = ok(answer, 400)["errors"]
    assert code in [one["code"] for one in found], found
    if body.get("stap") == "agree":
        assert "inquire, refuse" in str(found), "what is possible is named"
    if "voorgesteldeAfspraak" in body:
        assert all(one["name"].startswith("voorgesteldeAfspraak") for one in found)
    assert (DossierRevision.objects.count(), dict(small_node.logs.sizes())) == before


def test_without_a_mandate_nobody_signs(api: Api, small_node: Node) -> None:
    agreed(small_node)
    ok(api.send(POST, {"stap": "publish"}, **as_("gea")))
    answer = api.send(POST, {"stap": "sign"}, **as_("gea"))
    assert answer.status_code == 403
    assert "geen mandaat" in answer.json()["detail"]


def test_what_waits_for_a_second_person_answers_202_and_goes_on(api: Api, small_node: Node) -> None:
    agreed(small_node)
    learned(small_node)
    set_rule(OPERATOR, PROVIDER, "publish-entry", True, None)
    person("geo", PROVIDER, "publisher")
    refused = ok(api.send(POST, {"stap": "publish"}, **as_("gea")), 400)["errors"]
    assert [one["name"] for one in refused] == ["", "ondanks"]
    held = ok(api.send(POST, {"stap": "publish", "ondanks": "Komt later."}, **as_("gea")), 202)
    number = held["taak"]
    assert ok(api.get(HERE, **as_("gea")))["taak"] == number
    assert ok(api.get(HERE, **as_("wim"))).get("taak") is None
    ok(api.send(f"/taken/{number}/besluiten", {"besluit": "approve", "redenen": "Klopt."}, **as_("geo")))
    assert ok(api.get(HERE, **as_("wim")))["status"] == "published"


def test_an_agreement_that_is_ended_is_told(api: Api, small_node: Node) -> None:
    address = in_force(small_node)
    end(small_node, wim(), address, Notice(CONSUMER, "Het stopt.", "2035-01-01"))
    found = ok(api.get(HERE, **as_("gea")))
    assert (found["status"], found["standAfspraak"]) == ("signed", "in-force")
    assert "niet meer vanaf 1 januari 2035, omdat: Het stopt." in found["redenen"][0]["nl"]


def test_a_service_account_may_not(api: Api, small_node: Node) -> None:
    asked(small_node)
    Membership.objects.filter(user__username="wim").update(machine=True)
    for answer in (api.get("/dataverzoeken", **as_("wim")), api.get(HERE, **as_("wim"))):
        assert answer.status_code in (401, 403)
