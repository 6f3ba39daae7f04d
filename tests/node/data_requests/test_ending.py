# SPDX-License-Identifier: EUPL-1.2
"""Ending a signature: from the day that was said, with its reasons, a task for both parties, and after each refusal as
it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from stelsel.book.audience import ANYONE
from stelsel.kernel.problem import BadInput
from stelsel.kernel.vocabulary import wire
from stelsel.node import data_requests, desk, mandates, tasks
from stelsel.node.models import AuditEvent, Mandate, Task
from stelsel.node.node import Node
from stelsel.node.signatures import MOST_REASONS, Notice, can_end, end
from stelsel.node.tasks import OPERATOR, set_rule
from stelsel.nouns.agreement import AGREEMENT_SIGNATURE, AgreementStanding, agreement_standing
from tests.node.data_requests.conftest import Days
from tests.node.data_requests.parties import (
    CONSUMER,
    GATEKEEPER,
    ID,
    PROVIDER,
    START,
    VALUES,
    agreed,
    gea,
    in_force,
    mandate,
    pia,
    unchanged,
    wim,
)
from tests.node.dossiers.people import person

pytestmark = pytest.mark.django_db
FIRST = START + timedelta(days=8)
WHY = "Het plan gaat niet door."
KIND = "settle-ended-agreement"


def notice(publisher: str = CONSUMER, reasons: str = WHY, first_day: str = FIRST.isoformat()) -> Notice:
    """An end that can be said."""
    return Notice(publisher, reasons, first_day)


def stands(node: Node, address: str, day: date = START) -> AgreementStanding:
    return agreement_standing(node.book(ANYONE), address, day)


def waiting() -> list[str]:
    """At whom a task about an ended agreement is open."""
    return sorted(Task.objects.filter(kind=KIND, state="open").values_list("publisher", flat=True))


def test_it_holds_until_the_day_and_both_parties_hear_of_it(here: Node, days: Days) -> None:
    address = in_force(here)
    receipt = end(here, wim(), address, notice())
    assert (stands(here, address).state, stands(here, address, FIRST - timedelta(days=1)).state) == ("in-force",) * 2
    found = stands(here, address, FIRST)
    assert found.state == "ended"
    (reason,) = found.end_reasons
    assert "waterschap (afnemer) zegde de afspraak op" in reason.text.nl
    assert f"niet meer vanaf 1 december 2026, omdat: {WHY}" in reason.text.nl
    assert waiting() == [PROVIDER, CONSUMER]
    task = Task.objects.filter(kind=KIND, publisher=PROVIDER).get()
    assert (task.due, task.about) == (FIRST, receipt.id)
    assert WHY in task.reasons[0]["text"]["nl"]
    assert AuditEvent.objects.filter(action="end-signature", publisher=CONSUMER).count() == 1
    days.move_to(FIRST)
    assert stands(here, address, FIRST).state == "ended"


def test_the_entry_says_on_which_mandate_and_never_who(here: Node) -> None:
    made = end(here, wim(), in_force(here), notice())
    record = here.book(ANYONE).get(made.id)
    assert record is not None
    said = record.payload.decode()
    assert f"Mandaat {Mandate.objects.get(publisher=CONSUMER).pk} van waterschap" in said
    assert "wim" not in said


def test_an_end_of_today_holds_at_once(here: Node) -> None:
    address = in_force(here)
    end(here, gea(), address, notice(PROVIDER, first_day=START.isoformat()))
    assert stands(here, address).state == "ended"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"reasons": "  \r\n "}, "no-reasons"),
        ({"reasons": "x" * (MOST_REASONS + 1)}, "long-reasons"),
        ({"reasons": "Bel mevrouw Jansen, bsn 111222333."}, "bsn"),
        ({"first_day": ""}, "no-first-day"),
        ({"first_day": "morgen"}, "date-format"),
        ({"first_day": (START - timedelta(days=1)).isoformat()}, "past-day"),
        ({"publisher": GATEKEEPER}, "not-allowed"),
        ({"publisher": PROVIDER}, "not-allowed"),
        ({"publisher": ""}, "no-party"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(here: Node, wrong: dict[str, str], code: str) -> None:
    address = in_force(here)
    unchanged(here, lambda: end(here, wim(), address, notice(**wrong)), code)
    assert waiting() == []


def test_everything_that_is_wrong_is_named_at_once(here: Node) -> None:
    address = in_force(here)
    with pytest.raises(BadInput) as problem:
        end(here, wim(), address, notice(reasons="", first_day="2026-01-01"))
    assert [(one.code, one.where) for one in problem.value.findings] == [
        ("no-reasons", "redenen"),
        ("past-day", "nietMeerVanaf"),
    ]


def test_without_a_mandate_or_a_part_in_it_nobody_ends_it(here: Node) -> None:
    address = in_force(here)
    colleague, reader = person("wes", CONSUMER, "publisher"), person("rea", CONSUMER, "reader")
    unchanged(here, lambda: end(here, colleague, address, notice()), "no-mandate")
    unchanged(here, lambda: end(here, reader, address, notice()), "not-allowed")
    mandate(pia(), GATEKEEPER)
    unchanged(here, lambda: end(here, pia(), address, notice(GATEKEEPER)), "not-a-party")
    mandates.revoke(person(f"baas-{CONSUMER}", CONSUMER), Mandate.objects.get(publisher=CONSUMER).pk)
    unchanged(here, lambda: end(here, wim(), address, notice()), "no-mandate")
    unchanged(here, lambda: end(here, gea(), f"{address}-weg", notice(PROVIDER)), "no-agreement")


def test_what_ended_already_is_not_ended_again(here: Node, days: Days) -> None:
    address = in_force(here)
    assert can_end(wim(), stands(here, address)) == (CONSUMER,)
    end(here, wim(), address, notice())
    assert can_end(wim(), stands(here, address)) == ()
    unchanged(here, lambda: end(here, wim(), address, notice(first_day="2027-01-01")), "signature-ended")
    end(here, gea(), address, notice(PROVIDER, first_day="2026-11-30"))
    assert stands(here, address, date(2026, 11, 30)).state == "ended"
    days.move_to(FIRST)
    unchanged(here, lambda: end(here, gea(), address, notice(PROVIDER, first_day="2027-01-01")), "signature-ended")


def test_of_two_at_once_one_is_written(here: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both saw that nothing was ended yet."""
    address = in_force(here)
    seen = agreement_standing(here.book(wim().asker), address, START)
    monkeypatch.setattr("stelsel.node.signatures.agreement_standing", lambda *_: seen)
    end(here, wim(), address, notice())
    unchanged(here, lambda: end(here, wim(), address, notice(first_day="2027-01-01")), "exists")


def test_a_signature_that_is_not_there_cannot_be_ended(here: Node) -> None:
    agreed(here)
    found = data_requests.publish(here, gea(), ID, "public")
    assert not isinstance(found, tasks.Held)
    assert found.published is not None
    address = found.published.entry
    mandate(wim(), CONSUMER), mandate(gea(), PROVIDER)
    unchanged(here, lambda: end(here, wim(), address, notice()), "not-signed")
    data_requests.sign(here, gea(), ID)
    end(here, gea(), address, notice(PROVIDER))
    unchanged(here, lambda: data_requests.sign(here, wim(), ID), "agreement-ended")
    assert stands(here, address).state == "partly-signed"


def test_the_other_party_cannot_end_what_no_longer_holds(here: Node) -> None:
    address = in_force(here)
    end(here, wim(), address, notice(first_day=START.isoformat()))
    unchanged(here, lambda: end(here, gea(), address, notice(PROVIDER)), "agreement-over")


def test_a_day_after_the_agreement_needs_no_end(here: Node) -> None:
    address = in_force(here, values={**VALUES, wire("valid"): {wire("end"): "2027-06-30"}})
    unchanged(here, lambda: end(here, wim(), address, notice(first_day="2027-07-01")), "late-day")
    end(here, wim(), address, notice(first_day="2027-06-30"))
    assert stands(here, address, date(2027, 6, 29)).state == "in-force"
    assert stands(here, address, date(2027, 6, 30)).state == "ended"


def test_an_end_that_is_taken_back_asks_nothing_any_more(here: Node) -> None:
    address = in_force(here)
    receipt = end(here, wim(), address, notice())
    colleague = person("wes", CONSUMER, "publisher")
    unchanged(here, lambda: desk.withdraw(here, CONSUMER, receipt.id, "Toch niet.", colleague), "no-mandate")
    desk.withdraw(here, CONSUMER, receipt.id, "Het plan gaat toch door.", wim())
    assert waiting() == []
    assert stands(here, address, FIRST).state == "in-force"
    assert end(here, wim(), address, notice()).id != receipt.id
    assert waiting() == [PROVIDER, CONSUMER]
    assert stands(here, address, FIRST).state == "ended"


def test_an_end_that_counts_is_not_taken_back_or_changed(here: Node, days: Days) -> None:
    """Else what was not lawful would be so afterwards."""
    address = in_force(here)
    made = end(here, wim(), address, notice()).id
    record = here.book(ANYONE).get(made)
    assert record is not None
    better = AGREEMENT_SIGNATURE.decode(record.payload)
    set_rule(OPERATOR, CONSUMER, "withdraw-entry", True, None)
    held = desk.withdraw(here, CONSUMER, made, "Toch niet.", wim())
    assert isinstance(held, tasks.Held)
    days.move_to(FIRST)
    unchanged(here, lambda: desk.withdraw(here, CONSUMER, made, "Toch niet.", wim()), "end-counts")
    unchanged(here, lambda: desk.correct(here, CONSUMER, made, better, "Beter.", wim()), "end-counts")
    second = person("wes", CONSUMER, "publisher")
    with pytest.raises(BadInput) as problem:
        tasks.approve(here, second, held.task, "Goed.")
    assert problem.value.findings[0].code == "end-counts"
    assert stands(here, address, FIRST).state == "ended"


def test_a_task_that_was_decided_does_not_come_back(here: Node, days: Days) -> None:
    address = in_force(here)
    end(here, wim(), address, notice())
    task = Task.objects.get(kind=KIND, publisher=PROVIDER)
    tasks.approve(here, gea(), task.pk, "De levering is stopgezet.")
    tasks.endings_follow(here)
    assert waiting() == [CONSUMER]


@pytest.mark.parametrize("late", [False, True])
def test_what_a_crash_left_out_comes_with_the_daily_work(
    here: Node, days: Days, monkeypatch: pytest.MonkeyPatch, late: bool
) -> None:
    address = in_force(here)

    def stops(node: Node) -> None:
        raise KeyboardInterrupt

    act: Callable[[], object] = lambda: end(here, wim(), address, notice())  # noqa: E731
    with monkeypatch.context() as broken:
        broken.setattr("stelsel.node.tasks._changes.endings_follow", stops)
        with pytest.raises(KeyboardInterrupt):
            act()
    assert waiting() == []
    days.move_to(START + timedelta(days=40 if late else 1))
    tasks.endings_follow(here)
    assert waiting() == ([] if late else [PROVIDER, CONSUMER])
