# SPDX-License-Identifier: EUPL-1.2
"""The rule pages: what there is, what a rule says, trying it at once or step by step, and nothing typed is kept."""

from __future__ import annotations

import io
import json
import re
import zipfile
from html import unescape
from typing import Any

import pytest
from django.test import Client
from structlog.testing import capture_logs

from stelsel.engines.rules.receipt import read_receipt, reproduces
from stelsel.kernel.draft import Draft
from stelsel.node import clock
from stelsel.node.node import Node
from stelsel.nouns.rule_text import RULE_TEXT, PublishedText, shipped_rules, shipped_texts
from stelsel.register.document_signature import read_signed
from tests.faces.web.small_country import SOURCE
from tests.faces.web.test_pages import check

RULE = "regels/wet_op_de_zorgtoeslag"
FORM = f"{RULE}/bereken/zorgtoeslag_per_jaar"
STEPS = f"{RULE}/stap-voor-stap/zorgtoeslag_per_jaar"
ALONE = {
    "aanvrager.geboortedatum": "15-5-1980",
    "aanvrager.is_verzekerd": "ja",
    "aanvrager.heeft_toeslagpartner": "nee",
    "aanvrager.woont_in_verdragsland": "nee",
    "aanvrager.verandert_dit_jaar": "nee",
    "aanvrager.rendementsgrondslag": "0",
    "aanvrager.jaarinkomen": "31.415",
    "dag": "2025-07-01",
}


def told(response: Any) -> str:
    """The words of a page, without its marks."""
    body = response.content.decode()
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body[body.index("<main") :])))


def compute(visitor: Client, language: str = "nl", **changed: str) -> Any:
    typed = {**ALONE, **{key.replace("__", "."): text for key, text in changed.items()}}
    return visitor.post(f"/{language}/{FORM}", {"stap": "bereken", **typed})


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("path", ["regels", RULE, FORM, STEPS, "regels/participatiewet", "regels/kwijtschelding_hhnk"])
def test_every_page(visitor: Client, language: str, path: str) -> None:
    response = visitor.get(f"/{language}/{path}")
    assert response.status_code == 200
    check(response.content.decode(), language)


def test_the_list_says_how_sure_each_year_is(visitor: Client) -> None:
    said = told(visitor.get("/nl/regels"))
    assert re.search(r"Wet op de huurtoeslag wet 1 januari 2026 geen uitkomst geen uitkomst officieel", said)
    assert re.search(r"Algemene Ouderdomswet wet 1 januari 2024 voorlopig voorlopig voorlopig", said)
    assert re.search(r"inkomenstoeslag Kerkrade .{0,60}2024 voorlopig geen uitkomst geen uitkomst", said)


def test_the_list_begins_with_what_people_ask(visitor: Client) -> None:
    page = visitor.get("/nl/regels").content.decode()
    assert f'href="/nl/{RULE}/bereken/zorgtoeslag_per_jaar">Zorgtoeslag per jaar</a>' in page
    assert "Is aangevraagd" not in page


def test_a_rule_says_which_answers_cannot_go_together(visitor: Client) -> None:
    said = told(visitor.get("/nl/regels/wet_op_de_huurtoeslag"))
    assert "Het aantal personen is kleiner dan u, uw partner en uw medebewoners samen." in said


def test_a_rule_is_told_article_by_article(visitor: Client) -> None:
    page = visitor.get(f"/nl/{RULE}").content.decode()
    said = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))
    assert "De zorgtoeslag is de standaardpremie" in said
    assert 'href="https://wetten.overheid.nl/BWBR0018451/2024-11-06#Artikel2"' in page
    assert "Als “heeft een toeslagpartner”, dan deel van het drempelinkomen, met partner" in said
    assert "€ 2." in said
    assert "gelezen in een officieel stuk" in said
    assert "meegeleverd met deze software" in said
    assert "$id: wet_op_de_zorgtoeslag" in said
    assert "Wat de controles vonden" in said
    assert re.search(r"heeft 14 gegevens, \d+ bedragen en 1 andere regel nodig", said)


def test_another_version_has_its_own_page(visitor: Client) -> None:
    page = visitor.get(f"/nl/{RULE}").content.decode()
    other = re.search(r'href="(/nl/regels/wet_op_de_zorgtoeslag\?versie=\w+)"', page)
    assert other
    assert "1 januari 2024" in told(visitor.get(other[1]))
    assert visitor.get(f"/nl/{RULE}?versie=0123456789").status_code == 404
    assert visitor.get(f"/nl/{RULE}?versie=a").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["regels/nergens", f"{RULE}/bereken/iets", "regels/nergens/bereken/iets", f"{RULE}/stap-voor-stap/iets"],
)
def test_what_is_not_there_is_not_found(visitor: Client, path: str) -> None:
    assert visitor.get(f"/nl/{path}").status_code == 404


def test_an_outcome_with_its_reasons(visitor: Client) -> None:
    response = compute(visitor)
    assert response.status_code == 200
    check(response.content.decode(), "nl")
    said = told(response)
    assert "Zorgtoeslag per jaar: € 1.161,00. officieel" in said
    assert "Voor 1 juli 2025" in said
    assert "(artikel 2 lid 1, Wet op de zorgtoeslag)" in said
    assert "U gaf op: het jaarinkomen is € 31.415,00." in said
    assert "Zorgtoeslag per jaar is 0 vanaf een inkomen van ongeveer € 40.000" in said
    assert "Health-care allowance a year: € 1,161.00. official" in told(compute(visitor, "en"))


def test_what_is_missing_is_asked_and_nothing_is_guessed(visitor: Client) -> None:
    said = told(compute(visitor, aanvrager__heeft_toeslagpartner=""))
    assert "We weten nog niet genoeg voor zorgtoeslag per jaar. — onbekend" in said
    assert "Dit helpt het meest: Heeft een toeslagpartner" in said
    assert "Jaarinkomen (uw partner)" in said


def test_refused_and_provisional_say_why(visitor: Client) -> None:
    said = told(compute(visitor, aanvrager__woont_in_verdragsland="ja"))
    assert "We kunnen zorgtoeslag per jaar niet uitrekenen." in said
    assert "landenfactor" in said
    said = told(compute(visitor, aanvrager__verandert_dit_jaar="ja", aanvrager__maanden_met_recht="6"))
    assert "voorlopig" in said
    assert "awir-part-year-rounding" in said


def test_faults_keep_what_was_typed_and_name_the_field(visitor: Client) -> None:
    response = compute(visitor, aanvrager__jaarinkomen="<b>veel</b>", aanvrager__geboortedatum="31-2-1980", dag="ooit")
    assert response.status_code == 400
    page = response.content.decode()
    assert 'value="&lt;b&gt;veel&lt;/b&gt;"' in page
    for key in ("aanvrager.jaarinkomen", "aanvrager.geboortedatum", "dag"):
        assert f'href="#{key}"' in page
    assert "Vul een bedrag in euro in" in page
    assert re.search(r'name="aanvrager.is_verzekerd" value="ja" checked', page)


def test_children_get_fields_of_their_own(visitor: Client) -> None:
    path = "/nl/regels/wet_op_het_kindgebonden_budget/bereken/kindgebonden_budget_per_jaar"
    page = visitor.post(path, {"stap": "vakken", "aanvrager.kinderen": "2"}).content.decode()
    assert 'name="aanvrager.kinderen.2.geboortedatum"' in page
    assert 'name="aanvrager.kinderen.3.geboortedatum"' not in page
    response = visitor.post(path, {"stap": "bereken", "aanvrager.kinderen": "99"})
    assert response.status_code == 400
    assert "0 tot en met 12" in told(response)


def test_a_municipality_is_asked_by_name(country: Node, visitor: Client) -> None:
    path = "/nl/regels/participatiewet/bereken/individuele_inkomenstoeslag"
    response = visitor.post(path, {"stap": "bereken", "gemeente": "Nergenshuizen"})
    assert response.status_code == 400
    assert 'href="#gemeente"' in response.content.decode()
    for good in ("Nieuwstad", "GM0928"):
        assert visitor.post(path, {"stap": "bereken", "gemeente": good}).status_code == 200


def test_a_day_without_a_version_is_told(visitor: Client) -> None:
    response = compute(visitor, dag="1990-01-01")
    assert response.status_code == 400
    assert "Op deze dag geeft deze regel dit niet." in told(response)


def test_nothing_typed_is_kept_or_told(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with capture_logs() as logs:
        good = compute(visitor)
        bad = compute(visitor, aanvrager__jaarinkomen="geheim27182")

        def fail(*_: object, **__: object) -> None:
            raise RuntimeError("geheim27182")

        monkeypatch.setattr("stelsel.faces.web.rule_case.outcome_parts", fail)
        broken = compute(visitor)
    assert (good.status_code, bad.status_code, broken.status_code) == (200, 400, 500)
    for response in (good, bad, broken):
        assert response.headers["Cache-Control"] == "no-store, private"
        assert set(response.cookies) <= {"csrftoken"}
    assert "31.415" not in str(logs)
    assert "geheim27182" not in str(logs)
    assert b"geheim27182" not in broken.content


def test_facts_in_the_address_do_not_count(visitor: Client) -> None:
    page = visitor.get(f"/nl/{FORM}?aanvrager.jaarinkomen=31415").content.decode()
    assert "31415" not in page.split("<main")[1]


def test_the_receipt_reproduces(visitor: Client) -> None:
    typed = {"stap": "bewijs", **ALONE}
    response = visitor.post(f"/nl/{FORM}", typed)
    assert response.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(response.content)) as packed:
        signed, own = (packed.read(name) for name in ("rekenbewijs.txt", "rekenbewijs.gegevens.json"))
    assert b"31415" not in signed
    kept = json.loads(own)
    raw, _ = read_signed(signed, "rekenbewijs.txt")
    rules = shipped_rules()
    found = reproduces(read_receipt(raw), kept["gegevens"], bytes.fromhex(kept["zout"]), rules.library, rules.figures)
    assert found == ()


def test_an_entry_leads_to_its_rule_and_shows_where_it_comes_from(country: Node, visitor: Client) -> None:
    text = dict(shipped_texts())["algemene_ouderdomswet/2024-01-01.yaml"]
    body = RULE_TEXT.convert({"regeltekst": text}).body
    assert isinstance(body, PublishedText)
    country.publish_drafts(
        "importeur", "public", [Draft(RULE_TEXT, "aow", body, "https://wetten.overheid.nl/BWBR0002221", SOURCE)]
    )
    assert (
        'href="/nl/regels/algemene_ouderdomswet"'
        in visitor.get("/nl/vermelding/importeur/rule-text/aow").content.decode()
    )
    said = told(visitor.get("/nl/regels/algemene_ouderdomswet"))
    assert "vastgelegd uit een bron" in said
    assert "importeur/rule-text/aow" in said


def test_a_text_in_an_own_log_is_there_for_its_organisation_alone(
    country: Node, visitor: Client, signed_in: Any
) -> None:
    text = dict(shipped_texts())["algemene_ouderdomswet/2024-01-01.yaml"].replace(
        "algemene_ouderdomswet", "geheime_regel"
    )
    body = RULE_TEXT.convert({"regeltekst": text}).body
    country.publish_drafts("wolk", "own", [Draft(RULE_TEXT, "geheim", body, "https://voorbeeld.invalid/regel", SOURCE)])  # type: ignore[arg-type]
    assert signed_in("lezer").get("/nl/regels/geheime_regel").status_code == 200
    for stranger in (visitor, signed_in("buurman")):
        assert stranger.get("/nl/regels/geheime_regel").status_code == 404
        assert "geheime_regel" not in stranger.get("/nl/regels").content.decode()


class Walk:
    """Somebody who answers one question at a time."""

    def __init__(self, path: str = f"/nl/{STEPS}") -> None:
        self.client, self.path = Client(), path
        self.read(self.client.get(path))

    def read(self, response: Any) -> None:
        self.response, self.page = response, response.content.decode()
        found = re.search(r'name="staat" value="([^"]*)"', self.page)
        self.sealed = unescape(found[1]) if found else ""
        field = re.search(r'name="((?:aanvrager|partner)\.[^"]+)"', self.page)
        self.field = field[1] if field else ""

    def send(self, text: str = "", step: str = "verder") -> Walk:
        self.read(
            self.client.post(self.path, {"staat": self.sealed, "scherm": "vraag", "stap": step, self.field: text})
        )
        return self


@pytest.mark.django_db
def test_one_question_at_a_time(country: Node) -> None:
    walk, asked = Walk(), []
    while walk.sealed:
        asked.append(walk.field)
        assert "Waarom we dit vragen:" in walk.page
        walk.send(ALONE[walk.field])
        assert walk.response.status_code == 200, told(walk.response)
    assert len(asked) == len(set(asked)) == 7
    assert "Zorgtoeslag per jaar: €" in told(walk.response)
    assert 'value="31.415"' in walk.page


@pytest.mark.django_db
def test_back_and_not_known(country: Node) -> None:
    walk = Walk()
    first = walk.field
    walk.send(ALONE[first])
    assert walk.field != first
    assert walk.send(step="terug").field == first
    assert walk.send(step="weet-niet").field != first
    assert "weet u niet" in walk.page
    for _ in range(20):
        if not walk.sealed:
            break
        walk.send(step="weet-niet")
    assert "We weten nog niet genoeg" in told(walk.response)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "31-2-1980", "<script>"])
def test_a_wrong_answer_is_asked_again(country: Node, text: str) -> None:
    walk = Walk()
    assert walk.field == "aanvrager.geboortedatum"
    walk.send(text)
    assert walk.response.status_code == 400
    assert walk.field == "aanvrager.geboortedatum"
    assert 'href="#aanvrager.geboortedatum"' in walk.page
    assert "<script>" not in walk.page.split("<main")[1]


@pytest.mark.django_db
def test_an_answer_that_cannot_be_leaves_the_question_and_the_other_answers(country: Node) -> None:
    walk = Walk()
    while walk.field != "aanvrager.geboortedatum":
        walk.send(ALONE[walk.field])
    walk.send("1-1-2090")
    assert walk.response.status_code == 400
    assert walk.field == "aanvrager.geboortedatum"
    assert "ligt na de dag waarop u vraagt" in told(walk.response)
    assert ".yaml" not in walk.page.split("<main")[1]
    assert walk.send(ALONE[walk.field]).response.status_code == 200


@pytest.mark.django_db
def test_a_state_of_another_rule_or_browser_begins_again(country: Node) -> None:
    walk = Walk()
    walk.send(ALONE[walk.field])
    other = Walk("/nl/regels/algemene_ouderdomswet/stap-voor-stap/aow_bruto_per_maand")
    stolen = other.client.post(other.path, {"staat": walk.sealed, "stap": "verder"})
    assert stolen.status_code == 400
    assert "Begin opnieuw" in told(stolen)
    assert walk.client.post(other.path, {"staat": walk.sealed, "stap": "verder"}).status_code == 400
    assert other.client.post(other.path, {"staat": "x" * 9000, "stap": "verder"}).status_code == 400


def test_the_days_of_today_count_when_none_is_given(visitor: Client) -> None:
    response = compute(visitor, dag="")
    assert response.status_code == 200
    assert str(clock.today().year) in told(response)
