# SPDX-License-Identifier: EUPL-1.2
"""Tasks over the API."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User

from stelsel.kernel.text import Text, same
from stelsel.node import clock
from stelsel.node.models import Membership, Task
from stelsel.node.tasks import OPERATOR, open_task, set_rule
from stelsel.nouns.task import NewTask, Receiver, TaskReason
from tests.faces.api.conftest import PASSWORD, Api, basic


@pytest.fixture
def second(account: dict[str, str]) -> dict[str, str]:
    """A second publisher of wolk."""
    user = User.objects.create_user("bob", password=PASSWORD)
    Membership.objects.create(user=user, publisher="wolk", role="publisher")
    return basic("bob", PASSWORD)


def judge(receiver: str = "role:wolk/publisher") -> int:
    why = TaskReason(same("daarom"), article=Text(nl="art. 3", en="art. 3"))
    return open_task(NewTask("judge", "wolk", Receiver.read(receiver), same("Zie dit"), (why,), "dossier:1")).pk


def test_nobody_in_particular_has_no_tasks(api: Api) -> None:
    for path in ("/taken", "/taken/1", "/vervangingen"):
        assert api.get(path).status_code == 401
    assert api.send("/taken/1/besluiten", {"besluit": "approve", "redenen": "x"}).status_code == 401


def test_what_waits_is_listed_and_decided_once(api: Api, account: dict[str, str], second: dict[str, str]) -> None:
    number = judge()
    answer = api.get("/taken", **account)
    assert "ETag" not in answer.headers
    (one,) = answer.json()["taken"]
    assert one == api.get(f"/taken/{number}", **account).json()
    assert (one["taak"], one["soort"], one["ontvanger"]) == (number, "beoordelen", "role:wolk/publisher")
    assert one["redenen"] == [{"tekst": {"nl": "daarom", "en": "daarom"}, "artikel": {"nl": "art. 3", "en": "art. 3"}}]
    assert one["termijnberekening"]["nl"].startswith("Vanaf ")
    path = f"/taken/{number}/besluiten"
    done = api.send(path, {"besluit": "approve", "redenen": "klopt"}, **account)
    assert done.status_code == 200
    assert done.json()["toestand"] == "approved"
    assert done.json()["stappen"][0]["doorAccount"] == "ans"
    late = api.send(path, {"besluit": "refuse", "redenen": "nee"}, **second)
    assert late.status_code == 400
    assert late.json()["errors"][0]["code"] == "decided"
    assert "door ans op" in late.json()["errors"][0]["reason"]
    assert api.get("/taken", **account).json()["taken"] == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"besluit": "approve", "redenen": ""}, "no-reason"),
        ({"besluit": "delegate", "redenen": "x", "aan": "ans"}, "to-oneself"),
        ({"besluit": "delegate", "redenen": "x", "aan": "niemand"}, "cannot-do-this"),
        ({"besluit": "delegate", "redenen": "x"}, "cannot-do-this"),
        ({"besluit": "take-back", "redenen": "x"}, "no-task"),
        ({"besluit": "weg", "redenen": "x"}, ""),
        ({"besluit": "approve"}, ""),
        ({"besluit": "approve", "redenen": "x", "extra": 1}, "unknown-field"),
    ],
)
def test_a_bad_decision_is_refused(api: Api, account: dict[str, str], body: Any, code: str) -> None:
    number = judge()
    answer = api.send(f"/taken/{number}/besluiten", body, **account)
    assert answer.status_code == 400
    assert not code or answer.json()["errors"][0]["code"] == code
    assert Task.objects.get().state == "open"


def test_a_task_of_another_is_not_there(api: Api, account: dict[str, str], second: dict[str, str]) -> None:
    number = judge("account:ans")
    for path in (str(number), "999", "x", "-1", "1" * 30):
        assert api.get(f"/taken/{path}", **second).status_code == 404
        sent = api.send(f"/taken/{path}/besluiten", {"besluit": "approve", "redenen": "x"}, **second)
        assert sent.status_code == 404


def test_what_is_held_answers_202_with_its_task(api: Api, account: dict[str, str], second: dict[str, str]) -> None:
    set_rule(OPERATOR, "wolk", "publish-entry", True, None)
    held = api.send("/leveranciers", {"inhoud": {"naam": "Nieuw"}, "kring": "public"}, **account)
    assert held.status_code == 202
    number = held.json()["taak"]
    assert held.headers["Location"] == held.json()["_links"]["self"] == f"/api/v1/taken/{number}"
    assert api.get("/leveranciers/wolk/nieuw").status_code == 404
    own = api.send(f"/taken/{number}/besluiten", {"besluit": "approve", "redenen": "zelf"}, **account)
    assert own.json()["errors"][0]["code"] == "own-request"
    done = api.send(f"/taken/{number}/besluiten", {"besluit": "approve", "redenen": "klopt"}, **second)
    assert done.status_code == 200
    assert api.get("/leveranciers/wolk/nieuw").status_code == 200


def test_standing_in_over_the_api(api: Api, account: dict[str, str], second: dict[str, str]) -> None:
    today = clock.today()
    days = {"eersteDag": today.isoformat(), "laatsteDag": (today + timedelta(days=3)).isoformat()}
    body = {"gepubliceerdDoor": "wolk", "vervangene": "ans", "vervanger": "bob", **days}
    for wrong in ({"eersteDag": "gisteren"}, {"laatsteDag": "2020-01-01"}, {"vervangene": "bob", "vervanger": "ans"}):
        assert api.send("/vervangingen", {**body, **wrong}, **account).status_code == 400
    assert api.send("/vervangingen", body, **account).json() == body
    assert api.get("/vervangingen", **second).json()["vervangingen"] == [body]
    circle = api.send("/vervangingen", {**body, "vervangene": "bob", "vervanger": "ans"}, **second)
    assert circle.json()["errors"][0]["code"] == "substitution-circle"
    number = judge("account:ans")
    assert [one["taak"] for one in api.get("/taken", **second).json()["taken"]] == [number]
