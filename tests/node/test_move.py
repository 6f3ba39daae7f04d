# SPDX-License-Identifier: EUPL-1.2
"""A node's tables go to another database whole and proved, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.utils import timezone

from stelsel.kernel.draft import Draft
from stelsel.kernel.problem import BadInput, Broken
from stelsel.node import move as moving
from stelsel.node import sqlite, tables
from stelsel.node.in_use import at_work
from stelsel.node.models import Membership, Revision
from stelsel.node.move import Proof, move
from stelsel.node.node import Node
from stelsel.node.postgresql import address
from stelsel.node.serve import Unavailable, migrate
from stelsel.nouns.supplier import SUPPLIER, Supplier
from tests.signers import InProcess


@pytest.fixture
def source(database: str, tmp_path: Path, django_db_blocker: Any) -> Iterator[Node]:
    """A node with entries that are filed and some that wait, and accounts with gaps in their numbers."""
    place = address.database(database) if database else sqlite.database(tmp_path / "source.sqlite3")
    signer = InProcess(tmp_path)
    with django_db_blocker.unblock(), tables.connected("source", place), tables.as_default("source"):
        migrate()
        made = Node(tmp_path, "stelsel.example", signer)
        fill(made)
        yield made
    signer.close()


def fill(made: Node) -> None:
    """What the node holds."""
    made.enrol("proef")
    drafts = [Draft(SUPPLIER, f"n{one}", Supplier(name=f"Naam {one}")) for one in range(9)]
    made.publish_drafts("proef", "public", drafts)
    User.objects.create_user("weg").delete()
    user = User.objects.create_user("Ans", password="een lang wachtwoord", first_name="Zoë ☂ ' \" \\")
    user.groups.add(Group.objects.create(name="groep"))
    Membership.objects.create(user=user, publisher="proef", role="reader")
    Session.objects.create(session_key="é" * 30, session_data="x", expire_date=timezone.now())


def run(made: Node, target: str, **more: Any) -> Proof:
    """Move it there."""
    return move(made.home, made.origin, made.signing, target, **more)


def found_in(address: str) -> list[str]:
    """Its tables."""
    with psycopg.connect(address) as looking:
        rows = looking.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    return [name for (name,) in rows]


def contents(alias: str) -> dict[str, tables.Content]:
    """What every table holds."""
    return {model._meta.db_table: tables.content(model, alias) for model in tables.in_order()}


def test_everything_arrives_and_the_source_keeps_it(source: Node, postgresql: str) -> None:
    before, told = contents("default"), []
    proof = run(source, postgresql, progress=lambda table, done, total: told.append((table, done, total)))
    assert contents("default") == before
    assert proof.tables == before
    assert proof.logs["stelsel.example/proef/public"] == 9
    assert proof.tables["auth_user"].rows == 1
    assert {table for table, _, _ in told} == set(before)
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)
    with tables.connected("there", address.database(postgresql)):
        assert contents("there") == before
        user = User.objects.using("there").get(username="Ans")
        assert user.check_password("een lang wachtwoord")
        assert (user.first_name, user.groups.get().name) == ("Zoë ☂ ' \" \\", "groep")
        assert User.objects.using("there").create(username="nieuw").pk > user.pk, "the sequence follows"


def test_to_a_file_and_not_over_one(source: Node) -> None:
    proof = run(source, "sqlite")
    assert [path.name for path in source.home.glob("stelsel.sqlite3*")] == ["stelsel.sqlite3"]
    assert proof.tables == contents("default")
    with pytest.raises(BadInput) as caught:
        run(source, "sqlite")
    assert caught.value.findings[0].code == "target-not-empty"


def test_a_target_that_holds_something_is_refused(source: Node, postgresql: str) -> None:
    with psycopg.connect(postgresql) as other:
        other.execute("CREATE TABLE iets (een integer)")
    with pytest.raises(BadInput) as caught:
        run(source, postgresql)
    assert caught.value.findings[0].code == "target-not-empty"
    assert found_in(postgresql) == ["iets"]
    with pytest.raises(BadInput):
        run(source, "oracle://x")


def test_while_somebody_is_at_work_nothing_moves_and_the_other_way_round(source: Node, postgresql: str) -> None:
    with at_work(source.home), pytest.raises(Unavailable) as caught:
        run(source, postgresql)
    assert caught.value.finding.code == "node-runs"

    def start_another(*_: object) -> None:
        with pytest.raises(Unavailable) as refused:
            at_work(source.home)
        assert refused.value.finding.code == "node-moves"

    run(source, postgresql, progress=start_another)


def test_a_copy_that_differs_leaves_the_target_empty(
    source: Node, postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def short(model: Any, *given: Any) -> tables.Content:
        made = tables.copy(model, *given)
        if model is Membership:
            Membership.objects.using("target").update(government=True)
        return made

    monkeypatch.setattr(moving, "tables", _With(tables, copy=short))
    with pytest.raises(Broken) as caught:
        run(source, postgresql)
    assert [one.where for one in caught.value.findings] == ["node_membership"]
    assert found_in(postgresql) == []


class _With:
    """A module with something else in it."""

    def __init__(self, module: Any, **other: Any) -> None:
        self._module = module
        self.__dict__ |= other

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)


def test_an_index_that_is_not_of_the_files_does_not_move(source: Node, postgresql: str) -> None:
    Revision.objects.filter(index=3).update(rev=7)
    with pytest.raises(Broken):
        run(source, postgresql)
    assert found_in(postgresql) == []


def test_interrupted_it_leaves_the_target_empty(source: Node, postgresql: str) -> None:
    def stop(table: str, done: int, total: int) -> None:
        if table == "node_revision" and done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(source, postgresql, progress=stop)
    assert found_in(postgresql) == []
    assert run(source, postgresql).tables == contents("default")


@pytest.mark.parametrize(("name", "why"), [("x" * 200, "value too long"), ("nul\0teken", "NUL")])
def test_a_row_that_the_target_refuses(
    source: Node, postgresql: str, monkeypatch: pytest.MonkeyPatch, name: str, why: str
) -> None:
    """SQLite keeps a text of any length and with any character; PostgreSQL does not."""
    read = tables._rows

    def rows(model: Any, alias: str) -> Iterator[tuple[Any, ...]]:
        if model is not Membership:
            return read(model, alias)
        row = {"id": 1, "user": 1, "publisher": name, "role": "reader"}
        return iter([tuple(row.get(field.name, False) for field in Membership._meta.concrete_fields)])

    monkeypatch.setattr(tables, "_rows", rows)
    with pytest.raises(BadInput, match=why) as caught:
        run(source, postgresql)
    assert caught.value.findings[0].code == "rows-refused"
    assert found_in(postgresql) == []
