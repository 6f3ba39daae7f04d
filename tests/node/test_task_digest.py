# SPDX-License-Identifier: EUPL-1.2
"""The daily digest: at most once a day per receiver, signed, tried again, and with no word too many."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.core import mail

from stelsel.kernel.cloud_event import MOST_BYTES, CloudEvent, source_of
from stelsel.kernel.problem import BadInput
from stelsel.node import clock, tasks
from stelsel.node.fetch import read_allowed
from stelsel.node.models import Digest, DigestChannel
from stelsel.node.node import Node
from stelsel.node.tasks import channels
from stelsel.node.tasks.digest import MOST_ATTEMPTS, Round, daily
from tests.node.people import judge, people, person

OIN = "00000001823288444000"


class Receiver(HTTPServer):
    """A receiver on loopback that keeps what it gets and answers what it is told to."""

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[int] = []
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/taken"


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
        status = self.server.answers.pop(0) if self.server.answers else 204
        self.send_response(status)
        if status == 503:
            self.send_header("Retry-After", "600")
        self.send_header("Location", "http://127.0.0.1:1/elders")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    """A webhook on loopback, which the operator listed."""
    server = Receiver()
    settings.FETCH_ALLOWED = read_allowed(f"127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def wolk(fresh_node: Node, settings: object) -> Node:
    """A node with people and an OIN."""
    settings.OIN = OIN  # type: ignore[attr-defined]
    people(fresh_node)
    return fresh_node


def run(node: Node) -> Round:
    return daily(node, lambda seconds: None)


def test_a_mailbox_hears_once_a_day_how_many_tasks_wait(wolk: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    channels.set_mail("wolk", "taken@wolk.invalid")
    assert run(wolk) == Round(0, 0, 0)
    judge("account:lies")
    judge()
    assert run(wolk).delivered == 1
    assert run(wolk) == Round(0, 0, 0)
    (message,) = mail.outbox
    assert message.to == ["taken@wolk.invalid"]
    assert "bij wolk: 2." in message.body
    assert "http://localhost:8000/nl/taken" in message.body
    assert not {"lies", "dossier", "Zie dit"} & set(re.findall(r"[\w ]+", message.body))
    monkeypatch.setattr(clock, "today", lambda: date(2027, 3, 1))
    assert run(wolk).delivered == 1
    channels.turn_off("wolk")
    monkeypatch.setattr(clock, "today", lambda: date(2027, 3, 2))
    assert run(wolk) == Round(0, 0, 0)


def test_a_webhook_gets_a_signed_cloud_event_with_only_count_and_link(wolk: Node, receiver: Receiver) -> None:
    secret = channels.set_webhook("wolk", receiver.url)
    judge("account:lies", asked_by="ans")
    assert run(wolk).delivered == 1
    ((headers, body),) = receiver.got
    assert headers["content-type"] == "application/cloudevents+json; charset=utf-8"
    event = json.loads(body)
    channel = DigestChannel.objects.get()
    assert event == {
        "specversion": "1.0",
        "id": f"takenoverzicht-{channel.pk}-{clock.today()}",
        "source": f"urn:nld:oin:{OIN}:systeem:stelsel",
        "type": "nl.stelsel.taken.overzicht-gemaakt",
        "time": event["time"],
        "dataref": "http://localhost:8000/api/v1/taken",
        "sequence": "1",
        "sequencetype": "Integer",
        "datacontenttype": "application/json",
        "data": {"aantal": 1, "link": "http://localhost:8000/nl/taken"},
    }
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", event["time"])
    assert all(re.fullmatch("[a-z0-9]{1,20}", name) for name in event)
    assert len(body) < MOST_BYTES
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    made = hmac.new(key, signed, hashlib.sha256).digest()
    assert headers["webhook-signature"] == "v1," + base64.b64encode(made).decode()
    assert headers["webhook-id"] == event["id"]
    assert len(key) == 32


def test_what_was_not_delivered_is_sent_again_as_the_same_event(wolk: Node, receiver: Receiver) -> None:
    channels.set_webhook("wolk", receiver.url)
    judge()
    receiver.answers = [500, 302, 429]
    paused: list[float] = []
    assert daily(wolk, paused.append) == Round(0, 0, 1)
    assert paused == [1.0, 4.0]
    judge()
    assert run(wolk) == Round(0, 1, 0)
    assert run(wolk) == Round(0, 0, 0)
    assert len(receiver.got) == 4
    assert len({body for _, body in receiver.got}) == len({headers["webhook-id"] for headers, _ in receiver.got}) == 1


def test_a_receiver_that_asks_to_come_back_is_asked_once_a_run(wolk: Node, receiver: Receiver) -> None:
    channels.set_webhook("wolk", receiver.url)
    judge()
    receiver.answers = [503]
    assert run(wolk) == Round(0, 0, 1)
    assert len(receiver.got) == Digest.objects.get().attempts == 1


def test_a_webhook_reaches_nothing_inside_whatever_was_kept(wolk: Node, receiver: Receiver, settings: Any) -> None:
    channels.set_webhook("wolk", receiver.url)
    settings.FETCH_ALLOWED = read_allowed("")
    judge()
    assert run(wolk) == Round(0, 0, 1)
    assert receiver.got == []


def test_a_receiver_that_stays_away_is_given_up_and_tried_anew_the_next_day(
    wolk: Node, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FETCH_ALLOWED = read_allowed("127.0.0.1:1")
    channels.set_webhook("wolk", "http://127.0.0.1:1/niemand")
    judge()
    for _ in range(MOST_ATTEMPTS):
        run(wolk)
    assert Digest.objects.get().attempts == MOST_ATTEMPTS
    assert run(wolk) == Round(0, 0, 0)
    monkeypatch.setattr(clock, "today", lambda: date(2027, 3, 1))
    assert run(wolk) == Round(0, 0, 1)
    assert list(Digest.objects.order_by("pk").values_list("sequence", flat=True)) == [1, 2]


def test_a_new_secret_each_time_and_none_is_stored(wolk: Node, receiver: Receiver) -> None:
    first, second = (channels.set_webhook("wolk", receiver.url) for _ in range(2))
    assert first != second
    assert channels.secret_of(DigestChannel.objects.get()) == second
    assert second[6:] not in str(list(DigestChannel.objects.values()))


@pytest.mark.parametrize(
    "url",
    [
        "http://voorbeeld.invalid/x",
        "https://naam:woord@voorbeeld.invalid/",
        "file:///etc/passwd",
        "https://",
        "https://a b/",
        "https://x:99999999/",
        "https://x/#deel",
        "javascript:alert(1)",
        "http://127.0.0.1.voorbeeld.invalid/",
        "http://127.0.0.1:8000/",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://2130706433/",
        "https://169.254.169.254/latest/meta-data/",
        "https://voorbeeld.invalid:8443/",
    ],
)
def test_a_webhook_goes_only_where_it_is_safe(wolk: Node, url: str) -> None:
    with pytest.raises(BadInput):
        channels.set_webhook("wolk", url)
    assert not DigestChannel.objects.exists()


def test_no_webhook_without_an_oin_and_no_mail_to_a_person(wolk: Node, settings: object) -> None:
    for address in ("jan.jansen@gemeente.nl", "j.jansen@gmail.com", "geen adres", "a@b\nBcc: c@d.nl", ""):
        with pytest.raises(BadInput):
            channels.set_mail("wolk", address)
    settings.OIN = ""  # type: ignore[attr-defined]
    with pytest.raises(BadInput):
        channels.set_webhook("wolk", "https://voorbeeld.invalid/x")


def test_an_event_is_named_as_the_profile_says() -> None:
    fine = {"id": "1", "type": "nl.a.b-c", "time": "2026-11-26T10:00:00Z", "data": {}, "dataref": "x", "sequence": 1}
    CloudEvent(**fine, source=source_of(OIN, "BRP-component")).encode()  # type: ignore[arg-type]
    wrong: list[dict[str, object]] = [
        {"source": "urn:nld:oin:1:systeem:x"},
        {"type": "x"},
        {"id": ""},
        {"sequence": 0},
        {"sequence": 2**31},
        {"data": {"x": "y" * MOST_BYTES}},
    ]
    for one in wrong:
        with pytest.raises(AssertionError):
            CloudEvent(**{**fine, "source": source_of(OIN, "stelsel"), **one}).encode()  # type: ignore[arg-type]


def test_the_count_leaves_out_what_was_decided(wolk: Node) -> None:
    number = judge().pk
    judge()
    assert tasks.waiting_at("wolk") == (2, 0)
    tasks.refuse(wolk, person("ans"), number, "nee")
    assert tasks.waiting_at("wolk") == (1, 0)
