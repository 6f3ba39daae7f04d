# SPDX-License-Identifier: EUPL-1.2
"""The ledger on disk: private, only one user of it, and nothing is signed after an error."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from stelsel.kernel.problem import Broken
from stelsel.node.signing import SignerClient
from stelsel.node.signing.ledger import Ledger, Record
from stelsel.register.ledger import Signed
from tests.node.signing.logs import ORIGIN, Straight, checkpoint, grow, proof, refusal, signed_size

RECORD = Record(ORIGIN, "utrecht", 1, Signed(ORIGIN, 3, b"r" * 32, 1), 0)


class Fails(sqlite3.Connection):
    """A connection whose commits fail when told so, before or after they were made."""

    when = ""

    def __exit__(self, *about: object) -> bool:
        if self.when == "before" and about[0] is None:
            self.rollback()
            raise sqlite3.OperationalError("disk I/O error")
        super().__exit__(*about)  # type: ignore[arg-type]
        if self.when == "after":
            raise sqlite3.OperationalError("disk I/O error")
        return False


def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "signer")
    ledger.keep(None, RECORD)
    assert (tmp_path / "signer").stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "signer").iterdir()} == {0}
    ledger.close()
    ledger.path.chmod(0o640)
    assert refusal(Ledger, tmp_path / "signer") == "private-file"
    ledger.path.chmod(0o600)
    assert Ledger(tmp_path / "signer").record(ORIGIN) == Record(ORIGIN, "utrecht", 1, RECORD.last, 1)


def test_a_commit_is_on_disk(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    assert ledger._database.execute("PRAGMA synchronous").fetchone() == (3,)
    assert ledger._database.execute("PRAGMA journal_mode").fetchone() == ("persist",)


def test_a_second_one_is_refused(tmp_path: Path) -> None:
    first = Ledger(tmp_path)
    assert refusal(Ledger, tmp_path) == "signer-second"
    first.close()
    Ledger(tmp_path).close()


def test_a_record_changes_only_from_what_was_read(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.keep(None, RECORD)
    old = ledger.record(ORIGIN)
    ledger.keep(old, RECORD)
    assert ledger.record(ORIGIN).turn == 2, "also the same record is written"
    assert refusal(ledger.keep, old, RECORD) == "signer-stopped"
    assert refusal(ledger.check) == "signer-stopped"


@pytest.mark.parametrize("when", ["before", "after"])
def test_after_an_error_nothing_is_signed_until_a_new_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    straight = Straight(tmp_path, factory=Fails)
    client = SignerClient(straight, "utrecht")
    client.make()
    note = grow(client, 3)
    monkeypatch.setattr(Fails, "when", when)
    assert refusal(client.sign, checkpoint(5), note, proof(3, 5)) == "signer-stopped"
    monkeypatch.setattr(Fails, "when", "")
    for size in (5, 6):
        assert refusal(client.sign, checkpoint(size), note, proof(3, size)) == "signer-stopped"
    assert refusal(client.sign, checkpoint(1, origin="h/utrecht/own"), None, []) == "signer-stopped"
    assert refusal(client.activate, ORIGIN, 1) == "signer-stopped"
    assert client.publics().logs, "what is public is still told"
    straight.ledger.close()
    later = SignerClient(Straight(tmp_path), "utrecht")
    assert signed_size(later.sign(checkpoint(5), note, proof(3, 5)), tmp_path) == 5
    assert refusal(later.sign, checkpoint(5, "b"), note, proof(3, 5, "b")) == "ledger-store-behind"


def test_a_full_disk_stops_it_too(tmp_path: Path) -> None:
    straight = Straight(tmp_path)
    client = SignerClient(straight, "utrecht")
    client.make()
    grow(client, 3)
    straight.ledger._database.execute("PRAGMA max_page_count = 1")
    long_names = [f"h/utrecht/{'x' * 200}{number}" for number in range(40)]
    codes = [refusal_or_note(client, origin) for origin in long_names]
    assert codes[-1] == "signer-stopped"
    assert "full" in straight.ledger.stopped
    first = codes.index("signer-stopped")
    assert set(codes[first:]) == {"signer-stopped"}, "one that did not fit is the last that was tried"


def refusal_or_note(client: SignerClient, origin: str) -> str:
    """What signing a new log gives."""
    try:
        return grow(client, 1, origin=origin)
    except Broken as error:
        return error.findings[0].code


def test_a_ledger_that_was_replaced_in_use_stops_it(tmp_path: Path) -> None:
    straight = Straight(tmp_path)
    client = SignerClient(straight, "utrecht")
    client.make()
    note = grow(client, 3)
    copy = straight.ledger.path.read_bytes()
    straight.ledger.path.unlink()
    straight.ledger.path.write_bytes(copy)
    assert refusal(client.sign, checkpoint(4), note, proof(3, 4)) == "signer-stopped"


def test_a_damaged_ledger_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite3").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    (tmp_path / "ledger.sqlite3").chmod(0o600)
    assert refusal(Ledger, tmp_path) == "ledger-file"
