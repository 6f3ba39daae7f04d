# SPDX-License-Identifier: EUPL-1.2
"""Attachments: never an entry without its file, never half a file, gone when erased, proved when checked and copied."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from stelsel.book.audience import Asker
from stelsel.kernel.draft import Draft
from stelsel.kernel.problem import BadInput, Broken
from stelsel.node import clock, desk
from stelsel.node.attach import Wish, attach
from stelsel.node.attachment_care import check_attachments, clear_orphans
from stelsel.node.attachments import Attachments
from stelsel.node.backup import backup, found_in, restore
from stelsel.node.disk import Disk
from stelsel.node.identity import OPERATOR, Person
from stelsel.node.node import Node, node
from stelsel.nouns.attachment import ATTACHMENT, Attachment, clean_name, inert
from stelsel.nouns.supplier import SUPPLIER, Supplier

WOLK = Asker(frozenset({"wolk"}))
UPLOADER = Person("uploader", {"wolk": "publisher"}, WOLK)
BYTES = b"Een rapport. " * 20_000


@pytest.fixture
def made(transactional_db: None) -> Iterator[Node]:
    """A node with a publisher and two entries: one that all may read, one of its own."""
    node.cache_clear()
    found = node()
    found.enrol("wolk")
    found.enrol("buur")
    found.publish_drafts("wolk", "public", [Draft(SUPPLIER, "wolk", Supplier(name="Wolk"))])
    found.publish_drafts("wolk", "own", [Draft(SUPPLIER, "geheim", Supplier(name="Geheim"))])
    yield found
    node.cache_clear()


def give(made: Node, content: bytes = BYTES, name: str = "rapport.pdf", **more: object) -> str:
    """Attach these bytes; the address of the entry."""
    with made.attachments.incoming() as file:
        for start in range(0, len(content), 1 << 16):
            file.add(content[start : start + (1 << 16)])
        file.finish()
        return attach(made, "wolk", file, Wish(name, "application/pdf", **more), UPLOADER).id  # type: ignore[arg-type]


def body_of(made: Node, address: str) -> Attachment:
    """What the entry says."""
    body: Attachment = desk.current(made, "wolk", address).body(ATTACHMENT)
    return body


def files(made: Node) -> list[Path]:
    """Every file of an attachment on disk, also half ones."""
    return [path for path in made.attachments.folder.rglob("*") if path.is_file() and path.name != ".writing"]


def code_of(problem: pytest.ExceptionInfo[BadInput]) -> str:
    """The code of the only finding."""
    (finding,) = problem.value.findings
    return finding.code


def test_the_entry_names_the_bytes_and_they_come_back_whole(made: Node) -> None:
    address = give(made, belongs_to="wolk/supplier/wolk", kept_until=date(2030, 12, 31))
    body = body_of(made, address)
    assert (body.sha256, body.byte_size) == (hashlib.sha256(BYTES).hexdigest(), len(BYTES))
    assert desk.current(made, "wolk", address).log.audience == "public"  # as the entry it belongs to
    assert files(made) == [made.attachments.folder / "wolk" / "public" / body.sha256[:2] / body.sha256]
    with made.attachments.reading("wolk", "public", body.sha256) as file:
        assert file.read() == BYTES
    assert list(check_attachments(made)) == []


def test_nobody_sees_more_than_the_entry_lets(made: Node) -> None:
    assert desk.current(made, "wolk", give(made)).log.audience == "own"
    own = give(made, b"plan", belongs_to="wolk/supplier/geheim")
    assert desk.current(made, "wolk", own).log.audience == "own"
    with pytest.raises(BadInput) as caught:
        give(made, b"uit", belongs_to="wolk/supplier/geheim", audience="public")
    assert code_of(caught) == "audience"
    with pytest.raises(BadInput) as caught:
        give(made, b"uit", belongs_to="buur/supplier/buur")
    assert code_of(caught) == "not-there"


@pytest.mark.parametrize("sha256", ["00", "0" * 64, "f" * 63])
def test_another_hash_than_declared_keeps_nothing(made: Node, sha256: str) -> None:
    with pytest.raises(BadInput) as caught:
        give(made, sha256=sha256)
    assert code_of(caught) == "hash-differs"
    assert files(made) == []


def test_an_empty_or_too_large_file_keeps_nothing(made: Node) -> None:
    with pytest.raises(BadInput) as caught:
        give(made, b"")
    assert code_of(caught) == "empty-file"
    made.attachments.most = 100_000
    with pytest.raises(BadInput) as caught:
        give(made)
    assert code_of(caught) == "file-too-large"
    assert files(made) == []
    assert made.book(WOLK).rows(ATTACHMENT) == []


class Full(Disk):
    """A disk that is full after so many bytes, or that cannot sync."""

    def __init__(self, room: int) -> None:
        self.room = room

    def write(self, handle: int, content: bytes) -> None:
        """As long as there is room."""
        self.room -= len(content)
        if self.room < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        super().write(handle, content)

    def sync(self, handle: int) -> None:
        """Not where there is no room at all."""
        if self.room == 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))


@pytest.mark.parametrize("room", [10, 70_000, len(BYTES)])
def test_a_disk_that_fails_keeps_nothing(made: Node, room: int) -> None:
    made.attachments = Attachments(made.attachments.folder, made.attachments.most, Full(room))
    with pytest.raises(OSError, match=r"space|error"):
        give(made)
    assert files(made) == []
    assert made.book(WOLK).rows(ATTACHMENT) == []


def test_what_the_log_refuses_leaves_no_file(made: Node) -> None:
    give(made, local="plan")
    with pytest.raises(BadInput) as caught:
        give(made, b"anders", local="plan")
    assert code_of(caught) == "exists"
    with pytest.raises(BadInput) as caught:
        give(made, b"anders", name="brief van jan.jansen@gmail.com")
    assert code_of(caught) == "personal-mail"
    assert len(files(made)) == 1


def test_no_entry_without_its_file(made: Node) -> None:
    body = Attachment(title="Plan", file_name="plan.pdf", media_type="application/pdf", byte_size=4, sha256="ab" * 32)
    with pytest.raises(BadInput) as caught:
        made.publish_drafts("wolk", "public", [Draft(ATTACHMENT, "plan", body)])
    assert code_of(caught) == "no-file"
    address = give(made)
    with pytest.raises(BadInput) as caught:
        desk.correct(made, "wolk", address, ATTACHMENT.convert({**_wire(body)}), "ander bestand", OPERATOR)
    assert code_of(caught) == "no-file"


def _wire(body: Attachment) -> dict[str, object]:
    import msgspec

    plain: dict[str, object] = msgspec.to_builtins(body)
    return plain


def test_the_same_file_twice_gets_two_entries_and_one_file(made: Node) -> None:
    first, second = give(made), give(made)
    assert first != second
    assert len(files(made)) == 1


def test_erasing_takes_the_bytes_unless_another_needs_them(made: Node) -> None:
    first, second = give(made), give(made)
    desk.erase(made, "wolk", first, "AVG-verzoek", OPERATOR)
    assert len(files(made)) == 1
    desk.withdraw(made, "wolk", second, "fout", OPERATOR)
    assert len(files(made)) == 1
    desk.erase(made, "wolk", second, "AVG-verzoek", OPERATOR)
    assert files(made) == []
    assert list(check_attachments(made)) == []


def test_erasing_takes_the_files_of_older_revisions_too(made: Node) -> None:
    first, second = give(made, b"eerste"), give(made, b"tweede")
    desk.correct(made, "wolk", first, ATTACHMENT.convert(_wire(body_of(made, second))), "beter bestand", OPERATOR)
    desk.erase(made, "wolk", first, "weg", OPERATOR)
    assert [path.name for path in files(made)] == [hashlib.sha256(b"tweede").hexdigest()]


def test_a_flipped_byte_is_refused_by_name(made: Node) -> None:
    address = give(made)
    (path,) = files(made)
    raw = bytearray(path.read_bytes())
    raw[1000] ^= 1
    path.write_bytes(raw)
    with pytest.raises(Broken) as caught, made.attachments.reading("wolk", "own", body_of(made, address).sha256):
        pass
    (found,) = check_attachments(made)
    assert found.code == caught.value.findings[0].code == "attachment-hash"
    assert found.where == caught.value.findings[0].where == f"attachments/wolk/own/{path.parent.name}/{path.name}"


def test_the_check_names_what_is_missing_and_what_nobody_names(made: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    give(made)
    (path,) = files(made)
    stray = made.attachments.place("wolk", "own", hashlib.sha256(b"x").hexdigest())
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_bytes(b"x")
    half = made.attachments.folder / ".incoming" / "ab"
    half.write_bytes(b"half")
    path.rename(path.with_suffix(".weg"))
    path.with_suffix(".weg").unlink()
    assert [(one.code, path.name in one.where) for one in check_attachments(made)] == [("attachment-missing", True)]
    assert clear_orphans(made) == []  # their entries may be on their way
    later = clock.posix() + 90_000
    monkeypatch.setattr(clock, "posix", lambda: later)
    codes = sorted(one.code for one in check_attachments(made))
    assert codes == ["attachment-missing", "attachment-orphan", "attachment-orphan"]
    assert len(clear_orphans(made)) == 2
    assert files(made) == []


def test_a_copy_carries_the_files_and_gives_them_back(made: Node, tmp_path: Path) -> None:
    address = give(made, belongs_to="wolk/supplier/wolk")
    gone = give(made, b"weg")
    copy = tmp_path / "copy"
    assert all(not verdict.findings for _, verdict in backup(made, copy))
    desk.erase(made, "wolk", gone, "weg", OPERATOR)
    assert all(not verdict.findings for _, verdict in backup(made, copy))
    sha256 = body_of(made, address).sha256
    assert [path.name for path in (copy / "attachments").rglob("*") if path.is_file()] == [sha256]
    other = Node(tmp_path / "other", made.origin, made.signing)
    (tmp_path / "other").mkdir()
    _forget_logs()
    for log, folder in found_in(copy):
        assert not restore(other, log, folder, made.verifiers(log)).findings
    assert list(check_attachments(other)) == []
    with other.attachments.reading("wolk", "public", sha256) as file:
        assert file.read() == BYTES


def test_a_copy_with_a_wrong_file_is_not_taken_over(made: Node, tmp_path: Path) -> None:
    give(made)
    copy = tmp_path / "copy"
    list(backup(made, copy))
    path = next(path for path in (copy / "attachments").rglob("*") if path.is_file())
    path.write_bytes(b"ander")
    other = Node(tmp_path / "other", made.origin, made.signing)
    (tmp_path / "other").mkdir()
    _forget_logs()
    verdicts = {log.audience: restore(other, log, folder, made.verifiers(log)) for log, folder in found_in(copy)
                if log.publisher == "wolk"}  # fmt: skip
    assert [one.code for one in verdicts["own"].findings] == ["attachment-hash"]
    assert "own" not in {log.audience for log in other.logs.sizes()}


def _forget_logs() -> None:
    from stelsel.node.models import Log, Queued, Revision

    for table in (Revision, Queued, Log):
        table.objects.all().delete()


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ik\\plan.pdf", "plan.pdf"),
        ("  plan \t v2 .pdf ", "plan v2 .pdf"),
        ("plan\u202efdp.exe", "planfdp.exe"),
        ("a\x00b\r\nc.txt", "ab c.txt"),
        ('"><script>.svg', "script .svg"),
        (".htaccess", "htaccess"),
        ("...", "bijlage"),
        ("", "bijlage"),
        ("x" * 300 + ".docx", "x" * 115 + ".docx"),
    ],
)
def test_file_names_are_cleaned(given: str, clean: str) -> None:
    assert clean_name(given) == clean
    assert clean_name(clean) == clean


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/javascript", "text/xml", "x/y"])
def test_what_a_browser_would_run_is_sent_as_neutral_bytes(kind: str) -> None:
    assert inert(kind) == "application/octet-stream"
    assert inert("application/pdf") == "application/pdf"
