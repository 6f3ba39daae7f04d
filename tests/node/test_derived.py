# SPDX-License-Identifier: EUPL-1.2
"""Rows in files: whole or not there, for nobody else to read, never in the way of an answer, and gone when tidied."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from stelsel.kernel.kept import Remembered
from stelsel.node.derived import MADE_BY, Derived, KeptFiles
from stelsel.nouns.bottleneck import READINGS

A, B, C = ("a" * 64, "b" * 64, "c" * 64)
ROW = bytes(range(256)) * 14


@pytest.fixture(autouse=True)
def made_by(monkeypatch: pytest.MonkeyPatch) -> None:
    """No encoder is needed here."""
    monkeypatch.setitem(MADE_BY, READINGS, lambda: "proef-1")  # type: ignore[arg-type]


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_row_comes_back_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    derived = Derived(tmp_path / "derived")
    derived.kept(READINGS).put({A: ROW})
    assert Derived(tmp_path / "derived").kept(READINGS).get([A, B]) == {A: ROW}
    (file,) = files(tmp_path)
    assert file.relative_to(tmp_path).parts == ("derived", READINGS, "proef-1", "aa", A)
    assert file.stat().st_mode & 0o777 == 0o600
    folders = [one for one in tmp_path.rglob("*") if one.is_dir()]
    assert {one.stat().st_mode & 0o777 for one in folders} == {0o700}


def test_a_name_that_nothing_is_said_of_stays_in_memory(tmp_path: Path) -> None:
    kept = Derived(tmp_path).kept("iets")
    kept.put({A: ROW})
    assert isinstance(kept, Remembered)
    assert not files(tmp_path)


@pytest.mark.parametrize(
    "harm",
    [
        lambda raw: b"",
        lambda raw: raw[:10],
        lambda raw: raw[:-1],
        lambda raw: raw + b"x",
        lambda raw: bytes([raw[0] ^ 1]) + raw[1:],
        lambda raw: raw[:-1] + bytes([raw[-1] ^ 1]),
        lambda raw: bytes(len(raw)),
    ],
)
def test_a_damaged_file_is_as_one_that_is_not_there(harm: Callable[[bytes], bytes], tmp_path: Path) -> None:
    kept = KeptFiles(tmp_path, lambda: "x")
    kept.put({A: ROW})
    file = kept.place(A)
    file.write_bytes(harm(file.read_bytes()))
    assert kept.get([A]) == {}
    kept.put({A: ROW})
    assert kept.get([A]) == {A: ROW}


def test_a_file_under_the_name_of_another_is_not_taken_for_it(tmp_path: Path) -> None:
    kept = KeptFiles(tmp_path, lambda: "x")
    kept.put({A: ROW, B: ROW[::-1]})
    kept.place(A).write_bytes(kept.place(B).read_bytes())
    assert kept.get([A, B]) == {B: ROW[::-1]}


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT, errno.EIO])
def test_a_disk_that_takes_nothing_is_told_once(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object, **more: object) -> int:
        raise OSError(number, os.strerror(number))

    kept = KeptFiles(tmp_path, lambda: "x")
    kept.put({A: ROW})
    monkeypatch.setattr("stelsel.node.derived.os.open", refuse)
    with capture_logs() as told:
        kept.put({B: ROW})
        kept.put({C: ROW})
    assert [one["event"] for one in told] == ["derived-not-kept"]
    assert kept.get([A, B, C]) == {A: ROW}
    monkeypatch.undo()
    kept.put({B: ROW})
    assert kept.get([B]) == {B: ROW}, "when there is room again it goes on"
    assert len(files(tmp_path)) == 2, "no half file is left"


def test_a_write_that_stops_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, "vol")

    monkeypatch.setattr(Path, "replace", refuse)
    KeptFiles(tmp_path, lambda: "x").put({A: ROW})
    assert not files(tmp_path)


def test_something_else_in_the_place_of_the_folder_breaks_nothing(tmp_path: Path) -> None:
    (tmp_path / "derived").write_text("een bestand")
    derived = Derived(tmp_path / "derived")
    kept = derived.kept(READINGS)
    with capture_logs() as told:
        kept.put({A: ROW})
        assert kept.get([A]) == {}
        assert derived.tidy({READINGS: {A}}) == 0
        derived.drop(READINGS, {A})
    assert [one["event"] for one in told] == ["derived-not-kept"]


def test_a_folder_in_the_place_of_a_row_breaks_nothing(tmp_path: Path) -> None:
    kept = KeptFiles(tmp_path, lambda: "x")
    kept.place(A).mkdir(parents=True)
    with capture_logs() as told:
        assert kept.get([A]) == {}
        kept.put({A: ROW})
    assert len(told) == 1


def test_a_folder_that_is_closed_breaks_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, **more: object) -> bytes:
        raise PermissionError(errno.EACCES, "dicht")

    kept = KeptFiles(tmp_path, lambda: "x")
    kept.put({A: ROW})
    monkeypatch.setattr(Path, "read_bytes", refuse)
    monkeypatch.setattr(Path, "mkdir", refuse)
    with capture_logs() as told:
        assert kept.get([A, B]) == {}
        kept.put({B: ROW})
    assert len(told) == 1


def test_a_key_is_a_hash_and_no_way_out_of_the_folder(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="a key is a hash"):
        KeptFiles(tmp_path, lambda: "x").get(["../" * 21 + "x"])


def test_tidying_leaves_what_lives_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    derived = Derived(tmp_path / "derived")
    derived.kept(READINGS).put({A: ROW, B: ROW})
    older = KeptFiles(derived.folder / READINGS, lambda: "proef-0")
    older.put({A: ROW})
    KeptFiles(derived.folder / "vroeger", lambda: "x").put({A: ROW})
    young, old = (derived.folder / READINGS / "proef-1" / "aa" / f".{one}.half" for one in ("jong", "oud"))
    for half in (young, old):
        half.write_bytes(b"half")
    os.utime(old, (0, 0))
    assert derived.tidy({READINGS: {A, C}}) == 4
    assert files(tmp_path) == sorted([young, KeptFiles(derived.folder / READINGS, lambda: "proef-1").place(A)])
    assert not (derived.folder / "vroeger").exists()
    assert not older.folder.exists()
    assert derived.tidy({READINGS: {A, C}}) == 0
    derived.kept(READINGS).put({B: ROW})
    assert derived.kept(READINGS).get([A, B]) == {A: ROW, B: ROW}


def test_tidying_where_nothing_was_ever_kept(tmp_path: Path) -> None:
    assert Derived(tmp_path / "derived").tidy({READINGS: {A}}) == 0


def test_what_goes_at_once_goes_whatever_made_it(tmp_path: Path) -> None:
    derived = Derived(tmp_path / "derived")
    derived.kept(READINGS).put({A: ROW, B: ROW})
    KeptFiles(derived.folder / READINGS, lambda: "proef-0").put({A: ROW})
    derived.drop(READINGS, {A, C})
    assert {path.name for path in files(tmp_path)} == {B}


def test_processes_and_threads_keep_the_same_rows_at_once(tmp_path: Path, root: Path) -> None:
    command = [sys.executable, str(root / "tests" / "node" / "keep_rows.py"), str(tmp_path)]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert [one.communicate(timeout=120)[0].strip() for one in started] == ["0"] * 3
    assert len(files(tmp_path)) == 100, "no half file is left"
    kept = KeptFiles(tmp_path / "x", lambda: "proef")
    with ThreadPoolExecutor(8) as pool:
        for _ in pool.map(lambda _: kept.put({A: ROW, B: ROW}), range(40)):
            assert kept.get([A, B]) in ({A: ROW, B: ROW}, {A: ROW}, {})
    assert kept.get([A, B]) == {A: ROW, B: ROW}
