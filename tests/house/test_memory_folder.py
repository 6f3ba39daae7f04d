# SPDX-License-Identifier: EUPL-1.2
"""The temporary folder of a test run: in memory where there is room, gone afterwards, and nobody's choice undone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tools.memory_folder import NAME, temporary_files_in_memory


@pytest.fixture(autouse=True)
def _nobody_chose(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TMPDIR", raising=False)


def test_it_is_there_meanwhile_and_gone_afterwards(tmp_path: Path) -> None:
    with temporary_files_in_memory(tmp_path, 1) as folder:
        assert folder is not None
        assert folder.parent == tmp_path
        assert os.environ["TMPDIR"] == str(folder)
        assert folder.stat().st_mode & 0o777 == 0o711, "others come through and see nothing"
        (folder / "left").write_text("something")
    assert list(tmp_path.iterdir()) == []
    assert "TMPDIR" not in os.environ


def test_where_there_is_no_room_or_place_nothing_changes(tmp_path: Path) -> None:
    for place, needed in ((tmp_path, 10**18), (tmp_path / "nowhere", 1)):
        with temporary_files_in_memory(place, needed) as folder:
            assert folder is None
            assert "TMPDIR" not in os.environ


def test_who_chose_a_folder_keeps_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", "/chosen")
    with temporary_files_in_memory(tmp_path, 1) as folder:
        assert folder is None
    assert os.environ["TMPDIR"] == "/chosen"


def test_what_a_killed_run_left_goes_and_what_another_run_uses_stays(tmp_path: Path) -> None:
    dead, alive = tmp_path / f"{NAME}999999999-a", tmp_path / f"{NAME}{os.getpid()}-b"
    for one in (dead, alive):
        one.mkdir()
    with temporary_files_in_memory(tmp_path, 1):
        assert not dead.exists()
        assert alive.exists()
