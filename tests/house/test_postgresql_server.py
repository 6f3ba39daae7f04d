# SPDX-License-Identifier: EUPL-1.2
"""The server of the tests goes with whoever started it, and a missing one is said."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from tools import check
from tools import postgresql as server
from tools.environment import ROOT, Trouble
from tools.postgresql import Cluster, programs

HOLDS = "from tools.postgresql import Cluster; c = Cluster().__enter__(); print(c.folder, c.port, flush=True); input()"


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_cluster_goes_with_whoever_started_it(cluster: Cluster, how: int) -> None:
    command = [sys.executable, "-c", HOLDS]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        folder, port = process.stdout.readline().split()
        assert Path(folder).is_dir()
        os.kill(process.pid, how)
        process.wait()
    end = time.monotonic() + 30
    while Path(folder).exists() and time.monotonic() < end:
        time.sleep(0.05)
    assert not Path(folder).exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(f"postgresql://x@127.0.0.1:{port}/x")


def test_without_a_server_continuous_integration_fails(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    old = tmp_path / "14" / "bin"
    old.mkdir(parents=True)
    for name in ("postgres", "initdb"):
        (old / name).touch()
    monkeypatch.setattr(server, "PLACES", str(tmp_path))
    with pytest.raises(Trouble, match="install_postgresql"):
        programs()

    class Missing:
        def __enter__(self) -> None:
            programs()

        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr(check, "Cluster", Missing)
    for ci, ends_well in (("1", False), ("", True)):
        monkeypatch.setenv("STELSEL_CI", ci)
        assert check.run_on_postgresql([]) is ends_well
        assert "Not tested on PostgreSQL" in capsys.readouterr().out
