# SPDX-License-Identifier: EUPL-1.2
"""What the AI Act says of an application: the next question or the outcome, each step with its article."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from stelsel.book.answer import Answer
from stelsel.book.book import Book
from stelsel.kernel.form import from_form
from stelsel.kernel.problem import BadInput
from stelsel.priorities.ai.exchange import decision_aid
from stelsel.priorities.ai.policy import tree
from stelsel.priorities.ai.questions import AI_ACT_CLASS
from tests.priorities.ai.books import answer, application, book_of

BASE = ["1.1=ja", "1.2=gebruiken", "1.3=in-ontwikkeling", "1.4.1=ja", "1.5=nee", "2.1=nee", "2.3=geen", "2.4=ja"]
HIGH = [*BASE, "2.7.2=nee", "2.5=ja", "2.9=nee"]


def ask(*answers: str, book: Book | None = None, **more: Any) -> Answer:
    return answer(AI_ACT_CLASS, book or book_of([]), antwoorden=list(answers), **more)


def test_nothing_answered_asks_the_first_question() -> None:
    found = ask()
    assert found.verdict == "unknown"
    assert found.result["next"]["id"] == "1.1"
    assert found.result["outcome"] is None
    assert len(found.result["possible"]) == 50
    assert [row[1].nl for row in found.tables[0].rows] == ["1.1=ja", "1.1=nee", "1.1=onbekend"]
    assert found.result["next"]["options"][0]["answers"] == ["1.1=ja"]


def test_every_step_has_its_article_with_a_link_and_the_outcome_its_articles_with_days() -> None:
    found = ask(*HIGH)
    assert found.verdict == "yes"
    assert found.headline.nl == (
        "De AI-verordening geldt: u bent gebruiksverantwoordelijke van een AI-systeem met een hoog risico."
    )
    for reason in found.reasons[1:]:
        assert reason.rule is not None
        assert "2024/1689" in reason.rule.en
        assert reason.link.startswith("https://eur-lex.europa.eu/")
    by_question = {reason.text.nl.split(" ")[0]: reason for reason in found.reasons}
    assert by_question["2.5"].link.endswith("#anx_III")
    assert by_question["1.5"].link.endswith("#art_2")
    days = {one["number"]: one["from"] for one in found.result["outcome"]["articles"]}
    assert (days["4"], days["26"], days["95"]) == ("2025-02-02", "2027-12-02", None)
    assert any("Voorlopig" in note.nl for note in found.notes)


def test_the_day_hangs_on_the_annex_and_on_use_and_stays_unknown_where_those_are() -> None:
    def day(*answers: str) -> str | None:
        articles = ask(*answers).result["outcome"]["articles"]
        return {one["number"]: one["from"] for one in articles}["26"]

    product = [one for one in BASE if not one.startswith(("2.3", "2.4"))]
    assert day(*HIGH) == "2027-12-02"
    assert day(*product, "2.3=deel-b", "2.9=nee") == "2028-08-02"
    assert day(*(one.replace("1.3=in-ontwikkeling", "1.3=in-gebruik") for one in HIGH)) == "2030-08-02"
    assert day(*(one.replace("1.3=in-ontwikkeling", "1.3=onbekend") for one in HIGH)) is None


def test_unknown_never_passes_for_yes_or_no() -> None:
    found = ask(*BASE, "2.7.2=nee", "2.5=nee", "2.6=onbekend", "2.9=nee", "2.11=nee")
    assert found.verdict == "unknown"
    assert found.result["outcome"] is None
    assert found.result["possible"] == ["13.0.2", "13.0.4"]
    assert any("2.6" in unknown.what.nl for unknown in found.unknown)
    said = {change.effect.nl for change in found.changes}
    assert any("zonder hoog risico" in one for one in said)
    assert any("met een hoog risico" in one for one in said)


def test_an_unknown_answer_that_changes_nothing_does_not_stand_in_the_way() -> None:
    found = ask(*BASE, "2.7.2=onbekend", "2.5=ja", "2.9=nee")
    assert found.result["outcome"]["id"] == "13.0.2"
    assert any("2.7.2" in unknown.what.nl for unknown in found.unknown)


def test_prohibited_and_out_of_scope_say_so() -> None:
    prohibited = ask("1.1=ja", "1.2=maken", "1.3=in-ontwikkeling", "1.4.1=ja", "1.5=nee", "2.1=ja", "2.2=nee")
    assert "verboden" in prohibited.headline.nl
    outside = ask("1.1=nee")
    assert outside.verdict == "no"
    assert not outside.tables
    assert outside.result["outcome"]["applies"] is False


def test_a_role_without_duties_gets_no_days() -> None:
    found = ask(
        "1.1=ja", "1.2=invoeren", "1.3=in-ontwikkeling", "1.4.1=ja", "1.5=nee", "2.1=nee", "2.3=geen", "2.4=nee"
    )
    assert "geen plichten" in found.headline.nl
    assert {one["from"] for one in found.result["outcome"]["articles"]} == {None}


def test_the_official_words_are_shown_and_referred_to_when_they_were_imported(shared_data: Path) -> None:
    raw = (shared_data / "ai" / decision_aid.FILE).read_bytes()
    book = book_of(decision_aid.read(raw, decision_aid.FILE).drafts)
    found = ask(*HIGH, book=book)
    assert all(reason.ref and "decision-aid-text" in reason.ref.id for reason in found.reasons)
    full = found.tables[-1]
    assert full.title.nl == "Volledige tekst van de beslishulp"
    assert "gebruiksverantwoordelijke van een hoog-risico AI-systeem" in full.rows[0][1].nl
    assert len(ask(*HIGH).tables) == 1


def test_an_application_entry_brings_its_own_answers() -> None:
    book = book_of([application("x", "Selectie", decision_answers=tuple(BASE))])
    found = ask("2.7.2=nee", "2.5=ja", "2.9=nee", book=book, toepassing="importeur/ai-application/x")
    assert found.result["outcome"]["id"] == "13.0.2"
    assert found.reasons[0].ref is not None
    assert found.reasons[0].ref.id == "importeur/ai-application/x"
    assert "De vermelding zegt" in found.reasons[0].text.nl
    changed = ask("2.4=nee", book=book, toepassing="importeur/ai-application/x")
    assert changed.result["next"]["id"] == "2.11"


def test_an_entry_with_an_answer_that_does_not_exist_is_refused() -> None:
    from stelsel.priorities.ai.kinds import AI_APPLICATION

    with pytest.raises(BadInput) as caught:
        AI_APPLICATION.convert({"naam": "X", "antwoordenBeslishulp": ["1.1=misschien"]})
    assert caught.value.findings[0].code == "unknown-answer"


@pytest.mark.parametrize(
    ("answers", "more", "code"),
    [
        (["7=ja"], {}, "unknown-question"),
        (["1.1=zeker"], {}, "unknown-answer"),
        (["1.1"], {}, "unknown-answer"),
        (["1.1=ja", "1.1=ja"], {}, "answered-twice"),
        ([""], {}, "unknown-question"),
        ([], {"toepassing": "importeur/ai-application/nergens"}, "unknown-application"),
        ([], {"toepassing": "importeur/organisation/x"}, "unknown-application"),
        ([], {"toepassing": "onzin"}, "unknown-application"),
    ],
)
def test_answers_that_cannot_be_are_refused(answers: list[str], more: dict[str, str], code: str) -> None:
    with pytest.raises(BadInput) as caught:
        ask(*answers, **more)
    finding = caught.value.findings[0]
    assert finding.code == code
    assert finding.where
    assert finding.cure.en


def test_the_example_on_the_page_can_be_typed() -> None:
    so_far = "1.1=ja, 1.2=gebruiken, 1.3=in-gebruik, 1.4.1=ja, 1.5=nee, 2.1=nee, 2.3=geen, 2.4=ja, 2.7.2=nee"
    typed = {"antwoorden": [so_far]}
    inputs = AI_ACT_CLASS.from_plain(from_form(AI_ACT_CLASS.inputs, typed))
    assert tree().given(inputs.answers)
