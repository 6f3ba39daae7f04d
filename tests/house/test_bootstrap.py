# SPDX-License-Identifier: EUPL-1.2
"""What stands in the way of a start becomes one line with its cure."""

from __future__ import annotations

import errno
import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from stelsel.engines.cluster._e5 import encoder
from tools import chores, environment
from tools.environment import Environment, Trouble


def old_python(folder: Path) -> Path:
    """A command that behaves like a Python that is too old: it runs the script but claims version 3.9."""
    path = folder / "python-old"
    path.write_text(
        f"#!{sys.executable}\nimport runpy, sys\nsys.version_info = (3, 9, 2, 'final', 0)\n"
        "sys.argv = sys.argv[1:]\nrunpy.run_path(sys.argv[0], run_name='__main__')\n"
    )
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_a_python_that_is_too_old_is_named_with_the_cure(tmp_path: Path, root: Path) -> None:
    command = [str(old_python(tmp_path)), str(root / "tools" / "bootstrap.py"), "up"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, env={"PATH": str(tmp_path)})
    assert run.returncode == 1
    assert run.stdout == ""
    assert run.stderr.startswith("Stelsel needs Python 3.11 or newer; this is Python 3.9. Install")
    assert run.stderr.count("\n") == 1


def test_the_bootstrap_keeps_to_old_syntax(root: Path) -> None:
    source = (root / "tools" / "bootstrap.py").read_text(encoding="utf-8")
    assert not any(word in source for word in ('f"', "f'", ":=", "-> ", "match ", "async "))
    assert source.isascii()


def test_a_taken_port_is_named_with_another(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen(1)
        port = taken.getsockname()[1]
        with pytest.raises(Trouble, match=rf"^Port {port} is taken\. .*make up PORT=\d+$"):
            chores.check_port(port)
    chores.check_port(port)


@pytest.mark.parametrize(
    ("system", "machine", "library", "runs"),
    [
        ("linux", "x86_64", "glibc", True),
        ("linux", "x86_64", "libc", False),  # musl
        ("linux", "x86_64", "", False),
        ("linux", "aarch64", "glibc", False),
        ("darwin", "x86_64", "", False),
        ("darwin", "arm64", "", False),
    ],
)
def test_the_nearer_encoder_comes_along_where_its_wheel_runs(
    system: str, machine: str, library: str, runs: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment.sys, "platform", system)
    monkeypatch.setattr(environment.platform, "machine", lambda: machine)
    monkeypatch.setattr(environment.platform, "libc_ver", lambda: (library, "2.36"))
    assert environment.nearer_encoder_runs() is runs


def test_product_and_checks_have_it_alike_and_where_it_runs_it_is_installed() -> None:
    locks = [{lock.name for lock in one.locks} for one in (chores.PRODUCT, chores.CHECKS)]
    there = environment.nearer_encoder_runs()
    assert ["cluster.lock" in one for one in locks] == [there, there]
    assert (encoder() is not None) is there


@pytest.mark.parametrize("text", ["", "x", "0", "65536", "-1", "8000 "])
def test_a_port_that_is_no_port_is_refused(text: str) -> None:
    with pytest.raises(Trouble, match="PORT must be a number from 1 to 65535"):
        chores.read_port(text)


def test_a_full_disk_is_seen_beforehand(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"too full: .* GB free and 1000000000\.0 GB is needed"):
        environment.check_space(tmp_path, 10**18)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EACCES, "Cannot write in"),
        (errno.EROFS, "Cannot write in"),
        (errno.ENOENT, "No such file"),
    ],
)
def test_an_error_of_the_system_becomes_a_sentence(number: int, words: str, tmp_path: Path) -> None:
    assert words in str(environment.trouble_of(OSError(number, os.strerror(number)), tmp_path))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            "WARNING: Retrying after connection broken by 'NewConnectionError'\nERROR: No matching distribution",
            "no network",
        ),
        ("Temporary failure in name resolution", "no network"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk filled up"),
        ("Command ensurepip returned non-zero exit status 1", "apt-get install python3"),
        ("ERROR: No matching distribution found for django==99", "pip failed: ERROR: No matching distribution"),
        ("", "pip failed: no message"),
    ],
)
def test_what_pip_says_becomes_a_sentence(said: str, words: str) -> None:
    sentence = str(environment.trouble_of_text(said, "pip failed"))
    assert words in sentence
    assert "\n" not in sentence


def test_a_python_without_venv_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else object())
    with pytest.raises(Trouble, match=r"apt-get install python3\.\d+-venv"):
        environment.check_venv()


def test_an_environment_is_made_once_and_again_when_its_lock_changes(tmp_path: Path) -> None:
    lock = tmp_path / "empty.lock"
    lock.write_text("# nothing\n")
    place = Environment(tmp_path / "env", (lock,), needed_bytes=1)
    assert not place.ready()
    environment.ensure(place)
    assert place.ready()
    made = place.stamp.stat().st_mtime_ns
    environment.ensure(place)
    assert place.stamp.stat().st_mtime_ns == made
    lock.write_text("# something\n")
    assert not place.ready()


def test_an_index_that_does_not_answer_is_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = tmp_path / "one.lock"
    lock.write_text("no-such-package==1.0\n")
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    for name in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{port}/")
    with pytest.raises(Trouble, match="cannot be reached: no network"):
        environment.ensure(Environment(tmp_path / "env", (lock,), needed_bytes=1))


def test_unknown_chores_are_refused_with_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert chores.main(["dance"]) == 2
    assert "up, check, bench" in capsys.readouterr().err


def test_trouble_is_one_line_on_the_error_stream(capsys: pytest.CaptureFixture[str]) -> None:
    assert chores.main(["up", "x"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1


def test_make_help_lists_every_chore(root: Path) -> None:
    run = subprocess.run(["make", "--no-print-directory", "help"], cwd=root, capture_output=True, text=True, check=True)
    assert [line.split()[1] for line in run.stdout.splitlines()][:3] == ["help", "up", "test"]
