# SPDX-License-Identifier: EUPL-1.2
"""A backup proves itself, a restore proves it again, and a node that went back in time signs nothing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from stelsel.kernel.draft import Draft
from stelsel.kernel.problem import Broken
from stelsel.node import desk
from stelsel.node.backup import backup, found_in, restore, restore_all
from stelsel.node.fsck import check_node
from stelsel.node.models import Log, Queued, Revision
from stelsel.node.node import Node
from stelsel.node.store import StoredLogs
from stelsel.nouns.supplier import SUPPLIER, Supplier
from stelsel.register.log import head


@pytest.fixture
def made(fresh_node: Node) -> Node:
    """A node with 300 entries."""
    fresh_node.enrol("proef")
    publish(fresh_node, *(f"n{number}" for number in range(300)))
    return fresh_node


def publish(node: Node, *names: str) -> None:
    """Entries with these names."""
    node.publish_drafts("proef", "public", [Draft(SUPPLIER, name, Supplier(name=name)) for name in names])


def empty(node: Node, folder: Path) -> None:
    """The node loses index and files; keys and the memory of the signer stay."""
    for table in (Queued, Revision, Log):
        table.objects.all().delete()
    node.logs = StoredLogs(folder)
    node._publisher._logs = node.logs
    node.library._logs = node.logs
    node.library._views.clear()


def everything(folder: Path) -> dict[str, bytes]:
    """The files of a node or a backup; who holds the lock is no content."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != "writing")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_what_is_restored_is_the_same_node(made: Node, tmp_path: Path) -> None:
    desk.erase(made, "proef", "proef/supplier/n7", "Weg.")
    assert all(not verdict.findings for _, verdict in backup(made, tmp_path / "kopie"))
    assert everything(made.logs.folder) == everything(tmp_path / "kopie" / "logs")
    before = {log: (size, made.logs.note(log.origin)) for log, size in made.logs.sizes().items()}
    empty(made, tmp_path / "nieuw")
    for log, folder in found_in(tmp_path / "kopie"):
        assert restore(made, log, folder, made.verifiers(log)).findings == []
    assert {log: (size, made.logs.note(log.origin)) for log, size in made.logs.sizes().items()} == before
    restored, copied = everything(made.logs.folder), everything(tmp_path / "kopie" / "logs")
    assert restored.items() <= copied.items()
    left = copied.keys() - restored.keys()
    assert all("tile/" in name and ".p/" in name for name in left), "only older partial tiles"
    assert all(one.holds for one in check_node(made))
    publish(made, "verder")
    assert all(one.holds for one in check_node(made))


def test_a_second_backup_follows(made: Node, tmp_path: Path) -> None:
    list(backup(made, tmp_path / "kopie"))
    desk.erase(made, "proef", "proef/supplier/n7", "Weg.")
    publish(made, *(f"later{number}" for number in range(300)))
    assert all(not verdict.findings for _, verdict in backup(made, tmp_path / "kopie"))
    assert everything(made.logs.folder) == everything(tmp_path / "kopie" / "logs")


def test_a_damaged_backup_is_not_taken_over(made: Node, tmp_path: Path) -> None:
    list(backup(made, tmp_path / "kopie"))
    path = tmp_path / "kopie" / "logs" / "proef" / "public" / "payload" / "000"
    raw = bytearray(path.read_bytes())
    raw[777] ^= 1
    path.write_bytes(raw)
    empty(made, tmp_path / "nieuw")
    for log, folder in found_in(tmp_path / "kopie"):
        verdict = restore(made, log, folder, made.verifiers(log))
        assert bool(verdict.findings) == (log.audience == "public")
    assert "payload/000 bytes" in verdict.findings[0].where if log.audience == "public" else True
    assert sum(made.logs.sizes().values()) == 0


def test_a_log_that_has_entries_is_not_replaced(made: Node, tmp_path: Path) -> None:
    list(backup(made, tmp_path / "kopie"))
    publish(made, "later")
    log, folder = next(pair for pair in found_in(tmp_path / "kopie") if pair[0].audience == "public")
    with pytest.raises(Broken, match="already"):
        restore(made, log, folder, made.verifiers(log))
    assert all(one.holds for one in check_node(made))


def test_a_folder_without_logs(made: Node, tmp_path: Path) -> None:
    with pytest.raises(Broken, match="no logs"):
        found_in(tmp_path)


def test_who_goes_back_in_time_signs_nothing(made: Node, tmp_path: Path) -> None:
    list(backup(made, tmp_path / "kopie"))
    publish(made, "later")
    shutil.copytree(made.logs.folder, tmp_path / "nu")
    empty(made, tmp_path / "nieuw")
    for log, folder in found_in(tmp_path / "kopie"):
        restore(made, log, folder, made.verifiers(log))
    log = made.logs.named("proef", "public")
    assert log is not None
    size = head(made.logs, log.origin).size
    with pytest.raises(Broken) as caught:
        publish(made, "anders")
    assert caught.value.findings[0].code == "ledger-store-behind"
    assert head(made.logs, log.origin).size == size
    assert made.logs.staged(log.origin) == []


def test_a_restore_with_one_bad_log_takes_nothing_and_may_be_given_again(made: Node, tmp_path: Path) -> None:
    made.enrol("tweede")
    made.publish_drafts("tweede", "public", [Draft(SUPPLIER, "x", Supplier(name="x"))])
    list(backup(made, tmp_path / "kopie"))
    empty(made, tmp_path / "nieuw")
    bundle = next((tmp_path / "kopie" / "logs" / "tweede" / "public" / "payload").rglob("1"))
    whole = bundle.read_bytes()
    bundle.write_bytes(bytes([whole[0], whole[1], whole[2] ^ 1, *whole[3:]]))
    assert [bool(one.findings) for one in restore_all(made, tmp_path / "kopie")].count(True) == 1
    assert made.logs.sizes() == {}
    bundle.write_bytes(whole)
    first, *_ = found_in(tmp_path / "kopie")
    restore(made, *first, made.verifiers(first[0]))
    for _ in range(2):
        assert not any(one.findings for one in restore_all(made, tmp_path / "kopie"))
    assert all(one.holds for one in check_node(made))
    publish(made, "anders")
    with pytest.raises(Broken, match="stands here already"):
        restore_all(made, tmp_path / "kopie")


@pytest.mark.parametrize("gone", ["checkpoint", ".", "payload"])
def test_no_rebuild_makes_a_log_smaller_than_what_was_signed(made: Node, gone: str) -> None:
    publish(made, "later")  # so that the queue does not hold the whole log any more
    path = made.logs.folder / "proef" / "public" / gone
    path.unlink() if path.is_file() else shutil.rmtree(path)
    for rebuild in (False, True, False):
        bad = [one for one in check_node(made, rebuild) if not one.holds]
        assert [one.log.audience for one in bad] == ["public"]
        assert bad[0].files.findings, "it is the files that are wrong, whatever the index says"
        assert not bad[0].rebuilt


def test_files_that_are_gone_are_told_to_who_publishes(made: Node) -> None:
    publish(made, "later")
    shutil.rmtree(made.logs.folder / "proef" / "public")
    with pytest.raises(Broken, match="are missing"):
        publish(made, "verder")


@pytest.mark.parametrize("part", ["origin", "publisher", "audience", "organisation"])
def test_what_a_file_says_of_its_log_is_held_against_what_is_signed(made: Node, part: str) -> None:
    path = made.logs.folder / "proef" / "public" / "log.json"
    right = json.loads(path.read_text())
    path.write_text(json.dumps({**right, part: right[part][:-1] + "x"}))
    for rebuild in (False, True):
        (bad,) = [one for one in check_node(made, rebuild) if not one.holds]
        assert [one.where for one in bad.files.findings] == [f"{right['origin']} log.json"]
        assert not bad.rebuilt
    path.write_text(json.dumps(right))
    Log.objects.filter(origin=right["origin"]).update(**{part: right[part][:-1] + "x"})
    assert not all(one.holds for one in check_node(made))
    assert all(one.holds for one in check_node(made, rebuild=True))
    assert Log.objects.filter(**right).count() == 1
    assert all(one.holds for one in check_node(made))
