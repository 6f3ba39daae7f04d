# SPDX-License-Identifier: EUPL-1.2
"""What the product imports is declared, what is declared is imported, and all of it is locked."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.house.sources import code_files

NOT_IMPORTED = {"granian", "django-csp"}  # started as a program, or named as middleware in the settings


def normal(name: str) -> str:
    """A package name in its one normal form."""
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(root: Path) -> set[str]:
    """The packages that pyproject.toml says the product needs."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return names(project["dependencies"])


def declared_extra(root: Path) -> set[str]:
    """The packages that parts of the product need which not everybody uses."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return set().union(*(names(lines) for extra, lines in project["optional-dependencies"].items() if extra != "test"))


def declared_for_spark(root: Path) -> set[str]:
    """The packages that only a cluster of Apache Spark needs: they stand in an environment of their own."""
    return names(tomllib.loads((root / "pyproject.toml").read_text())["project"]["optional-dependencies"]["spark"])


def names(lines: list[str]) -> set[str]:
    """The package names of requirements."""
    return {normal(re.split(r"[^A-Za-z0-9_.-]", line)[0].rstrip("~")) for line in lines}


def locked(path: Path) -> set[str]:
    """The packages in one lock file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    assert all(re.fullmatch(r"#.*|[A-Za-z0-9_.-]+==[A-Za-z0-9_.!+]+", line) for line in lines), (
        "a lock is name==version"
    )
    return {normal(line.split("==")[0]) for line in lines if not line.startswith("#")}


def imports(root: Path) -> set[str]:
    """The packages of others that the product's source imports."""
    modules = set()
    for path in code_files(root, {".py"}):
        if not path.is_relative_to(root / "src"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                modules.add(node.module.split(".")[0])
    return modules - set(sys.stdlib_module_names) - {"stelsel", "__future__"}


def test_every_import_is_declared(root: Path) -> None:
    owners = packages_distributions()
    known = declared(root) | declared_extra(root)
    undeclared = {m for m in imports(root) if not {normal(name) for name in owners.get(m, [m])} & known}
    assert not undeclared, f"add to the dependencies in pyproject.toml, then `make lock`: {sorted(undeclared)}"


def test_every_declared_package_is_used(root: Path) -> None:
    owners = packages_distributions()
    used = {normal(name) for module in imports(root) for name in owners.get(module, [])}
    source = "\n".join(path.read_text(encoding="utf-8") for path in code_files(root, {".py"}))
    unused = {
        name
        for name in (declared(root) | declared_extra(root)) - used - NOT_IMPORTED
        if name.replace("-", "_") not in source
    }
    assert not unused, f"declared but not used: {sorted(unused)}"


@pytest.mark.parametrize("name", ["run", "test", "node", "spark", "cluster"])
def test_a_lock_holds_only_names_and_versions(root: Path, name: str) -> None:
    assert locked(root / "requirements" / f"{name}.lock")


def test_every_declared_package_is_locked(root: Path) -> None:
    assert declared(root) <= locked(root / "requirements" / "run.lock")
    locks = {name: locked(root / "requirements" / f"{name}.lock") for name in ("run", "test", "spark", "cluster")}
    assert declared_extra(root) - declared_for_spark(root) <= locks["run"] | locks["test"] | locks["cluster"]
    assert declared_for_spark(root) <= locks["spark"]


def test_the_npm_lock_names_no_host(root: Path) -> None:
    text = (root / "tools" / "node" / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in text
    assert '"integrity"' in text
