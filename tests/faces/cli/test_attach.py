# SPDX-License-Identifier: EUPL-1.2
"""`stelsel attach` and `stelsel retention` as people type them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Runner = Callable[..., Any]


def one_line(done: Any, code: int) -> str:
    """The one line of an error."""
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    (line,) = done.stderr.strip().splitlines()
    return str(line)


def test_a_file_is_attached_checked_and_erased(run: Runner, empty_home: Path, tmp_path: Path) -> None:
    given = tmp_path / "Mijn rapport.pdf"
    given.write_bytes(b"%PDF rapport")
    sha256 = hashlib.sha256(given.read_bytes()).hexdigest()
    done = run("attach", str(given), "--as", "demowolk", "--audience", "public", "--sha256", sha256, "--json")
    assert done.returncode == 0, done.stderr
    address = json.loads(done.stdout)["adres"]
    assert address == f"demowolk/attachment/{sha256[:16]}"
    content = json.loads(run("show", address, "--json").stdout)["vermelding"]["inhoud"]
    assert (content["bestandsnaam"], content["mediatype"]) == ("Mijn rapport.pdf", "application/pdf")
    place = empty_home / "attachments" / "demowolk" / "public" / sha256[:2] / sha256
    assert place.read_bytes() == b"%PDF rapport"
    assert run("fsck").returncode == 0
    place.write_bytes(b"%PDF rappor!")
    line = one_line(run("fsck"), 3)
    assert line.startswith(f"attachments/demowolk/public/{sha256[:2]}/{sha256}: ")
    place.unlink()
    assert "ontbreekt" in one_line(run("fsck"), 3)
    assert run("erase", address, "--as", "demowolk", "--why", "Fout").returncode == 0
    assert run("fsck").returncode == 0


def test_what_is_wrong_is_one_line(run: Runner, empty_home: Path, tmp_path: Path) -> None:
    given = tmp_path / "leeg.txt"
    given.touch()
    assert "leeg" in one_line(run("attach", str(given), "--as", "demowolk"), 2)
    given.write_bytes(b"x" * 2_000_000)
    assert "groter dan 1 MB" in one_line(run("attach", str(given), "--as", "demowolk", STELSEL_ATTACHMENT_MB="1"), 2)
    assert "STELSEL_ATTACHMENT_MB" in one_line(
        run("attach", str(given), "--as", "demowolk", STELSEL_ATTACHMENT_MB="veel"), 4
    )
    assert "niet te lezen" in one_line(run("attach", str(tmp_path / "er-niet"), "--as", "demowolk"), 2)
    assert "Namens wie" in one_line(run("attach", str(given)), 2)
    assert "--keep-until" in one_line(run("attach", str(given), "--as", "demowolk", "--keep-until", "morgen"), 2)
    assert "hash" in one_line(run("attach", str(given), "--as", "demowolk", "--sha256", "00"), 2)
    assert "niet voor u" in one_line(run("attach", str(given), "--as", "demowolk", "--to", "demowolk/claim/x"), 2)
    assert not list((empty_home / "attachments" / ".incoming").glob("*"))


def test_an_attachment_past_its_day_is_listed_and_erased_with_a_reason(run: Runner, tmp_path: Path) -> None:
    given = tmp_path / "oud.txt"
    given.write_text("oud")
    options = ("--as", "demowolk", "--keep-until", "2020-01-01", "--name", "oud")
    assert run("attach", str(given), *options).returncode == 0
    (found,) = json.loads(run("retention", "--json", "--as", "demowolk").stdout)
    assert (found["adres"], found["waarom"], found["magWegVanaf"]) == (
        "demowolk/attachment/oud",
        "past-its-day",
        "2020-01-02",
    )
    assert "bewaardag voorbij" in run("retention").stdout
    assert "--why" in one_line(run("retention", "--erase", "--as", "demowolk"), 2)
    assert "Namens wie" in one_line(run("retention", "--erase", "--why", "x"), 2)
    done = run("retention", "--erase", "--as", "demowolk", "--why", "Lijst 2020", "--json")
    assert json.loads(done.stdout)["gewist"] == ["demowolk/attachment/oud"]
    assert "niets" in run("retention").stdout
