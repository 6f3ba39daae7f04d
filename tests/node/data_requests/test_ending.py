# SPDX-License-Identifier: EUPL-1.2
"""Ending a signature: from the day that was said, with its reasons, a task for both parties, and after each refusal as
it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from stelsel.book.audience import ANYONE
from stelsel.kernel.canonical import canonical
from stelsel.kernel.kind import Decoded
from stelsel.kernel.problem import BadInput
from stelsel.kernel.vocabulary import wire
from stelsel.node import data_requests, desk, mandates, tasks
from stelsel.node.models import AuditEvent, Mandate, Task
from stelsel.node.node import Node
from stelsel.node.signatures import MOST_REASONS, Notice, can_end, end, signature, write
from stelsel.node.tasks import OPERATOR, set_rule
from stelsel.nouns.agreement import AGREEMENT, AGREEMENT_SIGNATURE, AgreementStanding, agreement_standing
from stelsel.register.log import Submission
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
Change = Callable[..., Any]
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
    unchanged(here, lambda: desk.erase(here, CONSUMER, made, "Weg.", wim()), "end-counts")
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


def own_signature(node: Node, address: str, publisher: str) -> str:
    """The address of the acceptance of a publisher under this agreement."""
    rows = [row for row in node.book(ANYONE).rows(AGREEMENT_SIGNATURE) if row[1].agreement == address]
    (found,) = [one.id for one, body in rows if one.log.publisher == publisher and body.signature_outcome == "accept"]
    return found


def corrected(node: Node, address: str) -> None:
    """The provider corrects the agreement; so it asks for new signatures."""
    record = node.book(ANYONE).get(address)
    assert record is not None
    body = msgspec.structs.replace(record.body(AGREEMENT), summary="Beter gezegd.")
    desk.correct(node, PROVIDER, address, Decoded(body), "Beter.", gea())


def test_an_erasure_that_waited_is_refused_once_the_end_counts(here: Node, days: Days) -> None:
    address = in_force(here)
    made = end(here, wim(), address, notice()).id
    unchanged(here, lambda: desk.erase(here, CONSUMER, made, "Weg.", wim()), "end-not-taken-back")
    set_rule(OPERATOR, CONSUMER, "erase-entry", True, None)
    with pytest.MonkeyPatch.context() as before:
        before.setattr(desk, "refuse_undoing", lambda *_: None)
        held = desk.erase(here, CONSUMER, made, "Weg.", wim())
    assert isinstance(held, tasks.Held)
    days.move_to(FIRST)
    unchanged(here, lambda: desk.erase(here, CONSUMER, made, "Weg.", wim()), "end-counts")
    with pytest.raises(BadInput) as problem:
        tasks.approve(here, person("wes", CONSUMER, "publisher"), held.task, "Goed.")
    assert problem.value.findings[0].code == "end-counts"
    assert stands(here, address, FIRST).state == "ended"


def test_an_end_that_was_taken_back_can_be_erased(here: Node) -> None:
    address = in_force(here)
    made = end(here, wim(), address, notice()).id
    desk.withdraw(here, CONSUMER, made, "Het plan gaat toch door.", wim())
    desk.erase(here, CONSUMER, made, "Er stond te veel in de redenen.", wim())
    assert stands(here, address, FIRST).state == "in-force"
    assert waiting() == []


def test_an_end_that_is_erased_beside_the_desk_stays_one(here: Node, days: Days) -> None:
    address = in_force(here)
    made = end(here, wim(), address, notice()).id
    log = here.logs.named(CONSUMER, "public")
    assert log is not None
    erased = Submission("erase", AGREEMENT_SIGNATURE.type, made, canonical({}), log.organisation, None, "Weg.")
    here.publish(CONSUMER, "public", [erased])
    assert stands(here, address, FIRST).state == "ended"
    tasks.endings_follow(here)
    assert waiting() == [PROVIDER, CONSUMER]


@pytest.mark.parametrize("change", [desk.withdraw, desk.erase])
def test_a_signature_that_holds_is_ended_and_not_taken_back(here: Node, days: Days, change: Change) -> None:
    """Else it would be over at once, without notice, and also for the days that were."""
    address = in_force(here)
    theirs, ours = own_signature(here, address, CONSUMER), own_signature(here, address, PROVIDER)
    unchanged(here, lambda: change(here, CONSUMER, theirs, "Weg.", wim()), "signature-holds")
    unchanged(here, lambda: change(here, PROVIDER, ours, "Weg.", gea()), "signature-holds")
    end(here, wim(), address, notice())
    days.move_to(FIRST)
    unchanged(here, lambda: change(here, PROVIDER, ours, "Weg.", gea()), "signature-holds")
    assert stands(here, address, START).state == "in-force"


@pytest.mark.parametrize("change", [desk.withdraw, desk.erase])
def test_before_it_is_in_force_a_signature_can_be_taken_back(here: Node, change: Change) -> None:
    agreed(here)
    data_requests.publish(here, gea(), ID, "public")
    mandate(gea(), PROVIDER)
    found = data_requests.sign(here, gea(), ID)
    assert found.published is not None
    address = found.published.entry
    assert stands(here, address).state == "partly-signed"
    change(here, PROVIDER, own_signature(here, address, PROVIDER), "Toch niet.", gea())
    assert stands(here, address).state == "offered"


@pytest.mark.parametrize("change", ["correct", "withdraw"])
def test_the_delivery_stops_also_when_the_agreement_is_changed_after_the_end(here: Node, change: str) -> None:
    address = in_force(here)
    made = end(here, wim(), address, notice()).id
    if change == "withdraw":
        desk.withdraw(here, PROVIDER, address, "Weg.", gea())
    else:
        corrected(here, address)
    tasks.endings_follow(here)
    assert waiting() == [PROVIDER, CONSUMER]
    desk.withdraw(here, CONSUMER, made, "Het plan gaat toch door.", wim())
    assert waiting() == []
    last = Task.objects.filter(kind=KIND, publisher=PROVIDER).get().steps.last()
    assert last is not None
    assert "teruggenomen" in last.why


def test_in_force_again_without_an_end_nothing_has_to_stop(here: Node) -> None:
    address = in_force(here)
    end(here, wim(), address, notice())
    corrected(here, address)
    leaf = here.book(ANYONE).get(address)
    assert leaf is not None
    for who, publisher in ((gea(), PROVIDER), (wim(), CONSUMER)):
        assert waiting() == [PROVIDER, CONSUMER]
        made = signature(leaf, publisher, "accept", "Mandaatbesluit 2026, artikel 4")
        write(here, who, publisher, leaf.hash.hex()[:16], made, leaf)
    assert stands(here, address).state == "in-force"
    assert waiting() == []
    last = Task.objects.filter(kind=KIND, publisher=PROVIDER).get().steps.last()
    assert last is not None
    assert "weer van kracht" in last.why


def test_taking_back_a_signature_that_waited_is_refused_once_it_holds(here: Node) -> None:
    agreed(here)
    data_requests.publish(here, gea(), ID, "public")
    for who, publisher in ((gea(), PROVIDER), (wim(), CONSUMER)):
        mandate(who, publisher)
    found = data_requests.sign(here, gea(), ID)
    assert found.published is not None
    address = found.published.entry
    set_rule(OPERATOR, PROVIDER, "withdraw-entry", True, None)
    held = desk.withdraw(here, PROVIDER, own_signature(here, address, PROVIDER), "Toch niet.", gea())
    assert isinstance(held, tasks.Held)
    data_requests.sign(here, wim(), ID)
    with pytest.raises(BadInput) as problem:
        tasks.approve(here, person("geo", PROVIDER, "publisher"), held.task, "Goed.")
    assert problem.value.findings[0].code == "signature-holds"
    assert stands(here, address).state == "in-force"
