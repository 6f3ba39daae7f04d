# SPDX-License-Identifier: EUPL-1.2
"""Every file says under which licence it stands, in the way of the REUSE specification."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.house.sources import code_files

LINE = "SPDX-License-" + "Identifier: EUPL-1.2"  # in two parts, or this line would pass for one
IGNORED = {".git", "var", "__pycache__", "node_modules", "shared"}


def project_files(root: Path) -> list[str]:
    """Paths of the files that belong to the project: what git knows or would know, else all but the caches."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if run.returncode == 0 and run.stdout:
        return [name for name in run.stdout.split("\0") if name and (root / name).is_file()]
    names = []
    for folder, below, files in os.walk(root):
        below[:] = [
            name
            for name in below
            if name not in IGNORED and not name.startswith(".venv") and not name.endswith(("_cache", ".egg-info"))
        ]
        names += [str((Path(folder) / name).relative_to(root)) for name in files]
    return names


def test_every_source_file_carries_its_spdx_line(root: Path) -> None:
    missing = [
        str(path.relative_to(root))
        for path in code_files(root)
        if LINE not in "\n".join(path.read_text(encoding="utf-8").splitlines()[:3])
    ]
    assert not missing, f"first lines lack `{LINE}`: {missing}"


def test_reuse_finds_licence_and_copyright_of_every_file(root: Path) -> None:
    names = project_files(root)
    assert "pyproject.toml" in names
    reuse = [sys.executable, "-c", "from reuse.cli.main import main; main()", "lint-file", *names]
    encoding = {"REUSE_ENCODING_MODULE": "charset_normalizer"}
    run = subprocess.run(reuse, cwd=root, capture_output=True, text=True, check=False, env={**os.environ, **encoding})
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_licence_is_the_whole_eupl(root: Path) -> None:
    text = (root / "LICENSE").read_text(encoding="utf-8")
    assert text == (root / "LICENSES" / "EUPL-1.2.txt").read_text(encoding="utf-8")
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in text
    assert all(f"\n{article}." in text for article in range(1, 16))
    assert "Appendix" in text
    assert "CeCILL v. 2.0, v. 2.1" in text
