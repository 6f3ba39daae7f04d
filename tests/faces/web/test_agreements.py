# SPDX-License-Identifier: EUPL-1.2
"""The page of an agreement: plain words, files, where its rules are enforced, and a delivery beside its fields."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from stelsel.engines.rules import read_rules
from stelsel.kernel.draft import Draft
from stelsel.kernel.form import to_form
from stelsel.node.node import Node, submission
from stelsel.nouns.agreement import AGREEMENT, Agreement, AgreementParty, example, from_template
from stelsel.priorities.data.exchange import odrl_ap_nl
from stelsel.priorities.data.exchange.agreement_forms import FORMS

BASE, DELIVERY = "grondregels", "levering-adressen"
PARTIES = (
    AgreementParty(organisation="wolk", party_role="provider"),
    AgreementParty(organisation="buur", party_role="consumer"),
)
ADDRESS = [{"adres": {"postcode": "1234AB", "huisnummer": 1}}]


def published(country: Node, name: str, local: str = "", **changed: Any) -> None:
    """An example agreement in the public log of wolk."""
    log = country.logs.named("wolk", "public")
    assert log is not None
    draft = Draft(AGREEMENT, local or name, msgspec.structs.replace(example(name), **changed))
    country.publish("wolk", "public", [submission("wolk", log.organisation, draft)])


@pytest.fixture
def page(country: Node) -> str:
    """The example delivery and its base, published by wolk."""
    for name in (BASE, DELIVERY):
        published(country, name)
    return f"/nl/afspraken/wolk/{DELIVERY}"


def read(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return str(response.content.decode())


def test_it_is_read_in_two_languages(page: str, visitor: Client) -> None:
    text = read(visitor, page)
    for said in (
        "Tussen wie",
        "Leg elke levering vast",
        "2 van 4 plichten en verboden worden nergens afgedwongen",
        "voorbeeld",
    ):
        assert said in text
    assert "<svg" in text
    assert "Between whom" in read(visitor, page.replace("/nl/", "/en/"))
    assert page in read(visitor, f"/nl/vermelding/wolk/agreement/{DELIVERY}")
    read(visitor, "/nl/afspraken/wolk/bestaat-niet", 404)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_a_file(form: str, page: str, visitor: Client) -> None:
    response = visitor.get(f"{page}/vorm/{form}")
    assert response.status_code == 200
    assert response.headers["Content-Disposition"] == f'attachment; filename="{DELIVERY}.{FORMS[form].ending}"'
    if form == "odrl":
        (found,) = odrl_ap_nl.read(response.content, "a.jsonld")
        assert found.body == example(DELIVERY)
        assert json.loads(response.content)["dct:publisher"] == {"@id": "urn:stelsel:organisatie:wolk"}
    if form == "rule":
        assert (
            read_rules(response.content, "a.yaml").url == f"http://testserver/nl/vermelding/wolk/agreement/{DELIVERY}"
        )
    assert visitor.get(f"{page}/vorm/onzin").status_code == 404


def test_lists_of_concepts_come_from_the_base(page: str, country: Node, visitor: Client) -> None:
    published(country, "medmij-stijl")
    path = "/nl/afspraken/wolk/medmij-stijl/vorm/rule"
    assert "staat in dienst-voorbeelddata/agreement/grondregels" in read(visitor, path, 400)
    published(country, "medmij-stijl", "met-basis", refines=f"wolk/agreement/{BASE}")
    assert "value: behandeling" in read(visitor, path.replace("medmij-stijl", "met-basis"))


def sent(client: Client, path: str, status: int = 200, **typed: Any) -> str:
    response = client.post(path, typed)
    assert response.status_code == status
    return str(response.content.decode())


def test_a_delivery_is_looked_at_and_not_kept(page: str, visitor: Client) -> None:
    assert "Binnen de afspraak." in sent(visitor, page, voorbeeld=json.dumps(ADDRESS))
    more = [{**ADDRESS[0], "geboortedatum": "2000-01-01"}]
    text = sent(visitor, page, bestand=SimpleUploadedFile("levering.json", json.dumps(more).encode()))
    assert "Buiten de afspraak." in text
    assert "/geboortedatum" in text
    assert "2000-01-01" not in text
    assert "Binnen de afspraak." not in read(visitor, page)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, "Er is niets om na te kijken"),
        ({"voorbeeld": "{"}, "geldige JSON"),
        ({"voorbeeld": "[]"}, "geen velden"),
        ({"voorbeeld": '{"openapi": "3.0.3", "paths": {}}', "bewerking": "x"}, "De bewerking"),
        ({"voorbeeld": "[" * 100 + "]" * 100}, "diep"),
        ({"bestand": SimpleUploadedFile("a.csv", b"a\n" + b"x" * 10_100_000)}, "te groot"),
    ],
)
def test_bad_input_says_what_and_what_to_do(typed: dict[str, Any], told: str, page: str, visitor: Client) -> None:
    text = sent(visitor, page, 400, **typed)
    assert told in text
    assert "Tussen wie" in text


def test_an_agreement_begins_from_the_text_of_a_domain(
    page: str, visitor: Client, signed_in: Any, country: Node
) -> None:
    assert "na aanmelden" in read(visitor, "/nl/afspraken/sjablonen")
    boss = signed_in("uitgever")
    shown = read(boss, "/nl/afspraken/sjablonen")
    begin = f"/nl/publiceren/afspraak?sjabloon=wolk%2Fagreement%2F{BASE}"
    assert begin in shown
    form = read(boss, begin)
    assert f'value="wolk/agreement/{BASE}"' in form, "it refines the text that it begins from"
    assert example(BASE).duties[0].rule_id in form
    assert f"“{example(BASE).title}”" in form
    assert f'value="{example(BASE).title}"' not in form, "a title is said anew"
    assert "Choose a template" in read(boss, "/en/publiceren/afspraak?sjabloon=wolk/agreement/er-niet", 400)
    read(boss, "/nl/publiceren/afspraak?sjabloon=onzin", 400)
    published(country, BASE, "besloten", text_type="policy")
    read(boss, "/nl/publiceren/afspraak?sjabloon=wolk/agreement/besloten", 400)
    other = read(boss, f"/nl/publiceren/dataset?sjabloon=wolk/agreement/{BASE}")
    assert f'value="wolk/agreement/{BASE}"' not in other


def test_a_duty_that_was_dropped_shows_before_it_is_published_and_after(
    page: str, visitor: Client, signed_in: Any, country: Node
) -> None:
    begun = from_template(f"wolk/agreement/{BASE}", example(BASE))
    dropped = msgspec.structs.replace(
        begun, duties=begun.duties[1:], identifier="los", title="Losser", agreement_parties=PARTIES,
        sharing_purpose=example(DELIVERY).sharing_purpose, legal_bases=example(DELIVERY).legal_bases,
    )  # fmt: skip
    typed = {name: [text] for name, text in to_form(Agreement, msgspec.to_builtins(dropped)).items() if text}
    about = {"stelsel-uitgever": "wolk", "stelsel-kring": "public", "stelsel-wijze": "stated", "stelsel-naam": "losser"}
    for stap, status in (("voorbeeld", 200), ("publiceren", 302)):
        response = signed_in("uitgever").post("/nl/publiceren/afspraak", {**typed, **about, "stap": stap})
        assert response.status_code == status, re.findall(r'href="#.*', response.content.decode())
        if status == 200:
            assert "Niet in lijn" in response.content.decode()
    shown = read(visitor, "/nl/afspraken/wolk/losser")
    assert "Niet in lijn" in shown
    assert "Bijvoorbeeld:" in shown
    assert "Niet in lijn" not in read(visitor, page)
