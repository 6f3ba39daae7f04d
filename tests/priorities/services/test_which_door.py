# SPDX-License-Identifier: EUPL-1.2
"""Which door: places and days, several doors, no place, nonsense, and every reason with where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from stelsel.book.answer import Answer
from stelsel.book.book import Book
from stelsel.book.question import Budget
from stelsel.kernel.draft import Draft
from stelsel.kernel.problem import BadInput
from stelsel.priorities.services.part_kinds import CHANNEL, Channel
from stelsel.priorities.services.questions._names import names
from stelsel.priorities.services.questions.which_door import WHICH_DOOR
from tests.priorities.services.books import ask, book_of, country


@pytest.fixture(scope="module")
def book(root: Path) -> Book:
    return country(root)


def doors(answer: Answer) -> list[str]:
    return [door["name"] for door in answer.result["services"][0]["doors"]]


def said(answer: Answer) -> str:
    return " ".join(reason.text.nl for reason in answer.reasons)


def open_points(answer: Answer) -> str:
    return " ".join(unknown.what.nl for unknown in answer.unknown)


def test_one_service_one_place_one_door(book: Book) -> None:
    answer = ask(book, zaak="ik ga verhuizen", woonplaats="Utrecht")
    assert answer.verdict == "yes"
    assert answer.headline.nl == "Voor “verhuismelding” gaat u naar Gemeente Utrecht."
    assert answer.result["services"][0]["doors"][0]["website"] == "https://www.utrecht.nl"
    assert any(reason.rule and "Wet basisregistratie personen" in reason.rule.nl for reason in answer.reasons)


def test_a_municipality_that_still_existed_on_the_day(book: Book) -> None:
    answer = ask(book, zaak="ik ga verhuizen", woonplaats="Haaren", datum="2020-06-01")
    assert answer.verdict == "yes"
    assert doors(answer) == ["Gemeente Haaren"]
    assert "bestond tot en met 31 december 2020" in said(answer)
    assert "Gemeente Vught" in said(answer)


def test_the_village_that_kept_the_name_of_a_divided_municipality_goes_first(book: Book) -> None:
    answer = ask(book, zaak="ik ga verhuizen", woonplaats="Haaren")
    assert answer.verdict == "yes"
    assert doors(answer) == ["Gemeente Oisterwijk"]
    assert answer.choices == ()
    assert "Op 1 januari 2021: Gemeente Haaren" in said(answer)
    assert "Gemeente Vught" not in said(answer)


ENGLISH = {
    "I am moving house": "verhuismelding",
    "new passport": "paspoort",
    "renew my driving licence": "rijbewijs",
    "parking permit": "parkeervergunning",
    "marriage": "huwelijksaangifte",
    "register the birth of my baby": "geboorteaangifte",
    "waste": "afvalkalender",
    "benefit": "bijstand",
    "child benefit": "kinderbijslag",
    "tree felling": "omgevingsvergunning kap",
    "building permit": "omgevingsvergunning bouw",
    "my dog": "hondenbelasting",
    "divorce": "echtscheiding verzoek",
    "unemployment benefit": "ww-uitkering",
}


@pytest.mark.parametrize("text", ENGLISH)
def test_everyday_english_words_find_the_service(book: Book, text: str) -> None:
    answer = ask(book, zaak=text, woonplaats="Utrecht")
    assert answer.result["services"][0]["title"] == ENGLISH[text]
    assert answer.verdict != "unknown"


def test_the_name_of_a_service_stays_dutch_with_an_english_gloss(book: Book) -> None:
    answer = ask(book, zaak="moving house", woonplaats="Utrecht")
    assert answer.headline.en == "For “verhuismelding (moving house)” go to Gemeente Utrecht."
    assert answer.headline.nl == "Voor “verhuismelding” gaat u naar Gemeente Utrecht."


def test_every_municipality_it_may_be_is_a_choice_that_decides(book: Book) -> None:
    answer = ask(book, zaak="ik ga verhuizen", woonplaats="Bergen")
    assert len(answer.choices) > 1
    for one in answer.choices:
        again = ask(book, **one.inputs)
        assert again.verdict == "yes"
        assert doors(again) == [one.words.nl]


def test_a_municipality_that_was_divided_asks_for_the_village(book: Book) -> None:
    answer = ask(book, zaak="ik ga verhuizen", woonplaats="Gemeente Haaren")
    assert answer.verdict == "partly"
    assert set(doors(answer)) == {"Gemeente Oisterwijk", "Gemeente Boxtel", "Gemeente Tilburg", "Gemeente Vught"}
    assert "In welk dorp woont u?" in open_points(answer)
    assert "Op 1 januari 2021" in said(answer)


def test_a_merger_into_one_is_followed_with_its_date(book: Book) -> None:
    answer = ask(book, zaak="paspoort", woonplaats="Weesp")
    assert answer.verdict == "yes"
    assert doors(answer) == ["Gemeente Amsterdam"]
    assert "Op 24 maart 2022: Gemeente Weesp" in said(answer)
    assert doors(ask(book, zaak="paspoort", woonplaats="Weesp", datum="2022-03-23")) == ["Gemeente Weesp"]


def test_a_village_on_an_earlier_day_is_not_surely_where_it_is_now(book: Book) -> None:
    answer = ask(book, zaak="ik ga verhuizen", woonplaats="Helvoirt", datum="2020-06-01")
    assert answer.verdict == "partly"
    assert set(doors(answer)) == {"Gemeente Vught", "Gemeente Haaren"}
    assert "weten we niet zeker in welke gemeente Helvoirt lag" in open_points(answer)
    assert doors(ask(book, zaak="ik ga verhuizen", woonplaats="Helvoirt")) == ["Gemeente Vught"]


def test_a_municipality_that_did_not_exist_yet(book: Book) -> None:
    answer = ask(book, zaak="paspoort", woonplaats="Dijk en Waard", datum="2021-05-01")
    assert set(doors(answer)) == {"Gemeente Heerhugowaard", "Gemeente Langedijk"}
    assert answer.verdict == "partly"


@pytest.mark.parametrize(
    ("place", "names"),
    [
        ("Bergen", {"Gemeente Bergen (NH)", "Gemeente Bergen (L)"}),
        ("Harkstede", {"Gemeente Groningen", "Gemeente Midden-Groningen"}),
        ("Hengelo", {"Gemeente Hengelo", "Gemeente Bronckhorst"}),
    ],
)
def test_an_ambiguous_place_asks_which_one(book: Book, place: str, names: set[str]) -> None:
    answer = ask(book, zaak="paspoort", woonplaats=place)
    assert answer.verdict == "partly"
    assert set(doors(answer)) >= names
    assert "In welke bent u?" in open_points(answer)
    assert {change.effect.nl for change in answer.changes} >= {f"Dan is de deur: {name}." for name in names}


@pytest.mark.parametrize(
    "place",
    ["gm0344", "https://identifier.overheid.nl/tooi/id/gemeente/gm0344", "UTRECHT", "De Meern", "Gemeente Utrecht"],
)
def test_many_ways_to_say_a_place(book: Book, place: str) -> None:
    assert doors(ask(book, zaak="paspoort", woonplaats=place)) == ["Gemeente Utrecht"]


def test_everyday_names_of_places(book: Book) -> None:
    assert doors(ask(book, zaak="paspoort", woonplaats="Den Bosch")) == ["Gemeente 's-Hertogenbosch"]


def test_no_place_asks_for_one(book: Book) -> None:
    answer = ask(book, zaak="paspoort")
    assert answer.verdict == "partly"
    assert not doors(answer)
    assert "Waar woont u" in open_points(answer)
    assert any("Vul uw woonplaats" in change.change.nl for change in answer.changes)


def test_no_place_is_needed_where_central_government_does_it(book: Book) -> None:
    answer = ask(book, zaak="kinderbijslag")
    assert answer.verdict == "yes"
    assert doors(answer) == ["Sociale Verzekeringsbank"]
    assert any(reason.rule and "artikel 34" in reason.rule.nl for reason in answer.reasons)


def test_a_door_without_an_article_says_so(book: Book) -> None:
    answer = ask(book, zaak="studiefinanciering")
    assert doors(answer) == ["Dienst Uitvoering Onderwijs"]
    assert "eigen lijst" in open_points(answer)


def test_central_government_without_a_known_organisation_is_unknown(book: Book) -> None:
    answer = ask(book, zaak="zeebrief", woonplaats="Utrecht")
    assert answer.verdict == "partly"
    assert not doors(answer)
    assert "welke organisatie van het Rijk, zegt de lijst niet" in open_points(answer)


def test_which_water_board_is_never_sure_from_a_town(book: Book) -> None:
    answer = ask(book, zaak="waterschapsbelasting", woonplaats="Woerden")
    assert answer.verdict == "partly"
    assert all(not door["sure"] for door in answer.result["services"][0]["doors"])
    assert "nergens open gepubliceerd" in open_points(answer)
    named = ask(book, zaak="waterschapsbelasting", woonplaats="Hoogheemraadschap De Stichtse Rijnlanden")
    assert named.verdict == "yes"


def test_several_services_with_one_door_are_one_door(book: Book) -> None:
    answer = ask(book, zaak="parkeren", woonplaats="Utrecht")
    assert not answer.result["sureService"]
    assert answer.verdict == "yes"
    assert "Voor allemaal gaat u naar Gemeente Utrecht" in answer.headline.nl
    assert "Welke van deze diensten bedoelt u?" in open_points(answer)


def test_several_layers_ask_which_one(book: Book) -> None:
    answer = ask(book, zaak="bezwaar maken", woonplaats="Utrecht")
    assert answer.verdict == "partly"
    assert "meer bestuurslagen" in open_points(answer)


def test_an_unknown_place_is_named_and_a_near_one_suggested(book: Book) -> None:
    answer = ask(book, zaak="paspoort", woonplaats="Utrehct")
    assert answer.verdict == "partly"
    assert "De plaats “Utrehct” kennen we niet." in open_points(answer)
    assert answer.result["place"]["near"] == ["Utrecht"]
    assert not ask(book, zaak="paspoort", woonplaats="Qqqqq").result["place"]["near"]


def test_the_caribbean_is_not_a_municipality(book: Book) -> None:
    answer = ask(book, zaak="paspoort", woonplaats="Bonaire")
    assert answer.verdict == "partly"
    assert "Bonaire" in open_points(answer)


@pytest.mark.parametrize("text", ["asdf qwerty zxcv", "???", "ik wil", "💥", "a " * 140, "wat is het weer morgen"])
def test_nonsense_is_unknown_and_names_no_door(book: Book, text: str) -> None:
    answer = ask(book, zaak=text, woonplaats="Utrecht")
    assert answer.verdict == "unknown"
    assert not any(service["doors"] for service in answer.result["services"])
    assert answer.unknown


def test_what_is_not_for_an_entrepreneur_weighs_less_and_says_so(book: Book) -> None:
    citizen, business = (ask(book, zaak="kinderbijslag", vrager=who) for who in ("citizen", "entrepreneur"))
    assert citizen.result["services"][0]["score"] > business.result["services"][0]["score"]
    assert "niet bedoeld voor een ondernemer" in said(business)


@pytest.mark.parametrize(
    "plain",
    [
        {"zaak": ""},
        {"zaak": "  "},
        {},
        {"zaak": "x" * 10_001},
        {"zaak": "paspoort", "woonplaats": "x" * 301},
        {"zaak": "paspoort voor 111222333"},
        {"zaak": "paspoort", "vrager": "koning"},
        {"zaak": "paspoort", "datum": "morgen"},
        {"zaak": "paspoort", "maximum": 0},
    ],
)
def test_what_cannot_be_asked_is_refused_with_place_and_cure(book: Book, plain: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as caught:
        ask(book, **plain)
    for finding in caught.value.findings:
        assert finding.where
        assert finding.cure.nl


def test_every_reason_stands_in_the_book_or_on_a_rule(book: Book) -> None:
    for plain in (
        {"zaak": "ik ga verhuizen", "woonplaats": "Haaren"},
        {"zaak": "steiger in de sloot", "woonplaats": "Vught"},
    ):
        answer = ask(book, **plain)
        for reason in answer.reasons:
            assert reason.ref or reason.rule or reason.link
            if reason.ref:
                record = book.get(reason.ref.id)
                assert record
                assert record.hash.hex() == reason.ref.hash
        assert answer.position == book.position.hash


def test_an_empty_book_knows_nothing() -> None:
    answer = ask(book_of({"importeur": []}), zaak="paspoort", woonplaats="Utrecht")
    assert answer.verdict == "unknown"


def test_too_costly_a_question_is_refused(book: Book) -> None:
    with pytest.raises(BadInput, match="too much"):
        WHICH_DOOR.answer(book, WHICH_DOOR.from_plain({"zaak": "paspoort"}), Budget(60, 0, lambda: 0.0))


def test_the_services_are_made_once_as_long_as_none_changes(root: Path, book: Book) -> None:
    """Seconds of work, that another entry in a log must not cost again."""
    more = Draft(CHANNEL, "balie", Channel(identifier="balie", channel_type="counter"))
    assert names(country(root, [more])).index is names(book).index
