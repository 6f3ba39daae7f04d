# SPDX-License-Identifier: EUPL-1.2
"""A publication that waits for a second person: once it is approved the request goes on by itself, once; and what is no
longer agreed on is not published any more."""

from __future__ import annotations

import pytest

from stelsel.book.audience import ANYONE
from stelsel.kernel.problem import BadInput
from stelsel.kernel.vocabulary import wire
from stelsel.node import approving, data_requests, tasks
from stelsel.node.data_requests import _go_on
from stelsel.node.data_requests._acts import Said
from stelsel.node.models import AuditEvent, Task
from stelsel.node.node import Node
from stelsel.node.tasks import OPERATOR, Held, set_rule
from stelsel.nouns.agreement import AGREEMENT
from stelsel.nouns.bottleneck import checks
from stelsel.priorities.data.requests import finding
from tests.node.data_requests.parties import (
    CONSUMER,
    ID,
    PROVIDER,
    agreed,
    gea,
    in_force,
    learned,
    mandate,
    row,
    unchanged,
    wim,
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
