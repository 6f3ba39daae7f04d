# SPDX-License-Identifier: EUPL-1.2
"""Accounts and roles come back from a backup, into either database; a damaged one gives nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.contrib.sessions.models import Session
from django.utils import timezone

from stelsel.kernel.problem import BadInput, Broken
from stelsel.node import backup_tables as kept
from stelsel.node import sqlite, tables
from stelsel.node.models import Membership
from stelsel.node.postgresql import address
from stelsel.node.serve import migrate

Opened = Callable[[str], Any]


@pytest.fixture
def opened(postgresql: str, tmp_path: Path, django_db_blocker: Any) -> Opened:
    """The database of a node: `sqlite` or `postgresql`."""

    @contextmanager
    def one(sort: str) -> Iterator[None]:
        place = address.database(postgresql) if sort == "postgresql" else sqlite.database(tmp_path / "node.sqlite3")
        with ExitStack() as stack:
            stack.enter_context(django_db_blocker.unblock())
            stack.enter_context(tables.connected(sort, place))
            stack.enter_context(tables.as_default(sort))
            migrate()
            yield

    return one


def fill() -> None:
    """An account with a role and a right, and a session."""
    User.objects.create_user("eerder").delete()
    user = User.objects.create_user("Ans", password="een lang wachtwoord")
    user.user_permissions.add(Permission.objects.get(codename="add_membership"))
    Membership.objects.create(user=user, publisher="proef", role="administrator")
    Session.objects.create(session_key="s" * 32, session_data="x", expire_date=timezone.now())


@pytest.mark.parametrize(("one", "other"), [("sqlite", "postgresql"), ("postgresql", "sqlite")])
def test_accounts_come_back_in_the_other_database(opened: Opened, tmp_path: Path, one: str, other: str) -> None:
    folder = tmp_path / "kopie"
    with opened(one):
        fill()
        before = {model: tables.content(model, "default") for model in kept.kept()}
        rows = kept.backup_tables(folder)
        assert kept.backup_tables(folder) == rows, "a second backup follows"
    assert sorted(path.name for path in folder.iterdir()) == ["tables.sqlite3", "tables.sqlite3.sha256"]
    assert (folder / "tables.sqlite3").stat().st_mode & 0o077 == 0
    with opened(other):
        assert kept.restore_tables(folder) == rows
        assert {model: tables.content(model, "default") for model in kept.kept()} == before
        user = User.objects.get(username="Ans")
        assert user.check_password("een lang wachtwoord")
        assert user.has_perm("node.add_membership")
        assert Session.objects.count() == 0
        assert User.objects.create(username="nieuw").pk > user.pk
        with pytest.raises(BadInput) as caught:
            kept.restore_tables(folder)
        assert caught.value.findings[0].code == "tables-not-empty"


@pytest.mark.parametrize("harm", ["flip", "cut", "unsigned"])
def test_a_damaged_file_gives_nothing(opened: Opened, tmp_path: Path, harm: str) -> None:
    folder = tmp_path / "kopie"
    with opened("sqlite"):
        fill()
        kept.backup_tables(folder)
    file = folder / "tables.sqlite3"
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    if harm == "unsigned":
        (folder / "tables.sqlite3.sha256").unlink()
    else:
        file.write_bytes(raw if harm == "flip" else raw[: len(raw) // 2])
    with opened("postgresql"):
        with pytest.raises(Broken):
            kept.restore_tables(folder)
        assert User.objects.count() == 0


def test_a_backup_of_an_older_version_is_brought_up_to_date(opened: Opened, tmp_path: Path) -> None:
    folder = tmp_path / "kopie"
    with opened("sqlite"):
        fill()
        kept.backup_tables(folder)
    with sqlite3.connect(folder / "tables.sqlite3") as old:  # as it was before the table of wrong passwords
        old.execute("DROP TABLE node_signinfailure")
        old.execute("DELETE FROM django_migrations WHERE app = 'node' AND name >= '0002'")
        old.execute("DROP TABLE node_revision")
        old.execute("DROP TABLE node_queued")
        old.execute("CREATE TABLE node_leaf (log_id, 'index', entry, rev, op, leaf, salt, payload)")
        old.execute("CREATE TABLE node_tile (log_id)")
        old.execute("PRAGMA journal_mode=DELETE")
    (folder / "tables.sqlite3.sha256").write_text(f"{kept._sha256(folder / 'tables.sqlite3')}  tables.sqlite3\n")
    with opened("postgresql"):
        assert kept.restore_tables(folder)
        assert Membership.objects.get().user.username == "Ans"


def test_a_backup_without_tables(opened: Opened, tmp_path: Path) -> None:
    with opened("sqlite"):
        assert kept.restore_tables(tmp_path) is None
