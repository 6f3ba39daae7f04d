# SPDX-License-Identifier: EUPL-1.2
"""What data is there, from whom, may I use it: on all shipped facts, and case by case on a few of our own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from stelsel.book.answer import Answer
from stelsel.book.book import Book
from stelsel.kernel.draft import Draft
from stelsel.kernel.entry import Source
from stelsel.kernel.problem import BadInput
from stelsel.nouns.organisation import ORGANISATION, Organisation
from stelsel.priorities.data import exchange, policy
from stelsel.priorities.data.kinds import (
    DATA_SERVICE,
    DATASET,
    DISTRIBUTION,
    DataService,
    Dataset,
    Distribution,
    LanguageText,
)
from tests.priorities.data.lending import ask, lend

SOURCE = Source("test", "2026-07-01")
EU = "http://publications.europa.eu/resource/authority"
CC0, CC_BY_NC = f"{EU}/licence/CC0", "https://creativecommons.org/licenses/by-nc/4.0/legalcode"
UTRECHT = "https://identifier.overheid.nl/tooi/id/gemeente/gm0344"


def dataset(local: str, *parts: str, **fields: Any) -> Draft:
    given: dict[str, Any] = {
        "iri": f"https://a.example/{local}",
        "titles": (LanguageText("nl", f"Bomen {local}"), LanguageText("en-t-nl", f"Trees {local}")),
        "publisher_iri": UTRECHT,
        "publisher_name": "Gemeente Utrecht",
        "distributions": tuple(f"importeur/distribution/{part}" for part in parts),
        "country": "NL",
    }
    return Draft(DATASET, local, Dataset(**(given | fields)), UTRECHT, SOURCE)


def part(local: str, license: str | None, **fields: Any) -> Draft:
    body = Distribution(iri=f"https://a.example/{local}", license=license, **fields)
    return Draft(DISTRIBUTION, local, body, UTRECHT, SOURCE)


def one(*drafts: Draft, **inputs: Any) -> dict[str, Any]:
    (hit,) = ask(lend({"importeur": drafts}), **inputs).result["hits"]
    return hit


@pytest.fixture(scope="module")
def country(root: Path) -> Book:
    drafts = {"importeur": exchange.example(root / "src/stelsel/node/example/data").drafts}
    drafts |= {publisher: held["public"].drafts for publisher, held in exchange.sample().items()}
    return lend(drafts)


@pytest.mark.parametrize(
    ("licences", "purpose", "verdict"),
    [
        ([CC0], "commercial", "yes"),
        ([CC_BY_NC], "reuse", "yes"),
        ([CC_BY_NC], "commercial", "no"),
        ([CC_BY_NC, CC0], "commercial", "yes"),
        ([CC_BY_NC, None], "commercial", "unknown"),
        ([None, CC0], "commercial", "yes"),
        ([None], "reuse", "unknown"),
        (["https://a.example/voorwaarden"], "reuse", "unknown"),
        ([], "reuse", "unknown"),
    ],
)
def test_yes_needs_one_form_that_surely_may_be_used(licences: list[str | None], purpose: str, verdict: str) -> None:
    parts = [part(f"p{number}", held) for number, held in enumerate(licences)]
    drafts = (dataset("a", *(draft.local for draft in parts)), *parts)
    assert one(*drafts, gebruiksdoel=purpose)["mayUse"] == verdict


def test_a_distribution_that_was_not_fetched_leaves_it_unknown() -> None:
    hit = one(dataset("a", "nc", "weg"), part("nc", CC_BY_NC), gebruiksdoel="commercial")
    assert (hit["mayUse"], hit["notFetched"]) == ("unknown", 1)
    book = lend({"importeur": [dataset("a", "weg")]})
    assert "nog niet opgehaald" in ask(book).unknown[0].what.nl


def test_closed_data_may_not_be_used_whatever_its_licence() -> None:
    closed = f"{EU}/access-right/NON_PUBLIC"
    book = lend({"importeur": [dataset("a", "p", access_rights=closed), part("p", CC0)]})
    answer = ask(book)
    assert answer.result["mayUse"] == {"yes": 0, "no": 1, "unknown": 0}
    assert answer.reasons[0].link == closed


def test_a_reason_rests_on_the_entry_that_gives_the_licence_and_on_its_article() -> None:
    answer = ask(lend({"importeur": [dataset("a", "p", "q"), part("p", None), part("q", CC0)]}))
    reason = answer.reasons[0]
    assert reason.ref is not None
    assert reason.ref.id == "importeur/distribution/q"
    assert reason.rule is not None
    assert reason.rule.nl == "CC0 1.0, artikel 2"
    assert reason.link == "https://creativecommons.org/publicdomain/zero/1.0/legalcode"
    assert "1 van de 2 distributies" in reason.text.nl


def test_unknown_says_whom_to_ask_and_by_which_law() -> None:
    answer = ask(lend({"importeur": [dataset("a", "p", contact="data@a.example"), part("p", None)]}))
    (unknown,) = answer.unknown
    assert "data@a.example" in unknown.ask.nl
    assert "Wet hergebruik van overheidsinformatie, artikel 3" in unknown.ask.nl
    foreign = ask(lend({"importeur": [dataset("a", "p", country="BE"), part("p", None)]}))
    assert "Wet" not in foreign.unknown[0].ask.nl
    assert "België" in foreign.reasons[0].text.nl


def test_missing_properties_are_named_with_their_fix() -> None:
    hit = one(dataset("a", "p", given_properties=("dct:creator",)), part("p", None))
    mandatory = {(row["kind"], row["path"]) for row in hit["missing"] if row["level"] == "V"}
    names = "contactPoint theme".split()
    assert mandatory == {("dataset", f"dcat:{name}") for name in names} | {
        ("dataset", "dct:accessRights"),
        ("dataset", "dct:description"),
        ("dataset", "dct:identifier"),
        ("distribution", "dct:license"),
        ("distribution", "dcat:accessURL"),
    }
    fixes = {row["path"]: row["fix"] for row in hit["missing"]}
    assert fixes["dct:license"] == f"dct:license <{CC0}>"


def test_what_the_source_gave_is_never_called_missing() -> None:
    given = tuple(row.path for row in policy.profile()["dataset"])
    assert one(dataset("a", given_properties=given))["missing"] == []


def test_a_publisher_is_named_by_the_organisation_register() -> None:
    service = DataService(iri="https://api.a.example/bomen/openapi.json", publisher_iri=UTRECHT, country="NL")
    body = Organisation(name="Gemeente Utrecht", organisation_type="municipality", tooi=UTRECHT)
    hit = one(
        Draft(DATA_SERVICE, "s", service, UTRECHT, SOURCE),
        Draft(ORGANISATION, "gm0344", body, UTRECHT, SOURCE),
        zoektekst="bomen",
    )
    assert (hit["publisher"], hit["mayUse"]) == ("Gemeente Utrecht", "unknown")


def test_facets_narrow_and_count_what_another_choice_would_give() -> None:
    drafts = [
        dataset("a", "p", themes=(f"{EU}/data-theme/ENVI",)),
        part("p", CC0, formats=(f"{EU}/file-type/CSV",)),
        dataset("b", "q", country="BE", publisher_name="Stad Gent"),
        part("q", CC_BY_NC, formats=(f"{EU}/file-type/JSON",)),
    ]
    book = lend({"importeur": drafts})
    for chosen in (
        {"thema": "milieu"},
        {"thema": "ENVI"},
        {"formaat": "csv"},
        {"land": "NL"},
        {"licentie": "CC0 1.0"},
        {"licentie": "https://creativecommons.org/publicdomain/zero/1.0/"},
        {"naamUitgever": "utrecht"},
    ):
        assert [hit["id"] for hit in ask(book, **chosen).result["hits"]] == ["importeur/dataset/a"], chosen
    assert ask(book, land="NL").result["facets"]["country"] == {"BE": 1, "NL": 1}
    assert ask(book, land="NL").result["facets"]["format"] == {"CSV": 1}


def test_one_dataset_is_explained_whole() -> None:
    book = lend({"importeur": [dataset("a", "p"), part("p", CC0)]})
    answer = ask(book, dataset="importeur/dataset/a")
    assert answer.verdict == "yes"
    missing = answer.result["hits"][0]["missing"]
    assert len(answer.changes) == len(missing)
    with pytest.raises(BadInput):
        ask(book, dataset="importeur/dataset/b")


def test_nothing_found_is_not_no() -> None:
    answer = ask(lend({"importeur": [dataset("a")]}), zoektekst="kwantumfysica")
    assert answer.verdict == "unknown"
    assert "betekent niet" in answer.headline.nl


def test_samples_can_be_left_out(country: Book) -> None:
    assert len(ask(country, zoektekst="voorbeeldstad").result["hits"]) == 1
    assert not ask(country, zoektekst="voorbeeldstad", metVoorbeelden=False).result["hits"]


def test_the_shipped_catalogue_answers(country: Book) -> None:
    answer = ask(country)
    assert answer.result["count"] == sum(answer.result["mayUse"].values()) == 1210
    assert min(answer.result["mayUse"].values()) > 0
    assert answer.result["facets"]["country"] == {"BE": 1002, "NL": 208}
    assert any("buitenlands" in note.nl for note in answer.notes)
    assert any("API-register" in note.nl for note in answer.notes)


def test_on_all_shipped_facts_yes_always_rests_on_a_licence_that_was_read(country: Book) -> None:
    counted: Counter[str] = Counter()
    for purpose in policy.purposes():
        for offset in ("water", "bodem", "statistiek", "energie", "verkeer", "bevolking"):
            answer: Answer = ask(country, zoektekst=offset, gebruiksdoel=purpose, maximum=200)
            for hit in answer.result["hits"]:
                counted[hit["mayUse"]] += 1
                if hit["mayUse"] == "yes":
                    assert any(name in hit["licences"] for name in (one.name for one in policy.licences().values()))
    assert min(counted[verdict] for verdict in ("yes", "no", "unknown")) > 0


def test_both_languages_speak_everywhere(country: Book) -> None:
    answer = ask(country, zoektekst="water")
    for text in (answer.headline, *(reason.text for reason in answer.reasons), *answer.notes):
        assert "{" not in text.nl + text.en
        assert text.nl != text.en
