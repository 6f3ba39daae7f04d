# SPDX-License-Identifier: EUPL-1.2
"""Pages of data requests: from the form to signatures, in both languages, without JavaScript; errors keep what was
typed and leave everything as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from stelsel.faces.cli.ends import End
from stelsel.faces.cli.main import main
from stelsel.kernel.time import say_day
from stelsel.kernel.vocabulary import wire
from stelsel.node import clock, desk
from stelsel.node.models import DataRequest, Dossier
from stelsel.node.node import Node, node
from stelsel.node.signatures import FIRST_DAY, PARTY, REASONS
from stelsel.node.tasks import OPERATOR, Held, set_rule
from stelsel.nouns.agreement import AGREEMENT, example
from tests.node.data_requests.parties import (
    CONSUMER,
    GATEKEEPER,
    ID,
    PROVIDER,
    agreed,
    enrolled,
    gea,
    in_force,
    learned,
    mandate,
    pia,
    wim,
)
from tests.node.dossiers.people import person

pytestmark = pytest.mark.django_db
NEW = "/nl/dataverzoeken/nieuw"


@pytest.fixture(autouse=True)
def here(db: None) -> Iterator[Node]:
    """A node with the three organisations, and no memory of other tests."""
    node.cache_clear()
    enrolled(node())
    yield node()
    node.cache_clear()


def as_(name: str) -> Client:
    from django.contrib.auth.models import User

    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def filled(**more: Any) -> dict[str, Any]:
    """A form that can be sent."""
    return {
        wire("consumer_publisher"): CONSUMER,
        wire("provider_publisher"): PROVIDER,
        wire("gatekeeper_publisher"): GATEKEEPER,
        wire("text"): "Wij waarschuwen bij hoog water.",
        wire("title"): "Adressen langs het water",
        wire("sharing_purpose"): "Inwoners langs de rivier waarschuwen bij hoog water.",
        wire("legal_bases"): "BWBR0005416 | 160 | Gemeentewet | e",
        wire("agreed_fields"): "postcode | om het gebied te bepalen\nhuisnummer\tom het bericht te bezorgen\n\nbsn",
        **more,
    }


def body(response: Any, status: int = 200) -> str:
    assert response.status_code == status, (response.status_code, response.content.decode()[-2000:])
    text: str = response.content.decode()
    return text


def test_the_form_shows_what_the_gatekeeper_will_see_before_it_is_sent() -> None:
    wims = as_("wim")
    assert "Waarom vraagt u dit?" in body(wims.get(NEW))
    shown = body(wims.post(NEW, {**filled(), "stap": "nakijken"}))
    for words in (
        "Er is nog niets verstuurd",
        "bsn: er staat niet waarom",
        "burgerservicenummer mag alleen",
        "kan weg",
    ):
        assert words in shown, words
    assert not Dossier.objects.exists()
    again = body(wims.post(NEW, {**filled(), "stap": "wijzigen"}))
    assert "om het bericht te bezorgen" in again


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({wire("sharing_purpose"): ""}, "Het doel ontbreekt"),
        ({wire("provider_publisher"): ""}, "Kies van welke organisatie"),
        ({wire("provider_publisher"): CONSUMER}, "Dit is uw eigen organisatie"),
        ({wire("agreed_fields"): "a | b | c | d"}, "Regel 1"),
        ({wire("agreed_fields"): "postcode | x\npostcode | y"}, "twee keer"),
        ({wire("legal_bases"): "BWBR0005416 | | Gemeentewet | e"}, "ontbreekt"),
        ({wire("legal_bases"): "BWBR0005416 | 160 | Gemeentewet | z"}, "geen keuze uit de lijst"),
        ({wire("refines"): "iets/agreement/weg"}, "geen afspraak die u mag zien"),
        ({"geldigheid.begin": "31-31-2026"}, "datum"),
        ({wire("text"): "x" * 5_000}, "langer dan"),
    ],
)
def test_what_is_wrong_stands_at_the_field_and_nothing_is_kept(change: dict[str, str], words: str) -> None:
    for step in ("nakijken", "versturen"):
        shown = body(as_("wim").post(NEW, {**filled(**change), "stap": step}), 400)
        assert words in shown, shown[shown.find("formulier") - 2_000 :][:4_000]
        assert "Inwoners" in shown or wire("sharing_purpose") in change
    assert not DataRequest.objects.exists()
    assert not Dossier.objects.exists()


def test_from_ask_to_force_on_pages(here: Node) -> None:
    wims, geas, pias = as_("wim"), as_("gea"), as_("pia")
    sent = wims.post(NEW, {**filled(), "stap": "versturen"})
    place = sent.headers["Location"]
    assert "advies" in body(pias.get(place))
    assert "Wacht op uw organisatie" in body(pias.get("/nl/dataverzoeken"))
    assert "Dataverzoek behandelen" in body(pias.get("/nl/taken"))
    refused = body(pias.post(place, {"stap": "advies", "versie": "1", "advies": "go-ahead", "tekst-advies": " "}), 400)
    assert "U hebt nog niets geschreven" in refused
    pias.post(place, {"stap": "advies", "versie": "1", "advies": "with-conditions", "tekst-advies": "Zonder bsn."})
    form = body(geas.get(f"{place}/versie"))
    assert "om het gebied te bepalen" in form
    fewer = filled(**{wire("agreed_fields"): "postcode | om het gebied te bepalen", wire("text"): "Minder is genoeg."})
    fewer |= {wire("permissions"): "delen | | Delen voor dit doel", wire("version"): "1.0"}
    shown = body(geas.post(f"{place}/versie", {**fewer, "stap": "nakijken"}))
    assert "Wat er anders is: versie 1 en 2" in shown
    geas.post(f"{place}/versie", {**fewer, "stap": "voorstellen"})
    assert 'value="akkoord"' in body(wims.get(place))
    wims.post(place, {"stap": "akkoord", "versie": "2"})
    geas.post(place, {"stap": "publicatie", "kring": "public"})
    assert "handtekening" in body(geas.get(place))
    assert "mandaat" in body(geas.post(place, {"stap": "handtekening"}), 403)
    mandate(gea(), PROVIDER), mandate(wim(), CONSUMER)
    geas.post(place, {"stap": "handtekening"})
    wims.post(place, {"stap": "handtekening"})
    for language, words in (("nl", "beide getekend"), ("en", "both signed")):
        assert words in body(wims.get(place.replace("/nl/", f"/{language}/")))
    agreement = next(part for part in body(wims.get(place)).split('"') if part.startswith("/nl/afspraken/"))
    assert "In gewone woorden" in body(Client().get(agreement))


def test_others_find_nothing_there(here: Node) -> None:
    place = as_("wim").post(NEW, {**filled(), "stap": "versturen"}).headers["Location"]
    here.enrol("ander")
    person("vreemd", "ander", "publisher")
    for path in (place, f"{place}/versie"):
        assert as_("vreemd").get(path).status_code == 404
        assert as_("vreemd").post(path, {"stap": "weigering", "tekst-weigering": "Nee"}).status_code == 404
    assert as_("pia").get(f"{place}/versie").status_code == 404
    assert Client().get(place).status_code in (302, 403)


def test_sending_one_form_twice_makes_one_request() -> None:
    wims = as_("wim")
    form = {**filled(), "kenmerk": "0" * 31 + "b", "stap": "versturen"}
    assert wims.post(NEW, form).status_code == 302
    assert "was er al" in body(wims.post(NEW, form), 400)
    assert DataRequest.objects.count() == 1


def test_the_room_of_data_leads_to_them_for_who_may() -> None:
    assert "/nl/dataverzoeken" in body(as_("wim").get("/nl/kamers/data"))
    shown = body(Client().get("/nl/kamers/data"))
    assert "/nl/dataverzoeken" not in shown
    assert "/nl/knelpunten" in shown


def test_permissions_that_were_left_out_stay_out_and_can_come_back(here: Node) -> None:
    base = desk.publish(here, GATEKEEPER, desk.Wish(AGREEMENT, example("grondregels"), local="basis"), pia())
    assert not isinstance(base, Held)
    wims, form = as_("wim"), filled(**{wire("refines"): base.id})
    first = body(wims.post(NEW, {**form, "stap": "nakijken"}))
    assert first.count("checked") == len(example("grondregels").permissions)
    chosen = {**form, "gekozen": base.id, "overgenomen": "t-taak"}
    again = body(wims.post(NEW, {**chosen, "stap": "wijzigen"}))
    assert 'name="overgenomen" value="t-taak"' in again
    shown = body(wims.post(NEW, {**chosen, "stap": "nakijken"}))
    assert shown.count("checked") == 1
    assert 'value="t-onderzoek"' in shown
    other = {**chosen, "gekozen": "een/agreement/ander"}
    assert body(wims.post(NEW, {**other, "stap": "nakijken"})).count("checked") == 2


@pytest.fixture
def signed(here: Node) -> tuple[str, str]:
    """A request that led to an agreement in force: its page, and that of the agreement."""
    in_force(here)
    place = f"/nl/dataverzoeken/{ID}"
    agreement = next(part for part in body(as_("wim").get(place)).split('"') if part.startswith("/nl/afspraken/"))
    return place, agreement


def ending(**more: str) -> dict[str, str]:
    """A form that ends an agreement."""
    first = clock.today() + timedelta(days=9)
    return {PARTY: CONSUMER, FIRST_DAY: first.isoformat(), REASONS: "Het plan <i>stopt</i>.", **more}


def test_who_signed_ends_it_on_a_page_and_the_request_shows_it(signed: tuple[str, str]) -> None:
    place, agreement = signed
    wims, form = as_("wim"), f"{agreement}/einde"
    assert f'href="{form}"' in body(wims.get(agreement))
    for client in (Client(), as_("pia")):
        assert f'href="{form}"' not in body(client.get(agreement))
    assert "eerste dag waarop de afspraak niet meer geldt" in body(wims.get(form))
    assert "first day on which the agreement no longer holds" in body(wims.get(form.replace("/nl/", "/en/")))
    answer = wims.post(form, ending())
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{agreement}#stand")
    first = clock.today() + timedelta(days=9)
    for shown in (body(Client().get(agreement)), body(as_("gea").get(place))):
        assert f"niet meer vanaf {say_day(first, 'nl')}, omdat: Het plan &lt;i&gt;stopt&lt;/i&gt;." in shown
    assert "<strong>van kracht</strong>" in body(Client().get(agreement))
    assert f'href="{form}"' not in body(wims.get(agreement))
    for name in ("wim", "gea"):
        assert "Opgezegde afspraak afhandelen" in body(as_(name).get("/nl/taken"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({REASONS: ""}, "U hebt niet gezegd waarom"),
        ({FIRST_DAY: "2020-01-01"}, "Deze dag is al voorbij"),
        ({FIRST_DAY: ""}, "De dag ontbreekt"),
        ({PARTY: ""}, "U hebt geen partij gekozen"),
    ],
)
def test_what_is_wrong_with_an_end_is_told_and_what_was_typed_stays(
    signed: tuple[str, str], here: Node, change: dict[str, str], words: str
) -> None:
    before = dict(here.logs.sizes())
    shown = body(as_("wim").post(f"{signed[1]}/einde", ending(**change)), 400)
    assert words in shown
    assert "Het plan &lt;i&gt;" in shown or REASONS in change
    assert dict(here.logs.sizes()) == before


def test_who_may_not_end_it_hears_why(signed: tuple[str, str], here: Node) -> None:
    form, before = f"{signed[1]}/einde", dict(here.logs.sizes())
    person("wes", CONSUMER, "publisher")
    assert "geen mandaat" in body(as_("wes").post(form, ending()), 403)
    assert as_("gea").post(form, ending()).status_code == 403
    mandate(pia(), GATEKEEPER)
    assert "geen partij die tekent" in body(as_("pia").post(form, ending(**{PARTY: GATEKEEPER})), 400)
    assert Client().get(form).status_code in (302, 403)
    assert as_("wim").get("/nl/afspraken/gemeente/bestaat-niet/einde").status_code == 404
    assert dict(here.logs.sizes()) == before
    as_("wim").post(form, ending())
    assert "al opgezegd, vanaf" in body(as_("wim").post(form, ending()), 400)


def command(capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    """How a command ended, and everything that it said."""
    ended = main(["agreement", "end", *more])
    told = capsys.readouterr()
    return ended, told.out + told.err


def test_the_command_ends_it_on_the_mandate_of_an_account(
    signed: tuple[str, str], here: Node, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("stelsel.faces.cli.shared_options.start", lambda fresh=False: None)
    publisher, local = signed[1].split("/")[-2:]
    given = [f"{publisher}/agreement/{local}", "--as", CONSUMER, "--from", ending()[FIRST_DAY]]
    person("wes", CONSUMER, "publisher")
    before = dict(here.logs.sizes())
    for more, told in (
        (["--account", "wim"], "U hebt niet gezegd waarom"),
        (["--account", "niemand", "--why", "Het stopt."], "geen account"),
        (["--why", "Het stopt."], "geen account"),
        (["--account", "wes", "--why", "Het stopt."], "geen mandaat"),
    ):
        ended, said = command(capsys, *given, *more)
        assert ended != End.OK
        assert told in said
    assert dict(here.logs.sizes()) == before
    ended, said = command(capsys, *given, "--account", "wim", "--why", "Het stopt.", "--json")
    assert ended == End.OK, said
    found = json.loads(said)
    assert (found["state"], "omdat: Het stopt." in found["reasons"][0]) == ("in-force", True)
    assert main(["agreement", "standing", given[0], "--day", given[-1]]) == End.OK
    assert "niet meer van kracht" in capsys.readouterr().out


def test_a_publication_that_waits_is_approved_and_the_request_goes_on(here: Node) -> None:
    agreed(here)
    set_rule(OPERATOR, PROVIDER, "publish-entry", True, None)
    person("geo", PROVIDER, "publisher")
    place = f"/nl/dataverzoeken/{ID}"
    task = as_("gea").post(place, {"stap": "publicatie", "kring": "public"}).headers["Location"]
    shown = body(as_("gea").get(place))
    assert "wacht op een tweede persoon" in shown
    assert f'href="{task}"' in shown
    assert 'value="publicatie"' not in shown
    assert task not in body(as_("wim").get(place))
    assert as_("geo").post(task, {"stap": "goedkeuren", "redenen": "Dit klopt."}).status_code == 302
    assert "wacht op handtekeningen" in body(as_("wim").get(place))


def test_a_lesson_stands_in_the_form_and_asks_why_one_goes_on(here: Node) -> None:
    agreed(here)
    learned(here)
    place, before = f"/nl/dataverzoeken/{ID}", dict(here.logs.sizes())
    shown = body(as_("gea").get(place))
    for words in ("Dit stond eerder in de weg", "Niemand weet wat een adres is", "Waarom gaat u toch door?"):
        assert words in shown
    assert "Why do you go on all the same?" in body(as_("gea").get(place.replace("/nl/", "/en/")))
    assert "Waarom gaat u toch door?" not in body(as_("wim").get(place))
    refused = body(as_("gea").post(place, {"stap": "publicatie", "kring": "gov", "ondanks": " "}), 400)
    assert "geef een reden om toch door te gaan" in refused
    assert refused.count("Niemand weet wat een adres is") == 1
    assert '<option value="gov" selected' in refused
    assert dict(here.logs.sizes()) == before
    assert as_("gea").post(place, {"stap": "publicatie", "kring": "public", "ondanks": "Komt."}).status_code == 302
    assert "wacht op handtekeningen" in body(as_("wim").get(place))


def test_without_a_lesson_no_reason_is_asked(here: Node) -> None:
    agreed(here)
    assert "Waarom gaat u toch door?" not in body(as_("gea").get(f"/nl/dataverzoeken/{ID}"))
