# SPDX-License-Identifier: EUPL-1.2
"""Handovers on a node: in two dossiers with the same bytes, whole or not at all, followed by a code that is kept
nowhere, for who may deal with them and for nobody else."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from django.apps import apps
from django.db import connection

from stelsel.kernel.problem import BadInput, NotAllowed
from stelsel.node import clock, dossiers, handover, tasks
from stelsel.node.dossiers import NotThere, Subject
from stelsel.node.dossiers._care import _shred
from stelsel.node.handover import _deliver
from stelsel.node.models import AuditEvent, Dossier, DossierRevision, Handover, SignInFailure, Task
from stelsel.node.node import Node
from stelsel.priorities.services.handover import Accepted, encoded
from tests.node.dossiers.people import person
from tests.node.handover.parties import GIVER, SECRET, TAKER, citizen, sent, staff, wish

pytestmark = pytest.mark.django_db
START = date(2026, 11, 23)
HERE = "192.0.2.7"


class Days:
    """The clock of a test."""

    def __init__(self) -> None:
        self.day = START

    def now(self) -> str:
        return f"{self.day.isoformat()}T09:00:00Z"


@pytest.fixture(autouse=True)
def days(monkeypatch: pytest.MonkeyPatch) -> Days:
    """A day that only moves where a test says so."""
    made = Days()
    monkeypatch.setattr(clock, "today", lambda: made.day)
    monkeypatch.setattr(clock, "now", made.now)
    return made


@pytest.fixture(autouse=True)
def here(fresh_node: Node) -> Node:
    """A node with the two organisations."""
    for publisher in (GIVER, TAKER):
        fresh_node.enrol(publisher)
    return fresh_node


def bytes_of(row: Dossier | None) -> list[bytes]:
    assert row is not None
    return [one.content.data for one in dossiers.conversation.kept(row)]


def test_both_dossiers_hold_the_same_bytes() -> None:
    one = sent()
    at, neighbour = staff()
    handover.act_for(neighbour, one.id, "accept")
    handover.act_for(neighbour, one.id, "ask", "Waar?")
    handover.act_as_person(one.id, "tell", f"Daar, {SECRET}")
    found = handover.act_for(neighbour, one.id, "answer", "Donderdag.")
    assert found.over
    row = Handover.objects.get()
    assert bytes_of(row.giver_dossier) == bytes_of(row.taker_dossier)
    assert len(bytes_of(row.giver_dossier)) == 5
    assert {one.publisher for one in Dossier.objects.all()} == {GIVER, TAKER}
    assert all(
        one.closed_at and one.law.startswith("Algemene wet bestuursrecht, art. 2:3") for one in Dossier.objects.all()
    )
    assert (row.status, row.waits_for, row.due) == ("answered", "", None)
    assert handover.look(at, one.id).standing.taken[0].question.endswith(SECRET)  # type: ignore[union-attr]


def test_no_word_of_it_stands_in_any_table_and_no_code() -> None:
    one = sent()
    for model in apps.get_models():
        for values in model._base_manager.values_list():
            plain = repr([bytes(one) if isinstance(one, memoryview) else one for one in values])
            assert SECRET not in plain, model
            assert one.code not in plain, model
    assert handover.find_case(one.code.lower().replace("-", " "), HERE) == one.id


def test_nothing_is_half_written(monkeypatch: pytest.MonkeyPatch) -> None:
    staff()

    def fails(*args: Any) -> None:
        raise RuntimeError

    for place in ("follow", "_index", "_audit"):
        with monkeypatch.context() as patch:
            patch.setattr(_deliver, place, fails)
            with pytest.raises(RuntimeError):
                handover.offer(citizen(), wish())
        for model in (Dossier, DossierRevision, Handover, Task):
            assert not model.objects.exists(), (place, model)
    assert not AuditEvent.objects.filter(action__startswith="handover").exists()


def test_one_way_in_takes_bytes_and_refuses_what_does_not_fit() -> None:
    one = sent()
    accepted = Accepted(one.id, 2, "taker", clock.now(), 1)
    assert handover.deliver(encoded(accepted)).status == "accepted"
    for wrong, code in (
        (encoded(accepted), "handover-twice"),
        (encoded(Accepted(one.id, 4, "taker", clock.now(), 1)), "handover-order"),
        (encoded(Accepted("0" * 32, 2, "taker", clock.now(), 1)), "handover-no-offer"),
        (encoded(Accepted(one.id, 3, "taker", "2026-11-24T09:00:00Z", 1)), "handover-future"),
        (bytes_of(Handover.objects.get().giver_dossier)[0], "handover-twice"),
        (b"{}", "handover-version"),
        (b"\xff", "handover-form"),
    ):
        before = DossierRevision.objects.count()
        with pytest.raises(BadInput) as told:
            handover.deliver(wrong)
        assert told.value.findings[0].code == code
        assert DossierRevision.objects.count() == before


def test_an_offer_from_elsewhere_is_taken_where_somebody_takes_it() -> None:
    one = sent()
    raw = bytes_of(Handover.objects.get().giver_dossier)[0]
    plain = {**msgspec.json.decode(raw), "overdracht": "ab" * 16, "zaakHash": "1" * 64}
    assert handover.deliver(msgspec.json.encode(plain)).status == "offered"
    with pytest.raises(BadInput) as told:
        handover.deliver(msgspec.json.encode({**plain, "overdracht": "cd" * 16, "overnemer": "ver-weg"}))
    assert told.value.findings[0].code == "handover-not-here"
    with pytest.raises(BadInput):
        handover.deliver(msgspec.json.encode({**plain, "overdracht": "ef" * 16}))  # the code of another
    assert Handover.objects.count() == 2
    assert one.id != "ab" * 16


def test_only_a_public_organisation_with_somebody_there_takes_on() -> None:
    staff()
    person("verkoper", "leverancier", "administrator")
    assert handover.giver_choices() == tuple(sorted((GIVER, TAKER)))
    assert not handover.takes("leverancier")
    assert handover.publisher_of(GIVER) == GIVER
    assert handover.publisher_of("") == handover.publisher_of("nergens") == ""


def test_who_has_nothing_to_do_with_it_finds_nothing() -> None:
    one = sent()
    for stranger in (person("lezer", GIVER, "reader"), person("ver", "elders", "administrator"), citizen("ander")):
        with pytest.raises(NotThere):
            handover.look(stranger, one.id)
        with pytest.raises(NotThere):
            handover.act_for(stranger, one.id, "accept")
        assert handover.listed(stranger) == ([], [])
    with pytest.raises(NotThere):
        handover.look(staff()[0], "0" * 32)
    giver, taker = staff()
    assert [row.pk for row in handover.listed(taker)[0]] == [row.pk for row in handover.listed(giver)[1]] == [one.id]
    with pytest.raises(BadInput):
        handover.act_for(giver, one.id, "accept")
    with pytest.raises(NotAllowed):
        handover.offer(person("lezer", GIVER, "reader"), wish(how="counter"))
    with pytest.raises(NotAllowed):
        handover.offer(taker, wish(how="phone"))


def test_every_reading_and_writing_is_in_the_access_log() -> None:
    one = sent()
    boss = person("baas", TAKER, "administrator")
    handover.look(staff()[1], one.id)
    row = Handover.objects.get()
    assert row.taker_dossier is not None
    said = [dossiers.said(record) for record in dossiers.accesses(boss, row.taker_dossier_id)]
    assert [(account, what.nl) for _, account, what, _, _ in reversed(said)][:3] == [
        ("(betrokkene)", "dossier geopend"), ("(betrokkene)", "stuk geschreven"), ("buurvrouw", "dossier gelezen"),
    ]  # fmt: skip
    assert "Overdracht, bericht 1" in [one.content.name for one in dossiers.look(boss, row.taker_dossier_id).documents]


def test_a_message_is_not_changed_and_its_dossier_not_closed_by_hand() -> None:
    sent()
    boss, row = person("baas", TAKER, "administrator"), Handover.objects.get()
    with pytest.raises(BadInput):
        dossiers.write(boss, row.taker_dossier_id, dossiers.Content("x", dossiers.PLAIN, b"y"), "bericht-0001", 1)
    with pytest.raises(BadInput):
        dossiers.close(None, boss, row.taker_dossier_id)  # type: ignore[arg-type]


def test_subject_access_gives_what_was_shared() -> None:
    one = sent(citizen(), hear_back="signed-in")
    boss = person("baas", TAKER, "administrator")
    for subject in (Subject(one.id, "overdracht"), Subject(f"account-{citizen().id}", "account")):
        with zipfile.ZipFile(io.BytesIO(dossiers.answer_access_request(boss, TAKER, subject))) as file:
            assert SECRET in file.read("inzage.json").decode()


def test_a_citizen_sees_their_own_without_a_code() -> None:
    one = sent(citizen(), hear_back="signed-in")
    other = sent()
    assert [row.pk for row in handover.mine(citizen())] == [one.id]
    assert handover.mine(citizen("ander")) == []
    assert handover.is_mine(citizen(), one.id)
    assert not handover.is_mine(citizen(), other.id)
    with pytest.raises(BadInput):
        handover.offer(person("lezer", GIVER, "reader"), wish(hear_back="signed-in"))


def test_guessing_codes_is_slowed_down_and_tells_nothing() -> None:
    one, told = sent(), set()
    for code in ("", "é", "AAAA-BBBB-CCCC-DDDD", "x" * 5000, "\0"):
        with pytest.raises(BadInput) as problem:
            handover.find_case(code, HERE)
        told.add(problem.value.findings[0].what.nl)
    assert told == {"Met deze code vinden we geen zaak."}
    with pytest.raises(BadInput) as problem:
        handover.find_case(one.code, HERE)
    assert "te vaak" in problem.value.findings[0].what.nl
    assert handover.find_case(one.code, "192.0.2.8") == one.id
    assert "AAAA" not in repr(list(SignInFailure.objects.values_list()))


def test_numbers_are_made_unreadable_and_that_is_told() -> None:
    one = sent(question="bsn 111222333", facts=(("Rekening", "NL91ABNA0417164300"),))
    assert one.hidden
    first = handover.look_as_person(one.id).standing.offered
    assert first is not None
    assert first.question == "bsn •••••••••"
    assert first.facts[0].value == "NL••ABNA••••••••••"
    assert not sent().hidden
    handover.act_for(staff()[1], one.id, "answer", "Uw bsn 111222333 hebben we niet nodig.")
    assert b"111222333" not in b"".join(bytes_of(Handover.objects.get(pk=one.id).giver_dossier))


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ({"agreed": False}, "toestemming"),
        ({"question": " "}, "vraag"),
        ({"question": "x" * 2001}, "vraag"),
        ({"facts": (("plaats", " "),)}, "plaats"),
        ({"facts": (("plaats", "x" * 301),)}, "plaats"),
        ({"giver": ""}, "van"),
        ({"taker": "nergens"}, "organisatie"),
        ({"taker": GIVER}, "organisatie"),
        ({"id": "x"}, "overdracht"),
    ],
)
def test_what_is_wrong_stands_at_its_field(more: dict[str, Any], where: str) -> None:
    with pytest.raises(BadInput) as told:
        sent(**more)
    assert where in [one.where for one in told.value.findings]
    assert not Handover.objects.exists()
    assert not Dossier.objects.exists()


def test_a_form_that_is_sent_twice_hands_over_once() -> None:
    sent(id="ab" * 16)
    with pytest.raises(BadInput):
        sent(id="ab" * 16)
    assert Handover.objects.count() == 1


def test_it_waits_in_the_inbox_and_goes_on() -> None:
    giver, taker = staff()
    one = sent()
    (waiting,) = tasks.inbox(taker)
    assert (waiting.task.about, waiting.task.due) == (f"overdracht:{one.id}", date(2026, 11, 25))
    assert SECRET not in repr(Task.objects.values_list())
    assert tasks.inbox(giver) == ()
    handover.act_for(taker, one.id, "accept")
    assert [each.task.due for each in tasks.inbox(taker)] == [date(2027, 1, 18)]
    handover.act_for(taker, one.id, "ask", "Waar?")
    assert tasks.inbox(taker) == ()
    handover.act_as_person(one.id, "withdraw")
    assert not Task.objects.filter(state="open").exists()


def test_a_refusal_comes_back_to_who_was_asked_first() -> None:
    giver, taker = staff()
    one = sent()
    handover.act_for(taker, one.id, "refuse", "Niet van ons.", "Provincie")
    assert [each.task.about for each in tasks.inbox(giver)] == [f"overdracht:{one.id}"]
    assert tasks.inbox(taker) == ()
    assert handover.act_for(giver, one.id, "answer", "Bel de provincie.").over


def test_an_employee_writes_down_what_is_told_by_phone() -> None:
    giver, taker = staff()
    one = sent(giver, how="phone")
    handover.act_for(taker, one.id, "ask", "Waar?")
    found = handover.act_for(giver, one.id, "tell", "Bij de brug.", how="phone")
    assert found.taken[-1].told_how == "phone"  # type: ignore[union-attr]
    with pytest.raises(BadInput):
        handover.act_for(taker, one.id, "withdraw")
    assert handover.act_for(giver, one.id, "withdraw", how="counter").status == "withdrawn"


def test_after_withdrawal_the_taker_no_longer_reads_it() -> None:
    giver, taker = staff()
    one = sent()
    handover.act_as_person(one.id, "withdraw")
    assert not handover.look(taker, one.id).content
    assert handover.look(giver, one.id).content
    assert handover.look_as_person(one.id).content


def test_what_is_late_is_escalated_once_by_the_daily_job(days: Days) -> None:
    _, taker = staff()
    one = sent()
    assert handover.escalate_overdue() == 0
    days.day = START + timedelta(days=3)
    assert handover.escalate_overdue() == 1
    assert handover.escalate_overdue() == 0
    assert Handover.objects.get().escalated
    assert [each.task.escalated for each in tasks.inbox(taker)] == [True]
    with pytest.raises(BadInput):
        handover.act_as_person(one.id, "escalate")
    days.day = START + timedelta(days=60)
    assert handover.act_as_person(one.id, "escalate").escalated == {"respond", "decide"}


def test_it_goes_when_its_term_is_over(here: Node, days: Days) -> None:
    one = sent()
    handover.act_as_person(one.id, "withdraw")
    days.day = date(2027, 11, 24)
    gone, _ = dossiers.clean(here, days.day)
    assert len(gone) == 2
    assert handover.forget() == 1
    with pytest.raises(BadInput):
        handover.find_case(one.code, HERE)


def test_one_dossier_is_enough_to_go_on(here: Node) -> None:
    one = sent()
    row = Handover.objects.get()
    _shred(row.giver_dossier_id, person("baas", GIVER, "administrator"), "dossier.vernietigen")
    assert handover.look_as_person(one.id).standing.status == "offered"
    handover.act_for(staff()[1], one.id, "answer", "Ja.")
    assert handover.forget() == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM node_handover")
        assert cursor.fetchone()[0] == 1
