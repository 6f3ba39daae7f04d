# SPDX-License-Identifier: EUPL-1.2
"""What confirmed routings change: which service comes first, and whether that is sure. Never from the question."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from stelsel.kernel.draft import Draft
from stelsel.priorities.services.confirmations import ROUTING_CONFIRMATION, RoutingConfirmation, confirmation
from stelsel.priorities.services.kinds import PUBLIC_SERVICE, PublicService
from stelsel.priorities.services.sayings import TERMS
from tests.priorities.services.books import ask, book_of, country

DAY = date(2026, 11, 26)


def service(name: str) -> Draft:
    body = PublicService(title=name, identifier=f"{TERMS}{name}", layers=("municipality",))
    return Draft(PUBLIC_SERVICE, name, body)


def confirmed(number: int, code: str, first: str, sure: bool = True) -> Draft:
    return Draft(ROUTING_CONFIRMATION, f"c{number}", confirmation(code, first, sure, "", DAY))


SERVICES = [service(name) for name in ("verhuismelding", "geboorteaangifte", "paspoort", "identiteitskaart")]
NEED = "ik ga verhuizen"


def first_of(drafts: list[Draft]) -> tuple[str, bool, str]:
    answer = ask(book_of({"importeur": SERVICES, "gemeente": drafts}), zaak=NEED)
    reasons = " ".join(one.text.nl for one in answer.reasons)
    return answer.result["services"][0]["title"], answer.result["sureService"], reasons


def test_without_confirmations_nothing_changes() -> None:
    title, sure, reasons = first_of([])
    assert (title, sure) == ("verhuismelding", True)
    assert "bevestigden" not in reasons


def test_a_few_confirmations_do_not_count_yet() -> None:
    assert first_of([confirmed(n, "geboorteaangifte", "verhuismelding") for n in range(4)])[:2] == (
        "verhuismelding",
        True,
    )


def test_right_ones_keep_it_sure() -> None:
    assert first_of([confirmed(n, "verhuismelding", "verhuismelding") for n in range(20)])[1] is True


def test_often_wrong_is_no_longer_sure_and_says_why() -> None:
    some = [confirmed(n, "verhuismelding", "verhuismelding") for n in range(4)]
    some += [confirmed(10 + n, "rijbewijs", "verhuismelding") for n in range(6)]
    title, sure, reasons = first_of(some)
    assert (title, sure) == ("verhuismelding", False)
    assert "10 vragen" in reasons
    assert "4 keer" in reasons


def test_the_text_of_a_question_has_no_place_in_it() -> None:
    fields = set(RoutingConfirmation.__struct_fields__)
    assert fields == {"confirmed", "proposed", "competent_authority", "was_sure", "week"}
    assert confirmation("paspoort", "", False, "", DAY).week == date(2026, 11, 23)


@pytest.mark.parametrize("times", [5, 9])
def test_what_people_meant_comes_first_when_it_was_found_too(root: Path, times: int) -> None:
    plain = ask(country(root), zaak="uitkering aanvragen").result["services"]
    first, other = plain[0], plain[1]
    codes = [one["identifier"].removeprefix(TERMS) for one in (first, other)]
    book = country(root, [confirmed(n, codes[1], codes[0]) for n in range(times)])
    found = ask(book, zaak="uitkering aanvragen")
    assert found.result["services"][0]["title"] == other["title"]
    assert not found.result["sureService"]
