# SPDX-License-Identifier: EUPL-1.2
"""fsck proves a log from its files and names what does not hold."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from stelsel.register.folder import LogFolder
from stelsel.register.fsck import Checked, fsck
from tests.register.logs import make
from tests.register.memory import PUBLIC, known

FILES = ("checkpoint", "tile/0/*", "tile/0/*.p/*", "tile/1/*.p/*", "tile/entries/*", "tile/entries/*.p/*", "payload/*", "payload/*.p/*")  # fmt: skip # noqa: E501


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of some 700 leaves with every operation."""
    folder = tmp_path_factory.mktemp("whole") / "log"
    make(folder, 700)
    return folder


@pytest.fixture
def copy(whole: Path, tmp_path: Path) -> Path:
    """A copy to damage."""
    shutil.copytree(whole, tmp_path / "log")
    return tmp_path / "log"


def check(folder: Path) -> Checked:
    """fsck with the keys of the log."""
    return fsck(LogFolder(folder), PUBLIC.origin, known())


def files(folder: Path) -> list[Path]:
    """The files that are the book."""
    return sorted({path for pattern in FILES for path in folder.glob(pattern) if path.is_file()})


def test_a_whole_log_holds(whole: Path) -> None:
    found = check(whole)
    assert found.findings == []
    assert found.size > 700
    assert found.erased > 0
    assert found.contents + found.erased == found.size


@pytest.mark.campaign
def test_every_flipped_bit_is_named(copy: Path, campaign: bool) -> None:
    dice = random.Random(7)
    for path in files(copy):
        good = path.read_bytes()
        for _ in range(60 if campaign else 2):
            bad = bytearray(good)
            at = dice.randrange(len(bad))
            bad[at] ^= 1 << dice.randrange(8)
            path.write_bytes(bad)
            found = check(copy)
            name = path.relative_to(copy).as_posix()
            assert any(name in finding.where and "bytes" in finding.where for finding in found.findings), (
                name,
                at,
                [finding.where for finding in found.findings],
            )
            path.write_bytes(good)
    assert check(copy).findings == []
