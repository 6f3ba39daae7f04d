# SPDX-License-Identifier: EUPL-1.2
"""Life and business events: whole, plain, and asking only what decides."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.kernel import personal_data
from stelsel.kernel.text import Text
from stelsel.nouns.rule_text import shipped_rules
from stelsel.priorities.services._calendar import Span
from stelsel.priorities.services.events import Event, Step, event_of, events, next_query, plan, wire_of
from stelsel.priorities.services.rule_answer import outputs_of
from stelsel.priorities.services.sayings import sayings
from stelsel.priorities.services.written import written
from tests.readable import B1, MOST_WORDS, douma, sentences, words

EVENTS = tuple(events())
WANTED = {"birth", "moving", "death", "divorce", "debts", "turning-18", "retirement", "losing-work", "building",
          "starting-business", "staff", "event-permit", "moving-business"}  # fmt: skip


def texts(event: Event) -> list[Text]:
    """All that people read of an event."""
    asked = [text for one in event.questions for text in (one.ask, one.why, *(reply.say for reply in one.answers))]
    told = [text for one in event.steps for text in (one.do, one.why, one.due.say, *([one.where] if one.where else []))]
    return [event.title, event.what, event.day.ask, event.day.name, *asked, *told]


def test_all_that_people_go_through_is_there() -> None:
    assert set(EVENTS) == WANTED
    assert all(event_of(wire_of(code)) is events()[code] for code in EVENTS)
    assert event_of("nergens") is None


@pytest.mark.parametrize("code", EVENTS)
def test_every_name_in_an_event_is_known(code: str) -> None:
    event, rules = events()[code], shipped_rules()
    answers = {one.code: {reply.code for reply in one.answers} for one in event.questions}
    assert len(answers) == len(event.questions)
    assert len({one.code for one in event.steps}) == len(event.steps)
    assert set(event.next) <= WANTED - {code}
    for step in event.steps:
        assert step.product in sayings() if step.product else step.where, step.code
        for wanted in step.only:
            assert all(set(right) < answers[name] for name, right in wanted.items()), step.code
        if step.due.start or step.due.end:
            assert step.due.law, step.code
        if step.rule:
            assert step.rule.output in outputs_of(rules, step.rule.rule, date(2026, 1, 1), None)


@pytest.mark.parametrize("code", EVENTS)
def test_what_is_written_out_for_an_event_stands_in_it(code: str) -> None:
    used = {step.product for step in events()[code].steps}
    assert {name for name, one in written().items() if code in one.events} <= used


@pytest.mark.parametrize("code", EVENTS)
def test_an_event_reads_as_plain_language(code: str) -> None:
    said = texts(events()[code])
    assert douma([one.nl if one.nl[-1] in ".?!" else f"{one.nl}." for one in said]) >= B1
    for one in said:
        for language in ("nl", "en"):
            assert all(len(words(line)) <= MOST_WORDS for line in sentences(one.to(language))), one
        assert not personal_data.find(one.nl)


@pytest.mark.parametrize("code", sorted(written()))
def test_a_service_reads_as_plain_language(code: str) -> None:
    assert douma(text.nl for _, text in written()[code].lines()) >= B1


def test_the_index_tells_hard_from_easy() -> None:
    easy = "Ga naar de gemeente. Neem uw paspoort mee. Het is gratis."
    hard = "De burgemeester en wethouders beoordelen de ontvankelijkheid van de bezwaarschriftprocedure overeenkomstig."
    assert douma([easy]) > 80
    assert douma([hard]) < 30


@pytest.mark.parametrize("code", EVENTS)
def test_only_what_decides_is_asked_and_then_everything_is_decided(code: str) -> None:
    event = events()[code]
    fewest = set()
    for replies in product(*(range(len(one.answers)) for one in event.questions)):
        chosen = {one.code: one.answers[at].code for one, at in zip(event.questions, replies, strict=True)}
        told: dict[str, str] = {}
        while (query := next_query(event, told)) is not None:
            before = [one.applies for one in plan(event, told, None)]
            assert "unknown" in before
            told[query.code] = chosen[query.code]
        fewest.add(len(told))
        assert [one.applies for one in plan(event, told, None)] == [one.applies for one in plan(event, chosen, None)]
    assert max(fewest) <= len(event.questions)


@pytest.mark.parametrize("code", EVENTS)
def test_an_unknown_answer_never_passes_for_yes_or_no(code: str) -> None:
    """What is sure without an answer stays so whatever the answer is."""
    event = events()[code]
    for at, query in enumerate(event.questions):
        others = {one.code: one.answers[0].code for one in event.questions[:at]}
        without = plan(event, others, None)
        for reply in query.answers:
            with_it = plan(event, {**others, query.code: reply.code}, None)
            for one, other in zip(without, with_it, strict=True):
                assert one.applies in ("unknown", other.applies)


def test_every_question_decides_a_step() -> None:
    for event in events().values():
        used = {name for step in event.steps for wanted in step.only for name in wanted}
        assert {one.code for one in event.questions} <= used


@given(st.dates(), st.integers(-30, 30), st.integers(-1000, 1000))
def test_a_term_lands_on_a_day_or_on_none(day: date, months: int, days: int) -> None:
    found = Span(months=months, days=days).after(day)
    assert found is None or isinstance(found, date)
    assert Span().after(day) == day


def test_a_month_after_the_last_day_is_the_last_day() -> None:
    assert Span(months=1).after(date(2026, 1, 31)) == date(2026, 2, 28)
    assert Span(years=1).after(date(2028, 2, 29)) == date(2029, 2, 28)
    assert Span(weeks=-4).after(date(2026, 12, 1)) == date(2026, 11, 3)
    assert Span(days=3).after(date(2026, 11, 30)) == date(2026, 12, 3)


def test_a_birth_is_registered_within_three_days() -> None:
    event = events()["birth"]
    (step,) = (one for one in plan(event, {}, date(2026, 11, 30)) if one.step.product == "geboorteaangifte")
    assert isinstance(step.step, Step)
    assert (step.applies, step.end) == ("yes", date(2026, 12, 3))


def test_only_short_terms_of_a_law_that_run_ahead_go_on_to_a_workday() -> None:
    friday = date(2026, 11, 20)
    assert Span(days=3).last_day(friday, by_law=True) == date(2026, 11, 24)
    assert Span(days=3).last_day(friday, by_law=False) == date(2026, 11, 23)
    assert Span(days=-6).last_day(friday, by_law=True) == date(2026, 11, 14)
    assert Span(months=4).last_day(date(2026, 1, 21), by_law=True) == date(2026, 5, 21)
    assert Span(years=1).last_day(date(2026, 11, 21), by_law=True) == date(2027, 11, 21)
    assert Span(weeks=4).last_day(date(2026, 11, 28), by_law=True) == date(2026, 12, 28)
