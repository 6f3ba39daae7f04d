# SPDX-License-Identifier: EUPL-1.2
"""What is erased is nowhere any more, and the proof that it was there still holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from stelsel.book.audience import ANYONE
from stelsel.kernel.draft import Draft
from stelsel.kernel.problem import BadInput
from stelsel.node import desk
from stelsel.node.fsck import check_node
from stelsel.node.identity import OPERATOR
from stelsel.node.keeper import keep
from stelsel.node.node import Node
from stelsel.nouns.supplier import SUPPLIER, Supplier
from stelsel.register.log import LogName, check_proof, prove, read

SECRET = "Geheim-9f3c-woord"
ADDRESS = "proef/supplier/weg"


@pytest.fixture
def made(fresh_node: Node) -> Node:
    """A node with an entry that holds a secret in two revisions, between others."""
    fresh_node.enrol("proef")
    drafts = [Draft(SUPPLIER, f"n{number}", Supplier(name=f"Naam {number}")) for number in range(5)]
    fresh_node.publish_drafts("proef", "public", drafts)
    fresh_node.publish_drafts("proef", "public", [Draft(SUPPLIER, "weg", Supplier(name=SECRET))])
    desk.correct(
        fresh_node, "proef", ADDRESS, SUPPLIER.decode(b'{"naam":"' + SECRET.encode() + b' BV"}'), "Beter.", OPERATOR
    )
    return fresh_node


def log_of(node: Node) -> LogName:
    """Its public log."""
    found = node.logs.named("proef", "public")
    assert found is not None
    return found


def files_with(folder: Path, secret: str) -> list[str]:
    """The files that hold it."""
    return [path.name for path in folder.rglob("*") if path.is_file() and secret.encode() in path.read_bytes()]


def test_the_content_is_gone_and_the_proof_stays(made: Node) -> None:
    origin = log_of(made).origin
    assert files_with(made.logs.folder, SECRET)
    assert made.book(ANYONE).search(SECRET).total == 1
    desk.erase(made, "proef", ADDRESS, "Dit mocht er niet in.", OPERATOR)
    assert files_with(made.logs.folder, SECRET) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM node_queued WHERE length(payload) > 2")
        assert cursor.fetchone() == (0,)
    book = made.book(ANYONE)
    assert book.get(ADDRESS) is None
    assert book.search(SECRET).total == 0
    history = book.history(ADDRESS)
    assert [one.envelope.op for one in history] == ["put", "correct", "erase"]
    assert all(SECRET.encode() not in one.payload for one in history)
    for record in history:
        envelope, stored = read(made.logs, origin, record.index)
        check_proof(stored.leaf, prove(made.logs, origin, record.index), made.verifiers(log_of(made)))
        assert envelope.op == "erase" or (stored.salt, stored.payload) == (b"", b"")
    verdicts = list(check_node(made))
    assert all(one.holds for one in verdicts)
    assert sum(one.files.erased for one in verdicts) == 2


def test_an_erased_address_is_free_again_and_erased_once(made: Node) -> None:
    desk.erase(made, "proef", ADDRESS, "Weg.", OPERATOR)
    with pytest.raises(BadInput) as caught:
        desk.erase(made, "proef", ADDRESS, "Nog eens.", OPERATOR)
    assert caught.value.findings[0].code == "not-there"
    made.publish_drafts("proef", "public", [Draft(SUPPLIER, "weg", Supplier(name="Schoon"))])
    assert all(one.holds for one in check_node(made))
    desk.withdraw(made, "proef", ADDRESS, "Toch niet.", OPERATOR)
    desk.erase(made, "proef", ADDRESS, "Helemaal weg.", OPERATOR)
    assert files_with(made.logs.folder, "Schoon") == []
    assert all(one.holds for one in check_node(made))


def test_who_says_no_reason_or_is_somebody_else_erases_nothing(made: Node) -> None:
    made.enrol("ander")
    for publisher, why, code in (("proef", " ", "no-reason"), ("ander", "Weg.", "not-your-address")):
        with pytest.raises(BadInput) as caught:
            desk.erase(made, publisher, ADDRESS, why, OPERATOR)
        assert caught.value.findings[0].code == code
    assert made.book(ANYONE).get(ADDRESS) is not None


def test_an_erasure_that_was_interrupted_is_finished(made: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made.logs, "forget", lambda *given: (_ for _ in ()).throw(OSError("killed")))
    with pytest.raises(OSError, match="killed"):
        desk.erase(made, "proef", ADDRESS, "Weg.", OPERATOR)
    monkeypatch.undo()
    assert files_with(made.logs.folder, SECRET)
    assert not all(one.holds for one in check_node(made)), "fsck sees what should be gone"
    keep(made)
    assert files_with(made.logs.folder, SECRET) == []
    assert all(one.holds for one in check_node(made))
