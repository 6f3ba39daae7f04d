# SPDX-License-Identifier: EUPL-1.2
"""Four eyes on publishing, and a dispute that waits for its decider."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from structlog.testing import capture_logs

from stelsel.book.audience import Asker
from stelsel.kernel.kind import Decoded
from stelsel.kernel.problem import BadInput
from stelsel.node import desk, dispute_desk, tasks
from stelsel.node.attachment_care import clear_orphans
from stelsel.node.models import Task, TaskDecision
from stelsel.node.node import Node
from stelsel.nouns.supplier import SUPPLIER, Supplier
from stelsel.register.log import Receipt
from tests.node.people import people, person, supplier, want_four_eyes

ADDRESS = "wolk/supplier/nieuw"
ALL = ("publish-entry", "correct-entry", "withdraw-entry", "erase-entry")


@pytest.fixture
def wolk(fresh_node: Node) -> Node:
    """A node with people."""
    people(fresh_node)
    return fresh_node


def there(node: Node) -> object:
    record = node.book(Asker(frozenset({"wolk"}))).get(ADDRESS)
    return record and (record.body(SUPPLIER).name, record.envelope.op)


def hold(node: Node, name: str = "Wolk", by: str = "ans") -> tasks.Held:
    held = tasks.submit(node, "wolk", "public", supplier(name), by)
    assert isinstance(held, tasks.Held)
    return held


def test_without_the_wish_a_change_is_published_at_once(wolk: Node) -> None:
    assert isinstance(tasks.submit(wolk, "wolk", "public", supplier("Wolk"), "ans"), Receipt)
    assert not Task.objects.exists()


def test_a_publication_waits_and_is_published_by_the_second_person(wolk: Node) -> None:
    want_four_eyes(*ALL)
    held = hold(wolk)
    assert there(wolk) is None
    assert tasks.waiting_count(person("ans")) == 0
    assert [one.task.pk for one in tasks.inbox(person("bob"))] == [held.task]
    with pytest.raises(BadInput) as refused:
        tasks.approve(wolk, person("ans"), held.task, "zelf")
    assert refused.value.findings[0].code == "own-request"
    with capture_logs() as heard:
        tasks.approve(wolk, person("bob"), held.task, "klopt")
    assert there(wolk) == ("Wolk", "put")
    (said,) = [one for one in heard if one["event"] == "publish-approved"]
    assert (said["actor"], said["asked_by"], said["subject"]) == ("bob", "ans", ADDRESS)
    done = Task.objects.get()
    assert (done.state, done.change, done.open_key) == ("approved", None, None)


def test_a_reader_may_not_approve_a_publication(wolk: Node) -> None:
    want_four_eyes(*ALL)
    held = hold(wolk)
    assert "lies" not in tasks.candidates(Task.objects.get())
    with pytest.raises(BadInput) as refused:
        tasks.delegate(wolk, person("bob"), held.task, "lies", "doe jij dit")
    assert refused.value.findings[0].code == "cannot-do-this"


def test_refused_and_taken_back_changes_go_and_can_be_asked_again(wolk: Node) -> None:
    want_four_eyes(*ALL)
    tasks.refuse(wolk, person("bob"), hold(wolk).task, "naam klopt niet")
    tasks.take_back(wolk, person("ans"), hold(wolk, "Wolk BV").task, "vergissing")
    assert there(wolk) is None
    assert [one.change for one in Task.objects.all()] == [None, None]
    hold(wolk, "Wolk NV")


def test_one_change_of_an_entry_waits_at_a_time(wolk: Node) -> None:
    want_four_eyes(*ALL)
    held = hold(wolk)
    assert hold(wolk) == held
    for name, by in (("Anders", "ans"), ("Wolk", "bob")):
        with pytest.raises(BadInput) as refused:
            tasks.submit(wolk, "wolk", "public", supplier(name), by)
        assert refused.value.findings[0].code == "change-waits"


def test_what_the_log_would_refuse_never_waits(wolk: Node) -> None:
    want_four_eyes(*ALL)
    wolk.publish("wolk", "own", [supplier("Wolk", "geheim")])
    fine = supplier("Wolk")
    elsewhere = supplier("Wolk", "geheim")
    reached = replace(fine, op="correct", why="bel 06-12345678 of j.jansen@gmail.com")
    for item in (elsewhere, reached, replace(fine, id="buur/supplier/nieuw"), replace(fine, org="buur")):
        with pytest.raises(BadInput):
            tasks.submit(wolk, "wolk", "public", item, "ans")
    assert not Task.objects.exists()


def test_correcting_withdrawing_and_erasing_wait_too(wolk: Node) -> None:
    wolk.publish("wolk", "public", [supplier("Wolk")])
    want_four_eyes(*ALL)
    better = Decoded(Supplier(name="Wolk NV"), {})
    for ask, after in (
        (lambda: desk.correct(wolk, "wolk", ADDRESS, better, "nieuwe naam", person("ans")), ("Wolk NV", "correct")),
        (lambda: desk.withdraw(wolk, "wolk", ADDRESS, "bestaat niet meer", person("ans")), None),
        (lambda: desk.erase(wolk, "wolk", ADDRESS, "verzoek", person("ans")), None),
    ):
        before, held = there(wolk), ask()
        assert isinstance(held, tasks.Held)
        assert there(wolk) == before
        tasks.approve(wolk, person("bob"), held.task, "akkoord")
        assert there(wolk) == after
    history = wolk.book(Asker(frozenset({"wolk"}))).history(ADDRESS)
    assert [one.envelope.op for one in history] == ["put", "correct", "withdraw", "erase"]
    assert history[1].envelope.why == "nieuwe naam"
    assert not any(one.payload for one in history[:3])


def test_an_entry_that_changed_meanwhile_is_not_overwritten(wolk: Node) -> None:
    wolk.publish("wolk", "public", [supplier("Wolk")])
    want_four_eyes("correct-entry")
    held = desk.correct(wolk, "wolk", ADDRESS, Decoded(Supplier(name="Oud"), {}), "oud", person("ans"))
    assert isinstance(held, tasks.Held)
    desk.withdraw(wolk, "wolk", ADDRESS, "weg", person("cas"))
    with pytest.raises(BadInput) as refused:
        tasks.approve(wolk, person("bob"), held.task, "ja")
    assert refused.value.findings[0].code == "overtaken"
    task = Task.objects.get()
    assert task.state == "open"
    assert [one.step for one in task.steps.all()] == ["approve", "fail"]
    assert tasks.refuse(wolk, person("bob"), held.task, "achterhaald").state == "refused"


@pytest.mark.parametrize("published", [True, False])
def test_what_a_crash_left_half_done_is_finished_or_waits_again(wolk: Node, published: bool) -> None:
    want_four_eyes(*ALL)
    held = hold(wolk)
    if published:
        wolk.publish("wolk", "public", [supplier("Wolk")])
    ago = timezone.now() - timedelta(minutes=5)
    TaskDecision.objects.create(task_id=held.task, turn=1, step="approve", by="bob", at=ago, why="ja")
    Task.objects.filter(pk=held.task).update(state="busy", turn=1)
    assert tasks.settle(wolk) == 1
    task = Task.objects.get()
    assert task.state == ("approved" if published else "open")
    if not published:
        tasks.approve(wolk, person("bob"), held.task, "nog eens")
        assert there(wolk) == ("Wolk", "put")


def test_the_file_of_a_held_attachment_is_no_orphan(wolk: Node) -> None:
    import os

    from stelsel.node.attach import Wish, attach

    want_four_eyes(*ALL)
    with wolk.attachments.incoming() as incoming:
        incoming.add(b"inhoud")
        incoming.finish()
        held = attach(wolk, "wolk", incoming, Wish("a.txt", audience="public"), person("ans"))
    assert isinstance(held, tasks.Held)
    for path in wolk.attachments.files("wolk", "public"):
        os.utime(path, (1, 1))
    assert clear_orphans(wolk) == []
    tasks.refuse(wolk, person("bob"), held.task, "nee")
    assert len(clear_orphans(wolk)) == 1


def test_the_same_bytes_asked_twice_leave_the_held_file_alone(wolk: Node) -> None:
    from stelsel.node.attach import Wish, attach

    want_four_eyes(*ALL)
    asker, wish = Asker(frozenset({"wolk"})), Wish("a.txt", audience="public", local="a")
    held = None
    for by in ("ans", "cas"):
        with wolk.attachments.incoming() as incoming:
            incoming.add(b"inhoud")
            incoming.finish()
            if held is None:
                held = attach(wolk, "wolk", incoming, wish, person(by))
                continue
            with pytest.raises(BadInput) as refused:
                attach(wolk, "wolk", incoming, wish, person(by))
            assert refused.value.findings[0].code == "change-waits"
    assert isinstance(held, tasks.Held)
    tasks.approve(wolk, person("bob"), held.task, "klopt")
    record = wolk.book(asker).get("wolk/attachment/a")
    assert record is not None


def test_a_dispute_waits_for_its_decider_until_it_is_answered(wolk: Node) -> None:
    wolk.publish("wolk", "public", [supplier("Wolk")])
    book = wolk.book(Asker(frozenset({"buur"})))
    said = dispute_desk.Objection("De naam klopt niet.")
    about = dispute_desk.dispute(wolk, book, "buur", ADDRESS, said, person("buurman")).id
    (one,) = tasks.inbox(person("ans"))
    assert (one.task.kind, one.task.about, one.task.publisher) == ("answer-dispute", about, "wolk")
    assert one.task.due is not None
    assert tasks.inbox(person("buurman")) == tasks.inbox(person("lies")) == ()
    with pytest.raises(BadInput) as refused:
        tasks.approve(wolk, person("ans"), one.task.pk, "ja")
    assert refused.value.findings[0].code == "not-here"
    mine = wolk.book(Asker(frozenset({"wolk"})))
    dispute_desk.answer(wolk, mine, "wolk", about, "rejected", "Zo heten wij.", person("bob"))
    assert tasks.inbox(person("ans")) == ()
    (step,) = TaskDecision.objects.all()
    assert (step.step, step.by) == ("close", "bob")
    desk.correct(wolk, "buur", about, wolk_dispute("Nog steeds niet."), "duidelijker", person("buurman"))
    assert len(tasks.inbox(person("ans"))) == 1
    desk.withdraw(wolk, "buur", about, "toch goed", person("buurman"))
    assert tasks.inbox(person("ans")) == ()


def wolk_dispute(what: str) -> Decoded[object]:
    from stelsel.nouns.dispute import Dispute

    return Decoded(Dispute(disputed=ADDRESS, what_is_wrong=what), {})


def test_a_daily_round_finds_a_dispute_whose_task_was_lost(wolk: Node) -> None:
    wolk.publish("wolk", "public", [supplier("Wolk")])
    said = dispute_desk.Objection("De naam klopt niet.")
    dispute_desk.dispute(wolk, wolk.book(Asker(frozenset({"buur"}))), "buur", ADDRESS, said, tasks.OPERATOR)
    Task.objects.all().delete()
    for _ in range(2):
        tasks.all_disputes_follow(wolk)
        assert Task.objects.filter(state="open").count() == 1
