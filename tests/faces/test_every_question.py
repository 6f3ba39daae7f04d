# SPDX-License-Identifier: EUPL-1.2
"""Every question in every face: the same inputs give the same headline and the same reasons in web, API and CLI."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import unescape

import pytest
from django.test import Client

from stelsel.book.answer import Answer
from stelsel.book.audience import ANYONE
from stelsel.book.question import Budget
from stelsel.catalogue import EVERY_ROOM, QUESTIONS
from stelsel.faces.cli.main import main
from stelsel.node.example.load import MARKER, load
from stelsel.node.node import Node, node


@pytest.fixture
def example(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Node]:
    """The whole example country in this process's node, gone with the transaction of the test. Its tables are in
    memory, so the command line must not look for a file."""
    monkeypatch.setattr("stelsel.faces.cli.shared_options.start", lambda fresh=False: None)
    node.cache_clear()
    load(node())
    yield node()
    (node().home / MARKER).unlink(missing_ok=True)
    node.cache_clear()


def direct(example: Node, wire: str) -> Answer:
    """The answer without any face."""
    question = QUESTIONS[wire]
    typed = {name: [value] for name, value in question.example.items()}
    return question.answer(example.book(ANYONE), question.from_typed(typed), Budget(60, 10**9, lambda: 0.0))


def test_every_question_and_room_in_every_face(example: Node, capsys: pytest.CaptureFixture[str]) -> None:
    client = Client()
    for wire in QUESTIONS:
        same_everywhere(client, example, wire, capsys)
    for room in EVERY_ROOM:
        assert example.book(ANYONE).count(room.figure) > 0, room.name
        for language in ("nl", "en"):
            page = client.get(f"/{language}/kamers/{room.wire}")
            assert page.status_code == 200
            assert room.questions[0].sentence.to(language) in unescape(page.content.decode())


def same_everywhere(client: Client, example: Node, wire: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One question, asked directly and in each face."""
    asked, expected = dict(QUESTIONS[wire].example), direct(example, wire)
    reasons = [{"nl": reason.text.nl, "en": reason.text.en} for reason in expected.reasons]

    api = client.get(f"/api/v1/vragen/{wire}/antwoord", asked)
    assert api.status_code == 200, (wire, api.content[:300])
    assert [reason["tekst"] for reason in api.json()["redenen"]] == reasons, wire

    main(["ask", wire, "--json", *(part for name, value in asked.items() for part in (f"--{name}", value))])
    printed = capsys.readouterr()
    assert printed.out, (wire, printed.err)
    said = json.loads(printed.out)
    assert [reason["tekst"] for reason in said["redenen"]] == reasons, wire

    for language in ("nl", "en"):
        page = client.get(f"/{language}/vragen/{wire}", asked)
        assert page.status_code == 200, wire
        text = plain(unescape(page.content.decode()))
        assert plain(expected.headline.to(language)) in text, (wire, language)
        missing = [one.text.en for one in expected.reasons if plain(one.text.to(language)) not in text]
        assert not missing, (wire, language, missing[:2])


def plain(text: str) -> str:
    """Text with single spaces."""
    return " ".join(text.split())
