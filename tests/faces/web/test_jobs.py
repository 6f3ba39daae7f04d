# SPDX-License-Identifier: EUPL-1.2
"""The page of background work: who sees what, starting, following, stopping, trying again."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from stelsel.node.audit import audit
from stelsel.node.background import check_book, seal_day
from stelsel.node.background.desk import MOST_WAITING
from stelsel.node.jobs import Worker, ask
from stelsel.node.models import Job

Sign = Callable[[str], Client]


def page(client: Client, path: str) -> str:
    """A page that is there."""
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def run_all() -> None:
    """A worker does what waits."""
    worker = Worker()
    while worker.run_one():
        pass


def start(client: Client, **typed: str) -> str:
    """Start a check; the path of its page."""
    form = {"stap": "controleer", "uitgever": "wolk", **typed}
    response = client.post("/nl/werk", form)
    assert response.status_code == 302, response.content.decode()
    return str(response.headers["Location"])


def test_only_who_may_run_jobs(visitor: Client, signed_in: Sign) -> None:
    assert visitor.get("/nl/werk").headers["Location"] == "/nl/aanmelden?verder=/nl/werk"
    assert signed_in("lezer").get("/nl/werk").status_code == 403
    assert signed_in("lezer").post("/nl/werk", {"stap": "controleer", "uitgever": "wolk"}).status_code == 403
    assert "Controleer het hele boek" in page(signed_in("uitgever"), "/nl/werk")
    assert not Job.objects.exists()


def test_a_check_from_start_to_end(signed_in: Sign) -> None:
    client = signed_in("uitgever")
    path = start(client)
    waiting = page(client, path)
    assert "Wacht" in waiting
    assert "Stop dit werk" in waiting
    assert 'hx-trigger="every 3s"' in waiting
    run_all()
    done = page(client, path)
    assert "alles klopt" in done
    assert "hx-get" not in done, "nothing more will change"
    assert "Stop dit werk" not in done
    assert "everything holds" in page(client, path.replace("/nl/", "/en/"))
    assert re.search(r"\(100%\)", done)
    assert "Klaar" in page(client, "/nl/werk")


def test_a_publisher_sees_only_its_own(signed_in: Sign) -> None:
    path = start(signed_in("uitgever"))
    node_wide = ask(check_book).id
    others = signed_in("buurman")
    assert path not in page(others, "/nl/werk")
    assert others.get(path).status_code == 404
    assert others.post(path, {"stap": "stop"}).status_code == 404
    assert Job.objects.get(publisher="wolk").cancel_asked is False
    mine = page(signed_in("uitgever"), "/nl/werk")
    assert path in mine
    assert str(node_wide) not in mine
    assert signed_in("uitgever").get(f"/nl/werk/{node_wide}").status_code == 404
    assert signed_in("uitgever").get(f"/nl/werk/{uuid4()}").status_code == 404


def test_the_operator_sees_all(signed_in: Sign, monkeypatch: pytest.MonkeyPatch) -> None:
    path, node_wide = start(signed_in("uitgever")), ask(check_book).id
    monkeypatch.setattr("stelsel.node.background.desk.may", lambda *given: True)
    listed = page(signed_in("uitgever"), "/nl/werk")
    assert path in listed
    assert str(node_wide) in listed
    assert "de hele node" in listed
    assert signed_in("uitgever").post("/nl/werk", {"stap": "controleer", "uitgever": ""}).status_code == 302


def test_nobody_checks_for_another(signed_in: Sign) -> None:
    client = signed_in("buurman")
    for publisher in ("wolk", "", "nergens"):
        assert client.post("/nl/werk", {"stap": "controleer", "uitgever": publisher}).status_code == 403
    assert not Job.objects.exists()


def test_sending_a_form_twice_starts_once(signed_in: Sign) -> None:
    client = signed_in("uitgever")
    key = re.search(r'name="sleutel" value="([^"]+)"', page(client, "/nl/werk"))
    assert key is not None
    assert start(client, sleutel=key.group(1)) == start(client, sleutel=key.group(1))
    assert client.post("/nl/werk", {"stap": "controleer", "uitgever": "wolk", "sleutel": "x" * 99}).status_code == 400
    assert Job.objects.count() == 1


def test_stopping_and_trying_again(signed_in: Sign) -> None:
    client = signed_in("uitgever")
    path = start(client)
    assert client.post(path, {"stap": "stop"}).headers["Location"] == path
    stopped = page(client, path)
    assert "Gestopt op verzoek" in stopped
    assert client.post(path, {"stap": "stop"}).status_code == 400, "it has ended"
    client.post(path, {"stap": "opnieuw"})
    assert "Wacht" in page(client, path)
    run_all()
    assert client.post(path, {"stap": "opnieuw"}).status_code == 400


def test_a_job_that_was_set_aside_says_why_without_its_inside(signed_in: Sign, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*given: Any, **more: Any) -> Any:
        raise RuntimeError("<b>geheim</b>")

    monkeypatch.setattr("stelsel.node.background.book_check.check_node", fails)
    client = signed_in("uitgever")
    path = start(client)
    Job.objects.update(failures=4)
    run_all()
    said = page(client, path)
    assert "Opzijgezet na fouten" in said
    assert "RuntimeError" in said
    assert "geheim" not in said
    assert "book_check.py" not in said, "where it went wrong is for the operator"
    assert "RuntimeError" in page(client, "/nl/werk?toestand=set-aside")
    monkeypatch.setattr("stelsel.node.background.desk.may", lambda *given: True)
    assert "book_check.py" in page(client, path)


def test_a_filter_and_pages(signed_in: Sign) -> None:
    client = signed_in("uitgever")
    for _ in range(30):
        start(client)
        Job.objects.update(end="cancelled")
    first = page(client, "/nl/werk")
    assert first.count("/nl/werk/") == 25
    assert page(client, "/nl/werk?pagina=2").count("/nl/werk/") == 5
    assert page(client, "/nl/werk?toestand=done").count("/nl/werk/0") == 0
    assert client.get("/nl/werk?toestand=niets").status_code == 400
    assert client.get("/nl/werk?pagina=abc").status_code == 200


def test_nobody_fills_the_queue(signed_in: Sign) -> None:
    client = signed_in("uitgever")
    for number in range(MOST_WAITING):
        start(client, sleutel=str(number))
    refused = client.post("/nl/werk", {"stap": "controleer", "uitgever": "wolk"})
    assert refused.status_code == 400
    assert "Wacht tot er iets klaar is" in refused.content.decode()
    assert Job.objects.count() == MOST_WAITING
    start(client, sleutel="0")
    Job.objects.filter(pk=Job.objects.first().pk).update(end="done")
    start(client)


def test_the_scheduled_work_is_of_the_node(signed_in: Sign) -> None:
    ask(seal_day, key="2026-11-27")
    assert "Verzegel" not in page(signed_in("uitgever"), "/nl/werk")


def test_a_csrf_token_is_needed(signed_in: Sign) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in("uitgever").cookies
    assert client.post("/nl/werk", {"stap": "controleer", "uitgever": "wolk"}).status_code == 403


def test_what_is_done_is_audited(signed_in: Sign, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[Any, ...]] = []

    def listen(*given: Any, **facts: Any) -> None:
        told.append(given)
        audit(*given, **facts)

    monkeypatch.setattr("stelsel.node.background.desk.audit", listen)
    client = signed_in("uitgever")
    path = start(client)
    client.post(path, {"stap": "stop"})
    number = path.rpartition("/")[2]
    assert told == [("job-asked", "uitgever", number), ("job-cancel-asked", "uitgever", number)]
