# SPDX-License-Identifier: EUPL-1.2
"""The country in a folder: whole or not at all, the same bytes with any number of threads, everywhere synthetic."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from stelsel.engines.synthetic import COLUMNS, Options, assumptions, synthesise
from stelsel.kernel.problem import BadInput
from stelsel.node import synthetic

WRITE = "import sys; from pathlib import Path; from stelsel.node.synthetic import *; "
WRITE += "from stelsel.engines.synthetic import Options; write(Options(20_000), Path(sys.argv[1]))"


def contents(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_the_folder_says_what_it_holds_and_that_it_is_synthetic(tmp_path: Path) -> None:
    seen: list[int] = []
    written = synthetic.write(Options(3_000, 4), tmp_path / "country", seen.append)
    found = contents(written.folder)
    assert all(name.startswith("synthetic-") for name in found)
    told = json.loads((written.folder / "synthetic-country.json").read_text(encoding="utf-8"))
    assert told["synthetic"] is True
    assert (told["persons"], told["seed"], told["households"]) == (3_000, 4, written.households)
    assert told["files"] == written.files == {name: found[name] for name in written.files}
    assert seen[-1] == written.persons == 3_000
    (path,) = (written.folder / name for name in written.files)
    metadata = pl.read_parquet_metadata(path)
    assert metadata["synthetic"] == "True"
    assert set(json.loads(metadata["columns"])) == {one.name for one in COLUMNS}
    assert pl.read_parquet(path)["huishouden"].max() == written.households
    with (written.folder / "synthetic-assumptions.csv").open(encoding="utf-8", newline="") as file:
        assert [row["name"] for row in csv.DictReader(file)] == list(assumptions())


def test_threads_and_files_change_no_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for threads in ("1", "3"):
        kept = {**os.environ, "POLARS_MAX_THREADS": threads}
        subprocess.run([sys.executable, "-c", WRITE, str(tmp_path / threads)], check=True, env=kept)
    assert contents(tmp_path / "1") == contents(tmp_path / "3")
    monkeypatch.setattr(synthetic, "PERSONS_IN_FILE", 4_000)
    cut = synthetic.write(Options(20_000), tmp_path / "cut")
    assert len(cut.files) > 1
    parts = [pl.read_parquet(cut.folder / name) for name in cut.files]
    whole = pl.read_parquet(tmp_path / "1" / "synthetic-persons-0001.parquet")
    assert pl.concat(parts).equals(whole)
    assert all(one["rol"][0] == "aanvrager" for one in parts)


@pytest.fixture
def made_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """The people of a country are made once: these tests are about the folder that they go to."""
    monkeypatch.setattr(synthetic.synthetic, "synthesise", lambda _, options: iter(frames(options)))


@cache
def frames(options: Options) -> tuple[pl.DataFrame, ...]:
    """All frames of a country."""
    return tuple(synthesise(synthetic.shipped(), options))


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(BadInput) as refused:
        synthetic.write(Options(1_000), tmp_path)
    assert refused.value.findings[0].code == "synthetic-folder"
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError])
def test_what_stops_it_leaves_nothing(made_before: None, tmp_path: Path, stop: type[BaseException]) -> None:
    def stopped(persons: int) -> None:
        raise stop

    with pytest.raises(stop):
        synthetic.write(Options(1_000), tmp_path / "country", stopped)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_used(made_before: None, tmp_path: Path) -> None:
    (tmp_path / "country").mkdir()
    assert synthetic.write(Options(1_000), tmp_path / "country").persons == 1_000
