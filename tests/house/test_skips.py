# SPDX-License-Identifier: EUPL-1.2
"""A run ends with its skips and why; in continuous integration a skip is a failure."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = """
import pytest
def test_good(): pass
def test_needs_shared(shared_data): pass
@pytest.mark.xfail(reason="known")
def test_known(): assert False
"""


@pytest.fixture
def project(tmp_path: Path, root: Path) -> Path:
    """A project of three tests under our conftest, with no real input beside it."""
    tests = tmp_path / "project" / "tests"
    tests.mkdir(parents=True)
    (tests / "conftest.py").write_text((root / "tests" / "conftest.py").read_text(encoding="utf-8"))
    (tests / "test_some.py").write_text(TESTS)
    (tmp_path / "project" / "pytest.ini").write_text("[pytest]\n")
    return tmp_path / "project"


def run(project: Path, **settings: str) -> tuple[int, list[str]]:
    """Runs the project's tests; returns the exit code and the lines."""
    surroundings = {
        name: value for name, value in os.environ.items() if not name.startswith(("STELSEL_", "PYTEST_", "DJANGO_"))
    }
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:django", "-p", "no:cacheprovider"]
    done = subprocess.run(
        command, cwd=project, capture_output=True, text=True, check=False, env={**surroundings, **settings}
    )
    return done.returncode, done.stdout.splitlines()


def test_a_run_ends_with_its_skips_and_why(project: Path) -> None:
    code, lines = run(project)
    assert code == 0
    assert "Skipped tests: 1 (1 because no real input: set STELSEL_SHARED to the folder that holds data/)" in lines
    assert lines[-1].startswith("1 passed, 1 skipped, 1 xfailed")


def test_in_continuous_integration_a_skip_is_a_failure(project: Path) -> None:
    code, lines = run(project, STELSEL_CI="1")
    assert code == 1
    assert any("skipped, which counts as a failure here: no real input" in line for line in lines)
    assert "Skipped tests: 0" in lines


def test_in_continuous_integration_a_skipped_file_is_a_failure(project: Path) -> None:
    (project / "tests" / "test_some.py").write_text("import pytest\npytest.importorskip('no_such_module')\n")
    code, lines = run(project, STELSEL_CI="1")
    assert code != 0
    assert any("counts as a failure here" in line for line in lines)


def test_real_input_is_found_where_the_setting_says(project: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere" / "data").mkdir(parents=True)
    code, lines = run(project, STELSEL_SHARED=str(tmp_path / "elsewhere"), STELSEL_CI="1")
    assert code == 0
    assert lines[-1].startswith("2 passed, 1 xfailed")


def test_continuous_integration_calls_make_test(root: Path) -> None:
    script = (root / ".ci" / "run").read_text(encoding="utf-8")
    assert "STELSEL_CI=1" in script
    assert "make test" in script
    assert os.access(root / ".ci" / "run", os.X_OK)
