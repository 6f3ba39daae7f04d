# SPDX-License-Identifier: EUPL-1.2
"""A handover on the pages: from the form to the answer, for the person without an account and for both organisations;
what was typed stands in no address, cookie, log or page of anybody else."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from stelsel.kernel.draft import Draft
from stelsel.node import handover
from stelsel.node.models import Handover, Membership
from stelsel.node.node import Node
from stelsel.priorities.services.kinds import PUBLIC_SERVICE, PublicService
from tests.faces.askers import pretend
from tests.faces.web.small_country import SOURCE, TOOI
from tests.faces.web.test_pages import check
from tests.node.handover.parties import citizen

SECRET = "Zwijgzaamheid-7731"
FORM = {
    "van": "wolk", "organisatie": "buur", "vraag": f"Wie maait de sloot? {SECRET}",
    "plaats": f"Dorpsweg {SECRET}", "geef-plaats": "on", "kenmerk": "NIET-DOORGEVEN-99",
}  # fmt: skip
HERE, CASE, LIST = "/nl/overdragen", "/nl/zaak", "/nl/overdrachten"
Sign = Callable[[str], Client]


@pytest.fixture(autouse=True)
def public_bodies(country: Node) -> Node:
    """Wolk and buur are public organisations here."""
    Membership.objects.filter(publisher__in=("wolk", "buur")).update(government=True)
    return country


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found is not None, name
    return unescape(found[1])


def form(client: Client, **typed: str) -> dict[str, str]:
    html = client.get(HERE).content.decode()
    return {**FORM, "staat": hidden(html, "staat"), **typed}


def code_in(html: str) -> str:
    found = re.search(r"[A-Z2-9]{4}(?:-[A-Z2-9]{4}){3}(?=</strong>)", html)
    assert found is not None
    return found[0]


def sent(client: Client, **typed: str) -> str:
    """Hand over by the form; the code."""
    given = form(client, **typed)
    agree = client.post(HERE, {**given, "stap": "verder"})
    assert agree.status_code == 200, agree.content.decode()
    done = client.post(HERE, {**given, "stap": "overdragen", "toestemming": "on"})
    assert done.status_code == 200, done.content.decode()
    assert "no-store" in done.headers["Cache-Control"]
    return code_in(done.content.decode())


def opened(client: Client, code: str) -> Any:
    return client.post(CASE, {"code": code, "stap": "zoek"})


def test_from_the_question_to_the_answer(visitor: Client, signed_in: Sign) -> None:
    code, neighbour = sent(visitor), signed_in("buurman")
    page = opened(visitor, code).content.decode()
    check(page, "nl")
    assert "Buur heeft de vraag gekregen" in page
    assert "artikel 2:3 lid 1" in page
    assert "Een belofte van deze dienst, geen wet" in page
    assert SECRET in page
    assert "NIET-DOORGEVEN" not in page
    here = f"{LIST}/{Handover.objects.get().pk}"
    assert here in neighbour.get(LIST).content.decode()
    assert SECRET not in neighbour.get(LIST).content.decode()
    assert (
        here
        in neighbour.get(
            "/nl/taken/" + re.findall(r"/nl/taken/(\d+)", neighbour.get("/nl/taken").content.decode())[0]
        ).content.decode()
    )
    seen = neighbour.get(here).content.decode()
    check(seen, "nl")
    assert SECRET in seen
    assert neighbour.post(here, {"stap": "aannemen"}).status_code == 302
    assert neighbour.post(here, {"stap": "vragen", "tekst": "Welk stuk?"}).status_code == 302
    page = opened(visitor, code).content.decode()
    assert "Welk stuk?" in page
    told = visitor.post(CASE, {"staat": hidden(page, "staat"), "stap": "vertel", "tekst": "Bij de brug."})
    assert "Uw antwoord is verstuurd." in told.content.decode()
    assert "Bij de brug." in neighbour.get(here).content.decode()
    assert neighbour.post(here, {"stap": "antwoorden", "tekst": "Donderdag om tien uur."}).status_code == 302
    page = opened(visitor, code).content.decode()
    assert "Donderdag om tien uur." in page
    assert "Trek mijn toestemming in" not in page


def test_the_sentence_that_was_shown_is_the_one_that_is_kept(visitor: Client) -> None:
    given = form(visitor)
    agree = visitor.post(HERE, {**given, "stap": "verder"}).content.decode()
    check(agree, "nl")
    sentence = "Wolk zelf mag mijn vraag en alleen de gegevens die ik heb aangevinkt doorgeven aan Buur"
    assert sentence in agree
    assert not Handover.objects.exists()
    refused = visitor.post(HERE, {**given, "stap": "overdragen"})
    assert refused.status_code == 400
    assert "Zonder toestemming dragen we niets over" in refused.content.decode()
    assert not Handover.objects.exists()
    back = visitor.post(HERE, {**given, "stap": "terug"}).content.decode()
    assert SECRET in back
    english = visitor.post("/en/overdragen", {**given, "stap": "taal"}).content.decode()
    check(english, "en")
    assert SECRET in english
    visitor.post(HERE, {**given, "stap": "overdragen", "toestemming": "on"})
    row = Handover.objects.get()
    offered = handover.look_as_person(row.pk).standing.offered
    assert offered is not None
    assert offered.consent.consent_words.startswith(sentence)
    twice = visitor.post(HERE, {**given, "stap": "overdragen", "toestemming": "on"})
    assert twice.status_code == 400
    assert "al verstuurd" in twice.content.decode()
    assert Handover.objects.count() == 1


def test_a_number_is_made_unreadable_and_said(visitor: Client, signed_in: Sign) -> None:
    given = form(visitor, vraag="Mijn bsn is 111222333, wat nu?")
    agree = visitor.post(HERE, {**given, "stap": "verder"}).content.decode()
    assert "onleesbaar gemaakt" in agree
    assert "Mijn bsn is •••••••••, wat nu?" in agree
    code = sent(visitor, vraag="Mijn bsn is 111222333, wat nu?")
    page = opened(visitor, code).content.decode()
    assert "111222333" not in page
    neighbour, here = signed_in("buurman"), f"{LIST}/{Handover.objects.get().pk}"
    asked = neighbour.post(here, {"stap": "vragen", "tekst": "Is 111222333 uw bsn?"}).headers["Location"]
    page = neighbour.get(asked).content.decode()
    assert "onleesbaar gemaakt" in page
    assert "111222333" not in page + asked
    state = hidden(opened(visitor, code).content.decode(), "staat")
    told = visitor.post(CASE, {"staat": state, "stap": "vertel", "tekst": "Ja, 111222333."}).content.decode()
    assert "onleesbaar gemaakt" in told
    assert "111222333" not in told


@pytest.mark.parametrize(
    ("typed", "said", "kept"),
    [
        ({"vraag": ""}, "nog niet gezegd wat de vraag is", "Dorpsweg"),
        ({"vraag": "x" * 2001}, "De vraag is te lang", "Dorpsweg"),
        ({"van": ""}, "Kies welke organisatie overdraagt", SECRET),
        ({"organisatie": ""}, "kunnen we hier niet overdragen", SECRET),
        ({"organisatie": "wolk"}, "dezelfde organisatie", SECRET),
        ({"geef-kenmerk": "on", "kenmerk": ""}, "vulde niets in", SECRET),
        ({"staat": "onzin"}, "te lang open", SECRET),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    visitor: Client, typed: dict[str, str], said: str, kept: str
) -> None:
    answer = visitor.post(HERE, {**form(visitor), **typed, "stap": "verder"})
    html = answer.content.decode()
    assert answer.status_code == 400
    check(html, "nl")
    assert said in html
    assert kept in html


def test_the_address_fills_in_a_service_and_an_organisation_only(visitor: Client, country: Node) -> None:
    body = PublicService(title="sloot schoonmaken", identifier="http://standaarden.overheid.nl/owms/terms/sloot")
    country.publish_drafts("importeur", "public", [Draft(PUBLIC_SERVICE, "sloot", body, "", SOURCE)])
    page = visitor.get(f"{HERE}?dienst=sloot&organisatie=buur&vraag={SECRET}&plaats={SECRET}").content.decode()
    assert "sloot schoonmaken" in page
    assert '<option value="buur" selected' in page
    assert f">{SECRET}" not in page
    assert f'value="{SECRET}"' not in page
    sent(visitor, dienst="sloot")
    assert Handover.objects.get().product == "sloot"


@pytest.mark.parametrize("said", [f"{TOOI}gm0344", "gm0344"])
def test_an_organisation_that_is_not_here_gets_a_letter_and_no_delivery(visitor: Client, said: str) -> None:
    page = visitor.get(HERE, {"organisatie": said}).content.decode()
    check(page, "nl")
    assert "Wij kunnen uw vraag niet overdragen aan Nieuwstad" in page
    assert "Maak een brief" in page
    letter = visitor.post(HERE, {**form(visitor), "organisatie": said, "stap": "brief"})
    html = letter.content.decode()
    check(html, "nl")
    assert "niet verstuurd en niet bewaard" in html
    assert SECRET in html
    assert "NIET-DOORGEVEN" not in html
    assert not Handover.objects.exists()
    assert visitor.post(HERE, {**form(visitor), "organisatie": said, "stap": "verder"}).status_code == 400
    assert visitor.post(HERE, {"organisatie": said, "stap": "brief"}).status_code == 400


def test_a_wrong_code_tells_nothing_and_is_slowed_down(visitor: Client) -> None:
    code = sent(visitor)
    for wrong in ("AAAA-BBBB-CCCC-DDDD", "", "<b>x</b>", "\0", code[:-1]):
        answer = opened(visitor, wrong)
        assert answer.status_code == 400
        assert "Met deze code vinden we geen zaak" in answer.content.decode()
    assert "te vaak een verkeerde code" in opened(visitor, code).content.decode()


def test_an_open_case_belongs_to_one_browser(visitor: Client) -> None:
    state = hidden(opened(visitor, sent(visitor)).content.decode(), "staat")
    other = Client()
    assert other.post(CASE, {"staat": state, "stap": "intrekken"}).status_code == 400
    assert Handover.objects.get().status == "offered"
    english = visitor.post("/en/zaak", {"staat": state, "stap": "taal"}).content.decode()
    check(english, "en")
    assert "Your case at Buur" in english
    assert visitor.post(CASE, {"staat": state, "stap": "te-laat"}).status_code == 400
    unsure = visitor.post(CASE, {"staat": state, "stap": "intrekken"})
    assert unsure.status_code == 400
    assert "Er is nog niets ingetrokken" in unsure.content.decode()
    assert Handover.objects.get().status == "offered"
    done = visitor.post(CASE, {"staat": state, "stap": "intrekken", "zeker": "on"}).content.decode()
    assert "Uw toestemming is ingetrokken" in done


def test_staff_hand_over_and_write_down_what_is_told(signed_in: Sign, visitor: Client) -> None:
    desk, neighbour = signed_in("uitgever"), signed_in("buurman")
    agree = desk.post(HERE, {**form(desk), "hoe": "phone", "stap": "verder"}).content.decode()
    assert "Ik heb voorgelezen" in agree
    assert '<option value="buur"' in desk.get(HERE).content.decode()
    code = sent(desk, hoe="phone")
    here = f"{LIST}/{Handover.objects.get().pk}"
    assert "aan de telefoon" in desk.get(here).content.decode()
    neighbour.post(here, {"stap": "vragen", "tekst": "Waar?"})
    empty = desk.post(here, {"stap": "verteld", "hoe": "phone", "verteld": " "})
    assert empty.status_code == 400
    assert "nog niets geschreven" in empty.content.decode()
    assert desk.post(here, {"stap": "verteld", "hoe": "phone", "verteld": "Daar."}).status_code == 302
    assert desk.post(LIST, {"code": code}).headers["Location"] == here
    assert (
        neighbour.post(here, {"stap": "weigeren", "tekst": "Niet van ons.", "juiste": "Provincie"}).status_code == 302
    )
    assert "Wel de juiste organisatie: Provincie" in opened(visitor, code).content.decode()
    assert desk.post(here, {"stap": "antwoorden", "tekst": "Bel de provincie."}).status_code == 302
    assert desk.post(here, {"stap": "antwoorden", "tekst": "Nog eens."}).status_code == 400


def test_who_has_nothing_to_do_with_it_sees_nothing(visitor: Client, signed_in: Sign, django_user_model: Any) -> None:
    code = sent(visitor)
    here = f"{LIST}/{Handover.objects.get().pk}"
    assert signed_in("lezer").get(here).status_code == 403
    assert visitor.get(here).headers["Location"].startswith("/nl/aanmelden")
    user = django_user_model.objects.create_user("ver", password="een lang wachtwoord")
    Membership.objects.create(user=user, publisher="elders", role="administrator")
    stranger = signed_in("ver")
    there, never = stranger.get(here), stranger.get(f"{LIST}/{'0' * 32}")
    assert (there.status_code, there.content) == (
        never.status_code,
        never.content.replace(b"0" * 32, here[-32:].encode()),
    )
    wrong = stranger.post(LIST, {"code": code})
    assert wrong.status_code == 400
    assert "Met deze code vinden we geen zaak" in wrong.content.decode()


def test_after_withdrawal_the_other_reads_nothing_more(visitor: Client, signed_in: Sign) -> None:
    state = hidden(opened(visitor, sent(visitor)).content.decode(), "staat")
    visitor.post(CASE, {"staat": state, "stap": "intrekken", "zeker": "on"})
    page = signed_in("buurman").get(f"{LIST}/{Handover.objects.get().pk}").content.decode()
    check(page, "nl")
    assert SECRET not in page
    assert "niet meer voor u" in page


def test_no_word_of_it_in_an_address_cookie_log_or_other_page(
    visitor: Client, signed_in: Sign, capfd: Any, caplog: Any, monkeypatch: Any
) -> None:
    code, neighbour = sent(visitor), signed_in("buurman")
    answers = [opened(visitor, code), neighbour.get(f"{LIST}/{Handover.objects.get().pk}")]
    for answer in answers:
        assert "no-store" in answer.headers["Cache-Control"]
        assert SECRET not in str(answer.headers) + str(answer.cookies)
        assert code not in str(answer.headers) + str(answer.cookies)
        assert code not in answer.content.decode()
    assert SECRET not in str(visitor.cookies)
    for path in ("/nl/", "/nl/zaak", "/nl/overdragen", f"/nl/zoeken?q={SECRET[:6]}", "/nl/taken", LIST, "/nl/dossiers"):
        assert SECRET not in signed_in("buurman").get(path).content.decode(), path

    def fails(*_: Any, **__: Any) -> None:
        raise ValueError(SECRET + code)

    monkeypatch.setattr(handover, "find_case", fails)
    monkeypatch.setattr(handover, "offer", fails)
    visitor.raise_request_exception = False
    broken = [opened(visitor, code), visitor.post(HERE, {**form(visitor), "stap": "overdragen", "toestemming": "on"})]
    assert [one.status_code for one in broken] == [500, 500]
    out, err = capfd.readouterr()
    said = out + err + caplog.text + "".join(one.content.decode() for one in broken)
    assert SECRET not in said
    assert code not in said


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_in_both_languages(visitor: Client, signed_in: Sign, language: str) -> None:
    sent(visitor)
    neighbour, here = signed_in("buurman"), Handover.objects.get().pk
    for client, path in (
        (visitor, "overdragen"), (visitor, "zaak"), (neighbour, "overdragen"), (neighbour, "overdrachten"),
        (neighbour, f"overdrachten/{here}"),
    ):  # fmt: skip
        answer = client.get(f"/{language}/{path}")
        assert answer.status_code == 200
        check(answer.content.decode(), language)
        assert "no-store" in answer.headers["Cache-Control"]


def test_a_citizen_who_is_signed_in_sees_their_own_without_a_code(monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch, citizen())
    client = Client()
    assert "geen zaak gekoppeld" in client.get(CASE).content.decode()
    sent(client, antwoord="signed-in")
    sent(client, antwoord="code")
    page = client.get(CASE).content.decode()
    check(page, "nl")
    assert page.count('name="zaak"') == 1
    mine = hidden(page, "zaak")
    shown = client.post(CASE, {"zaak": mine, "stap": "open"}).content.decode()
    check(shown, "nl")
    assert SECRET in shown
    other = Handover.objects.exclude(pk=mine).get().pk
    assert client.post(CASE, {"zaak": other, "stap": "open"}).status_code == 400
    pretend(monkeypatch, citizen("ander"))
    assert "geen zaak gekoppeld" in client.get(CASE).content.decode()
    assert client.post(CASE, {"zaak": mine, "stap": "open"}).status_code == 400
