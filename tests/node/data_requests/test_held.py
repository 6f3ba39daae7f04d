# SPDX-License-Identifier: EUPL-1.2
"""A publication that waits for a second person: once it is approved the request goes on by itself, once; and what is no
longer agreed on is not published any more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from stelsel.book.audience import ANYONE
from stelsel.kernel.problem import BadInput
from stelsel.kernel.vocabulary import wire
from stelsel.node import approving, data_requests, desk, tasks
from stelsel.node.data_requests import _go_on, _late
from stelsel.node.data_requests._acts import Said
from stelsel.node.identity import Person
from stelsel.node.models import AuditEvent, DataRequest, Task
from stelsel.node.node import Node
from stelsel.node.tasks import OPERATOR, Held, set_rule
from stelsel.nouns.agreement import AGREEMENT
from stelsel.nouns.bottleneck import checks
from stelsel.priorities.data.requests import finding
from tests.node.data_requests.parties import (
    CONSUMER,
    ID,
    PROVIDER,
    START,
    VALUES,
    agreed,
    gea,
    in_force,
    learned,
    mandate,
    pia,
    row,
    unchanged,
    wim,
    wish,
)
from tests.node.dossiers.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(here: Node) -> Held:
    """The publication of an agreed version waits for a second person."""
    agreed(here)
    set_rule(OPERATOR, PROVIDER, "publish-entry", True, None)
    person("geo", PROVIDER, "publisher")
    found = data_requests.publish(here, gea(), ID, "public")
    assert isinstance(found, Held)
    return found


def approve(node: Node, held: Held) -> Task:
    return approving.approve(node, person("geo", PROVIDER), held.task, "Dit klopt.")


def test_once_approved_it_goes_on_by_itself(here: Node, held: Held) -> None:
    assert (row().status, row().waits_for) == ("agreed", "provider")
    assert data_requests.held_task(data_requests.look(gea(), ID)) == held.task
    assert approve(here, held).state == "approved"
    assert row().status == "published"
    found = data_requests.look(wim(), ID).standing
    assert found.published is not None
    assert found.published.entry == held.id
    assert data_requests.held_task(data_requests.look(gea(), ID)) is None
    keys = Task.objects.filter(state="open").values_list("publisher", "open_key")
    assert sorted((one, key.split(":")[2]) for one, key in keys) == [(PROVIDER, "published"), (CONSUMER, "published")]
    (event,) = AuditEvent.objects.filter(action="data-request-published", publisher=CONSUMER)
    assert event.actor == "geo"
    for who, publisher in ((gea(), PROVIDER), (wim(), CONSUMER)):
        mandate(who, publisher)
        data_requests.sign(here, who, ID)
    assert row().status == "signed"


def test_nothing_is_told_twice(here: Node, held: Held) -> None:
    approve(here, held)
    taken = len(data_requests.look(gea(), ID).standing.taken)
    assert (data_requests.go_on(here, held.id), data_requests.all_go_on(here)) == (0, 0)
    with pytest.raises(BadInput):
        data_requests.publish(here, gea(), ID, "public")
    assert len(data_requests.look(gea(), ID).standing.taken) == taken


def test_refused_by_the_second_person_it_waits_and_can_be_asked_again(here: Node, held: Held) -> None:
    tasks.refuse(here, person("geo", PROVIDER), held.task, "Nog niet.")
    assert (row().status, data_requests.all_go_on(here)) == ("agreed", 0)
    again = data_requests.publish(here, gea(), ID, "public")
    assert isinstance(again, Held)
    approve(here, again)
    assert row().status == "published"


def test_what_a_crash_left_out_comes_with_the_daily_work(here: Node, held: Held) -> None:
    tasks.approve(here, person("geo", PROVIDER), held.task, "Dit klopt.")
    assert row().status == "agreed"
    assert data_requests.all_go_on(here) == 1
    assert row().status == "published"


def test_an_approval_stands_when_the_request_cannot_go_on(
    here: Node, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(raw: bytes) -> None:
        raise BadInput(finding("request-twice"))

    monkeypatch.setattr(_go_on, "deliver", refuses)
    assert approve(here, held).state == "approved"
    assert row().status == "agreed"


def test_what_they_no_longer_agree_on_is_not_published(here: Node, held: Held) -> None:
    body = data_requests.look(gea(), ID).standing.newest.body
    other = data_requests.edited(body, {wire("summary"): "Anders."})
    data_requests.act_for(wim(), ID, "propose", Said("Toch anders.", 1, body=other))
    assert Task.objects.get(pk=held.task).state == "closed"
    with pytest.raises(BadInput):
        approve(here, held)
    assert not here.book(ANYONE).rows(AGREEMENT)


@pytest.mark.parametrize(("act", "who"), [("refuse", gea), ("withdraw", wim)])
def test_after_the_end_of_the_request_nothing_waits(here: Node, held: Held, act: str, who: object) -> None:
    data_requests.act_for(who(), ID, act, Said("Toch niet."))  # type: ignore[operator]
    assert not Task.objects.filter(state="open").exists()


OTHER = "f" * 32


def another(node: Node) -> None:
    """A second request about which both agree."""
    data_requests.ask(node, wim(), wish(id=OTHER, values={**VALUES, wire("sharing_purpose"): "Iets anders."}))
    data_requests.act_for(pia(), OTHER, "advise", Said("Dit kan.", 1, "go-ahead"))
    data_requests.act_for(gea(), OTHER, "agree", Said(version=1))


def test_one_broken_dossier_stops_no_other_request(
    here: Node, held: Held, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    another(here)
    tasks.approve(here, person("geo", PROVIDER), held.task, "Dit klopt.")
    plain = _go_on.messages_of

    def breaks(row: DataRequest) -> object:
        if row.pk == OTHER:
            raise RuntimeError("geheim")
        return plain(row)

    for place in (_go_on, _late):
        monkeypatch.setattr(place, "messages_of", breaks)
    DataRequest.objects.filter(pk=OTHER).update(due=START - timedelta(days=1), requested_on=START + timedelta(days=1))
    assert next(iter(DataRequest.objects.all())).pk == OTHER, "the broken one comes first"
    assert data_requests.all_go_on(here) == 1
    assert row().status == "published"
    assert data_requests.escalate_overdue() == 0
    said = capsys.readouterr()
    assert OTHER in said.out + said.err
    assert "geheim" not in said.out + said.err


@pytest.mark.parametrize(("act", "who"), [("refuse", gea), ("withdraw", wim)])
def test_what_waited_is_not_published_once_the_request_is_over(
    here: Node, held: Held, act: str, who: Callable[[], Person]
) -> None:
    """Its task was busy when the request ended, and waits again after a crash."""
    Task.objects.filter(pk=held.task).update(state="busy")
    data_requests.act_for(who(), ID, act, Said("Toch niet."))
    Task.objects.filter(pk=held.task).update(state="open")
    with pytest.raises(BadInput):
        approve(here, held)
    assert Task.objects.get(pk=held.task).state == "closed"
    assert not here.book(ANYONE).rows(AGREEMENT)


@pytest.mark.parametrize("four_eyes", [False, True])
def test_an_approval_that_crosses_a_withdrawal_is_taken_back(
    here: Node, held: Held, monkeypatch: pytest.MonkeyPatch, four_eyes: bool
) -> None:
    set_rule(OPERATOR, PROVIDER, "withdraw-entry", four_eyes, None)
    plain = tasks.approve

    def crosses(*given: Any) -> Task:
        Task.objects.filter(pk=held.task).update(open_key=None)
        data_requests.act_for(wim(), ID, "withdraw", Said("Toch niet."))
        Task.objects.filter(pk=held.task).update(open_key=f"change:{held.id}")
        return plain(*given)

    monkeypatch.setattr(tasks, "approve", crosses)
    assert approve(here, held).state == "approved"
    assert row().status == "withdrawn"
    waits = Task.objects.filter(kind="withdraw-entry", about=held.id, state="open").count()
    assert (len(here.book(ANYONE).rows(AGREEMENT)), waits) == ((1, 1) if four_eyes else (0, 0))


def test_taking_back_an_agreement_of_a_request_that_is_over_goes_its_way(here: Node) -> None:
    agreed(here)
    found = data_requests.publish(here, gea(), ID, "public")
    assert not isinstance(found, Held)
    assert found.published is not None
    data_requests.act_for(wim(), ID, "withdraw", Said("Toch niet."))
    set_rule(OPERATOR, PROVIDER, "withdraw-entry", True, None)
    waits = desk.withdraw(here, PROVIDER, found.published.entry, "Niet meer nodig.", gea())
    assert isinstance(waits, Held)
    done = approving.approve(here, person("geo", PROVIDER, "publisher"), waits.task, "Goed.")
    assert done.state == "approved"
    assert not here.book(ANYONE).rows(AGREEMENT)


def test_a_signature_is_never_held(here: Node) -> None:
    for publisher in (PROVIDER, CONSUMER):
        set_rule(OPERATOR, publisher, "correct-entry", True, None)
    in_force(here)
    for publisher in (PROVIDER, CONSUMER):
        set_rule(OPERATOR, publisher, "publish-entry", True, None)
    from stelsel.node.signatures import Notice, end

    (address,) = [record.id for record, _ in here.book(ANYONE).rows(AGREEMENT)]
    assert not isinstance(end(here, wim(), address, Notice(CONSUMER, "Het stopt.", "2026-12-01")), Held)


@pytest.mark.parametrize(
    "address", ["", "gemeente/agreement/iets", "gemeente/dataset/x-01234567-v1", "a/agreement/-x-v1"]
)
def test_what_is_of_no_request_goes_on_nowhere(here: Node, held: Held, address: str) -> None:
    assert data_requests.go_on(here, address) == 0


def test_a_lesson_asks_a_reason_which_survives_four_eyes(here: Node) -> None:
    agreed(here)
    learned(here)
    seen = data_requests.look(gea(), ID)
    (lesson,) = data_requests.lessons(here, gea(), seen, "public")
    assert "Niemand weet wat een adres is" in lesson.what.nl
    unchanged(here, lambda: data_requests.publish(here, gea(), ID, "public"), "reason-needed")
    unchanged(here, lambda: data_requests.publish(here, gea(), ID, "public", "  "), "reason-needed")
    set_rule(OPERATOR, PROVIDER, "publish-entry", True, None)
    person("geo", PROVIDER, "publisher")
    held = data_requests.publish(here, gea(), ID, "public", "Het begrip volgt in maart.")
    assert isinstance(held, Held)
    approve(here, held)
    assert row().status == "published"
    (check,) = checks(here.book(ANYONE))
    assert (check.body.outcome, check.body.reasons) == ("gone-on", "Het begrip volgt in maart.")
